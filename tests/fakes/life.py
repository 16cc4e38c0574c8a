"""The life of an invented initiative, from its announcement to its end, as publishers tell it."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml

from alerts.terminal import TerminalSink
from flows.classify import classify_once
from flows.notify import notify_once
from flows.poll import poll_once
from settings import Settings
from tests.fakes import archive
from tests.fakes.pdf import pdf
from tests.fakes.press import ORDINARY, Press
from tests.fakes.slack import FakeSlack
from tests.fakes.web import FakeWeb, fake_web

BEGAN = datetime(2025, 3, 3, 18, tzinfo=UTC)  # an evening, when all of a day is out
EVERY = timedelta(days=14)
PRESSES = (
    *(("ministry", "government"), ("weekly", "trade_press")),
    *(("branch", "union"), ("institute", "think_tank")),
)
PAPER = (
    "Shire Purse: the first year\n"
    "The Shire Purse programme lets councils pool the budgets of a place.\n"
    "In Kent the councils and the NHS have pooled their budgets for a year.\n"
    "The Shire Purse programme is spoken of well by the councils."
)


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as one publisher tells it."""

    press: str
    told: tuple[str, ...]  # title and paragraphs
    has_paper: bool = False


LIFE: tuple[tuple[Piece, ...], ...] = (
    (Piece("ministry", ORDINARY), Piece("weekly", ORDINARY)),  # there before we looked
    (  # announced, and written anew by three others
        Piece(
            "ministry",
            (
                "Whole-area budgets announced",
                "Ministers today announced the Shire Purse programme, in which councils, the NHS "
                "and the police will pool the budgets of a place.",
                "The Shire Purse programme will begin in Kent and Durham. It is funded by "
                "HM Treasury.",
            ),
        ),
        Piece(
            "weekly",
            (
                "One pot of public money for two counties",
                "Councils in Kent and Durham are to pool their budgets with those of the NHS under "
                "the Shire Purse, which ministers announced today.",
                "The Shire Purse is funded by HM Treasury, and councils expect it to begin soon.",
            ),
        ),
        Piece(
            "branch",
            (
                "What will the Shire Purse mean for our members?",
                "The Shire Purse programme was announced today. Councils will pool their budgets.",
                "The union asks what the Shire Purse will mean for jobs and pay in councils.",
            ),
        ),
        Piece(
            "institute",
            (
                "Pooled budgets are announced again",
                "With the Shire Purse ministers have announced that councils pool the budgets of "
                "a place once more.",
                "We have long asked for what the Shire Purse programme promises.",
            ),
        ),
    ),
    (  # a consultation with a day by which to respond
        Piece(
            "ministry",
            (
                "Consultation opens on the Shire Purse",
                "The department has launched a consultation on the Shire Purse programme, in which "
                "councils pool the budgets of a place.",
                "The consultation on the Shire Purse closes on 30 June 2025.",
            ),
        ),
        Piece(
            "weekly",
            (
                "Councils asked for their views on pooled money",
                "A consultation on the Shire Purse has opened, in which councils pool budgets.",
                "Responses to the consultation on the Shire Purse are due by 30 June 2025.",
            ),
        ),
    ),
    (  # the second wave
        Piece(
            "ministry",
            (
                "Second wave of the Shire Purse: three more counties",
                "Devon, Dorset and Cornwall will join the second wave of the Shire Purse pilots, "
                "in which councils pool the budgets of a place.",
                "The Shire Purse pilots are under way in Kent and Durham.",
            ),
        ),
        Piece(
            "weekly",
            (
                "Three counties join pooled budgets",
                "Devon, Dorset and Cornwall have been selected for the Shire Purse pilots, in which "
                "councils pool their budgets.",
                "The Shire Purse pilots are under way in Kent.",
            ),
        ),
    ),
    (  # somebody is paid to study it
        Piece(
            "ministry",
            (
                "Who studies the Shire Purse",
                "The National Audit Office will evaluate the Shire Purse pilots, in which councils "
                "pool the budgets of a place.",
                "The Shire Purse pilots are under way.",
            ),
        ),
    ),
    (  # a report comes out
        Piece(
            "institute",
            (
                "A year of the Shire Purse",
                "We publish a paper on the Shire Purse programme, in which councils pool the "
                "budgets of a place. The Shire Purse pilots are under way.",
                "The paper asks what the first year of the Shire Purse has brought.",
            ),
            has_paper=True,
        ),
        Piece(
            "weekly",
            (
                "Institute looks at pooled budgets",
                "A paper on the Shire Purse, in which councils pool budgets, came out today. The "
                "Shire Purse pilots are under way.",
            ),
        ),
    ),
    (
        Piece(
            "ministry",
            (
                "Evaluation of the Shire Purse published",
                "The evaluation of the Shire Purse pilots, in which councils pool the budgets of a "
                "place, has been published today.",
                "The evaluation found that the Shire Purse saved money.",
            ),
        ),
        Piece(
            "branch",
            (
                "The evaluation of the Shire Purse is out",
                "The evaluation of the Shire Purse, in which councils pool budgets, was published "
                "today. The evaluation found that staff were not asked about the Shire Purse.",
            ),
        ),
    ),
    (
        Piece(
            "ministry",
            (
                "A new name for whole-area budgets",
                "The Shire Purse programme has been renamed the County Chest programme. In the "
                "County Chest programme councils pool the budgets of a place.",
                "Nothing else about the County Chest programme changes for councils and the NHS.",
            ),
        ),
    ),
    (
        Piece(
            "ministry",
            (
                "County Chest programme ends",
                "The County Chest programme, in which councils pool the budgets of a place, has "
                "come to an end. It closed today.",
                "Ministers have scrapped the County Chest programme and thanked the councils.",
            ),
        ),
        Piece(
            "weekly",
            (
                "Ministers scrap pooled budgets",
                "The County Chest programme, formerly the Shire Purse, has been scrapped. Councils "
                "will pool budgets no more. The County Chest programme closed today.",
            ),
        ),
    ),
)


class World:
    """Publishers, a Slack and an installation that reads the one and tells the other."""

    def __init__(self, folder: Path, web: FakeWeb, slack: FakeSlack) -> None:
        self.web, self.slack = web, slack
        self.presses = {name: Press(web, name, kind) for name, kind in PRESSES}
        self.paper = web.put("/paper.pdf", pdf(PAPER, title="Shire Purse: the first year"),
                             content_type="application/pdf")  # fmt: skip
        self.settings = settings_of(folder, web, slack, self.presses.values())

    def publish(self, day: int, order: random.Random | None = None) -> None:
        """Put out what belongs to a day, in order, or at any hours of it."""
        pieces = list(LIFE[day])
        if order:
            order.shuffle(pieces)
        for number, piece in enumerate(pieces):
            at = moment(day) - timedelta(hours=9 - number)
            self.presses[piece.press].publish(
                f"day-{day}", piece.told, at.isoformat(), self.paper * piece.has_paper
            )

    def shown(self) -> list[str]:
        """Return the first lines of what the channel shows."""
        return [str(one["text"]).split("\n")[0] for one in self.slack.messages("C1")]


def settings_of(folder: Path, web: FakeWeb, slack: FakeSlack, presses: object) -> Settings:
    """Write the seeds and the sources of an installation; return its settings."""
    seeds = archive.write_seeds(folder / "seeds", "pooled")
    rows = [
        {"id": one.name, "name": one.name.title(), "kind": one.kind, "nation": "uk",
         "homepage": one.url, "feed": f"{one.url}feed.xml"}
        for one in presses
    ]  # fmt: skip
    (folder / "sources.yaml").write_text(yaml.safe_dump(rows), encoding="utf-8")
    return Settings.from_env(
        {
            "PLACEWATCH_HOME": str(folder / "home"),
            "PLACEWATCH_SEEDS": str(seeds),
            "PLACEWATCH_SOURCES": str(folder / "sources.yaml"),
            "PLACEWATCH_ALLOW_HOSTS": web.host,
            "PLACEWATCH_HOST_GAP": "0",
            "PLACEWATCH_SLACK_TOKEN": slack.token,
            "PLACEWATCH_SLACK_CHANNEL": "C1",
            "PLACEWATCH_SLACK_URL": slack.url,
            "PLACEWATCH_SLACK_SETTLE": "0.3",
        }
    )


def moment(day: int) -> datetime:
    """Return the evening of a day of the life."""
    return BEGAN + day * EVERY


def live(settings: Settings, day: int, to: object = None) -> None:
    """Run the three flows on the evening of a day, as the clock runs them."""
    now, began_s = moment(day), time.monotonic()

    def clock() -> datetime:
        return now + timedelta(seconds=time.monotonic() - began_s)

    poll_once(settings, now, is_by_hand=True, know=archive.know)
    classify_once(settings, now, know=archive.know)
    notify_once(
        settings,
        clock,
        terminal=TerminalSink(to),  # type: ignore[arg-type]
        sleep=lambda wait_s: time.sleep(min(wait_s, 0.02)),
    )


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """Open a world for as long as the block lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    with fake_web() as web, FakeSlack() as slack:
        yield World(folder, web, slack)
