"""Keeping what a reader says, and listing what readers said."""

import getpass
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime

import click

from alerts import escape
from cli import named
from extractors.web import urls
from records import PlacewatchError
from settings import Settings
from warehouse import feedback, publish, queries, store
from warehouse.feedback import Feedback, Meant, Noted

WIDTH = 100
BY_HAND = "hand"


class NothingStored(PlacewatchError):
    """An installation that has found nothing yet."""


def say(
    settings: Settings,
    verdict: str,
    what: str,
    *,
    theme: str | None,
    rule: str | None,
    note: str,
    who: str | None,
) -> None:
    """Keep what a person says of an article, a report or an alert, and repeat it.

    Args:
        settings: Of the installation.
        verdict: noise or useful.
        what: An address, or the id or key of an alert.
        theme: The theme that is meant; None: all.
        rule: The rule that is meant; None: all that counted.
        note: What else the person says; empty: nothing.
        who: Who says so; None: whoever is logged in.

    Raises:
        NothingStored: if there is no warehouse yet.
        UnknownDocument: if nothing stored has that address.
        NotLabelled: if it has no such theme, or no such rule counted in it.
    """
    if not store.is_there(settings.warehouse):
        raise NothingStored(f"{settings.home} holds nothing yet: run 'placewatch run' first")
    said = Feedback(
        who=(who or "").strip() or _login(),
        way=BY_HAND,
        verdict=verdict,
        theme_id=theme,
        rule_id=rule,
        words=" ".join(note.split()),
    )
    with store.open_warehouse(settings.warehouse) as con:
        about = feedback.meant(con, what.strip(), _addresses(what))
        noted = feedback.add(con, about, said, datetime.now(UTC))
        publish.publish(con, settings.snapshot)
    for line in _lines(said, about, noted):
        click.echo(line)


def listed(settings: Settings, shape: str, *, days: int, everything: bool) -> None:
    """Print what readers said in the last days; ``everything``: also what they took back."""
    asked = {"days": str(days), "last": "false" if everything else "true"}
    click.echo(queries.render(queries.run(settings.snapshot, "feedback", asked), shape))


def _lines(said: Feedback, about: Meant, noted: Noted) -> Iterator[str]:
    title = escape.cut(escape.fold(about.title or about.url), WIDTH)
    name = escape.fold(said.who)
    if not noted.is_new:
        yield f"{name} has said so already: “{title}” is {said.verdict}."
        return
    yield f"Noted: to {name}, “{title}” is {said.verdict}."
    if noted.was and noted.was_at and noted.was != said.verdict:
        yield f"It was {noted.was} on {named.shown(noted.was_at)}; the last word counts."
    labels = {
        theme_id: [rule for rule in rules if said.rule_id in (None, rule)]
        for theme_id, rules in about.labels.items()
        if said.theme_id in (None, theme_id)
    }
    meant = [f"{theme_id} ({', '.join(rules)})" for theme_id, rules in labels.items() if rules]
    if not meant:
        yield "It has no theme now, so this speaks of no rule."
        return
    yield f"This speaks of {'; '.join(meant)}."
    if said.verdict == "noise":
        yield "Try next: placewatch feedback propose"


def _addresses(what: str) -> list[str]:
    """Return how an address may be stored, the likeliest first; empty: it is none."""
    with suppress(ValueError):
        first = urls.canonical(what)
        other = "http" if first.startswith("https:") else "https"
        both = [first, f"{other}:{first.partition(':')[2]}"]
        return both + [url[:-1] if url.endswith("/") else f"{url}/" for url in both]
    return []


def _login() -> str:
    """Return the name under which the person is logged in."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "somebody"
