"""Sitemaps: what a publisher tells search engines, read as a feed where it has no other."""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lxml import etree

from extractors import dates, plain, xml_tree
from extractors.feeds import listing
from extractors.parsed import Item, ParsedFeed, ParseError
from extractors.web import urls
from records import STANDARD, Bounds

MOST = 50_000  # addresses of one sitemap, or children of one index, as sitemaps.org allows
UNPACKED_BYTES = 50_000_000  # of one sitemap, as sitemaps.org allows
BUILD_LEAST = 10  # addresses of one sitemap, to tell a rebuild from a busy hour: guess
BUILD_SHARE = 0.5  # of them changed in one and the same minute: it was rebuilt; guess
LASTMOD_CHARS = 40
_REMEDY = "open the address in a browser: it should begin with <urlset> or <sitemapindex>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A sitemap that an index names."""

    url: str
    changed_at: datetime | None  # None: the index does not say, or not to be believed


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """What a sitemap, or an index of sitemaps, names from a day on."""

    children: tuple[Child, ...]  # of an index; empty: it is none
    items: tuple[Item, ...]
    undated: int  # addresses that tell no day, which were left


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """One address of a sitemap, as written."""

    url: str  # canonical
    lastmod: str
    changed_at: datetime | None
    title: str  # news only
    published_at: datetime | None  # news only


def parse(
    body: bytes, url: str, links: str | None, now: datetime | None, bounds: Bounds = STANDARD
) -> ParsedFeed:
    """Return the pages that a sitemap names, the last changed first.

    Where it tells no title (only those of news do) the entry bears the words of its
    address, until the page gives its own. The day of a change is no day of publication:
    it orders the entries and shows that a page has changed, and the page tells its own date.

    Args:
        body: As fetched; gzip is unpacked.
        url: Where it was fetched.
        links: Glob that the addresses of articles match, as ``*/news/20*`` or ``/news/*``;
            None: all are taken.
        now: What dates are believed against; None: dates ahead are believed.
        bounds: What is longer is cut.

    Raises:
        ParseError: if it is no sitemap, an index of others, or no address is an article's.
    """
    root = _grow(body)
    if _name(root) == "sitemapindex":
        named = [child.url for child in _children(root, url)]
        raise ParseError(
            "a list of sitemaps",
            f"it names {len(named)} others; give the source one of them: "
            f"{', '.join(named[:3])}{' …' if len(named) > 3 else ''}",
        )
    chosen = _chosen(root, url, links, now, bounds)
    return ParsedFeed(
        title="",
        kind="sitemap",
        entries=tuple(_item(one, now) for one in chosen[: bounds.entries]),
        ttl_minutes=None,
        remark=("cut" if len(chosen) > bounds.entries else None) if chosen else "empty",
    )


def since(
    body: bytes,
    url: str,
    links: str | None,
    day: datetime,
    now: datetime | None,
    bounds: Bounds = STANDARD,
) -> Recent:
    """Return what a sitemap, or an index of sitemaps, names from a day on.

    Args:
        body: As fetched; gzip is unpacked.
        url: Where it was fetched.
        links: As of ``parse``.
        day: The oldest change, or publication, that is wanted.
        now: As of ``parse``.
        bounds: What is longer is cut, but for the number of entries.

    Raises:
        ParseError: if it is no sitemap, or no address is an article's.
    """
    root = _grow(body)
    if _name(root) == "sitemapindex":
        return Recent(children=tuple(_children(root, url)), items=(), undated=0)
    chosen = _chosen(root, url, links, now, bounds)
    days = [(one, one.published_at or one.changed_at) for one in chosen]
    return Recent(
        children=(),
        items=tuple(_item(one, now) for one, at in days if at is not None and at >= day),
        undated=sum(at is None for _, at in days),
    )


def children(body: bytes, url: str) -> tuple[Child, ...]:
    """Return the sitemaps that an index names, the last changed first; none: it is no index.

    Raises:
        ParseError: if it is no sitemap at all.
    """
    root = _grow(body)
    return tuple(_children(root, url)) if _name(root) == "sitemapindex" else ()


def _grow(body: bytes) -> etree._Element:
    """Return the root of a sitemap; nothing outside the body is read."""
    if body[:2] == b"\x1f\x8b":
        body = _unpacked(body)
    head = body[:1024].lstrip()
    if not head:
        raise ParseError("empty answer", f"nothing came; {_REMEDY}")
    root = xml_tree.grow(body.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if root is None:
        raise ParseError("not a sitemap", f"it is no XML; {_REMEDY}")
    if _name(root) not in {"urlset", "sitemapindex"}:
        is_html = b"<html" in body[:4096].lower()
        word = "HTML instead of a sitemap" if is_html else "not a sitemap"
        raise ParseError(word, f"something else came; {_REMEDY}")
    return root


def _unpacked(body: bytes) -> bytes:
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        found = unzip.decompress(body, UNPACKED_BYTES)
    except zlib.error as exc:
        raise ParseError("cannot be parsed", "the packed sitemap is damaged") from exc
    if unzip.unconsumed_tail:
        raise ParseError("too large", f"more than {UNPACKED_BYTES:,} bytes when unpacked")
    return found


def _name(element: etree._Element) -> str:
    """Return the name of an element without its namespace, in lower case."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""


def _texts(element: etree._Element) -> dict[str, str]:
    """Return the texts inside an element by name, the first of each."""
    found: dict[str, str] = {}
    for one in element.iter():
        if one is not element and one.text and one.text.strip():
            found.setdefault(_full_name(one), one.text.strip())
    return found


def _full_name(element: etree._Element) -> str:
    """Return ``lastmod``, or ``news:title`` for the names of the news extension."""
    namespace = element.tag.rsplit("}", 1)[0] if isinstance(element.tag, str) else ""
    for word in ("news", "image", "video"):
        if f"sitemap-{word}" in namespace:
            return f"{word}:{_name(element)}"
    return _name(element)


def _places(
    root: etree._Element, url: str, now: datetime | None, bounds: Bounds
) -> Iterator[_Place]:
    seen = set()
    days: dict[str, datetime | None] = {"": None}  # few are distinct, and reading one is work
    for element in root.iterchildren():
        if _name(element) != "url":
            continue
        texts = _texts(element)
        address = urls.page(url, texts.get("loc", ""))
        if address is None or address in seen:
            continue
        seen.add(address)
        lastmod = plain.line(texts.get("lastmod", ""), LASTMOD_CHARS)
        if lastmod not in days:
            days[lastmod] = dates.read(lastmod, now)
        news = texts.get("news:publication_date", "")
        yield _Place(
            url=address,
            lastmod=lastmod,
            changed_at=days[lastmod],
            title=plain.line(texts.get("news:title", ""), bounds.title_chars),
            published_at=dates.read(news, now) if news else None,
        )


def _children(root: etree._Element, url: str) -> list[Child]:
    found: dict[str, Child] = {}
    for element in root.iterchildren():
        texts = _texts(element) if _name(element) == "sitemap" else {}
        address = urls.resolve(url, texts.get("loc", ""))
        if address is not None and len(found) < MOST:
            changed_at = dates.read(texts.get("lastmod", ""), None)
            found.setdefault(address, Child(url=address, changed_at=changed_at))
    oldest = datetime.min.replace(tzinfo=UTC)
    return sorted(found.values(), key=lambda one: one.changed_at or oldest, reverse=True)


def _chosen(
    root: etree._Element, url: str, links: str | None, now: datetime | None, bounds: Bounds
) -> list[_Place]:
    """Return the articles of a sitemap, the last changed first."""
    places = list(_places(root, url, now, bounds))
    chosen = [one for one in places if links is None or listing.matches(one.url, links)]
    if places and not chosen:
        raise ParseError("no links", f"none of {len(places)} addresses matches {links!r}")
    if _is_rebuilt(chosen):
        chosen = [replace(one, lastmod="", changed_at=None) for one in chosen]
    return sorted(chosen, key=_age, reverse=True)


def _is_rebuilt(places: list[_Place]) -> bool:
    """Return whether the days of change are only that of the sitemap itself.

    Some publishers write the moment of building to every address; taken for changes, each
    page would be read again at each poll.
    """
    minutes = Counter(
        one.changed_at.replace(second=0, microsecond=0) for one in places if one.changed_at
    )
    most = max(minutes.values(), default=0)
    return most >= BUILD_LEAST and most > BUILD_SHARE * len(places)


def _age(place: _Place) -> datetime:
    return place.published_at or place.changed_at or datetime.min.replace(tzinfo=UTC)


def _item(place: _Place, now: datetime | None) -> Item:
    day = listing.date_in(place.url)
    return Item(
        guid="",
        url=place.url,
        title=place.title or urls.words_of(place.url),
        summary="",
        content_text="",
        published_at=place.published_at or (dates.read(day, now) if day else None),
        author="",
        updated=place.lastmod,
    )
