"""The names of initiatives: which are known, whose they are, and what a person means by one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from records import Mention, PlacewatchError
from warehouse import store

MOST_NAMED = 3  # of names that are like the one asked for
SHORTEST_ID = 4  # characters of an id that stand for it, if no other begins so; guess


class UnknownInitiative(PlacewatchError):
    """A name that no initiative has, or more than one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The initiative that a person means by a name or an id."""

    initiative_id: str  # the one that bears the name itself
    kept_id: str  # the one that it belongs to now
    name: str  # of the one that is kept
    kind: str  # likewise
    is_refused: bool


def add(con: Connection, rows: Iterable[Mapping[str, object]], now: datetime) -> None:
    """Keep names that are not known of their initiatives, nor of what was merged with them.

    Args:
        con: The warehouse.
        rows: initiative_id and name of each.
        now: When they were found.
    """
    given = list(rows)
    if given:
        con.execute(
            """
            INSERT INTO store.initiative_names BY NAME
            WITH given AS (
                SELECT DISTINCT initiative_id, name
                FROM (SELECT unnest(from_json_strict($rows, $types), max_depth := 2))
            )
            SELECT given.initiative_id, given.name, $now AS first_seen_at
            FROM given
            JOIN store.kept USING (initiative_id)
            ANTI JOIN store.kept_names AS known
                ON known.initiative_id = kept.kept_id AND known.name = given.name
            ORDER BY ALL
            """,
            {**store.given(given), "now": now},
        )


def named_at(con: Connection, now: datetime) -> list[str]:
    """Return the initiatives to which a name was added at this moment."""
    return store.words(
        con,
        """
        SELECT DISTINCT kept_id
        FROM store.initiative_names
        JOIN store.kept USING (initiative_id)
        WHERE first_seen_at = $now
        ORDER BY kept_id
        """,
        {"now": now},
    )


def as_named(con: Connection, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return mentions under the initiative whose name they bear, be it merged or not.

    So nothing has to be sorted out again when a merger is undone.
    """
    found = con.execute(
        """
        SELECT kept_id, lower(names.name), min(initiative_id)
        FROM store.kept
        JOIN store.initiative_names AS names USING (initiative_id)
        WHERE initiative_id <> kept_id
          AND kept_id IN (SELECT unnest($ids::JSON::TEXT[]))
        GROUP BY ALL
        """,
        {"ids": store.text(sorted({mention.initiative_id for mention in mentions}))},
    ).fetchall()
    owners = {(kept_id, name): initiative_id for kept_id, name, initiative_id in found}
    return tuple(_as_named(mention, owners) for mention in mentions) if owners else mentions


def _as_named(mention: Mention, owners: Mapping[tuple[str, str], str]) -> Mention:
    for claim in mention.claims:
        if (claim.what, claim.field, claim.start) == ("alias", mention.field, mention.start):
            owner = owners.get((mention.initiative_id, claim.value.lower()))
            if owner:
                return replace(mention, initiative_id=owner)
    return mention


def meant(con: Connection, written: str) -> Meant:
    """Return the initiative that a person means.

    An id or the beginning of one, a name, another name, or a part that only one has; capitals
    do not count.

    Args:
        con: The warehouse, or its published copy.
        written: As the person wrote it.

    Raises:
        UnknownInitiative: with those that are most like it, or all that it may be.
    """
    given = {"written": store.utf8(" ".join(written.split())), "shortest": SHORTEST_ID}
    found = store.read(
        con,
        """
        WITH named AS (
            SELECT initiative_id, names.name AS spoken FROM store.initiative_names AS names
            UNION
            SELECT initiative_id, name FROM store.kept WHERE initiative_id = kept_id
        ),
        fitting AS (
            SELECT initiative_id, CASE
                WHEN initiative_id = lower($written) THEN 1
                WHEN length($written) >= $shortest
                     AND starts_with(initiative_id, lower($written)) THEN 2
                WHEN initiative_id = kept_id AND lower(kept.name) = lower($written) THEN 3
                WHEN lower(spoken) = lower($written) THEN 4
                WHEN contains(lower(spoken), lower($written)) THEN 5
            END AS place
            FROM named
            JOIN store.kept USING (initiative_id)
            WHERE place IS NOT NULL
        ),
        best AS (
            SELECT DISTINCT initiative_id FROM fitting
            WHERE place = (SELECT min(place) FROM fitting)
        )
        SELECT initiative_id, kept_id, kept.name, initiatives.kind, is_refused,
               (SELECT list(DISTINCT value ORDER BY value)[:3] FROM store.claims
                WHERE what = 'area' AND claims.initiative_id = kept.initiative_id) AS areas
        FROM best
        JOIN store.kept USING (initiative_id)
        JOIN store.initiatives ON initiatives.initiative_id = kept_id
        ORDER BY initiative_id <> kept_id, kept.name, initiative_id
        """,
        given,
    )
    if not found or not written.strip():
        raise UnknownInitiative(_unknown(con, written))
    if len({row["kept_id"] for row in found}) > 1:
        raise UnknownInitiative(_many(written, found))
    return Meant(**{name: value for name, value in found[0].items() if name != "areas"})


def _unknown(con: Connection, written: str) -> str:
    like = store.words(
        con,
        """
        SELECT name FROM store.kept_names
        ORDER BY jaro_winkler_similarity(lower(name), lower($written)) DESC, name
        LIMIT $most
        """,
        {"written": store.utf8(written), "most": MOST_NAMED},
    )
    remedy = f"the nearest are {', '.join(map(repr, like))}" if like else "none are known yet"
    return f"no initiative is called {written!r}: {remedy}"


def _many(written: str, found: list[dict[str, object]]) -> str:
    shown = [
        f"{row['name']!r} [{str(row['initiative_id'])[:8]}]"
        + (f" in {', '.join(map(str, areas))}" if isinstance(areas := row["areas"], list) else "")
        for row in found[: 2 * MOST_NAMED]
    ]
    more = len(found) - len(shown)
    also = f" and {more} more" if more > 0 else ""
    return (
        f"{written!r} may be {len(found)} initiatives: {'; '.join(shown)}{also}: "
        "write the whole name, or the id in brackets"
    )
