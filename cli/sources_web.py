"""Asking publishers' sites by hand: many side by side, and what is kept of it."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from extractors import sources
from extractors.finding import discover
from extractors.finding.candidates import Candidate
from extractors.finding.discover import Discovery
from extractors.finding.doubles import reduced
from extractors.web import fetch
from extractors.workers import Workers
from flows.poll_policy import policy
from records import Host, PlacewatchError, Progress, Source
from settings import Settings
from warehouse import hosts, store

AT_ONCE = 16  # publishers; each host is asked by one connection anyway: guess


class NoSuchSource(PlacewatchError):
    """An id that no list has."""


def listed(settings: Settings) -> tuple[Source, ...]:
    """Return the sources of the list with the installation's own."""
    return sources.load(settings.sources, settings.own_sources)


def by_feed(rows: Sequence[Source], but: str = "") -> dict[str, str]:
    """Return who reads each address, by ``doubles.reduced``; one source may be left out."""
    return {
        reduced(source.feed): source.source_id
        for source in rows
        if source.feed and source.source_id != but
    }


def ask(
    settings: Settings,
    work: Sequence[tuple[str, Mapping[str, str]]],
    now: datetime,
    progress: Progress,
) -> list[Discovery]:
    """Return what each publisher's site brought, in the order asked.

    What hosts asked of us is remembered, and what they asked of earlier runs is heeded.

    Args:
        settings: Of the installation.
        work: Where to begin, and what is read already.
        now: What ages are counted from.
        progress: Told of each that is done.
    """
    has_memory = store.is_there(settings.warehouse)
    known: tuple[Host, ...] = ()
    if has_memory:
        with store.open_warehouse(settings.warehouse) as con:
            known = hosts.load(con)
    web = fetch.Web(policy(settings, now), known)
    try:
        return asyncio.run(_ask(settings, web, work, now, progress))
    finally:
        if has_memory:
            with store.open_warehouse(settings.warehouse) as con:
                hosts.save(con, web.hosts())


async def _ask(
    settings: Settings,
    web: fetch.Web,
    work: Sequence[tuple[str, Mapping[str, str]]],
    now: datetime,
    progress: Progress,
) -> list[Discovery]:
    gate, done = asyncio.Semaphore(AT_ONCE), 0

    async with web:
        with Workers(bounds=settings.bounds) as workers:

            async def one(homepage: str, taken: Mapping[str, str]) -> Discovery:
                nonlocal done
                async with gate:
                    found = await discover.discover(
                        web, workers, homepage, now, settings.feed_bytes, taken
                    )
                done += 1
                progress("sources", done, len(work))
                return found

            return await asyncio.gather(*(one(*each) for each in work))


def change(source_id: str, found: Candidate, now: datetime, old: Source | None) -> dict[str, Any]:
    """Return what is kept of an address, as keys of a row."""
    keys: dict[str, Any] = {"id": source_id, "feed": found.url, "feed_kind": found.kind}
    if found.links or (old and old.links):
        keys["links"] = found.links or ""
    return keys | {"on": True, "found": found.route, "checked": f"{now:%Y-%m-%d}"}


def plain(found: Candidate) -> dict[str, Any]:
    """Return a candidate as what JSON can hold."""
    return {
        "feed": found.url,
        "feed_kind": found.kind,
        "links": found.links,
        "found": found.route,
        "title": found.title,
        "entries": found.entries,
        "newest": found.newest_at.isoformat() if found.newest_at else None,
        "samples": list(found.samples),
        "doubt": found.doubt,
    }


def told(found: Candidate) -> list[str]:
    """Return a candidate as lines for people."""
    newest = f"newest {found.newest_at:%d %B %Y}" if found.newest_at else "no dates"
    count = f"{found.entries} {'entry' if found.entries == 1 else 'entries'}"
    title = f" “{found.title}”," if found.title else ""
    links = f", links {found.links}" if found.links else ""
    way = found.route if found.route.startswith("by ") else f"by {found.route}"
    lines = [
        found.url,
        f"  {found.kind}{links}, found {way}:{title} {count}, {newest}",
        *(f"  · {sample}" for sample in found.samples),
    ]
    return lines + ([f"  but {found.doubt}"] if found.doubt else [])
