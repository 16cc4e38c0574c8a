"""Lists of feeds from and for feed readers."""

import asyncio
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from cli import sources_add, sources_web
from extractors import own_list, sources
from extractors.finding import naming, opml
from extractors.finding.doubles import reduced
from extractors.finding.opml import Outline
from extractors.parsed import ParseError
from extractors.web import urls
from extractors.workers import Workers
from records import PlacewatchError, Source
from settings import Settings

# What a change of a known row leaves as it is, to check the rest.
SOUND = {"name": "-", "kind": "union", "nation": "uk", "homepage": "https://localhost/"}


class ListError(PlacewatchError):
    """A file of feeds that cannot be read or written."""


def import_(settings: Settings, file: str, kind: str, nation: str, *, dry_run: bool) -> int:
    """Keep the feeds of an OPML file as sources; return the exit code.

    Args:
        settings: Of the installation.
        file: Its path; ``-``: what stands on standard input.
        kind: Of feeds whose folder names none.
        nation: Of feeds that another installation did not name one for.
        dry_run: Keep nothing.

    Raises:
        ListError: if the file cannot be read, or is no OPML.
        NotAnAddress: if kind or nation is none of ours.
        SeedError: if the lists have faults.
        OwnListError: if nothing can be kept.
    """
    sources_add.check_words(kind, nation)
    listed = sources_web.listed(settings)
    body = _read(file)
    try:
        with Workers(1, bounds=settings.bounds) as workers:
            found = asyncio.run(workers.run("feed", opml.read, body))
    except ParseError as exc:
        raise ListError(f"{file}: {exc}") from exc
    rows = _Rows(listed, kind.replace("-", "_"), nation)
    for one in found:
        rows.take(one)
    for remark in rows.remarks:
        click.echo(f"{file}:{remark}", err=True)
    if dry_run:
        click.echo("\n".join(own_list.as_yaml(row) for row in rows.new), nl=bool(rows.new))
    elif rows.new:
        own_list.keep(settings.sources, settings.own_sources, rows.new)
    click.echo(
        f"{len(rows.new)} feeds new, {rows.known} known already, {rows.bad} not usable", err=True
    )
    if rows.new:
        kept = f"Kept in {settings.own_sources}; the next run reads them."
        click.echo("Nothing is kept: it was a dry run." if dry_run else kept, err=True)
    return 0 if found and not rows.bad else 1


class _Rows:
    """What becomes of the feeds of a list, one after the other."""

    def __init__(self, listed: tuple[Source, ...], kind: str, nation: str) -> None:
        self.listed = {source.source_id: source for source in listed}
        self.kind = kind
        self.nation = nation
        self.feeds = set(sources_web.by_feed(listed))
        self.ids = {source.source_id for source in listed}
        self.new: list[dict[str, Any]] = []
        self.remarks: list[str] = []
        self.known = 0
        self.bad = 0

    def take(self, one: Outline) -> None:
        """Note a feed as new, known or not usable."""
        if one.fault:
            self._skip(one, one.fault)
            return
        if reduced(one.feed) in self.feeds:
            self.known += 1
            return
        change = self._change(one)
        row = change or self._row(one)
        if faults := sources.faults_of(SOUND | row if change else row):
            self._skip(one, faults[0])
            return
        self.feeds.add(reduced(one.feed))
        self.ids.add(row["id"])
        self.new.append(row)

    def _skip(self, one: Outline, fault: str) -> None:
        self.bad += 1
        self.remarks.append(f"{one.line}: {one.name or 'a row'}: {fault}; it is skipped")

    def _change(self, one: Outline) -> dict[str, Any] | None:
        """Return what a known source that waits for an address gets; None: it is none."""
        owner = self.listed.get(one.ours.get("id", ""))
        owner = owner or naming.known(one.homepage or one.feed, self.listed.values())
        if owner is None or owner.feed or owner.source_id in {row["id"] for row in self.new}:
            return None
        keys = {"id": owner.source_id, "feed": one.feed, "feed_kind": "feed", "on": True}
        ours = {k: v for k, v in one.ours.items() if k in ("feed_kind", "links", "found", "on")}
        return keys | {"found": "opml"} | ours

    def _row(self, one: Outline) -> dict[str, Any]:
        home = one.homepage or urls.resolve(one.feed, "/") or one.feed
        name = one.name if one.ours and one.name else naming.name_of([one.name], home)
        wanted = one.ours.get("id", "")
        row = {
            "id": wanted
            if wanted and wanted.lower() not in {known.lower() for known in self.ids}
            else naming.id_of(wanted or name, home, self.ids),
            "name": name,
            "kind": one.kind or self.kind,
            "nation": self.nation,
            "homepage": home,
            "feed": one.feed,
            "found": "opml",
        }
        return row | {key: value for key, value in one.ours.items() if key != "id"}


def _read(file: str) -> bytes:
    try:
        if file == "-":
            return sys.stdin.buffer.read(opml.MOST_BYTES + 1)
        with Path(file).expanduser().open("rb") as opened:
            return opened.read(opml.MOST_BYTES + 1)
    except OSError as exc:
        raise ListError(f"{file}: cannot be read: {exc.strerror}") from exc


def export(settings: Settings, file: str, *, everything: bool) -> int:
    """Write the sources that are polled as OPML; return the exit code.

    Args:
        settings: Of the installation.
        file: Its path; ``-``: standard output.
        everything: Also those that are off.

    Raises:
        ListError: if the file cannot be written.
        SeedError: if the lists have faults.
    """
    listed = sources_web.listed(settings)
    chosen = [one for one in listed if one.feed and (one.is_on or everything)]
    body = opml.write(chosen, datetime.now(UTC))
    if file == "-":
        sys.stdout.buffer.write(body)
        sys.stdout.flush()
        return 0
    path = Path(file).expanduser()
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(body)
        os.replace(fresh, path)
    except OSError as exc:
        raise ListError(f"{file}: cannot be written: {exc.strerror}") from exc
    click.echo(f"{len(chosen)} sources written to {path}", err=True)
    return 0
