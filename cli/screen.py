"""What a person sees while a job goes on: bars on a terminal, now and then a line elsewhere."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from records import Progress as Tell

KINDS = ("feeds", "articles", "alerts")  # of work, as a run does it
LINE_EVERY_S = 5.0  # guess: often enough to see life, rare enough for a log


@contextmanager
def progress(console: Console, kinds: Sequence[str] = KINDS) -> Iterator[Tell]:
    """Show how far a job has come; give the function that it tells so.

    Each kind of work (feeds, articles, alerts) is one bar on a terminal. Where nobody
    watches, a line is printed when a kind of work starts, ends, and every five seconds.
    """
    if console.is_terminal:
        with Progress(
            TextColumn("{task.description:<9}"),
            BarColumn(bar_width=40),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
        ) as bars:
            yield _bars(bars, kinds)
    else:
        yield _lines(console)


def _bars(bars: Progress, kinds: Sequence[str]) -> Tell:
    tasks = {what: bars.add_task(what, total=None) for what in kinds}

    def tell(what: str, done: int, total: int) -> None:
        if what not in tasks:
            tasks[what] = bars.add_task(what, total=None)
        bars.update(tasks[what], completed=done, total=total)

    return tell


def _lines(console: Console) -> Tell:
    said: dict[str, float] = {}

    def tell(what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done >= total or now - said.get(what, 0.0) >= LINE_EVERY_S:
            said[what] = now
            console.print(f"{what}: {done} of {total}", highlight=False)

    return tell


def console(*, stderr: bool = False) -> Console:
    """Return a console that keeps long lines whole where the output is no terminal."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, width=None if stream.isatty() else 120, soft_wrap=False)
