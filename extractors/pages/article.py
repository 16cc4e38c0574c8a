"""The readable part of a page, as paragraphs, with its links; menus and boxes stay behind."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

import htmldate
from lxml import html
from trafilatura import bare_extraction
from trafilatura.settings import Document, Extractor

from extractors import dates, overrides, plain
from extractors.pages import contentlinks, furniture, loose, tree
from extractors.pages.pagemeta import PageMeta
from extractors.parsed import Page as Page
from extractors.parsed import ParseError
from records import STANDARD, Bounds, Extraction

MIN_TEXT_CHARS = 100  # less is a notice ("please enable scripts"), not an article; guess
MOST_HEADINGS = 300  # as of a report
PLAIN_TITLE_CHARS = 200  # of a first line that serves as a title; guess
DATED_BYTES = 1_000_000  # above, the search for a date may cost seconds; measured 2 s at 0.6 MB

# Chosen by measurement: docs/extraction.md. Nothing of trafilatura's metadata is asked for:
# 20,000 strings that look like dates cost it more than 43 s.
OPTIONS = {
    "balanced": Extractor(output_format="python", comments=False),
    "precision": Extractor(output_format="python", comments=False, precision=True),
    "recall": Extractor(output_format="python", comments=False, recall=True),
}

_TEXT_TYPES = ("text/plain", "text/markdown")
_PAGE_TYPES = ("text/", "application/xhtml", "application/xml")


def extract(
    body: bytes,
    url: str,
    content_type: str,
    now: datetime | None,
    extraction: Extraction | None = None,
    bounds: Bounds = STANDARD,
) -> Page:
    """Return the readable part of a page.

    Foreign code all through, and not fit for threads: call it in a worker process only.

    Args:
        body: As fetched.
        url: Where it was fetched, after redirects.
        content_type: The Content-Type header; empty: none.
        now: What dates are believed against; None: dates ahead are believed.
        extraction: The source's own way; None: the usual one.
        bounds: What is longer is cut.

    Raises:
        ParseError: if it is no page, or a page without readable text.
    """
    kind = content_type.split(";")[0].strip().lower()
    if kind in _TEXT_TYPES:
        return _plain_page(plain.decoded(body, plain.charset(content_type)), bounds)
    is_page = not kind or kind.startswith(_PAGE_TYPES)
    if body.startswith(b"%PDF-") or not is_page:
        what = "a PDF" if body.startswith(b"%PDF-") else kind[:80]
        raise ParseError("not a page", f"it is {what}; reports are read from links in pages")
    root = tree.grow(body, content_type, bounds.depth)
    base = tree.base(root, url)
    meta = PageMeta(root, url, base, now)
    titles = meta.titles(bounds.title_chars)
    published_at = meta.published_at()
    if published_at is None and len(body) <= DATED_BYTES:
        published_at = _mined_date(root, url, now)
    author, canonical_url = meta.author(), meta.canonical_url()
    extraction = extraction or Extraction()
    narrowed, remark = _narrowed(root, extraction)
    links = contentlinks.find(narrowed, base, url)  # before boxes go: reports stand in "Downloads"
    text = _text(narrowed, titles, extraction.mode, bounds.text_chars)
    return Page(
        title=titles[0] if titles else "",
        text=text,
        published_at=published_at,
        author=author,
        links=links,
        canonical_url=canonical_url,
        remark=remark,
        headings=tuple(islice(_headings(narrowed, text, bounds), MOST_HEADINGS)),
    )


def _headings(root: html.HtmlElement, text: str, bounds: Bounds) -> Iterator[str]:
    """Yield the headings of a page that its text has as lines of their own."""
    lines = set(text.split("\n"))
    for one in root.iter("h1", "h2", "h3"):
        line = plain.line(one.text_content(), bounds.title_chars)
        if line in lines:
            yield line


def _plain_page(text: str, bounds: Bounds) -> Page:
    text = plain.paragraphs(text, bounds.text_chars)
    if len(text) < MIN_TEXT_CHARS:
        raise ParseError("no readable text", f"only {len(text)} characters")
    title = plain.line(text.split("\n", 1)[0], min(PLAIN_TITLE_CHARS, bounds.title_chars))
    return Page(title=title, text=text, published_at=None, author="", links=(), canonical_url=None)


def _narrowed(
    root: html.HtmlElement, extraction: Extraction
) -> tuple[html.HtmlElement, str | None]:
    """Return what a source's own paths leave of a page, and a remark where they fail."""
    for path in extraction.without:
        for element in overrides.find(root, path):
            element.drop_tree()
    if extraction.within is None:
        return root, None
    found = overrides.find(root, extraction.within)
    if not any(element.text_content().strip() for element in found):
        remark = f"'within: {extraction.within}' finds nothing on this page; read the usual way"
        return root, remark
    page = html.document_fromstring("<html><body><main></main></body></html>")
    for element in found:
        element.tail = None
        element.tag = "div"  # what a person has named is no box, whatever its own name says
        element.attrib.clear()
        page.find(".//main").append(element)
    return page, None


def _text(root: html.HtmlElement, titles: tuple[str, ...], mode: str, limit: int) -> str:
    """Return the text of a page without its boxes; the tree is used up."""
    if mode != "recall":
        furniture.clear(root, titles)
    loose.gather(root)
    text = _read(root, mode, limit)
    if len(text) < MIN_TEXT_CHARS:  # else the page is lost; this saves 1 of 71 (measured)
        text = _read(root, "recall", limit)
    if len(text) < MIN_TEXT_CHARS:
        raise ParseError(
            "no readable text",
            f"only {len(text)} characters: a page of scripts, a consent wall, or a list of links",
        )
    return text


def _read(root: html.HtmlElement, mode: str, limit: int) -> str:
    document = bare_extraction(root, options=OPTIONS[mode])  # works on a copy
    text = document.text if isinstance(document, Document) else None
    return plain.paragraphs(text or "", limit)


def _mined_date(root: html.HtmlElement, url: str, now: datetime | None) -> datetime | None:
    """Return the date that the text and the address give away; None: none."""
    found = htmldate.find_date(
        root,
        url=url,
        extensive_search=False,
        original_date=True,
        min_date=dates.EARLIEST,
        max_date=now + dates.MOST_AHEAD if now else None,
    )
    return dates.read(found, now) if found else None
