"""What the feeds announced, and how far the pages behind it have been read."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta

from duckdb import DuckDBPyConnection as Connection

from records import Entry
from warehouse import bulk, keyed, store

# Guess: a page that is down for a deploy is back in minutes, a broken server after a night.
TRIES_AFTER = (
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=24),
)

CHANGED_AFTER = timedelta(hours=1)  # guess
# Some feeds make new ids at every fetch. The same address in the same words is no news under
# another id, and in other words not more often than this a day; guess.
IDS_A_DAY = 10

ENTRY_COLUMNS = ", ".join(field.name for field in fields(Entry))


def add_entries(
    con: Connection,
    entries: Iterable[Entry],
    now: datetime,
    *,
    baseline_feeds: Collection[str] = (),
    baseline_articles: int = 30,
    ring_baseline: bool = False,
) -> list[str]:
    """Keep the entries that are not known yet; return their ids. Ids decide, never dates.

    Args:
        con: The warehouse.
        entries: In the order of their feed.
        now: When they were seen.
        baseline_feeds: Feeds that are read for the first time: their entries are no news.
        baseline_articles: How many baseline entries of a feed, the newest, are worth
            fetching; the others are only known by name.
        ring_baseline: True: those that are fetched count as news all the same.
    """
    unique = {entry.entry_id: entry for entry in entries}
    if not unique:
        return []
    taken = list(unique.values())
    columns = bulk.columns(taken, (field.name for field in fields(Entry))) | {
        "is_baseline": [one.is_baseline or one.feed_id in baseline_feeds for one in taken],
        "place": list(range(len(taken))),
    }
    with store.transaction(con):
        bulk.make(con, "given_entries", columns)
        _reopen_changed(con, now)
        con.execute(
            """
            CREATE OR REPLACE TEMP TABLE new_entries AS
            WITH known AS (
                SELECT feed_id, url, list(mark) AS marks,
                       count(*) FILTER (first_seen_at > $yesterday) AS ids
                FROM store.entries
                SEMI JOIN given_entries USING (feed_id, url)
                GROUP BY feed_id, url
            ),
            fresh AS (
                SELECT entry_id, feed_id, is_baseline, published_at, place,
                       coalesce(ids, 0) + row_number() OVER (
                           PARTITION BY feed_id, url ORDER BY place
                       ) AS ids
                FROM given_entries
                LEFT JOIN known USING (feed_id, url)
                ANTI JOIN store.entries USING (entry_id)
                WHERE NOT coalesce(list_contains(marks, mark), false)
                QUALIFY row_number() OVER (PARTITION BY feed_id, url, mark ORDER BY place) = 1
            )
            SELECT entry_id, is_baseline AND row_number() OVER (
                       PARTITION BY feed_id, is_baseline
                       ORDER BY published_at::TIMESTAMPTZ DESC NULLS LAST, place
                   ) > $baseline_articles AS is_kept
            FROM fresh
            WHERE ids <= $ids_a_day
            """,
            {
                "yesterday": now - timedelta(days=1),
                "ids_a_day": IDS_A_DAY,
                "baseline_articles": baseline_articles,
            },
        )
        con.execute(
            """
            INSERT INTO store.entries BY NAME
            SELECT given_entries.* EXCLUDE (place)
                       REPLACE (is_baseline AND NOT $ring_baseline AS is_baseline),
                   $now AS first_seen_at, $now AS marked_at, 0 AS tries,
                   CASE WHEN is_kept THEN 'kept' ELSE 'pending' END AS state
            FROM given_entries
            JOIN new_entries USING (entry_id)
            """,
            {"now": now, "ring_baseline": ring_baseline},
        )
        return store.words(con, "SELECT entry_id FROM new_entries")


def _reopen_changed(con: Connection, now: datetime) -> None:
    """Read the page again of every entry that its feed describes in other words now.

    Not more than once an hour: some feeds write the time of day into each entry.
    """
    con.execute(
        """
        UPDATE store.entries
        SET mark = given.mark, marked_at = $now, title = given.title, summary = given.summary,
            state = CASE WHEN entries.state = 'kept' THEN 'kept' ELSE 'pending' END,
            tries = 0, next_try_at = NULL
        FROM given_entries AS given
        WHERE entries.entry_id = given.entry_id AND entries.mark <> given.mark
          AND entries.marked_at <= $before
        """,
        {"now": now, "before": now - CHANGED_AFTER},
    )


def moments(
    con: Connection, feed_ids: Collection[str], most: int
) -> dict[str, tuple[datetime, ...]]:
    """Return when the newest entries of feeds appeared, by feed, newest first.

    The date that a feed gives, unless it lies ahead of when we saw the entry; else that.

    Args:
        con: The warehouse.
        feed_ids: The feeds.
        most: At most so many of each; several entries of one moment count once.
    """
    if not feed_ids:
        return {}
    found = con.execute(
        """
        WITH appeared AS (
            SELECT DISTINCT feed_id,
                   least(coalesce(published_at, first_seen_at), first_seen_at) AS moment
            FROM store.entries
            WHERE feed_id IN (SELECT unnest($feeds::JSON::TEXT[]))
        )
        SELECT feed_id, moment FROM appeared
        QUALIFY row_number() OVER (PARTITION BY feed_id ORDER BY moment DESC) <= $most
        ORDER BY feed_id, moment DESC
        """,
        {"feeds": store.text(sorted(feed_ids)), "most": most},
    ).fetchall()
    by_feed: dict[str, list[datetime]] = {}
    for feed_id, moment in found:
        by_feed.setdefault(feed_id, []).append(moment)
    return {key: tuple(values) for key, values in by_feed.items()}


def is_waiting(con: Connection, now: datetime) -> bool:
    """Return whether any entry's page is to be fetched now."""
    found = store.read(
        con,
        """
        SELECT 1 FROM store.entries
        WHERE state = 'pending' AND (next_try_at IS NULL OR next_try_at <= $now
                                     OR next_try_at > $beyond)
        LIMIT 1
        """,
        {"now": now, "beyond": now + 2 * TRIES_AFTER[-1]},
    )
    return bool(found)


def pending(
    con: Connection, now: datetime, limit: int, *, source_id: str = ""
) -> tuple[Entry, ...]:
    """Return entries whose page is still to be fetched; of one source, if it is named.

    News before baseline, first attempts before further ones, and turn by turn from each
    source, so that a publisher with a hundred entries does not keep the others waiting.
    """
    found = store.read(
        con,
        f"""
        SELECT {ENTRY_COLUMNS}
        FROM store.entries
        WHERE state = 'pending' AND (next_try_at IS NULL OR next_try_at <= $now
                                     OR next_try_at > $beyond)
          AND ($source_id = '' OR source_id = $source_id)
        ORDER BY is_baseline, tries, row_number() OVER (
            PARTITION BY source_id, is_baseline, tries
            ORDER BY published_at DESC NULLS LAST, entry_id
        ), entry_id
        LIMIT $limit
        """,  # noqa: S608 - names of our own record
        {
            "now": now,
            "beyond": now + 2 * TRIES_AFTER[-1],
            "limit": limit,
            "source_id": source_id,
        },
    )
    return tuple(Entry(**row) for row in found)


def settle_known(con: Connection, keys: Mapping[str, str]) -> frozenset[str]:
    """Tie entries to articles that another feed brought already; return those entries.

    Their page need not be fetched again. An entry of the feed that brought the article is
    left alone: there a second announcement means that the page has changed.

    Args:
        con: The warehouse.
        keys: The article id that each entry's address would have, by entry id.
    """
    if not keys:
        return frozenset()
    rows = [{"entry_id": entry, "article_id": article} for entry, article in keys.items()]
    with store.transaction(con):
        settled = store.read(
            con,
            """
            SELECT entries.entry_id, given.article_id, 'read' AS state,
                   NULL::TIMESTAMPTZ AS next_try_at
            FROM (SELECT unnest(from_json_strict($rows, $types), max_depth := 2)) AS given
            JOIN store.entries USING (entry_id)
            JOIN store.articles ON articles.article_id = given.article_id
            JOIN store.entries AS first ON first.entry_id = articles.entry_id
            WHERE entries.state = 'pending' AND NOT articles.is_provisional
              AND first.feed_id <> entries.feed_id
            """,
            store.given(rows),
        )
        keyed.change(con, "entries", ("entry_id",), settled)
    return frozenset(row["entry_id"] for row in settled)


def unread_entry(
    con: Connection, entry_id: str, reason: str, now: datetime, *, is_final: bool = False
) -> bool:
    """Note that an entry's page could not be read; return whether it is given up.

    Args:
        con: The warehouse.
        entry_id: The entry.
        reason: Why, for people.
        now: When it was tried.
        is_final: True: another attempt would end in the same way (404, not a web page).
    """
    with store.transaction(con):
        found = con.execute(
            "SELECT tries FROM store.entries WHERE entry_id = $entry_id", {"entry_id": entry_id}
        ).fetchone()
        tries = found[0] if found else 0
        is_given_up = is_final or tries >= len(TRIES_AFTER)
        con.execute(
            """
            UPDATE store.entries
            SET tries = tries + 1, reason = $reason, next_try_at = $next_try_at, state = $state
            WHERE entry_id = $entry_id AND state IN ('pending', 'unreadable')
            """,
            {
                "entry_id": entry_id,
                "reason": reason,
                "next_try_at": None if is_given_up else now + TRIES_AFTER[tries],
                "state": "unreadable" if is_given_up else "pending",
            },
        )
    return is_given_up
