"""What other readers make of the same bytes: trafilatura in its modes, readability, justText."""

import io
from collections.abc import Callable
from xml.etree import ElementTree

import feedparser
from lxml import etree
from trafilatura import bare_extraction
from trafilatura.external import try_justext, try_readability
from trafilatura.settings import Document, Extractor

from extractors import plain
from extractors.pages import article, tree
from extractors.parsed import ParseError
from records import STANDARD

Reader = Callable[[bytes], str]

# The way before: recall without second opinions, and the default where that finds little of
# what the page's paragraphs hold.
PARAGRAPH_CHARS = 80
SUSPICIOUS_SHARE = 0.6
WORTHWHILE_GAIN = 1.3
_PARAGRAPHS = etree.XPath(
    "//p[not(ancestor::nav or ancestor::aside or ancestor::footer or ancestor::form or "
    "ancestor::blockquote)]"
)


def ours(body: bytes) -> str:
    """Return the text as Placewatch stores it; empty: no readable text."""
    try:
        return article.extract(body, "https://www.example.org/news/a", "", None).text
    except ParseError:
        return ""


def shipped(body: bytes) -> str:
    """Return what trafilatura gives for the bytes alone, decoded and parsed its own way."""
    return _text(bare_extraction(body))


def trafilatura(*, fast: bool = False, precision: bool = False, recall: bool = False) -> Reader:
    """Return a reader: trafilatura on the tree that we grow, without readers' comments."""
    options = Extractor(
        output_format="python", comments=False, fast=fast, precision=precision, recall=recall
    )

    def read(body: bytes) -> str:
        return _asked(tree.grow(body, ""), options)

    return read


def twice(body: bytes) -> str:
    """Return the text as Placewatch found it before: trafilatura asked once or twice."""
    root = tree.grow(body, "")
    lengths = (len(" ".join(one.itertext()).strip()) for one in _PARAGRAPHS(root))
    hoped = sum(length for length in lengths if length >= PARAGRAPH_CHARS)
    options = Extractor(output_format="python", fast=True, recall=True, comments=False)
    text = _asked(root, options)
    if len(text) < SUSPICIOUS_SHARE * hoped:
        second = _asked(root, Extractor(output_format="python", comments=False))
        text = second if len(second) > WORTHWHILE_GAIN * len(text) else text
    return text


def readability(body: bytes) -> str:
    """Return what the readability that trafilatura carries gives."""
    return plain.visible(try_readability(tree.grow(body, "")))


def justext(body: bytes) -> str:
    """Return what jusText gives, which trafilatura brings along."""
    return "\n".join(try_justext(tree.grow(body, ""), None, "en").itertext())


def _asked(root: etree._Element, options: Extractor) -> str:
    return _text(bare_extraction(root, options=options))


def _text(found: object) -> str:
    text = found.text if isinstance(found, Document) else None
    return plain.paragraphs(text or "", STANDARD.text_chars)


READERS: dict[str, Reader] = {
    "trafilatura as shipped": shipped,
    "trafilatura default": trafilatura(),
    "trafilatura fast": trafilatura(fast=True),
    "trafilatura precision": trafilatura(precision=True),
    "trafilatura recall": trafilatura(recall=True),
    "trafilatura recall, fast": trafilatura(recall=True, fast=True),
    "trafilatura twice (ours before)": twice,
    "readability": readability,
    "jusText": justext,
    "Placewatch": ours,
}


def feed_entries(body: bytes) -> tuple[bool, int]:
    """Return whether a feed is well-formed XML, and how many entries feedparser finds in it."""
    try:
        ElementTree.fromstring(body)
        is_well_formed = True
    except (ElementTree.ParseError, ValueError, LookupError):
        is_well_formed = False
    return is_well_formed, len(feedparser.parse(io.BytesIO(body)).entries)
