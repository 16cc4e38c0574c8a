"""WordPress tells its posts as JSON: more of them at once than its feed, and with their dates."""

import html
import json
from datetime import datetime
from typing import Any

from extractors import dates, plain
from extractors.feeds import feed
from extractors.parsed import Item, ParsedFeed, ParseError
from extractors.web import urls
from records import STANDARD, Bounds

HEAD_BYTES = 4_096  # in which the posts must begin: warnings of a script come before; guess
_REMEDY = "open the address in a browser: it should show posts as JSON"
# The words of its REST API for what people can do something about.
_REFUSALS = {
    "rest_no_route": (
        "no such list",
        "this WordPress has no list of posts at the address; it ends in /wp-json/wp/v2/posts",
    ),
    "rest_post_invalid_page_number": ("no such page", "the list of posts has fewer pages"),
    "rest_disabled": ("closed", "this WordPress has switched its list of posts off"),
    "rest_not_logged_in": ("closed", "this WordPress shows its list of posts to its own people"),
    "rest_forbidden": ("closed", "this WordPress shows its list of posts to its own people"),
    "rest_cannot_access": ("closed", "this WordPress shows its list of posts to its own people"),
}


def parse(
    body: bytes,
    url: str,
    links: str | None,  # noqa: ARG001  as its sisters
    now: datetime | None,
    bounds: Bounds = STANDARD,
) -> ParsedFeed:
    """Return the posts that ``/wp-json/wp/v2/posts`` tells, in its own order.

    A post has the guid that it has in the site's RSS, so both ways lead to the same entry.
    Asked for some fields only (``_fields``), the others are empty.

    Args:
        body: As fetched.
        url: Where it was fetched, for relative links.
        links: Not used: the address says which posts are meant.
        now: Posts dated far ahead of it have no date; None: dates ahead are believed.
        bounds: What is longer is cut.

    Raises:
        ParseError: if it is something else, or a refusal in JSON.
    """
    posts = _posts(body)
    entries = tuple(_item(post, url, now, bounds) for post in posts[: bounds.entries])
    remark = "cut" if len(posts) > bounds.entries else None
    return ParsedFeed(
        title="",
        kind="wordpress",
        entries=entries,
        ttl_minutes=None,
        remark=remark if entries else "empty",
    )


def _posts(body: bytes) -> list[dict[str, Any]]:
    text = plain.decoded(body, ()).strip()
    if not text:
        raise ParseError("empty answer", f"nothing came; {_REMEDY}")
    if text[:1] not in ("[", "{"):
        text = _from_the_first_post(text)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise ParseError("cannot be parsed", f"it is no whole JSON; {_REMEDY}") from exc
    if isinstance(found, dict) and isinstance(found.get("code"), str):
        said = plain.line(str(found.get("message") or found["code"]), 200)
        other = ("refused", f"WordPress answers: {said}")
        raise ParseError(*_REFUSALS.get(found["code"], other))
    is_posts = isinstance(found, list) and all(
        isinstance(one, dict) and ("link" in one or "title" in one) for one in found
    )
    if not is_posts:
        raise ParseError("not a list of posts", f"it is some other JSON; {_REMEDY}")
    return list(found)


def _from_the_first_post(text: str) -> str:
    """Return the text without what a broken plug-in printed before it."""
    head = text[:HEAD_BYTES]
    start = head.find("[{")
    if start >= 0:
        return text[start:]
    if head[:1] == "<":
        raise ParseError("HTML instead of posts", f"a web page came; {_REMEDY}")
    raise ParseError("not a list of posts", f"it is no JSON at all; {_REMEDY}")


def _item(post: dict[str, Any], url: str, now: datetime | None, bounds: Bounds) -> Item:
    guid = plain.line(html.unescape(_rendered(post, "guid")), feed.GUID_CHARS)
    summary = plain.from_html(_rendered(post, "excerpt"), bounds.summary_chars)
    title = plain.line(
        plain.from_html(_rendered(post, "title"), bounds.title_chars * 4), bounds.title_chars
    )
    link = _word(post, "link")
    address = urls.page(url, link) if link else None
    if address is None and urls.is_web(guid):
        address = urls.page(url, guid)
    return Item(
        guid=guid or plain.line(link, feed.GUID_CHARS),
        url=address,
        title=title or plain.line(summary, feed.UNTITLED_CHARS),
        summary=summary,
        content_text=plain.from_html(_rendered(post, "content"), feed.CONTENT_CHARS),
        published_at=dates.read(_word(post, "date_gmt") or _word(post, "date"), now),
        author=_author(post),
        updated=plain.line(_word(post, "modified_gmt") or _word(post, "modified"), 100),
    )


def _rendered(post: dict[str, Any], name: str) -> str:
    """Return a field that WordPress wraps as ``{"rendered": …}``; empty: it is not there."""
    field = post.get(name)
    found = field.get("rendered") if isinstance(field, dict) else field
    return found if isinstance(found, str) else ""


def _word(post: dict[str, Any], name: str) -> str:
    found = post.get(name)
    return found if isinstance(found, str) else ""


def _author(post: dict[str, Any]) -> str:
    """Return the author's name, which is there only if it was asked for (``_embed``)."""
    embedded = post.get("_embedded")
    authors = embedded.get("author") if isinstance(embedded, dict) else None
    first = authors[0] if isinstance(authors, list) and authors else None
    name = first.get("name") if isinstance(first, dict) else None
    return plain.line(html.unescape(name), feed.AUTHOR_CHARS) if isinstance(name, str) else ""
