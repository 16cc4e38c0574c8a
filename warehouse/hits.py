"""What the rulesets said of each document, whose voice it has, and what closes when."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from records import Deadline, Hit, ThemeScore, Verdict, Voice
from warehouse import keyed, store


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
        hits += [key | _hit_row(hit) for hit in verdict.hits]
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
    if not rows:
        return
    with store.transaction(con):
        con.execute(
            "DELETE FROM store.voices WHERE document_id IN (SELECT unnest($ids::JSON::TEXT[]))",
            {"ids": store.text([row["document_id"] for row in rows])},
        )
        con.execute(
            """
            INSERT INTO store.voices BY NAME
            SELECT unnest(from_json_strict($rows, $types), max_depth := 2), $now AS read_at
            """,
            {**store.given(rows), "now": now},
        )


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
    rows = [asdict(deadline) for deadline in deadlines]
    ids = sorted({*read, *(row["document_id"] for row in rows)})
    if not ids:
        return
    with store.transaction(con):
        con.execute(
            "DELETE FROM store.deadlines WHERE document_id IN (SELECT unnest($ids::JSON::TEXT[]))",
            {"ids": store.text(ids)},
        )
        if rows:
            con.execute(
                """
                INSERT INTO store.deadlines BY NAME
                SELECT unnest(from_json_strict($rows, $types), max_depth := 2), $now AS found_at
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


def _hit_row(hit: Hit) -> dict[str, object]:
    return {field.name: getattr(hit, field.name) for field in fields(Hit)}
