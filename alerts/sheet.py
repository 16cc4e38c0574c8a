"""A table that people open in a spreadsheet: no cell is taken for a formula."""

import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime

from alerts import escape

# Excel cuts a cell at 32,767 characters, and what follows moves into other cells.
CELL_LIMIT = 32_000
LISTED = "; "
# What a formula begins with, as OWASP lists it; full-width ones count too.
_FORMULA = frozenset("=+-@")  # blanks and line ends at the beginning are gone by then


def compose_sheet(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    """Return a table as CSV (RFC 4180) in UTF-8 with a mark at its beginning.

    Excel takes a file without that mark for the machine's own code page and garbles every
    Welsh name; other programs skip it. A cell that could be a formula gets an apostrophe.

    Args:
        columns: Names, ours.
        rows: Cells: words, numbers, times, lists of words, or None; no word is trusted.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return LISTED.join(_safe(_words(str(one))) for one in value)[:CELL_LIMIT]
    return _safe(_words(value if isinstance(value, str) else json.dumps(value, default=str)))


def _words(text: str) -> str:
    return " ".join(escape.visible(text[:CELL_LIMIT]).split())


def _safe(text: str) -> str:
    """Return a cell that no spreadsheet computes, however it splits lines and quotes."""
    first = unicodedata.normalize("NFKC", text[:1])
    text = f"'{text}" if first and first[0] in _FORMULA else text
    return text[:CELL_LIMIT]
