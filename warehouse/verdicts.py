"""What an older ruleset judged, what it said, and what is known once it is judged anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from duckdb import DuckDBPyConnection as Connection

from warehouse import articles, initiatives, store
from warehouse.articles import Unread


class Older(NamedTuple):
    """An article that another ruleset judged last, or one of whose reports it did."""

    article_id: str
    words: int  # of the article and of the reports that are judged with it


class Kept(NamedTuple):
    """An article with what judging it anew needs."""

    unread: Unread
    appeared_at: datetime  # as it says, else when it was seen first
    elsewhere: frozenset[str]  # ids of its reports that are judged with another article


class Proof(NamedTuple):
    """The rule that weighs most for a theme, and the words that it hit."""

    rule_id: str
    quote: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The verdict of a document that stands."""

    is_relevant: bool
    themes: dict[str, Proof]  # those that it was given


WORDS_A_PAGE = 400  # of a report; guess


def older(
    con: Connection, ruleset: str, *, since: datetime | None = None, source_id: str | None = None
) -> tuple[Older, ...]:
    """Return what another ruleset judged last: baseline first, then as seen.

    Left out is what nothing has judged yet: that is news, and classifying tells it.

    Args:
        con: The warehouse.
        ruleset: The digest of the present one.
        since: Only articles that appeared then or later; None: all.
        source_id: Only those of this source; None: all.
    """
    found = con.execute(
        """
        WITH last AS (
            SELECT document_id, digest, arg_max(ruleset, verdict_id) AS ruleset
            FROM store.verdicts
            GROUP BY document_id, digest
        ),
        papers AS (
            SELECT reports.article_id,
                   bool_or(last.ruleset IS DISTINCT FROM $ruleset) AS is_older,
                   sum((SELECT count(*) FROM store.report_pages AS pages
                        WHERE pages.report_id = reports.report_id)) AS pages
            FROM store.reports
            LEFT JOIN last ON last.document_id = reports.report_id AND last.digest = ''
            WHERE reports.problem IS NULL
            GROUP BY reports.article_id
        )
        SELECT article_id, (versions.words + coalesce(papers.pages, 0) * $a_page)::BIGINT
        FROM store.articles
        JOIN store.article_versions AS versions USING (article_id)
        JOIN last ON last.document_id = article_id AND last.digest = versions.digest
        LEFT JOIN papers USING (article_id)
        WHERE versions.digest = coalesce(articles.judged_digest, articles.digest)
          AND (last.ruleset <> $ruleset OR papers.is_older)
          AND ($source_id IS NULL OR articles.source_id = $source_id)
          AND ($since::TIMESTAMPTZ IS NULL
               OR coalesce(articles.published_at, articles.first_seen_at) >= $since)
        ORDER BY articles.is_baseline DESC, articles.first_seen_at,
                 articles.published_at NULLS FIRST, article_id
        """,
        {"ruleset": ruleset, "since": since, "source_id": source_id, "a_page": WORDS_A_PAGE},
    ).fetchall()
    return tuple(Older(*row) for row in found)


def behind(con: Connection, ruleset: str) -> int:
    """Return how many articles have a standing verdict of another ruleset."""
    found = con.execute(
        """
        SELECT count(*) FROM store.current_verdicts
        WHERE kind = 'article' AND ruleset <> $ruleset
        """,
        {"ruleset": ruleset},
    ).fetchone()
    return int(found[0]) if found else 0


def waiting(con: Connection) -> int:
    """Return how many articles nothing has judged yet."""
    found = con.execute(
        """
        SELECT count(*) FROM store.articles
        WHERE NOT EXISTS (
            SELECT 1 FROM store.verdicts
            WHERE verdicts.document_id = articles.article_id
              AND verdicts.digest = coalesce(articles.judged_digest, articles.digest)
        )
        """
    ).fetchone()
    return int(found[0]) if found else 0


def take(con: Connection, article_ids: Sequence[str]) -> tuple[Kept, ...]:
    """Return articles that are to be judged anew, in the given order.

    A text that came in meanwhile and that nothing has judged yet is left to classifying.
    """
    found = {
        key: (appeared_at, frozenset(elsewhere))
        for key, appeared_at, elsewhere in con.execute(
            """
            SELECT article_id, coalesce(published_at, first_seen_at),
                   coalesce((
                       SELECT list(links.report_id)
                       FROM store.article_reports AS links
                       JOIN store.reports USING (report_id)
                       WHERE links.article_id = articles.article_id
                         AND reports.article_id <> links.article_id
                   ), [])
            FROM store.articles
            WHERE article_id IN (SELECT unnest($ids::JSON::TEXT[]))
              AND EXISTS (
                SELECT 1 FROM store.verdicts
                WHERE verdicts.document_id = articles.article_id
                  AND verdicts.digest = coalesce(articles.judged_digest, articles.digest)
            )
            """,
            {"ids": store.text(list(article_ids))},
        ).fetchall()
    }
    read = articles.with_texts(con, [key for key in article_ids if key in found])
    return tuple(Kept(item, *found[item.article.article_id]) for item in read)


def said(con: Connection, digests: Mapping[str, str]) -> dict[str, Said]:
    """Return the verdicts that stand, by document.

    Args:
        con: The warehouse.
        digests: Of the text that was judged, by document; empty for a report.
    """
    rows = [{"document_id": key, "digest": digest} for key, digest in digests.items()]
    if not rows:
        return {}
    found = con.execute(
        """
        WITH given AS (SELECT unnest(from_json_strict($rows, $types), max_depth := 2)),
        last AS (
            SELECT document_id, digest, arg_max(ruleset, verdict_id) AS ruleset,
                   arg_max(is_relevant, verdict_id) AS is_relevant
            FROM store.verdicts
            JOIN given USING (document_id, digest)
            GROUP BY document_id, digest
        ),
        themes AS (
            SELECT document_id, theme_id
            FROM store.theme_scores
            JOIN last USING (document_id, digest, ruleset)
            WHERE is_given
        ),
        proofs AS (
            SELECT DISTINCT ON (document_id, theme_id)
                   document_id, theme_id, rule_id, quote, sentence
            FROM store.hits
            JOIN last USING (document_id, digest, ruleset)
            ORDER BY document_id, theme_id, weight DESC, field DESC, start, rule_id
        )
        SELECT document_id, is_relevant, theme_id, rule_id, quote, sentence
        FROM last
        LEFT JOIN themes USING (document_id)
        LEFT JOIN proofs USING (document_id, theme_id)
        ORDER BY document_id, theme_id
        """,
        store.given(rows),
    ).fetchall()
    verdicts: dict[str, Said] = {}
    for key, is_relevant, theme_id, *proof in found:
        known = verdicts.setdefault(key, Said(is_relevant=is_relevant, themes={}))
        if theme_id is not None:
            known.themes[theme_id] = Proof(*(word or "" for word in proof))
    return verdicts


def at_risk(con: Connection, document_ids: Iterable[str]) -> list[str]:
    """Return the initiatives that are no news because one of these documents names them."""
    return store.words(
        con,
        """
        SELECT DISTINCT initiative_id
        FROM store.mentions
        JOIN store.documents USING (document_id)
        WHERE is_baseline AND document_id IN (SELECT unnest($ids::JSON::TEXT[]))
        ORDER BY initiative_id
        """,
        {"ids": store.text(sorted(document_ids))},
    )


def settle(
    con: Connection,
    document_ids: Iterable[str],
    now: datetime,
    *,
    found: Iterable[str] = (),
    known: Iterable[str] = (),
) -> None:
    """Bring the register in line after documents were judged anew and their mentions recorded.

    What the archive taught was there all the time: it is dated by its article, and no news.

    Args:
        con: The warehouse.
        document_ids: The documents.
        now: When they were judged.
        found: Ids of initiatives that only they made known.
        known: Ids of further ones that must never ring as new, whoever names them still.
    """
    given = {
        "ids": store.text(sorted(document_ids)),
        "found": store.text(sorted(found)),
        "known": store.text(sorted(known)),
    }
    with store.transaction(con):
        con.execute(
            """
            UPDATE store.initiatives
            SET first_document_id = NULL, first_source_id = NULL
            WHERE first_document_id IN (SELECT unnest($ids::JSON::TEXT[])) AND NOT EXISTS (
                SELECT 1 FROM store.mentions
                WHERE mentions.initiative_id = initiatives.initiative_id
                  AND mentions.document_id = initiatives.first_document_id
            )
            """,
            {"ids": given["ids"]},
        )
        initiatives.date_first(con)
        con.execute(
            """
            UPDATE store.initiatives
            SET first_seen_at = documents.first_seen_at
            FROM store.documents
            WHERE documents.document_id = initiatives.first_document_id
              AND documents.first_seen_at < initiatives.first_seen_at
              AND initiative_id IN (SELECT unnest($found::JSON::TEXT[]))
            """,
            {"found": given["found"]},
        )
        con.execute(
            """
            UPDATE store.initiatives SET known_at = $now
            WHERE initiative_id IN (SELECT unnest($known::JSON::TEXT[]))
              AND initiative_id NOT IN (SELECT initiative_id FROM store.no_news)
            """,
            {"known": given["known"], "now": now},
        )
