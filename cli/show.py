"""Showing what the warehouse remembers: sources, initiatives, answers to questions."""

import click

from records import PlacewatchError
from settings import Settings
from warehouse import queries


class QueryUsage(PlacewatchError):
    """A question that was not asked in the way it can be answered."""


def sources(settings: Settings, shape: str) -> None:
    """Print every source with how it does."""
    _print(settings, "sources-health", {}, shape)


def initiatives(settings: Settings, shape: str, *, everything: bool) -> None:
    """Print the initiatives that were found; ``everything``: the seeded ones too."""
    _print(settings, "register", {"seeded": "true" if everything else "false"}, shape)


def query(
    settings: Settings, name: str | None, text: str | None, params: tuple[str, ...], shape: str
) -> None:
    """Print the answer of a named query or of one in SQL, or the names.

    Raises:
        QueryUsage: if both are given, or a parameter is no NAME=VALUE.
    """
    if name and text:
        raise QueryUsage(f"both {name!r} and --sql are given: ask one question at a time")
    if text:
        if params:
            raise QueryUsage("--param goes with a named query: write the value into the SQL")
        click.echo(queries.render(queries.sql(settings.snapshot, text), shape))
    elif name:
        _print(settings, name, dict(_pair(param) for param in params), shape)
    else:
        _names()


def _print(settings: Settings, name: str, params: dict[str, str], shape: str) -> None:
    click.echo(queries.render(queries.run(settings.snapshot, name, params), shape))


def _pair(param: str) -> tuple[str, str]:
    name, sign, value = param.partition("=")
    if not sign or not name:
        raise QueryUsage(f"{param!r} is no parameter: write NAME=VALUE, as days=7")
    return name.strip(), value


def _names() -> None:
    found = [queries.load(name) for name in queries.names()]
    width = max(len(known.name) for known in found)
    for known in found:
        click.echo(f"{known.name:<{width}}  {known.title}")
        for one in known.parameters:
            default = "required" if one.default is None else f"default {one.default}"
            click.echo(f"{'':<{width}}    -p {one.name}=…  {one.meaning} ({default})")
