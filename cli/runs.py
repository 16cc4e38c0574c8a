"""One run of the whole work without a server: poll, hear, classify, digest, notify, sum up."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.console import Console

from alerts.terminal import TerminalSink
from cli import screen, summary
from flows import classify, digest, notify, poll, reactions, review
from seedfiles import SeedError
from settings import Settings
from themes import reading
from warehouse import store, verdicts


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one run did."""

    polled: poll.Polled
    heard: reactions.ReadBack
    classified: classify.Classified
    notified: notify.Notified
    remark: str  # on the rules; empty: the archive agrees with them


def once(
    settings: Settings,
    console: Console,
    now: datetime,
    *,
    clock: Callable[[], datetime],
    alert_baseline: bool = False,
    is_by_hand: bool = True,
) -> Done:
    """Do each stage once, with its progress on the console.

    Args:
        settings: Of the installation.
        console: Where progress and, without a token, the alerts go.
        now: The time of the run.
        clock: Tells the time while alerts are delivered.
        alert_baseline: Treat what a first poll finds as news.
        is_by_hand: A person waits, so feeds that are not due are asked as well.

    Raises:
        NobodyAnswers: if no source can be reached.
    """
    know = functools.cache(reading.know)
    with screen.progress(console) as progress:
        polled = poll.poll_once(
            settings,
            now,
            progress=progress,
            alert_baseline=alert_baseline,
            is_by_hand=is_by_hand,
            know=know,
        )
        heard = reactions.reactions_once(settings, now, clock=clock)  # noise holds back the rest
        classified = classify.classify_once(settings, now, progress=progress, know=know)
        digest.digest_once(settings, clock(), if_due=True)
        review.review_once(settings, clock(), if_due=True)
        notified = notify.notify_once(
            settings, clock, terminal=TerminalSink(console), progress=progress
        )
    return Done(
        polled=polled,
        heard=heard,
        classified=classified,
        notified=notified,
        remark=_on_rules(settings, know),
    )


def _on_rules(settings: Settings, know: reading.Know) -> str:
    """Return what a person should know of the rules; empty: nothing."""
    try:
        ruleset = know(settings.seeds).ruleset.digest
    except SeedError:
        return "The seeds have faults: placewatch check"
    with store.open_warehouse(settings.snapshot, read_only=True) as con:
        behind = verdicts.behind(con, ruleset)
    if not behind:
        return ""
    return (
        f"Older rules judged {behind:,} of the stored articles; what the present ones would "
        "change: placewatch reclassify --dry-run"
    )


def run(
    settings: Settings, *, alert_baseline: bool, may_demo: bool, is_by_hand: bool = True
) -> int:
    """Do the work once and print what came of it; return the exit code.

    Where not one source can be reached, the bundled newsroom is played instead.
    """
    console = screen.console()
    began = datetime.now(UTC)
    console.print(
        f"Placewatch reads the sources of [bold]{settings.sources}[/bold]", soft_wrap=True
    )
    try:
        done = once(
            settings,
            console,
            began,
            clock=lambda: datetime.now(UTC),
            alert_baseline=alert_baseline,
            is_by_hand=is_by_hand,
        )
    except poll.NobodyAnswers as exc:
        console.print(f"\n[bold]{exc}[/bold]", highlight=False)
        if not may_demo:
            return 1
        console.print(
            "Nothing was stored and no source is blamed. To show what Placewatch does, it now "
            "plays its bundled newsroom: invented publishers, a warehouse of its own.\n"
        )
        from cli import demo

        return demo.demo(settings)
    summary.show(console, settings, began, done)
    return 0
