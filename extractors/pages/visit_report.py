"""One visit to a document that an article links to: fetched, read, and told as a value."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from extractors.pages import offered
from extractors.pages.offered import Offer
from extractors.parsed import Page, Pages, ParseError
from extractors.publishers.enrichers import ENRICHERS, Enricher, ask
from extractors.web import urls
from extractors.web.answers import TEMPORARY, Hear, unheard
from extractors.web.fetch import FetchError, Web
from extractors.workers import Workers
from records import Report, identify

PAGE_WORDS = 400  # of a document without pages, to tell people where in it: a printed page; guess
# A page that words offer as a report and that has fewer is only about it; guess.
DOCUMENT_WORDS = 1_200
PDF, ZIP = b"%PDF-", b"PK\x03\x04"
HEAD_BYTES = 1024  # in which readers of PDF look for its mark
WORTH_WAITING_S = 3_600.0  # for a document, before its article is told without it; guess


async def report(
    web: Web,
    workers: Workers,
    article_id: str,
    offer: Offer,
    limit: int,
    now: datetime,
    enrichers: Mapping[str, Enricher] = ENRICHERS,
    hear: Hear = unheard,
) -> Report | None:
    """Read a document that an article links to; one that cannot be read says why.

    None: its host wants to be asked a little later, and the article can wait for it. Where that
    is too long, the article is told without it, and ``Report.wait_s`` says when to ask again.
    ``hear`` is handed each answer as it came, before it is read.
    """
    address = urls.canonical(offer.link.url)
    title = offer.link.text
    try:
        if offer.form == offered.OTHER:
            suffix = urlsplit(address).path.rsplit(".", 1)[-1].upper()
            raise ParseError("cannot be read", f"{suffix}; PDF, HTML, DOCX and ODT are read")
        page = await _asked(web, workers, address, offer, limit, now, enrichers, hear)
        found = _told(page, offer) if page else await _got(web, workers, offer, limit, now, hear)
    except (FetchError, ParseError) as exc:
        if isinstance(exc, FetchError) and _is_soon(exc):
            return None
        wait_s = _wait_s(exc) if isinstance(exc, FetchError) else None
        unread = Pages(title="", pages=(), problem=f"{exc.word}: {exc.text}")
        return replace(made(article_id, address, title, unread), wait_s=wait_s)
    return made(article_id, address, found.title or title, found)


async def _asked(
    web: Web,
    workers: Workers,
    address: str,
    offer: Offer,
    limit: int,
    now: datetime,
    enrichers: Mapping[str, Enricher],
    hear: Hear,
) -> Page | None:
    """Return what its publisher's interface for machines tells of a page; None: ask the page.

    Raises:
        FetchError: if the interface is not to be asked now, or there is no page to ask.
        ParseError: if its answer is of no use, and there is no page to ask.
    """
    is_page = offer.form in (offered.PAGE, offered.ATTACHMENT)
    enricher = enrichers.get(urls.host_of(address)) if is_page else None
    if enricher is None:
        return None
    try:
        return await ask(web, workers, enricher, address, now, limit, hear)
    except (FetchError, ParseError) as exc:
        if not enricher.has_page or (isinstance(exc, FetchError) and _wait_s(exc) is not None):
            raise
        return None


async def _got(
    web: Web, workers: Workers, offer: Offer, limit: int, now: datetime, hear: Hear
) -> Pages:
    """Return a document by what its bytes are, whatever the link promised.

    Raises:
        FetchError: if it cannot be fetched.
        ParseError: if it is none.
    """
    got = await web.get(offer.link.url, limit_bytes=limit, obey_robots=True)
    hear(got)
    if PDF in got.body[:HEAD_BYTES]:
        return await workers.read_report(got.body, got.final_url)
    if got.body.startswith(ZIP):
        return await workers.read_office(got.body)
    if offer.form in (offered.PAGE, offered.ATTACHMENT):
        page = await workers.extract_page(got.body, got.final_url, got.content_type, now)
        return _told(page, offer)
    if offer.form == offered.OFFICE:
        raise ParseError("cannot be read", "neither DOCX nor ODT, or locked with a password")
    raise ParseError("not a PDF", "the link promises a document and leads to a page")


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


def _told(page: Page, offer: Offer) -> Pages:
    """Return a document that is one page of the web, in pieces of a printed page.

    Raises:
        ParseError: if it is only a page about the document.
    """
    words = len(page.text.split())
    if offer.form == offered.PAGE and words < DOCUMENT_WORDS:
        raise ParseError(
            "cannot be read", f"the link leads to a page of {words:,} words about it, not to it"
        )
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
