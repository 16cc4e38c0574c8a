"""Texts that have the words that somebody looks for, the best first: BM25 over the index."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from duckdb import DuckDBPyConnection as Connection

from warehouse import extensions, queries, search_index
from warehouse.search_words import Extract, Question, SearchError, extract, question
from warehouse.store import read

TITLE_WEIGHT = 2.0  # guess: a word in the title is worth more than ten of it in the text
K, B = 1.2, 0.75  # as match_bm25 of the extension has them
LOOSE = 3_000  # texts that no file has and that are indexed while somebody waits: seconds
EXTRACT_FROM = 200_000  # characters of a text; nobody reads further than that in an extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody looks for."""

    text: str  # words, and phrases in quotes
    theme: str = ""  # its id or its title; empty: any
    source: str = ""  # its id or its name; empty: any
    since: date | None = None  # the oldest day; None: any
    limit: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that was found."""

    kind: str  # article or report
    title: str
    url: str
    source: str
    appeared_at: datetime
    themes: tuple[str, ...]
    pages: tuple[int, ...]  # of a report, the best first; an article has none
    score: float  # 0: from a plain scan
    extract: Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found, the best first."""

    hits: tuple[Hit, ...]
    total: int  # documents, those beyond the limit too
    has_all: bool  # False: no text has all the words, these have some
    remarks: tuple[str, ...]  # what a person should know of the way


def search(snapshot: Path, folder: Path, asked: Asked) -> Found:
    """Return the documents that have all the words, or, if none has, those that have some.

    Args:
        snapshot: The published copy.
        folder: Where the files of the index lie.
        asked: What is looked for.

    Raises:
        SearchError: for no words, an unknown theme or source.
        QueryError: if there is no copy.
    """
    wanted = question(asked.text)
    with _opened(snapshot, folder) as (con, parts, remarks):
        _known(con, asked)
        stems = search_index.tokens(con, [*wanted.words, *(w for p in wanted.phrases for w in p)])
        has_all = True
        if parts:
            terms = list(dict.fromkeys(stems[word] for word in wanted.words))
            _score(con, parts, terms)
            _narrow(con, asked, wanted, stems, len(terms))
            if len(terms) > 1 and not _count(con):
                has_all = False
                _narrow(con, asked, wanted, stems, 1)
        else:
            _scan(con, wanted)
            _narrow(con, asked, wanted, stems, 0)
        total = _count(con)
        hits = tuple(_hit(con, row, wanted, stems) for row in _best(con, asked.limit))
    return Found(hits=hits, total=total, has_all=has_all, remarks=tuple(remarks))


@contextmanager
def _opened(
    snapshot: Path, folder: Path
) -> Iterator[tuple[Connection, list[str], list[str]]]:
    """Hold the copy open beside the index; give the parts that answer, and remarks."""
    parts: list[str] = []
    remarks: list[str] = []

    def attach(con: Connection) -> None:
        extensions.load(con, "fts")
        # The tail first, as the files are replaced the other way round.
        tail = search_index.attach(con, "tail", folder / search_index.TAIL)
        base = search_index.attach(con, "base", folder / search_index.BASE)
        if base:
            parts.append("base")
        if tail and search_index.fits(con, base):
            parts.append("tail")

    with queries.opened(snapshot, attach) as con:
        loose = _stand(con, parts)
        if loose > LOOSE:
            lacks = "has not been made yet" if not parts else f"lacks {loose:,} texts"
            remarks.append(
                f"the search index {lacks}: "
                + ("each text is read instead, the newest are shown first" if not parts else
                   "they are not searched")
                + "; the next poll makes it, or 'placewatch search --rebuild'"
            )  # fmt: skip
        else:
            search_index.tables(con, "temp.main")
            search_index.index(con, "temp.main", "wanted")
            parts.append("temp")
        yield con, parts, remarks


def _stand(con: Connection, parts: Sequence[str]) -> int:
    """Make a table of the texts that stand and who has them; return how many nobody has."""
    had = " UNION ALL ".join(
        f"SELECT '{part}' AS part, doc, document_id, digest, page, length FROM {part}.main.docs"
        for part in parts
    )
    con.execute(
        f"CREATE TEMP TABLE stands AS SELECT * FROM ({search_index.DOCUMENTS}) LEFT JOIN "
        f"({had or search_index.NOTHING}) USING (document_id, digest, page)"
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


def _score(con: Connection, parts: Sequence[str], terms: Sequence[str]) -> None:
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
        con.execute("CREATE TEMP TABLE scored (document_id TEXT, page INT, terms INT, score DOUBLE)")
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
            SELECT term, ln((any_value(texts) - count(*) + 0.5) / (count(*) + 0.5) + 1) AS weight
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


def _scan(con: Connection, wanted: Question) -> None:
    """Make the same table by reading every text: no endings, no order but the date's."""
    words = {f"word{n}": f"%{_escaped(word)}%" for n, word in enumerate(wanted.words)}
    has = " AND ".join(f"title || ' ' || text ILIKE ${name} ESCAPE '~'" for name in words)
    con.execute(
        "CREATE TEMP TABLE scored AS SELECT document_id, page, 0 AS terms, 0.0 AS score "
        f"FROM ({search_index.TEXTS.format('stands')}) WHERE {has}",
        words,
    )


def _narrow(
    con: Connection, asked: Asked, wanted: Question, stems: Mapping[str, str], terms: int
) -> None:
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
        fold = search_index.FOLD
        con.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE narrowed AS
            WITH phrase AS (
                SELECT ' ' || regexp_replace(trim({fold.format("$phrase")}), ' +', ' ', 'g') || ' '
                    AS words
            ),
            candidates AS (
                SELECT document_id, digest, page FROM stands
                SEMI JOIN narrowed USING (document_id, page)
            ),
            together AS (
                SELECT document_id, page
                FROM ({search_index.TEXTS.format("candidates")}), phrase
                WHERE contains({_flat("title")}, words) OR contains({_flat("text")}, words)
            )
            SELECT narrowed.* FROM narrowed SEMI JOIN together USING (document_id, page)
            """,
            {"phrase": " ".join(phrase)},
        )


def _flat(column: str) -> str:
    fold = search_index.FOLD.format(column)
    return f"' ' || regexp_replace({fold}, ' +', ' ', 'g') || ' '"


def _count(con: Connection) -> int:
    (count,) = con.execute("SELECT count(DISTINCT document_id) FROM narrowed").fetchone() or (0,)
    return int(count)


def _best(con: Connection, limit: int) -> list[dict[str, object]]:
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
            SELECT document_id, title, text FROM ({search_index.TEXTS.format("chosen")})
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


def _hit(
    con: Connection, row: Mapping[str, object], wanted: Question, stems: Mapping[str, str]
) -> Hit:
    text = str(row["text"])[:EXTRACT_FROM]
    from warehouse.search_words import TOKEN

    known = search_index.tokens(con, sorted(set(TOKEN.findall(text))))
    pages = tuple(row["pages"])  # type: ignore[call-overload]
    is_report = pages[0] > 0
    return Hit(
        kind="report" if is_report else "article",
        title=" ".join(str(row["title"]).split()),
        url=str(row["url"]),
        source=str(row["source"]),
        appeared_at=row["appeared_at"],  # type: ignore[arg-type]
        themes=tuple(row["themes"]),  # type: ignore[call-overload]
        pages=pages if is_report else (),
        score=float(row["score"]),  # type: ignore[arg-type]
        extract=extract(
            text,
            known,
            [stems[word] for word in wanted.words],
            [[stems[word] for word in phrase] for phrase in wanted.phrases],
        ),
    )


def _known(con: Connection, asked: Asked) -> None:
    """Refuse a theme or a source that nobody knows."""
    for what, value, sql in (
        ("theme", asked.theme, "SELECT DISTINCT theme_id, theme FROM main.themes_by_article"),
        ("source", asked.source, "SELECT source_id, name FROM main.sources"),
    ):
        if not value:
            continue
        known = con.execute(f"{sql} ORDER BY ALL").fetchall()
        if value.lower() in {str(name).lower() for row in known for name in row}:
            continue
        near = [row[0] for row in known if value.lower() in f"{row[0]} {row[1]}".lower()]
        shown = near or [row[0] for row in known]
        more = f" and {len(shown) - 12} more" if len(shown) > 12 else ""
        listed = ", ".join(shown[:12]) or "none yet"
        raise SearchError(f"no {what} is called {value!r}; there are {listed}{more}")


def _escaped(word: str) -> str:
    return word.replace("~", "~~").replace("%", "~%").replace("_", "~_")
