"""An alert is written down before it is sent, so that no crash loses or doubles it.

pending → sending (committed before the post) → sent, or back to pending, or parked.
Whoever finds a row in ``sending`` that nobody works on asks the channel whether it arrived.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

from duckdb import DuckDBPyConnection as Connection

from records import Alert
from warehouse import store

# Guess: a post's time-out, the wait before the channel is searched, the search, twice over.
LEASE_S = 120.0


class Receipt(Protocol):
    """How a channel names a message that it took."""

    @property
    def ts(self) -> str:
        """The message's own name."""

    @property
    def channel(self) -> str:
        """The channel that shows it."""


class About(NamedTuple):
    """What an alert is about; for analysts, never shown to the channel."""

    kind: str  # new, stage, deadline, digest …
    initiative_id: str | None = None  # None: about no single initiative
    article_id: str | None = None  # None: about no single article


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """An alert on its way."""

    alert: Alert
    attempts: int  # this one included
    sending_since: datetime


def enqueue(
    con: Connection,
    alerts: Iterable[Alert],
    now: datetime,
    *,
    about: Mapping[str, About] | None = None,
) -> list[str]:
    """Write alerts down; return the keys that were new. A key rings once, ever.

    Args:
        con: The warehouse.
        alerts: In the order in which they are to be sent.
        now: The time; an alert is not sent before it.
        about: What each alert is about, by key.
    """
    unique: dict[str, Alert] = {}
    for alert in alerts:
        unique.setdefault(alert.key, alert)
    if not unique:
        return []
    known = about or {}
    rows = [
        {
            "alert_id": alert.alert_id,
            "key": key,
            "channel": alert.channel,
            "text": alert.text,
            "blocks": alert.blocks,
            "created_at": alert.created_at,
            "number": number,
            **known.get(key, About(kind=""))._asdict(),
        }
        for number, (key, alert) in enumerate(unique.items(), start=1)
    ]
    with store.transaction(con):
        new = set(
            store.words(
                con,
                """
                INSERT INTO store.outbox BY NAME
                SELECT * EXCLUDE (last) REPLACE (number + last AS number),
                       'pending' AS state, 0 AS attempts, $now AS next_try_at
                FROM (SELECT unnest(from_json_strict($rows, $types), max_depth := 2))
                CROSS JOIN (SELECT coalesce(max(number), 0) FROM store.outbox) AS written (last)
                ON CONFLICT DO NOTHING
                RETURNING key
                """,
                {**store.given(rows), "now": now},
            )
        )
    return [key for key in unique if key in new]


def take(con: Connection, now: datetime, limit: int) -> tuple[Queued, ...]:
    """Mark the next alerts as being sent and return them, in the order of writing.

    Commits: post them only after this has returned and outside any transaction.
    """
    with store.transaction(con):
        ids = store.words(
            con,
            """
            SELECT alert_id FROM store.outbox
            WHERE state = 'pending' AND (next_try_at IS NULL OR next_try_at <= $now
                                         OR next_try_at > $beyond)
            ORDER BY number
            LIMIT $limit
            """,
            {"now": now, "beyond": now + timedelta(days=8), "limit": limit},
        )
        return _send(con, ids, now)


def uncertain(
    con: Connection, now: datetime, *, lease_s: float = LEASE_S, limit: int | None = None
) -> tuple[Queued, ...]:
    """Take over alerts that somebody was sending and has not reported on; return them.

    Nobody knows whether they arrived: ask the channel, then call ``sent``, or ``failed``
    with a time to try again. Each is handed out once a lease.

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
              AND (sending_since <= $since OR sending_since > $now)  -- a clock that went back
            ORDER BY number
            LIMIT $limit
            """,
            {"since": now - timedelta(seconds=lease_s), "now": now, "limit": limit},
        )
        return _send(con, ids, now)


def next_at(con: Connection, lease_s: float = LEASE_S) -> datetime | None:
    """Return when the next alert can be taken or taken over; None: nothing waits."""
    found = con.execute(
        """
        SELECT min(CASE WHEN state = 'sending' THEN sending_since + to_seconds($lease_s)
                        ELSE coalesce(next_try_at, created_at) END)
        FROM store.outbox
        WHERE state IN ('pending', 'sending')
        """,
        {"lease_s": lease_s},
    ).fetchone()
    return found[0] if found else None


def sent(con: Connection, alert_id: str, receipt: Receipt | None, now: datetime) -> None:
    """Note that an alert has arrived.

    Args:
        con: The warehouse.
        alert_id: The alert.
        receipt: What the channel answered; None: it gives no receipts.
        now: The time.
    """
    with store.transaction(con):
        con.execute(
            """
            UPDATE store.outbox
            SET state = 'sent', sent_at = $now, sending_since = NULL, next_try_at = NULL,
                receipt_ts = $ts, receipt_channel = $channel, last_error = NULL
            WHERE alert_id = $alert_id
            """,
            {
                "alert_id": alert_id,
                "now": now,
                "ts": receipt.ts if receipt else None,
                "channel": receipt.channel if receipt else None,
            },
        )


def failed(
    con: Connection, alert_id: str, why: str, now: datetime, retry_at: datetime | None
) -> None:
    """Note that an alert has certainly not arrived.

    Args:
        con: The warehouse.
        alert_id: The alert.
        why: For people.
        now: The time.
        retry_at: When to try again; None: never by itself, a person has to look.
    """
    with store.transaction(con):
        con.execute(
            """
            UPDATE store.outbox
            SET state = CASE WHEN $retry_at IS NULL THEN 'parked' ELSE 'pending' END,
                next_try_at = CASE WHEN $retry_at IS NULL THEN NULL
                                   ELSE greatest($retry_at, $now) END,
                sending_since = NULL, last_error = $why
            WHERE alert_id = $alert_id AND state <> 'sent'
            """,
            {
                "alert_id": alert_id,
                "why": store.utf8(why),
                "retry_at": retry_at,
                "now": now,
            },
        )


def release(con: Connection, now: datetime) -> int:
    """Put every parked alert back in the queue; return how many there were."""
    with store.transaction(con):
        found = store.words(
            con,
            """
            UPDATE store.outbox SET state = 'pending', next_try_at = $now
            WHERE state = 'parked'
            RETURNING alert_id
            """,
            {"now": now},
        )
    return len(found)


def counts(con: Connection) -> dict[str, int]:
    """Return how many alerts are pending, sending, sent and parked."""
    found = dict(con.execute("SELECT state, count(*) FROM store.outbox GROUP BY state").fetchall())
    return {state: found.get(state, 0) for state in ("pending", "sending", "sent", "parked")}


def _send(con: Connection, ids: list[str], now: datetime) -> tuple[Queued, ...]:
    """Mark alerts as being sent from now on and return them in the given order."""
    con.execute(
        """
        UPDATE store.outbox
        SET state = 'sending', sending_since = $now, next_try_at = NULL, attempts = attempts + 1
        WHERE alert_id IN (SELECT unnest($ids::JSON::TEXT[]))
        """,
        {"ids": store.text(ids), "now": now},
    )
    found: dict[str, dict[str, Any]] = {
        row["alert_id"]: row
        for row in store.read(
            con,
            """
            SELECT alert_id, key, channel, text, blocks, created_at, attempts, sending_since
            FROM store.outbox
            WHERE alert_id IN (SELECT unnest($ids::JSON::TEXT[]))
            """,
            {"ids": store.text(ids)},
        )
    }
    queued = []
    for alert_id in ids:
        row = found[alert_id]
        attempts, since = row.pop("attempts"), row.pop("sending_since")
        queued.append(Queued(alert=Alert(**row), attempts=attempts, sending_since=since))
    return tuple(queued)
