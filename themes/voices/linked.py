"""Where in a report a quote stands, as an address that opens it there."""

from urllib.parse import urlsplit


def at_page(url: str, text: str, start: int) -> str:
    """Return the address of a report with the page of a quote, which browsers open.

    Only PDFs have pages that a reader can see; other addresses are returned as they are.

    Args:
        url: Of the report.
        text: Its pages, joined by a form feed.
        start: Offset of the quote.
    """
    parts = urlsplit(url)
    if parts.fragment or not parts.path.lower().endswith(".pdf"):
        return url
    return f"{url}#page={text.count(chr(12), 0, start) + 1}"
