"""GOV.UK's search tells what an organisation published, further back than its feed."""

import json
from datetime import datetime
from typing import Any

from extractors import dates, plain
from extractors.parsed import Item, ParsedFeed, ParseError
from extractors.web import urls
from records import Bounds

TIMESTAMP_CHARS = 40


def parse(body: bytes, url: str, now: datetime | None, bounds: Bounds) -> ParsedFeed:
    """Return the results of a page of ``/api/search.json``, in its own order.

    The guid of a result is that of the organisation's feed: its address with the time of its
    last larger change.

    Args:
        body: As fetched.
        url: Where it was fetched, for relative links.
        now: Results dated far ahead of it have no date; None: dates ahead are believed.
        bounds: What is longer is cut.

    Raises:
        ParseError: if it is something else.
    """
    try:
        found = json.loads(plain.decoded(body, ()))
    except (ValueError, RecursionError) as exc:
        raise ParseError("cannot be parsed", "GOV.UK's search answered no JSON") from exc
    results = found.get("results") if isinstance(found, dict) else None
    if not isinstance(results, list):
        raise ParseError("cannot be parsed", "GOV.UK's search answered without results")
    items = (_item(one, url, now, bounds) for one in results if isinstance(one, dict))
    return ParsedFeed(title="", kind="search", entries=tuple(items), ttl_minutes=None, remark=None)


def _item(result: dict[str, Any], url: str, now: datetime | None, bounds: Bounds) -> Item:
    link = urls.page(url, str(result.get("link") or ""))
    stamp = plain.line(str(result.get("public_timestamp") or ""), TIMESTAMP_CHARS)
    return Item(
        guid=f"{link}#{stamp}" if link and stamp else "",
        url=link,
        title=plain.line(str(result.get("title") or ""), bounds.title_chars),
        summary=plain.paragraphs(str(result.get("description") or ""), bounds.summary_chars),
        content_text="",
        published_at=dates.read(stamp, now),
        author="",
        updated=stamp,
    )
