"""Which alert goes next, to which channel, and as a reply to what.

A thread's parent is its first message that was sent to the channel, as a reply to none, and
was not found deleted. Until there is one, the thread's messages go one after the other.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from duckdb import DuckDBPyConnection as Connection

from records import Alert
from warehouse import store

# Guess: a post's time-out, the wait before the channel is searched, the search, twice over.
LEASE_S = 120.0
# A clock that was wrong when a row was put off must not hold it for ever; guess.
BEYOND = timedelta(days=8)

# Rows on their way, with the channel that each goes to; ``is_free``: it need not wait for
# another one that may become the parent of its thread. One that is put off to the end of
# quiet hours is not on its way yet.
_ON_WAY = """
WITH placed AS (
    SELECT *, CASE WHEN $is_only THEN $default WHEN channel = '' THEN $default ELSE channel END
              AS place
    FROM store.outbox
    WHERE state IN ('pending', 'sending')
),
parents AS (
    SELECT thread, coalesce(target, receipt_channel) AS place,
           arg_min(receipt_ts, (sent_at, number)) AS ts
    FROM store.outbox
    WHERE thread <> '' AND state = 'sent' AND receipt_ts IS NOT NULL AND parent_ts IS NULL
      AND gone_at IS NULL
    GROUP BY ALL
),
on_way AS (
    SELECT placed.*, parents.ts,
           placed.thread = '' OR parents.ts IS NOT NULL
           OR number = first_value(number) OVER (
                  PARTITION BY placed.thread, placed.place
                  ORDER BY state <> 'sending', not_before IS NOT NULL AND not_before > $now, number
              ) AS is_free
    FROM placed
    LEFT JOIN parents ON parents.thread = placed.thread AND parents.place = placed.place
)
"""


_OF_QUEUED = (
    "attempts",
    "sending_since",
    "target",
    "parent_ts",
    "is_short",
    "is_overtaken",
    "first_tried_at",
    "tried_at",
)


class Place(NamedTuple):
    """Where a sink sends what names no channel."""

    default: str = ""
    is_only: bool = False  # it goes there whatever channel it names


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """An alert on its way."""

    alert: Alert
    attempts: int  # to post it, this one included
    sending_since: datetime
    target: str = ""  # the channel that it is given to
    parent_ts: str = ""  # the message that it replies to; empty: it stands alone
    is_short: bool = False  # its layout was refused: plain and short
    is_overtaken: bool = False  # its channel took others since it was first tried
    first_tried_at: datetime | None = None  # None: nobody knows
    tried_at: datetime | None = None  # the last attempt; None: nobody knows


class Waiting(NamedTuple):
    """When something is to be done next."""

    posts: dict[str, datetime]  # for each channel, its next alert
    search_at: datetime | None  # whether one arrived; None: of all others that is known


def take(
    con: Connection,
    now: datetime,
    limit: int,
    *,
    place: Place = Place(),  # noqa: B008  a tuple
    but: Collection[str] = (),
) -> tuple[Queued, ...]:
    """Mark the next alerts as being sent and return them, in the order of writing.

    Commits: post them only after this has returned and outside any transaction.

    Args:
        con: The warehouse.
        now: The time; what is to wait until the end of quiet hours waits.
        limit: At most so many.
        place: Where the sink sends what names no channel.
        but: Channels that take nothing now.
    """
    with store.transaction(con):
        found: list[tuple[str, str, str | None]] = con.execute(
            f"""{_ON_WAY}
            SELECT alert_id, place, ts FROM on_way
            WHERE state = 'pending' AND is_free
              AND (not_before IS NULL OR not_before <= $now)
              AND (next_try_at IS NULL OR next_try_at <= $now OR next_try_at > $beyond)
              AND NOT list_contains($but::JSON::TEXT[], place)
            ORDER BY number
            LIMIT $limit
            """,  # noqa: S608  our own words
            {
                **_placed(place, now),
                "beyond": now + BEYOND,
                "but": store.text([*but]),
                "limit": limit,
            },
        ).fetchall()
        for alert_id, target, parent_ts in found:
            con.execute(
                """
                UPDATE store.outbox
                SET target = $target, parent_ts = $parent_ts, attempts = attempts + 1,
                    tried_at = $now, first_tried_at = coalesce(first_tried_at, $now)
                WHERE alert_id = $alert_id
                """,
                {"alert_id": alert_id, "target": target, "parent_ts": parent_ts, "now": now},
            )
        ids = [alert_id for alert_id, *_ in found]
        return _send(con, ids, now)


def uncertain(
    con: Connection, now: datetime, *, lease_s: float = LEASE_S, limit: int | None = None
) -> tuple[Queued, ...]:
    """Take over alerts that somebody was sending and has not reported on; return them.

    Nobody knows whether they arrived: ask the channel, then call ``sent``, ``failed`` with a
    time to try again, or ``postponed``. Each is handed out once a lease.

    Args:
        con: The warehouse.
        now: The time.
        lease_s: How long the one who took them may be silent; 0: he is known to be dead.
        limit: At most so many; None: all.
    """
    with store.transaction(con):
        ids = store.words(
            con,
            """
            SELECT alert_id FROM store.outbox
            WHERE state = 'sending'
              AND (coalesce(next_try_at, sending_since + to_seconds($lease_s)) <= $now
                   OR sending_since > $now)  -- a clock that went back
            ORDER BY number
            LIMIT $limit
            """,
            {"lease_s": lease_s, "now": now, "limit": limit},
        )
        return _send(con, ids, now)


def waiting(
    con: Connection,
    now: datetime,
    lease_s: float = LEASE_S,
    *,
    place: Place = Place(),  # noqa: B008  a tuple
) -> Waiting:
    """Return when the next alerts can be taken, and when the next can be taken over.

    Alerts that wait for the parent of their thread do not count: its own time does.
    """
    posts = con.execute(
        f"""{_ON_WAY}
        SELECT place, min(greatest(coalesce(not_before, created_at),
                                   coalesce(next_try_at, created_at)))
        FROM on_way
        WHERE state = 'pending' AND is_free
        GROUP BY place
        """,  # noqa: S608  our own words
        _placed(place, now),
    ).fetchall()
    search = con.execute(
        """
        SELECT min(coalesce(next_try_at, sending_since + to_seconds($lease_s)))
        FROM store.outbox
        WHERE state = 'sending'
        """,
        {"lease_s": lease_s},
    ).fetchone()
    return Waiting(posts=dict(posts), search_at=search[0] if search else None)


def _placed(place: Place, now: datetime) -> dict[str, object]:
    return {**place._asdict(), "now": now}


def _send(con: Connection, ids: list[str], now: datetime) -> tuple[Queued, ...]:
    """Mark alerts as being sent from now on and return them in the given order."""
    if not ids:
        return ()
    con.execute(
        """
        UPDATE store.outbox
        SET state = 'sending', sending_since = $now, next_try_at = NULL
        WHERE alert_id IN (SELECT unnest($ids::JSON::TEXT[]))
        """,
        {"ids": store.text(ids), "now": now},
    )
    found: dict[str, dict[str, Any]] = {
        row["alert_id"]: row
        for row in store.read(
            con,
            """
            SELECT alert_id, key, channel, text, blocks, created_at, tier, thread, is_broadcast,
                   not_before, attempts, sending_since, coalesce(target, '') AS target,
                   coalesce(parent_ts, '') AS parent_ts, is_short, first_tried_at, tried_at,
                   EXISTS (
                       SELECT 1 FROM store.outbox AS other
                       WHERE other.target = outbox.target AND other.sent_at > outbox.first_tried_at
                   ) AS is_overtaken
            FROM store.outbox
            WHERE alert_id IN (SELECT unnest($ids::JSON::TEXT[]))
            """,
            {"ids": store.text(ids)},
        )
    }
    queued = []
    for alert_id in ids:
        row = found[alert_id]
        told = {name: row.pop(name) for name in _OF_QUEUED}
        queued.append(Queued(alert=Alert(**row), **told))
    return tuple(queued)
