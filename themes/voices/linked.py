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
    return on_page(url, page(text, start))


def on_page(url: str, number: int | None) -> str:
    """Return the address of a report with a page; as it is, where it has none.

    Args:
        url: Of the report, or of an article.
        number: Of the page, from 1; None: it is an article.
    """
    if number is None or urlsplit(url).fragment or not has_pages(url):
        return url
    return f"{url}#page={number}"


def has_pages(url: str) -> bool:
    """Return whether a report has pages that a reader can see: a PDF, by its address."""
    return urlsplit(url).path.lower().endswith(".pdf")


def page(text: str, start: int) -> int:
    """Return the number of the page that an offset is on, from 1.

    Args:
        text: Pages, joined by a form feed.
        start: The offset.
    """
    return text.count("\f", 0, start) + 1
