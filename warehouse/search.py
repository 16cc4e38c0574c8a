"""Texts that have the words that somebody looks for, the best first: BM25 over the index."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from records import Place
from warehouse import extensions, queries, search_index, search_ranking, search_texts
from warehouse.search_ranking import Asked
from warehouse.search_words import TOKEN, Extract, Question, SearchError, extract, question

LOOSE = 3_000  # texts that no file has and that are indexed while somebody waits: seconds
EXTRACT_FROM = 200_000  # characters of a text; nobody reads further than that in an extract


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


def search(snapshot: Place, folder: Path, asked: Asked) -> Found:
    """Return the documents that have all the words, or, if none has, those that have some.

    Args:
        snapshot: The published copy, or a lake.
        folder: Where the files of the index lie.
        asked: What is looked for.

    Raises:
        SearchError: for no words, an unknown theme or source.
        QueryError: if there is no copy.
    """
    wanted = question(asked.text)
    with _opened(snapshot, folder) as (con, parts, remarks):
        _known(con, asked)
        stems = search_texts.tokens(con, [*wanted.words, *(w for p in wanted.phrases for w in p)])
        has_all = True
        if parts:
            terms = list(dict.fromkeys(stems[word] for word in wanted.words))
            search_ranking.score(con, parts, terms)
            search_ranking.narrow(con, asked, wanted, len(terms))
            if len(terms) > 1 and not search_ranking.count(con):
                has_all = False
                search_ranking.narrow(con, asked, wanted, 1)
        else:
            search_ranking.scan(con, wanted)
            search_ranking.narrow(con, asked, wanted, 0)
        total = search_ranking.count(con)
        rows = search_ranking.best(con, asked.limit)
        for row in rows:
            row["text"] = row["text"][:EXTRACT_FROM]
        stems |= search_texts.tokens(con, (w for row in rows for w in TOKEN.findall(row["text"])))
        hits = tuple(_hit(row, wanted, stems) for row in rows)
    return Found(hits=hits, total=total, has_all=has_all, remarks=tuple(remarks))


@contextmanager
def _opened(snapshot: Place, folder: Path) -> Iterator[tuple[Connection, list[str], list[str]]]:
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
        loose = search_ranking.stand(con, parts)
        if loose > LOOSE:
            lacks = "has not been made yet" if not parts else f"lacks {loose:,} texts"
            remarks.append(
                f"the search index {lacks}: "
                + ("each text is read instead, the newest are shown first" if not parts else
                   "they are not searched")
                + "; the night makes it, or 'placewatch search --rebuild' does"
            )  # fmt: skip
        else:
            search_texts.tables(con, "temp.main")
            search_texts.index(con, "temp.main", "wanted")
            parts.append("temp")
        yield con, parts, remarks


def _hit(row: Mapping[str, Any], wanted: Question, stems: Mapping[str, str]) -> Hit:
    pages = tuple(row["pages"])
    is_report = pages[0] > 0
    return Hit(
        kind="report" if is_report else "article",
        title=" ".join(str(row["title"]).split()),
        url=str(row["url"]),
        source=str(row["source"]),
        appeared_at=row["appeared_at"],
        themes=tuple(row["themes"]),
        pages=pages if is_report else (),
        score=float(row["score"]),
        extract=extract(
            row["text"],
            stems,
            [stems[word] for word in wanted.words],
            [[stems[word] for word in phrase] for phrase in wanted.phrases],
        ),
    )


def _known(con: Connection, asked: Asked) -> None:
    """Refuse a theme or a source that nobody knows."""
    for what, value, sql in (
        ("theme", asked.theme, "SELECT DISTINCT theme_id, theme FROM main.themes_by_document"),
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
