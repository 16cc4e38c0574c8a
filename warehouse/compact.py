"""A file whose blocks are half free is written anew; whoever holds the pen never waits for it.

    copy (pen held) | write anew | compare | put in its place (pen held), if nothing was written

A kill at any point leaves the old file or the new one: what is under way lies beside it, under
another name, and takes its place in one step.
"""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import PlacewatchError
from warehouse import contents, copying, store

WORTH_SHARE = 0.4  # of the blocks that are free; guess: growth between two nights is far less
WORTH_BYTES = 64_000_000  # that would be won; guess
ATTEMPTS = 3  # somebody who writes meanwhile undoes one
# Whoever opened the old file a moment ago finds it locked still, and opens the new one.
LINGER_S = 0.25

_SHAPE = """
    SELECT 'table', schema_name, table_name, '', comment
    FROM duckdb_tables() WHERE database_name = $name
    UNION ALL
    SELECT 'view', schema_name, view_name, '', comment
    FROM duckdb_views() WHERE database_name = $name AND NOT internal
    UNION ALL
    SELECT 'column', schema_name, table_name || '.' || column_name,
           concat_ws(' ', data_type, column_default, is_nullable), comment
    FROM duckdb_columns() WHERE database_name = $name AND NOT internal
    UNION ALL
    SELECT 'constraint', schema_name, table_name, constraint_text, NULL
    FROM duckdb_constraints() WHERE database_name = $name
    UNION ALL
    SELECT 'macro', schema_name, function_name, macro_definition, NULL
    FROM duckdb_functions() WHERE database_name = $name AND NOT internal
    ORDER BY ALL
"""


class CompactFailed(PlacewatchError):
    """A warehouse that could not be written anew; it stands as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How a file fills its blocks."""

    size: int  # bytes of the file
    free: int  # of them in blocks that hold nothing

    @property
    def is_worth(self) -> bool:
        """Whether writing it anew pays."""
        return self.free >= WORTH_BYTES and self.free >= WORTH_SHARE * self.size


def room(con: Connection) -> Room:
    """Return how a warehouse fills its file."""
    found = con.execute(
        """
        SELECT block_size * total_blocks, block_size * free_blocks
        FROM pragma_database_size() WHERE database_name = current_database()
        """
    ).fetchone()
    size, free = found or (0, 0)
    return Room(size=size, free=free)


def compact(live: Path, *, attempts: int = ATTEMPTS) -> bool:
    """Write a warehouse anew; return whether that came to its end.

    False: somebody wrote each time in between, so the file stands as it was.

    Args:
        live: The live file; this process has it closed.
        attempts: How often to begin.

    Raises:
        CompactFailed: if the new file does not hold the same; it is removed.
        CopyFailed: if there is no room for a copy.
        DiskFull: if there is too little room to begin.
    """
    old, new = (live.with_name(f".{live.name}.{part}") for part in ("compact-old", "compact-new"))
    try:
        for _ in range(attempts):
            _remove(old, new)
            with store.open_warehouse(live, read_only=True):  # keeps writers out, not readers
                store.require_space(live, 2 * live.stat().st_size)
                mark = _mark(live)
                copying.copy(live, old)
            _write(old, new)
            with store.open_warehouse(live, read_only=True):
                if _mark(live) == mark:
                    new.replace(live)
                    _sync(live.parent)
                    time.sleep(LINGER_S)
                    return True
        return False
    except duckdb.Error as exc:
        raise CompactFailed(
            f"{live} could not be written anew ({str(exc).splitlines()[0]}); it stands as it was"
        ) from exc
    finally:
        _remove(old, new)


def _write(old: Path, new: Path) -> None:
    """Write everything of one file into another that holds nothing free.

    Raises:
        CompactFailed: if they do not hold the same.
    """
    with duckdb.connect(new, config=store.CONFIG) as con:
        con.execute("SET TimeZone = 'UTC'")
        (name,) = con.execute("SELECT current_database()").fetchone() or ("",)
        con.execute(f"ATTACH '{_quoted(old)}' AS old_file (READ_ONLY)")
        con.execute(f'COPY FROM DATABASE old_file TO "{name}"')
        con.execute("CHECKPOINT")
        shapes = [con.execute(_SHAPE, {"name": one}).fetchall() for one in ("old_file", name)]
        held = contents.tables(con)
        con.execute("USE old_file")
        differing = contents.differing(contents.tables(con), held)
    if shapes[0] != shapes[1]:
        differing += [str(line) for line in set(shapes[0]) ^ set(shapes[1])]
    if differing:
        raise CompactFailed(f"{new} does not hold what {old} holds: {', '.join(differing)}")
    with new.open("rb+") as file:
        os.fsync(file.fileno())


def _mark(live: Path) -> tuple[int, int, int, bool]:
    """Return what is another as soon as anybody has written."""
    stat = live.stat()
    return stat.st_ino, stat.st_mtime_ns, stat.st_size, live.with_name(live.name + ".wal").exists()


def _remove(*paths: Path) -> None:
    for path in paths:
        for each in (path, path.with_name(path.name + ".wal")):
            with suppress(FileNotFoundError):
                each.unlink()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
