"""The readable part of a page, as paragraphs, with its links; menus and boxes stay behind."""

from datetime import datetime

import htmldate
from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document, Extractor

from extractors import dates, plain, tree, urls
from extractors.pagemeta import PageMeta
from extractors.parsed import Page as Page
from extractors.parsed import ParseError
from records import STANDARD, Bounds, Extraction, Link

MIN_TEXT_CHARS = 100  # less is a notice ("please enable scripts"), not an article; guess
LINK_TEXT_CHARS = 300
MOST_LINKS = 500  # of one page; guess
DATED_BYTES = 1_000_000  # above, the search for a date may cost seconds; measured 2 s at 0.6 MB

# Measured on 120 pages with 71 gold texts (2026-11): recall mode without the second opinions
# reads as well as the default in half its time. Where it finds little of what the paragraphs
# of the page hold (7 pages of 100), the default is asked too.
OPTIONS = Extractor(output_format="python", fast=True, recall=True, comments=False)
THOROUGH = Extractor(output_format="python", comments=False)
PARAGRAPH_CHARS = 80  # shorter ones are captions and menus
SUSPICIOUS_SHARE = 0.6  # of the paragraphs' text: below, ask again
WORTHWHILE_GAIN = 1.3  # the second text must be so much longer

_TEXT_TYPES = ("text/plain", "text/markdown")
_PAGE_TYPES = ("text/", "application/xhtml", "application/xml")

_OUTSIDE = (
    "ancestor::nav or ancestor::aside or ancestor::footer or ancestor::form or "
    "ancestor::*[@role='navigation' or @role='banner' or @role='contentinfo' or "
    "@role='complementary' or @role='search']"
)
_CONTENT_AREAS = (
    "//main | //*[@role='main']",
    "//article[not(ancestor::article)]",
    "//*[@id='content' or @id='main-content' or @id='main' or @id='primary']",
    "//body",
)
_PARAGRAPHS = etree.XPath(f"//p[not({_OUTSIDE} or ancestor::blockquote)]")
_LINKS = etree.XPath(f".//a[@href][not({_OUTSIDE} or ancestor::header[not(ancestor::article)])]")


def extract(
    body: bytes,
    url: str,
    content_type: str,
    now: datetime | None,
    extraction: Extraction | None = None,  # noqa: ARG001
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
        return _plain_page(plain.decoded(body, plain.charset(content_type)))
    is_page = not kind or kind.startswith(_PAGE_TYPES)
    if body.startswith(b"%PDF-") or not is_page:
        what = "a PDF" if body.startswith(b"%PDF-") else kind[:80]
        raise ParseError("not a page", f"it is {what}; reports are read from links in pages")
    root = tree.grow(body, content_type, bounds.depth)
    base = tree.base(root, url)
    meta = PageMeta(root, url, base, now)
    links = _links(root, base, url)
    published_at = meta.published_at()
    if published_at is None and len(body) <= DATED_BYTES:
        published_at = _mined_date(root, url, now)
    return Page(
        title=meta.title(),
        text=_text(root),
        published_at=published_at,
        author=meta.author(),
        links=links,
        canonical_url=meta.canonical_url(),
    )


def _plain_page(text: str) -> Page:
    text = plain.paragraphs(text, STANDARD.text_chars)
    if len(text) < MIN_TEXT_CHARS:
        raise ParseError("no readable text", f"only {len(text)} characters")
    title = plain.line(text.split("\n", 1)[0], 200)
    return Page(title=title, text=text, published_at=None, author="", links=(), canonical_url=None)


def _text(root: html.HtmlElement) -> str:
    hoped = sum(
        len(text)
        for text in (" ".join(one.itertext()).strip() for one in _PARAGRAPHS(root))
        if len(text) >= PARAGRAPH_CHARS
    )
    text = _read(root, OPTIONS)
    if len(text) < SUSPICIOUS_SHARE * hoped:
        second = _read(root, THOROUGH)
        if len(second) > WORTHWHILE_GAIN * len(text):
            text = second
    if len(text) < MIN_TEXT_CHARS:
        raise ParseError(
            "no readable text",
            f"only {len(text)} characters: a page of scripts, a consent wall, or a list of links",
        )
    return text


def _read(root: html.HtmlElement, options: Extractor) -> str:
    document = bare_extraction(root, options=options)  # works on a copy
    text = document.text if isinstance(document, Document) else None
    return plain.paragraphs(text or "", STANDARD.text_chars)


def _links(root: html.HtmlElement, base: str, url: str) -> tuple[Link, ...]:
    """Return the links of the content area, each address once, documents included."""
    found: dict[str, str] = {}
    for element in _LINKS(_content_area(root)):
        address = urls.page(base, element.get("href") or "")
        if address is None:
            continue
        label = element.text_content() or element.get("title") or element.get("aria-label") or ""
        text = plain.line(label, LINK_TEXT_CHARS)
        if len(text) > len(found.get(address, "")) or address not in found:
            found[address] = text
        if len(found) >= MOST_LINKS:
            break
    here = urls.canonical(url)
    return tuple(Link(url=one, text=text) for one, text in found.items() if one != here)


def _content_area(root: html.HtmlElement) -> html.HtmlElement:
    for path in _CONTENT_AREAS:
        areas = root.xpath(path)
        if areas:
            return max(areas, key=lambda area: len(area.text_content()))
    return root


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
