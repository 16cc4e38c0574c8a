"""The file is attached to a DuckDB that stands already: starting one takes longer than opening.

Each opening would start one, and a run opens the warehouse some thirty times. Compared by
``python -m bench.opening``.
"""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

CONFIG: dict[str, str | bool | int | float | list[str]] = {
    # Compresses text; a plain connect keeps the format of 2024. Measured: 2.9 MB, not 7.4.
    "storage_compatibility_version": "latest",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
KEPT = 2  # that stand idle; guess: the live file and the snapshot


@dataclass(slots=True)
class _Shell:
    """A DuckDB with nothing in it, and the file that is attached to it for a while."""

    base: Connection
    read_only: bool = False
    users: int = 0


_gate = threading.Lock()
_idle: list[_Shell] = []
_held: dict[Path, _Shell] = {}


def open_file(path: Path, *, read_only: bool) -> Connection:
    """Return a connection whose default database is a file; ``close`` it when done.

    Blocks of one process that hold the same file share what is attached.

    Raises:
        duckdb.ConnectionException: if this process holds it in the other manner.
        duckdb.Error: as DuckDB opens a file: held by another process, damaged, no file.
    """
    name = _quoted(path.stem, '"')
    with _gate:
        shell = _held.get(path)
        if shell and shell.read_only != read_only:
            raise duckdb.ConnectionException(f"{path} is open in another manner")
        if not shell:
            shell = _idle.pop() if _idle else _Shell(duckdb.connect(":memory:", config=CONFIG))
            manner = "READ_ONLY" if read_only else "READ_WRITE, STORAGE_VERSION 'latest'"
            try:
                spill = _quoted(f"{path}.tmp", "'")
                shell.base.execute(f"SET temp_directory = {spill}")
                shell.base.execute(f"ATTACH {_quoted(path, chr(39))} AS {name} ({manner})")
            except BaseException:
                shell.base.close()
                raise
            shell.read_only = read_only
            _held[path] = shell
        shell.users += 1
    con = shell.base.cursor()
    try:
        con.execute(f"USE {name}.main")
    except BaseException:
        close(con, path)
        raise
    return con


def unless_held(path: Path, look: Callable[[Path], str]) -> str:
    """Return what a look into a file finds; empty where this process holds it.

    Whoever closes a file gives away the lock that DuckDB has for this process (``copying``),
    so nobody attaches it meanwhile, in no thread.
    """
    with _gate:
        return "" if path in _held else look(path)


def close(con: Connection, path: Path) -> None:
    """Close a connection; with the last one of a process the file is let go."""
    with suppress(duckdb.Error):  # a failed database may not even close in peace
        con.close()
    with _gate:
        shell = _held[path]
        shell.users -= 1
        if shell.users:
            return
        del _held[path]
        try:
            shell.base.execute(f"DETACH {_quoted(path.stem, chr(34))}")
        except duckdb.Error:  # it failed while it was open: nobody uses it again
            with suppress(duckdb.Error):
                shell.base.close()
            return
        if len(_idle) < KEPT:
            _idle.append(shell)
            return
    shell.base.close()


def _quoted(words: object, sign: str) -> str:
    return f"{sign}{str(words).replace(sign, sign * 2)}{sign}"
