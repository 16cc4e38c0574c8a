"""Small documents of office programs, written by hand: DOCX and ODT."""

import io
import zipfile
from html import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
)


def docx(*pages: str, title: str = "", author: str = "", inside: str = "") -> bytes:
    """Return a DOCX with these pages; a line that begins with # is a heading.

    Args:
        pages: Their texts, a paragraph a line.
        title: As its file says; empty: it does not.
        author: The same.
        inside: Markup that stands before the first paragraph.
    """
    body = inside
    for number, page in enumerate(pages):
        for at, line in enumerate(page.split("\n")):
            style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>' if line[:1] == "#" else ""
            turn = "<w:lastRenderedPageBreak/>" if number and not at else ""
            words = escape(line.lstrip("# "))
            body += f"<w:p>{style}<w:r>{turn}<w:t>{words}</w:t></w:r></w:p>"
    core = f"<cp:coreProperties {_CORE}><dc:title>{title}</dc:title><dc:creator>{author}"
    core += "</dc:creator><dcterms:created>2026-03-04T09:00:00Z</dcterms:created>"
    return packed(
        {
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            "docProps/core.xml": f"{core}</cp:coreProperties>",
        }
    )


def odt(*pages: str, title: str = "", inside: str = "") -> bytes:
    """Return an ODT with these pages, as ``docx``."""
    body = inside
    for number, page in enumerate(pages):
        for at, line in enumerate(page.split("\n")):
            tag = "h" if line[:1] == "#" else "p"
            turn = "<text:soft-page-break/>" if number and not at else ""
            body += (
                f"<text:{tag}>{turn}<text:span>{escape(line.lstrip('# '))}</text:span></text:{tag}>"
            )
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    meta = f"<office:meta><dc:title>{title}</dc:title></office:meta>"
    return packed(
        {
            "content.xml": f"<office:document-content {_ODF}>{text}</office:document-content>",
            "meta.xml": f"<office:document-meta {_ODF}>{meta}</office:document-meta>",
        }
    )


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packing:
        for name, content in parts.items():
            packing.writestr(name, content)
    return out.getvalue()
