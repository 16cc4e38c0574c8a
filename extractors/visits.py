"""One visit to a feed, a page or a report: fetched, parsed, and told as a value.

Errors cross to the flows as values too: a visit that failed says why in plain words.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from extractors import fetch, urls
from extractors.fetch import FetchError, Response, Web
from extractors.parsed import Item, ParsedFeed, ParseError
from extractors.workers import Workers
from records import Article, Entry, Feed, Link, Report, identify

FINE = "fine"
FULL_FETCH_EVERY = timedelta(days=1)  # feeds lie: some answer 304 for ever
LEAST_WORDS = 20  # guess: a page with fewer has not been read, only its frame
PDF = b"%PDF-"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVisit:
    """What the page behind an entry says."""

    entry: Entry
    article: Article | None  # None: not even the feed's own words are worth keeping
    reports: tuple[Report, ...] = ()  # the page itself, where it is a document
    word: str = FINE
    remark: str | None = None  # for people
    is_final: bool = True  # False: another attempt may go better


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
            parsed = await _parse(workers, feed, got, now)
        except ParseError as exc:
            return FeedVisit(feed=feed, word=exc.word, remark=exc.text, kind="soft")
        entries, remark = _entries(feed, parsed), parsed.remark
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


async def page(
    web: Web, workers: Workers, entry: Entry, now: datetime, limit: int, report_limit: int
) -> PageVisit:
    """Read the page behind an entry; fall back on the feed's own words.

    Args:
        web: The door.
        workers: Who parse.
        entry: As announced.
        now: Pages dated later than two days from it lose their date.
        limit: Most bytes of a page.
        report_limit: Most bytes, where the address turns out to be a document.
    """
    try:
        got = await web.get(entry.url, limit_bytes=max(limit, report_limit), obey_robots=True)
        if got.body.startswith(PDF):
            return await _document(workers, entry, got)
        if len(got.body) > limit:
            return _provisional(entry, "too large", f"more than {limit:,} bytes", is_final=True)
        found = await workers.extract_page(got.body, got.final_url, got.content_type, now)
    except FetchError as exc:
        return _provisional(entry, exc.word, exc.text, is_final=exc.kind == "hard")
    except ParseError as exc:
        return _provisional(entry, exc.word, exc.text, is_final=True)
    article = _article(
        entry,
        url=_own_address(found.canonical_url, got.final_url),
        title=entry.title or found.title,
        text=_without_headline(found.text, entry.title, found.title),
        published_at=entry.published_at or found.published_at,
        links=found.links,
    )
    return PageVisit(entry=entry, article=article)


async def report(web: Web, workers: Workers, article: Article, link: Link, limit: int) -> Report:
    """Read a document that an article links to; one that cannot be read says why."""
    address = urls.canonical(link.url)
    try:
        got = await web.get(link.url, limit_bytes=limit, obey_robots=True)
        if not got.body.startswith(PDF):
            raise ParseError("not a PDF", "the link promises a document and leads to a page")
        found = await workers.read_report(got.body, got.final_url)
    except (FetchError, ParseError) as exc:
        return _report(article, address, link.text, (), f"{exc.word}: {exc.text}")
    return _report(article, address, found.title or link.text, found.pages, found.problem)


def report_links(article: Article, most: int) -> tuple[Link, ...]:
    """Return the links of an article that lead to documents, each address once."""
    found: dict[str, Link] = {}
    for link in article.links:
        if urls.is_web(link.url) and link.url.split("?")[0].lower().endswith(".pdf"):
            found.setdefault(urls.canonical(link.url), link)
    return tuple(found.values())[:most]


def _without_headline(text: str, *titles: str) -> str:
    """Return a text without a first paragraph that only repeats its title."""
    first, _, rest = text.partition("\n")
    headline = " ".join(first.split()).casefold()
    is_title = any(headline == " ".join(title.split()).casefold() for title in titles)
    return rest if is_title and rest else text


def _own_address(canonical_url: str | None, final_url: str) -> str:
    """Return the address a page gives itself, unless it names the front page by mistake."""
    is_front = canonical_url is not None and urlsplit(canonical_url).path in {"", "/"}
    return final_url if canonical_url is None or is_front else canonical_url


async def _parse(workers: Workers, feed: Feed, got: Response, now: datetime) -> ParsedFeed:
    if feed.kind == "listing":
        return await workers.parse_listing(got.body, got.final_url, feed.links, now)
    return await workers.parse_feed(got.body, got.final_url, got.content_type, now)


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


async def _document(workers: Workers, entry: Entry, got: Response) -> PageVisit:
    found = await workers.read_report(got.body, got.final_url)
    if found.problem:
        return _provisional(entry, "cannot be read", found.problem, is_final=True)
    article = _article(
        entry,
        url=got.final_url,
        title=entry.title or found.title,
        text="\f".join(found.pages),
        published_at=entry.published_at,
        links=(),
    )
    document = _report(article, article.url, article.title, found.pages, None)
    return PageVisit(entry=entry, article=article, reports=(document,))


def _provisional(entry: Entry, word: str, remark: str, *, is_final: bool) -> PageVisit:
    article = None
    if len(f"{entry.title} {entry.summary}".split()) >= LEAST_WORDS:
        article = _article(
            entry,
            url=entry.url,
            title=entry.title,
            text=entry.summary,
            published_at=entry.published_at,
            links=(),
            is_provisional=True,
        )
    return PageVisit(entry=entry, article=article, word=word, remark=remark, is_final=is_final)


def _article(
    entry: Entry,
    *,
    url: str,
    title: str,
    text: str,
    published_at: datetime | None,
    links: tuple[Link, ...],
    is_provisional: bool = False,
) -> Article:
    address = urls.canonical(url) if urls.is_web(url) else entry.url
    return Article(
        article_id=identify("article", urls.article_key(address)),
        entry_id=entry.entry_id,
        source_id=entry.source_id,
        url=address,
        title=title,
        text=text,
        digest=identify(title, text),
        published_at=published_at,
        links=links,
        is_baseline=entry.is_baseline,
        is_provisional=is_provisional,
    )


def _report(
    article: Article, address: str, title: str, pages: tuple[str, ...], problem: str | None
) -> Report:
    return Report(
        report_id=identify("report", urls.article_key(address)),
        article_id=article.article_id,
        url=address,
        title=title,
        pages=pages,
        problem=problem,
    )
