"""What the rulesets said of each document, whose voice it has, what closes, what may be new."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from records import Deadline, Mention, ThemeScore, Verdict, Voice
from warehouse import keyed, store

# What is kept of a name that is too unsure to be told.
_HINT = (
    *("document_id", "initiative_id", "name", "kind", "field", "start", "stop"),
    *("quote", "stage", "confidence", "why"),
)


def add_ruleset(
    con: Connection, digest: str, themes: Mapping[str, tuple[str, str]], now: datetime
) -> bool:
    """Remember a ruleset by its digest; return whether it is new.

    Args:
        con: The warehouse.
        digest: Of all its rules.
        themes: Title and why of each theme, by id.
        now: When it was loaded first.
    """
    with store.transaction(con):
        new = keyed.add(con, "rulesets", ("digest",), [{"digest": digest, "loaded_at": now}])
        if new and themes:
            rows = [
                {"ruleset": digest, "theme_id": theme_id, "title": title, "why": why}
                for theme_id, (title, why) in themes.items()
            ]
            store.insert(con, "themes", rows)
    return bool(new)


def add_verdicts(
    con: Connection,
    verdicts: Iterable[Verdict],
    now: datetime,
    *,
    digests: Mapping[str, str],
) -> None:
    """Keep verdicts with their scores and hits.

    A further verdict of the same ruleset on the same text takes the place of the first.

    Args:
        con: The warehouse.
        verdicts: One for each document.
        now: When they were found.
        digests: Digest of the text that was judged, by article id; reports have none. Not
            looked up here: the article may have changed since it was read.
    """
    given = tuple(verdicts)
    if not given:
        return
    rows: list[dict[str, object]] = []
    scores: list[dict[str, object]] = []
    hits: list[dict[str, object]] = []
    for verdict in given:
        key: dict[str, object] = {
            "document_id": verdict.document_id,
            "digest": digests.get(verdict.document_id, ""),
            "ruleset": verdict.ruleset,
        }
        rows.append(key | {"is_relevant": verdict.is_relevant, "scope": verdict.scope})
        scores += [key | _score_row(score) for score in verdict.scores]
        hits += [key | hit._asdict() for hit in verdict.hits]
    with store.transaction(con):
        con.execute(
            """
            CREATE OR REPLACE TEMP TABLE given_verdicts AS
            SELECT unnest(from_json_strict($rows, $types), max_depth := 2)
            """,
            store.given(keyed.numbered(con, "verdicts", "verdict_id", rows)),
        )
        for table in ("verdicts", "theme_scores", "hits"):
            con.execute(
                f"""
                DELETE FROM store.{table} AS old USING given_verdicts AS given
                WHERE old.document_id = given.document_id AND old.digest = given.digest
                  AND old.ruleset = given.ruleset
                """  # noqa: S608 - one of the three names above
            )
        con.execute(
            """
            INSERT INTO store.verdicts BY NAME
            SELECT *, $now AS judged_at FROM given_verdicts
            """,
            {"now": now},
        )
        store.insert(con, "theme_scores", scores)
        store.insert(con, "hits", hits)


def add_voices(con: Connection, voices: Iterable[Voice], now: datetime) -> None:
    """Keep whose voice documents have; a further reading takes the place of the first."""
    rows = [asdict(voice) | {"unions": list(voice.unions)} for voice in voices]
    _put(con, "voices", rows, {"read_at": now}, ())


def add_deadlines(
    con: Connection, deadlines: Iterable[Deadline], now: datetime, *, read: Iterable[str] = ()
) -> None:
    """Keep dates by which somebody may respond.

    Args:
        con: The warehouse.
        deadlines: Those that were found.
        now: When they were found.
        read: Ids of all documents that were read for them: what an earlier reading of these
            found is replaced, by nothing if nothing is found any more.
    """
    _put(con, "deadlines", [asdict(one) for one in deadlines], {"found_at": now}, read)


def add_hints(
    con: Connection, hints: Iterable[Mention], now: datetime, *, read: Iterable[str] = ()
) -> None:
    """Keep what documents seem to report under names that are too unsure to be told.

    Args:
        con: The warehouse.
        hints: Those that were found, one a document at most.
        now: When they were found.
        read: As with ``add_deadlines``.
    """
    rows = [{name: getattr(one, name) for name in _HINT} for one in hints]
    _put(con, "hints", rows, {"recorded_at": now}, read)


def _put(
    con: Connection,
    table: str,
    rows: list[dict[str, object]],
    when: dict[str, datetime],
    read: Iterable[str],
) -> None:
    """Write rows in place of what their documents, and others that were read, had before."""
    ids = sorted({*read, *(str(row["document_id"]) for row in rows)})
    if not ids:
        return
    ((column, now),) = when.items()
    with store.transaction(con):
        con.execute(
            f"DELETE FROM store.{table} "  # noqa: S608 - our own name
            "WHERE document_id IN (SELECT unnest($ids::JSON::TEXT[]))",
            {"ids": store.text(ids)},
        )
        if rows:
            con.execute(
                f"""
                INSERT INTO store.{table} BY NAME
                SELECT unnest(from_json_strict($rows, $types), max_depth := 2), $now AS {column}
                """,
                {**store.given(rows), "now": now},
            )


def _score_row(score: ThemeScore) -> dict[str, object]:
    return {
        "theme_id": score.theme_id,
        "score": score.score,
        "threshold": score.threshold,
        "is_given": score.is_given,
        "by_rules": score.by_rules,
        "by_sentences": score.by_sentences,
        "by_words": score.by_words,
        "counted": list(score.counted),
    }
