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
