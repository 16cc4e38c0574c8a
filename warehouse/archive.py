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


# In the order in which they were kept; the bounds in time let a batch read its own part of the
# file and no other.
ARTICLES = """
    SELECT articles.article_id, 'article', articles.article_id, versions.title, versions.text,
           coalesce(sources.kind, ''), published_at, coalesce(published_at, first_seen_at),
           coalesce(sources.name, source_id), articles.url
    FROM store.article_versions AS versions
    JOIN store.articles USING (article_id, digest)
    LEFT JOIN store.sources USING (source_id)
    WHERE article_id IN (SELECT unnest($ids::JSON::TEXT[]))
      AND versions.seen_at >= $first_at AND versions.seen_at <= $last_at
    ORDER BY versions.seen_at, article_id
"""
REPORTS = """
    WITH texts AS (
        SELECT report_id, string_agg(pages.text, chr(12) ORDER BY page) AS text
        FROM store.report_pages AS pages
        WHERE report_id IN (SELECT unnest($ids::JSON::TEXT[]))
        GROUP BY report_id
    )
    SELECT report_id, 'report', reports.article_id, reports.title, texts.text,
           coalesce(sources.kind, ''), articles.published_at,
           coalesce(articles.published_at, reports.first_seen_at),
           coalesce(sources.name, source_id), reports.url
    FROM texts
    JOIN store.reports USING (report_id)
    JOIN store.articles USING (article_id)
    LEFT JOIN store.sources USING (source_id)
    WHERE reports.first_seen_at >= $first_at AND reports.first_seen_at <= $last_at
    ORDER BY reports.first_seen_at, report_id
"""


def documents(snapshot: Place, *, batch: int = BATCH) -> Iterator[tuple[int, int, list[Stored]]]:
    """Yield the documents in batches, with how many are done and how many there are.

    Args:
        snapshot: The published copy.
        batch: Most documents of one batch.

    Raises:
        WarehouseUnusable: if there is no copy, or it cannot be read.
    """
    with store.open_warehouse(snapshot, read_only=True) as con:
        articles = con.execute(
            """
            SELECT article_id, seen_at FROM store.article_versions
            JOIN store.articles USING (article_id, digest)
            ORDER BY seen_at, article_id
            """
        ).fetchall()
        reports = con.execute(
            """
            SELECT report_id, first_seen_at FROM store.reports WHERE problem IS NULL
            ORDER BY first_seen_at, report_id
            """
        ).fetchall()
        total, done = len(articles) + len(reports), 0
        for query, listed in ((ARTICLES, articles), (REPORTS, reports)):
            for first in range(0, len(listed), batch):
                part = listed[first : first + batch]
                ids = store.text([one for one, _ in part])
                bounds = {"first_at": part[0][1], "last_at": part[-1][1]}
                rows = con.execute(query, {"ids": ids, **bounds}).fetchall()
                done += len(part)
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
