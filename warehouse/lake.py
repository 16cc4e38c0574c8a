"""A warehouse that several machines share: one writes at a time, readers never wait."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from weakref import WeakKeyDictionary

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import Lake
from warehouse import lake_pen, lake_shell, lake_words, migrate
from warehouse.faults import DiskFull, WarehouseUnusable

_pens: WeakKeyDictionary[Connection, lake_pen.Lock] = WeakKeyDictionary()


@contextmanager
def opened(
    place: Lake, *, wait_s: float, read_only: bool, floor_bytes: int
) -> Iterator[Connection]:
    """Hold a lake open, as ``store.open_warehouse`` does a file.

    Raises:
        WarehouseBusy: with the process and the machine that hold the pen.
        WarehouseUnusable: if the lake cannot be reached, is none, or keeps its files elsewhere.
        WarehouseBroken: if Postgres or the files failed while it was open.
    """
    with ExitStack() as stack:
        if not read_only:
            pen = stack.enter_context(lake_pen.pen(place, wait_s))
            if "://" not in place.data:
                _require_folder(Path(place.data), floor_bytes)
        con = stack.enter_context(lake_shell.session(place, read_only=read_only))
        fault = ""
        try:
            con.execute("SET TimeZone = 'UTC'")
            con.execute("SET python_enable_replacements = false")
            if read_only:
                migrate.check(con, place)
            else:
                migrate.migrate(con, place)
                _pens[con] = pen
            yield con
        except (duckdb.FatalException, duckdb.InternalException, duckdb.IOException) as exc:
            fault = lake_words.scrub(str(exc).split("\n", 1)[0], place.catalogue)
        finally:
            _pens.pop(con, None)
        if fault:
            raise lake_pen.lost(place, fault)


def _require_folder(folder: Path, floor_bytes: int) -> None:
    """Do nothing if the folder of the Parquet files can be written to and has room."""
    reason = ""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as exc:
        reason = exc.strerror or str(exc)
    if reason:
        raise WarehouseUnusable(
            f"{folder} cannot be the folder of the lake ({reason}): mend PLACEWATCH_LAKE_DATA"
        )
    if free < floor_bytes:
        raise DiskFull(
            f"{folder} has {free // 1_000_000} MB free and the lake wants "
            f"{floor_bytes // 1_000_000} MB before it writes: make room there"
        )


def require_pen(con: Connection) -> None:
    """Do nothing if what was written may be kept: on a lake, if the pen is still ours.

    Raises:
        WarehouseBroken: if the connection that holds it is gone.
    """
    pen = _pens.get(con)
    if pen:
        pen.require()


def is_lake(con: Connection) -> bool:
    """Return whether a connection is one to a lake."""
    found = con.execute("SELECT current_database()").fetchone()
    return found == (lake_shell.ALIAS,)


def folder(con: Connection) -> str:
    """Return the folder of the Parquet files behind a connection; empty: it is no lake."""
    if not is_lake(con):
        return ""
    found = con.execute(
        "SELECT value FROM ducklake_options($alias) WHERE option_name = 'data_path'",
        {"alias": lake_shell.ALIAS},
    ).fetchone()
    return str(found[0]) if found else ""


def size(con: Connection) -> int | None:
    """Return the bytes of the Parquet files that hold what is so now; None: it is no lake."""
    if not is_lake(con):
        return None
    found = con.execute(
        "SELECT coalesce(sum(file_size_bytes + delete_file_size_bytes), 0)::BIGINT "
        "FROM ducklake_table_info($alias)",
        {"alias": lake_shell.ALIAS},
    ).fetchone()
    return int(found[0]) if found else 0


@contextmanager
def shown(
    place: Lake,
    memory: str,
    prepare: Callable[[Connection], None] | None = None,
    may_write: Path | None = None,
) -> Iterator[Connection]:
    """Hold a lake open so that nothing outside it can be reached, whatever is asked.

    Args:
        place: The lake.
        memory: What a question may take, as DuckDB reads it.
        prepare: Called with the connection before all else is locked out.
        may_write: The one file that may be written.

    Raises:
        WarehouseUnusable: if it cannot be reached, or holds nothing yet.
    """
    with lake_shell.session(place, read_only=True, is_kept=False) as con:
        if prepare:
            prepare(con)
        if may_write:
            con.execute("SET allowed_paths = $paths", {"paths": [str(may_write)]})
        for setting in (
            "SET TimeZone = 'UTC'",
            "SET python_enable_replacements = false",
            "SET enable_progress_bar = false",  # DuckDB draws it into the answer
            f"SET memory_limit = '{memory}'",
            f"SET allowed_directories = [{lake_shell.quoted(lake_shell.folder(place))}]",
            "SET enable_external_access = false",
            "SET lock_configuration = true",
        ):
            con.execute(setting)
        yield con
