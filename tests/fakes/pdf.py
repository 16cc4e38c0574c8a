"""Small PDFs, written by hand: one font, lines of text, nothing that a reader could miss."""

import zlib


def pdf(*pages: str, title: str = "", stream: bytes | None = None, filters: str = "") -> bytes:
    """Return a PDF with these pages, a line of text a line.

    Args:
        pages: Their texts; ASCII.
        title: Of the document's own description; empty: none.
        stream: The content of every page as it stands, instead of text.
        filters: The filters that unpack ``stream``.
    """
    numbers = range(len(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (5 + 2 * number) for number in numbers), len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (%s) >>" % title.encode(),
    ]
    for number, text in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * number)
        )
        content = _lines(text) if stream is None else stream
        extra = f" /Filter {filters}".encode() if filters else b""
        objects.append(
            b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), extra, content)
        )
    return _assembled(objects)


def _lines(text: str) -> bytes:
    shown = [line.translate({40: "\\(", 41: "\\)"}).encode() for line in text.split("\n")]
    body = b"".join(b"(%s) Tj T*\n" % line for line in shown)
    return b"BT /F1 11 Tf 14 TL 50 780 Td\n" + body + b"ET"


def _assembled(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []  # bytes would be copied whole at each object
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    tail = b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out + head + tail % (count, len(out)))


def bomb(megabytes: int) -> bytes:
    """Return a PDF of a few kilobytes whose page unpacks to so many megabytes, in two layers."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    return pdf("", stream=zlib.compress(once, 9), filters="[/FlateDecode /FlateDecode]")
