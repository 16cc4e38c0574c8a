"""Getting a page back as it was fetched."""

import sys
from pathlib import Path

import click

from extractors.web import urls
from records import PlacewatchError, identify
from settings import Settings
from warehouse import queries, raw, raw_files
from warehouse.raw import Raw


class NotKept(PlacewatchError):
    """A page of which there is no copy."""


def show(settings: Settings, what: str, to: str | None) -> None:
    """List the copies of a page, or write the latest where somebody wants it.

    Raises:
        NotKept: if there is none.
        RawGone: if its file is missing or damaged.
    """
    found = _found(settings, what)
    if to is None:
        for one in found:
            version = f"text {one.version}" if one.version else "no text was read from it"
            click.echo(
                f"{one.fetched_at:%Y-%m-%d %H:%M}  {one.digest[:16]}  {one.size:>11,} bytes  "
                f"{one.media_type or 'type unknown'}  {one.kind}, {version}\n  {one.url}"
            )
        click.echo("'--to FILE' writes the latest as it was fetched.", err=True)
        return
    body = raw_files.get(settings.raw, found[0].digest)
    if to == "-":
        sys.stdout.buffer.write(body)
        return
    path = Path(to).expanduser()
    try:
        path.write_bytes(body)
    except OSError as exc:
        raise NotKept(f"{path} cannot be written ({exc.strerror}): name another file") from exc
    click.echo(f"{path}: {len(body):,} bytes, fetched {found[0].fetched_at:%Y-%m-%d %H:%M} UTC")


def _found(settings: Settings, what: str) -> tuple[Raw, ...]:
    addresses = [what]
    if urls.is_web(what):
        address = urls.canonical(what)
        addresses.append(address)
        what = identify("article", urls.article_key(address))
    with queries.opened(settings.snapshot) as con:
        found = raw.find(con, what, addresses)
    if not found:
        raise NotKept(
            f"nothing is kept of {addresses[0]!r} as it came: 'placewatch query --sql \"FROM "
            "raw_pages\"' lists what is"
        )
    return found
