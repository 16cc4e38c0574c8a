"""The bundled newsroom, played over three days, and a list of what became of it."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import yaml
from rich.console import Console
from rich.text import Text

from cli import demo_check, runs, screen
from cli.newsroom import Newsroom
from cli.newsroom_data import DAYS
from records import PlacewatchError
from settings import Settings
from warehouse import store

MARK = "this folder belongs to placewatch demo"


class DemoFolder(PlacewatchError):
    """A folder that the demo would empty and did not make."""


def demo(settings: Settings, start: date | None = None) -> int:
    """Play the three days and check what became of them; return the exit code.

    Args:
        settings: Of the installation.
        start: The date of day 1; None: so that the last day is yesterday.
    """
    console = screen.console()
    home = settings.home / "demo"
    start = start or datetime.now(UTC).date() - timedelta(days=len(DAYS))
    stage, checks = play(settings, console, start)
    console.rule("What the demo shows")
    for check in checks:
        mark = Text("✓ ", "green") if check.is_met else Text("✗ ", "bold red")
        console.print(Text.assemble(mark, check.what), soft_wrap=True)
        if not check.is_met:
            console.print(Text(f"  {check.found}", "red"), soft_wrap=True)
    missed = sum(not check.is_met for check in checks)
    console.print(f"\n{len(checks) - missed} of {len(checks)} as they should be")
    console.print(Text(f"Warehouse of the demo: {store.named(stage.warehouse)}"), soft_wrap=True)
    console.print(Text(f"Try next: placewatch query new-initiatives --home {home}"), soft_wrap=True)
    return 1 if missed else 0


def play(
    settings: Settings, console: Console, start: date
) -> tuple[Settings, tuple[demo_check.Check, ...]]:
    """Play the three days in a folder of their own; return its settings and what became of them.

    Args:
        settings: Of the installation: ``demo`` in its home is emptied first.
        console: Where it is told.
        start: The date of day 1: the same one gives the same warehouse, but for addresses.

    Raises:
        DemoFolder: if the folder is not one of the demo's.
    """
    home = settings.home / "demo"
    _empty(home)
    with Newsroom(settings.seeds / "newsroom", start=start) as room:
        stage = _stage(settings, home, room)
        console.print(
            f"The newsroom: {len(room.stock.publishers)} invented publishers, "
            f"{len(room.stock.pieces)} pieces, three days, on {room.base}"
        )
        for day in DAYS:
            room.set_day(day)
            _play(console, stage, room, day)
        return stage, demo_check.checks(stage.snapshot, room)


def _play(console: Console, settings: Settings, room: Newsroom, day: int) -> None:
    now = room.evening(day)
    note = ": the first poll of every source, a silent baseline" if day == 1 else ""
    console.rule(f"Day {day}, {now:%d %B %Y}{note}")
    done = runs.once(settings, console, now, clock=lambda: now)
    console.print(
        f"{done.polled.feeds} feeds polled, {done.polled.failed} in vain · "
        f"{done.polled.entries} new entries · {done.polled.articles} articles new or changed, "
        f"{done.classified.relevant} of them on a theme · {done.polled.reports} reports read · "
        f"{done.notified.sent} alerts",
        highlight=False,
    )


def _stage(settings: Settings, home: Path, room: Newsroom) -> Settings:
    """Return the settings of the demo: its own folder, no Slack, no waiting."""
    sources = home / "sources.yaml"
    sources.write_text(yaml.safe_dump(room.sources(), allow_unicode=True), encoding="utf-8")
    return replace(
        settings,
        home=home,
        sources=sources,
        allow_hosts=frozenset({room.host}),
        host_gap_s=0.0,
        lake=None,
        slack_token=None,
        slack_webhook=None,
    )


def _empty(home: Path) -> None:
    """Make the folder of the demo anew.

    Raises:
        DemoFolder: if there is one of this name that the demo did not make.
    """
    mark = home / ".demo"
    if home.exists() and not mark.exists():
        raise DemoFolder(f"{home} was not made by the demo: move it away, or name another --home")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    mark.write_text(MARK, encoding="ascii")
