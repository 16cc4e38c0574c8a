"""When each channel was last given something, and how long it waits."""

from datetime import datetime, timedelta

from duckdb import DuckDBPyConnection as Connection

from warehouse import store
from warehouse.outbox_next import BEYOND


def holding(con: Connection, now: datetime) -> dict[str, datetime]:
    """Return for each channel that waits with an alert until when it does."""
    found = con.execute(
        """
        SELECT target, max(next_try_at) FROM store.outbox
        WHERE is_holding AND state IN ('pending', 'sending') AND target IS NOT NULL
          AND next_try_at > $now AND next_try_at <= $beyond
        GROUP BY target
        """,
        {"now": now, "beyond": now + BEYOND},
    ).fetchall()
    return dict(found)


def last_calls(con: Connection, now: datetime) -> dict[str, datetime]:
    """Return for each channel when it was last given something, as far as anybody knows.

    Where somebody was killed while he sent, that is now: his call may have lasted until then.
    """
    found = con.execute(
        """
        SELECT target, max(CASE WHEN state = 'sending' THEN $now
                                ELSE greatest(tried_at, coalesce(sent_at, tried_at)) END)
        FROM store.outbox
        WHERE target IS NOT NULL
        GROUP BY target
        """,
        {"now": now},
    ).fetchall()
    return dict(found)


def inherit(con: Connection, now: datetime, settle_s: float) -> None:
    """Let what a dead process was sending settle, counted from now.

    It was taken long before it was posted where the parent was slow to look at: nobody knows
    when the post came, only that none comes after this.

    Args:
        con: The warehouse.
        now: The time at which its sender is known to be dead.
        settle_s: How long the channel may take to show a message.
    """
    with store.transaction(con):
        con.execute(
            """
            UPDATE store.outbox SET next_try_at = $at
            WHERE state = 'sending' AND next_try_at IS NULL
            """,
            {"at": now + timedelta(seconds=settle_s)},
        )
