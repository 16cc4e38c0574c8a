"""Words of texts: how a text is taken apart, and the tables that say which text has which."""

# ruff: noqa: S608 - the names are those of our own tables; what others wrote is bound

import json
from collections.abc import Iterable

from duckdb import DuckDBPyConnection as Connection

from warehouse.search_words import STOPWORDS

STEMMER = "english"
CHUNK = 5_000  # texts read at once; bounds the memory, as the limit does
LONGEST = 40  # characters of a word that anybody looks for

# A text without case, accents, apostrophes and signs: words with blanks between them.
FOLD = (
    "regexp_replace(replace(replace(lower(strip_accents({0})), '''', ''), '’', ''), "
    r"'[^\p{{L}}\p{{N}} ]+', ' ', 'g')"
)
# Each text that can be found: the current version of an article, or a page of a report.
DOCUMENTS = """
    SELECT article_id AS document_id, digest, 0 AS page FROM store.articles
    UNION ALL
    SELECT report_id, '', page FROM store.report_pages
"""
TEXTS = """
    SELECT wanted.*, version.title, version.text
    FROM {0} AS wanted
    JOIN store.article_versions AS version
        ON version.article_id = wanted.document_id AND version.digest = wanted.digest
    WHERE wanted.page = 0
    UNION ALL
    SELECT wanted.*, reports.title, pages.text
    FROM {0} AS wanted
    JOIN store.reports AS reports ON reports.report_id = wanted.document_id
    JOIN store.report_pages AS pages
        ON pages.report_id = wanted.document_id AND pages.page = wanted.page
    WHERE wanted.page > 0
"""

NOTHING = (
    "SELECT '' AS part, 0 AS doc, '' AS document_id, '' AS digest, 0 AS page, 0 AS length "
    "WHERE false"
)


def tokens(con: Connection, words: Iterable[str]) -> dict[str, str]:
    """Return the stem of each word, as the index has it; what is no word has none."""
    rows = con.execute(
        f"""
        SELECT word, stem(trim({FOLD.format("word")}), $stemmer)
        FROM (SELECT unnest(from_json($words, '["VARCHAR"]')) AS word)
        """,
        {"words": json.dumps(sorted(set(words))), "stemmer": STEMMER},
    ).fetchall()
    return dict(rows)


def index(con: Connection, into: str, wanted: str) -> None:
    """Read texts and write their words into the tables of an index.

    Args:
        con: With the warehouse as its default, and the extension fts.
        into: The schema, as catalog.schema; its tables are there.
        wanted: A table of document_id, digest, page, and doc: a number for each.
    """
    (least, most) = con.execute(f"SELECT min(doc), max(doc) FROM {wanted}").fetchone() or (0, -1)
    if least is None:
        return
    for first in range(least, most + 1, CHUNK):
        _index(con, into, f"(FROM {wanted} WHERE doc BETWEEN {first} AND {first + CHUNK - 1})")
    con.execute(
        f"""
        INSERT INTO {into}.docs BY NAME
        SELECT doc, document_id, digest, page, coalesce(length, 0) AS length
        FROM {wanted}
        LEFT JOIN (
            SELECT doc, sum(title + body)::INTEGER AS length FROM {into}.postings GROUP BY doc
        ) USING (doc)
        """
    )


def _index(con: Connection, into: str, wanted: str) -> None:
    title, body = FOLD.format("title"), FOLD.format("text")
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE written AS
        WITH texts AS MATERIALIZED ({TEXTS.format(wanted)})
        SELECT doc, unnest(string_split({title}, ' ')) AS word, true AS is_title FROM texts
        UNION ALL
        SELECT doc, unnest(string_split({body}, ' ')), false FROM texts
        """
    )
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE stems AS
        SELECT word, stem(word, $stemmer) AS term
        FROM (SELECT DISTINCT word FROM written)
        WHERE word <> '' AND length(word) <= {LONGEST}
            AND word NOT IN (SELECT unnest($stopwords))
        """,
        {"stopwords": sorted(STOPWORDS), "stemmer": STEMMER},
    )
    con.execute(
        f"""
        INSERT INTO {into}.words
        SELECT (SELECT count(*) FROM {into}.words) + row_number() OVER (ORDER BY term), term
        FROM (SELECT DISTINCT term FROM stems ANTI JOIN {into}.words USING (term))
        """
    )
    con.execute(
        f"""
        INSERT INTO {into}.postings
        SELECT id, doc, count(*) FILTER (is_title), count(*) FILTER (NOT is_title)
        FROM written JOIN stems USING (word) JOIN {into}.words USING (term)
        GROUP BY id, doc
        """
    )


def tables(con: Connection, schema: str) -> None:
    """Make the tables of an index in a schema: texts, words, and which text has which word."""
    for ddl in (
        "docs (doc INTEGER, document_id TEXT, digest TEXT, page INTEGER, length INTEGER)",
        "words (id INTEGER, term TEXT)",
        "postings (id INTEGER, doc INTEGER, title INTEGER, body INTEGER)",
    ):
        kind = "TEMP TABLE" if schema.startswith("temp.") else "TABLE"
        con.execute(f"CREATE {kind} {schema}.{ddl}")
