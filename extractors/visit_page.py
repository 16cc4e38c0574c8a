"""One visit to a page or a report: fetched, read, and told as a value."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from extractors import unreadable, urls
from extractors.fetch import FetchError, Response, Web
from extractors.parsed import ParseError
from extractors.workers import Workers
from records import Article, Entry, Extraction, Link, Report, identify

FINE = "fine"
LEAST_WORDS = 20  # guess: a page with fewer has not been read, only its frame
PDF = b"%PDF-"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVisit:
    """What the page behind an entry says."""

    entry: Entry
    article: Article | None  # None: not even the feed's own words are worth keeping
    reports: tuple[Report, ...] = ()  # the page itself, where it is a document
    word: str = FINE
    remark: str | None = None  # for people
    is_final: bool = True  # False: another attempt may go better


async def page(
    web: Web,
    workers: Workers,
    entry: Entry,
    now: datetime,
    limit: int,
    report_limit: int,
    extraction: Extraction | None = None,
) -> PageVisit:
    """Read the page behind an entry; fall back on the feed's own words.

    Args:
        web: The door.
        workers: Who parse.
        entry: As announced.
        now: Pages dated later than two days from it lose their date.
        limit: Most bytes of a page.
        report_limit: Most bytes, where the address turns out to be a document.
        extraction: The source's own way to the text; None: the usual one.
    """
    try:
        got = await web.get(entry.url, limit_bytes=max(limit, report_limit), obey_robots=True)
        if got.body.startswith(PDF):
            return await _document(workers, entry, got)
        if len(got.body) > limit:
            return _provisional(entry, "too large", f"more than {limit:,} bytes", is_final=True)
        found = await workers.extract_page(
            got.body, got.final_url, got.content_type, now, extraction
        )
    except FetchError as exc:
        return _provisional(entry, exc.word, exc.text, is_final=exc.kind == "hard")
    except ParseError as exc:
        is_final = exc.word != unreadable.BROKEN_OFF
        return _provisional(entry, exc.word, exc.text, is_final=is_final)
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


async def _document(workers: Workers, entry: Entry, got: Response) -> PageVisit:
    found = await workers.read_report(got.body, got.final_url)
    if found.problem:
        word, _, why = found.problem.partition(": ")
        return _provisional(entry, word, why, is_final=True)
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
