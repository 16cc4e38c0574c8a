"""An alert is written down before it is sent, so that no crash loses or doubles it.

pending → sending (committed before the post) → sent, or back to pending, or parked.
Whoever finds a row in ``sending`` that nobody works on asks the channel whether it arrived.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, Protocol

from duckdb import DuckDBPyConnection as Connection

from records import Alert
from warehouse import keyed, store
from warehouse.outbox_next import Place, Queued, Waiting, take, uncertain, waiting
from warehouse.outbox_pace import holding, inherit, last_calls

__all__ = [
    "About",
    "Place",
    "Queued",
    "Receipt",
    "Waiting",
    "counts",
    "enqueue",
    "failed",
    "holding",
    "inherit",
    "last_calls",
    "orphaned",
    "postponed",
    "sent",
    "take",
    "uncertain",
    "waiting",
]


class Receipt(Protocol):
    """How a channel names a message that it took."""

    @property
    def ts(self) -> str:
        """The message's own name."""

    @property
    def channel(self) -> str:
        """The channel that shows it."""

    @property
    def thread_ts(self) -> str:
        """The message below which it stands; empty: it stands alone."""


class About(NamedTuple):
    """What an alert is about; for analysts, never shown to the channel."""

    kind: str  # new, stage, deadline, digest …
    initiative_id: str | None = None  # None: about no single initiative
    article_id: str | None = None  # None: about no single article


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
            "tier": alert.tier,
            "thread": alert.thread,
            "is_broadcast": alert.is_broadcast,
            "not_before": alert.not_before,
            "is_short": False,
            "is_holding": False,
            "state": "pending",
            "attempts": 0,
            "next_try_at": now,
            **known.get(key, About(kind=""))._asdict(),
        }
        for key, alert in unique.items()
    ]
    with store.transaction(con):
        numbered = keyed.numbered(con, "outbox", "number", rows)
        new = keyed.add(con, "outbox", ("key",), numbered, not_before="TIMESTAMPTZ")
    return [str(row["key"]) for row in new]


def sent(con: Connection, alert_id: str, receipt: Receipt | None, now: datetime) -> None:
    """Note that an alert has arrived.

    Args:
        con: The warehouse.
        alert_id: The alert.
        receipt: What the channel answered; None: it gives no receipts. One that stands in no
            thread although it was sent as a reply tells that the parent is gone.
        now: The time.
    """
    thread_ts = (receipt and receipt.thread_ts) or None
    with store.transaction(con):
        _lose_parent(con, alert_id, thread_ts, now)
        con.execute(
            """
            UPDATE store.outbox
            SET state = 'sent', sent_at = $now, sending_since = NULL, next_try_at = NULL,
                receipt_ts = $ts, receipt_channel = $channel, parent_ts = $thread_ts,
                last_error = NULL
            WHERE alert_id = $alert_id
            """,
            {
                "alert_id": alert_id,
                "now": now,
                "ts": (receipt and receipt.ts) or None,
                "channel": (receipt and receipt.channel) or None,
                "thread_ts": thread_ts,
            },
        )


def postponed(
    con: Connection, alert_id: str, why: str, at: datetime, *, holds: bool = False
) -> None:
    """Note that nobody knows yet whether an alert has arrived, and when to look.

    Args:
        con: The warehouse.
        alert_id: The alert.
        why: For people.
        at: Not before this does ``uncertain`` hand it out.
        holds: Its channel waits with it.
    """
    with store.transaction(con):
        con.execute(
            """
            UPDATE store.outbox SET next_try_at = $at, last_error = $why, is_holding = $holds
            WHERE alert_id = $alert_id AND state = 'sending'
            """,
            {"alert_id": alert_id, "why": store.utf8(why), "at": at, "holds": holds},
        )


def orphaned(con: Connection, alert_id: str, why: str, now: datetime) -> None:
    """Note that the message which an alert was to reply to is gone; the alert goes again.

    It finds no parent any more, or the next one, and may become the parent itself.
    """
    with store.transaction(con):
        _lose_parent(con, alert_id, None, now)
        failed(con, alert_id, why, now, now)


def _lose_parent(con: Connection, alert_id: str, thread_ts: str | None, now: datetime) -> None:
    """Note that the message which an alert replied to is gone, unless it stands below it."""
    con.execute(
        """
        UPDATE store.outbox AS parent SET gone_at = $now
        FROM store.outbox AS mine
        WHERE mine.alert_id = $alert_id AND parent.receipt_ts = mine.parent_ts
          AND mine.parent_ts IS DISTINCT FROM $thread_ts
          AND parent.thread = mine.thread
          AND coalesce(parent.target, parent.receipt_channel) = mine.target
        """,
        {"alert_id": alert_id, "thread_ts": thread_ts, "now": now},
    )


def failed(
    con: Connection,
    alert_id: str,
    why: str,
    now: datetime,
    retry_at: datetime | None,
    *,
    shorten: bool = False,
    holds: bool = False,
) -> None:
    """Note that an alert has certainly not arrived.

    Args:
        con: The warehouse.
        alert_id: The alert.
        why: For people.
        now: The time.
        retry_at: When to try again; None: never by itself, a person has to look.
        shorten: Its layout was refused: from now on it is plain and short.
        holds: Its channel waits with it.
    """
    with store.transaction(con):
        con.execute(
            """
            UPDATE store.outbox
            SET state = CASE WHEN $retry_at IS NULL THEN 'parked' ELSE 'pending' END,
                next_try_at = CASE WHEN $retry_at IS NULL THEN NULL
                                   ELSE greatest($retry_at, $now) END,
                sending_since = NULL, last_error = $why, is_short = is_short OR $shorten,
                is_holding = $holds
            WHERE alert_id = $alert_id AND state <> 'sent'
            """,
            {
                "alert_id": alert_id,
                "why": store.utf8(why),
                "retry_at": retry_at,
                "shorten": shorten,
                "holds": holds,
                "now": now,
            },
        )


def counts(con: Connection) -> dict[str, int]:
    """Return how many alerts are pending, sending, sent and parked."""
    found = dict(con.execute("SELECT state, count(*) FROM store.outbox GROUP BY state").fetchall())
    return {state: found.get(state, 0) for state in ("pending", "sending", "sent", "parked")}
