"""The pictures of docs/alerts.md, of messages that are composed as they are sent.

    python -m bench.drawings            alert.png, thread.png, digest.png, review.png
    python -m bench.drawings digest     one of them

It wants Chromium (Debian: ``apt-get install chromium``). Whatever the messages tell is invented.
"""

import shutil
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from alerts.compose import compose
from alerts.digest import DigestRow, HeldRow, MaybeRow, compose_digest
from alerts.replies import compose_coverage, compose_reply
from alerts.review import New, compose_review, review
from bench.drawing import BROWSERS, Message, page, photograph
from records import Coverage, Happening, Teller

FOLDER = Path(__file__).parents[1] / "docs" / "images"
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PLACE = "Place-based and pooled budgets"
SHARED = "Shared services"
DEALS = "Devolution, localism and local structures"
STAFF = "Staff and union voice"
PILOTS = Happening(
    key="place-budget-pilots:new",
    kind="new",
    initiative_id="place-budget-pilots",
    name="Place Budget Pilots",
    step="announced",
    was_step=None,
    steps=(),
    areas=("Leicestershire", "Kent", "Greater Manchester", "Gwynedd", "Fife", "Antrim"),
    new_areas=(),
    sponsors=("HM Treasury",),
    new_sponsors=(),
    themes=(PLACE,),
    rule="total-place-pilot",
    quote=(
        "The first five place budget pilots will start in April and pool what councils, the NHS "
        "and Jobcentre Plus spend in each area."
    ),
    matched=("place budget pilots", "pool"),
    title="Five areas to pool their budgets",
    url="https://news.example.org/five-areas",
    source="HM Treasury",
    source_kind="government",
    published_at=NOW,
    also=("Local Government Association", "Institute for Government"),
    voice="no union is named in 1,240 words; staff appear 3 times, none of them asked",
    deadline="expressions of interest by 12 December 2026 (21 days)",
    report=None,
    report_url="https://assets.example.org/place-budgets.pdf",
    why=(
        "fairly sure (82%) that this is the name of a scheme: followed by pilots; plain words in "
        "capitals … “will start”"
    ),
)
RUNNING = Happening(
    **{name: getattr(PILOTS, name) for name in Happening.__slots__}
    | {
        "key": "place-budget-pilots:step:running",
        "kind": "step",
        "step": "running",
        "was_step": "announced",
        "new_areas": ("Ceredigion",),
        "quote": "Budgets are pooled in all five areas from today, and in Ceredigion from June.",
        "matched": ("pooled in all five areas from today",),
        "title": "Place budgets begin",
        "url": "https://news.example.org/place-budgets-begin",
        "published_at": NOW + timedelta(days=131),
        "also": (),
        "voice": "no union is named in 410 words",
        "deadline": None,
        "report_url": None,
    }
)
COVERED = Coverage(
    key="place-budget-pilots:coverage:1",
    initiative_id="place-budget-pilots",
    name="Place Budget Pilots",
    tellers=(
        Teller(
            article_id="a2",
            source="Shire Gazette",
            source_kind="trade_press",
            title="County to share one purse with the NHS",
            url="https://gazette.example.org/purse",
            published_at=NOW + timedelta(hours=5),
            quote="The county is among five places that take part in the place budget pilots.",
            matched=("place budget pilots",),
            is_same=False,
        ),
    ),
)


def _alert() -> list[Message]:
    return [Message(alert=compose(PILOTS, NOW), at="09:31")]


def _thread() -> list[Message]:
    return [
        Message(alert=compose(PILOTS, NOW), at="21 November, 09:31"),
        Message(alert=compose_coverage(COVERED, NOW), at="21 November, 14:36", is_reply=True),
        Message(alert=compose_reply(RUNNING, NOW), at="1 April, 10:02", is_reply=True),
    ]


def _digest() -> list[Message]:
    rows = [
        ("Ten ways to share a depot", SHARED, "Shire Gazette", "One yard, two fleets, no doubt."),
        ("Payroll centre for six councils", SHARED, "Audit Wales", "Six councils pay as one."),
        ("Who pays when fire and police share", SHARED, "Fire Union", "Nobody asked the watch."),
        ("A second shared service is wound up", SHARED, "Shire Gazette", "It saved nothing."),
        ("Health and care in one purse", PLACE, "Fenwick Institute", "Pooling is not enough."),
        ("Kent counts every pound", PLACE, "Kent Messenger Post", "The count is done by June."),
        ("A mayor for the coast?", DEALS, "Civic Wire", "Three councils have asked for one."),
    ]
    named = {"Health and care in one purse": "Place Budget Pilots"}
    found = [
        DigestRow(
            title=title,
            url=f"https://news.example.org/{number}",
            source=source,
            theme=theme,
            quote=quote,
            initiative=named.get(title),
        )
        for number, (title, theme, source, quote) in enumerate(rows)
    ]
    made = compose_digest(
        NOW.date(),
        found,
        NOW,
        "",
        "placewatch query articles-on-theme",
        maybe=[
            MaybeRow(
                name="one door",
                quote="From May whoever comes to the town hall will have one door.",
                source="The Branch Table",
                url="https://news.example.org/door",
            )
        ],
        held=[HeldRow("New areas: Shire Purse: Devon", "https://news.example.org/devon")],
    )
    assert made is not None
    return [Message(alert=made, at="08:00")]


def _review() -> list[Message]:
    from alerts import picture  # a second's work to load

    monday = date(2026, 11, 16)
    counts = {
        PLACE: (2, 1, 3, 2, 4, 3, 6, 9),
        SHARED: (5, 4, 4, 6, 3, 5, 4, 4),
        DEALS: (8, 7, 9, 6, 7, 8, 5, 6),
        STAFF: (3, 3, 2, 4, 5, 4, 6, 7),
        "Cuts, efficiency and job losses": (4, 6, 5, 7, 9, 8, 11, 10),
        "Digital and AI reform": (0, 1, 0, 2, 1, 0, 3, 1),
    }
    told = [
        (theme, monday - timedelta(weeks=7 - week))
        for theme, weeks in counts.items()
        for week, many in enumerate(weeks)
        for _ in range(many)
    ]
    new = [
        ("Place Budget Pilots", "announced", ("Leicestershire", "Kent"), ("East Midlands",)),
        ("Rural Services Fund", "consultation", ("Powys", "Gwynedd"), ("Wales",)),
        ("Shared Control Rooms", "announced", ("Fife",), ("Scotland",)),
        ("Front Door First", "pilot", ("Torbay",), ("South West",)),
        ("Whole County Count", "pilot", ("Kent", "Devon"), ("South East", "South West")),
    ]
    week = review(
        "2026-W47",
        monday,
        told,
        [
            New(
                name=name,
                stage=stage,
                areas=areas,
                groups=groups,
                url=f"https://news.example.org/new-{number}",
                source="Civic Wire",
            )
            for number, (name, stage, areas, groups) in enumerate(new)
        ],
    )
    made = compose_review(week, NOW, "", "review-2026-W47.png")
    assert made is not None
    return [Message(alert=made, at="Monday, 08:30", picture=picture.draw(week))]


# What each picture shows.
DRAWINGS: dict[str, Callable[[], list[Message]]] = {
    "alert": _alert,
    "thread": _thread,
    "digest": _digest,
    "review": _review,
}


def main() -> None:
    """Draw what is asked for by name, or everything."""
    browser = next((path for path in map(shutil.which, BROWSERS) if path), None)
    if browser is None:
        raise SystemExit("there is no Chromium: apt-get install chromium")
    for name, shown in DRAWINGS.items():
        if name in sys.argv[1:] or not sys.argv[1:]:
            photograph(browser, page(shown()), FOLDER / f"{name}.png")
            print(FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
