"""What a person sees while a job goes on: bars on a terminal, now and then a line elsewhere."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from records import Progress as Tell

KINDS = ("feeds", "articles", "alerts")  # of work, as a run does it
LINE_EVERY_S = 5.0  # guess: often enough to see life, rare enough for a log


@contextmanager
def progress(
    console: Console, kinds: Sequence[str] = KINDS, *, has_rate: bool = False
) -> Iterator[Tell]:
    """Show how far a job has come; give the function that it tells so.

    Each kind of work (feeds, articles, alerts) is one bar on a terminal. Where nobody
    watches, a line is printed when a kind of work starts, ends, and every five seconds.

    Args:
        console: Where to.
        kinds: Of work, in their order.
        has_rate: Say how much of it is done in a second, too.
    """
    if console.is_terminal:
        with Progress(
            TextColumn("{task.description:<9}"),
            BarColumn(bar_width=40),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            *([_Rate()] if has_rate else []),
            console=console,
        ) as bars:
            yield _bars(bars, kinds)
    else:
        yield _lines(console, has_rate=has_rate)


def _bars(bars: Progress, kinds: Sequence[str]) -> Tell:
    tasks = {what: bars.add_task(what, total=None) for what in kinds}

    def tell(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(what, total=None)
        bars.update(tasks[what], completed=done, total=total)

    return tell


def _lines(console: Console, *, has_rate: bool) -> Tell:
    began = time.monotonic()
    said: dict[str, float] = {}

    def tell(what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done >= total or now - said.get(what, 0.0) >= LINE_EVERY_S:
            said[what] = now
            rate = f", {done / max(now - began, 1e-3):,.0f} a second" if has_rate else ""
            console.print(f"{what}: {done} of {total}{rate}", highlight=False)

    return tell


class _Rate(ProgressColumn):
    """How much is done in a second, lately."""

    def render(self, task: Task) -> Text:
        """Return the rate; nothing before it is known."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.0f} a second", style="dim")


def console(*, stderr: bool = False) -> Console:
    """Return a console that keeps long lines whole where the output is no terminal."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else 120, soft_wrap=False)
