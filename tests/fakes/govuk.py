"""Content items in the shape of GOV.UK's Content API, with words of our own invention."""

import json
from typing import Any

from tests.fakes.web import FakeWeb

PATH = "/government/news/shire-purse"
BODY = (
    '<div class="govspeak"><p>The Treasury has announced the Shire Purse programme, which will '
    'pool the budgets of councils in <a href="/government/collections/purse">six areas</a>.</p>\n'
    "<p>Staff in the councils will be asked for their views before it starts in April.</p></div>"
)
PDF = "https://assets.publishing.service.gov.uk/media/1/purse-plan.pdf"


def item(path: str = PATH, details: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
    """Return a content item: a news story unless told otherwise."""
    made: dict[str, Any] = {
        "base_path": path,
        "content_id": "4e06a81d-0000-4f02-99af-d244098e7802",
        "document_type": "news_story",
        "schema_name": "news_article",
        "title": "Ministers will pilot whole-area budgets",
        "description": "Six areas are to plan their public spending together.",
        "first_published_at": "2026-11-02T09:30:00Z",
        "public_updated_at": "2026-11-20T16:00:00Z",
        "updated_at": "2026-11-20T16:00:03Z",
        "locale": "en",
        "withdrawn_notice": {},
        "details": {
            "body": BODY,
            "change_history": [
                {"public_timestamp": "2026-11-20T16:00:00Z", "note": "Added a sixth area."},
                {"public_timestamp": "2026-11-02T09:30:00Z", "note": "First published."},
            ],
            "emphasised_organisations": ["b"],
        },
        "links": {
            "organisations": [
                {"content_id": "a", "title": "Cabinet Office"},
                {"content_id": "b", "title": "HM Treasury"},
            ]
        },
    }
    made["details"] |= details or {}
    return made | changes


def event(state: str, kind: str = "consultation", **details: Any) -> dict[str, Any]:
    """Return a consultation or a call for evidence.

    Args:
        state: open, closed, outcome; empty: not open yet.
        kind: consultation or call_for_evidence.
        details: Further ones.
    """
    names = {"open": f"open_{kind}", "closed": f"closed_{kind}", "outcome": f"{kind}_outcome"}
    dates = {
        "opening_date": "2026-11-04T10:00:00.000+00:00",
        "closing_date": "2027-02-04T00:00:00.000+00:00",
    }
    return item(
        f"/government/{kind}s/shire-purse",
        dates | details,
        document_type=names.get(state, kind),
        schema_name=kind,
        title="Shire Purse: how should it work?",
    )


def attachment(name: str, title: str, **changes: Any) -> dict[str, Any]:
    """Return an attachment: a PDF unless its address says otherwise."""
    made = {
        "attachment_type": "file",
        "content_type": "application/pdf",
        "id": name,
        "title": title,
        "url": f"https://assets.publishing.service.gov.uk/media/1/{name}",
    }
    return made | changes


def publish(web: FakeWeb, content: dict[str, Any], path: str | None = None) -> str:
    """Let the Content API of a publisher on loopback tell of a page; return its address."""
    path = path or content["base_path"]
    web.put(f"/api/content{path}", json.dumps(content), content_type="application/json")
    return web.url + path


def feed(*entries: tuple[str, str, str, str]) -> str:
    """Return an Atom feed of (id, address, title, updated), as both feed makers of GOV.UK do."""
    told = "".join(
        f'<entry><id>{key}</id><updated>{updated}</updated><link rel="alternate" '
        f'type="text/html" href="{url}"/><title>{title}</title>'
        f"<summary>Six areas are to plan together.</summary></entry>"
        for key, url, title, updated in entries
    )
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>A feed</title>{told}</feed>"
    )
