"""Reports of office programs, DOCX and ODT, become text: page by page, where they tell of pages."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from extractors import plain, xml_tree
from extractors.pages import imprint
from extractors.parsed import Pages
from records import STANDARD, Bounds

ZIP = b"PK\x03\x04"
PART_BYTES = 64 * 1024 * 1024  # of one part, unpacked: a report of 500 pages has 10 MB; guess
PAGE_CHARS = 50_000  # as of a PDF
HEADINGS, HEADING_CHARS, TITLE_CHARS = 300, 200, 300  # as of a PDF
REPORT_SHARE = 2  # of an article's text, as of a PDF

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_BLOCKS = (f"{_WORD}p", f"{_ODF}p", f"{_ODF}h")
_BLANKS = {f"{_WORD}tab", f"{_WORD}br", f"{_ODF}tab", f"{_ODF}s", f"{_ODF}line-break"}
_BREAKS = {f"{_WORD}lastRenderedPageBreak", f"{_ODF}soft-page-break"}
# No text of the document: what was deleted, remarks of its makers, a box told a second time.
_ASIDE = (
    f"{_WORD}del",
    f"{_ODF}tracked-changes",
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
)
# What unpacking raises on damaged or locked bytes.
_DAMAGE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError),
    *(NotImplementedError, RuntimeError, EOFError, OSError, ValueError),
)


@dataclass(slots=True)
class _Draft:
    """Pages while they are read."""

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    headings: list[tuple[int, str]] = field(default_factory=list)
    size: int = 0

    def add(self, text: str, *, is_heading: bool) -> None:
        line = " ".join(text.split())
        if not line:
            return
        self.pages[-1].append(line)
        self.size += len(line)
        if is_heading and len(self.headings) < HEADINGS:
            self.headings.append((len(self.pages), plain.line(line, HEADING_CHARS)))

    def turn(self) -> None:
        self.pages.append([])


def read(body: bytes, bounds: Bounds = STANDARD) -> Pages:
    """Return a DOCX or ODT document page by page, or why it cannot be read.

    Foreign code all through: call it in a worker process only.

    Args:
        body: As fetched.
        bounds: Pages and text beyond them are left out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            names = set(packed.namelist())
            if "word/document.xml" in names:
                parts = [_part(packed, one) for one in ("word/document.xml", "docProps/core.xml")]
            elif "content.xml" in names:
                parts = [_part(packed, one) for one in ("content.xml", "meta.xml")]
            else:
                return _unread("neither DOCX nor ODT")
    except _DAMAGE:
        return _unread("damaged, or locked with a password")
    root = xml_tree.grow(parts[0])
    if root is None:
        return _unread("damaged")
    draft = _drafted(root, bounds)
    del draft.pages[bounds.pages :]
    if not draft.size:
        return _unread("a document without text")
    return _pages(draft, xml_tree.grow(parts[1]) if parts[1] else None)


def _part(packed: zipfile.ZipFile, name: str) -> bytes:
    """Return a part of a document, unpacked, as far as it may go; empty: it is not there."""
    try:
        with packed.open(name) as part:
            found = part.read(PART_BYTES + 1)
    except KeyError:
        return b""
    if len(found) > PART_BYTES:
        raise MemoryError(f"{name} unpacks to more than {PART_BYTES:,} bytes")
    return found


def _drafted(root: etree._Element, bounds: Bounds) -> _Draft:
    """Return the paragraphs of a document, page by page."""
    draft = _Draft()
    for one in list(root.iter(*_ASIDE)):
        etree.strip_elements(one, "*", with_tail=True)
        one.text = None
    for block in root.iter(*_BLOCKS):
        if len(draft.pages) > bounds.pages or draft.size > REPORT_SHARE * bounds.text_chars:
            break
        is_heading = block.tag == f"{_ODF}h" or _is_heading(block)
        said: list[str] = []
        for piece in _pieces(block):
            if piece == "\f":
                draft.add("".join(said), is_heading=is_heading)
                draft.turn()
                said = []
            else:
                said.append(piece)
        draft.add("".join(said), is_heading=is_heading)
    return draft


def _pieces(block: etree._Element) -> Iterator[str]:
    """Yield the text of a paragraph; a form feed: the page ends here.

    A paragraph inside it, of a note or a box, is read by itself.
    """
    is_odf = str(block.tag).startswith(_ODF)
    walk = etree.iterwalk(block, events=("start", "end"))
    for event, one in walk:
        tag = str(one.tag)
        if event == "start":
            if one is not block and tag in _BLOCKS:
                walk.skip_subtree()
            elif tag in _BLANKS:
                yield " "
            elif tag in _BREAKS:
                yield "\f"
            elif tag == f"{_WORD}t" or (is_odf and tag.startswith(_ODF)):
                yield one.text or ""
        elif is_odf and one is not block:
            yield one.tail or ""


def _is_heading(block: etree._Element) -> bool:
    style = block.find(f"{_WORD}pPr/{_WORD}pStyle")
    name = (style.get(f"{_WORD}val") or "") if style is not None else ""
    return name.lower().startswith(("heading", "title"))


def _pages(draft: _Draft, meta: etree._Element | None) -> Pages:
    texts = tuple(plain.paragraphs("\n".join(one), PAGE_CHARS) for one in draft.pages)
    first = next((line for one in draft.pages for line in one), "")
    created = _said(meta, f"{_TERMS}created", f"{_META}creation-date", f"{_DC}date")
    found = imprint.read(texts, _said(meta, f"{_DC}creator", f"{_META}initial-creator"))
    return Pages(
        title=plain.line(_said(meta, f"{_DC}title") or first, TITLE_CHARS),
        pages=texts,
        problem=None,
        authors=plain.line(found.authors, TITLE_CHARS),
        publisher=plain.line(found.publisher, TITLE_CHARS),
        dated=found.dated or created[:10],
        count=len(texts),
        headings=tuple(draft.headings),
    )


def _said(meta: etree._Element | None, *names: str) -> str:
    """Return what a document says of itself under the first of some names; empty: nothing."""
    for name in names if meta is not None else ():
        for one in islice(meta.iter(name), 1):  # type: ignore[union-attr]
            if text := plain.line(one.text or "", HEADING_CHARS):
                return text
    return ""


def _unread(reason: str) -> Pages:
    return Pages(title="", pages=(), problem=f"cannot be read: {reason}")
