"""What a poll taught us of a feed, remembered in one step with what it announced."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from records import Entry
from warehouse import entries, keyed, moves, pace, store, trust

FINE = "fine"

# Columns of store.feeds that a poll may change, with those types that values do not tell.
LEARNT = {
    "status": "VARCHAR",
    "remark": "VARCHAR",
    "failures": "DOUBLE",
    "next_poll_at": "TIMESTAMPTZ",
    "last_polled_at": "TIMESTAMPTZ",
    "last_success_at": "TIMESTAMPTZ",
    "last_new_at": "TIMESTAMPTZ",
    "failing_since": "TIMESTAMPTZ",
    "baseline_at": "TIMESTAMPTZ",
    "etag": "VARCHAR",
    "last_modified": "VARCHAR",
    "body_digest": "VARCHAR",
    "full_fetch_at": "TIMESTAMPTZ",
    "not_modified_at": "TIMESTAMPTZ",
    "distrusted_until": "TIMESTAMPTZ",
    "failed_digest": "VARCHAR",
    "failed_word": "VARCHAR",
    "failed_at": "TIMESTAMPTZ",
    "rhythm_s": "DOUBLE",
    "newest_at": "TIMESTAMPTZ",
    "fresh_until": "TIMESTAMPTZ",
    "ttl_s": "DOUBLE",
    "skip_hours": "VARCHAR",
    "skip_days": "VARCHAR",
    "ended_at": "TIMESTAMPTZ",
    "asked_url": "VARCHAR",
    "moved_to": "VARCHAR",
    "moved_since": "TIMESTAMPTZ",
    "moved_polls": "INTEGER",
    "moved_failures": "INTEGER",
}
NO_VALIDATORS = {"etag": None, "last_modified": None, "not_modified_at": None}
MOVE = tuple(field.name for field in fields(moves.Move))


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What one poll of a feed brought; ``polled`` remembers it."""

    feed_id: str
    status: str  # fine, or the word of the failure
    remark: str | None  # what a person should know; None: nothing
    failures: float  # weighted failures in a row, this one included
    kind: str | None = None  # of the failure: hard, soft, temporary
    next_poll_at: datetime | None = None  # None: as its pace and its publisher ask for
    jitter: float = 0.5  # from 0 up to 1; used if next_poll_at is None
    has_body: bool  # a body came and was read: its validators replace those we had
    etag: str | None = None  # byte for byte; used if has_body
    last_modified: str | None = None  # byte for byte; used if has_body
    body_digest: str | None = None  # used if has_body
    is_full: bool = False  # asked without validators, so no 304 could answer
    is_idle: bool = False  # asked with validators, and the same body came all the same
    moved_to: str | None = None  # where a permanent redirect points
    entries: tuple[Entry, ...] | None = None  # None: nothing was parsed, nothing is learnt
    fresh_s: float | None = None  # seconds for which Cache-Control or Expires call it fresh
    retry_after_s: float | None = None  # seconds that the publisher asked us to wait
    is_busy: bool = False  # it asked for fewer requests (429)
    is_gone: bool = False  # taken away for good (410)
    ttl_s: float | None = None  # the feed's own words; used with entries
    skip_hours: tuple[int, ...] = ()  # the feed's own words; used with entries
    skip_days: tuple[int, ...] = ()  # the feed's own words; used with entries
    failed_digest: str | None = None  # of a body that could not be parsed


def polled(
    con: Connection,
    polls: Sequence[Poll],
    now: datetime,
    *,
    baseline_articles: int = 30,
    ring_baseline: bool = False,
    least_s: float = pace.LEAST_S,
    most_s: float = pace.MOST_S,
) -> list[str]:
    """Remember polls and what they announced, in one step; return the ids of new entries.

    Validators are kept only together with the entries they stand for: a crash between the
    two would lose entries for ever. Entries of a feed that was never read are baseline.
    A problem is solved once its feed is fine, or ails of something else.

    Args:
        con: The warehouse.
        polls: At most one for each feed.
        now: The time of the poll.
        baseline_articles: How many entries of a first reading are worth their page.
        ring_baseline: True: those entries count as news all the same.
        least_s: No feed is polled more often, in seconds.
        most_s: No feed that works is polled more seldom, in seconds.
    """
    with store.transaction(con):
        olds = _known(con, [poll.feed_id for poll in polls])
        new = entries.add_entries(
            con,
            [entry for poll in polls for entry in poll.entries or ()],
            now,
            baseline_feeds={key for key, old in olds.items() if old["baseline_at"] is None},
            baseline_articles=baseline_articles,
            ring_baseline=ring_baseline,
        )
        ids = frozenset(new)
        woken = {entry.feed_id for poll in polls for entry in poll.entries or ()
                 if entry.entry_id in ids}  # fmt: skip
        moments = entries.moments(con, woken, 4 * pace.MOMENTS)
        rows = []
        for poll in polls:
            if poll.feed_id not in olds:
                continue
            row = _after(olds[poll.feed_id], poll, ids, now)
            row |= _pace(row, poll, moments.get(poll.feed_id, ()), now, least_s, most_s)
            rows.append({"feed_id": row["feed_id"], **{name: row[name] for name in LEARNT}})
        if rows:
            _solve(con, [row["feed_id"] for row in rows
                         if row["status"] != olds[row["feed_id"]]["status"]], now)  # fmt: skip
            keyed.change(con, "feeds", ("feed_id",), rows, **LEARNT)
        return new


def postponed(con: Connection, until: Mapping[str, datetime]) -> None:
    """Remember that nobody was asked, and when each feed may be; nothing else is learnt."""
    rows = [{"feed_id": key, "next_poll_at": at} for key, at in until.items()]
    keyed.change(con, "feeds", ("feed_id",), rows)


def _known(con: Connection, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return what is known of feeds, by id, with what their sources let us expect."""
    found = store.read(
        con,
        """
        SELECT feeds.*, expect_low, expect_high
        FROM store.feeds
        LEFT JOIN store.sources USING (source_id)
        WHERE feed_id IN (SELECT unnest($ids::JSON::TEXT[]))
        """,
        {"ids": store.text(list(ids))},
    )
    return {row["feed_id"]: row for row in found}


def _after(
    old: Mapping[str, Any], poll: Poll, new: frozenset[str], now: datetime
) -> dict[str, Any]:
    """Return a feed's row as it is after a poll, its pace not yet chosen."""
    is_fine = poll.status == FINE
    move = moves.Move(**{name: old[name] for name in MOVE})
    move = moves.failed(move, poll.kind or "temporary") if not is_fine else moves.well(
        move, poll.moved_to, now
    )  # fmt: skip
    row = dict(old) | asdict(move) | {
        "status": poll.status,
        "remark": poll.remark,
        "failures": float(poll.failures),
        "last_polled_at": now,
        "last_success_at": now if is_fine else old["last_success_at"],
        "failing_since": None if is_fine else old["failing_since"] or now,
        "ended_at": now if poll.is_gone else None,
        "fresh_until": pace.fresh_until(
            now, poll.fresh_s, poll.retry_after_s, is_busy=poll.is_busy
        ),
    }  # fmt: skip
    if is_fine:
        row |= {"failed_digest": None, "failed_word": None, "failed_at": None}
    elif poll.failed_digest:
        row |= {"failed_digest": poll.failed_digest, "failed_word": poll.status, "failed_at": now}
        row |= NO_VALIDATORS  # they are of a body that stands there no longer
    if poll.has_body:
        row |= {name: getattr(poll, name) for name in ("etag", "last_modified", "body_digest")}
        row["not_modified_at"] = None
    elif is_fine:
        row["not_modified_at"] = now
    if poll.has_body and poll.is_full:
        row["full_fetch_at"] = now
    if row["asked_url"] != old["asked_url"]:  # validators belong to the address that gave them
        row |= NO_VALIDATORS
        row["remark"] = row["remark"] or _moved(row["asked_url"])
    if poll.entries is not None:
        row |= {
            "baseline_at": old["baseline_at"] or now,
            "ttl_s": poll.ttl_s,
            "skip_hours": pace.listed(poll.skip_hours),
            "skip_days": pace.listed(poll.skip_days),
        }
        fresh = [entry for entry in poll.entries if entry.entry_id in new]
        if fresh:
            row["last_new_at"] = now
        has_same_tag = (poll.etag or poll.last_modified) is not None and (
            (poll.etag, poll.last_modified) == (old["etag"], old["last_modified"])
        )
        if poll.is_full and trust.has_lied(
            old["not_modified_at"], fresh, has_same_tag=has_same_tag
        ):
            row["distrusted_until"] = now + trust.DISTRUST_FOR
            row["remark"] = row["remark"] or "it said 'not modified' when it was: read in full"
    return row


def _pace(
    row: Mapping[str, Any],
    poll: Poll,
    moments: Sequence[datetime],
    now: datetime,
    least_s: float,
    most_s: float,
) -> dict[str, Any]:
    """Return how often a feed brings something, and when it is asked next."""
    low, high = row["expect_low"], row["expect_high"]
    prior_s = pace.prior_s(None if low is None or high is None else (low, high))
    rhythm_s, newest_at = row["rhythm_s"], row["newest_at"]
    if moments:
        rhythm_s, newest_at = pace.rhythm_s(moments, prior_s) or rhythm_s, max(moments)
    quiet_since = newest_at or row["baseline_at"] or now
    has_validators = bool(row["etag"] or row["last_modified"])
    is_distrusted = bool(row["distrusted_until"] and row["distrusted_until"] > now)
    every_s = pace.interval_s(
        prior_s if rhythm_s is None else rhythm_s,
        max(0.0, (now - quiet_since).total_seconds()),
        is_costly=not has_validators or is_distrusted or poll.is_idle,
        least_s=least_s,
        most_s=most_s,
    )
    asked = pace.Asked(
        fresh_until=row["fresh_until"],
        ttl_s=row["ttl_s"],
        skip_hours=pace.numbers(row["skip_hours"]),
        skip_days=pace.numbers(row["skip_days"]),
    )
    at = poll.next_poll_at or pace.next_poll(
        now,
        every_s,
        failures=poll.failures,
        kind=poll.kind,
        asked=asked,
        jitter=poll.jitter,
        least_s=least_s,
        most_s=most_s,
    )
    return {"rhythm_s": rhythm_s, "newest_at": newest_at, "next_poll_at": at}


def _moved(asked_url: str | None) -> str:
    if asked_url is None:
        return "its new address failed, so the old one is asked again"
    return f"moved for good, so it is asked at {asked_url[:300]}: put that into the list of sources"


def _solve(con: Connection, ids: Sequence[str], now: datetime) -> None:
    con.execute(
        """
        UPDATE store.problems SET solved_at = $now
        WHERE solved_at IS NULL AND kind IN ('fetch', 'parse') AND about IN (
            SELECT unnest([source_id, url]) FROM store.feeds
            WHERE feed_id IN (SELECT unnest($feeds::JSON::TEXT[]))
        )
        """,
        {"feeds": store.text(list(ids)), "now": now},
    )
