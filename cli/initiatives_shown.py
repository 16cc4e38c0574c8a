"""Showing the initiatives that were found, as a table that fits the screen."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from alerts import escape
from cli import initiatives_asked, screen
from settings import Settings
from warehouse import initiatives, queries

WIDE = 100  # columns from which a table is readable; below it, each has lines of its own
WIDEST = 160  # guess: beyond it the eye loses the line
STAGE, NEWS, GAP = 12, 10, 2  # columns; "consultation" and a day fit
SHARES = (0.28, 0.22, 0.27, 0.23)  # of what is left: name, where, who, first seen
Row = Mapping[str, Any]


def table(settings: Settings, shape: str, asked: Mapping[str, Any]) -> int:
    """Print the initiatives that meet what is asked; return the exit code.

    Args:
        settings: Of the installation.
        shape: table, csv or json.
        asked: The options of the command, by name.

    Raises:
        BadFilter: if nothing can meet one of them.
        BadDay: if --since is no day, or still to come.
    """
    params = initiatives_asked.parameters(asked, datetime.now(UTC))
    found = queries.run(settings.snapshot, "register", params)
    if shape != "table":
        click.echo(queries.render(found, shape))
    elif found.rows:
        rows: list[dict[str, Any]] = [
            dict(zip(found.columns, row, strict=True)) for row in found.rows
        ]
        tell(screen.console(), [_asked_first(row, params) for row in rows])
    if not found.rows:
        click.echo(initiatives_asked.why_nothing(settings, params), err=True)
    return 0 if found.rows else 1


def tell(console: Console, rows: Sequence[Row]) -> None:
    """Print initiatives for people: a table, or lines where the screen is narrow."""
    if console.width >= WIDE:
        console.print(_wide(rows, console.width))
    else:
        for row in rows:
            console.print(_narrow(row))
    notes = [f"{len(rows)} initiative{'' if len(rows) == 1 else 's'}"]
    if any(row["is_seeded"] for row in rows):
        notes.append("• known before we looked")
    if any(_is_unsure(row) for row in rows):
        notes.append("? not sure that it is one")
    console.print(Text("\n" + "; ".join(notes), "dim"))
    name = line(rows[0]["name"], 60)
    console.print(Text(f'Try next: placewatch initiatives show "{name}"', "dim"))


def _wide(rows: Sequence[Row], width: int) -> Table:
    """Return a table in which each initiative has two lines, or three."""
    free = min(width, WIDEST) - STAGE - NEWS - 5 * GAP
    name, where, who, first = (int(free * share) for share in SHARES)
    shown = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="bold")
    for heading, room in (
        ("initiative", name),
        ("kind, stage", STAGE),
        ("where", where),
        ("who is behind it", who),
        ("first seen", first),
        ("last news", NEWS),
    ):
        shown.add_column(heading, width=room)
    for row in rows:
        shown.add_row(
            _name(row),
            Text(f"{row['kind']}\n{_stage(row)}"),
            Text(some(row["areas"], 2, where - 2)),
            Text(some(row["sponsors"], 1, 2 * who - 10)),
            Text(f"{day(row['first_seen_at'])}\n{line(row['first_source'] or '', first)}"),
            Text(f"{day(row['last_news_at'])}\n{_sources(row)}"),
        )
    return shown


def _narrow(row: Row) -> Text:
    """Return an initiative as two to four lines."""
    told = _name(row)
    told.append(f"\n  {row['kind']} · {_stage(row)}")
    for what, words in (
        ("where", some(row["areas"], 3, 24)),
        ("who", some(row["sponsors"], 2, 50)),
    ):
        told.append(f"\n  {what}: {words}" if words else "")
    first = _first(row)
    told.append(f"\n  first seen {first}" if first else "", "dim")
    if row["last_news_at"]:
        told.append(f"; last news {day(row['last_news_at'])}; {_sources(row)}", "dim")
    return told.append("\n")


def _name(row: Row) -> Text:
    mark = " •" if row["is_seeded"] else " ?" if _is_unsure(row) else ""
    return Text.assemble((line(row["name"], 80), "bold"), (mark, "yellow"))


def _is_unsure(row: Row) -> bool:
    return not row["is_seeded"] and row["sure"] is not None and row["sure"] < initiatives.SURE


def _stage(row: Row) -> str:
    return str(row["step"] or row["stage"])


def _sources(row: Row) -> str:
    many = row["sources"]
    return f"{many} source{'' if many == 1 else 's'}" if many else ""


def _first(row: Row) -> str:
    """Return when and by whom it was seen first; empty: never in print."""
    return f"{day(row['first_seen_at'])} {line(row['first_source'] or '', 40)}".strip()


def _asked_first(row: Row, params: Mapping[str, str]) -> Row:
    """Return a row with the places and bodies first that were asked for."""
    found = dict(row)
    for name in ("area", "sponsor"):
        wanted = params[name].lower()
        found[f"{name}s"] = sorted(row[f"{name}s"], key=lambda one: wanted not in one.lower())
    return found


def some(values: Sequence[str], most: int, width: int) -> str:
    """Return some of many names and how many there are beside them: Kent, Durham +4."""
    shown = ", ".join(line(value, width) for value in values[:most])
    return shown + (f" +{len(values) - most}" if len(values) > most else "")


def day(at: datetime | None) -> str:
    """Return a day as 2026-11-22; empty: none is known."""
    return f"{at:%Y-%m-%d}" if at else ""


def line(text: object, width: int) -> str:
    """Return foreign words as one line that no terminal takes for a command."""
    return escape.cut(escape.fold(str(text)), width)
