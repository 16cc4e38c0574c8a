"""Which messages belong together: what was told of an initiative is one thread in a channel."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from warehouse import store


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What was told of an initiative so far; what it was merged with belongs to it."""

    initiative_id: str  # that is kept
    name: str
    thread: str  # by which its messages hang together; one of its ids
    channels: frozenset[str]  # in which a message of it stands, or is on its way
    sources: frozenset[str]  # names of those that told of it
    replies: int  # that named further sources since the last news of it
    muted: frozenset[str]  # tiers in which two people say noise
    people: int  # that have said that they are on it

    @property
    def is_told(self) -> bool:
        """Whether there is a message to reply to."""
        return bool(self.channels)


# Messages of initiatives, and whether one can be replied to. What is parked was never seen, a
# reply below a deleted message is out of sight.
_MESSAGES = """
    SELECT asked.kept_id, outbox.*,
           state IN ('pending', 'sending')
           OR state = 'sent' AND parent_ts IS NULL AND gone_at IS NULL AS is_parent
    FROM store.outbox
    JOIN store.kept AS asked USING (initiative_id)
"""


def standing(con: Connection, initiative_ids: Iterable[str]) -> dict[str, Thread]:
    """Return the threads of initiatives, by the id that was asked for.

    Args:
        con: The warehouse.
        initiative_ids: Which; those that are not in the register are left out.
    """
    rows = store.read(
        con,
        f"""
        WITH asked AS (
            SELECT initiative_id, kept_id, name FROM store.kept
            WHERE initiative_id IN (SELECT unnest($ids::JSON::TEXT[])) AND NOT is_refused
        ),
        messages AS (SELECT * FROM ({_MESSAGES}) WHERE kept_id IN (SELECT kept_id FROM asked)),
        threads AS (
            SELECT kept_id,
                   arg_min(thread, (thread <> kept_id, number))
                       FILTER (thread <> '' AND is_parent) AS thread,
                   list(DISTINCT channel) FILTER (thread <> '' AND is_parent) AS channels,
                   max(number) FILTER (kind <> 'source') AS last_news
            FROM messages
            GROUP BY kept_id
        ),
        replies AS (
            SELECT kept_id, count(DISTINCT messages.created_at) AS replies
            FROM messages
            JOIN threads USING (kept_id)
            WHERE kind = 'source' AND number > coalesce(last_news, 0)
            GROUP BY kept_id
        ),
        tellers AS (
            SELECT kept_id, document_id
            FROM store.mentions
            JOIN store.kept USING (initiative_id)
            WHERE is_main
            UNION
            SELECT kept_id, others.article_id
            FROM messages
            JOIN store.story_members AS mine USING (article_id)
            JOIN store.story_members AS others ON others.story_id = mine.story_id
        ),
        sources AS (
            SELECT kept_id, list(DISTINCT sources.name) AS sources
            FROM tellers
            JOIN store.documents USING (document_id)
            JOIN store.sources USING (source_id)
            WHERE kept_id IN (SELECT kept_id FROM asked)
            GROUP BY kept_id
        ),
        muted AS (
            SELECT kept_id, list(tier) AS muted FROM store.mutes GROUP BY kept_id
        ),
        eyes AS (
            SELECT kept_id, count(DISTINCT who) AS people
            FROM messages
            JOIN store.standing_reactions USING (alert_id)
            WHERE meaning = 'on it'
            GROUP BY kept_id
        )
        SELECT asked.initiative_id AS asked_id, kept_id AS initiative_id, asked.name,
               coalesce(thread, kept_id) AS thread, coalesce(channels, []) AS channels,
               coalesce(sources, []) AS sources, coalesce(replies, 0) AS replies,
               coalesce(muted, []) AS muted, coalesce(people, 0) AS people
        FROM asked
        LEFT JOIN threads USING (kept_id)
        LEFT JOIN replies USING (kept_id)
        LEFT JOIN sources USING (kept_id)
        LEFT JOIN muted USING (kept_id)
        LEFT JOIN eyes USING (kept_id)
        """,  # noqa: S608 - a constant of this file
        {"ids": store.text(sorted(set(initiative_ids)))},
    )
    return {row.pop("asked_id"): _thread(row) for row in rows}


def of_stories(con: Connection, leads: Mapping[str, str]) -> dict[str, str]:
    """Return the initiative, as kept, that was told with the same text, by article.

    Args:
        con: The warehouse.
        leads: The article that leads its story, by article.
    """
    found = dict(
        con.execute(
            """
            SELECT story_id, arg_min(kept_id, number)
            FROM store.outbox
            JOIN store.story_members USING (article_id)
            JOIN store.kept USING (initiative_id)
            WHERE story_id IN (SELECT unnest($ids::JSON::TEXT[]))
              AND state <> 'parked' AND NOT is_refused
            GROUP BY story_id
            """,
            {"ids": store.text(sorted(set(leads.values())))},
        ).fetchall()
    )
    return {article: found[lead] for article, lead in leads.items() if lead in found}


def of_calls(con: Connection, call_ids: Iterable[str]) -> dict[str, str]:
    """Return the initiative, as kept, that a call is about, as far as there is one.

    Where its documents are about several, that which most of them are about; of equals the
    one that is named first.
    """
    found = con.execute(
        """
        SELECT call_id, kept_id
        FROM store.call_evidence
        JOIN store.mentions USING (document_id)
        JOIN store.kept USING (initiative_id)
        WHERE is_main AND NOT is_refused AND call_id IN (SELECT unnest($ids::JSON::TEXT[]))
        GROUP BY call_id, kept_id
        QUALIFY row_number() OVER (
            PARTITION BY call_id
            ORDER BY count(DISTINCT document_id) DESC, min((field <> 'title', mentions.start)),
                     kept_id
        ) = 1
        """,
        {"ids": store.text(sorted(set(call_ids)))},
    ).fetchall()
    return dict(found)


def _thread(row: dict[str, Any]) -> Thread:
    sets = ("channels", "sources", "muted")
    return Thread(**row | {name: frozenset(row[name]) for name in sets})
