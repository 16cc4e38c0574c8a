"""Keeping what a person decides about initiatives, and repeating it."""

import getpass
from contextlib import suppress
from datetime import UTC, datetime

import click

from alerts import escape
from records import PlacewatchError
from settings import Settings
from warehouse import decided, decisions, initiative_names, publish, store
from warehouse.decided import Decision
from warehouse.decisions import By

WIDTH = 100


class NothingFound(PlacewatchError):
    """An installation that has found nothing yet."""


def say(
    settings: Settings, what: str, name: str, other: str = "", *, note: str, who: str | None
) -> None:
    """Keep a decision and say what follows from it.

    Args:
        settings: Of the installation.
        what: merge, apart, rename, refuse or confirm.
        name: The initiative, as a person writes it.
        other: merge: the one that is kept; apart: the other one; rename: the new name.
        note: What else there is to say; empty: nothing.
        who: Who decides; None: whoever is logged in.

    Raises:
        NothingFound: if there is no warehouse yet.
        UnknownInitiative: if a name is of none, or of more than one.
        BadDecision: if it is decided already, or another decision forbids it.
    """
    require(settings)
    with store.open_warehouse(settings.warehouse) as con:
        one = initiative_names.meant(con, name).initiative_id
        if what in (decided.MERGE, decided.APART):
            other = initiative_names.meant(con, other).initiative_id
        said = decisions.decide(con, what, one, other, by(note, who))
        publish.publish(con, settings.snapshot)
    tell(said)


def undo(settings: Settings, number: int | None, *, note: str, who: str | None) -> None:
    """Take a decision back and say which.

    Raises:
        NothingFound: if there is no warehouse yet.
        BadDecision: if no such decision stands.
    """
    require(settings)
    with store.open_warehouse(settings.warehouse) as con:
        said = decisions.undo(con, number, by(note, who))
        publish.publish(con, settings.snapshot)
    click.echo(f"Undone: decision {said.decision_id}, by {escape.fold(said.who)}: {sentence(said)}")


def tell(said: Decision) -> None:
    """Print what was decided, and how to take it back."""
    click.echo(f"Noted: {sentence(said)}")
    click.echo(f"To take it back: placewatch initiatives undo {said.decision_id}")


def sentence(said: Decision) -> str:
    """Return a decision in words."""
    one, other = quoted(said.initiative), quoted(said.other or "")
    if said.what == decided.MERGE:
        return f"{one} is another name of {other}."
    if said.what == decided.APART:
        return f"{one} and {other} are two initiatives."
    if said.what == decided.RENAME:
        return f"{one} is called {quoted(said.name)}."
    if said.what == decided.REFUSE:
        return f"{one} is no initiative; it is not found again and never rings."
    return f"{one} is an initiative."


def quoted(name: str) -> str:
    """Return a name for a screen, in quotation marks."""
    return f"“{escape.cut(escape.fold(name), WIDTH)}”"


def by(note: str, who: str | None) -> By:
    """Return who decides, now; without a name, whoever is logged in."""
    name = " ".join((who or "").split())
    with suppress(OSError, KeyError, ImportError):
        name = name or getpass.getuser()
    return By(who=name or "somebody", at=datetime.now(UTC), note=" ".join(note.split()))


def require(settings: Settings) -> None:
    """Do nothing if there is a warehouse.

    Raises:
        NothingFound: with what to do.
    """
    if not store.is_there(settings.warehouse):
        raise NothingFound(f"{settings.home} holds nothing yet: run 'placewatch run' first")
