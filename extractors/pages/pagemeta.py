"""What a page says of itself: title, date, author and address, from its head and its marks."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from lxml import html

from extractors import dates, plain
from extractors.web import urls
from records import STANDARD

AUTHOR_CHARS = 200
LD_CHARS = 300_000  # of one JSON-LD block; more is data, not a description; guess
MOST_LD = 20  # blocks, and levels inside one; guess

# Names of <meta> in order of trust; lower case, property and name alike.
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_DATES = (
    *("article:published_time", "og:article:published_time", "govuk:first-published-at"),
    *("datepublished", "publishdate", "publish-date", "publish_date", "publication_date"),
    *("publication-date", "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date"),
    *("dcterms.date", "pubdate", "parsely-pub-date", "sailthru.date", "citation_publication_date"),
    *("article:published", "date", "dcterms.available", "rnews:datepublished"),
)
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")
_SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_LD_TYPES = re.compile(r"article|posting|report|page|publication|event|statement", re.I)
_SEPARATOR = re.compile(r"\s+(?:[|·•»:–—-]|::|\|\|)\s+")
_LETTERS = re.compile(r"[\W_]+")


class PageMeta:
    """Reads one page's tree; each method looks only as far as it must."""

    def __init__(self, tree: html.HtmlElement, url: str, base: str, now: datetime | None) -> None:
        """Read the marks of the head.

        Args:
            tree: Of the page.
            url: Where it was fetched: what it may claim to be is judged by this.
            base: What its relative links start from; the page chooses it.
            now: What dates are believed against; None: dates ahead are believed.
        """
        self.tree = tree
        self.url = url
        self.base = base
        self.now = now
        self.meta: dict[str, str] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            content = element.get("content") or ""
            if content.strip():
                self.meta.setdefault(name.strip().lower(), content)
        self.described = tuple(self._json_ld())

    def _json_ld(self) -> Iterator[dict[str, Any]]:
        """Yield what JSON-LD says of articles, never of the site around them."""
        blocks = [one for one in self.tree.iter("script") if "ld+json" in (one.get("type") or "")]
        for block in blocks[:MOST_LD]:
            text = block.text or ""
            if len(text) > LD_CHARS:
                continue
            try:
                read = json.loads(text, strict=False)
            except (ValueError, RecursionError):
                continue
            yield from _articles(read, MOST_LD)

    def _first_meta(self, names: tuple[str, ...]) -> str:
        return next((self.meta[name] for name in names if name in self.meta), "")

    def titles(self, limit: int = STANDARD.title_chars) -> tuple[str, ...]:
        """Return the page's titles, the best first, without the name of the site around them.

        Publishers give one to readers and at times another to social sites; none: empty.
        """
        headings = [plain.line(one.text_content(), limit) for one in self.tree.iter("h1")]
        element = next(self.tree.iter("title"), None)
        in_head = plain.line(element.text_content(), limit) if element is not None else ""
        described = (str(one.get("headline") or "") for one in self.described)
        named = (self.meta.get(name, "") for name in _TITLES)
        lines = [
            plain.line(plain.from_html(one, limit), limit) for one in (*named, *described, in_head)
        ]
        titles = [self._without_site(one, headings) for one in lines if one] or headings
        return tuple(dict.fromkeys(one for one in titles if one))

    def _without_site(self, title: str, headings: list[str]) -> str:
        host = _squeezed(urlsplit(self.url).hostname or "")
        sites = {_squeezed(self.meta.get(name, "")) for name in _SITE_NAMES} - {""}
        for _ in range(3):  # page – section | site; guess
            marks = list(_SEPARATOR.finditer(title))
            if not marks:
                break
            last, first = title[marks[-1].end() :], title[: marks[0].start()]
            if _is_site(last, host, sites) or title[: marks[-1].start()] in headings:
                title = title[: marks[-1].start()]
            elif _is_site(first, host, sites):
                title = title[marks[0].end() :]
            else:
                break
        return title.strip()

    def published_at(self) -> datetime | None:
        """Return when the page was published; None: it does not say, or lies."""
        for text in self._dates():
            moment = dates.read(text, self.now)
            if moment:
                return moment
        return None

    def _dates(self) -> Iterator[str]:
        for name in _DATES:
            yield self.meta.get(name, "")
        for one in self.described:
            yield str(one.get("datePublished") or one.get("dateCreated") or "")
        for element in self.tree.xpath("//*[@itemprop='datePublished' or @pubdate]"):
            yield element.get("datetime") or element.get("content") or _short_text(element)
        # The first time of the heading area; those of boxes beside and below are of others.
        for element in self.tree.xpath(
            "(//main|//article|//*[@role='main']|//header)"
            "//time[not(ancestor::aside or ancestor::nav or ancestor::footer)]"
        )[:1]:
            yield element.get("datetime") or _short_text(element)

    def author(self) -> str:
        """Return who wrote it; empty: the page does not say."""
        names = [name for one in self.described for name in _names(one.get("author"))]
        for candidate in (self._first_meta(_AUTHORS), ", ".join(dict.fromkeys(names))):
            author = plain.line(plain.from_html(candidate, AUTHOR_CHARS), AUTHOR_CHARS)
            if author and not author.startswith(("http:", "https:")):
                return author
        return ""

    def canonical_url(self) -> str | None:
        """Return the address by which the page names itself, if it is on its own host."""
        named = [
            link.get("href") or ""
            for link in self.tree.iter("link")
            if "canonical" in (link.get("rel") or "").lower().split()
        ]
        for candidate in (*named, self.meta.get("og:url", "")):
            found = urls.resolve(self.base, candidate)
            if found and self._is_of_this_page(found):
                return urls.canonical(found)
        return None

    def _is_of_this_page(self, found: str) -> bool:
        mine, its = urlsplit(self.url), urlsplit(found)
        is_same_host = _bare_host(mine.netloc) == _bare_host(its.netloc)
        # Some sites name their front page on every page.
        return is_same_host and (its.path not in {"", "/"} or mine.path in {"", "/"})


def _articles(read: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(read, list):
        for one in read[:100]:
            yield from _articles(one, depth - 1)
    if isinstance(read, dict):
        if _LD_TYPES.search(str(read.get("@type", ""))):
            yield read
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(read.get(name), depth - 1)


def _names(author: Any) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name


def _squeezed(text: str) -> str:
    return _LETTERS.sub("", text.lower()).removeprefix("www").removeprefix("the")


def _is_site(part: str, host: str, sites: set[str]) -> bool:
    """Return whether a part of a title is the site's name: as it says, or as its host spells."""
    squeezed = _squeezed(part)
    return squeezed in sites or (len(squeezed) > 2 and host.startswith(squeezed))


def _short_text(element: html.HtmlElement) -> str:
    return str(element.text_content())[:100]


def _bare_host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")
