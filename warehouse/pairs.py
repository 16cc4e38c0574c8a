"""Initiatives that may be one, and names that may be none: what people are asked to decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from warehouse import keyed, store
from warehouse.initiatives import SURE

MOST_QUOTES = 2  # of one initiative; who decides wants to see, not to read


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPair:
    """Two initiatives that may be one, and that nobody has decided about."""

    initiative_id: str
    initiative: str
    other_id: str
    other: str
    score: float  # 0 to 1
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A name that nothing vouches for surely, and that nobody has decided about."""

    initiative_id: str
    name: str
    kind: str
    confidence: float  # of the surest mention
    mentions: int  # documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What shows a person which initiative it is."""

    names: tuple[str, ...]
    kind: str
    stage: str
    areas: tuple[str, ...]
    sponsors: tuple[str, ...]
    mentions: int  # documents
    quotes: tuple[tuple[str, str, str], ...]  # sentence, source, address


def sketches(con: Connection) -> list[dict[str, Any]]:
    """Return what initiatives are compared by, one dict each."""
    found = store.read(
        con,
        """
        WITH former AS (
            SELECT initiative_id, list(DISTINCT other_id) AS ids
            FROM main.initiative_links
            WHERE relation = 'formerly' AND other_id <> initiative_id
            GROUP BY initiative_id
        )
        SELECT initiative_id, names, kind, is_seeded, areas, sponsors,
               first_seen_at AS seen_at, coalesce(former.ids, []) AS formerly
        FROM main.initiatives
        LEFT JOIN former USING (initiative_id)
        WHERE is_seeded OR mentions > 0
        ORDER BY initiative_id
        """,
    )
    sets = ("areas", "sponsors", "formerly")
    return [
        row | {"names": tuple(row["names"])} | {name: frozenset(row[name]) for name in sets}
        for row in found
    ]


def add(con: Connection, rows: Iterable[Mapping[str, object]], now: datetime) -> int:
    """Keep pairs that may be one; return how many were not known.

    Args:
        con: The warehouse.
        rows: initiative_id (the lower), other_id, score and reason of each.
        now: When they were found.
    """
    given = [{**row, "found_at": now} for row in rows]
    return len(keyed.add(con, "pairs", ("initiative_id", "other_id"), given))


def undecided(con: Connection) -> tuple[OpenPair, ...]:
    """Return the pairs that nobody has decided about, the likeliest first."""
    found = store.read(
        con,
        """
        SELECT * EXCLUDE (found_at) FROM main.initiative_pairs
        ORDER BY score DESC, initiative, other, initiative_id, other_id
        """,
    )
    return tuple(OpenPair(**row) for row in found)


def doubtful(con: Connection) -> tuple[Doubtful, ...]:
    """Return the names that are doubtful, the most mentioned first."""
    found = store.read(
        con,
        """
        WITH decided AS (
            SELECT unnest([initiative_id, other_id]) AS initiative_id
            FROM store.standing_decisions
            WHERE what <> 'apart'
        ),
        best AS (
            SELECT initiative_id, max(confidence) AS confidence
            FROM main.mentions
            GROUP BY initiative_id
        )
        SELECT initiative_id, name, kind, confidence, mentions
        FROM main.initiatives
        JOIN best USING (initiative_id)
        ANTI JOIN decided USING (initiative_id)
        WHERE confidence < $sure AND NOT is_seeded
        ORDER BY mentions DESC, confidence, name, initiative_id
        """,
        {"sure": SURE},
    )
    return tuple(Doubtful(**row) for row in found)


def proofs(con: Connection, initiative_ids: Iterable[str]) -> dict[str, Proof]:
    """Return what shows which initiatives these are, by id."""
    given = {"ids": store.text(sorted(set(initiative_ids))), "most": MOST_QUOTES}
    quotes: dict[str, list[tuple[str, str, str]]] = {}
    for key, *quote in con.execute(
        """
        SELECT initiative_id, quote, coalesce(source, source_id), url FROM main.mentions
        WHERE initiative_id IN (SELECT unnest($ids::JSON::TEXT[]))
        QUALIFY row_number() OVER (
            PARTITION BY initiative_id
            ORDER BY is_main DESC, confidence DESC, first_seen_at, mention_id
        ) <= $most
        ORDER BY initiative_id, is_main DESC, confidence DESC, first_seen_at, mention_id
        """,
        given,
    ).fetchall():
        quotes.setdefault(key, []).append((quote[0], quote[1], quote[2]))
    found = store.read(
        con,
        """
        SELECT initiative_id, names, kind, stage, areas, sponsors, mentions FROM main.initiatives
        WHERE initiative_id IN (SELECT unnest($ids::JSON::TEXT[]))
        """,
        {"ids": given["ids"]},
    )
    lists = ("names", "areas", "sponsors")
    return {
        key: Proof(
            **row | {name: tuple(row[name]) for name in lists}, quotes=tuple(quotes.get(key, ()))
        )
        for row in found
        if (key := row.pop("initiative_id"))
    }
