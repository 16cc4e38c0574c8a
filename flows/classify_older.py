"""Part of classify: what an older ruleset judged, and what the present one would change.

verdicts.older | take | match: nothing is written
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.classify_reading import article_of, readable, report_of
from flows.classify_tally import About, Tally
from records import Document, Progress
from settings import Settings
from themes.matching import match
from themes.reading import Knowledge
from warehouse import store, verdicts
from warehouse.verdicts import Kept, Older

BATCH = 200  # articles; as classifying takes them
BATCH_WORDS = 400_000  # or so many: some 30 MB while they are read; guess
RINGS_DAYS = 7  # a week is what readers still act on; guess
JUDGED = "judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which part of the archive is to be judged anew, and what may ring."""

    since: datetime | None = None  # only articles that appeared then or later; None: all
    source_id: str | None = None  # only those of this source; None: all
    rings_days: int | None = None  # newly relevant articles that are no older ring; None: nothing


def older(settings: Settings, ruleset: str, asked: Asked) -> tuple[Older, ...]:
    """Return what is to be judged anew; writes nothing.

    Raises:
        WarehouseUnusable: if there is no warehouse yet.
    """
    with store.open_warehouse(settings.warehouse, read_only=True) as con:
        return verdicts.older(con, ruleset, since=asked.since, source_id=asked.source_id)


def preview(
    settings: Settings, knowledge: Knowledge, todo: Sequence[Older], *, progress: Progress
) -> Tally:
    """Return what judging anew would change in the themes; writes nothing.

    Args:
        settings: Of the installation.
        knowledge: From the seeds.
        todo: What ``older`` returned.
        progress: Told of articles as they are done.
    """
    tally = Tally()
    done = 0
    for ids in batches(todo):
        with store.open_warehouse(settings.warehouse, read_only=True) as con:
            kept = verdicts.take(con, ids)
            before = verdicts.said(con, digests(kept))
        for item in kept:
            for document, about in with_abouts(item):
                verdict = match.match(document, knowledge.ruleset)
                tally.add(about, before.get(document.document_id), verdict)
        done += len(ids)
        progress(JUDGED, done, len(todo))
    return tally


def batches(todo: Iterable[Older], most: int = BATCH) -> Iterator[list[str]]:
    """Return the ids in portions that fit into memory, of so many at most."""
    ids: list[str] = []
    words = 0
    for one in todo:
        if ids and (len(ids) >= most or words + one.words > BATCH_WORDS):
            yield ids
            ids, words = [], 0
        ids.append(one.article_id)
        words += one.words
    if ids:
        yield ids


def digests(kept: Iterable[Kept]) -> dict[str, str]:
    """Return the digests of the texts that are judged, by document; of reports empty."""
    digests = {}
    for item in kept:
        digests[item.unread.article.article_id] = item.unread.article.digest
        digests |= {one.report_id: "" for one in readable(item.unread, item.elsewhere)}
    return digests


def with_abouts(item: Kept) -> Iterator[tuple[Document, About]]:
    """Return an article, then the reports that are judged with it."""
    article = item.unread.article
    papers = readable(item.unread, item.elsewhere)
    addresses = [article.url, *(one.url for one in papers)]
    found = [article_of(item.unread), *(report_of(item.unread, one) for one in papers)]
    for document, url in zip(found, addresses, strict=True):
        about = About(
            document_id=document.document_id,
            kind=document.kind,
            title=document.title,
            url=url,
            source=item.unread.source,
            appeared_at=item.appeared_at,
        )
        yield document, about
