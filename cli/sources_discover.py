"""Sources that wait for an address: their sites are asked for one."""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.text import Text

from cli import screen, sources_web
from cli.sources_web import NoSuchSource
from extractors import own_list
from extractors.finding import candidates
from extractors.finding.asking import Tried
from extractors.finding.candidates import Candidate
from extractors.finding.discover import Discovery
from extractors.finding.doubles import reduced
from records import Source
from settings import Settings

# One that weighs whole, or two softer ones in a row (a 404): not just a bad hour; guess.
FAILING = "SELECT source_id FROM sources WHERE failures >= 1"
NOBODY = ("DNS error", "no answer", "timed out")


@dataclass(frozen=True, slots=True)
class _Result:
    """A source and what its site brought."""

    source: Source
    found: Discovery
    is_kept: bool


def discover(
    settings: Settings, ids: tuple[str, ...], shape: str, *, everything: bool, keep: bool
) -> int:
    """Ask the sites of sources for feeds and print what was found; return the exit code.

    Args:
        settings: Of the installation.
        ids: Whom to ask; none: all sources that have no address.
        shape: table or json.
        everything: Also those that are off, or fail.
        keep: Write the best address of each to the installation's own list.

    Raises:
        NoSuchSource: if an id is unknown.
        SeedError: if the lists have faults.
        OwnListError: if nothing can be kept.
    """
    now = datetime.now(UTC)
    listed = sources_web.listed(settings)
    chosen = _chosen(listed, ids, _failing(settings) if everything else (), everything=everything)
    remarks = screen.console(stderr=True)
    if not chosen:
        remarks.print("Every source has an address; nothing is to be discovered.")
    work = [(one.homepage, sources_web.by_feed(listed, one.source_id)) for one in chosen]
    with screen.progress(remarks, ("sources",)) as progress:
        found = _shared_out(chosen, sources_web.ask(settings, work, now, progress))
    best = [(source, one.best) for source, one in zip(chosen, found, strict=True) if one.best]
    if keep and best:
        changes = [sources_web.change(s.source_id, one, now, s) for s, one in best if one]
        own_list.keep(settings.sources, settings.own_sources, changes)
    results = [
        _Result(s, one, keep and bool(one.best)) for s, one in zip(chosen, found, strict=True)
    ]
    if shape == "json":
        sys.stdout.write(json.dumps([_plain(one) for one in results], indent=2) + "\n")
    else:
        _tell(screen.console(), results)
        _sum(remarks, results, settings, keep=keep)
    return 0 if len(best) == len(chosen) else 1


def _chosen(
    listed: tuple[Source, ...],
    ids: tuple[str, ...],
    failing: Iterable[str],
    *,
    everything: bool,
) -> list[Source]:
    known = {source.source_id: source for source in listed}
    unknown = [one for one in ids if one not in known]
    if unknown:
        near = get_close_matches(unknown[0], known, n=3)
        hint = f"; is it {' or '.join(near)}?" if near else "; 'placewatch sources' lists them"
        raise NoSuchSource(f"no source has the id {unknown[0]!r}{hint}")
    if ids:
        return [known[one] for one in dict.fromkeys(ids)]
    fails = set(failing)
    return [
        source
        for source in listed
        if source.feed is None or (everything and (not source.is_on or source.source_id in fails))
    ]


def _failing(settings: Settings) -> set[str]:
    """Return the ids of sources whose polls fail; none before the first run."""
    from warehouse import queries, store

    if not store.is_there(settings.snapshot):
        return set()
    return {str(row[0]) for row in queries.sql(settings.snapshot, FAILING).rows}


def _shared_out(chosen: list[Source], found: list[Discovery]) -> list[Discovery]:
    """Return what was found, such that no two sources are offered one address.

    Two that share a host were asked side by side: the first in the list has it.
    """
    given: dict[str, str] = {}
    shared = []
    for source, one in zip(chosen, found, strict=True):
        ranked = candidates.ranked(
            candidates.as_taken(each, given.get(reduced(each.url))) for each in one.candidates
        )
        one = replace(one, candidates=ranked)
        if one.best:
            given[reduced(one.best.url)] = source.source_id
        shared.append(one)
    return shared


def _plain(result: _Result) -> dict[str, Any]:
    """Return a result as what JSON can hold."""
    source, found = result.source, result.found
    return {
        "id": source.source_id,
        "name": source.name,
        "homepage": source.homepage,
        "outcome": found.word,
        "best": sources_web.plain(found.best) if found.best else None,
        "kept": result.is_kept,
        "candidates": [sources_web.plain(one) for one in found.candidates],
        "tried_in_vain": [
            {"route": one.route, "url": one.url, "why": one.why, "text": one.text}
            for one in found.tried
        ],
    }


def _tell(console: Console, results: list[_Result]) -> None:
    """Print each source, what was found, and what was asked in vain and why."""
    for result in results:
        found = result.found
        style = {"found": "bold green", "doubtful": "bold yellow"}.get(found.word, "bold red")
        console.print(
            Text.assemble(
                (f"{result.source.source_id}: ", "bold"),
                (found.word, style),
                f" · {result.source.name}",
            )
        )
        for one in found.candidates[: 1 if found.best else 3]:
            _show(console, one)
        for line in vain(found.tried):
            console.print(Text(f"    in vain, {line}", "dim"), soft_wrap=True)
        console.print()


def _show(console: Console, one: Candidate) -> None:
    for line in sources_web.told(one):
        console.print(Text(f"    {line}"), soft_wrap=True)


def vain(tried: Iterable[Tried]) -> list[str]:
    """Return what was asked in vain, one line for all addresses of one route and reason."""
    lines = []
    for (route, why), group in groupby(tried, key=lambda one: (one.route, one.why)):
        asked = list(group)
        paths = [urlsplit(one.url)._replace(scheme="", netloc="").geturl() or "/" for one in asked]
        where = asked[0].url if len(asked) == 1 else ", ".join(paths)
        text = f" ({asked[0].text})" if len(asked) == 1 else ""
        lines.append(f"{route}: {why}: {where}{text}")
    return lines


def _sum(remarks: Console, results: list[_Result], settings: Settings, *, keep: bool) -> None:
    """Say in a line how it went and what comes next."""
    good = sum(bool(one.found.best) for one in results)
    if not results:
        return
    if all(one.found.word in NOBODY for one in results):
        line = f"Not one of {len(results)} sites could be reached: is this machine online?"
        remarks.print(line, highlight=False)
        return
    line = f"{good} of {len(results)} sources have an address that is fit to be watched."
    if good and keep:
        line += f" Kept in {settings.own_sources}; the next run reads them."
    elif good:
        line += " Nothing is kept: repeat with --keep to keep them."
    remarks.print(line, highlight=False, soft_wrap=True)
