"""What a warehouse holds and answers, in figures by which two of them can be compared."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

from warehouse import queries, store

DIGITS = 9  # of numbers with a fraction: sums in another order differ in the last of 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What one table holds."""

    rows: int
    digest: str  # of the rows, in whatever order they lie


@contextmanager
def opened(path: Path) -> Iterator[Connection]:
    """Hold a file open that nobody writes to: a copy, of whatever version."""
    con = duckdb.connect(path, read_only=True, config=store.CONFIG)
    try:
        con.execute("SET TimeZone = 'UTC'")
        yield con
    finally:
        con.close()


def tables(con: Connection) -> dict[str, Content]:
    """Return what each table of the schema store holds, by name."""
    names = store.words(
        con,
        """
        SELECT table_name FROM duckdb_tables()
        WHERE database_name = current_database() AND schema_name = 'store'
        ORDER BY table_name
        """,
    )
    found = {}
    for name in names:
        row = con.execute(
            f"""
            SELECT count(*), coalesce(sum(md5_number_lower(to_json(it)::VARCHAR)::HUGEINT), 0)
            FROM store."{name}" AS it
            """  # noqa: S608 - names of our own tables
        ).fetchone()
        rows, digest = row or (0, 0)
        found[name] = Content(rows=rows, digest=f"{digest:x}")
    return found


def answers(con: Connection, at: datetime, wanted: Collection[str] | None = None) -> dict[str, str]:
    """Return a digest of the answer to each named query that wants no value, as of a moment.

    Args:
        con: A copy; a word of it stands still afterwards: ``now()``.
        at: What ``now()`` says meanwhile, in views too.
        wanted: Names of queries; those that there are not are left out. None: all.
    """
    # A literal, as a macro takes no values; a moment of ours holds no quotes.
    con.execute(f"CREATE OR REPLACE TEMP MACRO now() AS TIMESTAMPTZ '{at.isoformat()}'")
    found = {}
    for name in queries.names():
        if wanted is not None and name not in wanted:
            continue
        if any(parameter.default is None for parameter in queries.load(name).parameters):
            continue
        table = queries.ask(con, name)
        told = json.dumps([table.columns, table.rows], default=_told, ensure_ascii=False)
        found[name] = hashlib.sha256(_rounded(told).encode("utf-8", "replace")).hexdigest()[:20]
    return found


def differing(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """Return the names that do not stand for the same in both, sorted."""
    return sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )


def _rounded(told: str) -> str:
    """Return JSON with its fractions cut to as many digits as can be relied upon."""
    return json.dumps(
        json.loads(told, parse_float=lambda number: f"{float(number):.{DIGITS}g}"),
        ensure_ascii=False,
    )


def _told(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
