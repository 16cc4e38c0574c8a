"""Walks through every text of the published copy, for those who ask what a rule would find."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from records import Place
from warehouse import store

BATCH = 500  # documents held at once; guess: a few megabytes


class Stored(NamedTuple):
    """A document as it was stored, with what a person wants to know of it."""

    document_id: str
    kind: str  # article or report
    article_id: str  # itself, or the article that links to the report
    title: str
    text: str
    source_kind: str
    published_at: datetime | None
    appeared_at: datetime  # when it was published, or seen first where no date is believed
    source: str
    url: str


# By row, so that a batch reads its own part of the file and no other.
ARTICLES = """
    SELECT articles.article_id, 'article', articles.article_id, versions.title, versions.text,
           coalesce(sources.kind, ''), published_at, coalesce(published_at, first_seen_at),
           coalesce(sources.name, source_id), articles.url
    FROM store.article_versions AS versions
    JOIN store.articles USING (article_id, digest)
    LEFT JOIN store.sources USING (source_id)
    WHERE versions.rowid >= $first AND versions.rowid < $first + $many
    ORDER BY versions.rowid
"""
REPORTS = """
    WITH chosen AS (
        SELECT rowid AS place, * FROM store.reports
        WHERE problem IS NULL AND rowid >= $first AND rowid < $first + $many
    ),
    texts AS (
        SELECT report_id, string_agg(pages.text, chr(12) ORDER BY page) AS text
        FROM store.report_pages AS pages
        SEMI JOIN chosen USING (report_id)
        GROUP BY report_id
    )
    SELECT report_id, 'report', chosen.article_id, chosen.title, texts.text,
           coalesce(sources.kind, ''), articles.published_at,
           coalesce(articles.published_at, chosen.first_seen_at),
           coalesce(sources.name, source_id), chosen.url
    FROM chosen
    JOIN texts USING (report_id)
    JOIN store.articles USING (article_id)
    LEFT JOIN store.sources USING (source_id)
    ORDER BY chosen.place
"""


def documents(snapshot: Place, *, batch: int = BATCH) -> Iterator[tuple[int, int, list[Stored]]]:
    """Yield the documents in batches, with how many rows are done and how many there are.

    Args:
        snapshot: The published copy.
        batch: Most documents of one batch.

    Raises:
        WarehouseUnusable: if there is no copy, or it cannot be read.
    """
    with store.open_warehouse(snapshot, read_only=True) as con:
        sizes = {}
        for table in ("article_versions", "reports"):
            query = f"SELECT coalesce(max(rowid) + 1, 0) FROM store.{table}"  # noqa: S608
            sizes[table] = con.execute(query).fetchall()[0][0]
        total, done = sum(sizes.values()), 0
        for table, query in (("article_versions", ARTICLES), ("reports", REPORTS)):
            for first in range(0, sizes[table], batch):
                rows = con.execute(query, {"first": first, "many": batch}).fetchall()
                done += min(batch, sizes[table] - first)
                yield done, total, [Stored(*row) for row in rows]


def called_noise(snapshot: Place) -> frozenset[tuple[str, str | None]]:
    """Return what readers called noise and did not take back: document, and theme or None.

    Args:
        snapshot: The published copy.

    Raises:
        WarehouseUnusable: if there is no copy, or it cannot be read.
    """
    with store.open_warehouse(snapshot, read_only=True) as con:
        rows = con.execute(
            """
            SELECT document_id, theme_id FROM main.feedback
            WHERE is_last_word AND verdict = 'noise'
            """
        ).fetchall()
    return frozenset((document, theme) for document, theme in rows)
