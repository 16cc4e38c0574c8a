"""Answers as text and as files, row by row: none is ever held as a whole."""

import csv
import io
import json
import math
import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from typing import IO

from records import PlacewatchError

FORMS = ("table", "csv", "json")
CELL_WIDTH = 60  # guess: four columns on a wide screen; csv and json are never cut
LEAST_WIDTH = 6  # of a column that is cut to fit the screen
LOOKED_AT = 1_000  # rows that decide how wide the columns of a table are


class OutputError(PlacewatchError):
    """An answer that cannot be written where it was wanted."""


def lines(
    columns: Sequence[str], rows: Iterable[Sequence[object]], form: str, width: int | None = None
) -> Iterator[str]:
    """Yield an answer as text, in pieces.

    Args:
        columns: Their names, no two the same.
        rows: Of the answer.
        form: table (cut to fit, for eyes), csv or json (exact: a cell that begins with '='
            stays one, so import a csv as text into a spreadsheet).
        width: Of the screen, for a table; None: no screen, only long cells are cut.
    """
    if form == "json":
        yield from _json(columns, rows)
    elif form == "csv":
        yield from _csv(columns, rows)
    else:
        yield from _table(columns, rows, width)


@contextmanager
def written(target: Path) -> Iterator[Path]:
    """Give a draft to write to, and put it in the place of the target when all went well.

    Raises:
        OutputError: if there is no such folder, or no room in it.
    """
    if target.is_dir():
        raise OutputError(f"{target} is a folder: name a file")
    if not target.parent.is_dir():
        raise OutputError(f"{target.parent} is no folder: make it first")
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield draft
        draft.replace(target)
    except OSError as exc:
        raise OutputError(f"{target} cannot be written ({exc.strerror or exc})") from exc
    finally:
        draft.unlink(missing_ok=True)


def put(pieces: Iterable[str], out: IO[str]) -> None:
    """Write pieces as they come."""
    for piece in pieces:
        out.write(piece)


def plain(value: object) -> object:
    """Return a value as JSON knows it; numbers that are none become null."""
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    return value.hex() if isinstance(value, bytes) else str(value)


def shown(text: str) -> str:
    """Return a text as one line that no terminal takes for a command."""
    return " ".join("".join(_printable(char) for char in text).split())


def _json(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    before = "[\n"
    for row in rows:
        item = plain(dict(zip(columns, row, strict=True)))
        text = json.dumps(item, ensure_ascii=False, indent=2)
        yield before + "".join(f"  {line}" for line in text.splitlines(keepends=True))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], width: int | None
) -> Iterator[str]:
    cells = ([_cell(value) for value in row] for row in rows)
    first = list(islice(cells, LOOKED_AT))
    head = [_cell(name) for name in columns]
    widths = [max(len(line[place]) for line in (head, *first)) for place in range(len(head))]
    widths = _fitted(widths, width)
    for line in chain((head, ["-" * one for one in widths]), first, cells):
        cut = (_short(cell, one).ljust(one) for cell, one in zip(line, widths, strict=True))
        yield "  ".join(cut).rstrip() + "\n"


def _fitted(widths: list[int], width: int | None) -> list[int]:
    """Return the widths of columns so that they fit a screen: the widest gives way first."""
    room = None if width is None else width - 2 * (len(widths) - 1)
    while room is not None and sum(widths) > room and max(widths) > LEAST_WIDTH:
        widest = max(range(len(widths)), key=lambda place: widths[place])
        widths[widest] -= 1
    return widths


def _short(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"


def _csv_cell(value: object) -> object:
    exact = plain(value)
    if isinstance(exact, dict | list):
        return json.dumps(exact, ensure_ascii=False)
    return exact


def _cell(value: object) -> str:
    """Return a value for eyes."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list | tuple):
        return _short(", ".join(_cell(item) for item in value), CELL_WIDTH)
    exact = plain(value)
    text = exact if isinstance(exact, str) else json.dumps(exact, ensure_ascii=False)
    return _short(shown(text), CELL_WIDTH)


def _printable(char: str) -> str:
    return " " if unicodedata.category(char)[0] in "CZ" else char
