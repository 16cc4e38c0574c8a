"""The register: which initiatives are known, by which names, and what was said of them."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from records import Initiative, Mention, identify
from warehouse import initiative_names, keyed, store

SURE = 0.75  # guess: names with less are no knowledge and are found anew each time
# The order of the stages of initiatives, as far as people see one: the latest is the last.
AS_SAID = "said_at, recorded_at, initiative_id, stage, document_id"


def sync(con: Connection, seeded: Iterable[Initiative], now: datetime) -> list[str]:
    """Bring the register in line with the seeds; return the ids that were not known.

    Only adds and updates: what was known once never becomes news again. A stage of the
    seeds that differs from the last one they gave is added to the initiative's life.
    """
    given = {initiative.initiative_id: initiative for initiative in seeded}
    if not given:
        return []
    known = {row["initiative_id"]: row for row in store.read(con, "FROM store.initiatives")}
    new = [key for key in given if key not in known]
    changed = [
        key
        for key, initiative in given.items()
        if (old := known.get(key))
        and (old["name"], old["kind"], old["is_seeded"]) != (initiative.name, initiative.kind, True)
    ]
    last_stage = dict(
        con.execute(
            """
            SELECT initiative_id, arg_max(stage, (recorded_at, said_at, stage)) FROM store.stages
            WHERE document_id = ''
            GROUP BY initiative_id
            """
        ).fetchall()
    )
    stages = [
        {"initiative_id": key, "stage": one.stage, "said_at": now, "document_id": "", "quote": ""}
        for key, one in given.items()
        if last_stage.get(key) != one.stage
    ]
    with store.transaction(con):
        if new or changed:
            rows = [
                {
                    "initiative_id": key,
                    "name": given[key].name,
                    "kind": given[key].kind,
                    "is_seeded": True,
                    "first_seen_at": now,
                }
                for key in new + changed
            ]
            keyed.put(con, "initiatives", ("initiative_id",), rows, keep=("first_seen_at",))
        initiative_names.add(
            con,
            [
                {"initiative_id": key, "name": name}
                for key, initiative in given.items()
                for name in (initiative.name, *initiative.aliases)
            ],
            now,
        )
        _add_stages(con, stages, now)
    return new


def register(con: Connection, *, without: Iterable[str] = ()) -> tuple[Initiative, ...]:
    """Return every initiative that is surely known, with all its names and its latest stage.

    A name that no document bears any more is no knowledge: who writes it next must prove it.
    What people decided about is known for good. Initiatives that were merged are one here;
    those that were refused are here too, so that their names are not found anew.

    Args:
        con: The warehouse.
        without: Ids of articles that are to be judged anew: their names are not known by them.
    """
    found = store.read(
        con,
        f"""
        WITH latest AS (
            SELECT kept_id, last(stage ORDER BY {AS_SAID}) AS stage
            FROM store.stages
            JOIN store.kept USING (initiative_id)
            GROUP BY kept_id
        ),
        named AS (
            SELECT initiative_id AS kept_id, list(name ORDER BY place) AS names
            FROM store.kept_names
            GROUP BY initiative_id
        ),
        sure AS (
            SELECT initiative_id
            FROM store.mentions
            JOIN store.documents USING (document_id)
            WHERE confidence >= $sure
              AND article_id NOT IN (SELECT unnest($without::JSON::TEXT[]))
            UNION ALL
            SELECT initiative_id FROM store.initiatives WHERE is_seeded
            UNION ALL
            SELECT unnest([initiative_id, other_id]) FROM store.standing_decisions
            WHERE what <> 'apart'
        )
        SELECT kept_id AS initiative_id, kept.name, coalesce(names, []) AS aliases,
               arg_max(kind, initiatives.initiative_id = kept_id) AS kind,
               bool_or(is_seeded) AS is_seeded, coalesce(stage, 'announced') AS stage, is_refused
        FROM store.kept
        JOIN store.initiatives USING (initiative_id)
        LEFT JOIN named USING (kept_id)
        LEFT JOIN latest USING (kept_id)
        GROUP BY kept_id, kept.name, names, stage, is_refused
        HAVING bool_or(initiative_id IN (SELECT initiative_id FROM sure))
        ORDER BY kept_id
        """,  # noqa: S608 - a constant of ours
        {"sure": SURE, "without": store.text(sorted(without))},
    )
    return tuple(
        Initiative(
            **row | {"aliases": tuple(name for name in row["aliases"] if name != row["name"])}
        )
        for row in found
    )


def record(
    con: Connection, mentions: Iterable[Mention], now: datetime, *, read: Iterable[str] = ()
) -> list[str]:
    """Keep mentions and their claims; return the ids of initiatives that were not known.

    Call it after the articles are stored: an initiative is first seen where its article is.
    Stages are only ever added, and only by documents that are about the initiative.

    Args:
        con: The warehouse.
        mentions: Those that were found.
        now: When they were found.
        read: Ids of all documents that were read for them: what an earlier reading of these
            found is replaced, by nothing if nothing is found any more.
    """
    given = initiative_names.as_named(con, tuple(mentions))
    ids = sorted({*read, *(mention.document_id for mention in given)})
    if not ids:
        return []
    rows = {_mention_id(mention): _mention_row(mention) for mention in given}
    claims = {
        (_mention_id(mention), claim.what, claim.value, claim.role, claim.field, claim.start): {
            "mention_id": _mention_id(mention),
            "document_id": mention.document_id,
            "initiative_id": mention.initiative_id,
            **asdict(claim),
        }
        for mention in given
        for claim in mention.claims
    }
    with store.transaction(con):
        for table in ("mentions", "claims"):
            con.execute(
                f"""
                DELETE FROM store.{table}
                WHERE document_id IN (SELECT unnest($ids::JSON::TEXT[]))
                """,  # noqa: S608 - one of the two names above
                {"ids": store.text(ids)},
            )
        if not given:
            return []
        con.execute(
            """
            INSERT INTO store.mentions BY NAME
            SELECT unnest(from_json_strict($rows, $types), max_depth := 2), $now AS recorded_at
            """,
            {**store.given(rows.values()), "now": now},
        )
        store.insert(con, "claims", claims.values())
        new = _add_found(con, ids, now)
        initiative_names.add(
            con,
            [
                {"initiative_id": mention.initiative_id, "name": name}
                for mention in given
                for name in (mention.name, *mention.values("alias"))
            ],
            now,
        )
        _add_stages(con, _said(con, given), now)
    return new


def _add_found(con: Connection, document_ids: list[str], now: datetime) -> list[str]:
    """Register what the mentions of these documents name for the first time."""
    new = keyed.add_found(
        con,
        "initiatives",
        "initiative_id",
        """
        SELECT DISTINCT ON (initiative_id)
               initiative_id, name, mentions.kind, false AS is_seeded, $now AS first_seen_at
        FROM store.mentions
        ANTI JOIN store.initiatives USING (initiative_id)
        WHERE document_id IN (SELECT unnest($ids::JSON::TEXT[]))
        ORDER BY initiative_id, is_main DESC, confidence DESC, mention_id
        """,
        {"ids": store.text(document_ids), "now": now},
    )
    date_first(con)
    return sorted(new)


def date_first(con: Connection) -> None:
    """Note which document named an initiative first, wherever that is not known."""
    con.execute(
        """
        UPDATE store.initiatives
        SET first_document_id = first.document_id, first_source_id = first.source_id
        FROM (
            SELECT DISTINCT ON (initiative_id) initiative_id, document_id, source_id
            FROM store.mentions
            JOIN store.documents USING (document_id)
            SEMI JOIN (FROM store.initiatives WHERE first_document_id IS NULL) USING (initiative_id)
            ORDER BY initiative_id, published_at NULLS LAST, documents.first_seen_at, document_id
        ) AS first
        WHERE initiatives.initiative_id = first.initiative_id
        """
    )


def _said(con: Connection, mentions: tuple[Mention, ...]) -> list[dict[str, object]]:
    """Return the stages that documents about an initiative give, with when they appeared."""
    dates = dict(
        con.execute(
            """
            SELECT document_id, coalesce(published_at, first_seen_at) FROM store.documents
            WHERE document_id IN (SELECT unnest($ids::JSON::TEXT[]))
            """,
            {"ids": store.text([mention.document_id for mention in mentions])},
        ).fetchall()
    )
    return [
        {
            "initiative_id": mention.initiative_id,
            "stage": mention.stage,
            "said_at": dates.get(mention.document_id),
            "document_id": mention.document_id,
            "quote": mention.quote,
        }
        for mention in mentions
        if mention.stage and mention.is_main
    ]


def _add_stages(con: Connection, rows: list[dict[str, object]], now: datetime) -> None:
    if rows:
        con.execute(
            """
            INSERT INTO store.stages BY NAME
            SELECT DISTINCT ON (initiative_id, stage, document_id)
                   initiative_id, stage, coalesce(said_at::TIMESTAMPTZ, $now) AS said_at,
                   document_id, quote, $now AS recorded_at
            FROM (SELECT unnest(from_json_strict($rows, $types), max_depth := 2)) AS given
            WHERE document_id = '' OR NOT EXISTS (
                SELECT 1 FROM store.stages AS old
                WHERE old.initiative_id = given.initiative_id AND old.stage = given.stage
                  AND old.document_id = given.document_id
            )
            ORDER BY initiative_id, stage, document_id
            """,
            {**store.given(rows), "now": now},
        )


def _mention_id(mention: Mention) -> str:
    return identify(mention.document_id, mention.initiative_id, mention.field, str(mention.start))


def _mention_row(mention: Mention) -> dict[str, object]:
    row = asdict(mention) | {"mention_id": _mention_id(mention)}
    del row["claims"]
    return row
