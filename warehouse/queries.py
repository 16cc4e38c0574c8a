"""Questions that analysts ask of the published copy: named ones, and their own SQL."""

import csv
import io
import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import PlacewatchError

FOLDER = Path(__file__).parent / "queries"
PARAMETER = re.compile(r"-- ([a-z_]+): (.+?) \((?:default (.*)|required)\)")
CELL_WIDTH = 60  # guess: four columns on a wide screen; csv and json are never cut
MEMORY = "2GB"  # guess: what a pasted query may take before it fails


class QueryError(PlacewatchError):
    """A question that cannot be answered as it was put."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A value that a named query asks for."""

    name: str
    meaning: str
    default: str | None  # None: it must be given


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A query with a name: one file of queries/."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    sql: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An answer: no two columns have the same name."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def names() -> tuple[str, ...]:
    """Return the names of all queries."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.sql")))


def load(name: str) -> Named:
    """Return a named query.

    Raises:
        QueryError: if there is none of that name.
    """
    if name not in names():
        raise QueryError(f"there is no query {name!r}; there are {', '.join(names())}")
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    title, _, rest = text.partition("\n")
    parameters = []
    for line in rest.splitlines():
        if not line.startswith("--"):
            break
        found = PARAMETER.fullmatch(line)
        if found:
            parameters.append(Parameter(name=found[1], meaning=found[2], default=found[3]))
    return Named(name=name, title=title.removeprefix("-- "), parameters=tuple(parameters), sql=text)


def run(snapshot: Path, name: str, params: Mapping[str, object] | None = None) -> Table:
    """Return the answer to a named query.

    Args:
        snapshot: The published copy.
        name: One of ``names()``.
        params: Values by name, as words or as what they are; defaults stand in for the rest.

    Raises:
        QueryError: for an unknown name, an unknown, missing or unfit value, a missing copy.
    """
    query = load(name)
    values = _values(query, params or {})
    with opened(snapshot) as con:
        return _answer(con, query.sql, values)


def ask(con: Connection, name: str, params: Mapping[str, object] | None = None) -> Table:
    """Return the answer to a named query from a warehouse that is open already."""
    query = load(name)
    return _answer(con, query.sql, _values(query, params or {}))


def sql(snapshot: Path, text: str) -> Table:
    """Return the answer to somebody's own SQL, of the last statement if there are several.

    It sees the published copy and nothing else: no files, no network, no variables of ours.

    Raises:
        QueryError: with what the database says, and what helps.
    """
    with opened(snapshot) as con:
        return _answer(con, text, {})


def render(table: Table, form: str) -> str:
    """Return an answer as text.

    Args:
        table: The answer.
        form: table (cut to fit, for eyes), csv or json (exact: a cell that begins with '='
            stays one, so import a csv as text into a spreadsheet).

    Raises:
        QueryError: for another form.
    """
    if form == "json":
        objects = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        return json.dumps(_plain(objects), ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([_csv_cell(value) for value in row] for row in table.rows)
        return out.getvalue()
    if form != "table":
        raise QueryError(f"no such form {form!r}; there are table, csv and json")
    lines = [table.columns, *([_cell(value) for value in row] for row in table.rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(table.columns))]
    lines.insert(1, ["-" * width for width in widths])
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        + "\n"
        for line in lines
    )


@contextmanager
def opened(
    snapshot: Path, prepare: Callable[[Connection], None] | None = None
) -> Iterator[Connection]:
    """Hold the copy open so that nothing outside it can be reached, whatever is asked.

    Args:
        snapshot: The published copy.
        prepare: Called with the connection before all else is locked out.

    Raises:
        QueryError: if there is no copy, or it cannot be read.
    """
    if not snapshot.is_file():
        raise QueryError(f"{snapshot} does not exist yet: 'placewatch run' publishes it")
    try:
        con = duckdb.connect(snapshot, read_only=True)
    except duckdb.Error as exc:
        raise QueryError(
            f"{snapshot} cannot be read ({_first_line(exc)}): 'placewatch run' publishes it anew"
        ) from exc
    try:
        if prepare:
            prepare(con)
        for setting in (
            "SET TimeZone = 'UTC'",
            "SET python_enable_replacements = false",
            f"SET memory_limit = '{MEMORY}'",
            "SET enable_external_access = false",
            # Without it COPY could still write the log beside the copy. Seen: DuckDB 1.5.5.
            "SET disabled_filesystems = 'LocalFileSystem'",
            "SET lock_configuration = true",
        ):
            con.execute(setting)
        yield con
    finally:
        con.close()


def _values(query: Named, params: Mapping[str, object]) -> dict[str, object]:
    """Return the value of every parameter of a query."""
    known = {parameter.name: parameter.default for parameter in query.parameters}
    listed = ", ".join(known) or "none"
    for name in params:
        if name not in known:
            raise QueryError(f"{query.name} asks for no {name!r}; it asks for {listed}")
    values = known | {name: value for name, value in params.items() if value is not None}
    for name, value in values.items():
        if value is None:
            raise QueryError(f"{query.name} wants a value for {name!r}: write {name}=…")
    return values


def _answer(con: Connection, text: str, values: Mapping[str, object]) -> Table:
    try:
        if not con.extract_statements(text):
            raise QueryError("nothing was asked: write a SELECT")
        cursor = con.execute(text, values)
        columns = [column[0] for column in cursor.description or ()]
        found = cursor.fetchall()
    except duckdb.Error as exc:
        raise QueryError(f"{str(exc).strip()}\n{_remedy(exc)}") from exc
    unique: list[str] = []
    for name in columns:  # two columns of one name would become one in JSON
        number = 2
        fresh = name
        while fresh in unique:
            fresh, number = f"{name}_{number}", number + 1
        unique.append(fresh)
    return Table(columns=tuple(unique), rows=tuple(tuple(row) for row in found))


def _remedy(exc: duckdb.Error) -> str:
    if isinstance(exc, duckdb.CatalogException | duckdb.BinderException):
        return "names: DESCRIBE lists the columns of a view, SHOW TABLES all views"
    if isinstance(exc, duckdb.PermissionException):
        return "files and the network are out of reach here: open the copy with DuckDB itself"
    if isinstance(exc, duckdb.ConversionException | duckdb.InvalidInputException):
        return "check the values; the published copy can only be read"
    if isinstance(exc, duckdb.OutOfMemoryException):
        return f"a query may take {MEMORY}: ask for less, or open the copy with DuckDB itself"
    return "check the SQL; docs/initiatives.md has examples"


def _first_line(exc: Exception) -> str:
    return str(exc).split("\n", 1)[0]


def _plain(value: object) -> object:
    """Return a value as JSON knows it; numbers that are none become null."""
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | int):
        return value
    return value.hex() if isinstance(value, bytes) else str(value)


def _csv_cell(value: object) -> object:
    plain = _plain(value)
    if isinstance(plain, dict | list):
        return json.dumps(plain, ensure_ascii=False)
    return plain


def _cell(value: object) -> str:
    """Return a value for eyes: one short line that no terminal takes for a command."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list | tuple):
        return ", ".join(_cell(item) for item in value)
    plain = _plain(value)
    shown = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
    shown = " ".join("".join(_printable(char) for char in shown).split())
    return shown if len(shown) <= CELL_WIDTH else shown[: CELL_WIDTH - 1] + "…"


def _printable(char: str) -> str:
    return " " if unicodedata.category(char)[0] in "CZ" else char
