"""What alerts and articles are about, as far as channels ask for it: themes, places, publishers."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from duckdb import DuckDBPyConnection as Connection

from warehouse import store
from warehouse.outbox import About


class Concern(NamedTuple):
    """What one alert is about."""

    themes: tuple[str, ...]  # ids
    areas: tuple[str, ...]  # as documents name them, and as the seeds know them
    nation: str  # of the publisher; empty: not known
    kinds: tuple[str, ...]  # of all publishers of the story, as far as it is told
    channels: tuple[str, ...]  # that were told of the same initiative before


class Recent(NamedTuple):
    """An alert that was queued or held back."""

    alert_id: str
    key: str
    channel: str  # empty: the default
    headline: str
    created_at: datetime
    about: About


def of(con: Connection, about: Mapping[str, About]) -> dict[str, Concern]:
    """Return what alerts are about, by key.

    Args:
        con: The warehouse.
        about: Their initiative and article, by key.
    """
    if not about:
        return {}
    rows = [{"key": key, **one._asdict()} for key, one in about.items()]
    found = con.execute(
        """
        WITH given AS (
            SELECT unnest(from_json_strict($rows, $types), max_depth := 2)
        ),
        asked AS (
            SELECT key, given.article_id, story_id, kept.kept_id
            FROM given
            LEFT JOIN store.kept USING (initiative_id)
            LEFT JOIN store.story_members USING (article_id)
        ),
        parts AS (
            SELECT key, initiative_id FROM asked JOIN store.kept USING (kept_id)
        ),
        tellers AS (
            SELECT key, article_id FROM asked WHERE article_id IS NOT NULL
            UNION
            SELECT key, members.article_id
            FROM asked
            JOIN store.story_members AS members USING (story_id)
        ),
        labels AS (
            SELECT key, list_sort(list(DISTINCT theme_id)) AS themes
            FROM asked
            JOIN main.themes_by_article USING (article_id)
            GROUP BY key
        ),
        places AS (
            SELECT key, list_sort(list(DISTINCT value)) AS areas
            FROM (
                SELECT parts.key, value FROM parts JOIN store.claims USING (initiative_id)
                WHERE what = 'area'
                UNION ALL
                SELECT parts.key, value FROM parts JOIN store.happenings USING (initiative_id)
                WHERE kind = 'area'
            )
            GROUP BY key
        ),
        publishers AS (
            SELECT key, list_sort(list(DISTINCT sources.kind)) AS kinds
            FROM tellers
            JOIN store.articles USING (article_id)
            JOIN store.sources USING (source_id)
            GROUP BY key
        ),
        told AS (
            SELECT parts.key, list_sort(list(DISTINCT channel)) AS channels
            FROM parts
            JOIN store.outbox USING (initiative_id)
            GROUP BY parts.key
        )
        SELECT asked.key, coalesce(themes, []), coalesce(areas, []), coalesce(sources.nation, ''),
               coalesce(kinds, []), coalesce(channels, [])
        FROM asked
        LEFT JOIN labels USING (key)
        LEFT JOIN places USING (key)
        LEFT JOIN publishers USING (key)
        LEFT JOIN told USING (key)
        LEFT JOIN store.articles ON articles.article_id = asked.article_id
        LEFT JOIN store.sources ON sources.source_id = articles.source_id
        """,
        store.given(rows, initiative_id="TEXT", article_id="TEXT"),
    ).fetchall()
    return {
        key: Concern(tuple(themes), tuple(areas), nation, tuple(kinds), tuple(channels))
        for key, themes, areas, nation, kinds, channels in found
    }


def articles_of(con: Connection, document_ids: Iterable[str]) -> dict[str, str]:
    """Return the article that a person would open, by document; unknown ones are left out."""
    found = con.execute(
        """
        SELECT document_id, article_id FROM store.documents
        WHERE document_id IN (SELECT unnest($ids::JSON::TEXT[]))
        """,
        {"ids": store.text(sorted(set(document_ids)))},
    ).fetchall()
    return dict(found)


def recent(con: Connection, limit: int, wanted: str = "") -> tuple[Recent, ...]:
    """Return the alerts that were queued or held back last, the newest first; no digests.

    Args:
        con: The warehouse; a copy for reading will do.
        limit: At most so many.
        wanted: The id or key of one, or what they begin with; empty: any.
    """
    found = con.execute(
        """
        WITH known AS (
            SELECT alert_id, key, channel, kind, initiative_id, article_id, text AS headline,
                   created_at
            FROM store.outbox
            UNION ALL
            SELECT '', key, channel, kind, initiative_id, article_id, headline, held_at
            FROM store.held_alerts
        )
        SELECT alert_id, key, channel, split_part(headline, chr(10), 1), created_at, kind,
               initiative_id, article_id
        FROM known
        WHERE kind NOT IN ('digest', 'weekly', 'review', 'more')
          AND (starts_with(key, $wanted) OR (alert_id <> '' AND starts_with(alert_id, $wanted)))
        ORDER BY created_at DESC, key
        LIMIT $limit
        """,
        {"limit": limit, "wanted": wanted},
    ).fetchall()
    return tuple(
        Recent(alert_id, key, channel, headline, created_at, About(*about))
        for alert_id, key, channel, headline, created_at, *about in found
    )
