"""What a weekly review shows: stories on each theme by week, and the initiatives that were new."""

from datetime import datetime
from typing import NamedTuple

from duckdb import DuckDBPyConnection as Connection


class Story(NamedTuple):
    """A story on a theme, however many sources tell it."""

    theme_id: str
    theme: str  # title, for people
    seen_at: datetime  # when the first of its articles was seen
    areas: tuple[str, ...]  # that it names of initiatives
    nation: str  # of the publisher that leads it; empty: not known
    kinds: tuple[str, ...]  # of all its publishers


class Fresh(NamedTuple):
    """An initiative that was new, and told."""

    initiative_id: str
    name: str
    stage: str
    areas: tuple[str, ...]
    url: str  # of the article that tells it best; empty: none
    source: str
    nation: str  # of that publisher; empty: not known
    kind: str  # the same
    themes: tuple[str, ...]  # ids


def stories(con: Connection, since: datetime, until: datetime) -> tuple[Story, ...]:
    """Return the stories on themes that were seen first between two moments, the oldest first.

    What was there before we looked is left out.
    """
    found = con.execute(
        """
        WITH fresh AS (
            SELECT article_id, coalesce(story_id, article_id) AS story_id, nation, source_kind,
                   first_seen_at
            FROM main.articles
            WHERE NOT is_baseline AND first_seen_at >= $since AND first_seen_at < $until
        ),
        places AS (
            SELECT fresh.story_id, list_sort(list(DISTINCT value)) AS areas
            FROM store.claims
            JOIN store.documents USING (document_id)
            JOIN fresh ON fresh.article_id = documents.article_id
            WHERE what = 'area'
            GROUP BY fresh.story_id
        )
        SELECT labelled.theme_id, any_value(labelled.theme) AS theme,
               min(fresh.first_seen_at) AS seen_at, coalesce(any_value(areas), []),
               coalesce(arg_max(fresh.nation, fresh.article_id = fresh.story_id), ''),
               list_sort(list(DISTINCT fresh.source_kind)
                         FILTER (fresh.source_kind IS NOT NULL))
        FROM fresh
        JOIN main.themes_by_article AS labelled USING (article_id)
        LEFT JOIN places USING (story_id)
        GROUP BY labelled.theme_id, story_id
        ORDER BY seen_at, story_id, labelled.theme_id
        """,
        {"since": since, "until": until},
    ).fetchall()
    return tuple(
        Story(theme_id, theme, seen_at, tuple(areas), nation, tuple(kinds or ()))
        for theme_id, theme, seen_at, areas, nation, kinds in found
    )


def fresh(con: Connection, since: datetime, until: datetime) -> tuple[Fresh, ...]:
    """Return the initiatives that became known between two moments, the earliest first."""
    found = con.execute(
        """
        WITH labels AS (
            SELECT article_id, list_sort(list(DISTINCT theme_id)) AS themes
            FROM main.themes_by_article
            GROUP BY article_id
        )
        SELECT DISTINCT ON (recorded_at, initiative_id)
               initiative_id, initiatives.name, initiatives.stage, initiatives.areas,
               coalesce(happened.url, initiatives.first_url, ''),
               coalesce(sources.name, initiatives.first_source, ''),
               coalesce(sources.nation, ''), coalesce(sources.kind, ''), coalesce(themes, [])
        FROM main.happenings AS happened
        JOIN main.initiatives USING (initiative_id)
        LEFT JOIN store.sources USING (source_id)
        LEFT JOIN labels USING (article_id)
        WHERE happened.kind = 'new' AND happened.told_in IS NOT NULL
          AND recorded_at >= $since AND recorded_at < $until
        ORDER BY recorded_at, initiative_id, happened.key
        """,
        {"since": since, "until": until},
    ).fetchall()
    return tuple(
        Fresh(
            initiative_id=row[0],
            name=row[1],
            stage=row[2],
            areas=tuple(row[3]),
            url=row[4],
            source=row[5],
            nation=row[6],
            kind=row[7],
            themes=tuple(row[8]),
        )
        for row in found
    )
