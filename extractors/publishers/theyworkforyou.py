"""TheyWorkForYou's feeds: no dates, no ids, and a whole sitting day as one item.

As its own generator writes them (mysociety/theyworkforyou, scripts/make_rss.pl).
"""

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from extractors import dates, plain
from extractors.feeds import feed
from extractors.parsed import Item, ParsedFeed
from extractors.publishers import raw_items
from extractors.web import urls
from records import STANDARD, Bounds

HOST = "www.theyworkforyou.com"
MOST_LINKS = 500  # of one sitting day; the longest have a few dozen: guess

_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)")


def is_its(url: str) -> bool:
    """Return whether an address is that of one of its feeds."""
    parts = urlsplit(url)
    return parts.hostname in {HOST, HOST.removeprefix("www.")} and parts.path.startswith("/rss/")


def parse(
    body: bytes, url: str, content_type: str, now: datetime | None, bounds: Bounds = STANDARD
) -> ParsedFeed:
    """Return the entries of a feed: of a sitting day one for each debate that it lists.

    Args:
        body: As fetched.
        url: Where it was fetched.
        content_type: The Content-Type header; empty: none.
        now: What dates are believed against.
        bounds: What is longer is cut.

    Raises:
        ParseError: as feed.parse.
    """
    read = feed.parse(body, url, content_type, now, bounds)
    written = raw_items.items(body)
    if len(written) < len(read.entries):  # too broken for a strict parser
        written = []
    found: list[Item] = []
    for at, item in enumerate(read.entries):
        markup = raw_items.text(written[at], "description") if written else ""
        found += list(_debates(item, markup, url, now, bounds)) or [_one(item, now)]
    return ParsedFeed(
        title=read.title,
        kind=read.kind,
        entries=tuple(found[: bounds.entries]),
        ttl_minutes=read.ttl_minutes,
        remark="cut" if len(found) > bounds.entries else read.remark,
    )


def _debates(
    day: Item, markup: str, base: str, now: datetime | None, bounds: Bounds
) -> Iterator[Item]:
    """Yield the debates of a sitting day; none: it is an entry of its own."""
    if not re.match(r"\s*<ul", markup):
        return
    said = _date(day, now)
    for link in list(plain.fragment(markup).iterfind(".//li//a[@href]"))[:MOST_LINKS]:
        address = urls.page(base, link.get("href") or "")
        title = plain.line(link.text_content(), bounds.title_chars)
        if address and title:
            address = _secure(address)
            yield Item(
                guid=address,
                url=address,
                title=title,
                summary=plain.line(day.title, bounds.summary_chars),
                content_text="",
                published_at=said,
                author="",
            )


def _one(item: Item, now: datetime | None) -> Item:
    """Return an item with what its address tells: its day, and what tells it from others."""
    address = _secure(item.url) if item.url else None
    # Every sitting of a bill committee links to the same page of the bill.
    guid = address if address and "id=" in address else f"{address} {item.title}"
    return Item(
        guid=guid,
        url=address,
        title=item.title,
        summary=item.summary,
        content_text=item.content_text,
        published_at=item.published_at or _date(item, now),
        author=item.author,
    )


def _date(item: Item, now: datetime | None) -> datetime | None:
    """Return the day that a title or an address names; None: when it was seen must do."""
    found = _DAY.search(item.title) or _DAY.search(item.url or "")
    return dates.read(found.group(), now) if found else None


def _secure(address: str) -> str:
    parts = urlsplit(address)
    return f"https{address[4:]}" if parts.netloc == HOST and parts.scheme == "http" else address
