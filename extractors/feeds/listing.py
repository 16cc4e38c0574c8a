"""A page of links read as a feed: many publishers, most unions among them, have no other."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from itertools import islice
from urllib.parse import urlsplit

from lxml import html

from extractors import dates, plain
from extractors.pages import tree
from extractors.parsed import Item, ParsedFeed, ParseError
from extractors.web import urls
from records import STANDARD, Bounds

TITLE_CHARS = STANDARD.title_chars  # of a link's own words; what is kept follows the bounds
LONG_TEXT_CHARS = 20  # a headline; menus are shorter: guess
FEWEST_LINKS = 3  # under one path, to learn it from: guess
MOST_SHARE = 0.6  # of the headlines in a folder that one inside must hold to stand for all: guess
CARD_LEVELS = 10  # boxes around a link that may belong to it alone: guess
SUMMARY_LEAST_CHARS = 40  # shorter ones are labels: guess
DATE_LINE_CHARS = 60  # of a line that is a date, not a sentence with one: guess
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
OUTSIDE = (
    "ancestor::nav or ancestor::aside or ancestor::footer[not(ancestor::article)] or "
    "ancestor::header[not(ancestor::article or ancestor::li or ancestor::main)] or "
    "ancestor::*[@role='navigation' or @role='banner' or @role='contentinfo' or "
    "@role='complementary']"
)
_MORE = re.compile(
    r"^(?:read|find out|learn|see|view)?\s*(?:more|on)\b|^continue|^(?:read|view)$", re.I
)
_DATED_PATH = re.compile(r"/(20\d\d)[/-](\d\d)[/-](\d\d)(?=[/-])")
# Sections that hold lists of articles, not articles.
_SECTION = re.compile(r"/(?:tags?|categor(?:y|ies)|topics?|authors?|page|search)(?:/|$)", re.I)


@dataclass(slots=True)
class _Candidate:
    """A link of the page that may lead to an article."""

    url: str  # canonical
    element: html.HtmlElement
    text: str


def parse(
    body: bytes, url: str, pattern: str | None, now: datetime | None, bounds: Bounds = STANDARD
) -> ParsedFeed:
    """Return the articles that a page links to, in its own order.

    Args:
        body: As fetched.
        url: Where it was fetched, after redirects.
        pattern: Glob that the addresses of articles match, as ``*/news/20*`` or ``/news/*``;
            None: learn it, as the path under which most headlines lead.
        now: What dates are believed against.
        bounds: What is longer is cut.

    Raises:
        ParseError: if it is no page, or no link of it looks like an article's.
    """
    if body.lstrip()[:5] in (b"%PDF-", b"<?xml") and b"<html" not in body[:2048].lower():
        raise ParseError("not a page", "a page of links was expected; is this address a feed?")
    root = tree.grow(body, "", bounds.depth)
    candidates = list(_candidates(root, tree.base(root, url), url))
    if pattern:
        chosen = [one for one in candidates if matches(one.url, pattern)]
        missing = f"no link matches {pattern!r}"
    else:
        chosen = _learned(candidates, url)
        missing = "no path holds three headlines or more; give the source a 'links' pattern"
    if not chosen:
        raise ParseError("no links", missing)
    items = _items(chosen, now, bounds)
    title = next(
        (plain.line(one.text_content(), bounds.title_chars) for one in root.iter("title")), ""
    )
    return ParsedFeed(
        title=title,
        kind="listing",
        entries=tuple(items[: bounds.entries]),
        ttl_minutes=None,
        remark="cut" if len(items) > bounds.entries else None,
    )


def _candidates(root: html.HtmlElement, base: str, url: str) -> Iterator[_Candidate]:
    here = urls.canonical(url)
    for element in root.xpath(f"//a[@href][not({OUTSIDE})]"):
        address = urls.page(base, element.get("href"))
        if address is not None and address != here:
            yield _Candidate(address, element, plain.line(element.text_content(), TITLE_CHARS))


def matches(address: str, pattern: str) -> bool:
    """Return whether an address, or its path, fits a glob."""
    path = urlsplit(address).path
    return fnmatchcase(address, pattern) or fnmatchcase(path, pattern)


def _learned(candidates: list[_Candidate], url: str) -> list[_Candidate]:
    """Return the candidates under the path that holds most headlines, on the page's own host."""
    host = _bare_host(url)
    headlines: dict[str, str] = {}  # address → the folder it stands in
    for one in candidates:
        path = urlsplit(one.url).path
        is_ours = _bare_host(one.url) == host and path != "/" and not _SECTION.search(path)
        if is_ours and (len(one.text) >= LONG_TEXT_CHARS or _heading(one.element) is not None):
            headlines[one.url] = _folder(path)
    own = urlsplit(url).path.rstrip("/") + "/"
    under_own = sum(folder.startswith(own) for folder in headlines.values())
    prefix = _descend(own if under_own >= FEWEST_LINKS else "/", list(headlines.values()))
    chosen = {address for address, folder in headlines.items() if folder.startswith(prefix)}
    if len(chosen) < FEWEST_LINKS:
        return []
    return [one for one in candidates if one.url in chosen]


def _folder(path: str) -> str:
    """Return what the paths of one publisher's articles share: no dates, no numbers, no name."""
    kept: list[str] = []
    for folder in path.rstrip("/").split("/")[:-1]:
        if any(character.isdigit() for character in folder):
            break
        kept.append(folder)
    return "/".join(kept) + "/"


def _descend(prefix: str, folders: list[str]) -> str:
    """Return the deepest folder that holds most of the headlines; of "/", the fullest one."""
    inside = [folder for folder in folders if folder.startswith(prefix)]
    children = Counter(
        folder[: folder.index("/", len(prefix)) + 1] for folder in inside if folder != prefix
    )
    if not children:
        return prefix
    child, count = children.most_common(1)[0]
    direct = inside.count(prefix)
    is_most = count >= MOST_SHARE * len(inside) or prefix == "/"
    return (
        _descend(child, inside) if is_most and count > direct and count >= FEWEST_LINKS else prefix
    )


def _bare_host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


def _items(chosen: list[_Candidate], now: datetime | None, bounds: Bounds) -> list[Item]:
    """Return one item an address, in the order of the page, from all links that lead there."""
    owners: dict[html.HtmlElement, set[str]] = defaultdict(set)
    links: dict[str, list[_Candidate]] = defaultdict(list)
    for one in chosen:
        links[one.url].append(one)
        for box in islice(one.element.iterancestors(), CARD_LEVELS):
            owners[box].add(one.url)
    items = []
    for address, candidates in links.items():
        cards = [_card(one.element, owners) for one in candidates]
        title = _title(candidates, cards)
        if title:
            items.append(_item(address, plain.cut(title, bounds.title_chars), cards, now, bounds))
    return items


def _card(element: html.HtmlElement, owners: dict[html.HtmlElement, set[str]]) -> html.HtmlElement:
    """Return the largest box around a link that holds no other article's link."""
    card = element
    for box in islice(element.iterancestors(), CARD_LEVELS):
        if len(owners[box]) > 1 or box.tag in {"body", "main"}:
            break
        card = box
    return card


def _heading(element: html.HtmlElement) -> html.HtmlElement | None:
    """Return the heading in, or right around, a link."""
    inside = next((one for one in element.iter(*HEADINGS)), None)
    if inside is not None:
        return inside
    return next((one for one in islice(element.iterancestors(), 2) if one.tag in HEADINGS), None)


def _title(candidates: list[_Candidate], cards: list[html.HtmlElement]) -> str:
    """Return the heading at the link, or in its card, else the link's own first line."""
    near = [_heading(one.element) for one in candidates]
    in_cards = [next(card.iter(*HEADINGS), None) for card in cards]
    for heading in (*near, *in_cards):
        text = plain.line(heading.text_content(), TITLE_CHARS) if heading is not None else ""
        if text:
            return text
    lines = (
        line
        for one in candidates
        for line in plain.visible(one.element).split("\n")
        if line.strip()
    )
    texts = (plain.line(line, TITLE_CHARS) for line in lines)
    return max((text for text in texts if not _MORE.search(text)), key=len, default="")


def _item(
    address: str, title: str, cards: list[html.HtmlElement], now: datetime | None, bounds: Bounds
) -> Item:
    texts = [
        plain.line(one.text_content(), bounds.summary_chars)
        for card in cards
        for one in card.iter("p")
    ]
    return Item(
        guid="",
        url=address,
        title=title,
        summary=next((t for t in texts if len(t) >= SUMMARY_LEAST_CHARS and t != title), ""),
        content_text="",
        published_at=next((when for card in cards if (when := _date(card, now))), None)
        or dates.read(date_in(address), now),
        author="",
    )


def _date(card: html.HtmlElement, now: datetime | None) -> datetime | None:
    """Return the date in a card: a <time>, else a short line that reads as one."""
    for element in card.iter("time"):
        text = element.get("datetime") or element.text_content()
        if found := dates.read(text, now):
            return found
    for line in plain.visible(card).split("\n"):
        text = line.strip()
        if len(text) <= DATE_LINE_CHARS and (found := dates.read(text, now)):
            return found
    return None


def date_in(address: str) -> str:
    """Return the day that an address holds, as 2026-11-21; empty: none."""
    found = _DATED_PATH.search(address)
    return "-".join(found.groups()) if found else ""
