"""What was told of initiatives as a feed that other programs subscribe to: Atom, RFC 4287."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as Tree

from alerts import escape
from alerts.compose import MOST_NAMES, NEWS, day
from records import Announcement, identify

MOST_ENTRIES = 50  # guess: some months of one theme; analysts have the CSV
NAME_LIMIT = 160
VALUE_LIMIT = 200
QUOTE_LIMIT = 700
LANGUAGE = "en-GB"
ALL = "all"
# A feed that has told nothing yet must have a time too, and always the same one.
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# An id is for life: neither the address of a file nor the words of an entry may change it.
_TAG = "tag:placewatch,2026:"
_FEED_TITLE = "Placewatch: new initiatives, and what happened to them"
_LABELS = {
    "new": ("New", "New"),
    "step": ("Step", "Steps"),
    "deadline": ("Deadline", "Deadlines"),
    "area": ("Where", "Where"),
    "sponsor": ("Who", "Who"),
    "report": ("Report", "Reports"),
}


def compose_feed(
    told: Sequence[Announcement],
    titles: Mapping[str, str],
    *,
    theme: str = "",
    address: str = "",
) -> bytes:
    """Return a feed of the latest news; the same news give the same bytes.

    Args:
        told: What was told, the latest first; none of its words is trusted.
        titles: Title of each theme, by id.
        theme: The feed holds what this theme was given to; empty: everything.
        address: Where the feed will be fetched; empty: nobody knows.
    """
    Tree.register_namespace("", _ATOM)
    chosen = [one for one in told if not theme or theme in one.themes][:MOST_ENTRIES]
    about = f": {_line(titles.get(theme, theme), NAME_LIMIT)}" if theme else ""
    feed = Tree.Element(_name("feed"), {_LANG: LANGUAGE})
    _add(feed, "id", f"{_TAG}feed/{theme or ALL}")
    _add(feed, "title", _FEED_TITLE + about)
    _add(feed, "updated", _moment(max((one.told_at for one in chosen), default=BEGINNING)))
    _add(_add(feed, "author"), "name", "Placewatch")
    if link := escape.web_link(address):
        _add(feed, "link", rel="self", type="application/atom+xml", href=link)
    for one in chosen:
        feed.append(_entry(one, titles))
    Tree.indent(feed)
    return bytes(Tree.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(one: Announcement, titles: Mapping[str, str]) -> Tree.Element:
    entry = Tree.Element(_name("entry"))
    _add(entry, "id", f"{_TAG}alert/{identify(one.key)}")
    _add(entry, "title", _headline(one))
    _add(entry, "published", _moment(one.told_at))
    _add(entry, "updated", _moment(one.told_at))
    if link := escape.web_link(one.url):
        _add(entry, "link", rel="alternate", href=link)
    for theme in one.themes:
        _add(entry, "category", term=theme, label=_line(titles.get(theme, theme), NAME_LIMIT))
    _add(entry, "content", _content(one, titles), type="html")
    return entry


def _headline(one: Announcement) -> str:
    name = _line(one.name, NAME_LIMIT) or "no name given"
    value = _value(one.kind, one.value)
    return f"{NEWS.get(one.kind, 'News')}: {name}" + (f": {value}" if value else "")


def _content(one: Announcement, titles: Mapping[str, str]) -> str:
    """Return what happened as HTML; whoever wrote a word of it, it stays a word."""
    body = Tree.Element("div")
    for label, values in _facts(one).items():
        paragraph = Tree.SubElement(body, "p")
        Tree.SubElement(paragraph, "b").text = f"{label}:"
        paragraph[-1].tail = f" {values}"
    if quote := _line(one.quote, QUOTE_LIMIT):
        Tree.SubElement(body, "blockquote").text = f"“{quote}”"
    source = Tree.SubElement(body, "p")
    title = _line(one.title, VALUE_LIMIT)
    if link := escape.web_link(one.url):
        anchor = Tree.SubElement(source, "a", href=link)
        anchor.text = title or escape.where("Article", link)
    else:
        Tree.SubElement(source, "span").text = title
    named = [_line(titles.get(theme, theme), NAME_LIMIT) for theme in one.themes]
    parts = [_line(one.source, NAME_LIMIT), day(one.happened_at), ", ".join(named)]
    source[-1].tail = "".join(f" · {part}" for part in parts if part)
    return Tree.tostring(body, encoding="unicode", method="html")


def _facts(one: Announcement) -> dict[str, str]:
    """Return what is told besides the headline, by label."""
    listed: dict[str, list[str]] = {}
    for kind, value in one.besides:
        if words := _value(kind, value):
            listed.setdefault(kind, []).append(words)
    facts = {}
    for kind, values in listed.items():
        few = values if len(values) == MOST_NAMES + 1 else values[:MOST_NAMES]
        more = len(values) - len(few)
        label = _LABELS.get(kind, ("Also", "Also"))[len(values) > 1]
        facts[label] = ", ".join(few) + (f" and {more} more" if more else "")
    return facts


def _value(kind: str, value: str) -> str:
    """Return a value for people: a day as they write it."""
    if kind == "deadline":
        try:
            return f"until {day(datetime.fromisoformat(value[:10]).replace(hour=12, tzinfo=UTC))}"
        except ValueError:
            pass
    return _line(value, VALUE_LIMIT)


def _line(text: str, limit: int) -> str:
    return escape.cut(escape.fold(text), limit)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _name(tag: str) -> str:
    return f"{{{_ATOM}}}{tag}"


def _add(parent: Tree.Element, tag: str, text: str = "", **attributes: str) -> Tree.Element:
    child = Tree.SubElement(parent, _name(tag), attributes)
    child.text = text or None
    return child
