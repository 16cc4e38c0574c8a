"""Everybody at once: the flows write, people ask, and ten readers read, for ten minutes.

    python -m bench.crowd                   ten minutes
    python -m bench.crowd --seconds 60

One installation and a publisher on loopback that brings out an article every two seconds. Four
processes run the flows without a pause: poll, classify, notify, and digest with review. One asks
and answers on the command line. One opens the warehouse for writing again and again, only to
time the wait. Five readers open the published copy for each question, five keep it open for half
a minute. Any error is printed, and any wait for the pen that reached the bound.
"""

import argparse
import functools
import io
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner
from rich.console import Console

from alerts.terminal import TerminalSink
from cli.main import main as placewatch
from flows import classify, digest, notify, poll, review
from settings import Settings
from tests.fakes.press import ORDINARY, PILOT, Press
from tests.fakes.web import fake_web
from themes import reading
from warehouse import queries, store

BOUND_S = 30.0  # for which a writer waits before it gives up, as open_warehouse has it
LONG_S = 30.0  # for which a reader keeps the copy open
EVERY_S = 2.0  # between two articles of the publisher
ASKED = (
    "SELECT count(*) FROM articles",
    "SELECT name, stage FROM initiatives ORDER BY first_seen_at DESC LIMIT 20",
    "SELECT theme, count(*) FROM themes_by_article GROUP BY theme ORDER BY theme",
    "SELECT sum(length(text)) FROM articles",
)


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class Loop:
    """What one process does until the time is up; what it took, and what failed."""

    def __init__(self, until_s: float, pause_s: float = 0.2) -> None:
        self.until_s, self.pause_s = until_s, pause_s
        self.took: list[float] = []
        self.errors: list[str] = []

    def go(self, work: Callable[[], object]) -> dict[str, Any]:
        """Do work again and again."""
        while time.monotonic() < self.until_s:
            began = time.monotonic()
            try:
                work()
            except Exception:  # noqa: BLE001 - whatever it is, it is what is counted
                self.errors.append(traceback.format_exc(limit=-3))
            self.took.append(time.monotonic() - began)
            time.sleep(self.pause_s)
        return {"took": self.took, "errors": self.errors}


def wait_for_pen(settings: Settings) -> None:
    """Open the warehouse for writing, and close it."""
    with store.open_warehouse(settings.warehouse, wait_s=BOUND_S):
        pass


def ask(snapshot: Path, turn: int = 0) -> None:
    """Open the copy, ask, and close it."""
    with queries.opened(snapshot) as con:
        con.execute(ASKED[turn % len(ASKED)]).fetchall()


def linger(snapshot: Path, until_s: float) -> None:
    """Keep the copy open, ask all the while; the answer must stay what it was."""
    ends_s = min(time.monotonic() + LONG_S, until_s)
    with queries.opened(snapshot) as con:
        first = con.execute(ASKED[0]).fetchall()
        while time.monotonic() < ends_s:
            for sql in ASKED:
                con.execute(sql).fetchall()
            if con.execute(ASKED[0]).fetchall() != first:
                raise AssertionError("the copy changed under a reader")
            time.sleep(0.5)


def command(words: tuple[str, ...]) -> None:
    """Say a command."""
    ended = CliRunner().invoke(placewatch, words)
    if ended.exit_code:
        raise AssertionError(f"{words} ended with {ended.exit_code}: {ended.output[-300:]}")


def roles(settings: Settings, until_s: float) -> Mapping[str, Callable[[], dict[str, Any]]]:
    """Return what each process does."""
    know = functools.cache(reading.know)
    said = tuple(("query", "--sql", sql) for sql in ASKED)
    turns = iter(range(10**9))

    def type_in() -> None:
        turn = next(turns)
        shown = (*said, ("query", "new-initiatives"), ("sources",), ("query", "register"))
        command(shown[turn % len(shown)])
        url = f"http://{next(iter(settings.allow_hosts))}/ministry/first"
        command(("feedback", ("useful", "noise")[turn % 2], url))

    def write_messages() -> None:
        digest.digest_once(settings, now())
        review.review_once(settings, now(), if_due=True)

    sink = TerminalSink(Console(file=io.StringIO()))
    snapshot = settings.snapshot
    assert isinstance(snapshot, Path)
    every: dict[str, Callable[[], object]] = {
        "flow: poll": lambda: poll.poll_once(settings, now(), is_by_hand=True, know=know),
        "flow: classify": lambda: classify.classify_once(settings, now(), know=know),
        "flow: notify": lambda: notify.notify_once(settings, now, terminal=sink),
        "flow: digest": write_messages,
        "command line": type_in,
        "wait for the pen": lambda: wait_for_pen(settings),
    }
    every |= {f"reader {n}, briefly": lambda: ask(snapshot, next(turns)) for n in range(1, 6)}
    every |= {f"reader {n}, for long": lambda: linger(snapshot, until_s) for n in range(6, 11)}
    return {name: functools.partial(Loop(until_s).go, work) for name, work in every.items()}


def forked(work: Callable[[], dict[str, Any]], told: Path) -> int:
    """Do work in a process of its own, which writes what came of it; return its id."""
    child = os.fork()
    if child:
        return child
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        told.write_text(json.dumps(work()))
    finally:
        os._exit(0)


def share(took: list[float], part: float) -> float:
    """Return the value below which a part of them lies."""
    ordered = sorted(took) or [0.0]
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def main() -> int:
    """Let everybody at it; print waits and errors; return 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=600.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="crowd-") as made, fake_web() as web:
        folder = Path(made)
        press = Press(web, "ministry", "government")
        press.publish("first", ORDINARY)
        rows = [{"id": "ministry", "name": "Ministry", "kind": "government", "nation": "uk",
                 "homepage": press.url, "feed": press.url + "feed.xml"}]  # fmt: skip
        (folder / "sources.yaml").write_text(yaml.safe_dump(rows), encoding="utf-8")
        os.environ |= {
            "PLACEWATCH_HOME": str(folder / "home"),
            "PLACEWATCH_SOURCES": str(folder / "sources.yaml"),
            "PLACEWATCH_ALLOW_HOSTS": web.host,
            "PLACEWATCH_HOST_GAP": "0",
        }
        settings = Settings.from_env(os.environ)
        first = forked(lambda: {"poll": poll.poll_once(settings, now()).counts()}, folder / "first")
        os.waitpid(first, 0)
        until_s = time.monotonic() + given.seconds
        doing = roles(settings, until_s)
        children = {
            name: forked(work, folder / f"{place}.json")
            for place, (name, work) in enumerate(doing.items())
        }
        published = 0
        while time.monotonic() < until_s:
            published += 1
            title, *paragraphs = PILOT if published % 3 == 0 else ORDINARY
            told = [text.replace("Shire Purse", f"Shire Purse {published}") for text in paragraphs]
            press.publish(f"n{published}", (f"{title} ({published})", *told))
            del press.items[30:]  # a feed shows its newest
            time.sleep(EVERY_S)
        for child in children.values():
            os.waitpid(child, 0)
        print(f"{given.seconds:.0f} s; {published} articles were published")
        failed, longest = 0, 0.0
        for place, name in enumerate(children):
            told_in = folder / f"{place}.json"
            found: dict[str, Any] = {"took": [], "errors": ["the process died"]}
            if told_in.exists():
                found = json.loads(told_in.read_text())
            took: list[float] = found["took"]
            print(
                f"{name:18} {len(took):6,} times   median {share(took, 0.5):6.2f} s   "
                f"95 in 100 within {share(took, 0.95):6.2f} s   "
                f"longest {max(took, default=0):6.2f} s   "
                f"errors {len(found['errors'])}"
            )
            for error in found["errors"][:3]:
                print(error)
            failed += len(found["errors"])
            longest = max(longest, *took, 0.0) if name == "wait for the pen" else longest
        last = forked(lambda: summed(settings), folder / "last")
        os.waitpid(last, 0)
        print((folder / "last").read_text())
    print(f"errors: {failed}; longest wait for the pen {longest:.2f} s of {BOUND_S:.0f} s")
    return int(failed > 0 or longest >= BOUND_S)


def summed(settings: Settings) -> dict[str, Any]:
    """Return what the warehouse holds in the end."""
    with store.open_warehouse(settings.warehouse) as con:
        tables = ("entries", "articles", "verdicts", "outbox", "runs", "feedback")
        held = {
            name: con.execute(f"SELECT count(*) FROM store.{name}").fetchall() for name in tables
        }
        return {name: rows[0][0] for name, rows in held.items()} | {
            "orphans": len(queries.ask(con, "orphans").rows)
        }


if __name__ == "__main__":
    sys.exit(main())
