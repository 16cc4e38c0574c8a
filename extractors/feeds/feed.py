"""RSS, Atom and RDF become entries, however badly they are written."""

import io
import re
from datetime import UTC, datetime
from time import struct_time
from typing import Any

import feedparser

from extractors import dates, plain
from extractors.parsed import Item as Item
from extractors.parsed import ParsedFeed as ParsedFeed
from extractors.parsed import ParseError
from extractors.web import urls
from records import STANDARD, Bounds

# The first as Media Cloud keeps it, the rest guesses well above honest feeds.
CONTENT_CHARS = 200_000
GUID_CHARS = 2_048
DATE_CHARS = 100  # no date is longer; guess
AUTHOR_CHARS = 200
UNTITLED_CHARS = 100  # of the summary, as the title of an entry that has none; guess
HEAD_BYTES = 64 * 1024  # in which a feed must show that it is one; guess

_PROLOG = re.compile(rb"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.S | re.I)
_ROOT = re.compile(rb"\s*<(?:[\w.-]+:)?([\w.-]+)")
_FEED_ROOT = re.compile(rb"(?:<\?xml[^<>]*\?>\s*)?<(?:rss|feed|rdf:RDF)[\s>]", re.I)
_FEED_ROOTS = frozenset({b"rss", b"feed", b"rdf", b"channel"})
_NUMBERED = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));")
_ENTRY_END = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:item|entry)\s*>")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[<>]*\[(.*?)\]\s*>", re.S | re.I)
_DECLARED = re.compile(rb"<!ENTITY\s+(%\s+)?([\w.:-]+)\s+([^>]*)>", re.I)
# What honest feeds declare: a character by a name of its own.
_HARMLESS = re.compile(rb"(?:\"(?:[^&%<\"]|&#\w+;){0,16}\"|'(?:[^&%<']|&#\w+;){0,16}')\s*")
_NAMED = re.compile(rb"&([\w.:-]{1,200});")
_ENCODING = re.compile(rb"<\?xml[^<>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
# feedparser 6.0.14 was seen to raise these on damaged feeds: </width> alone is enough.
_PARSER_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
# feedparser keeps only the last hour and the last day.
_SKIP = re.compile(rb"<skip(Hours|Days)\b[^>]{0,200}>(.{0,4000}?)</skip\1\s{0,9}>", re.S | re.I)
_SKIPPED = re.compile(
    rb"<(?:hour|day)\b[^>]{0,200}>\s{0,99}([0-9]{1,2}|[A-Za-z]{6,9})\s{0,99}<", re.I
)
_ITEM = re.compile(rb"<(?:item|entry)[\s>]", re.I)
_DAYS = (b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday")
_YEAR = re.compile(r"\d{4}")
_REMEDY = "open the address in a browser and look for the feed's new address"


def parse(
    body: bytes, url: str, content_type: str, now: datetime | None, bounds: Bounds = STANDARD
) -> ParsedFeed:
    """Return the entries of a feed, in its own order.

    Lenient with everything but this: it must be a feed. Foreign code all through: call it in a
    worker process only.

    Args:
        body: As fetched.
        url: Where it was fetched, for relative links.
        content_type: The Content-Type header; empty: none.
        now: Entries dated far ahead of it have no date; None: dates ahead are believed.
        bounds: What is longer is cut.

    Raises:
        ParseError: if it is something else, or the notice that a feed has ended.
    """
    body = _without_entities(_from_its_root(_as_utf8(body, content_type)))
    read = _read(_cut(body, bounds.entries), url)
    if not read.version and not read.entries:
        raise ParseError("not a feed", f"it has no entries and no root that we know; {_REMEDY}")
    entries = read.entries[: bounds.entries]
    # gov.uk: a retired finder goes on with one entry that says so (2026-08).
    if len(entries) == 1 and str(entries[0].get("id", "")).endswith("/feed-ended"):
        raise ParseError("this feed has ended", f"its publisher says so; {_REMEDY}")
    remark = "cut" if len(read.entries) > bounds.entries else None
    return ParsedFeed(
        title=plain.line(_text(read.feed, "title", bounds.title_chars), bounds.title_chars),
        kind=_kind(str(read.version)),
        entries=tuple(_item(entry, url, now, bounds) for entry in entries),
        ttl_minutes=_minutes(read.feed.get("ttl")),
        remark=remark if entries else "empty",
        skip_hours=tuple(int(hour) % 24 for hour in _skipped(body, b"hours") if hour.isdigit()),
        skip_days=tuple(_DAYS.index(day) for day in _skipped(body, b"days") if day in _DAYS),
    )


def _skipped(body: bytes, what: bytes) -> list[bytes]:
    """Return the hours or the days at which RSS asks not to be polled, in lower case."""
    first = _ITEM.search(body, 0, HEAD_BYTES)
    head = body[: first.start() if first else HEAD_BYTES]
    lists = [found[2] for found in _SKIP.finditer(head) if found[1].lower() == what]
    return [value.lower() for found in lists for value in _SKIPPED.findall(found)]


def _read(body: bytes, url: str) -> Any:
    try:
        # A stream: feedparser would open a plain body as the name of a file.
        return feedparser.parse(
            io.BytesIO(body),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": url,
            },
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _PARSER_FAULTS as exc:
        raise ParseError("cannot be parsed", f"its XML is broken; {_REMEDY}") from exc


def _kind(version: str) -> str:
    if version.startswith("atom"):
        return "atom"
    return "rdf" if version in {"rss10", "rss090"} else "rss"


def _minutes(ttl: Any) -> int | None:
    text = str(ttl or "").strip()
    return int(text) if text.isdecimal() and len(text) < 8 else None


def _from_its_root(body: bytes) -> bytes:
    """Return the body without what some servers print before it.

    Raises:
        ParseError: if no feed begins anywhere near its start.
    """
    head, at = body[:HEAD_BYTES], 0
    if not head.strip():
        raise ParseError("empty answer", f"nothing came; {_REMEDY}")
    is_html = b"<!doctype html" in head[:1024].lower()
    while prolog := _PROLOG.match(head, at):
        at = prolog.end()
    root = _ROOT.match(head, at)
    name = root.group(1).lower() if root else b""
    if name in _FEED_ROOTS:
        return body
    if name == b"html" or is_html:
        raise ParseError("HTML instead of a feed", f"a web page came; {_REMEDY}")
    late = _FEED_ROOT.search(head)
    if late:  # warnings of a script, or an advertisement, before the feed
        return body[late.start() :]
    if head.lstrip()[:1] in (b"{", b"["):
        raise ParseError("JSON instead of a feed", f"we read RSS, Atom and RDF; {_REMEDY}")
    if not root and b"<!DOCTYPE" in head:
        raise ParseError("not a feed", f"its document type is longer than a feed's; {_REMEDY}")
    if not root:
        raise ParseError("not a feed", f"it is no XML at all; {_REMEDY}")
    return body


def _as_utf8(body: bytes, content_type: str) -> bytes:
    declared = _ENCODING.search(body[:1024])
    labels = (declared.group(1).decode("ascii"),) if declared else ()
    text = plain.decoded(body, labels + plain.charset(content_type))
    return _NUMBERED.sub(_character, plain.thin(text).encode("utf-8", "replace"))


def _without_entities(body: bytes) -> bytes:
    """Return the body without entities of its own; harmless ones are put in their place.

    They serve to read files, to ask other servers, or to make a gigabyte of a kilobyte.
    """
    doctype = _DOCTYPE.search(body[:HEAD_BYTES])
    if not doctype:
        return body
    declared = {
        name: (text, bool(percent)) for percent, name, text in _DECLARED.findall(doctype[1])
    }
    bad = {
        name
        for name, (text, is_percent) in declared.items()
        if is_percent or not _HARMLESS.fullmatch(text)
    }
    if not declared:
        return body
    rest = body[: doctype.start()] + body[doctype.end() :]

    def value(reference: re.Match[bytes]) -> bytes:
        name = reference[1]
        if name in bad:
            return b""
        return declared[name][0].strip()[1:-1] if name in declared else reference[0]

    return _NAMED.sub(value, rest)


def _cut(body: bytes, entries: int) -> bytes:
    """Return the body with one entry more than are taken, so that it shows that it was cut.

    200,000 entries cost feedparser more than 40 s, measured.
    """
    ends = [one.end() for one in _ENTRY_END.finditer(body)]
    return body if len(ends) <= entries + 1 else body[: ends[entries]] + body[ends[-1] :]


def _character(reference: re.Match[bytes]) -> bytes:
    """Return a numbered character, or nothing for one that no text holds.

    feedparser 6.0.14 raises UnicodeEncodeError on a lone surrogate such as &#xD800;
    """
    digits = (reference[1] or reference[2]).lstrip(b"0")[:8]  # the ninth makes it no character
    number = int(digits or b"0", 16 if reference[1] else 10)
    is_text = number < 0xD800 or 0xE000 <= number <= 0x10FFFF
    return reference[0] if is_text else b""


def _item(entry: Any, url: str, now: datetime | None, bounds: Bounds) -> Item:
    guid = plain.line(str(entry.get("id", "")), GUID_CHARS)
    title = plain.line(_text(entry, "title", bounds.title_chars * 4), bounds.title_chars)
    summary = _text(entry, "summary", bounds.summary_chars)
    content = max(
        (str(one.get("value", "")) for one in entry.get("content", ())), key=len, default=""
    )
    return Item(
        guid=guid,
        url=_link(entry, guid, url),
        title=title or plain.line(summary, UNTITLED_CHARS),
        summary=summary,
        content_text=plain.from_html(content, CONTENT_CHARS),
        published_at=_published(entry, now),
        author=plain.line(str(entry.get("author", ""))[:GUID_CHARS], AUTHOR_CHARS),
        updated=plain.line(str(dict.get(entry, "updated") or "")[:DATE_CHARS], DATE_CHARS),
    )


def _text(element: Any, name: str, limit: int) -> str:
    return plain.from_html(str(element.get(name, "")), limit)


def _link(entry: Any, guid: str, base: str) -> str | None:
    """Return the address of the entry's page, canonical; None: it names none."""
    links = [one for one in entry.get("links", ()) if isinstance(one.get("href"), str)]
    candidates = (
        entry.get("feedburner_origlink"),
        *(one["href"] for one in links if one.get("rel") == "alternate" and _is_page(one)),
        entry.get("link"),
        *(one["href"] for one in links if one.get("rel") not in {"enclosure", "self", "replies"}),
        guid if urls.is_web(guid) else None,
    )
    for candidate in candidates:
        found = urls.page(base, str(candidate)) if candidate else None
        if found:
            return found
    return None


def _is_page(link: Any) -> bool:
    return "html" in str(link.get("type", "html"))


def _published(entry: Any, now: datetime | None) -> datetime | None:
    # dict.get: feedparser's own answers "updated" with "published", and warns.
    for name in ("published", "updated", "created"):
        written = str(dict.get(entry, name) or "")
        moment = _moment(dict.get(entry, f"{name}_parsed"), written)
        found = dates.believable(moment, now) or dates.read(written, now)
        if found:
            return found
    return None


def _moment(parsed: struct_time | None, written: str) -> datetime | None:
    """Return what feedparser read, unless its year stands nowhere (-0001 became 2000)."""
    try:
        moment = datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    except ValueError:
        return None
    if moment is None or not _YEAR.search(written):
        return moment
    # One more or less: a zone may carry it over New Year.
    years = (str(moment.year + shift) for shift in (-1, 0, 1))
    return moment if any(year in written for year in years) else None
