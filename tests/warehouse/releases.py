"""What a warehouse of a release held, as rows: each later version must take them over.

    python -m tests.warehouse.releases

writes the rows of a filled warehouse as it is now to ``releases/NNNN.json``, NNNN being its
last migration. Do so at each release and commit the file; never write an old one anew. Rows,
no database file: the migrations up to NNNN never change, so the tables of that day can be made
again, whatever DuckDB is then, and a person can read in a diff what is in them.
"""

import json
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection as Connection

from tests.warehouse.make import feed_id
from warehouse import migrate, store

FOLDER = Path(__file__).parent / "releases"
COLUMNS = """
    SELECT table_name, list(column_name ORDER BY column_index) AS names,
           list(data_type ORDER BY column_index) AS types
    FROM duckdb_columns()
    SEMI JOIN duckdb_tables() USING (schema_name, table_name)
    WHERE schema_name = 'store' AND table_name <> 'migrations'
    GROUP BY table_name ORDER BY table_name
"""


def rows(con: Connection) -> dict[str, list[dict[str, Any]]]:
    """Return every row of every table of the schema store, as JSON has it."""
    found = {}
    for table, names, _ in con.execute(COLUMNS).fetchall():
        order = ", ".join(f'"{name}"' for name in names)
        told = con.execute(
            f"SELECT to_json(t) FROM (FROM store.{table} ORDER BY {order}) AS t"
        ).fetchall()
        found[table] = [json.loads(row) for (row,) in told]
    return found


def build(path: Path, release: Path) -> dict[str, list[dict[str, Any]]]:
    """Make the warehouse of a release with its rows; return them.

    Args:
        path: Where it is made.
        release: A file of the folder releases.
    """
    kept: dict[str, list[dict[str, Any]]] = json.loads(release.read_text(encoding="utf-8"))
    with duckdb.connect(path, config=store.CONFIG) as con:
        con.execute("SET TimeZone = 'UTC'")
        migrate.migrate(con, path, migrate.load()[: int(release.stem)])
        columns = {table: (names, types) for table, names, types in con.execute(COLUMNS).fetchall()}
        for table, given in kept.items():
            shape = json.dumps([dict(zip(*columns[table], strict=True))])
            con.execute(
                f"INSERT INTO store.{table} BY NAME "
                "SELECT unnest(from_json_strict($rows, $shape), max_depth := 2)",
                {"rows": json.dumps(given), "shape": shape},
            )
    return kept


def rest(con: Connection, now: datetime) -> None:
    """Put a row into each table that ``fill`` leaves empty; add here what you add there."""
    article, feed, report = "lga-a1", feed_id("lga"), "report-1"
    old, new = store.words(con, "SELECT initiative_id FROM store.initiatives ORDER BY name DESC")
    (alert,) = store.words(con, "SELECT alert_id FROM store.outbox")
    rows_of: dict[str, dict[str, object]] = {
        "article_facts": {"article_id": article, "name": "document_type", "value": "news_story",
                          "seen_at": now},
        "backfills": {"feed_id": feed, "source_id": "lga", "since": now, "route": "paged",
                      "ahead": "[]", "seen": ["0123456789abcdef0123"], "pages": 2, "entries": 9,
                      "oldest_at": now, "newest_at": now, "ended": "as many as were wanted",
                      "started_at": now, "touched_at": now, "done_at": None},
        "background": {"initiative_id": old, "what": "area", "value": "Leicestershire",
                       "evidence": "https://lga.example/1"},
        "decisions": {"decision_id": 1, "what": "rename", "initiative_id": new, "other_id": None,
                      "name": "Pilots of Place", "undoes": None, "who": "anna",
                      "decided_at": now, "note": "as they call it"},
        "digested": {"channel": "C1", "article_id": article, "key": "digest/2026-11-22",
                     "digested_at": now},
        "happenings": {"key": f"{new}/stage/pilot", "initiative_id": new, "kind": "stage",
                       "value": "pilot", "article_id": article, "quote": "Text of 1.",
                       "happened_at": now, "recorded_at": now, "told_in": "pilots/new"},
        "hosts": {"host": "lga.example", "robots": "User-agent: *", "robots_at": now,
                  "wait_until": None},
        "organisations": {"name": "HM Treasury", "kind": "government", "aliases": ["the Treasury"]},
        "pairs": {"initiative_id": new, "other_id": old, "score": 0.5, "reason": "words alike",
                  "found_at": now},
        "reactions": {"reaction_id": 1, "alert_id": alert, "who": "U1", "meaning": "useful",
                      "emoji": "+1", "is_there": True, "seen_at": now},
        "report_headings": {"report_id": report, "place": 0, "page": 1, "text": "Summary"},
        "report_tries": {"report_id": report, "tried_at": now, "next_try_at": None},
        "report_twins": {"twin_id": "report-2", "report_id": report,
                         "url": "https://lga.example/2.pdf", "seen_at": now},
    }  # fmt: skip
    for table, row in rows_of.items():
        store.insert(con, table, [row])


def write(fill: Callable[[Connection], None], folder: Path = FOLDER) -> Path:
    """Write the rows of a filled warehouse of today; return the file."""
    with tempfile.TemporaryDirectory() as place:
        with store.open_warehouse(Path(place) / "placewatch.duckdb") as con:
            fill(con)
            rest(con, datetime.now(UTC))
            kept = rows(con)
    release = folder / f"{len(migrate.load()):04d}.json"
    lines = (
        f"  {json.dumps(table)}: ["
        + ",".join("\n    " + json.dumps(row, ensure_ascii=False) for row in given)
        + "\n  ]"
        for table, given in kept.items()
    )
    folder.mkdir(exist_ok=True)
    release.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return release


if __name__ == "__main__":
    from tests.warehouse.conftest import fill

    print(write(fill))
