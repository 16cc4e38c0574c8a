"""A lake is kept tidy: few files, none that nothing needs; the nightly flow calls it.

Each step of a writer leaves a small Parquet file or some rows in the catalogue, and each
change keeps what was before. Left alone, a lake of a year has a hundred thousand files.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from duckdb import DuckDBPyConnection as Connection

from warehouse import lake, lake_shell, store

KEPT = timedelta(days=7)  # guess: how far back somebody may want to look
ORPHANED = timedelta(days=2)  # guess: no write lasts so long; a file without a row is of a kill
FILES_BEARABLE = 8  # guess: a table of fewer files, or with fewer rows beside them, can wait
MOST_S = 20.0  # shorter than a writer waits for the pen (store.open_warehouse)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """What was done."""

    tables: int  # whose files were merged
    files_before: int
    files_after: int
    left: int  # tables for which there was no time: the next run goes on with them


def tidy(
    con: Connection, now: datetime, *, kept: timedelta = KEPT, most_s: float = MOST_S
) -> Tidied | None:
    """Merge small files, forget old snapshots, delete what nothing needs any more.

    Holds the pen meanwhile, so it stops when others have waited long enough. Readers of a
    snapshot that is forgotten are at most ``kept`` behind. None: the warehouse is a file.

    Args:
        con: The warehouse, open for writing and outside any transaction.
        now: The time.
        kept: How far back the lake can be asked afterwards.
        most_s: After so many seconds no other table is begun.
    """
    if not lake.is_lake(con):
        return None
    ends_s = time.monotonic() + most_s
    before = _files(con)
    # The busiest first: what is left over is what can wait.
    todo = [table for table, count in sorted(before.items(), key=lambda one: -one[1])
            if count >= FILES_BEARABLE]  # fmt: skip
    done = 0
    con.execute(
        f"CALL ducklake_expire_snapshots('{lake_shell.ALIAS}', older_than => $before)",
        {"before": now - kept},
    )
    while todo[done:] and time.monotonic() < ends_s:
        for call in ("flush_inlined_data", "rewrite_data_files", "merge_adjacent_files"):
            _on_table(con, call, todo[done])
        done += 1
    con.execute(
        f"CALL ducklake_cleanup_old_files('{lake_shell.ALIAS}', older_than => $before)",
        {"before": now - ORPHANED},
    )
    con.execute(
        f"CALL ducklake_delete_orphaned_files('{lake_shell.ALIAS}', older_than => $before)",
        {"before": now - ORPHANED},
    )
    return Tidied(
        tables=done,
        files_before=sum(before.values()),
        files_after=sum(_files(con).values()),
        left=len(todo) - done,
    )


def _on_table(con: Connection, call: str, table: str) -> None:
    name = "table_name => " if call == "flush_inlined_data" else ""
    schema = "schema_name" if call == "flush_inlined_data" else "schema"
    con.execute(
        f"CALL ducklake_{call}('{lake_shell.ALIAS}', {name}{lake_shell.quoted(table)}, "
        f"{schema} => 'store')"
    ).fetchall()


def _files(con: Connection) -> dict[str, int]:
    """Return how many files each table has; rows in the catalogue count as one more a hundred."""
    found = store.read(
        con,
        "SELECT table_name, file_count + delete_file_count AS files "
        "FROM ducklake_table_info($alias)",
        {"alias": lake_shell.ALIAS},
    )
    return {row["table_name"]: int(row["files"] or 0) for row in found}
