"""Reports, most of them PDF, become text, page by page, so that a quote can name its page."""

import re
from collections import Counter

import pypdfium2 as pdfium
import pypdfium2.raw as raw_pdfium

from extractors import plain
from extractors.pages import imprint
from extractors.parsed import Pages as Pages
from records import STANDARD, Bounds

REPORT_SHARE = 2  # of an article's text: 500 pages of 4,000 characters
PAGE_CHARS = 50_000  # ten times a dense page
TITLE_CHARS = 300
HEAD_BYTES, TAIL_BYTES = 1024, 2048  # in which readers look for the marks of start and end
HEADINGS, HEADING_CHARS = 300, 200
SIZED_PAGES = 120  # whose letters are measured for headings, where there is no outline; guess
LARGER = 1.15  # than the letters of most lines: a heading; guess
RUNNING = 3  # pages on which a line stands at least to be the head of a page; guess
LONG_LINE = 0.7  # of the page's usual width: such a line goes on in the next; guess

_PASSWORD, _SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
# How a word broken at the line's end looks: PDFium's own mark, or a hyphen in small letters.
_BROKEN_WORD = re.compile(
    "[\ufffe\x02\u00ad][^\\S\n]*+\n\\s*+|(?<=[a-z])[-\u2010][^\\S\n]*+\n\\s*+(?=[a-z])"
)
_HYPHENS = re.compile("[\u00ad\u2010\u2011]")  # inside a line of a PDF they are plain hyphens
_BULLET = re.compile(r"[•●▪■◦‣·–—*o-]\s|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_PROGRAM = re.compile(r"^(?:microsoft (?:word|powerpoint)\s*-\s*)", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"^(?:untitled|document|slide|presentation|layout|title|print|cover)?[\s\d_.-]*$"
    r"|\.(?:docx?|indd|pdf|pptx?|qxd|qxp|rtf|odt)$",
    re.IGNORECASE,
)


def read(body: bytes, bounds: Bounds = STANDARD) -> Pages:
    """Return a PDF page by page, or why it cannot be read.

    Foreign code all through: call it in a worker process only.

    Args:
        body: As fetched.
        bounds: Pages beyond them are left out; the last page says how many.
    """
    if b"%PDF-" not in body[:HEAD_BYTES]:
        return _unread("not a PDF")
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as exc:
        return _unread(_why(exc, body))
    try:
        count = len(document)
        pages = _pages(document, min(count, bounds.pages), bounds.text_chars)
        named = {key: str(value or "") for key, value in document.get_metadata_dict().items()}
        headings = _outline(document, len(pages)) if any(pages) else []
        headings = headings or _large(document, len(pages))
        edges = _edges(document, len(pages)) if any(pages) else ()
    finally:
        document.close()
    if not any(pages):
        is_damaged = all(page is None for page in pages)
        return _unread("damaged" if is_damaged else "a scan without text")
    texts = tuple(page or "" for page in pages)
    if len(texts) < count:
        texts = (*texts[:-1], f"{texts[-1]}\n… ({count - len(texts)} more pages were not read)")
    found = imprint.read(edges, _line(named.get("Author", "")), named.get("CreationDate", ""))
    return Pages(
        title=_title(named.get("Title", ""), texts),
        pages=texts,
        problem=None,
        authors=plain.line(found.authors, TITLE_CHARS),
        publisher=plain.line(found.publisher, TITLE_CHARS),
        dated=found.dated,
        count=count,
        headings=tuple(headings[:HEADINGS]),
    )


def _pages(document: pdfium.PdfDocument, count: int, text_chars: int) -> list[str | None]:
    """Return pages until there are enough of them, or of text; None: one is damaged."""
    pages: list[str | None] = []
    size = 0
    for number in range(count):
        page = _page(document, number)
        size += len(page or "")
        if pages and size > REPORT_SHARE * text_chars:
            break
        pages.append(page)
    return pages


def _unread(reason: str) -> Pages:
    return Pages(title="", pages=(), problem=f"cannot be read: {reason}")


def _why(exc: pdfium.PdfiumError, body: bytes) -> str:
    # PDFium may give the code of an earlier document: the lock must stand in this one.
    if b"/Encrypt" in body:
        if exc.err_code == _PASSWORD:
            return "locked with a password"
        if exc.err_code == _SECURITY:
            return "locked for other programs"
    if b"%%EOF" not in body[-TAIL_BYTES:]:
        return "cut short, its end is missing"
    return "damaged"


def _page(document: pdfium.PdfDocument, number: int) -> str | None:
    """Return the text of a page; None: the page is damaged."""
    try:
        page = document[number]
        try:
            raw = page.get_textpage().get_text_bounded()
        finally:
            page.close()
    except pdfium.PdfiumError:
        return None
    return plain.paragraphs(flowing(raw[: 2 * PAGE_CHARS]), PAGE_CHARS)


def _line(text: str) -> str:
    return plain.line(text, HEADING_CHARS)


def _edges(document: pdfium.PdfDocument, pages: int) -> tuple[str, ...]:
    """Return the first and last pages line by line: an imprint has lines, not paragraphs."""
    first = range(min(pages, imprint.FIRST))
    numbers = [*first, *range(max(pages - imprint.LAST, len(first)), pages)]
    return tuple("\n".join(text for text, _ in _sized(document, at)) for at in numbers)


def _outline(document: pdfium.PdfDocument, pages: int) -> list[tuple[int, str]]:
    """Return the headings of the document's own outline."""
    found = []
    for mark in document.get_toc(max_depth=3):
        dest = mark.get_dest()
        page = dest.get_index() if dest else None
        text = _line(mark.get_title())
        if text and page is not None and page < pages:
            found.append((page + 1, text))
        if len(found) >= HEADINGS:
            break
    return found


def _large(document: pdfium.PdfDocument, pages: int) -> list[tuple[int, str]]:
    """Return the lines whose letters are larger than those of most lines."""
    lines = [
        (number + 1, text, size)
        for number in range(min(pages, SIZED_PAGES))
        for text, size in _sized(document, number)
    ]
    weights: Counter[float] = Counter()
    for _, text, size in lines:
        weights[size] += len(text)
    usual = weights.most_common(1)[0][0] if weights else 0.0
    seen = Counter(text for _, text, _ in lines)
    found: list[tuple[int, str, float]] = []
    for page, text, size in lines:
        if size < LARGER * usual or seen[text] > RUNNING or sum(map(str.isalpha, text)) < 3:
            continue
        if found and found[-1][0] == page and found[-1][2] == size:  # it goes on in the next line
            text = f"{found.pop()[1]} {text}"
        found.append((page, text[:HEADING_CHARS], size))
    return [(page, text) for page, text, _ in found if len(text) < HEADING_CHARS]


def _sized(document: pdfium.PdfDocument, number: int) -> list[tuple[str, float]]:
    """Return the lines of a page with the height of their letters, as far as it can be had."""
    try:
        page = document[number]
        try:
            words = page.get_textpage()
            text = words.get_text_range()
            found, at = [], 0
            for line in text[:PAGE_CHARS].split("\n"):
                shown = _line(line)
                if shown:
                    first = at + len(line) - len(line.lstrip())
                    found.append((shown, _height(words, first)))
                at += len(line) + 1
        finally:
            page.close()
    except pdfium.PdfiumError:
        return []
    return found


def _height(words: pdfium.PdfTextPage, at: int) -> float:
    """Return the height of the line box of a letter; 0: it cannot be had."""
    box = raw_pdfium.FS_RECTF()
    if not raw_pdfium.FPDFText_GetLooseCharBox(words, at, box):
        return 0.0
    return float(round(abs(box.top - box.bottom)))


def flowing(raw: str) -> str:
    """Return a page's text with its sentences on one line each paragraph, as in an article.

    A PDF knows lines, not paragraphs: a line goes on if it is about as long as the page is wide
    or the next starts in small letters, unless it ends a sentence or a list begins.
    """
    text = raw.replace("\r\n", "\n").replace("\r", " ")
    text = _HYPHENS.sub("-", _BROKEN_WORD.sub("", text))
    lines = [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]
    widths = sorted(len(line) for line in lines)
    usual = widths[len(widths) * 9 // 10] if widths else 0
    parts: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        ends = (
            not following
            or bool(_SENTENCE_END.search(line))
            or bool(_BULLET.match(following))
            or not (following[0].islower() or len(line) >= LONG_LINE * usual)
        )
        parts += (line, "\n" if ends else " ")
    return "".join(parts)


def _title(named: str, pages: tuple[str, ...]) -> str:
    """Return the title that the document gives itself, else the first line that can be one."""
    named = plain.line(_PROGRAM.sub("", named), TITLE_CHARS)
    if not _NO_TITLE.search(named):
        return named
    lines = (line for page in pages[:3] for line in page.split("\n"))
    first = next((line for line in lines if sum(map(str.isalpha, line)) >= 8), "")  # guess
    return plain.line(first, TITLE_CHARS)
