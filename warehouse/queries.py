"""Questions that analysts ask of the published copy: named ones, and their own SQL."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import Lake, Place, PlacewatchError
from warehouse import answers, lake, lake_asked, publish
from warehouse.named import CODE as CODE
from warehouse.named import TOPICS as TOPICS
from warehouse.named import TYPES as TYPES
from warehouse.named import Named as Named
from warehouse.named import Parameter as Parameter
from warehouse.named import QueryError as QueryError
from warehouse.named import load as load
from warehouse.named import names as names

FETCHED = 1_000  # rows at once
MEMORY = "2GB"  # guess: what a pasted query may take before it fails


class Interrupted(PlacewatchError):
    """A statement that was stopped before it had answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An answer: no two columns have the same name."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def run(snapshot: Place, name: str, params: Mapping[str, object] | None = None) -> Table:
    """Return the answer to a named query.

    Args:
        snapshot: The published copy.
        name: One of ``names()``.
        params: Values by name, as words or as what they are; defaults stand in for the rest.

    Raises:
        QueryError: for an unknown name, an unknown, missing or unfit value, a missing copy.
    """
    query = load(name)
    given = values(query, params or {})
    with opened(snapshot) as con:
        return _answer(con, query.sql, given)


def ask(con: Connection, name: str, params: Mapping[str, object] | None = None) -> Table:
    """Return the answer to a named query from a warehouse that is open already."""
    query = load(name)
    return _answer(con, query.sql, values(query, params or {}))


def sql(snapshot: Place, text: str) -> Table:
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
        form: table, csv or json, as ``answers.lines`` has them.

    Raises:
        QueryError: for another form.
    """
    if form not in answers.FORMS:
        raise QueryError(f"no such form {form!r}; there are table, csv and json")
    return "".join(answers.lines(table.columns, table.rows, form))


@contextmanager
def opened(
    snapshot: Place,
    prepare: Callable[[Connection], None] | None = None,
    *,
    may_write: Path | None = None,
) -> Iterator[Connection]:
    """Hold the copy open so that nothing outside it can be reached, whatever is asked.

    Args:
        snapshot: The published copy, or a lake.
        prepare: Called with the connection before all else is locked out.
        may_write: The one file that may be written; the log of the copy then stands open to
            COPY, so such a connection takes nothing but a SELECT.

    Raises:
        QueryError: if there is no copy, or it cannot be read.
    """
    if isinstance(snapshot, Lake):
        with lake.shown(snapshot, MEMORY, prepare, may_write) as con:
            yield con
        return
    if not snapshot.is_file():
        raise QueryError(f"{snapshot} does not exist yet: 'placewatch run' publishes it")
    publish.drop_log(snapshot)
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
            "SET enable_progress_bar = false",  # DuckDB draws it into the answer
            f"SET memory_limit = '{MEMORY}'",
        ):
            con.execute(setting)
        if may_write:
            con.execute("SET allowed_paths = $paths", {"paths": [str(may_write)]})
        con.execute("SET enable_external_access = false")
        if not may_write:
            # Without it COPY could still write the log beside the copy. Seen: DuckDB 1.5.5.
            con.execute("SET disabled_filesystems = 'LocalFileSystem'")
        con.execute("SET lock_configuration = true")
        yield con
    finally:
        con.close()


def values(query: Named, params: Mapping[str, object]) -> dict[str, object]:
    """Return the value of every parameter of a query; defaults stand in for what is not given.

    Raises:
        QueryError: for an unknown or a missing one.
    """
    known = {parameter.name: parameter.default for parameter in query.parameters}
    listed = ", ".join(known) or "none"
    for name in params:
        if name not in known:
            raise QueryError(f"{query.name} asks for no {name!r}; it asks for {listed}")
    found = known | {name: value for name, value in params.items() if value is not None}
    for name, value in found.items():
        if value is None:
            raise QueryError(f"{query.name} wants a value for {name!r}: write {name}=…")
    return found


def _answer(con: Connection, text: str, values: Mapping[str, object]) -> Table:
    columns, rows = stream(con, text, values)
    return Table(columns=columns, rows=tuple(rows))


def stream(
    con: Connection, text: str, values: Mapping[str, object] | None = None
) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    """Return the columns of an answer and its rows as they come: little of it is in memory.

    Args:
        con: As ``opened`` gives it.
        text: SQL; the last statement answers, if there are several.
        values: Of its parameters.

    Raises:
        QueryError: with what the database says, and what helps; also while rows are read.
        Interrupted: if it was stopped.
    """
    with _told():
        if not con.extract_statements(text):
            raise QueryError("nothing was asked: write a SELECT")
        if lake.is_lake(con):
            lake_asked.require_reading(con, text)
        cursor = con.execute(text, values or {})
        columns = [column[0] for column in cursor.description or ()]
    unique: list[str] = []
    for name in columns:  # two columns of one name would become one in JSON
        number = 2
        fresh = name
        while fresh in unique:
            fresh, number = f"{name}_{number}", number + 1
        unique.append(fresh)
    return tuple(unique), _rows(cursor)


def _rows(cursor: Connection) -> Iterator[tuple[object, ...]]:
    while True:
        with _told():
            found = cursor.fetchmany(FETCHED)
        if not found:
            return
        yield from found


def export(
    snapshot: Place, text: str, target: Path, values: Mapping[str, object] | None = None
) -> None:
    """Write the answer to a SELECT as Parquet, with its true types; the file appears whole.

    Args:
        snapshot: The published copy.
        text: One SELECT: nothing else may be asked while one file can be written.
        target: The file.
        values: Of its parameters.

    Raises:
        QueryError: for another statement, or one that fails.
        OutputError: if the file cannot be written.
    """
    with (
        answers.written(target.absolute()) as draft,
        opened(snapshot, may_write=draft) as con,
        _told(),
    ):
        asked = con.extract_statements(text)
        if [one.type for one in asked] != [duckdb.StatementType.SELECT]:
            raise QueryError("a Parquet file takes the answer to one SELECT, and no PIVOT")
        if lake.is_lake(con):
            lake_asked.require_reading(con, text)
        select = asked[0].query.strip().rstrip(";")
        name = str(draft).replace("'", "''")
        con.execute(
            f"COPY ({select}\n) TO '{name}' (FORMAT parquet, COMPRESSION zstd)", values or {}
        )


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the database says into words for people."""
    try:
        yield
    except duckdb.InterruptException as exc:
        raise Interrupted("the statement was stopped") from exc
    except RuntimeError as exc:
        if "interrupted" not in str(exc):
            raise
        raise Interrupted("the statement was stopped") from exc
    except duckdb.Error as exc:
        raise QueryError(f"{str(exc).strip()}\n{_remedy(exc)}") from exc


def _remedy(exc: duckdb.Error) -> str:
    if isinstance(exc, duckdb.CatalogException | duckdb.BinderException):
        return "names: DESCRIBE lists the columns of a view, SHOW TABLES all views"
    if isinstance(exc, duckdb.PermissionException):
        return "files and the network are out of reach here: open the copy with DuckDB itself"
    if isinstance(exc, duckdb.ConversionException | duckdb.InvalidInputException):
        return "check the values; the published copy can only be read"
    if isinstance(exc, duckdb.OutOfMemoryException):
        return f"a query may take {MEMORY}: ask for less, or open the copy with DuckDB itself"
    return "check the SQL; docs/queries.md has examples"


def _first_line(exc: Exception) -> str:
    return str(exc).split("\n", 1)[0]
