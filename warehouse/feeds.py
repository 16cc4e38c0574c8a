"""What we watch, and when it is due."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from records import Feed, Source, identify
from warehouse import keyed, pace, store
from warehouse.polls import Poll as Poll
from warehouse.polls import polled as polled
from warehouse.polls import postponed as postponed

FEED_COLUMNS = ", ".join(f"feeds.{field.name}" for field in fields(Feed))


# Whether a person who waits may have a feed asked that is not due.
BY_HAND = """
    ((fresh_until IS NULL OR fresh_until <= $now OR fresh_until > $beyond)
     AND ((failures = 0 AND last_polled_at <= $read_before)
          OR split_part(url, '/', 3) IN (SELECT unnest($hosts::JSON::TEXT[]))
          OR regexp_replace(split_part(url, '/', 3), ':[0-9]+$', '')
             IN (SELECT unnest($hosts::JSON::TEXT[]))))
"""


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
            rows = [wanted[key] | {"added_at": now, "removed_at": None} for key in added + changed]
            keyed.put(con, "sources", ("source_id",), rows, keep=("added_at",))
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


def next_due(con: Connection) -> datetime | None:
    """Return when the next feed is due by the clock; None: nothing is watched."""
    (found,) = store.read(
        con,
        """
        SELECT min(next_poll_at) AS at FROM store.feeds
        JOIN store.sources USING (source_id)
        WHERE feeds.is_current AND sources.is_on AND ended_at IS NULL
        """,
    )
    return found["at"]  # type: ignore[no-any-return]


def due(
    con: Connection,
    now: datetime,
    limit: int | None = None,
    *,
    read_before: datetime | None = None,
    hosts: Iterable[str] = (),
) -> tuple[Feed, ...]:
    """Return the feeds whose time has come, those that wait longest first.

    By the clock no feed is due at an hour, or on a day, that it asks to skip: the clock may
    come late. A date beyond any wait that we set comes from a clock that was wrong: it is
    due. A feed that was taken away for good (410) is never due.

    Args:
        con: The warehouse.
        now: The time.
        limit: At most so many; None: all.
        read_before: So are feeds that went well and were polled before it, unless HTTP
            asked us to stay away for longer; None: they wait.
        hosts: And those of these hosts (or host:port), whenever they were polled, unless
            HTTP asked us to stay away.
    """
    found = store.read(
        con,
        f"""
        SELECT {FEED_COLUMNS}, skip_hours, skip_days, coalesce({BY_HAND}, false) AS is_by_hand
        FROM store.feeds
        JOIN store.sources USING (source_id)
        WHERE feeds.is_current AND sources.is_on AND ended_at IS NULL
          AND (next_poll_at <= $now OR next_poll_at > $beyond OR {BY_HAND})
        ORDER BY next_poll_at, feed_id
        """,  # noqa: S608 - names of our own record
        {
            "now": now,
            "beyond": now + timedelta(days=31),
            "read_before": read_before,
            "hosts": store.text(sorted(hosts)),
        },
    )
    due_now = []
    for row in found:
        skips = pace.numbers(row.pop("skip_hours")), pace.numbers(row.pop("skip_days"))
        if row.pop("is_by_hand") or not pace.is_skipped(now, *skips):
            due_now.append(Feed(**row))
    return tuple(due_now[:limit])


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
                next_poll_at = CASE WHEN is_current THEN next_poll_at ELSE $now END,
                ended_at = CASE WHEN is_current THEN ended_at END  -- somebody wants it back
            WHERE feed_id IN (SELECT unnest($touched::JSON::TEXT[]))
            """,
            {"touched": store.text(gone + back), "now": now},
        )
    if reread:
        con.execute(
            """
            UPDATE store.feeds SET
                kind = row.kind, links = row.links, next_poll_at = $now,
                etag = NULL, last_modified = NULL, body_digest = NULL, baseline_at = NULL,
                rhythm_s = NULL, newest_at = NULL, not_modified_at = NULL, failed_digest = NULL
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
