"""What a channel's digest may tell: what was news on a theme, and no digest of it has told yet."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from duckdb import DuckDBPyConnection as Connection

from warehouse import keyed

KIND = "digest"  # of its alerts
PERIOD = timedelta(days=1)
LONGEST = timedelta(days=7)  # guess: after a longer pause nobody reads it all
# What was read before a digest and judged after it: classifying may lie still for a while. Guess.
LATE = timedelta(days=1)


class Extract(NamedTuple):
    """An article on a theme, with the sentence that weighs most."""

    article_id: str
    story_id: str  # the article that leads its story; itself, if it is alone
    title: str
    url: str
    source: str
    theme: str  # title of the theme, for people
    quote: str
    initiative: str | None  # None: no initiative is named
    theme_id: str
    areas: tuple[str, ...]  # that it names of initiatives
    nation: str  # of its publisher; empty: not known
    kind: str  # of its publisher; empty: not known
    hint: str  # what may be the name of a new initiative that it reports; empty: nothing
    hint_quote: str  # the sentence with it


def window(con: Connection, channel: str, now: datetime) -> datetime:
    """Return since when a digest tells what came: the last one, and a bit for what came late."""
    (last, knows) = con.execute(
        """
        SELECT (SELECT max(created_at) FROM store.outbox
                WHERE kind = $kind AND channel = $channel AND created_at < $now),
               (SELECT count(*) > 0 FROM store.digested WHERE channel = $channel)
        """,
        {"kind": KIND, "channel": channel, "now": now},
    ).fetchone() or (None, False)
    since: datetime = last or now - PERIOD
    return max(since - LATE if knows else since, now - LONGEST)


def extracts(
    con: Connection, since: datetime, until: datetime, channel: str | None = None
) -> tuple[Extract, ...]:
    """Return what a digest may tell: one row for each theme of each article that was news then.

    The rows of a story stand in it with all its sources.

    Args:
        con: The warehouse.
        since: Articles that were seen first before it are left out.
        until: So are those that were seen first at it or after it.
        channel: Stories that a digest of this channel has told are left out; None: none are.
    """
    found = con.execute(
        """
        WITH told AS (
            SELECT article_id FROM store.digested WHERE channel = $channel
        ),
        fresh AS (
            SELECT article_id, title, url, source, source_kind, nation, published_at,
                   first_seen_at, coalesce(story_id, article_id) AS story_id
            FROM main.articles
            WHERE NOT is_baseline AND first_seen_at >= $since AND first_seen_at < $until
              AND coalesce(story_id, article_id) NOT IN (FROM told)
        ),
        proof AS (
            SELECT article_id, theme_id, arg_max(sentence, weight) AS sentence
            FROM main.hits
            SEMI JOIN fresh USING (article_id)
            GROUP BY article_id, theme_id
        ),
        named AS (
            SELECT article_id, arg_max(initiative, (is_main, confidence)) AS initiative
            FROM main.mentions
            SEMI JOIN fresh USING (article_id)
            GROUP BY article_id
        ),
        hinted AS (
            SELECT article_id, arg_max(name, confidence) AS hint,
                   arg_max(quote, confidence) AS hint_quote
            FROM main.hints
            SEMI JOIN fresh USING (article_id)
            GROUP BY article_id
        ),
        places AS (
            SELECT documents.article_id, list_sort(list(DISTINCT value)) AS areas
            FROM store.claims
            JOIN store.documents USING (document_id)
            SEMI JOIN fresh ON fresh.article_id = documents.article_id
            WHERE what = 'area'
            GROUP BY documents.article_id
        )
        SELECT DISTINCT ON (appeared_at, fresh.article_id, theme)
               fresh.article_id, story_id, fresh.title, fresh.url, fresh.source, theme,
               proof.sentence,
               named.initiative, labelled.theme_id, coalesce(areas, []),
               coalesce(fresh.nation, ''), coalesce(fresh.source_kind, ''),
               coalesce(hint, ''), coalesce(hint_quote, ''),
               coalesce(fresh.published_at, fresh.first_seen_at) AS appeared_at
        FROM main.themes_by_article AS labelled
        JOIN fresh USING (article_id)
        JOIN proof ON proof.article_id = fresh.article_id AND proof.theme_id = labelled.theme_id
        LEFT JOIN named ON named.article_id = fresh.article_id
        LEFT JOIN hinted ON hinted.article_id = fresh.article_id
        LEFT JOIN places ON places.article_id = fresh.article_id
        ORDER BY appeared_at DESC, fresh.article_id, theme, labelled.score DESC
        """,
        {"since": since, "until": until, "channel": channel},
    ).fetchall()
    return tuple(Extract._make((*row[:9], tuple(row[9]), *row[10:14])) for row in found)


def told(con: Connection, channel: str, stories: Iterable[str], key: str, now: datetime) -> None:
    """Note which stories a digest of a channel tells."""
    rows = [
        {"channel": channel, "article_id": story, "key": key, "digested_at": now}
        for story in sorted(set(stories))
    ]
    keyed.add(con, "digested", ("channel", "article_id"), rows)
