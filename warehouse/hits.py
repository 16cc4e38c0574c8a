"""What the rulesets said of each document, whose voice it has, and what closes when."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import NamedTuple

from duckdb import DuckDBPyConnection as Connection

from records import Deadline, Hit, ThemeScore, Verdict, Voice
from warehouse import store


class Extract(NamedTuple):
    """An article on a theme, with the sentence that weighs most."""

    title: str
    url: str
    source: str
    theme: str  # title of the theme, for people
    quote: str
    initiative: str | None  # None: no initiative is named


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
        new = store.words(
            con,
            """
            INSERT INTO store.rulesets VALUES ($digest, $now)
            ON CONFLICT DO NOTHING
            RETURNING digest
            """,
            {"digest": digest, "now": now},
        )
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
            store.given(rows),
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


def extracts(con: Connection, since: datetime, until: datetime) -> tuple[Extract, ...]:
    """Return what a digest tells: one row for each theme of each article that was news then.

    Of a story that several sources tell, only the article that leads it.

    Args:
        con: The warehouse.
        since: Articles that were seen first before it are left out.
        until: So are those that were seen first at it or after it.
    """
    found = con.execute(
        """
        WITH proof AS (
            SELECT article_id, theme_id, arg_max(sentence, weight) AS sentence
            FROM main.hits
            GROUP BY article_id, theme_id
        ),
        named AS (
            SELECT article_id, arg_max(initiative, (is_main, confidence)) AS initiative
            FROM main.mentions
            GROUP BY article_id
        )
        SELECT DISTINCT ON (appeared_at, article_id, theme)
               articles.title, articles.url, articles.source, theme, proof.sentence,
               named.initiative, coalesce(articles.published_at, articles.first_seen_at)
                   AS appeared_at, article_id
        FROM main.themes_by_article AS labelled
        JOIN main.articles USING (article_id)
        JOIN proof USING (article_id, theme_id)
        LEFT JOIN named USING (article_id)
        WHERE NOT articles.is_baseline
          AND articles.first_seen_at >= $since AND articles.first_seen_at < $until
          AND coalesce(articles.story_id, article_id) = article_id
        ORDER BY appeared_at DESC, article_id, theme, labelled.score DESC
        """,
        {"since": since, "until": until},
    ).fetchall()
    return tuple(Extract(*row[:6]) for row in found)


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
