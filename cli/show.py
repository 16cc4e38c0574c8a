"""Showing what the warehouse remembers: sources, answers to questions."""

import sys
from datetime import UTC, datetime

import click

from alerts.terminal import TerminalSink
from alerts.weekly import compose_weekly
from cli import standing
from records import PlacewatchError
from settings import Settings
from warehouse import queries, store, week

SILENT = "2"  # severity from which a source gives nothing, or nothing new


class QueryUsage(PlacewatchError):
    """A question that was not asked in the way it can be answered."""


def sources(settings: Settings, shape: str, *, state: str = "", failing: bool = False) -> None:
    """Print how the sources do, the worst first.

    Args:
        settings: Of the installation.
        shape: table (in words, 100 columns), csv or json (everything).
        state: Only those in this state; empty: all.
        failing: Only those that give nothing, or nothing new.

    Raises:
        QueryUsage: if no source is in that state.
    """
    asked = {"state": state, "least": SILENT if failing else "0"}
    found = queries.run(settings.snapshot, "sources-health", asked)
    if shape != "table":
        click.echo(queries.render(found, shape))
        return
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    counts = queries.sql(settings.snapshot, standing.COUNTS).rows
    if state and not rows:
        known = ", ".join(str(word) for word, _ in counts)
        raise QueryUsage(f"no source is in the state {state!r}; there are {known}")
    click.echo(standing.headline(counts))
    if rows:
        click.echo("\n" + standing.table(rows))
    if helps := standing.helps(rows):
        click.echo("\nWhat helps\n" + helps)


def weekly(settings: Settings) -> None:
    """Print the message of the last week as it would be sent now."""
    with store.open_warehouse(settings.snapshot, read_only=True) as con:
        told = week.facts(con, datetime.now(UTC))
    TerminalSink(sys.stdout).post(compose_weekly(told, ""))


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
    for topic, heading in queries.TOPICS.items():
        click.echo(f"{heading}:")
        for known in found:
            if known.topic == topic:
                click.echo(f"  {known.name:<{width}}  {known.title}")
                for one in known.parameters:
                    default = "required" if one.default is None else f"default {one.default}"
                    told = f"-p {one.name}=…  {one.meaning} ({one.type}; {default.strip()})"
                    click.echo(f"{'':<{width}}      {told}")
        click.echo()
