"""How far the archive of a source has been read: a kill costs one page, and none is read twice."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from records import Entry, Feed
from warehouse import entries, keyed, store
from warehouse.feeds import FEED_COLUMNS

Pen = Connection  # what a flow is handed while the warehouse is open
Step = tuple[str, str, str | None]  # route, address, glob of the addresses that count


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfill:
    """One walk back through what a feed announced, as far as it has come."""

    feed_id: str
    source_id: str
    since: datetime
    ahead: tuple[Step, ...]  # what is next to read, the next first
    route: str | None = None  # None: no way back was found yet
    seen: tuple[str, ...] = ()  # digests of the pages so far
    pages: int = 0
    entries: int = 0  # that nobody had read before
    oldest_at: datetime | None = None  # of the entries seen; None: none had a date
    newest_at: datetime | None = None
    ended: str | None = None  # why; None: under way
    done_at: datetime | None = None  # None: running it again goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of the entries of one page."""

    entries: int  # whose pages are to be read now, and were not before
    left: int  # that would have been more than was wanted


def feed_of(con: Connection, source_id: str) -> Feed | None:
    """Return the feed that a source has now; None: it has none."""
    found = store.read(
        con,
        f"SELECT {FEED_COLUMNS} FROM store.feeds WHERE is_current AND source_id = $source_id",  # noqa: S608
        {"source_id": source_id},
    )
    return Feed(**found[0]) if found else None


def begin(con: Connection, feed: Feed, since: datetime, first: Step) -> tuple[Backfill, bool]:
    """Return the walk back to a day and whether it goes on from an earlier run.

    One that was done begins anew, for the archive may have grown.
    """
    found = store.read(
        con,
        """
        SELECT * EXCLUDE (started_at, touched_at) FROM store.backfills
        WHERE feed_id = $feed_id AND since = $since AND done_at IS NULL
        """,
        {"feed_id": feed.feed_id, "since": since},
    )
    if not found:
        fresh = Backfill(
            feed_id=feed.feed_id, source_id=feed.source_id, since=since, ahead=(first,)
        )
        return fresh, False
    ahead = tuple((route, url, links) for route, url, links in json.loads(found[0].pop("ahead")))
    row = found[0] | {"seen": tuple(found[0]["seen"]), "ended": None}
    return Backfill(**row, ahead=ahead), True


def save(con: Connection, backfill: Backfill, now: datetime) -> None:
    """Remember how far a walk back has come."""
    row = {field.name: getattr(backfill, field.name) for field in fields(Backfill)}
    row |= {"ahead": store.text(backfill.ahead), "started_at": now, "touched_at": now}
    is_new = backfill.pages <= 1 and backfill.done_at is None
    keyed.put(
        con,
        "backfills",
        ("feed_id", "since"),
        [row],
        keep=("source_id",) if is_new else ("source_id", "started_at"),
        since="TIMESTAMPTZ",
        seen=["VARCHAR"],
    )


def known(con: Connection, feed_id: str, found: Collection[Entry]) -> dict[str, str]:
    """Return the state of those entries that the warehouse has, by the id they come with.

    Of the same feed, by id or by address: another way back may name the same entry otherwise.
    """
    if not found:
        return {}
    rows = [{"entry_id": entry.entry_id, "url": entry.url} for entry in found]
    return {
        row["entry_id"]: row["state"]
        for row in store.read(
            con,
            """
            WITH given AS (SELECT unnest(from_json_strict($rows, $types), max_depth := 2))
            SELECT given.entry_id, any_value(entries.state) AS state
            FROM given
            JOIN store.entries ON entries.feed_id = $feed_id
             AND (entries.entry_id = given.entry_id OR entries.url = given.url)
            GROUP BY given.entry_id
            """,
            {**store.given(rows), "feed_id": feed_id},
        )
    }


def take(
    con: Connection,
    feed_id: str,
    found: Sequence[Entry],
    now: datetime,
    *,
    most: int,
    rings: bool,
) -> Taken:
    """Keep the entries of one page of an archive, so that their pages are read.

    Those that an earlier poll only knew by name are read now, too; all others that are known
    stay as they are.

    Args:
        con: The warehouse.
        feed_id: The feed they belong to.
        found: In the order of the page.
        now: The time.
        most: How many may be taken, the first ones.
        rings: Whether they count as news; else they ring nothing.
    """
    states = known(con, feed_id, found)
    wanted = [one for one in found if states.get(one.entry_id, "kept") == "kept"]
    chosen = wanted[:most]
    fresh = [one for one in chosen if one.entry_id not in states]
    reopened = [one for one in chosen if one.entry_id in states]
    with store.transaction(con):
        entries.add_entries(
            con,
            [replace(one, is_baseline=not rings) for one in fresh],
            now,
            baseline_articles=len(fresh),
        )
        _reopen(con, feed_id, reopened, rings=rings)
    return Taken(entries=len(chosen), left=len(wanted) - len(chosen))


def _reopen(con: Connection, feed_id: str, found: Iterable[Entry], *, rings: bool) -> None:
    """Have the pages of entries read that a first poll only kept by name."""
    rows = [{"entry_id": entry.entry_id, "url": entry.url} for entry in found]
    if not rows:
        return
    con.execute(
        """
        UPDATE store.entries
        SET state = 'pending', tries = 0, next_try_at = NULL, is_baseline = NOT $rings
        FROM (SELECT unnest(from_json_strict($rows, $types), max_depth := 2)) AS given
        WHERE entries.feed_id = $feed_id AND entries.state = 'kept'
          AND (entries.entry_id = given.entry_id OR entries.url = given.url)
        """,
        {**store.given(rows), "feed_id": feed_id, "rings": rings},
    )


def reopen_kept(con: Connection, feed_id: str, since: datetime, *, most: int, rings: bool) -> int:
    """Have the pages read of what a first poll only kept by name; return how many.

    Those without a date are left: nobody knows on which side of the day they lie.
    """
    with store.transaction(con):
        return keyed.count(
            con,
            """
            UPDATE store.entries
            SET state = 'pending', tries = 0, next_try_at = NULL, is_baseline = NOT $rings
            WHERE entry_id IN (
                SELECT entry_id FROM store.entries
                WHERE feed_id = $feed_id AND state = 'kept' AND published_at >= $since
                ORDER BY published_at DESC, entry_id
                LIMIT $most
            )
            """,
            {"feed_id": feed_id, "since": since, "most": most, "rings": rings},
        )


def waiting(con: Connection, source_id: str, now: datetime | None = None) -> int:
    """Return how many entries of a source have a page that is still to be read.

    Args:
        con: The warehouse.
        source_id: The source.
        now: Only those that may be tried at this time; None: all.
    """
    found = con.execute(
        """
        SELECT count(*) FROM store.entries
        WHERE source_id = $source_id AND state = 'pending'
          AND ($now::TIMESTAMPTZ IS NULL OR next_try_at IS NULL OR next_try_at <= $now)
        """,
        {"source_id": source_id, "now": now},
    ).fetchone()
    return found[0] if found else 0


def days(con: Connection, found: Iterable[str]) -> tuple[datetime | None, datetime | None]:
    """Return the first and the last day of these entries, by what their texts say."""
    row = con.execute(
        """
        WITH dated AS (
            SELECT coalesce(entries.published_at, articles.published_at) AS day
            FROM store.entries LEFT JOIN store.articles USING (article_id)
            WHERE entries.entry_id IN (SELECT unnest($ids::JSON::TEXT[]))
        )
        SELECT min(day), max(day) FROM dated
        """,
        {"ids": store.text(list(found))},
    ).fetchone()
    return (row[0], row[1]) if row else (None, None)
