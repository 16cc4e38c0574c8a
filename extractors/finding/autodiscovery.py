"""What a page says of its publisher's feeds: links in its head and body, and what made it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html

from extractors import plain
from extractors.finding import sites
from extractors.pages import tree
from extractors.web import urls

FEED_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/rss"}
)
MAYBE_TYPES = frozenset({"application/xml", "text/xml"})  # of feeds, and of much else
JSON_TYPES = frozenset({"application/feed+json"})
MOST_LEADS = 50  # links of one page that are looked at further; more is a directory: guess
SECTION_CHARS = 40  # of a menu's word; longer ones are headlines: guess
SECTION_FOLDERS = 3  # a page of news lies no deeper: guess
TITLE_CHARS = 200

_FEED_PATH = re.compile(
    r"(?:/(?:feeds?|rss|atom)/?$|\.(?:rss|atom|rdf)$|/(?:rss2?|feeds?|atom|index|blog-feed)\.xml$"
    r"|/(?:feed|rss)/(?:rss2?|atom|all|news)(?:\.xml)?/?$)",
    re.IGNORECASE,
)
_FEED_QUERY = re.compile(
    r"(?:^|&)(?:feed=(?:rss2?|atom|feed)|format=(?:rss|feed|atom))(?:&|$)", re.I
)
_FEED_HOSTS = ("feeds.feedburner.com", "feeds2.feedburner.com", "feedproxy.google.com")
_FEED_TEXT = re.compile(r"\b(?:rss|atom)\b", re.I)
# Services that wrap somebody's feed: theirs is no address to watch.
_WRAPPERS = (
    *("feedly.com", "netvibes.com", "addtoany.com", "facebook.com", "twitter.com", "x.com"),
    *("linkedin.com", "google.com", "yahoo.com", "inoreader.com", "newsblur.com", "wikipedia.org"),
    *("apple.com", "spotify.com"),
)
_COMMENTS = re.compile(r"\bcomments\b|\bkommentare?\b|\bsylwadau\b", re.I)
_COMMENT_PATH = re.compile(r"/comments(?:/|$)|[?&]feed=comments|comments?[-_]rss", re.I)
_LINK_HEADER = re.compile(
    r"<([^<>]{1,2048})>((?:\s*;\s*[\w!#$%&'*+.^`|~-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,]+))*)"
)
_PARAMETER = re.compile(r";\s*([\w-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s;,]+))")
# What tells the software of a site: of its <meta name=generator>, or of addresses in the page.
_ENGINES = (
    ("wordpress", re.compile(r"wordpress|/wp-content/|/wp-includes/|/wp-json", re.I)),
    ("drupal", re.compile(r"drupal|/sites/default/files/", re.I)),
    ("joomla", re.compile(r"joomla", re.I)),
    ("squarespace", re.compile(r"squarespace", re.I)),
    ("wix", re.compile(r"wix\.com|wixstatic\.com", re.I)),
    ("ghost", re.compile(r"\bghost\b", re.I)),
    ("hugo", re.compile(r"\bhugo\b", re.I)),
    ("webflow", re.compile(r"webflow", re.I)),
)

_SAID_ONLY = frozenset({"ghost", "hugo"})  # words that addresses may hold by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """An address that may be what we look for."""

    url: str
    title: str  # as the page words it; empty: it does not
    score: int  # how likely it is the publisher's news
    is_off: bool = False  # its words speak of something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What a page says of its publisher's feeds."""

    title: str
    site: str  # as the publisher calls itself; empty: it does not say
    feeds: tuple[Lead, ...]  # the likeliest first
    unread: tuple[str, ...]  # JSON feeds, which we do not read
    sections: tuple[Lead, ...]  # pages of the site that may list its news, the likeliest first
    wordpress: str | None  # root of its REST interface; None: it names none
    engine: str  # wordpress, drupal …; empty: it does not show


def read(body: bytes, url: str, content_type: str, link_header: str) -> Signs:
    """Return what a page says of feeds, pages of news and the software behind it.

    Args:
        body: As fetched.
        url: Where it was fetched, after redirects.
        content_type: The Content-Type header; empty: none.
        link_header: The Link header; empty: none.

    Raises:
        ParseError: if there is no page in it.
    """
    root = tree.grow(body, content_type)
    base = tree.base(root, url)
    alternates = [*_from_header(link_header, url), *_from_head(root, base)]
    feeds = [*_feeds(alternates, url), *_anchors(root, base, url)]
    title = next((plain.line(one.text_content(), TITLE_CHARS) for one in root.iter("title")), "")
    return Signs(
        title=title,
        site=_meta(root, "og:site_name") or _meta(root, "application-name"),
        feeds=_likeliest(feeds),
        unread=tuple(
            address
            for rel, kind, address, _ in alternates
            if kind in JSON_TYPES and "alternate" in rel
        ),
        sections=_likeliest(_sections(root, base, url)),
        wordpress=next((a for rel, _, a, _ in alternates if "https://api.w.org/" in rel), None),
        engine=_engine(root),
    )


_Alternate = tuple[frozenset[str], str, str, str]  # rel, type, address, title


def _from_header(header: str, url: str) -> Iterator[_Alternate]:
    for found in _LINK_HEADER.finditer(header[:20_000]):
        said = {name.lower(): a or b for name, a, b in _PARAMETER.findall(found[2])}
        yield from _alternate(said, found[1], url)


def _from_head(root: html.HtmlElement, base: str) -> Iterator[_Alternate]:
    for element in root.iter("link"):
        said = {str(name).lower(): str(value) for name, value in element.attrib.items()}
        yield from _alternate(said, said.get("href", ""), base)


def _alternate(said: dict[str, str], link: str, base: str) -> Iterator[_Alternate]:
    address = urls.resolve(base, link)
    if address:
        kind = said.get("type", "").split(";")[0].strip().lower()
        rel = frozenset(said.get("rel", "").lower().split())
        yield rel, kind, address, plain.line(said.get("title", ""), TITLE_CHARS)


def _feeds(alternates: Iterable[_Alternate], url: str) -> Iterator[Lead]:
    """Give the feeds that links of the head or the header name."""
    for rel, kind, address, title in alternates:
        is_feed = kind in FEED_TYPES or (kind in MAYBE_TYPES and looks_like_feed(address))
        is_meant = "alternate" in rel or "feed" in rel
        if is_meant and (is_feed or (kind == "" and "feed" in rel)):
            yield from _lead(address, title, url, bonus=2)


def _anchors(root: html.HtmlElement, base: str, url: str) -> Iterator[Lead]:
    """Give the feeds that links for people lead to."""
    for element in root.iterfind(".//a[@href]"):
        address = urls.resolve(base, element.get("href"))
        if address is None or sites.site_of(address) in _WRAPPERS:
            continue
        text = plain.line(element.text_content() or element.get("title") or "", TITLE_CHARS)
        is_said = len(text) <= SECTION_CHARS and _FEED_TEXT.search(
            f"{text} {element.get('title') or ''} {element.get('type') or ''}"
        )
        if looks_like_feed(address):
            yield from _lead(address, text, url, bonus=0)
        elif is_said and sites.site_of(address) == sites.site_of(url):
            yield from _lead(address, text, url, bonus=-2)


def _lead(address: str, title: str, url: str, bonus: int) -> Iterator[Lead]:
    if _COMMENTS.search(title) or _COMMENT_PATH.search(address):
        return
    own = urlsplit(url).path.rstrip("/")
    path = urlsplit(address).path
    is_below = len(own) > 1 and path.startswith(own + "/")
    is_whole = path.rstrip("/").count("/") <= 1  # /feed/, /rss.xml: all that the site publishes
    is_away = sites.site_of(address) != sites.site_of(url) and not _is_service(address)
    news = sites.news_score(sites.path_words(address) | sites.words(title))
    score = news + bonus + 2 * is_below + is_whole - 2 * is_away
    yield Lead(url=address, title=title, score=score, is_off=news < 0)


def looks_like_feed(address: str) -> bool:
    """Return whether an address has the form of a feed's."""
    parts = urlsplit(address)
    return bool(
        _FEED_PATH.search(parts.path) or _FEED_QUERY.search(parts.query) or _is_service(address)
    )


def _is_service(address: str) -> bool:
    """Return whether a host serves feeds for others."""
    return urlsplit(address).netloc in _FEED_HOSTS


def _sections(root: html.HtmlElement, base: str, url: str) -> Iterator[Lead]:
    """Give the pages of the site whose link, in a word or two, promises news."""
    here, site = urls.canonical(url), sites.site_of(url)
    for element in root.iterfind(".//a[@href]"):
        address = urls.page(base, element.get("href"))
        text = plain.line(element.text_content() or element.get("aria-label") or "", TITLE_CHARS)
        if address is None or address == here or sites.site_of(address) != site:
            continue
        path = urlsplit(address).path.rstrip("/")
        said = sites.words(text)
        is_menu = 0 < len(text) <= SECTION_CHARS and 0 < path.count("/") <= SECTION_FOLDERS
        score = 2 * sites.news_score(said) + sites.news_score(sites.path_words(address))
        if is_menu and score > 0 and not looks_like_feed(address):
            # "News" alone is the page of all news; "Pay news from Wales" is one of many.
            brevity = max(0, 3 - len(said)) - path.count("/") - ("?" in address)
            yield Lead(url=address, title=text, score=score * 4 + brevity)


def _likeliest(leads: Iterable[Lead]) -> tuple[Lead, ...]:
    """Return leads by score, those of one score in the order of the page, each address once."""
    best: dict[str, Lead] = {}
    for lead in leads:
        if lead.url not in best or lead.score > best[lead.url].score:
            best[lead.url] = lead
        if len(best) >= MOST_LEADS:
            break
    return tuple(sorted(best.values(), key=lambda lead: -lead.score))


def _meta(root: html.HtmlElement, name: str) -> str:
    for element in root.iter("meta"):
        if name in (element.get("property"), element.get("name")):
            return plain.line(element.get("content") or "", TITLE_CHARS)
    return ""


def _engine(root: html.HtmlElement) -> str:
    """Return the software that made a page; empty: it does not show."""
    generator = _meta(root, "generator")
    addresses = (
        element.get(name) or ""
        for name in ("href", "src")
        for element in root.iterfind(f".//*[@{name}]")
    )
    seen = " ".join(address[:300] for address in addresses)[:200_000]
    for engine, sign in _ENGINES:
        if sign.search(generator) or (engine not in _SAID_ONLY and sign.search(seen)):
            return engine
    return ""
