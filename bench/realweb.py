"""Every real feed, page and document of the sample goes through our parsers, as in a poll."""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bench import peers, sample
from bench.extraction import WORD
from bench.sample import Piece
from extractors.parsed import Page, Pages, ParsedFeed, ParseError
from extractors.workers import Workers

NOW = datetime(2026, 11, 22, tzinfo=UTC)  # after every date of the sample
ADDRESS = "https://www.example.org/"
# What we promise; the figures stand in docs/extraction.md.
DATES_RIGHT = 0.9  # share of the gold dates that are found to the day, a day either way for zones
TITLES_RIGHT = 0.8  # three publishers give social sites, and us, another title than readers


@dataclass(slots=True)
class Tally:
    """What became of the pieces of one kind."""

    read: int = 0
    words: Counter[str] = field(default_factory=Counter)  # why the others could not be
    escaped: list[str] = field(default_factory=list)  # exceptions that no ParseError foresaw
    worst_s: float = 0.0  # the longest one, the wait for a worker included


async def tried(tally: Tally, piece: Piece, read: Callable[[Piece], Awaitable[Any]]) -> Any:
    """Return what a parser makes of a piece, or None; note how it went."""
    before = time.monotonic()
    try:
        found = await read(piece)
    except ParseError as exc:
        tally.words[exc.word] += 1
        return None
    except Exception as exc:  # noqa: BLE001  the bench counts what must not happen
        tally.escaped.append(f"{piece.name}: {type(exc).__name__}: {exc}")
        return None
    finally:
        tally.worst_s = max(tally.worst_s, time.monotonic() - before)
    tally.read += 1
    return found


async def measured(pieces: list[Piece]) -> list[str]:
    """Print what our parsers make of a sample; return what is not as promised."""
    by_kind = {kind: [one for one in pieces if one.kind == kind] for kind in sample.FOLDERS}
    with Workers(count=2) as workers:
        faults = await _feeds(workers, by_kind["feed"])
        faults += await _pages(workers, by_kind["page"])
        faults += await _reports(workers, by_kind["pdf"])
    return faults


async def _feeds(workers: Workers, pieces: list[Piece]) -> list[str]:
    tally, agree, well_formed, entries, dated = Tally(), 0, 0, 0, 0
    faults = []
    for piece in pieces:
        parsed: ParsedFeed | None = await tried(
            tally, piece, lambda one: workers.parse_feed(one.body, ADDRESS, "", NOW)
        )
        is_well_formed, many = await workers.run("feed", peers.feed_entries, piece.body)
        if parsed is not None:
            entries += len(parsed.entries)
            dated += sum(item.published_at is not None for item in parsed.entries)
        if is_well_formed:
            well_formed += 1
            ours = len(parsed.entries) if parsed else 0
            agree += ours == many
            if ours != many:
                faults.append(f"{piece.name}: {ours} entries, feedparser finds {many}")
    _print("feeds", len(pieces), tally)
    print(f"  {entries} entries, {dated} with a date that can be believed")
    print(f"  entries as feedparser counts them: {agree} of {well_formed} well-formed feeds")
    return faults + tally.escaped


async def _pages(workers: Workers, pieces: list[Piece]) -> list[str]:
    tally, pages = Tally(), list[tuple[Piece, Page]]()
    for piece in pieces:
        page: Page | None = await tried(
            tally, piece, lambda one: workers.extract_page(one.body, ADDRESS, "", NOW)
        )
        if page is not None:
            pages.append((piece, page))
    _print("pages", len(pieces), tally)
    dated = [one for one in pieces if one.meta.get("date")]
    titled = [one for one in pieces if one.meta.get("title")]
    dates = sum(is_date(page.published_at, piece.meta.get("date")) for piece, page in pages)
    titles = sum(is_title(page.title, piece.meta.get("title")) for piece, page in pages)
    found = sum(page.published_at is not None for _, page in pages)
    print(f"  {found} with a date; right for {dates} of {len(dated)} gold dates")
    print(f"  titles right for {titles} of {len(titled)} gold titles")
    faults = []
    if dates < DATES_RIGHT * len(dated):
        faults.append(f"dates: {dates} of {len(dated)} are right, less than {DATES_RIGHT:.0%}")
    if titles < TITLES_RIGHT * len(titled):
        faults.append(f"titles: {titles} of {len(titled)} are right, less than {TITLES_RIGHT:.0%}")
    return faults + tally.escaped


async def _reports(workers: Workers, pieces: list[Piece]) -> list[str]:
    tally, many, faults = Tally(), 0, []
    for piece in pieces:
        report: Pages | None = await tried(
            tally, piece, lambda one: workers.read_report(one.body, ADDRESS)
        )
        many += len(report.pages) if report else 0
        if report is None or not any(report.pages):
            faults.append(f"{piece.name}: no text")
    _print("documents", len(pieces), tally)
    print(f"  {many} pages of text")
    return faults + tally.escaped


def is_date(found: datetime | None, gold: str | None) -> bool:
    """Return whether a date is the gold one; a zone may carry it over midnight."""
    if found is None or not gold:
        return False
    day = datetime.fromisoformat(gold[:10]).date()
    return abs(found.date() - day) <= timedelta(days=1)


def is_title(found: str, gold: str | None) -> bool:
    """Return whether a title has the gold one's words, the name of the site around it aside."""
    mine, its = WORD.findall(found.casefold()), WORD.findall((gold or "").casefold())
    shorter, longer = sorted((mine, its), key=len)
    return bool(shorter) and " ".join(shorter) in " ".join(longer)


def _print(what: str, many: int, tally: Tally) -> None:
    refused = ", ".join(f"{word} {times}" for word, times in tally.words.most_common())
    print(
        f"{what}: {many}, read {tally.read}, refused {tally.words.total()}"
        f"{f' ({refused})' if refused else ''}, escaped {len(tally.escaped)}, "
        f"longest {tally.worst_s:.1f} s"
    )


def main() -> None:
    """Print the figures; exit 1 if something is not as promised."""
    pieces = sample.asked("bench.realweb", "Put real feeds, pages and documents through ours.")
    faults = asyncio.run(measured(pieces))
    print("\n" + ("\n".join(faults) or "Everything is as promised."))
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
