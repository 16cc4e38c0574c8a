"""One visit to a document that an article links to: fetched, read, and told as a value."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from extractors.parsed import Page, Pages, ParseError
from extractors.publishers.enrichers import ENRICHERS, Enricher, ask
from extractors.web import urls
from extractors.web.answers import TEMPORARY
from extractors.web.fetch import FetchError, Web
from extractors.workers import Workers
from records import Article, Link, Report, identify

PAGE_WORDS = 400  # of a document without pages, to tell people where in it: a printed page; guess
PDF = b"%PDF-"
_SAYS_PDF = re.compile(r"[(\[]\s*PDF\b|\bPDF\s*[)\],]|\bPDF$", re.IGNORECASE)
WORTH_WAITING_S = 3_600.0  # for a document, before its article is told without it; guess


async def report(
    web: Web,
    workers: Workers,
    article_id: str,
    link: Link,
    limit: int,
    now: datetime,
    enrichers: Mapping[str, Enricher] = ENRICHERS,
) -> Report | None:
    """Read a document that an article links to; one that cannot be read says why.

    None: its host wants to be asked a little later, and the article can wait for it. Where that
    is too long, the article is told without it, and ``Report.wait_s`` says when to ask again.
    """
    address = urls.canonical(link.url)
    enricher = None if _is_pdf(link) else enrichers.get(urls.host_of(address))
    try:
        if enricher:
            told = await ask(web, workers, enricher, address, now, limit)
            return made(article_id, address, told.title or link.text, _told(told))
        got = await web.get(link.url, limit_bytes=limit, obey_robots=True)
        if not got.body.startswith(PDF):
            raise ParseError("not a PDF", "the link promises a document and leads to a page")
        found = await workers.read_report(got.body, got.final_url)
    except (FetchError, ParseError) as exc:
        if isinstance(exc, FetchError) and _is_soon(exc):
            return None
        wait_s = _wait_s(exc) if isinstance(exc, FetchError) else None
        unread = Pages(title="", pages=(), problem=f"{exc.word}: {exc.text}")
        return replace(made(article_id, address, link.text, unread), wait_s=wait_s)
    return made(article_id, address, found.title or link.text, found)


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


def made(article_id: str, address: str, title: str, found: Pages) -> Report:
    """Return the record of a document.

    Args:
        article_id: Of the article that links to it, or is it.
        address: Canonical.
        title: Of the document, or of the link to it.
        found: Its pages, or why there are none.
    """
    return Report(
        report_id=report_id(address),
        article_id=article_id,
        url=address,
        title=title,
        pages=found.pages,
        problem=found.problem,
        authors=found.authors,
        publisher=found.publisher,
        dated=found.dated,
        page_count=found.count or len(found.pages),
        headings=found.headings,
    )


def report_id(url: str) -> str:
    """Return the id of a document: five articles that link to it tell of one report."""
    return identify("report", urls.article_key(urls.canonical(url)))


def _wait_s(fault: FetchError) -> float | None:
    """Return how long to wait before a document is asked for again; None: it will not come."""
    if fault.is_deferred or fault.kind == TEMPORARY:
        return fault.retry_after_s or WORTH_WAITING_S
    return None


def _is_soon(fault: FetchError) -> bool:
    """Return whether a host that lives put us off, and not for long."""
    return fault.is_deferred and fault.reached and (fault.retry_after_s or 0) <= WORTH_WAITING_S


def _is_pdf(link: Link) -> bool:
    """Return whether a link promises a PDF, by its address or by its words: "Report (PDF, 2MB)"."""
    return link.url.split("?")[0].lower().endswith(".pdf") or bool(_SAYS_PDF.search(link.text))


def _told(page: Page) -> Pages:
    """Return a document that its publisher tells as one page, in pieces of a printed page."""
    pages = _paged(page.text)
    at, headings = 0, []
    for text in page.headings:
        while at < len(pages) and text not in pages[at]:
            at += 1
        if at == len(pages):
            break
        headings.append((at + 1, text))
    return Pages(
        title=page.title,
        pages=pages,
        problem=None,
        publisher=page.author,
        dated=page.published_at.date().isoformat() if page.published_at else "",
        count=len(pages),
        headings=tuple(headings),
    )


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
