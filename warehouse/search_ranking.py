"""Texts that have the words, in order: BM25 over all parts of the index, then the rest asked."""

# ruff: noqa: S608 - the names are those of our own tables; what others wrote is bound

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from warehouse import lake
from warehouse.search_texts import DOCUMENTS, NOTHING, TEXTS
from warehouse.search_words import Question, together
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
    # Only what is asked is joined: the themes of all documents take longer than the search.
    values: dict[str, object] = {"terms": terms}
    also = ""
    if asked.since:
        values["since"] = asked.since
        also += " AND appeared_at >= $since::TIMESTAMPTZ"
    if asked.source:
        values["source"] = asked.source.lower()
        also += (
            " AND source_id IN (SELECT source_id FROM store.sources"
            " WHERE lower(source_id) = $source OR lower(name) = $source)"
        )
    if asked.theme:
        values["theme"] = asked.theme.lower()
        also += (
            " AND document_id IN (SELECT document_id FROM main.themes_by_document"
            " WHERE lower(theme_id) = $theme OR lower(theme) = $theme)"
        )
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE narrowed AS
        WITH known AS (
            SELECT article_id AS document_id, source_id, url,
                   coalesce(published_at, first_seen_at) AS appeared_at
            FROM store.articles
            UNION ALL
            SELECT report_id, source_id, reports.url,
                   coalesce(articles.published_at, reports.first_seen_at)
            FROM store.reports JOIN store.articles AS articles USING (article_id)
        )
        SELECT scored.*, known.* EXCLUDE (document_id)
        FROM scored JOIN known USING (document_id)
        WHERE terms >= $terms {also}
        """,
        values,
    )
    for phrase in wanted.phrases:
        con.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE narrowed AS
            WITH candidates AS (
                SELECT document_id, digest, page FROM stands
                SEMI JOIN narrowed USING (document_id, page)
            ),
            together AS (
                SELECT document_id, page FROM ({TEXTS.format("candidates")})
                WHERE regexp_matches(lower(strip_accents(text)), $pattern)
                    OR regexp_matches(lower(strip_accents(title)), $pattern)
            )
            SELECT narrowed.* FROM narrowed SEMI JOIN together USING (document_id, page)
            """,
            {"pattern": together(phrase)},
        )


def count(con: Connection) -> int:
    """Return how many documents are left; a report counts once."""
    (count,) = con.execute("SELECT count(DISTINCT document_id) FROM narrowed").fetchone() or (0,)
    return int(count)


def best(con: Connection, limit: int) -> list[dict[str, Any]]:
    """Return the best documents, each with its best page and the text of that."""
    found: list[dict[str, Any]] = read(
        con,
        """
        SELECT document_id, list(page ORDER BY score DESC, page) AS pages, max(score) AS score,
               any_value(source_id) AS source_id, any_value(url) AS url,
               any_value(appeared_at) AS appeared_at
        FROM narrowed
        GROUP BY document_id
        ORDER BY score DESC, appeared_at DESC, document_id
        LIMIT $limit
        """,
        {"limit": limit},
    )
    ids = {f"id{number}": row["document_id"] for number, row in enumerate(found)}
    if not ids:
        return []
    # Each id by itself: DuckDB then passes over all rows but these.
    one_of = f"IN ({', '.join(f'${name}' for name in ids)})"
    texts = _texts(con, one_of, ids, {(row["document_id"], row["pages"][0]) for row in found})
    themes: dict[str, list[str]] = {}
    for document_id, theme in con.execute(
        f"SELECT DISTINCT document_id, theme FROM main.themes_by_document "
        f"WHERE document_id {one_of} ORDER BY ALL",
        ids,
    ).fetchall():
        themes.setdefault(document_id, []).append(theme)
    names = dict(con.execute("SELECT source_id, name FROM store.sources").fetchall())
    return [
        row
        | texts[row["document_id"], row["pages"][0]]
        | {
            "themes": themes.get(row["document_id"], []),
            "source": names.get(row["source_id"], row["source_id"]),
        }
        for row in found
    ]


def _texts(
    con: Connection, one_of: str, ids: dict[str, Any], shown: Collection[tuple[str, int]]
) -> dict[tuple[str, int], dict[str, Any]]:
    """Return title and text of what is shown, by document and page.

    By the numbers of their rows: DuckDB then unpacks the texts of these rows only.
    """
    places = read(
        con,
        f"""
        SELECT 'article_versions' AS kind, article_id AS document_id, 0 AS page,
               versions.rowid AS place
        FROM store.article_versions AS versions
        JOIN store.articles USING (article_id, digest) WHERE article_id {one_of}
        UNION ALL
        SELECT 'report_pages', report_id, page, rowid
        FROM store.report_pages WHERE report_id {one_of}
        """,
        ids,
    )
    titles = dict(
        con.execute(
            f"SELECT report_id, title FROM store.reports WHERE report_id {one_of}", ids
        ).fetchall()
    )
    found = {}
    for kind in ("article_versions", "report_pages"):
        at = {
            row["place"]: (row["document_id"], row["page"])
            for row in places
            if row["kind"] == kind and (row["document_id"], row["page"]) in shown
        }
        if not at:
            continue
        title = "title" if kind == "article_versions" else "NULL"
        # In a file one by one: three times as fast. On a lake each statement costs a journey.
        for some in [list(at)] if lake.is_lake(con) else [[place] for place in at]:
            rows = con.execute(
                f"SELECT rowid, {title}, text FROM store.{kind} "
                f"WHERE rowid IN ({', '.join(map(str, some))})"
            ).fetchall()
            for place, own, text in rows:
                key = at[place]
                found[key] = {"title": own if own is not None else titles[key[0]], "text": text}
    return found


def _escaped(word: str) -> str:
    return word.replace("~", "~~").replace("%", "~%").replace("_", "~_")
