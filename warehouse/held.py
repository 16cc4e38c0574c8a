"""What a channel was not told at once: remembered, so that its digest tells it, once."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from warehouse import keyed, store

CAP, TIER, NOBODY = "cap", "tier", "nobody"  # why: too many, read by day, no row wants it


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An alert that was not sent at once."""

    key: str  # that it would have had
    channel: str  # empty: the default
    kind: str
    initiative_id: str | None  # None: about no single initiative
    article_id: str | None  # None: about no single article
    headline: str
    why: str  # CAP, TIER or NOBODY
    url: str = ""  # of the article; empty: none, or not looked up


def fresh(con: Connection, keys: Iterable[str]) -> set[str]:
    """Return those keys of alerts that were neither queued before nor held back for a digest."""
    return set(
        store.words(
            con,
            """
            SELECT key FROM (SELECT unnest($keys::JSON::TEXT[]) AS key)
            ANTI JOIN store.outbox USING (key)
            ANTI JOIN (FROM store.held_alerts WHERE why <> $nobody) USING (key)
            """,
            {"keys": store.text(list(keys)), "nobody": NOBODY},
        )
    )


def queued_since(con: Connection, since: datetime) -> dict[str, int]:
    """Return how many alerts were queued at a time or later, by channel; no digests."""
    found = con.execute(
        """
        SELECT channel, count(*) FROM store.outbox
        WHERE created_at >= $since AND kind NOT IN ('digest', 'weekly', 'review', 'more')
        GROUP BY channel
        """,
        {"since": since},
    ).fetchall()
    return dict(found)


def hold(con: Connection, held: Iterable[Held], now: datetime) -> None:
    """Remember alerts that are not sent at once; what is remembered stays as it is."""
    rows = [asdict(one) | {"held_at": now} for one in held]
    for row in rows:
        del row["url"]
    keyed.add(con, "held_alerts", ("key",), rows)


def untold(con: Connection, *, unannounced: bool = False) -> tuple[Held, ...]:
    """Return what no digest has told yet, in the order in which it was held back.

    Args:
        con: The warehouse.
        unannounced: Only what was too much for a run and stood in no "and N more".
    """
    found = store.read(
        con,
        """
        SELECT key, channel, held_alerts.kind, initiative_id, held_alerts.article_id, headline,
               why, coalesce(url, '') AS url
        FROM store.held_alerts
        LEFT JOIN store.documents ON documents.document_id = held_alerts.article_id
        WHERE told_in IS NULL AND why <> $nobody
          AND (NOT $unannounced OR (announced_in IS NULL AND why = $cap))
        ORDER BY held_at, held_alerts.rowid
        """,
        {"unannounced": unannounced, "cap": CAP, "nobody": NOBODY},
    )
    return tuple(Held(**row) for row in found)


def announced(con: Connection, keys: Iterable[str], key: str) -> None:
    """Note in which message "and N more" alerts that were held back stand."""
    _note(con, keys, "announced_in", key)


def told(con: Connection, keys: Iterable[str], key: str) -> None:
    """Note in which digest alerts that were held back stand."""
    _note(con, keys, "told_in", key)


def _note(con: Connection, keys: Iterable[str], column: str, key: str) -> None:
    with store.transaction(con):
        con.execute(
            f"""
            UPDATE store.held_alerts SET {column} = $key
            WHERE key IN (SELECT unnest($keys::JSON::TEXT[]))
            """,  # noqa: S608 - one of the two names above
            {"keys": store.text(list(keys)), "key": key},
        )
