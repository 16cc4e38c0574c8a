"""One visit to a document that an article links to: fetched, read, and told as a value."""

from collections.abc import Mapping
from datetime import datetime

from extractors.parsed import ParseError
from extractors.publishers.enrichers import ENRICHERS, Enricher, ask
from extractors.web import urls
from extractors.web.fetch import FetchError, Web
from extractors.workers import Workers
from records import Article, Link, Report, identify

PAGE_WORDS = 400  # of a document without pages, to tell people where in it: a printed page; guess
PDF = b"%PDF-"
WORTH_WAITING_S = 3_600.0  # for a document, before its article is told without it; guess


async def report(
    web: Web,
    workers: Workers,
    article: Article,
    link: Link,
    limit: int,
    now: datetime,
    enrichers: Mapping[str, Enricher] = ENRICHERS,
) -> Report | None:
    """Read a document that an article links to; one that cannot be read says why.

    None: its host wants to be asked a little later, and the article can wait for it.
    """
    address = urls.canonical(link.url)
    enricher = None if _is_pdf(link) else enrichers.get(urls.host_of(address))
    try:
        if enricher:
            told = await ask(web, workers, enricher, address, now, limit)
            return made(article, address, told.title or link.text, _paged(told.text), None)
        got = await web.get(link.url, limit_bytes=limit, obey_robots=True)
        if not got.body.startswith(PDF):
            raise ParseError("not a PDF", "the link promises a document and leads to a page")
        found = await workers.read_report(got.body, got.final_url)
    except (FetchError, ParseError) as exc:
        if isinstance(exc, FetchError) and _is_soon(exc):
            return None
        return made(article, address, link.text, (), f"{exc.word}: {exc.text}")
    return made(article, address, found.title or link.text, found.pages, found.problem)


def links(
    article: Article, most: int, enrichers: Mapping[str, Enricher] = ENRICHERS
) -> tuple[Link, ...]:
    """Return the links of an article that lead to documents, each address once.

    Documents are PDFs, and on hosts with an enricher the pages below the article's own: GOV.UK
    publishes most papers as such.
    """
    own = article.url if urls.host_of(article.url) in enrichers else None
    found: dict[str, Link] = {}
    for link in article.links:
        is_below = own is not None and link.url.startswith(f"{own}/")
        if urls.is_web(link.url) and (_is_pdf(link) or is_below):
            found.setdefault(urls.canonical(link.url), link)
    return tuple(found.values())[:most]


def made(
    article: Article, address: str, title: str, pages: tuple[str, ...], problem: str | None
) -> Report:
    """Return the record of a document.

    Args:
        article: That links to it, or is it.
        address: Canonical.
        title: Of the document, or of the link to it.
        pages: Their texts.
        problem: Why it could not be read; None: it was.
    """
    return Report(
        report_id=identify("report", urls.article_key(address)),
        article_id=article.article_id,
        url=address,
        title=title,
        pages=pages,
        problem=problem,
    )


def _is_soon(fault: FetchError) -> bool:
    """Return whether a host that lives put us off, and not for long."""
    return fault.is_deferred and fault.reached and (fault.retry_after_s or 0) <= WORTH_WAITING_S


def _is_pdf(link: Link) -> bool:
    return link.url.split("?")[0].lower().endswith(".pdf")


def _paged(text: str) -> tuple[str, ...]:
    """Return a long text in pieces of about a printed page, cut between paragraphs."""
    pages: list[str] = []
    words = PAGE_WORDS
    for paragraph in text.split("\n"):
        if words >= PAGE_WORDS:
            pages.append(paragraph)
            words = 0
        else:
            pages[-1] += f"\n{paragraph}"
        words += len(paragraph.split())
    return tuple(pages)
