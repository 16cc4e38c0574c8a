"""Lists of feeds as feed readers exchange them: OPML 1.0, 1.1 and 2.0, read and written."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from email.utils import format_datetime
from html.entities import html5
from typing import Any

from lxml import etree

from extractors import plain, sources, xml_tree
from extractors.parsed import ParseError
from extractors.web import urls
from records import Source

MOST_BYTES = 5_000_000  # 20,000 feeds; guess
MOST_ROWS = 10_000
NAME_CHARS = 500
# What a source has and OPML has no word for; readers skip attributes of other namespaces.
OURS = "urn:placewatch:source"
WORDS = ("id", "kind", "nation", "feed_kind", "links", "found")

_OTHER_NAMES = {
    "council": "local_government",
    "local_authority": "local_government",
    "university": "academic",
    "universitie": "academic",
    "thinktank": "think_tank",
    "auditor": "audit",
    "ministry": "government",
    "department": "government",
    "nhs": "health",
    "trade_union": "union",
}
_DECLARATION = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]{1,40})")
_AMPERSAND = re.compile(r"&(#\d{1,7};|#[xX][\da-fA-F]{1,6};|[a-zA-Z]\w{1,30};)?")
_REMEDY = "export it anew from your feed reader, as OPML"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed of a list; ``fault`` says why it cannot be used."""

    line: int
    name: str  # as the list words it; empty: it does not
    feed: str
    homepage: str  # empty: the list names none
    kind: str | None  # of the folder it lies in; None: no folder names a kind of ours
    ours: dict[str, Any]  # keys of a row that another installation wrote; else empty
    fault: str | None = None


def read(body: bytes) -> tuple[Outline, ...]:
    """Return the feeds of a list in its order; those that cannot be used say why.

    Foreign code all through: call it in a worker process only.

    Raises:
        ParseError: if it is no OPML at all, or would have us read other files.
    """
    if len(body) > MOST_BYTES:
        raise ParseError("too large", f"more than {MOST_BYTES:,} bytes are no list of feeds")
    text = _text(body)
    if re.search(r"<!entity|<!doctype[^>]*\[", text, re.IGNORECASE):
        raise ParseError("refused", "it defines entities, which no list of feeds needs")
    root = xml_tree.grow(text.encode("utf-8"))
    if root is None:
        raise ParseError("not OPML", f"it is no XML; {_REMEDY}")
    if _tag(root) != "opml":
        raise ParseError("not OPML", f"it does not begin with <opml>; {_REMEDY}")
    found = list(_outlines(root))
    if len(found) > MOST_ROWS:
        raise ParseError("too large", f"more than {MOST_ROWS:,} feeds")
    return tuple(found)


def _text(body: bytes) -> str:
    """Return the list without its declaration, with every & as XML wants it.

    Many programs write addresses as they are: a parser would drop all from & to the next =.
    """
    declared = _DECLARATION.search(body[:300])
    labels = (declared[1].decode("ascii"),) if declared and declared[1] else ()
    text = plain.decoded(body, labels).lstrip("\ufeff \t\r\n")
    text = re.sub(r"^<\?xml[^>]*\?>", "", text)
    return _AMPERSAND.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    name = found[1] or ""
    if name.startswith("#") or name in ("amp;", "lt;", "gt;", "quot;", "apos;"):
        return found[0]
    return html5.get(name) or f"&amp;{name}"


def _outlines(root: Any) -> Iterator[Outline]:
    for element in root.iter():
        if _tag(element) != "outline":
            continue
        said = _attributes(element)
        kind_of_feed = said.get("type", "").lower()
        feed = said.get("xmlurl", "")
        ours = _ours(element)
        if not feed and ours.get("feed_kind"):
            feed = said.get("url", "")
        is_subscription = kind_of_feed in {"rss", "atom", "rss1", "rss2", "feed"}
        if feed or is_subscription:
            yield _outline(element, said, feed, ours)


def _outline(element: Any, said: dict[str, str], feed: str, ours: dict[str, Any]) -> Outline:
    homepage = said.get("htmlurl", "")
    fault = None
    if not feed:
        fault = "it has no xmlUrl, the address of the feed"
    elif not (urls.is_web(feed) and sources.is_address(feed)):
        fault = f"{feed[:100]!r} is no address of the web"
    return Outline(
        line=element.sourceline or 0,
        name=plain.line(said.get("title") or said.get("text") or "", NAME_CHARS),
        feed=feed,
        homepage=homepage if sources.is_address(homepage) else "",
        kind=_kind(element, said.get("category", "")),
        ours=ours | ({"why": said["description"]} if ours and said.get("description") else {}),
        fault=fault,
    )


def _attributes(element: Any) -> dict[str, str]:
    """Return the attributes of no namespace, names in lower case: programs disagree on it."""
    return {
        str(name).lower(): plain.line(str(value), NAME_CHARS * 4)
        for name, value in element.attrib.items()
        if not str(name).startswith("{")
    }


def _ours(element: Any) -> dict[str, Any]:
    """Return the keys of a row that we wrote ourselves."""
    said = {
        name: element.get(f"{{{OURS}}}{name}") for name in (*WORDS, "on", "expect", "extraction")
    }
    row: dict[str, Any] = {name: said[name] for name in WORDS if said[name]}
    if said["on"] == "false":
        row["on"] = False
    pair = re.fullmatch(r"(\d{1,6})-(\d{1,6})", said["expect"] or "")
    if pair:
        row["expect"] = {"per_month": [int(pair[1]), int(pair[2])]}
    if said["extraction"]:
        with suppress(ValueError, RecursionError):
            row["extraction"] = json.loads(said["extraction"])
    return row


def _kind(element: Any, category: str) -> str | None:
    """Return the kind that the nearest folder names, or a category."""
    folders = (_attributes(one) for one in element.iterancestors() if _tag(one) == "outline")
    names = [one.get("text") or one.get("title") or "" for one in folders]
    for name in (*re.split(r"[,/]", category), *names):
        word = re.sub(r"[\s_-]+", "_", name.strip().lower())
        for one in (word, word.removesuffix("s")):
            if one in sources.KINDS or one in _OTHER_NAMES:
                return _OTHER_NAMES.get(one, one)
    return None


def _tag(element: Any) -> str:
    return element.tag.rsplit("}", 1)[-1].lower() if isinstance(element.tag, str) else ""


def write(listed: Iterable[Source], now: datetime) -> bytes:
    """Return sources as OPML 2.0, a folder for each kind; those without a feed are left out.

    What no feed reader can read (a page of links, a sitemap) is a plain link to them.
    """
    root = etree.Element("opml", nsmap={"placewatch": OURS}, version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = "Sources of Placewatch"
    etree.SubElement(head, "dateCreated").text = format_datetime(now, usegmt=True)
    etree.SubElement(head, "docs").text = "https://opml.org/spec2.opml"
    body = etree.SubElement(root, "body")
    folders: dict[str, list[Source]] = defaultdict(list)
    for source in listed:
        if source.feed:
            folders[source.kind].append(source)
    for kind, inside in folders.items():
        folder = etree.SubElement(body, "outline", text=kind.replace("_", " "))
        for source in inside:
            _write(folder, source)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _write(folder: Any, source: Source) -> None:
    feed = source.feed or ""
    is_feed = source.feed_kind == "feed"
    said = {"text": source.name, "title": source.name, "type": "rss" if is_feed else "link"}
    said |= {"xmlUrl": feed} if is_feed else {"url": feed}
    said |= {"htmlUrl": source.homepage} | ({"description": source.why} if source.why else {})
    ours = {
        "id": source.source_id,
        "kind": source.kind,
        "nation": source.nation,
        "feed_kind": source.feed_kind,
        "links": source.links or "",
        "found": source.found or "",
        "on": "" if source.is_on else "false",
        "expect": "-".join(str(one) for one in source.expect_per_month or ()),
        "extraction": _extraction(source),
    }
    element = etree.SubElement(folder, "outline", **said)
    for name, value in ours.items():
        if value:
            element.set(f"{{{OURS}}}{name}", value)


def _extraction(source: Source) -> str:
    """Return the key of a row as JSON, without what it leaves as it is."""
    said = asdict(source.extraction) if source.extraction else {}
    return json.dumps({key: value for key, value in said.items() if value}) if said else ""
