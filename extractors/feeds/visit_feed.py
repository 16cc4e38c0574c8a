"""One visit to a feed: fetched, parsed, and told as a value.

Errors cross to the flows as values too: a visit that failed says why in plain words.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from extractors.parsed import BROKEN_OFF, Item, ParsedFeed, ParseError
from extractors.web import fetch, urls
from extractors.web.fetch import FetchError, Response, Web
from extractors.workers import Workers
from records import Entry, Feed, identify

FINE = "fine"
LISTING = "listing"  # a page for people, so robots.txt is asked; feeds are there to be fetched
FULL_FETCH_EVERY = timedelta(days=1)  # feeds lie: some answer 304 for ever
PARSE_AGAIN_AFTER = timedelta(days=7)  # what could not be parsed: we may have learnt it since
GONE, BUSY = 410, 429
ENDED = "it is not asked again; give the source another address in the list of sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedVisit:
    """What a feed answered."""

    feed: Feed
    word: str  # fine, or why not
    remark: str | None = None  # for people
    kind: str | None = None  # of the failure: hard, soft, temporary; None: fine
    is_deferred: bool = False  # it was not the time to ask, so nobody was
    is_gone: bool = False  # taken away for good (410)
    is_busy: bool = False  # it asked for fewer requests (429)
    retry_after_s: float | None = None
    fresh_s: float | None = None  # seconds for which HTTP calls the answer fresh
    reached: bool = True  # somebody answered
    has_body: bool = False
    is_full: bool = False  # asked without validators, so no 304 could answer
    is_idle: bool = False  # asked with validators, and the same body came all the same
    etag: str | None = None
    last_modified: str | None = None
    body_digest: str | None = None
    failed_digest: str | None = None  # of a body that was tried and could not be parsed
    moved_to: str | None = None
    entries: tuple[Entry, ...] | None = None  # None: nothing was parsed
    ttl_s: float | None = None  # the feed's own words, as are the next two
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


async def feed(web: Web, workers: Workers, feed: Feed, now: datetime, limit: int) -> FeedVisit:
    """Read a feed, unless it says that nothing has changed.

    Args:
        web: The door.
        workers: Who parse.
        feed: What the last visits taught us.
        now: Entries dated later than two days from it lose their date.
        limit: Most bytes of its body.
    """
    asks_all = _asks_all(feed, now)
    etag = None if asks_all else feed.etag
    last_modified = None if asks_all else feed.last_modified
    try:
        got = await web.get(
            feed.asked_url or feed.url,
            limit_bytes=limit,
            etag=etag,
            last_modified=last_modified,
            accept=fetch.ACCEPT_FEED if feed.kind == "feed" else fetch.ACCEPT_PAGE,
            obey_robots=feed.kind == LISTING,
        )
    except FetchError as exc:
        return _failed(feed, exc)
    if got.not_modified:
        return FeedVisit(feed=feed, word=FINE, moved_to=got.moved_to, fresh_s=got.fresh_s)
    digest = hashlib.sha256(got.body).hexdigest()
    is_known = digest == feed.body_digest
    parsed = None
    if not is_known:
        if feed.failed_word and _is_hopeless(feed, digest, now):
            return FeedVisit(feed=feed, word=feed.failed_word, remark=feed.remark, kind="soft")
        try:
            parsed = await _parse(workers, feed, got, now)
        except ParseError as exc:
            is_told = exc.word != BROKEN_OFF  # else it says nothing of these bytes
            return FeedVisit(
                feed=feed,
                word=exc.word,
                remark=exc.text,
                kind="soft",
                failed_digest=digest if is_told else None,
            )
    visit = FeedVisit(
        feed=feed,
        word=FINE,
        has_body=True,
        is_full=not (etag or last_modified),
        is_idle=is_known and bool(etag or last_modified),
        etag=got.etag,
        last_modified=got.last_modified,
        body_digest=digest,
        moved_to=got.moved_to,
        fresh_s=got.fresh_s,
    )
    return replace(visit, **_announced(feed, parsed)) if parsed else visit


def _asks_all(feed: Feed, now: datetime) -> bool:
    """Return whether the feed is to give its whole body, whatever it knows of us."""
    is_distrusted = feed.distrusted_until is not None and feed.distrusted_until > now
    is_old = feed.full_fetch_at is None or now - feed.full_fetch_at >= FULL_FETCH_EVERY
    return is_old or is_distrusted


def _is_hopeless(feed: Feed, digest: str, now: datetime) -> bool:
    """Return whether these very bytes could not be parsed not long ago."""
    is_same = digest == feed.failed_digest
    return is_same and feed.failed_at is not None and now - feed.failed_at < PARSE_AGAIN_AFTER


def _failed(feed: Feed, exc: FetchError) -> FeedVisit:
    is_gone = exc.status == GONE
    return FeedVisit(
        feed=feed,
        word=exc.word,
        remark=f"{exc.text}; {ENDED}" if is_gone else exc.text,
        kind=exc.kind,
        is_deferred=exc.is_deferred,
        is_gone=is_gone,
        is_busy=exc.status == BUSY,
        retry_after_s=exc.retry_after_s,
        reached=exc.reached,
    )


def _announced(feed: Feed, parsed: ParsedFeed) -> dict[str, Any]:
    """Return what a body says, as fields of the visit."""
    found = entries_of(feed, parsed)
    is_vain = bool(parsed.entries) and not found
    return {
        "entries": found,
        "remark": "none of its entries leads to a page" if is_vain else parsed.remark,
        "ttl_s": parsed.ttl_minutes * 60.0 if parsed.ttl_minutes else None,
        "skip_hours": parsed.skip_hours,
        "skip_days": parsed.skip_days,
    }


async def _parse(workers: Workers, feed: Feed, got: Response, now: datetime) -> ParsedFeed:
    return await workers.parse_feed(
        got.body, got.final_url, got.content_type, now, kind=feed.kind, links=feed.links
    )


def entries_of(feed: Feed, parsed: ParsedFeed) -> tuple[Entry, ...]:
    """Return the entries of a feed that lead to a page."""
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
