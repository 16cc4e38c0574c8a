"""Foreign markup becomes plain text; what remains is safe to store, to match and to show."""

import codecs
import re
from collections.abc import Iterable
from itertools import islice

from lxml import etree, html

ATTRIBUTES = 100  # of one element; parsers slow down with the square of them; guess
TAG_CHARS = 10_000  # a longer tag is looked at; pictures inside a page may make it so long
RAW_CHARS = 400_000  # of one field's markup; more is an attack or a dump; guess
BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details"),
        *("div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("summary", "table", "td", "th", "tr", "ul"),
    }
)
HIDDEN = frozenset(
    {
        *("script", "style", "noscript", "template", "iframe", "object", "svg", "math", "head"),
        "select",
    }
)

# Controls (line ends and tabs apart), soft hyphens, zero-width and bidi marks, lone surrogates,
# non-characters: they hide words from the rules, or turn the text around on the reader's screen.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_BLANKS = re.compile(r"\s+")
_LINE_END = re.compile(
    r"(?<![^\S\n\r\v\f\x85\u2028\u2029])[^\S\n\r\v\f\x85\u2028\u2029]*+"
    r"(?:\r\n|[\n\r\v\f\x85\u2028\u2029])\s*+"
)
_LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{TAG_CHARS},}}")
# Possessive, and never from inside a run of blanks: else a megabyte of blanks takes hours.
_ATTRIBUTE = re.compile(r"(?<!\s)\s++[^\s=\"'/]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"']*+))?")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});|<!--")


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read the first as the second; so do we, for the quotation marks and dashes.
_BROWSER_NAMES = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
}


def decoded(body: bytes, labels: Iterable[str]) -> str:
    """Return the text of a body, such that no wrong label garbles it.

    A byte order mark decides. What decodes as UTF-8 is UTF-8, whatever the labels say: chance
    does not make it; nor does it make most of a body, so a few broken bytes change nothing.

    Args:
        body: As fetched.
        labels: Names of encodings that header and document give, the best first.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, "replace").removeprefix("\ufeff")
    if b"\x00" in body[:4]:  # UTF-16 without its mark
        return body.decode("utf-16-be" if body[:1] == b"\x00" else "utf-16-le", "replace")
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if not broken or len(body) - len(text) > 2 * broken:
        return text
    for label in labels:
        name = label.strip().lower()
        try:
            return body.decode(_BROWSER_NAMES.get(name, name), "strict")
        except (LookupError, ValueError):  # unknown, or not what it is
            continue
    return body.decode("cp1252", "replace")


def charset(content_type: str) -> tuple[str, ...]:
    """Return the encoding that a Content-Type header names; empty: it names none."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.-]{1,40})", content_type, re.IGNORECASE)
    return (found.group(1),) if found else ()


def thin(markup: str) -> str:
    """Return markup in which no element has more attributes than ATTRIBUTES.

    200,000 of them keep libxml2 busy for more than a minute, and no signal stops it: measured.
    """
    return _LONG_TAG.sub(_thinned, markup)


def _thinned(tag: re.Match[str]) -> str:
    found = islice(_ATTRIBUTE.finditer(tag.group()), ATTRIBUTES + 1)
    ends = [one.end() for one in found]
    return tag.group() if len(ends) <= ATTRIBUTES else tag.group()[: ends[ATTRIBUTES - 1]]


def seen(text: str) -> str:
    """Return a text without the characters that a reader does not see."""
    return _UNSEEN.sub("", text)


def line(text: str, limit: int) -> str:
    """Return a text as one line of at most ``limit`` characters, cut between words."""
    return cut(_BLANKS.sub(" ", seen(text)).strip(), limit)


def paragraphs(text: str, limit: int) -> str:
    """Return a text as lines without blank ones, of at most ``limit`` characters."""
    lines = _LINE_END.sub("\n", seen(text))
    return cut(re.sub(r"[^\S\n]+", " ", lines).strip(), limit)


def cut(text: str, limit: int) -> str:
    """Return a text cut between words, with a … in place of what went."""
    if len(text) <= limit:
        return text
    short = text[: limit - 1]
    blank = max(short.rfind(" ", limit // 2), short.rfind("\n", limit // 2))
    return (short[:blank] if blank > 0 else short).rstrip() + "…"


def has_markup(text: str) -> bool:
    """Return whether a text holds tags or character references."""
    return bool(_MARKUP.search(text))


def from_html(markup: str, limit: int) -> str:
    """Return what a reader sees of a piece of markup, one line a block."""
    markup = markup[:RAW_CHARS]
    if not has_markup(markup):
        return paragraphs(markup, limit)
    return paragraphs(visible(fragment(markup)), limit)


def fragment(markup: str) -> html.HtmlElement:
    """Return the tree of a piece of markup inside a div; whatever it is, there is a tree."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    wrapped = f"<div>{thin(seen(markup))}</div>"
    try:
        tree = html.document_fromstring(wrapped.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but comments
        tree = html.Element("div")
    return tree


def visible(tree: html.HtmlElement) -> str:
    """Return the text of a tree, its blocks apart, without scripts and the like."""
    parts: list[str] = []
    skipped: html.HtmlElement | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if skipped is None and (tag in HIDDEN or not tag):
                skipped = element
            if tag in BLOCKS:
                parts.append("\n")
            if skipped is None and element.text:
                parts.append(element.text)
            continue
        if skipped is element:
            skipped = None
        if tag in BLOCKS:
            parts.append("\n")
        if skipped is None and element.tail and element is not tree:
            parts.append(element.tail)
    return "".join(parts)
