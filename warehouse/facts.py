"""What publishers say of a page by name, beside its text; what they said before is kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from warehouse import store

PARTIAL = "not_enriched"  # beside it nothing else was asked, so nothing else has ended


def add(con: Connection, facts: Mapping[str, Iterable[tuple[str, str]]], now: datetime) -> None:
    """Keep what is said otherwise than before; what is said no longer ends with an empty value.

    Args:
        con: The warehouse.
        facts: Names and values, by article id. None at all: nobody was asked, nothing ends.
        now: When they were read.
    """
    rows = [
        {"article_id": article_id, "name": name, "value": value}
        for article_id, said in facts.items()
        for name, value in dict(said).items()
    ]
    if not rows:
        return
    with store.transaction(con):
        con.execute(
            """
            CREATE OR REPLACE TEMP TABLE given_facts AS
            WITH given AS (SELECT unnest(from_json_strict($rows, $types), max_depth := 2)),
            known AS (
                SELECT article_id, name, arg_max(value, seen_at) AS value
                FROM store.article_facts
                WHERE article_id IN (SELECT article_id FROM given)
                GROUP BY article_id, name
            )
            SELECT given.*
            FROM given
            LEFT JOIN known USING (article_id, name)
            WHERE known.value IS DISTINCT FROM given.value
            UNION ALL
            SELECT known.article_id, known.name, ''
            FROM known
            ANTI JOIN given USING (article_id, name)
            WHERE known.value <> ''
              AND known.article_id NOT IN (SELECT article_id FROM given WHERE name = $partial)
            """,
            {**store.given(rows), "partial": PARTIAL},
        )
        con.execute(
            """
            DELETE FROM store.article_facts AS old USING given_facts AS given
            WHERE old.article_id = given.article_id AND old.name = given.name
              AND old.seen_at = $now
            """,
            {"now": now},
        )
        con.execute(
            "INSERT INTO store.article_facts BY NAME SELECT *, $now AS seen_at FROM given_facts",
            {"now": now},
        )


def current(con: Connection, article_ids: Iterable[str], name: str) -> dict[str, str]:
    """Return what is said now under one name, by article; of others nothing is."""
    found = con.execute(
        """
        SELECT article_id, arg_max(value, seen_at) AS value
        FROM store.article_facts
        WHERE name = $name AND article_id IN (SELECT unnest($ids::JSON::TEXT[]))
        GROUP BY article_id
        HAVING arg_max(value, seen_at) <> ''
        """,
        {"name": name, "ids": store.text(sorted(set(article_ids)))},
    ).fetchall()
    return dict(found)
