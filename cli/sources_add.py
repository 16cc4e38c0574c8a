"""One publisher added by hand, from any address of it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import click

from cli import screen, sources_discover, sources_web
from cli.sources_web import NoSuchSource
from extractors import own_list, sources
from extractors.finding import candidates, naming
from extractors.finding.candidates import Candidate
from extractors.finding.discover import Discovery
from extractors.finding.doubles import reduced
from extractors.web import urls
from records import PlacewatchError, Source
from settings import Settings


class NotAnAddress(PlacewatchError):
    """An argument that is no address of the web, or a word of a row that is none of ours."""


def add(
    settings: Settings, url: str, given: Mapping[str, str], *, dry_run: bool, keep: bool
) -> int:
    """Find the feed behind an address and keep it as a source; return the exit code.

    A host that is a known source's belongs to it: one that waits for an address gets this
    one, of one that has its own nothing is changed.

    Args:
        settings: Of the installation.
        url: A feed, a homepage or a page of news; without https:// is fine.
        given: id, name, kind and nation, as far as the person named them.
        dry_run: Keep nothing.
        keep: Keep it even where there is a doubt.

    Raises:
        NotAnAddress: if the arguments cannot be used.
        SeedError: if the lists have faults.
        OwnListError: if it cannot be kept.
    """
    url = _address(url)
    _check(given)
    now = datetime.now(UTC)
    listed = sources_web.listed(settings)
    owner = _owner(listed, url, given)
    if owner and owner.feed and "id" not in given:
        return _belongs(url, owner, url)
    with screen.progress(screen.console(stderr=True), ("sources",)) as progress:
        taken = sources_web.by_feed(listed, owner.source_id if owner else "")
        (found,) = sources_web.ask(settings, [(url, taken)], now, progress)
    open_ones = [one for one in found.candidates if one.weight < candidates.TAKEN]
    best = found.best or (open_ones[0] if open_ones and keep else None)
    if best is None:
        return _nothing(url, found)
    home = best.leads_to or url if best.route == "by hand" else url
    if owner is None and "id" not in given:
        owner = naming.known(home, listed)
        if owner and owner.feed:
            return _belongs(home, owner, url)
    if owner:
        row = {**given, **sources_web.change(owner.source_id, best, now, owner)}
        click.echo(f"{owner.name} is known as {owner.source_id}; it gets this address:\n")
    else:
        row = _row(home, given, found, best, listed, now)
    click.echo(own_list.as_yaml(row))
    for line in sources_web.told(best):
        click.echo(line)
    if not owner and "kind" not in given:
        click.echo(f"\nThat it is {row['kind']!r} is a guess: --kind says it better.")
    if dry_run:
        click.echo("\nNothing is kept: it was a dry run.")
        return 0
    own_list.keep(settings.sources, settings.own_sources, [row])
    click.echo(f"\nKept in {settings.own_sources}; the next run reads it.")
    return 0


def _address(url: str) -> str:
    """Return what a person typed as an address: example.org is https://example.org/."""
    url = url if "://" in url else f"https://{url}"
    if not urls.is_web(url):
        raise NotAnAddress(f"{url!r} is no address of the web: write it as https://example.org/")
    return urls.wire(url)


def _check(given: Mapping[str, str]) -> None:
    if "id" in given and not sources.ID.fullmatch(given["id"]):
        raise NotAnAddress(f"--id {given['id']!r}: write letters, digits, '-', '_' and '.'")
    check_words(given.get("kind"), given.get("nation"))


def check_words(kind: str | None, nation: str | None) -> None:
    """Refuse a kind or a nation that no row may have.

    Raises:
        NotAnAddress: with those that there are.
    """
    if kind and kind.replace("-", "_") not in sources.KINDS:
        raise NotAnAddress(f"--kind {kind!r}: write one of {', '.join(sources.KINDS)}")
    if nation and nation not in sources.NATIONS:
        raise NotAnAddress(f"--nation {nation!r}: write one of {', '.join(sources.NATIONS)}")


def _belongs(host: str, owner: Source, url: str) -> int:
    """Say whose an address is."""
    if reduced(url) == reduced(owner.feed or ""):
        click.echo(f"{url} is read already, for {owner.name} ({owner.source_id}).")
        click.echo("Nothing is changed.")
        return 1
    click.echo(f"{host} belongs to {owner.name}, which is known as {owner.source_id} and read at")
    click.echo(f"{owner.feed}\nNothing is changed.")
    click.echo(f"To give it this address:  placewatch sources add {url} --id {owner.source_id}")
    click.echo("To watch it apart, name an id of your own with --id.")
    return 1


def _owner(listed: tuple[Source, ...], url: str, given: Mapping[str, str]) -> Source | None:
    """Return the known source that is meant; None: a new one is."""
    if "id" not in given:
        return naming.known(url, listed)
    same = [one for one in listed if one.source_id.lower() == given["id"].lower()]
    if same and same[0].source_id != given["id"]:
        raise NoSuchSource(f"--id {given['id']!r}: the source is spelt {same[0].source_id!r}")
    return same[0] if same else None


def _row(
    home: str,
    given: Mapping[str, str],
    found: Discovery,
    best: Candidate,
    listed: tuple[Source, ...],
    now: datetime,
) -> dict[str, Any]:
    """Return the row of a new source."""
    titles = (found.site, best.title if best.kind == "feed" else "", found.title)
    name = given.get("name") or naming.name_of(titles, home)
    row = {
        "id": given.get("id") or naming.id_of(name, home, [source.source_id for source in listed]),
        "name": name,
        "kind": given.get("kind") or naming.kind_of(name, home),
        "nation": given.get("nation") or naming.nation_of(name, home),
        "homepage": home,
    }
    return row | sources_web.change(row["id"], best, now, None)


def _nothing(url: str, found: Discovery) -> int:
    """Say why nothing is kept."""
    click.echo(f"{url}: {found.word}. Nothing is kept.")
    for one in found.candidates[:3]:
        for line in sources_web.told(one):
            click.echo(f"    {line}")
    for line in sources_discover.vain(found.tried):
        click.echo(f"    in vain, {line}")
    if any(one.weight < candidates.TAKEN for one in found.candidates):
        click.echo("To watch it all the same, repeat with --keep.")
    return 1
