"""An installation that lives through the days of a life, over loopback, and can be killed."""

import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from alerts.terminal import TerminalSink
from flows.classify import classify_once
from flows.digest import digest_once
from flows.notify import notify_once
from flows.poll import poll_once
from records import happening_key
from settings import Settings
from tests.fakes import archive, life
from tests.fakes.life import LIFE, PRESSES
from tests.fakes.pdf import pdf
from tests.fakes.press import Press
from tests.fakes.slack import FakeSlack
from tests.fakes.web import FakeWeb, fake_web
from warehouse import queries, store

ROOT = Path(__file__).resolve().parents[2]
BEGAN = datetime(2025, 3, 3, 18, tzinfo=UTC)  # an evening, when all of a day is out
EVERY = timedelta(days=14)
Names = tuple[str, str]
Kills = Mapping[int, Sequence[tuple[str, float]]]  # by day: what was heard, and seconds after it
NO_KILLS: Kills = MappingProxyType({})


class World:
    """Publishers, a Slack and an installation that reads the one and tells the other."""

    def __init__(self, folder: Path, web: FakeWeb, slack: FakeSlack) -> None:
        self.web, self.slack = web, slack
        self.presses = {name: Press(web, name, kind) for name, kind in PRESSES}
        self.env = _installed(folder, web, slack, list(self.presses.values()))
        self.settings = Settings.from_env(self.env)

    def publish(
        self, day: int, names: Names, order: random.Random | None = None, again: str = ""
    ) -> None:
        """Put out what belongs to a day of a life.

        Args:
            day: Of the life.
            names: Of the initiative.
            order: Puts the pieces in another order, within the day; None: as they are.
            again: Begins their addresses, where they come out a second time.
        """
        pieces = life.pieces(day, names)
        if order:
            order.shuffle(pieces)
        slug = again + names[0].lower().replace(" ", "-")
        for number, piece in enumerate(pieces):
            at = moment(day) - timedelta(hours=9 - number)
            paper = ""
            if piece.has_paper:
                body = pdf(life.paper(names), title=f"{names[0]}: the first year")
                paper = self.web.put(f"/{slug}.pdf", body, content_type="application/pdf")
            self.presses[piece.press].publish(f"{slug}-{day}", piece.told, at.isoformat(), paper)

    def live(self, day: int) -> None:
        """Run the three flows on the evening of a day, in this process."""
        for _ in live(self.settings, day):
            pass

    def digest(self, day: int) -> str:
        """Return the digest of a day, as plain text."""
        assert digest_once(self.settings, moment(day) + timedelta(hours=1)) == 1
        with store.open_warehouse(self.settings.warehouse) as con:
            sql = "SELECT text FROM store.outbox WHERE kind = 'digest'"
            return "\n".join(store.words(con, sql))

    def told(self, names: Names) -> list[tuple[str, list[str]]]:
        """Return what Slack shows of a life: what leads each message, and all told in it."""
        messages: list[Any] = self.slack.messages("C1")
        shown = [one["metadata"]["event_payload"]["alert_id"] for one in messages]
        with store.open_warehouse(self.settings.warehouse) as con:
            assert queries.ask(con, "orphans").rows == ()
            keys = dict(con.execute("SELECT alert_id, key FROM store.outbox").fetchall())
            rows = con.execute(
                """
                SELECT told_in, initiative_id, happenings.kind, value FROM store.happenings
                JOIN store.initiatives USING (initiative_id)
                WHERE told_in <> '' AND name = $name
                """,
                {"name": names[0]},
            ).fetchall()
        told: dict[str, list[str]] = {}
        for told_in, initiative_id, kind, value in rows:
            key = happening_key(initiative_id, kind, value).removeprefix(f"{initiative_id}:")
            told.setdefault(told_in.removeprefix(f"{initiative_id}:"), []).append(key)
        ids = {row[1] for row in rows}
        order = [keys[alert_id] for alert_id in shown]
        leads = [key.partition(":")[2] for key in order if key.partition(":")[0] in ids]
        leads = [lead for lead in leads if not lead.startswith("source:")]
        return [(_short(lead), sorted(told.get(lead, []))) for lead in leads]

    def misplaced(self, names: Names) -> list[str]:
        """Return what stands elsewhere in Slack than it should; empty: all is in its place.

        The first message of a life begins its thread, all others reply to it, and the channel
        is shown steps alone. A further source is named once, and the later name is no life.
        """
        with store.open_warehouse(self.settings.warehouse) as con:
            sql = """
                SELECT alert_id, key FROM store.outbox
                JOIN store.initiatives USING (initiative_id)
                WHERE name = $name
            """
            keys = dict(con.execute(sql, {"name": names[0]}).fetchall())
            wrong = [key for _, key in con.execute(sql, {"name": names[1]}).fetchall()]
        messages: list[Any] = self.slack.messages("C1")
        named = [(one["metadata"]["event_payload"]["alert_id"], one) for one in messages]
        mine = [(keys[alert_id], one) for alert_id, one in named if alert_id in keys]
        (_, parent), *replies = mine
        wrong += [key for key, one in replies if one.get("thread_ts") != parent["ts"]]
        wrong += [
            key
            for key, one in replies
            if (one.get("subtype") == "thread_broadcast") != (":step:" in key)
        ]
        found = [key for key, _ in mine]
        return wrong + [key for key in set(found) if found.count(key) > 1]


def _short(lead: str) -> str:
    return "report" if lead.startswith("report:") else lead


def _installed(
    folder: Path, web: FakeWeb, slack: FakeSlack, presses: list[Press]
) -> dict[str, str]:
    """Write the seeds and the sources of an installation; return its environment."""
    seeds = archive.write_seeds(folder / "seeds", "pooled")
    rows = [
        {"id": one.name, "name": one.name.title(), "kind": one.kind, "nation": "uk",
         "homepage": one.url, "feed": f"{one.url}feed.xml"}
        for one in presses
    ]  # fmt: skip
    (folder / "sources.yaml").write_text(yaml.safe_dump(rows), encoding="utf-8")
    return {
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


def moment(day: int) -> datetime:
    """Return the evening of a day of the life."""
    return BEGAN + day * EVERY


def live(settings: Settings, day: int) -> Iterator[str]:
    """Run the three flows on the evening of a day; yield what was done after each."""
    now, began_s = moment(day), time.monotonic()

    def clock() -> datetime:
        return now + timedelta(seconds=time.monotonic() - began_s)

    poll_once(settings, now, is_by_hand=True, know=archive.know)
    yield "polled"
    classify_once(settings, now, know=archive.know)
    yield "classified"
    notify_once(
        settings,
        clock,
        terminal=TerminalSink(StringIO()),
        sleep=lambda wait_s: time.sleep(min(wait_s, 0.02)),  # nobody waits for a channel's pace
    )
    yield "notified"


@contextmanager
def world(folder: Path) -> Iterator[World]:
    """Open a world for as long as the block lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    with fake_web() as web, FakeSlack() as slack:
        yield World(folder, web, slack)


def play(
    opened: World, orders: Mapping[Names, random.Random | None], kills: Kills = NO_KILLS
) -> None:
    """Live all days of some lives, side by side, in processes that are killed on the way.

    Args:
        opened: The world.
        orders: By the names of each life, what shuffles its days; None: they stay in order.
        kills: By day, what is waited for and how many seconds more; then comes the kill.
    """
    child = _Child(opened)
    try:
        for day in range(len(LIFE)):
            for names, order in orders.items():
                opened.publish(day, names, order)
            for heard, wait_s in kills.get(day, ()):
                child.tell(day)
                child.hear(heard)
                time.sleep(wait_s)
                child.kill()
                child = _Child(opened)
            child.tell(day, is_quiet=not kills.get(day))
            child.hear("notified")
    finally:
        child.kill()


class _Child:
    """An installation as a process of its own, which lives the days that it is told."""

    def __init__(self, opened: World) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.fakes.living", json.dumps(opened.env)],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip

    def tell(self, day: int, *, is_quiet: bool = False) -> None:
        """Let it live a day; a quiet one, without a kill, opens the warehouse once: it is cheap."""
        assert self.process.stdin
        self.process.stdin.write(f"{day} {'quiet' if is_quiet else ''}\n")

    def hear(self, wanted: str) -> None:
        """Wait until it says so, or has ended."""
        assert self.process.stdout
        for line in self.process.stdout:
            if line.strip() == wanted:
                return
        raise AssertionError(f"the installation ended before it was {wanted}")

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


if __name__ == "__main__":
    ours = Settings.from_env(json.loads(sys.argv[1]))
    for line in sys.stdin:
        print("ready", flush=True)
        today, *quiet = line.split()
        with store.open_warehouse(ours.warehouse) if quiet else nullcontext():
            for done in live(ours, int(today)):
                print(done if done != "notified" else "", flush=True)
        print("notified", flush=True)
