"""One at a time, on every machine: a lock in the Postgres that the machines share.

Held in a transaction on a connection of its own: Postgres frees it with the connection,
however its holder dies, and a pooler between us cannot hand the connection to somebody else.
"""

import os
import random
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from zlib import crc32

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import Lake
from warehouse import lake_shell, lake_words
from warehouse.faults import WarehouseBroken, WarehouseBusy

PEN = "pen"  # the one lock of all who write; the others are turns, named by their work
ROOM = 0x706C6163  # of our locks among those of others in the database: "plac"
HOSTS = ROOM + 1  # of those that stand for hosts
PAUSE_S = (0.02, 0.15)  # guess: between two knocks, some 2 ms each
# A machine that vanished is noticed within a minute; Linux alone would take two hours.
SETTINGS = """
    SELECT set_config(name, value, true)
    FROM (VALUES ('tcp_keepalives_idle', '30'), ('tcp_keepalives_interval', '10'),
                 ('tcp_keepalives_count', '3'), ('idle_in_transaction_session_timeout', '0'),
                 ('transaction_timeout', '0'), ('statement_timeout', '0')) AS wish (name, value)
    JOIN pg_settings USING (name)
"""
HOLDER = """
    SELECT application_name, host(client_addr), pid
    FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE locktype = 'advisory' AND granted AND classid = {room} AND objid = {key}
      AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class LockTaken(Exception):
    """Somebody else kept a lock for longer than we wait; ``holder`` says who, for people."""

    def __init__(self, holder: str) -> None:
        self.holder = holder
        super().__init__(holder)


class Lock:
    """A lock that we hold."""

    def __init__(self, con: Connection, place: Lake) -> None:
        self._con, self._place = con, place

    def require(self) -> None:
        """Do nothing if the lock is still ours: with its connection it may go to others.

        Raises:
            WarehouseBroken: if the connection is gone.
        """
        _told(self._con, self._place, "SELECT 1")


class Desk:
    """Many small locks on one connection, each taken if it is free."""

    def __init__(self, con: Connection, place: Lake) -> None:
        self._con, self._place = con, place

    def take(self, numbers: Iterable[int]) -> list[int]:
        """Return those of some numbers that were free; they are ours now.

        Raises:
            WarehouseBroken: if the connection is gone, and what we held with it.
        """
        rows = ", ".join(f"({number:d})" for number in numbers)
        if not rows:
            _told(self._con, self._place, "SELECT 1")
            return []
        found = _told(
            self._con,
            self._place,
            f"SELECT number FROM (VALUES {rows}) AS wish (number) "  # noqa: S608 - numbers
            f"WHERE pg_try_advisory_xact_lock({HOSTS}, number)",
        )
        return [int(str(row[0])) for row in found]


def lost(place: Lake, fault: str) -> WarehouseBroken:
    """Return what to say where what a lake stands on goes away under our hands."""
    if place.bucket and "HTTP" in fault:  # so DuckDB's httpfs begins, or names the request
        return WarehouseBroken(
            f"{place.data} failed ({fault}): nothing was half-written, see that the bucket is "
            "there and can be reached and that PLACEWATCH_S3_KEY, _SECRET, _REGION and _ENDPOINT "
            "are right, then run again"
        )
    return WarehouseBroken(
        f"{lake_words.shown(place.catalogue)} went away ({fault}): nothing was half-written, "
        "see that Postgres runs and can be reached, then run again"
    )


@contextmanager
def desk(place: Lake) -> Iterator[Desk]:
    """Hold a connection for many small locks; all of them end with it.

    Raises:
        WarehouseUnusable: if its Postgres cannot be reached.
    """
    with _connected(place) as con:
        yield Desk(con, place)


@contextmanager
def lock(place: Lake, name: str, wait_s: float) -> Iterator[Lock]:
    """Hold one of the locks of a lake.

    Args:
        place: The lake.
        name: PEN, or the name of a turn.
        wait_s: How long to wait for whoever holds it.

    Raises:
        LockTaken: if somebody else keeps it for longer.
        WarehouseUnusable: if its Postgres cannot be reached.
    """
    key, line = _number(name), _number(f"next: {name}")
    with _connected(place) as con:
        until = time.monotonic() + wait_s
        # As in warehouse.line: whoever puts a lock down finds the next one before him.
        is_next = _knock(con, f"pg_try_advisory_lock({ROOM}, {line})", until)
        try:
            is_ours = _knock(con, f"pg_try_advisory_xact_lock({ROOM}, {key})", until)
        finally:
            if is_next:
                with suppress(duckdb.Error):  # with its connection it is gone anyway
                    _ask(con, f"SELECT pg_advisory_unlock({ROOM}, {line})")
        if not is_ours:
            con.rollback()  # who holds what is told anew for each transaction
            raise LockTaken(_holder(con, key))
        yield Lock(con, place)


@contextmanager
def pen(place: Lake, wait_s: float) -> Iterator[Lock]:
    """Hold the pen of a lake: nobody else writes to it meanwhile, everybody reads.

    Raises:
        WarehouseBusy: with the process and the machine that hold it.
        WarehouseUnusable: if its Postgres cannot be reached.
    """
    holder = ""
    try:
        with lock(place, PEN, wait_s) as held:
            yield held
    except LockTaken as exc:
        holder = exc.holder
    if holder:
        raise WarehouseBusy(
            f"{lake_words.shown(place.catalogue)} is held by {holder} and was not free within "
            f"{wait_s:g} s: wait for it or stop it; who only reads need not wait"
        )


def _number(name: str) -> int:
    return crc32(name.encode()) & 0x7FFFFFFF


def _knock(con: Connection, lock: str, until_s: float) -> bool:
    """Return whether we got a lock in time."""
    while not _ask(con, f"SELECT {lock}")[0][0]:
        if time.monotonic() >= until_s:
            return False
        time.sleep(random.uniform(*PAUSE_S))  # noqa: S311 - jitter, no secret
    return True


@contextmanager
def _connected(place: Lake) -> Iterator[Connection]:
    """Hold a transaction on a connection that nobody else uses."""
    with lake_shell.postgres(place, f"placewatch {os.getpid()} on {socket.gethostname()}") as con:
        con.begin()
        _ask(con, SETTINGS)
        try:
            yield con
        finally:
            with suppress(duckdb.Error):  # the connection may be gone, and its locks with it
                con.rollback()


def _told(con: Connection, place: Lake, sql: str) -> list[tuple[object, ...]]:
    """Return an answer of Postgres, or say in plain words that it is gone."""
    fault = ""
    try:
        return _ask(con, sql)
    except duckdb.Error as exc:
        fault = lake_words.scrub(str(exc).split("\n", 1)[0], place.catalogue)
    raise lost(place, fault)


def _holder(con: Connection, key: int) -> str:
    found = _ask(con, HOLDER.format(room=ROOM, key=key))
    if not found:
        return "somebody who has just gone"
    name, address, pid = found[0]
    return f"{name or 'somebody'} (from {address or 'this machine'}, backend {pid})"


def _ask(con: Connection, sql: str) -> list[tuple[object, ...]]:
    return con.execute("FROM postgres_query('pen', $sql)", {"sql": sql}).fetchall()
