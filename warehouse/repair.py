"""A power cut can leave a log that no longer opens; the file behind it is whole."""

import fcntl
import logging
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import PlacewatchError, identify
from warehouse import copying, remedy

log = logging.getLogger("placewatch.warehouse")

# DuckDB names the place behind an entry's size and checksum, 8 bytes each. Seen: 1.5.5.
ENTRY_HEAD = 16


class RepairFailed(PlacewatchError):
    """Putting the log aside did not make the warehouse open."""


def is_repairable(text: str, path: Path) -> bool:
    """Return whether an error at opening is one that ``reopen`` knows to mend."""
    return any(says in text for says in ("replaying WAL", "WAL checkpoint iteration")) or (
        "not a valid DuckDB" in text and path.exists() and path.stat().st_size == 0
    )


def reopen(path: Path, connect: Callable[[], Connection]) -> tuple[Connection, str] | None:
    """Return a connection after putting damage aside, and a remark for people.

    None: there is no damage any more, somebody else was quicker and may hold the file.

    The file and its log are copied to ``quarantine/`` first. Then the log is cut where
    the damage begins; if that does not help, it is left out as a whole. What is lost was
    written since the last checkpoint, one batch at most.

    Raises:
        RepairFailed: if the file does not open even without its log.
    """
    with path.with_name(path.name + ".repair").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)  # two repairs at once would take each other's new log
        try:
            return connect(), ""
        except duckdb.Error as exc:
            if not is_repairable(str(exc), path):
                return None
            damage = str(exc).split("\n", 1)[0]
        if path.stat().st_size == 0:  # killed before the first byte of a new file
            path.unlink()
            return connect(), ""
        aside = _quarantine(path)
        remark = f"the log of {path.name} was damaged; a copy is in {aside}. {damage}"
        wal = path.with_name(path.name + ".wal")
        place = re.search(r"entry at byte position (\d+)", damage)
        if place:
            os.truncate(wal, max(0, int(place[1]) - ENTRY_HEAD))
            try:
                return connect(), f"{remark}: kept what stood before the damage"
            except duckdb.Error:
                log.warning("cutting the log of %s did not help", path)
        wal.unlink()
        try:
            return connect(), f"{remark}: left out what was not yet in the file"
        except duckdb.Error as exc:
            raise RepairFailed(
                f"{path} does not open even without its log ({exc}): {remedy.IN_ITS_PLACE}"
            ) from exc


def passed_over(path: Path, damage: str) -> str:
    """Put a copy of a log aside that opened, but not as a whole; return a remark for people.

    Asked by whoever has opened the file, before it writes: then DuckDB writes the log anew.

    Args:
        path: The warehouse.
        damage: What ``log_walk`` found.

    Raises:
        RepairFailed: if there is no room for the copy.
    """
    return (
        f"the log of {path.name} was damaged; a copy is in {_quarantine(path)}. {damage}: "
        f"left out what was not yet in the file"
    )


def note(con: Connection, path: Path, remark: str) -> None:
    """Say loudly that a log was put aside: in the log, and as a problem for people."""
    log.error("%s", remark)
    # now() of the database: opening a warehouse is not told the time.
    con.execute(
        """
        MERGE INTO store.problems AS old
        USING (SELECT $problem_id AS problem_id, $about AS about, 'warehouse' AS kind,
                      $text AS text, 1 AS times, now() AS first_at, now() AS last_at) AS given
            ON old.problem_id = given.problem_id
        WHEN MATCHED THEN UPDATE SET times = old.times + 1, last_at = given.last_at
        WHEN NOT MATCHED THEN INSERT BY NAME
        """,
        {
            "problem_id": identify(path.name, "warehouse", remark),
            "about": path.name,
            "text": f"{remark}; feeds will be read again, look for gaps in the last hour",
        },
    )


def _quarantine(path: Path) -> Path:
    """Copy the file and its log into the next free folder of quarantine/."""
    number = 1
    while True:
        aside = path.parent / "quarantine" / f"{number:03d}"
        try:
            aside.mkdir(parents=True)
            break
        except FileExistsError:
            number += 1
    try:
        for name in (path.name, path.name + ".wal"):
            copying.copy(path.with_name(name), aside / name)
    except copying.CopyFailed as exc:
        shutil.rmtree(aside, ignore_errors=True)
        raise RepairFailed(
            f"the log of {path} is damaged, and it cannot be put aside: {exc}"
        ) from exc
    return aside
