"""Texts that have the words, in order: BM25 over all parts of the index, then the rest asked."""

# ruff: noqa: S608 - the names are those of our own tables; what others wrote is bound

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from warehouse.search_texts import DOCUMENTS, FOLD, NOTHING, TEXTS
from warehouse.search_words import Question
from warehouse.store import read

TITLE_WEIGHT = 2.0  # guess: a word in the title is worth more than ten of it in the text
K, B = 1.2, 0.75  # as match_bm25 of the extension has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody looks for."""

    text: str  # words, and phrases in quotes
    theme: str = ""  # its id or its title; empty: any
    source: str = ""  # its id or its name; empty: any
    since: date | None = None  # the oldest day; None: any
    limit: int = 10


def stand(con: Connection, parts: Sequence[str]) -> int:
    """Make a table of the texts that stand and who has them; return how many nobody has."""
    had = " UNION ALL ".join(
        f"SELECT '{part}' AS part, doc, document_id, digest, page, length FROM {part}.main.docs"
        for part in parts
    )
    con.execute(
        f"CREATE TEMP TABLE stands AS SELECT * FROM ({DOCUMENTS}) LEFT JOIN "
        f"({had or NOTHING}) USING (document_id, digest, page)"
    )
    con.execute(
        """
        CREATE TEMP TABLE wanted AS
        SELECT (row_number() OVER () - 1)::INTEGER AS doc, document_id, digest, page
        FROM stands WHERE part IS NULL
        """
    )
    (loose,) = con.execute("SELECT count(*) FROM wanted").fetchone() or (0,)
    return int(loose)


def score(con: Connection, parts: Sequence[str], terms: Sequence[str]) -> None:
    """Make a table of the texts that have any of the terms, with the score of each.

    One BM25 over all parts, as if they were one file: what a word weighs depends on how many
    texts have it anywhere.
    """
    if "temp" in parts:
        con.execute(
            "INSERT INTO stands BY NAME "
            "SELECT 'temp' AS part, doc, document_id, digest, page, length FROM temp.main.docs"
        )
    con.execute("DELETE FROM stands WHERE part IS NULL")
    found = []
    for part in parts:
        ids = con.execute(
            f"SELECT id, term FROM {part}.main.words WHERE term IN (SELECT unnest($terms))",
            {"terms": list(terms)},
        ).fetchall()
        found += [  # a single number lets DuckDB pass over all that is sorted elsewhere
            f"SELECT '{part}' AS part, {terms.index(term)} AS term, doc, title, body "
            f"FROM {part}.main.postings WHERE id = {number}"
            for number, term in ids
        ]
    if not found:
        con.execute(
            "CREATE TEMP TABLE scored (document_id TEXT, page INT, terms INT, score DOUBLE)"
        )
        return
    con.execute(
        f"""
        CREATE TEMP TABLE scored AS
        WITH found AS (
            SELECT term, title, body, length, document_id, page
            FROM ({" UNION ALL ".join(found)}) JOIN stands USING (part, doc)
        ),
        size AS (
            SELECT count(*) AS texts, avg(length) AS length FROM stands
        ),
        weights AS (
            SELECT term, log10((any_value(texts) - count(*) + 0.5) / (count(*) + 0.5) + 1) AS weight
            FROM found, size GROUP BY term
        ),
        parts AS (
            SELECT document_id, page, weight, title, body,
                   $k * (1 - $b + $b * found.length / size.length) AS room
            FROM found JOIN weights USING (term), size
        )
        SELECT document_id, page, count(*) AS terms,
               sum(weight * ($k + 1) * ($title_weight * title / (title + room)
                                        + body / (body + room))) AS score
        FROM parts
        GROUP BY document_id, page
        """,
        {"k": K, "b": B, "title_weight": TITLE_WEIGHT},
    )


def scan(con: Connection, wanted: Question) -> None:
    """Make the same table by reading every text: no endings, no order but the date's."""
    words = {f"word{n}": f"%{_escaped(word)}%" for n, word in enumerate(wanted.words)}
    has = " AND ".join(f"title || ' ' || text ILIKE ${name} ESCAPE '~'" for name in words)
    con.execute(
        "CREATE TEMP TABLE scored AS SELECT document_id, page, 0 AS terms, 0.0 AS score "
        f"FROM ({TEXTS.format('stands')}) WHERE {has}",
        words,
    )


def narrow(con: Connection, asked: Asked, wanted: Question, terms: int) -> None:
    """Make a table of the texts that have enough of the terms and all else that is asked."""
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE narrowed AS
        WITH known AS (
            SELECT article_id AS document_id, article_id, source_id, url,
                   coalesce(published_at, first_seen_at) AS appeared_at
            FROM store.articles
            UNION ALL
            SELECT report_id, article_id, source_id, reports.url,
                   coalesce(articles.published_at, reports.first_seen_at)
            FROM store.reports JOIN store.articles AS articles USING (article_id)
        )
        SELECT scored.*, known.* EXCLUDE (document_id)
        FROM scored JOIN known USING (document_id)
        WHERE terms >= $terms
            AND ($since IS NULL OR appeared_at >= $since::TIMESTAMPTZ)
            AND ($source = '' OR source_id IN (
                SELECT source_id FROM main.sources
                WHERE lower(source_id) = $source OR lower(name) = $source))
            AND ($theme = '' OR document_id IN (
                SELECT document_id FROM main.themes_by_article
                WHERE lower(theme_id) = $theme OR lower(theme) = $theme))
        """,
        {
            "terms": terms,
            "since": asked.since,
            "source": asked.source.lower(),
            "theme": asked.theme.lower(),
        },
    )
    for phrase in wanted.phrases:
        con.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE narrowed AS
            WITH phrase AS (
                SELECT ' ' || regexp_replace(trim({FOLD.format("$phrase")}), ' +', ' ', 'g') || ' '
                    AS words
            ),
            candidates AS (
                SELECT document_id, digest, page FROM stands
                SEMI JOIN narrowed USING (document_id, page)
            ),
            together AS (
                SELECT document_id, page
                FROM ({TEXTS.format("candidates")}), phrase
                WHERE contains({_flat("title")}, words) OR contains({_flat("text")}, words)
            )
            SELECT narrowed.* FROM narrowed SEMI JOIN together USING (document_id, page)
            """,
            {"phrase": " ".join(phrase)},
        )


def _flat(column: str) -> str:
    fold = FOLD.format(column)
    return f"' ' || regexp_replace({fold}, ' +', ' ', 'g') || ' '"


def count(con: Connection) -> int:
    """Return how many documents are left; a report counts once."""
    (count,) = con.execute("SELECT count(DISTINCT document_id) FROM narrowed").fetchone() or (0,)
    return int(count)


def best(con: Connection, limit: int) -> list[dict[str, Any]]:
    """Return the best documents, each with its best page and its text."""
    return read(
        con,
        f"""
        WITH best AS (
            SELECT document_id, list(page ORDER BY score DESC, page) AS pages,
                   max(score) AS score, any_value(article_id) AS article_id,
                   any_value(source_id) AS source_id, any_value(url) AS url,
                   any_value(appeared_at) AS appeared_at
            FROM narrowed
            GROUP BY document_id
            ORDER BY score DESC, appeared_at DESC, document_id
            LIMIT $limit
        ),
        chosen AS (
            SELECT document_id, digest, page FROM stands
            JOIN best USING (document_id) WHERE page = pages[1]
        ),
        texts AS (
            SELECT document_id, title, text FROM ({TEXTS.format("chosen")})
        ),
        themes AS (
            SELECT document_id, list_sort(list(DISTINCT theme)) AS themes
            FROM main.themes_by_article SEMI JOIN best USING (document_id)
            GROUP BY document_id
        )
        SELECT best.*, title, text, coalesce(sources.name, source_id) AS source,
               coalesce(themes, []) AS themes
        FROM best
        JOIN texts USING (document_id)
        LEFT JOIN themes USING (document_id)
        LEFT JOIN store.sources AS sources USING (source_id)
        ORDER BY score DESC, appeared_at DESC, document_id
        """,
        {"limit": limit},
    )


def _escaped(word: str) -> str:
    return word.replace("~", "~~").replace("%", "~%").replace("_", "~_")
