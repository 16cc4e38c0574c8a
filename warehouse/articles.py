"""The text behind an entry, every later version of it, and what nobody has judged yet."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import NamedTuple

from duckdb import DuckDBPyConnection as Connection

from records import Article, Link, Report
from warehouse import reports, store


class Unread(NamedTuple):
    """An article that no ruleset has judged yet, with what judging it needs."""

    article: Article
    source: str  # the name of its publisher
    source_kind: str
    nation: str
    reports: tuple[Report, ...]


def add_articles(con: Connection, articles: Iterable[Article], now: datetime) -> list[str]:
    """Keep articles; return the ids of those that are new or say something else now.

    A changed text becomes a further version. The feed's own words never replace a page
    that was read. The entry of an article that was read is read.
    """
    unique = {article.article_id: article for article in articles}
    if not unique:
        return []
    rows = [
        {field.name: getattr(article, field.name) for field in fields(Article)}
        | {
            "links": [{"url": link.url, "text": link.text} for link in article.links],
            "words": len(article.text.split()),
        }
        for article in unique.values()
    ]
    with store.transaction(con):
        con.execute(
            """
            CREATE OR REPLACE TEMP TABLE given_articles AS
            WITH given AS (SELECT unnest(from_json_strict($rows, $types), max_depth := 2))
            SELECT given.* REPLACE (given.published_at::TIMESTAMPTZ AS published_at),
                   known.article_id IS NULL AS is_new,
                   known.article_id IS NULL OR known.digest <> given.digest AS is_other
            FROM given
            LEFT JOIN store.articles AS known USING (article_id)
            WHERE known.article_id IS NULL OR known.is_provisional OR NOT given.is_provisional
            """,
            store.given(rows, links=[{"url": "VARCHAR", "text": "VARCHAR"}]),
        )
        con.execute(
            """
            UPDATE store.entries
            SET state = 'read', article_id = given.article_id, reason = NULL, next_try_at = NULL
            FROM given_articles AS given
            WHERE entries.entry_id = given.entry_id AND NOT given.is_provisional
            """
        )
        con.execute(
            """
            INSERT INTO store.article_versions BY NAME
            SELECT article_id, digest, title, text, links, words, $now AS seen_at
            FROM given_articles
            ANTI JOIN store.article_versions USING (article_id, digest)
            """,
            {"now": now},
        )
        con.execute(
            """
            UPDATE store.articles
            SET digest = given.digest, is_provisional = given.is_provisional,
                published_at = coalesce(articles.published_at, given.published_at),
                changed_at = CASE WHEN given.is_other THEN $now ELSE articles.changed_at END
            FROM given_articles AS given
            WHERE articles.article_id = given.article_id
              AND (given.is_other OR articles.is_provisional <> given.is_provisional)
            """,
            {"now": now},
        )
        con.execute(
            """
            INSERT INTO store.articles BY NAME
            SELECT article_id, entry_id, source_id, url, digest, published_at, is_baseline,
                   is_provisional, $now AS first_seen_at, $now AS changed_at
            FROM given_articles
            WHERE is_new
            """,
            {"now": now},
        )
        return store.words(
            con, "SELECT article_id FROM given_articles WHERE is_other ORDER BY article_id"
        )


def unclassified(con: Connection, limit: int, *, ruleset: str | None = None) -> tuple[Unread, ...]:
    """Return articles whose current text nothing has judged: baseline first, then as seen.

    Baseline goes first so that what was known before we looked is known before news ring.

    Args:
        con: The warehouse.
        limit: At most so many.
        ruleset: None: no ruleset has judged them, ever. A digest: that ruleset has not;
            for labelling anew, where nothing must ring.
    """
    found = store.read(
        con,
        """
        SELECT article_id, entry_id, articles.source_id, url, title, text, digest,
               published_at, article_versions.links, is_baseline, is_provisional,
               sources.name AS source, sources.kind AS source_kind, sources.nation
        FROM store.articles
        JOIN store.article_versions USING (article_id, digest)
        JOIN store.sources ON sources.source_id = articles.source_id
        WHERE NOT EXISTS (
            SELECT 1 FROM store.verdicts
            WHERE verdicts.document_id = articles.article_id
              AND verdicts.digest = articles.digest
              AND ($ruleset IS NULL OR verdicts.ruleset = $ruleset)
        )
        ORDER BY is_baseline DESC, articles.first_seen_at, published_at NULLS FIRST, article_id
        LIMIT $limit
        """,
        {"limit": limit, "ruleset": ruleset},
    )
    linked = reports.linked(con, [row["article_id"] for row in found])
    unread = []
    for row in found:
        about = {name: row.pop(name) for name in ("source", "source_kind", "nation")}
        links = tuple(Link(**link) for link in row.pop("links"))
        article = Article(**row, links=links)
        unread.append(
            Unread(article=article, reports=tuple(linked.get(article.article_id, ())), **about)
        )
    return tuple(unread)
