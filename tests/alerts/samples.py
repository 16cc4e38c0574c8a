"""The smallest true records, and a full one."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from records import Alert, Happening, identify

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
URL = "https://news.example.org/five-areas"

MINIMAL: dict[str, Any] = {
    "key": "place-budget-pilots:new",
    "kind": "new",
    "initiative_id": "0123456789abcdef0123",
    "name": "Place Budget Pilots",
    "step": None,
    "was_step": None,
    "steps": (),
    "areas": (),
    "new_areas": (),
    "sponsors": (),
    "new_sponsors": (),
    "themes": (),
    "rule": "",
    "quote": "",
    "matched": (),
    "title": "",
    "url": URL,
    "source": "",
    "source_kind": "",
    "published_at": None,
    "also": (),
    "voice": None,
    "deadline": None,
    "report": None,
    "report_url": None,
    "why": "",
}
FULL: dict[str, Any] = MINIMAL | {
    "kind": "step",
    "key": "place-budget-pilots:step:running",
    "step": "running",
    "was_step": "announced",
    "steps": ("sites named",),
    "areas": ("Leicestershire", "Kent", "Greater Manchester", "Gwynedd", "Fife", "Antrim"),
    "new_areas": ("Gwynedd", "Fife"),
    "sponsors": ("HM Treasury", "Local Government Association"),
    "new_sponsors": ("Local Government Association (funds)",),
    "themes": ("Place-based and pooled budgets", "Devolution deals"),
    "rule": "total-place-pilot",
    "quote": "The first five place budget pilots, run by councils & the NHS, will start in April.",
    "matched": ("place budget pilots", "will start"),
    "title": "Five areas to pool their budgets",
    "source": "HM Treasury",
    "source_kind": "government",
    "published_at": NOW - timedelta(hours=3),
    "also": ("Local Government Association", "Institute for Government"),
    "voice": "no union is named in 1,240 words; staff appear 3 times, none of them asked",
    "deadline": "expressions of interest by 12 December 2026 (21 days)",
    "report": "Place budgets: the first year",
    "report_url": "https://news.example.org/media/place_budgets.pdf?download=1&lang=en",
    "why": "the register knows the name; “will start in April” says running",
}


def happening(**facts: Any) -> Happening:
    """Return the smallest true happening, with these facts besides."""
    return Happening(**(MINIMAL | facts))


def alert(number: int = 1, **facts: Any) -> Alert:
    """Return a small alert."""
    given: dict[str, Any] = {
        "alert_id": identify("alert", str(number)),
        "key": f"new initiative-{number}",
        "channel": "",
        "text": f"New initiative: number {number}",
        "blocks": "",
        "created_at": NOW,
    }
    return Alert(**(given | facts))


def golden(text: str, name: str) -> None:
    """Compare a text with its golden file; GOLDEN=rewrite writes it, and git shows what changed."""
    path = Path(__file__).parent / "golden" / name
    if os.environ.get("GOLDEN") == "rewrite":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
