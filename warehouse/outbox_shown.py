"""What stands in the outbox, for people; and how they send again what was put aside."""

from datetime import datetime
from typing import Any, NamedTuple

from duckdb import DuckDBPyConnection as Connection

from records import Alert
from warehouse import keyed, store


class Shown(NamedTuple):
    """An alert, and what became of it."""

    alert_id: str
    key: str
    state: str
    tier: str
    channel: str  # where it goes or went; empty: the installation's default
    thread: str
    is_reply: bool
    attempts: int
    created_at: datetime
    not_before: datetime | None
    next_try_at: datetime | None
    sent_at: datetime | None
    why: str  # why the last attempt failed; empty: it did not
    text: str


_SHOWN = """
    SELECT alert_id, key, state, coalesce(tier, 'immediate') AS tier,
           coalesce(target, channel) AS channel, coalesce(thread, '') AS thread,
           parent_ts IS NOT NULL AS is_reply, attempts, created_at, not_before, next_try_at,
           sent_at, coalesce(last_error, '') AS why, text
    FROM store.outbox
"""


def listed(con: Connection, state: str, limit: int) -> tuple[Shown, ...]:
    """Return alerts, those first that somebody must look at, then the newest first.

    Args:
        con: The warehouse.
        state: Only those in it; empty: all.
        limit: At most so many.
    """
    rows = store.read(
        con,
        _SHOWN
        + """
        WHERE $state IN ('', state)
        ORDER BY state <> 'parked', state = 'sent', created_at DESC, number DESC
        LIMIT $limit
        """,
        {"state": state, "limit": limit},
    )
    return tuple(Shown(**row) for row in rows)


def named(con: Connection, name: str) -> tuple[tuple[Shown, Alert], ...]:
    """Return the alerts of an id, of the beginning of one, or of a key, at most ten.

    Args:
        con: The warehouse.
        name: Id, its beginning, or key; empty: the newest alert.
    """
    rows: list[dict[str, Any]] = store.read(
        con,
        _SHOWN
        + """
        WHERE $name = '' OR starts_with(alert_id, $name) OR key = $name
        ORDER BY number DESC
        LIMIT CASE WHEN $name = '' THEN 1 ELSE 10 END
        """,
        {"name": name},
    )
    found = []
    for row in rows:
        (whole,) = store.read(
            con,
            """
            SELECT alert_id, key, channel, text, blocks, created_at,
                   coalesce(tier, 'immediate') AS tier, coalesce(thread, '') AS thread,
                   coalesce(is_broadcast, false) AS is_broadcast, not_before
            FROM store.outbox WHERE alert_id = $alert_id
            """,
            {"alert_id": row["alert_id"]},
        )
        found.append((Shown(**row), Alert(**whole)))
    return tuple(found)


def release(con: Connection, now: datetime, alert_id: str | None = None) -> int:
    """Put parked alerts back in the queue, with their layout; return how many there were.

    One that waits for its next attempt is tried at once, if it is named.

    Args:
        con: The warehouse.
        now: The time.
        alert_id: Only this one; None: all that are parked.
    """
    with store.transaction(con):
        return keyed.count(
            con,
            """
            UPDATE store.outbox
            SET next_try_at = $now, is_short = is_short AND state = 'pending',
                attempts = CASE WHEN state = 'parked' THEN 0 ELSE attempts END,
                first_tried_at = CASE WHEN state = 'parked' THEN NULL ELSE first_tried_at END,
                state = 'pending'
            WHERE state = 'parked' AND $alert_id IS NULL
               OR state IN ('parked', 'pending') AND alert_id = $alert_id
            """,
            {"alert_id": alert_id, "now": now},
        )
