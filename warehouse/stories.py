"""Which articles tell the same news, so that one story rings once."""

from collections.abc import Mapping
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from warehouse import store


def recent(con: Connection, since: datetime) -> dict[str, tuple[str, tuple[int, ...]]]:
    """Return, by article, the lead of its story and its sketch; who joined first comes first.

    Args:
        con: The warehouse.
        since: Articles that joined before it are left out.
    """
    found = con.execute(
        """
        SELECT article_id, story_id, sketch FROM store.story_members
        WHERE joined_at >= $since
        ORDER BY joined_at, rowid
        """,
        {"since": since},
    ).fetchall()
    return {article: (story, tuple(sketch)) for article, story, sketch in found}


def add(
    con: Connection,
    sketches: Mapping[str, tuple[int, ...]],
    leads: Mapping[str, str],
    now: datetime,
) -> None:
    """Keep which story articles belong to.

    An article that is in a story already moves to the new one and keeps its time.

    Args:
        con: The warehouse.
        sketches: By article; empty: its text is too short for one.
        leads: The article that leads its story, by article; itself if it stands alone.
        now: When they joined.
    """
    rows = [
        {
            "article_id": article,
            "story_id": leads.get(article, article),
            "sketch": list(sketch),
            "place": place,
        }
        for place, (article, sketch) in enumerate(sketches.items())
    ]
    if not rows:
        return
    with store.transaction(con):
        con.execute(
            """
            CREATE OR REPLACE TEMP TABLE given_members AS
            SELECT given.*, coalesce(old.joined_at, $now) AS joined_at
            FROM (SELECT unnest(from_json_strict($rows, $types), max_depth := 2)) AS given
            LEFT JOIN store.story_members AS old USING (article_id)
            """,
            {**store.given(rows, sketch=["UBIGINT"]), "now": now},
        )
        con.execute(
            """
            DELETE FROM store.story_members AS old USING given_members AS given
            WHERE old.article_id = given.article_id
            """
        )
        con.execute(
            """
            INSERT INTO store.story_members BY NAME
            SELECT * EXCLUDE (place) FROM given_members
            ORDER BY joined_at, place
            """
        )


def sources(con: Connection, story_id: str) -> tuple[str, ...]:
    """Return the names of the sources that tell a story, the first to tell it first."""
    return tuple(
        store.words(
            con,
            """
            SELECT sources.name
            FROM store.story_members
            JOIN store.articles USING (article_id)
            JOIN store.sources USING (source_id)
            WHERE story_id = $story_id
            GROUP BY source_id, sources.name
            ORDER BY min(articles.first_seen_at), sources.name
            """,
            {"story_id": story_id},
        )
    )
