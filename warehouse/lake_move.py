"""A warehouse moves house: every table, counted and compared on both sides, or nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import Lake, Place, PlacewatchError, Progress, no_progress
from warehouse import lake_shell, store

OURS = {"migrations", "view_comments"}  # written by whoever opens a warehouse
# The rows in their order, as one number: the same on both sides, or something was lost.
DIGEST = """
    SELECT count(*), coalesce(bit_xor(hash(number, digest)), 0)
    FROM (
        SELECT row_number() OVER (ORDER BY place) AS number, digest
        FROM (SELECT rowid AS place, hash({columns}) AS digest FROM {table})
    )
"""


class NotMoved(PlacewatchError):
    """A warehouse that stays where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What was moved."""

    tables: int
    rows: int


def move(source: Place, target: Place, *, tell: Progress = no_progress) -> Moved:
    """Copy a warehouse to another place, under the pens of both; the old one is left as it is.

    A lake gets everything in one transaction, a file gets its name when it is whole: after
    a kill the target holds nothing, and the move is begun anew.

    Args:
        source: A file or a lake.
        target: The other kind, empty or not there yet.
        tell: Told of rows as they are copied.

    Raises:
        NotMoved: if the target holds something, or two sides differ; nothing was moved.
        WarehouseBusy: if somebody writes to one of them for too long.
        WarehouseUnusable: if one cannot be opened.
    """
    if isinstance(source, Path) and isinstance(target, Lake):
        if not source.is_file():
            raise NotMoved(f"{source} does not exist: there is nothing to move")
        with store.open_warehouse(source):
            pass  # its tables are those of this version now, and its log is empty
        with store.open_warehouse(target) as con, _beside(con, source, read_only=True):
            return _copied(con, "beside", lake_shell.ALIAS, store.named(target), tell)
    if isinstance(source, Lake) and isinstance(target, Path):
        if target.exists():
            raise NotMoved(f"{target} exists already: move it away first")
        draft = target.with_name(f"moving-{target.name}")  # of a process that was killed, too
        for old in (draft, draft.with_name(f"{draft.name}.wal")):
            old.unlink(missing_ok=True)
        with store.open_warehouse(draft):
            pass
        with store.open_warehouse(source) as con, _beside(con, draft, read_only=False):
            moved = _copied(con, lake_shell.ALIAS, "beside", store.named(target), tell)
            con.execute("CHECKPOINT beside")
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.rename(target)
        return moved
    raise NotMoved("a warehouse moves from a file to a lake or back: to copy a file, use 'backup'")


@contextmanager
def _beside(con: Connection, path: Path, *, read_only: bool) -> Iterator[None]:
    """Hold a file open beside a lake; no other process can write to it meanwhile."""
    mode = "READ_ONLY" if read_only else "STORAGE_VERSION 'latest'"
    fault = ""
    try:
        con.execute(f"ATTACH {lake_shell.quoted(str(path))} AS beside ({mode})")
    except duckdb.Error as exc:
        fault = str(exc).split("\n", 1)[0]
    if fault:
        raise NotMoved(f"{path} cannot be held ({fault}): stop whoever has it open")
    try:
        yield
    finally:
        con.execute("USE memory")
        con.execute("DETACH beside")
        con.execute(f"USE {lake_shell.ALIAS}")


def _copied(con: Connection, source: str, target: str, name: str, tell: Progress) -> Moved:
    """Copy all tables in one transaction, and keep them if both sides agree."""
    tables = _tables(con, source)
    if set(tables) != set(_tables(con, target)):
        raise NotMoved(f"{name} has other tables than this version: use an empty place")
    full = [one for one in tables if _rows(con, target, one)]
    if full:
        raise NotMoved(f"{name} holds something already ({', '.join(full)}): use an empty place")
    sizes = {one: _rows(con, source, one) for one in tables}
    total, done = sum(sizes.values()), 0
    # DuckDB writes to one database a transaction, and to the other it only reads here.
    with store.transaction(con):
        for one in tables:
            columns = ", ".join(_columns(con, source, one))
            con.execute(
                f"INSERT INTO {target}.store.{one} ({columns}) "  # noqa: S608 - our own names
                f"SELECT {columns} FROM {source}.store.{one} ORDER BY rowid"
            )
            there, here = (_digest(con, place, one, columns) for place in (source, target))
            if there != here:
                raise NotMoved(
                    f"{one} is not the same in {name} ({here[0]} rows of {there[0]}, or other "
                    "words in them): nothing was moved; try again, and report it if it stays so"
                )
            done += sizes[one]
            tell("rows", done, total)
    return Moved(tables=len(tables), rows=total)


def _tables(con: Connection, place: str) -> list[str]:
    found = store.words(
        con,
        "SELECT table_name FROM duckdb_tables() "
        "WHERE database_name = $place AND schema_name = 'store' ORDER BY table_name",
        {"place": place},
    )
    return [one for one in found if one not in OURS]


def _columns(con: Connection, place: str, table: str) -> list[str]:
    return store.words(
        con,
        "SELECT column_name FROM duckdb_columns() "
        "WHERE database_name = $place AND schema_name = 'store' AND table_name = $table "
        "ORDER BY column_name",
        {"place": place, "table": table},
    )


def _rows(con: Connection, place: str, table: str) -> int:
    found = con.execute(f"SELECT count(*) FROM {place}.store.{table}").fetchone()  # noqa: S608
    return int(found[0]) if found else 0


def _digest(con: Connection, place: str, table: str, columns: str) -> tuple[int, int]:
    sql = DIGEST.format(table=f"{place}.store.{table}", columns=columns)
    found = con.execute(sql).fetchone()
    return (int(found[0]), int(found[1])) if found else (0, 0)
