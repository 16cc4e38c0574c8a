"""Parliament's feed of bills: a bill comes back at each stage, and the stage is an attribute."""

from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from extractors import plain
from extractors.feeds import feed
from extractors.parsed import ParsedFeed
from extractors.publishers import raw_items
from records import STANDARD, Bounds

HOST = "bills.parliament.uk"
STAGE_CHARS = 80  # the longest is "Consideration of Commons amendments"; guess


def is_its(url: str) -> bool:
    """Return whether an address is that of one of its feeds."""
    parts = urlsplit(url)
    return parts.hostname == HOST and parts.path.lower().startswith("/rss/")


def parse(
    body: bytes, url: str, content_type: str, now: datetime | None, bounds: Bounds = STANDARD
) -> ParsedFeed:
    """Return the entries of the feed: each bill once for every stage that it reaches.

    Args and Raises: as feed.parse.
    """
    read = feed.parse(body, url, content_type, now, bounds)
    stages = [
        plain.line(raw_items.attribute(one, "stage"), STAGE_CHARS) for one in raw_items.items(body)
    ]
    if len(stages) < len(read.entries):  # too broken for a strict parser
        return read
    entries = tuple(
        replace(item, guid=f"{item.guid or item.url} {stage}", title=f"{item.title}: {stage}")
        if stage
        else item
        for item, stage in zip(read.entries, stages, strict=False)
    )
    return replace(read, entries=entries)
