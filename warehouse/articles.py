"""The text behind an entry, every later version of it, and what nobody has judged yet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import NamedTuple

from duckdb import DuckDBPyConnection as Connection

from records import Article, Link, Report
from warehouse import bulk, facts, reports, store

# What a version says travels only if nobody knows it yet; facts have a table of their own.
SAID = {"title", "text", "words", "links"}
SHORT = tuple(field.name for field in fields(Article) if field.name not in {"facts", *SAID})
LINK = tuple(field.name for field in fields(Link))
VERSION = ("article_id", "digest", "title", "text", "words")
FALLBACK = "not_enriched"  # fact: the publisher's better way failed, so the page itself was read


class Unread(NamedTuple):
    """An article that is to be judged, with what judging it needs."""

    article: Article
    source: str  # the name of its publisher
    source_kind: str
    nation: str
    reports: tuple[Report, ...]


def add_articles(
    con: Connection,
    articles: Iterable[Article],
    now: datetime,
    *,
    minor: Collection[str] = (),
) -> list[str]:
    """Keep articles; return the ids of those that are new or say something else now.

    A changed text becomes a further version. The feed's own words never replace a page
    that was read, nor a page one that its publisher told better before. The entry of an
    article that was read is read.

    Args:
        con: The warehouse.
        articles: As read; of several that are one, the first, but not for the feed's words.
        now: When they were read.
        minor: Ids of those that only look newer: what ``judged`` returned was compared. They
            become a version that nobody judges, and are not returned.
    """
    given = tuple(articles)
    unique: dict[str, Article] = {}
    for article in given:
        if article.article_id not in unique or unique[article.article_id].is_provisional:
            unique[article.article_id] = article
    if not unique:
        return []
    taken = list(unique.values())
    columns = bulk.columns(taken, SHORT) | {
        "is_minor": [article.article_id in minor for article in taken],
        "is_fallback": [FALLBACK in dict(article.facts) for article in taken],
    }
    with store.transaction(con):
        bulk.make(con, "given_articles", columns)
        con.execute(
            """
            CREATE OR REPLACE TEMP TABLE taken_articles AS
            SELECT given.article_id, known.article_id IS NULL AS is_new,
                   known.article_id IS NULL OR known.digest <> given.digest AS is_other
            FROM given_articles AS given
            LEFT JOIN store.articles AS known USING (article_id)
            WHERE known.article_id IS NULL OR known.is_provisional
               OR NOT (given.is_provisional OR given.is_fallback AND EXISTS (
                       SELECT 1 FROM store.article_facts AS facts
                       WHERE facts.article_id = given.article_id AND facts.name = 'document_type'))
            """
        )
        _read_entries(con, given)
        _add_versions(con, unique, minor, now)
        con.execute(
            """
            UPDATE store.articles
            SET digest = given.digest, is_provisional = given.is_provisional,
                judged_digest = CASE WHEN given.is_minor
                                     THEN coalesce(articles.judged_digest, articles.digest) END,
                published_at = CASE WHEN articles.is_provisional
                                    THEN coalesce(given.published_at, articles.published_at)
                                    ELSE coalesce(articles.published_at, given.published_at) END,
                changed_at = CASE WHEN given.is_other THEN $now ELSE articles.changed_at END
            FROM (
                SELECT given_articles.* REPLACE (published_at::TIMESTAMPTZ AS published_at),
                       is_other
                FROM given_articles JOIN taken_articles USING (article_id)
            ) AS given
            WHERE articles.article_id = given.article_id
              AND (given.is_other OR articles.is_provisional <> given.is_provisional)
            """,
            {"now": now},
        )
        con.execute(
            """
            INSERT INTO store.articles BY NAME
            SELECT article_id, entry_id, source_id, url, digest,
                   published_at::TIMESTAMPTZ AS published_at, is_baseline,
                   is_provisional, $now AS first_seen_at, $now AS changed_at
            FROM given_articles
            JOIN taken_articles USING (article_id)
            WHERE is_new
            """,
            {"now": now},
        )
        told = {one.article_id: one.facts for one in taken if one.facts}
        facts.add(con, told, now)
        return store.words(
            con,
            """
            SELECT article_id FROM given_articles
            JOIN taken_articles USING (article_id)
            WHERE is_other AND NOT is_minor
            ORDER BY article_id
            """,
        )


def _add_versions(
    con: Connection, given: Mapping[str, Article], minor: Collection[str], now: datetime
) -> None:
    """Keep what those of the taken articles say that nobody knows yet.

    Their texts go straight into the table: a join that carries texts costs as much as all else.
    """
    fresh = store.words(
        con,
        """
        SELECT article_id FROM given_articles
        SEMI JOIN taken_articles USING (article_id)
        ANTI JOIN store.article_versions USING (article_id, digest)
        """,
    )
    if not fresh:
        return
    new = [given[article_id] for article_id in fresh]
    bulk.insert(
        con,
        "article_versions",
        bulk.columns(new, VERSION) | {"is_minor": [article_id in minor for article_id in fresh]},
        structs={"links": bulk.Structs([one.links for one in new], LINK)},
        same={"seen_at": now},
    )


def _read_entries(con: Connection, given: Iterable[Article]) -> None:
    """Note that the entries of articles are read, however many lead to one article."""
    read: dict[str, str] = {}
    for article in given:
        if not article.is_provisional:
            read.setdefault(article.entry_id, article.article_id)
    if read:
        bulk.make(con, "read_entries", {"entry_id": [*read], "article_id": [*read.values()]})
        con.execute(
            """
            UPDATE store.entries AS old
            SET article_id = given.article_id, state = 'read', reason = NULL, next_try_at = NULL
            FROM read_entries AS given
            WHERE old.entry_id = given.entry_id
            """
        )


class Version(NamedTuple):
    """A text that an article had."""

    title: str
    text: str
    links: tuple[Link, ...]


def judged(con: Connection, article_ids: Iterable[str]) -> dict[str, Version]:
    """Return the version of each known article that was judged last, or waits for it.

    With it a new version is compared, so that many small changes add up to one that counts.
    The feed's own words are left out: a page that takes their place always counts.
    """
    found = store.read(
        con,
        """
        SELECT article_id, versions.title, versions.text, versions.links
        FROM store.articles
        JOIN store.article_versions AS versions USING (article_id)
        WHERE article_id IN (SELECT unnest($ids::JSON::TEXT[])) AND NOT is_provisional
          AND versions.digest = coalesce(articles.judged_digest, articles.digest)
        """,
        {"ids": store.text(sorted(set(article_ids)))},
    )
    return {
        row["article_id"]: Version(
            row["title"], row["text"], tuple(Link(**link) for link in row["links"])
        )
        for row in found
    }


def unclassified(con: Connection, limit: int) -> tuple[Unread, ...]:
    """Return articles whose text no ruleset has judged, ever: baseline first, then as seen.

    So are those with a report that could be read only later.

    The text is the current one, or where that is a minor change the one before it; facts are
    not read. Baseline goes first so that what was known before we looked is known before news ring.

    Args:
        con: The warehouse.
        limit: At most so many.
    """
    ids = store.words(
        con,
        """
        SELECT article_id
        FROM store.articles
        WHERE NOT EXISTS (
            SELECT 1 FROM store.verdicts
            WHERE verdicts.document_id = articles.article_id
              AND verdicts.digest = coalesce(articles.judged_digest, articles.digest)
        ) OR EXISTS (  -- a report of it was put off, and has been read since
            SELECT 1
            FROM store.article_reports AS links
            JOIN store.reports USING (report_id)
            SEMI JOIN store.report_tries AS tries ON tries.report_id = reports.report_id
            ANTI JOIN store.verdicts AS said ON said.document_id = reports.report_id
            WHERE links.article_id = articles.article_id AND reports.problem IS NULL
        )
        ORDER BY is_baseline DESC, first_seen_at, published_at NULLS FIRST, article_id
        LIMIT $limit
        """,
        {"limit": limit},
    )
    return with_texts(con, ids)


def with_texts(con: Connection, article_ids: Sequence[str]) -> tuple[Unread, ...]:
    """Return articles with the text that is judged, and their reports, in the given order.

    Ids that nothing is known of are left out.
    """
    found = store.read(
        con,
        """
        WITH wanted AS (
            SELECT unnest($ids::JSON::TEXT[]) AS article_id,
                   generate_subscripts($ids::JSON::TEXT[], 1) AS place
        )
        SELECT article_id, entry_id, articles.source_id, url, versions.title, versions.text,
               versions.digest, versions.words, published_at, versions.links, is_baseline,
               is_provisional,
               sources.name AS source, sources.kind AS source_kind, sources.nation
        FROM wanted
        JOIN store.articles USING (article_id)
        JOIN store.article_versions AS versions USING (article_id)
        JOIN store.sources ON sources.source_id = articles.source_id
        WHERE versions.digest = coalesce(articles.judged_digest, articles.digest)
        ORDER BY place
        """,
        {"ids": store.text(list(article_ids))},
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
