"""What asks for answers until a day: what documents tell of it, and how it stands."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from duckdb import DuckDBPyConnection as Connection

from records import Call, KnownCall, Notice
from warehouse import store

AROUND = 2_000  # characters to either side of a quote in which an address may stand; guess
MEMORY = timedelta(days=400)  # calls that closed before are settled for good; guess

# Documents with what a notice needs beside the deadline itself.
_NOTICES = """
    SELECT
        given.document_id, given.kind, given.closes_at, given.has_hour, given.start, given.stop,
        given.quote, documents.title, documents.url, coalesce(sources.name, '') AS source,
        coalesce(sources.kind, '') AS source_kind, documents.published_at, given.{at} AS found_at,
        documents.is_baseline,
        coalesce(substring(versions.text, greatest(given.start - $around, 0) + 1,
                           given.stop - given.start + 2 * $around), given.quote) AS near,
        coalesce(versions.links, []) AS links,
        coalesce(organisations.value, '') AS organisations,
        try_cast(nullif(opens.value, '') AS TIMESTAMPTZ) AS opens_at,
        try_cast(nullif(closes.value, '') AS TIMESTAMPTZ) AS said_at,
        coalesce(named.initiatives, []) AS initiatives{more}
    FROM {given} AS given
    JOIN store.documents AS documents USING (document_id)
    LEFT JOIN store.sources AS sources ON sources.source_id = documents.source_id
    LEFT JOIN store.articles AS articles ON articles.article_id = given.document_id
    LEFT JOIN store.article_versions AS versions
        ON versions.article_id = articles.article_id
       AND versions.digest = coalesce(articles.judged_digest, articles.digest)
    LEFT JOIN facts AS organisations
        ON organisations.article_id = given.document_id AND organisations.name = 'organisations'
    LEFT JOIN facts AS opens
        ON opens.article_id = given.document_id AND opens.name = 'opens_at'
    LEFT JOIN facts AS closes
        ON closes.article_id = given.document_id AND closes.name = 'closes_at'
    LEFT JOIN named ON named.document_id = given.document_id
"""
_WITH = """
    WITH facts AS (
        SELECT article_id, name, arg_max(value, seen_at) AS value
        FROM store.article_facts
        WHERE name IN ('organisations', 'opens_at', 'closes_at')
        GROUP BY article_id, name
    ),
    named AS (
        SELECT document_id, list_sort(list(DISTINCT initiative_id)) AS initiatives
        FROM store.mentions
        WHERE is_main
        GROUP BY document_id
    )
"""
_UNSETTLED = """
    (SELECT deadlines.*
     FROM store.deadlines AS deadlines
     ANTI JOIN store.call_evidence USING (document_id, kind, closes_at))
"""
# A call of which no document says any more that it closes then, though it is still to come.
_GONE = """
    SELECT call_id
    FROM store.current_calls AS calls
    WHERE NOT EXISTS (
        SELECT 1
        FROM store.call_evidence AS evidence
        JOIN store.deadlines USING (document_id, kind, closes_at)
        WHERE evidence.call_id = calls.call_id
          AND timezone('Europe/London', evidence.closes_at)::DATE
              = timezone('Europe/London', calls.closes_at)::DATE
    )
"""
_CALL = ", ".join(field.name for field in fields(Call))


def has_news(con: Connection, now: datetime) -> bool:
    """Return whether documents tell of a call anew, or of an open one none, or again of another."""
    found = con.execute(
        f"""
        SELECT EXISTS (SELECT 1 FROM {_UNSETTLED})
            OR EXISTS (SELECT 1 FROM store.current_calls
                       WHERE closes_at > $now AND (state = 'open') = (call_id IN ({_GONE})))
        """,  # noqa: S608 - constants of this file
        {"now": now},
    ).fetchone()
    return bool(found and found[0])


def unsettled(con: Connection) -> tuple[Notice, ...]:
    """Return what documents tell of calls and nobody settled yet."""
    sql = _WITH + _NOTICES.format(given=_UNSETTLED, at="found_at", more="")
    return tuple(_notice(row) for row in store.read(con, sql, {"around": AROUND}))


def known(con: Connection, now: datetime) -> tuple[KnownCall, ...]:
    """Return the calls that may still be told of, with what was told, in their order."""
    sql = _WITH + _NOTICES.format(
        given="(SELECT * FROM store.call_evidence)",
        at="joined_at",
        more=", given.call_id, given.joined_at",
    )
    told: dict[str, list[Notice]] = {}
    for row in store.read(con, sql + " ORDER BY given.joined_at, document_id", {"around": 0}):
        told.setdefault(row["call_id"], []).append(_notice(row))
    gone = set(store.words(con, _GONE))
    rows = store.read(
        con,
        f"""
        SELECT {_CALL} FROM store.current_calls
        WHERE closes_at > $since
        ORDER BY first_seen_at, call_id
        """,  # noqa: S608 - names of the record's fields
        {"since": now - MEMORY},
    )
    return tuple(
        KnownCall(
            call=Call(**row),
            notices=tuple(told.get(row["call_id"], ())),
            is_gone=row["call_id"] in gone,
        )
        for row in rows
    )


def add(
    con: Connection, calls: Iterable[Call], told: Iterable[tuple[str, Notice]], now: datetime
) -> None:
    """Keep how calls stand now, and which documents told of which.

    Args:
        con: The warehouse.
        calls: Those that are new or stand otherwise than before; what was is kept.
        told: Id of a call, and what a document says of it.
        now: When it was settled.
    """
    names = ("document_id", "kind", "closes_at", "has_hour", "start", "stop", "quote")
    with store.transaction(con):
        store.insert(con, "calls", [asdict(call) for call in calls])
        store.insert(
            con,
            "call_evidence",
            [
                {"call_id": call_id, **{name: getattr(one, name) for name in names}}
                | {"joined_at": now}
                for call_id, one in told
            ],
        )


class Place(NamedTuple):
    """The document that says until when a call runs."""

    url: str
    page: int | None  # of a report; None: it is an article


def places(con: Connection, call_ids: Iterable[str]) -> dict[str, Place]:
    """Return which document says until when calls run, and on which page, by call."""
    found = con.execute(
        """
        SELECT call_id, documents.url, max(page) FILTER (WHERE report_pages.start <= calls.start)
        FROM store.current_calls AS calls
        JOIN store.documents USING (document_id)
        LEFT JOIN store.report_pages ON report_id = document_id
        WHERE call_id IN (SELECT unnest($ids::JSON::TEXT[]))
        GROUP BY call_id, documents.url
        """,
        {"ids": store.text(sorted(set(call_ids)))},
    ).fetchall()
    return {call_id: Place(url, page) for call_id, url, page in found}


def told(con: Connection, call_ids: Iterable[str]) -> frozenset[str]:
    """Return the ids of calls of which people were told: reminded, or by an initiative's alert."""
    return frozenset(
        store.words(
            con,
            """
            WITH asked AS (
                SELECT call_id, timezone('Europe/London', closes_at)::DATE::TEXT AS day
                FROM store.current_calls
                WHERE call_id IN (SELECT unnest($ids::JSON::TEXT[]))
            )
            SELECT call_id FROM asked
            JOIN store.outbox AS outbox ON starts_with(outbox.key, asked.call_id || ':')
            UNION
            SELECT asked.call_id FROM asked
            JOIN store.call_evidence AS evidence ON evidence.call_id = asked.call_id
            JOIN store.documents USING (document_id)
            JOIN store.happenings AS happenings
              ON happenings.article_id = documents.article_id
             AND happenings.kind = 'deadline' AND happenings.value = asked.day
            WHERE happenings.told_in <> ''
            """,
            {"ids": store.text(sorted(set(call_ids)))},
        )
    )


def standing(con: Connection, since: datetime) -> tuple[Call, ...]:
    """Return how the calls stand that close at a time or after it, the first to close first."""
    rows = store.read(
        con,
        f"""
        SELECT {_CALL} FROM store.current_calls
        WHERE closes_at >= $since
        ORDER BY closes_at, call_id
        """,  # noqa: S608 - names of the record's fields
        {"since": since},
    )
    return tuple(Call(**row) for row in rows)


def _notice(row: dict[str, Any]) -> Notice:
    given = {field.name: row[field.name] for field in fields(Notice)}
    links = tuple((link["url"], link["text"]) for link in given.pop("links"))
    return Notice(**given | {"links": links, "initiatives": tuple(given["initiatives"])})
