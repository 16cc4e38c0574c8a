"""One visit to a feed: fetched, parsed, and told as a value.

Errors cross to the flows as values too: a visit that failed says why in plain words.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from extractors import fetch, unreadable, urls
from extractors.fetch import FetchError, Response, Web
from extractors.parsed import Item, ParsedFeed, ParseError
from extractors.workers import Workers
from records import Entry, Feed, identify

FINE = "fine"
FULL_FETCH_EVERY = timedelta(days=1)  # feeds lie: some answer 304 for ever


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedVisit:
    """What a feed answered."""

    feed: Feed
    word: str  # fine, or why not
    remark: str | None = None  # for people
    kind: str | None = None  # of the failure: hard, soft, temporary; None: fine
    retry_after_s: float | None = None
    reached: bool = True  # somebody answered
    has_body: bool = False
    is_full: bool = False
    etag: str | None = None
    last_modified: str | None = None
    body_digest: str | None = None
    moved_to: str | None = None
    entries: tuple[Entry, ...] | None = None  # None: nothing was parsed


async def feed(web: Web, workers: Workers, feed: Feed, now: datetime, limit: int) -> FeedVisit:
    """Read a feed, unless it says that nothing has changed.

    Args:
        web: The door.
        workers: Who parse.
        feed: What the last visits taught us.
        now: Entries dated later than two days from it lose their date.
        limit: Most bytes of its body.
    """
    is_full = feed.full_fetch_at is None or now - feed.full_fetch_at >= FULL_FETCH_EVERY
    try:
        got = await web.get(
            feed.url,
            limit_bytes=limit,
            etag=None if is_full else feed.etag,
            last_modified=None if is_full else feed.last_modified,
            accept=fetch.ACCEPT_FEED if feed.kind == "feed" else fetch.ACCEPT_PAGE,
        )
    except FetchError as exc:
        return FeedVisit(
            feed=feed,
            word=exc.word,
            remark=exc.text,
            kind=exc.kind,
            retry_after_s=exc.retry_after_s,
            reached=exc.reached,
        )
    if got.not_modified:
        return FeedVisit(feed=feed, word=FINE, moved_to=got.moved_to)
    digest = hashlib.sha256(got.body).hexdigest()
    entries, remark = None, None
    if digest != feed.body_digest:
        try:
            fault = None if is_full else unreadable.recall(feed.body_digest, digest)
            if fault:
                raise fault
            parsed = await _parse(workers, feed, got, now)
        except ParseError as exc:
            is_kept = exc.word != unreadable.BROKEN_OFF
            return FeedVisit(
                feed=feed,
                word=exc.word,
                remark=exc.text,
                kind="soft",
                is_full=is_full and is_kept,
                body_digest=unreadable.remember(digest, exc) if is_kept else None,
            )
        entries, remark = _entries(feed, parsed), parsed.remark
        if parsed.entries and not entries:
            remark = "none of its entries leads to a page"
    return FeedVisit(
        feed=feed,
        word=FINE,
        remark=remark,
        has_body=True,
        is_full=is_full,
        etag=got.etag,
        last_modified=got.last_modified,
        body_digest=digest,
        moved_to=got.moved_to,
        entries=entries,
    )


async def _parse(workers: Workers, feed: Feed, got: Response, now: datetime) -> ParsedFeed:
    return await workers.parse_feed(
        got.body, got.final_url, got.content_type, now, kind=feed.kind, links=feed.links
    )


def _entries(feed: Feed, parsed: ParsedFeed) -> tuple[Entry, ...]:
    entries = (_entry(feed, item) for item in parsed.entries)
    return tuple(entry for entry in entries if entry)


def _entry(feed: Feed, item: Item) -> Entry | None:
    if not item.url or not urls.is_web(item.url):
        return None
    url = urls.canonical(item.url)
    return Entry(
        entry_id=identify(feed.feed_id, item.guid or url),
        feed_id=feed.feed_id,
        source_id=feed.source_id,
        url=url,
        title=item.title,
        summary=item.content_text if len(item.content_text) > len(item.summary) else item.summary,
        published_at=item.published_at,
        mark=identify(item.title, item.summary, item.content_text, item.updated),
    )
