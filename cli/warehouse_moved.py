"""Moving the warehouse, and saying what to set afterwards."""

import time
from contextlib import ExitStack
from pathlib import Path

import click
from rich.console import Console

from cli import screen
from records import Lake, Place, PlacewatchError, catalogue
from settings import Settings
from warehouse import lake_move, store
from warehouse.turn import turn

STILL = ("poll", "classify", "notify", "digest", "review", "weekly", "reactions", "reclassify")


class NoPlace(PlacewatchError):
    """Words that name no place for a warehouse."""


def move(settings: Settings, to: str) -> None:
    """Copy the warehouse elsewhere; print what was copied and what to set.

    Args:
        settings: Of the installation.
        to: An address of a lake, @FILE with one, or a file.

    Raises:
        NoPlace: if ``to`` names no place that this can become.
        NotMoved: if the target holds something, or the two differ.
        TurnTaken: if the installation is at work.
    """
    target = _place(settings, to)
    began_s = time.monotonic()
    with ExitStack() as stack:
        for what in STILL:
            stack.enter_context(turn(settings.home, what, settings.warehouse, wait_s=0.0))
        with screen.progress(Console(stderr=True), kinds=("rows",)) as tell:
            moved = lake_move.move(settings.warehouse, target, tell=tell)
    took_s = time.monotonic() - began_s
    click.echo(
        f"{moved.rows:,} rows of {moved.tables} tables are in {store.named(target)}, the same on "
        f"both sides ({took_s:.0f} s)."
    )
    click.echo(f"The old warehouse stays as it was: {store.named(settings.warehouse)}")
    click.echo("Now set, on every machine that is to share it:" if isinstance(target, Lake)
               else "Now set:")  # fmt: skip
    for line in _to_set(settings, target, to):
        click.echo(f"  {line}")


def _place(settings: Settings, to: str) -> Place:
    """Return the place that a person named."""
    address = to
    if to.startswith("@"):
        try:
            address = Path(to[1:]).expanduser().read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as exc:
            reason = getattr(exc, "strerror", None) or "not UTF-8"
            raise NoPlace(f"{to[1:]!r} cannot be read ({reason}): name another file") from exc
    if address.startswith("ducklake:"):
        try:
            words = catalogue(address)
        except ValueError as exc:
            raise NoPlace(f"TO must be {exc}") from None
        return Lake(catalogue=words, data=settings.lake_data, bucket=settings.bucket)
    if to.startswith("@") or "://" in to:
        raise NoPlace("TO must be a file, or the address of a lake: ducklake:postgres:dbname=…")
    return Path(to).expanduser().resolve()


def _to_set(settings: Settings, target: Place, to: str) -> list[str]:
    if isinstance(target, Lake):
        name = f"PLACEWATCH_WAREHOUSE_FILE={to[1:]}" if to.startswith("@") else (
            "PLACEWATCH_WAREHOUSE=(the address that you gave)"
        )  # fmt: skip
        return [name, f"PLACEWATCH_LAKE_DATA={target.data}"]
    lines = ["PLACEWATCH_WAREHOUSE=  (nothing)"]
    if target != settings.home / "placewatch.duckdb":
        lines.append(f"and move {target} to {settings.home / 'placewatch.duckdb'}")
    return lines
