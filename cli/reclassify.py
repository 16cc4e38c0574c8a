"""Judging the archive anew: what would change is shown first, then done if that is wanted."""

import functools
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from alerts.terminal import TerminalSink
from cli import named, reclassify_shown, screen
from cli.reclassify_shown import Applied
from extractors import sources
from flows import classify, notify
from flows.classify_anew import judge_anew
from flows.classify_older import Asked, older, preview
from settings import Settings
from themes import reading
from themes.reading import Knowledge
from warehouse import store, verdicts

SEEN, JUDGED = "compared", "judged"


def reclassify(
    settings: Settings,
    *,
    shape: str,
    is_dry: bool,
    ask: Callable[[], bool] | None,
    since: str | None = None,
    source: str | None = None,
    rings_days: int | None = None,
) -> int:
    """Show what the present rules would change in the archive, then change it if told to.

    Args:
        settings: Of the installation.
        shape: text or json.
        is_dry: Only show; write nothing.
        ask: Returns whether to go on; None: there is nobody to ask.
        since: Only articles that appeared on this day or later; None: all.
        source: Only those of this source; None: all.
        rings_days: Newly relevant articles that are no older may ring; None: nothing rings.

    Returns:
        0: it is done, or shown, or there is nothing to do. 1: it was declined. 130: it was
        broken off by hand.

    Raises:
        UsageError: if it is neither dry nor is there anybody to ask.
        SeedError: if the seeds have faults.
    """
    now = datetime.now(UTC)
    asked = _asked(settings, now, since, source, rings_days)
    know = functools.cache(reading.know)
    knowledge = know(settings.seeds)
    todo = older(settings, knowledge.ruleset.digest, asked)
    with store.open_warehouse(settings.warehouse, read_only=True) as con:
        waiting = verdicts.waiting(con)
    remarks = screen.console(stderr=True)
    has_work = bool(todo) or waiting > 0
    if has_work and ask is None and not is_dry:
        raise click.UsageError(
            "nobody can be asked here: add --yes to judge the archive anew, "
            "or --dry-run to see what would change"
        )
    try:
        with screen.progress(remarks, (SEEN,), has_rate=True) as progress:
            tally = preview(
                settings, knowledge, todo, progress=lambda _, *far: progress(SEEN, *far)
            )
        if shape == "text":
            _print(reclassify_shown.text(tally, knowledge, waiting))
        is_wanted = has_work and not is_dry and ask is not None and ask()
        done = _apply(settings, knowledge, asked, now, remarks, know) if is_wanted else None
    except KeyboardInterrupt:
        remarks.print(
            "\nBroken off: what was judged is kept, and the same command goes on from here."
        )
        return 130
    if shape == "json":
        found = reclassify_shown.plain(tally, knowledge, waiting, done)
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    else:
        _print(reclassify_shown.ending(done, is_dry=is_dry, has_work=has_work))
    return 0 if done or is_dry or not has_work else 1


def confirmed() -> bool:
    """Ask on the terminal; return the answer."""
    return click.confirm("Judge the archive anew?", default=False, err=True)


def _asked(
    settings: Settings,
    now: datetime,
    since: str | None,
    source: str | None,
    rings_days: int | None,
) -> Asked:
    if source is not None:
        watched = {one.source_id: one for one in sources.load(settings.sources)}
        source = named.source(watched, source).source_id
    return Asked(
        since=None if since is None else named.day(since, now),
        source_id=source,
        rings_days=rings_days,
    )


def _apply(
    settings: Settings,
    knowledge: Knowledge,
    asked: Asked,
    now: datetime,
    remarks: Console,
    know: Callable[[Path], Knowledge],
) -> Applied:
    """Judge the archive anew, then what nothing has judged yet; deliver what may ring."""
    with screen.progress(remarks, (JUDGED,), has_rate=True) as progress:
        done = judge_anew(
            settings,
            knowledge,
            asked,
            now,
            progress=progress,
            tell=lambda words: remarks.print(words, highlight=False, markup=False),
        )
    # Last, so that what the archive names is known before news are told.
    first = classify.classify_once(settings, datetime.now(UTC), know=know)
    if asked.rings_days:
        notify.notify_once(settings, lambda: datetime.now(UTC), terminal=TerminalSink(remarks))
    return done, first


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        click.echo(line)
