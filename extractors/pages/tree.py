"""The bytes of a page become a tree, whatever their encoding and however deep they nest."""

import re

from lxml import etree, html

from extractors import plain
from extractors.parsed import ParseError
from extractors.web import urls
from records import STANDARD

LIBRARY_DEPTH = 256  # what libxml2 keeps, whatever we allow
RESOURCE_LIMIT = 114  # libxml2's XML_ERR_RESOURCE_LIMIT: deeper than 256 levels

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.-]{1,40})", re.IGNORECASE)
_WRAPPERS = re.compile(
    r"</?(?:div|span|section|center|font|b|i|em|strong|u|small|big)\b[^<>]*>", re.IGNORECASE
)


def grow(body: bytes, content_type: str, depth: int = STANDARD.depth) -> html.HtmlElement:
    """Return the tree of a page.

    libxml2 keeps 256 levels and drops what lies deeper, often the article itself: wrappers
    without meaning are taken out of such a page first.

    Args:
        body: As fetched.
        content_type: The Content-Type header; empty: none.
        depth: Most levels; those beyond 256 cannot be had.

    Raises:
        ParseError: if it is empty, or too deep even so.
    """
    declared = _CHARSET.search(body[:4096])
    labels = (declared.group(1).decode("ascii", "replace"),) if declared else ()
    markup = plain.thin(plain.seen(plain.decoded(body, plain.charset(content_type) + labels)))
    tree, is_too_deep = _grow_once(markup, depth)
    if is_too_deep:
        tree, is_too_deep = _grow_once(_WRAPPERS.sub(" ", markup), depth)
    if is_too_deep:
        raise ParseError("no readable text", "the page is nested too deep to be read")
    if tree is None:
        raise ParseError("no readable text", "the page is empty")
    return tree


def _grow_once(markup: str, depth: int) -> tuple[html.HtmlElement | None, bool]:
    # A parser a call: a shared one was seen to corrupt memory under threads (lxml 6.1).
    parser = html.HTMLParser(
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except etree.ParserError:  # nothing but blanks and comments
        tree = None
    is_too_deep = any(error.type == RESOURCE_LIMIT for error in parser.error_log)
    if tree is not None and depth < LIBRARY_DEPTH:
        is_too_deep = is_too_deep or bool(tree.xpath("/*" * (depth + 1)))
    return tree, is_too_deep


def base(tree: html.HtmlElement, url: str) -> str:
    """Return the address that relative links of a page start from."""
    for element in tree.iter("base"):
        return urls.resolve(url, element.get("href") or "") or url
    return url
