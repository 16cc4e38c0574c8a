"""What we watch, when it is due, and what the last polls of it taught us."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from records import Entry, Feed, Source, identify
from warehouse import entries, store

FEED_COLUMNS = ", ".join(f"feeds.{field.name}" for field in fields(Feed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What one poll of a feed brought; ``polled`` remembers it."""

    feed_id: str
    status: str  # fine, or the word of the failure
    remark: str | None  # what a person should know; None: nothing
    failures: float  # weighted failures in a row, this one included
    next_poll_at: datetime
    has_body: bool  # a body came and was read: its validators replace those we had
    etag: str | None = None  # byte for byte; used if has_body
    last_modified: str | None = None  # byte for byte; used if has_body
    body_digest: str | None = None  # without has_body: of one that cannot be parsed, and why
    is_full: bool = False  # asked without validators, so no 304 could answer
    moved_to: str | None = None  # where a permanent redirect points
    entries: tuple[Entry, ...] | None = None  # None: nothing was parsed, nothing is learnt


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a sync of the seeds changed, as source ids."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def sync(con: Connection, sources: Iterable[Source], now: datetime) -> Changes:
    """Bring sources and feeds in line with the seeds; write only what differs.

    A source that left the seeds is switched off and kept. A new address is a new feed
    without a baseline; the old one keeps its history, and comes back with it.
    """
    wanted = {source.source_id: _source_row(source) for source in sources}
    known = {row["source_id"]: row for row in store.read(con, "FROM store.sources")}
    added = [key for key in wanted if key not in known]
    changed = [
        key
        for key, row in wanted.items()
        if key in known
        and (known[key]["removed_at"] or any(known[key][name] != row[name] for name in row))
    ]
    removed = [key for key in known if key not in wanted and known[key]["removed_at"] is None]
    with store.transaction(con):
        if added or changed:
            con.execute(
                """
                INSERT INTO store.sources BY NAME
                SELECT unnest(from_json_strict($rows, $types), max_depth := 2), $now AS added_at
                ON CONFLICT (source_id) DO UPDATE SET
                    name = excluded.name, kind = excluded.kind, nation = excluded.nation,
                    homepage = excluded.homepage, feed = excluded.feed,
                    feed_kind = excluded.feed_kind, links = excluded.links,
                    is_on = excluded.is_on, expect_low = excluded.expect_low,
                    expect_high = excluded.expect_high, why = excluded.why, removed_at = NULL
                """,
                {**store.given(wanted[key] for key in added + changed), "now": now},
            )
        if removed:
            con.execute(
                """
                UPDATE store.sources SET is_on = false, removed_at = $now
                WHERE source_id IN (SELECT unnest($removed::JSON::TEXT[]))
                """,
                {"removed": store.text(removed), "now": now},
            )
        _sync_feeds(con, wanted.values(), now)
    return Changes(added=tuple(added), changed=tuple(changed), removed=tuple(removed))


def due(
    con: Connection,
    now: datetime,
    limit: int | None = None,
    *,
    read_before: datetime | None = None,
    hosts: Iterable[str] = (),
) -> tuple[Feed, ...]:
    """Return the feeds whose time has come, those that wait longest first.

    A date beyond any wait that we set comes from a clock that was wrong: it is due.

    Args:
        con: The warehouse.
        now: The time.
        limit: At most so many; None: all.
        read_before: So are feeds that went well and were polled before it; None: they wait.
        hosts: And those of these hosts (or host:port), whenever they were polled.
    """
    found = store.read(
        con,
        f"""
        SELECT {FEED_COLUMNS}
        FROM store.feeds
        JOIN store.sources USING (source_id)
        WHERE feeds.is_current AND sources.is_on
          AND (next_poll_at <= $now OR next_poll_at > $beyond
               OR (failures = 0 AND last_polled_at <= $read_before)
               OR split_part(url, '/', 3) IN (SELECT unnest($hosts::JSON::TEXT[]))
               OR regexp_replace(split_part(url, '/', 3), ':[0-9]+$', '')
                  IN (SELECT unnest($hosts::JSON::TEXT[])))
        ORDER BY next_poll_at, feed_id
        LIMIT $limit
        """,  # noqa: S608 - names of our own record
        {
            "now": now,
            "beyond": now + timedelta(days=31),
            "limit": limit,
            "read_before": read_before,
            "hosts": store.text(sorted(hosts)),
        },
    )
    return tuple(Feed(**row) for row in found)


def polled(
    con: Connection,
    polls: Sequence[Poll],
    now: datetime,
    *,
    baseline_articles: int = 30,
    ring_baseline: bool = False,
) -> list[str]:
    """Remember polls and what they announced, in one step; return the ids of new entries.

    Validators are kept only together with the entries they stand for: a crash between the
    two would lose entries for ever. Entries of a feed that was never read are baseline.

    Args:
        con: The warehouse.
        polls: At most one for each feed.
        now: The time of the poll.
        baseline_articles: How many entries of a first reading are worth their page.
        ring_baseline: True: those entries count as news all the same.
    """
    with store.transaction(con):
        fresh = set(store.words(con, "SELECT feed_id FROM store.feeds WHERE baseline_at IS NULL"))
        new = entries.add_entries(
            con,
            [entry for poll in polls for entry in poll.entries or ()],
            now,
            baseline_feeds=fresh,
            baseline_articles=baseline_articles,
            ring_baseline=ring_baseline,
        )
        if not polls:
            return new
        con.execute(
            """
            UPDATE store.feeds SET
                status = poll.status,
                remark = poll.remark,
                failures = poll.failures,
                next_poll_at = poll.next_poll_at,
                moved_to =
                    CASE WHEN poll.status = 'fine' THEN poll.moved_to ELSE feeds.moved_to END,
                etag = CASE WHEN poll.has_body THEN poll.etag ELSE feeds.etag END,
                last_modified =
                    CASE WHEN poll.has_body THEN poll.last_modified ELSE feeds.last_modified END,
                body_digest =
                    CASE WHEN poll.has_body THEN poll.body_digest
                         ELSE coalesce(poll.body_digest, feeds.body_digest) END,
                full_fetch_at =
                    CASE WHEN poll.is_full AND (poll.has_body OR poll.body_digest IS NOT NULL)
                              THEN $now
                         ELSE feeds.full_fetch_at END,
                baseline_at =
                    CASE WHEN poll.has_entries THEN coalesce(feeds.baseline_at, $now)
                         ELSE feeds.baseline_at END,
                last_polled_at = $now,
                last_success_at =
                    CASE WHEN poll.status = 'fine' THEN $now ELSE feeds.last_success_at END,
                last_new_at =
                    CASE WHEN poll.has_new THEN $now ELSE feeds.last_new_at END,
                failing_since =
                    CASE WHEN poll.status = 'fine' THEN NULL
                         ELSE coalesce(feeds.failing_since, $now) END
            FROM (SELECT unnest(from_json_strict($rows, $types), max_depth := 2)) AS poll
            WHERE feeds.feed_id = poll.feed_id
            """,
            {**store.given(_poll_row(poll, set(new)) for poll in polls), "now": now},
        )
        con.execute(
            """
            UPDATE store.problems SET solved_at = $now
            WHERE solved_at IS NULL AND kind IN ('fetch', 'parse') AND about IN (
                SELECT unnest([source_id, url]) FROM store.feeds
                WHERE status = 'fine' AND feed_id IN (SELECT unnest($feeds::JSON::TEXT[]))
            )
            """,
            {"feeds": store.text([poll.feed_id for poll in polls]), "now": now},
        )
        return new


def _source_row(source: Source) -> dict[str, Any]:
    low, high = source.expect_per_month or (None, None)
    return {
        "source_id": source.source_id,
        "name": source.name,
        "kind": source.kind,
        "nation": source.nation,
        "homepage": source.homepage,
        "feed": source.feed,
        "feed_kind": source.feed_kind,
        "links": source.links,
        "is_on": source.is_on,
        "expect_low": low,
        "expect_high": high,
        "why": source.why,
    }


def _sync_feeds(con: Connection, sources: Iterable[dict[str, Any]], now: datetime) -> None:
    """Make the feed of each source current, and only that one."""
    wanted = [
        {
            "feed_id": identify(row["source_id"], row["feed"]),
            "source_id": row["source_id"],
            "url": row["feed"],
            "kind": row["feed_kind"],
            "links": row["links"],
        }
        for row in sources
        if row["feed"]
    ]
    known = {row["feed_id"]: row for row in store.read(con, "FROM store.feeds")}
    current = {row["feed_id"] for row in wanted}
    gone = [key for key, row in known.items() if row["is_current"] and key not in current]
    back = [key for key, row in known.items() if not row["is_current"] and key in current]
    new = [row for row in wanted if row["feed_id"] not in known]
    reread = [  # what counts as an entry changed: the next reading is a first one
        row
        for row in wanted
        if (old := known.get(row["feed_id"]))
        and (old["kind"], old["links"]) != (row["kind"], row["links"])
    ]
    if gone or back:
        con.execute(
            """
            UPDATE store.feeds SET
                is_current = NOT is_current,
                next_poll_at = CASE WHEN is_current THEN next_poll_at ELSE $now END
            WHERE feed_id IN (SELECT unnest($touched::JSON::TEXT[]))
            """,
            {"touched": store.text(gone + back), "now": now},
        )
    if reread:
        con.execute(
            """
            UPDATE store.feeds SET
                kind = row.kind, links = row.links, next_poll_at = $now,
                etag = NULL, last_modified = NULL, body_digest = NULL, baseline_at = NULL
            FROM (SELECT unnest(from_json_strict($rows, $types), max_depth := 2)) AS row
            WHERE feeds.feed_id = row.feed_id
            """,
            {**store.given(reread), "now": now},
        )
    if new:
        con.execute(
            """
            INSERT INTO store.feeds BY NAME
            SELECT unnest(from_json_strict($rows, $types), max_depth := 2),
                   true AS is_current, 0 AS failures,
                   'not polled yet' AS status, $now AS next_poll_at, $now AS added_at
            """,
            {**store.given(new), "now": now},
        )


def _poll_row(poll: Poll, new: set[str]) -> dict[str, object]:
    row: dict[str, object] = {
        field.name: getattr(poll, field.name) for field in fields(Poll) if field.name != "entries"
    }
    row["failures"] = float(poll.failures)
    row["has_entries"] = poll.entries is not None
    row["has_new"] = any(entry.entry_id in new for entry in poll.entries or ())
    return row
