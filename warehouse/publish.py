"""Readers get a copy of their own: whoever opens the live file keeps the writer out."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from duckdb import DuckDBPyConnection as Connection

from records import Lake, Place
from warehouse import copying, store


def publish(con: Connection, to: Place) -> bool:
    """Put a copy of the warehouse where readers look for it; return whether it was needed.

    Whoever reads the old copy keeps it until he closes it; nobody ever sees half a copy.
    The copy carries the time at which the warehouse last changed: equal times, nothing new.

    Args:
        con: The warehouse, open for writing and outside any transaction.
        to: Where readers look; its folder is made if it is missing. A lake they read itself:
            nothing is copied.

    Raises:
        CopyFailed: if there is no room; the old copy stands.
        DiskFull: if there is too little room to begin.
    """
    if isinstance(to, Lake):
        return False
    source = store.location(con)
    con.execute("CHECKPOINT")  # now the file alone is all there is
    made = source.stat()
    drop_log(to)
    if to.exists() and _mark(to.stat()) == _mark(made):
        return False
    to.parent.mkdir(parents=True, exist_ok=True)
    for stale in to.parent.glob(f".{to.name}.*"):  # of a process that was killed: we hold the pen
        stale.unlink()
    if shutil.disk_usage(to.parent).free < made.st_size * 1.1:  # guess: a tenth to spare
        raise store.DiskFull(
            f"{to.parent} has no room for a copy of {made.st_size // 1_000_000} MB: make room"
        )
    draft = to.with_name(f".{to.name}.{os.getpid()}")
    copying.copy(source, draft)
    os.utime(draft, ns=(made.st_mtime_ns, made.st_mtime_ns))
    draft.chmod(0o444)  # a reader who opens it for writing would leave a log beside it
    drop_log(to)
    draft.replace(to)
    folder = os.open(to.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return True


def drop_log(snapshot: Path) -> None:
    """Remove a log beside the copy: DuckDB would show what it holds, whichever copy it is of.

    Only somebody who opened the copy for writing leaves one. Seen: DuckDB 1.5.5 plays it into
    a newer copy of the same name without a word.
    """
    with suppress(OSError):  # a reader may not be allowed to; the next run is
        snapshot.with_name(snapshot.name + ".wal").unlink(missing_ok=True)


def _mark(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_mtime_ns, stat.st_size
