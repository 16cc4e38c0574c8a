"""Reading what a source published before it was watched."""

import functools
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from rich.console import Console
from rich.text import Text

from alerts.terminal import TerminalSink
from cli import named, screen
from extractors import sources
from flows import classify, notify, poll_older
from flows.classify import Classified
from flows.poll_older import TOO_LONG, TOO_MANY
from flows.poll_way import AGAIN, AT_END, EMPTY, ENOUGH, NO_ARCHIVE, REACHED, Older, Wish
from records import Source
from settings import Settings
from themes import reading

WAYS = {
    "posts": "posts as its WordPress tells them",
    "archived": "the archive that its feed names",
    "paged": "the older pages that its feed names",
    "turned": "its WordPress feed, page by page",
    "search": "what GOV.UK's search tells",
    "sitemap": "its sitemap",
    "listing": "its pages of links",
}
ENDS = {
    REACHED: "It went back to the day that was asked for.",
    AT_END: "The archive ends there.",
    AGAIN: "The publisher gave the same page again, so the archive ends there for us.",
}


def backfill(settings: Settings, source: str, since: str, *, most: int, rings: bool) -> int:
    """Read older entries of a source and say what came of it; return the exit code.

    0: all that was asked for and could be had, or as many as were wanted. 1: something
    stopped it, or nothing older is to be had. 130: it was broken off by hand.

    Raises:
        UnknownSource: with the ids that are most like it.
        BadDay: with what would be right.
        NothingToRead: if the source has no feed.
    """
    console = screen.console()
    now = datetime.now(UTC)
    watched = {one.source_id: one for one in sources.load(settings.sources)}
    wish = Wish(
        source=named.source(watched, source), since=named.day(since, now), most=most, rings=rings
    )
    console.print(
        f"Placewatch reads what {wish.source.name} published since {named.shown(wish.since)}",
        highlight=False,
        markup=False,
    )
    try:
        done, judged = _work(settings, wish, watched, now, console)
    except KeyboardInterrupt:
        console.print(
            "\nBroken off: what was read is kept, and the same command goes on from here."
        )
        return 130
    _show(console, wish, done, judged)
    return 1 if done.fault or done.backfill.ended == NO_ARCHIVE else 0


def _work(
    settings: Settings,
    wish: Wish,
    watched: Mapping[str, Source],
    now: datetime,
    console: Console,
) -> tuple[Older, Classified]:
    """Read, judge, and tell where that is wanted."""
    know = functools.cache(reading.know)
    with screen.progress(console, ("archive", "articles")) as progress:
        done = poll_older.read_older(
            settings,
            wish,
            watched,
            now,
            progress=progress,
            tell=lambda words: console.print(words, highlight=False, markup=False),
            know=know,
        )
        judged = classify.classify_once(settings, now, progress=progress, know=know)
        if wish.rings:
            notify.notify_once(
                settings,
                lambda: datetime.now(UTC),
                terminal=TerminalSink(console),
                progress=progress,
            )
    return done, judged


def _show(console: Console, wish: Wish, done: Older, judged: Classified) -> None:
    """Print what was read, from when to when, and what was left and why."""

    def say(words: str) -> None:
        console.print(Text(words), soft_wrap=True)

    console.print()
    if done.goes_on:
        say("This went on where an earlier run had stopped.")
    for line in _read(done, judged):
        say(line)
    for line in _left(wish, done):
        say(line)
    console.print("Try next: [bold]placewatch query --sql 'FROM backfills'[/bold]")


def _read(done: Older, judged: Classified) -> Iterable[str]:
    state = done.backfill
    way = WAYS.get(state.route or "")
    if way:
        yield f"Read {state.pages} {_plural(state.pages, 'page')} of its archive: {way}."
    if state.oldest_at and state.newest_at:
        oldest, newest = named.shown(state.oldest_at), named.shown(state.newest_at)
        yield f"Its entries are of {oldest} to {newest}."
    yield (
        f"{done.entries} older {_plural(done.entries, 'entry', 'entries')} found · "
        f"{done.articles} {_plural(done.articles, 'article')} read, "
        f"{done.reports} {_plural(done.reports, 'report')} with them · "
        f"{judged.relevant} of {judged.articles} on a theme · "
        f"{judged.alerts} {_plural(judged.alerts, 'alert')}"
    )


def _left(wish: Wish, done: Older) -> Iterable[str]:
    """Give what was left and why."""
    state = done.backfill
    again = "Run the same command again to go on."
    if done.unread:
        yield f"{done.unread} {_plural(done.unread, 'page')} gave no text."
    if done.waiting:
        yield (
            f"{done.waiting} {_plural(done.waiting, 'page is', 'pages are')} still to be read: "
            "the next runs try again."
        )
    if done.undated:
        yield (
            f"{done.undated} {_plural(done.undated, 'address', 'addresses')} of the sitemap "
            "tell no day and were left."
        )
    if done.fault:
        yield f"Stopped by {done.fault}"
        yield again
    elif state.ended == NO_ARCHIVE:
        yield (
            f"Nothing older is offered: its feed holds the newest {done.announced} "
            f"{_plural(done.announced, 'entry', 'entries')} only, and no archive was found."
        )
        for why in done.tried:
            yield f"  tried {why}"
    elif state.ended == ENOUGH:
        yield f"Stopped after {wish.most} entries, as asked (--most). {again}"
    elif state.ended in {TOO_MANY, TOO_LONG}:
        yield f"Stopped after {state.ended}. {again}"
    elif state.ended in ENDS:
        yield ENDS[state.ended]
    if state.route == "sitemap" and state.ended != NO_ARCHIVE:
        yield from (f"  left {why}" for why in done.tried if not why.endswith(EMPTY))


def _plural(count: int, one: str, many: str = "") -> str:
    return one if count == 1 else many or f"{one}s"
