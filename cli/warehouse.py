"""The warehouse by hand: moving it from a file to a lake, or back."""

import click

from cli.options import installation, placed


@click.group()
def warehouse() -> None:
    """Move the warehouse: one file, or a lake that several machines share."""


@warehouse.command()
@click.argument("to")
@placed
def move(to: str) -> None:
    """Copy the warehouse to a lake, or from a lake to a file; without loss, or not at all.

    TO is the address of a lake, @FILE that holds one (so that no password stands in a list
    of processes), or the file that a lake is to become. Every table is counted and compared
    on both sides. The old warehouse stays as it is. Stop 'placewatch up' first.

    \b
    Examples:
      placewatch warehouse move "ducklake:postgres:dbname=placewatch host=db.example"
      placewatch warehouse move ~/placewatch/placewatch.duckdb
    """
    from cli import warehouse_moved

    warehouse_moved.move(installation(), to)
