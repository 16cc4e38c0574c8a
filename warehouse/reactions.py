"""What people in the channel make of messages: each reaction said, and each taken back."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import NamedTuple

from duckdb import DuckDBPyConnection as Connection

from warehouse import feedback, keyed, store
from warehouse.feedback import TAKEN_BACK, Feedback

WAY = "reaction"


class Message(NamedTuple):
    """A message that the channel took."""

    alert_id: str
    channel: str  # its id
    ts: str  # the channel's own name for the message
    parent_ts: str  # the message that it replies to; empty: none
    is_listed: bool  # the channel's history has it: no reply, or one that all are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """That a person reacted to a message, or took it back."""

    alert_id: str
    who: str
    meaning: str  # useful, noise, on it
    emoji: str
    is_there: bool


def messages(con: Connection, since: datetime, most: int) -> tuple[Message, ...]:
    """Return the messages that arrived since then and are not known to be deleted, newest first.

    Args:
        con: The warehouse.
        since: Older ones are left out.
        most: At most so many.
    """
    found = con.execute(
        r"""
        SELECT alert_id, receipt_channel, receipt_ts, coalesce(parent_ts, ''),
               parent_ts IS NULL OR is_broadcast
        FROM store.outbox
        WHERE state = 'sent' AND sent_at >= $since AND gone_at IS NULL
          AND regexp_full_match(receipt_ts, '\d+\.\d+')  -- no terminal, no webhook
          AND receipt_channel IS NOT NULL
        ORDER BY sent_at DESC, number DESC
        LIMIT $most
        """,
        {"since": since, "most": most},
    ).fetchall()
    return tuple(Message(*row) for row in found)


def standing(con: Connection, alert_ids: Iterable[str]) -> dict[str, tuple[Reaction, ...]]:
    """Return the reactions that were there when each message was read last."""
    rows = store.read(
        con,
        """
        SELECT alert_id, who, meaning, emoji, true AS is_there
        FROM store.standing_reactions
        WHERE alert_id IN (SELECT unnest($ids::JSON::TEXT[]))
        ORDER BY reaction_id
        """,
        {"ids": store.text(sorted(set(alert_ids)))},
    )
    found: dict[str, tuple[Reaction, ...]] = {}
    for row in rows:
        one = Reaction(**row)
        found[one.alert_id] = (*found.get(one.alert_id, ()), one)
    return found


def add(con: Connection, reactions: Iterable[Reaction], now: datetime) -> int:
    """Keep what was said and taken back, and what it says of articles; return how many.

    A thumb on a message about an article is feedback on the article. Of what one person says
    of it the last word counts; taken back, another one of theirs on the same article stands.

    Args:
        con: The warehouse.
        reactions: In the order in which they are to count.
        now: When they were read.
    """
    given = list(reactions)
    with store.transaction(con):
        rows = [asdict(one) | {"seen_at": now} for one in given]
        store.insert(con, "reactions", keyed.numbered(con, "reactions", "reaction_id", rows))
        for alert_id, who in dict.fromkeys(
            (one.alert_id, one.who) for one in given if one.meaning in feedback.VERDICTS
        ):
            _as_feedback(con, alert_id, who, now)
    return len(given)


def _as_feedback(con: Connection, alert_id: str, who: str, now: datetime) -> None:
    """Say of the article of a message what a person's thumbs say of it now."""
    found = con.execute(
        "SELECT article_id FROM store.outbox WHERE alert_id = $alert_id", {"alert_id": alert_id}
    ).fetchone()
    if not found or found[0] is None:  # a digest, the weekly message: about no single article
        return
    last = con.execute(
        """
        SELECT meaning
        FROM store.standing_reactions
        JOIN store.outbox USING (alert_id)
        WHERE who = $who AND article_id = $article_id AND meaning IN ('useful', 'noise')
        ORDER BY reaction_id DESC
        LIMIT 1
        """,
        {"who": who, "article_id": found[0]},
    ).fetchone()
    said = Feedback(who=who, way=WAY, verdict=last[0] if last else TAKEN_BACK)
    feedback.add(con, feedback.meant(con, alert_id, ()), said, now)
