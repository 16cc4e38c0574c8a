"""One pen: the warehouse is opened late, held briefly, and never across the network."""

import json
import logging
import random
import shutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from typing import Any
from weakref import WeakSet

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import Lake, Place
from warehouse import attached, lake, line, log_walk, migrate, remedy, repair
from warehouse.absent import spare_the_search
from warehouse.attached import CONFIG as CONFIG
from warehouse.faults import DiskFull as DiskFull
from warehouse.faults import WarehouseBroken as WarehouseBroken
from warehouse.faults import WarehouseBusy as WarehouseBusy
from warehouse.faults import WarehouseUnusable as WarehouseUnusable

log = logging.getLogger("placewatch.warehouse")

FLOOR_BYTES = 200_000_000  # guess: room for a day of articles and their log
SIZE_TIMES = 2  # guess: the file once more for its snapshot, and once for growth
PAUSE_S = (0.05, 0.25)  # guess: between two knocks at a file that somebody else holds
Pen = Connection  # what open_warehouse hands out, as those outside this room call it

_writing: WeakSet[Connection] = WeakSet()  # connections inside transaction()


@contextmanager
def open_warehouse(
    place: Place, *, wait_s: float = 30.0, read_only: bool = False, floor_bytes: int = FLOOR_BYTES
) -> Iterator[Connection]:
    """Hold the warehouse open: times in UTC, tables as this version knows them.

    A writer makes the file if it is missing, migrates it, puts a damaged log aside, and
    leaves no log behind; inside another block of this process the outer one sees to that.
    Nobody else, not even a reader, can open the file meanwhile. On a lake a writer keeps
    other writers out, and nobody else.

    Args:
        place: The live file, or the lake.
        wait_s: How long to wait for another process that holds it.
        read_only: True: change nothing, not even the version of the tables.
        floor_bytes: Free space below which no write begins.

    Raises:
        WarehouseBusy: with the PID of the holder.
        WarehouseUnusable: if the file is missing, foreign, damaged or of a newer version.
        WarehouseBroken: if the database failed while it was open (disk full, bad disk).
        DiskFull: before anything is written.
    """
    if isinstance(place, Lake):
        with lake.opened(place, wait_s=wait_s, read_only=read_only, floor_bytes=floor_bytes) as con:
            yield con
        return
    path = place.resolve()
    # DuckDB could not tell the file from our schemas, or from its own databases.
    if path.stem in {"store", "main", "memory", "system", "temp"}:
        raise WarehouseUnusable(f"{path}: a warehouse cannot be called {path.stem!r}: rename it")
    if read_only:
        if not path.exists():
            raise WarehouseUnusable(f"{path} does not exist yet: run 'placewatch run' first")
    else:
        _make_folder(path.parent)
        require_space(path, floor_bytes)
    until_s = time.monotonic() + wait_s
    with nullcontext(False) if read_only else line.standing(path, until_s) as is_outermost:
        damage = attached.unless_held(path, log_walk.damage) if is_outermost else ""
        con, remark = _wait(path, wait_s, until_s, read_only)
        with _shown(path, con):
            if read_only:
                migrate.check(con, path)
            else:
                if damage and not remark:
                    remark = repair.passed_over(path, damage)
                migrate.migrate(con, path)
                if remark:
                    repair.note(con, path, remark)
            yield con
            if is_outermost and _has_log(path):
                con.execute("CHECKPOINT")


@contextmanager
def _shown(path: Path, con: Connection) -> Iterator[None]:
    """Set a connection up and close it; tell a failure of the database as people need it."""
    try:
        con.execute("SET TimeZone = 'UTC'")
        con.execute("SET python_enable_replacements = false")  # SQL sees tables, not our variables
        yield
    except remedy.BREAKING as exc:
        cause = remedy.cause(exc)
        if isinstance(exc, duckdb.TransactionException) and "Could not write" not in cause:
            raise  # two rows of one key, say: a bug of ours
        raise WarehouseBroken(f"{path} failed ({cause}): {remedy.while_open(cause)}") from exc
    finally:
        attached.close(con, path)


@contextmanager
def transaction(con: Connection) -> Iterator[None]:
    """Make everything inside one step: all of it is kept, or none.

    Every function of this room that writes uses it; inside an outer transaction it joins
    that one. DuckDB gives up the outer transaction when a second BEGIN arrives.
    """
    if con in _writing:
        yield
        return
    con.begin()
    _writing.add(con)
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # after a fatal error there is nothing to roll back
            con.rollback()
        raise
    else:
        lake.require_pen(con)
        con.commit()
    finally:
        _writing.discard(con)


def given(values: Iterable[Mapping[str, object]], **types: object) -> dict[str, object]:
    """Return ``$rows`` and ``$types``: rows for one statement, however many they are.

        INSERT INTO … BY NAME SELECT unnest(from_json_strict($rows, $types), max_depth := 2)

    As JSON, because DuckDB looks for numpy at every single value that it is handed: where
    that is not installed, 500 rows of 7 values take 700 ms to bind, and 8 ms this way.

    Args:
        values: Rows with the same names each.
        types: Types of columns that their values do not tell, as ``from_json`` takes them.
    """
    rows = list(values)
    names = rows[0] if rows else {}
    found = {name: column_type(name, [row[name] for row in rows]) for name in names}
    return {"rows": text(rows), "types": text([found | types])}


def insert(con: Connection, table: str, values: Iterable[Mapping[str, object]]) -> None:
    """Insert rows as they are into a table of the schema store."""
    filled = given(values)
    if filled["rows"] != "[]":
        con.execute(
            f"""
            INSERT INTO store.{table} BY NAME
            SELECT unnest(from_json_strict($rows, $types), max_depth := 2)
            """,
            filled,
        )


def text(value: object) -> str:
    """Return a value as JSON that DuckDB can read.

    The web holds lone surrogates, UTF-8 does not, and one of them would refuse a whole
    batch: they become '?', one character for one, so that offsets stay true.
    """
    plain = json.dumps(value, ensure_ascii=False, allow_nan=False, default=_moment)
    return utf8(plain)


def utf8(words: str) -> str:
    """Return text without lone surrogates."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return words.encode("utf-8", "replace").decode()
    return words


def read(con: Connection, sql: str, values: Mapping[str, object] | None = None) -> list[Any]:
    """Return what a query finds, one dict a row."""
    cursor = con.execute(sql, values or {})
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def words(con: Connection, sql: str, values: Mapping[str, object] | None = None) -> list[str]:
    """Return the first column of what a query finds."""
    return [row[0] for row in con.execute(sql, values or {}).fetchall()]


def require_space(path: Path, floor_bytes: int = FLOOR_BYTES) -> None:
    """Do nothing if there is room to write.

    Raises:
        DiskFull: with what is free and what is needed.
    """
    size = path.stat().st_size if path.exists() else 0
    needed = max(floor_bytes, SIZE_TIMES * size)
    free = shutil.disk_usage(path.parent).free
    if free < needed:
        raise DiskFull(
            f"{path.parent} has {free // 1_000_000} MB free and the warehouse wants "
            f"{needed // 1_000_000} MB before it writes: make room or move PLACEWATCH_HOME"
        )


def location(con: Connection) -> Path:
    """Return the file behind a connection."""
    found = con.execute(
        "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
    ).fetchone()
    if not found or not found[0]:
        raise WarehouseUnusable("a database in memory is no warehouse: open a file")
    return Path(found[0])


def is_there(place: Place) -> bool:
    """Return whether there is something to open; of a lake only opening it tells."""
    return isinstance(place, Lake) or place.is_file()


def named(place: Place) -> str:
    """Return the name of a warehouse for people, without anything secret."""
    return migrate.named(place)


def size(con: Connection) -> int:
    """Return the bytes of a warehouse: of its file, or of the Parquet files of a lake."""
    in_lake = lake.size(con)
    return location(con).stat().st_size if in_lake is None else in_lake


def free(con: Connection) -> int | None:
    """Return the free bytes where a warehouse lies; None: in an object store."""
    folder = lake.folder(con) or str(location(con).parent)
    return None if "://" in folder else shutil.disk_usage(folder).free


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + ".wal")
    return log.exists() and log.stat().st_size > 0


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise WarehouseUnusable(
            f"{folder} cannot be made ({exc.strerror}): {remedy.at_opening(str(exc.strerror))}"
        ) from exc


def _wait(path: Path, wait_s: float, until_s: float, read_only: bool) -> tuple[Connection, str]:
    """Return a connection, and a remark if a damaged log had to be put aside."""
    while True:
        try:
            return _connect(path, read_only), ""
        except duckdb.ConnectionException as exc:
            raise WarehouseBusy(
                f"{path} is open in this very process in another way: close it first"
            ) from exc
        except duckdb.Error as exc:  # a damaged log ends in any of them
            text = str(exc)
            if "Could not set lock" in text:
                if time.monotonic() >= until_s:
                    raise remedy.busy(path, text, wait_s) from exc
            elif not repair.is_repairable(text, path) or read_only:
                raise remedy.unusable(path, text) from exc
            elif mended := repair.reopen(path, lambda: _connect(path, read_only)):
                return mended
        time.sleep(random.uniform(*PAUSE_S))  # noqa: S311 - jitter, no secret


def _connect(path: Path, read_only: bool) -> Connection:
    spare_the_search()
    return attached.open_file(path, read_only=read_only)


def column_type(name: str, values: Sequence[object]) -> object:
    """Return the type of a column that holds these values."""
    kinds = {type(value) for value in values} - {type(None)}
    if name.endswith("_at"):
        return "TIMESTAMPTZ"  # also where no row has one
    if kinds & {list, tuple}:
        return ["VARCHAR"]
    if float in kinds:
        return "DOUBLE"
    if int in kinds:
        return "BIGINT"
    return "BOOLEAN" if bool in kinds else "VARCHAR"


def _moment(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"no way to store {value!r}")
