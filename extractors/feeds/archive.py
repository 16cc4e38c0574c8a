"""Ways back: where a publisher keeps what its feed has dropped already."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lxml import etree, html

from extractors.pages import tree
from extractors.web import urls

POSTS_A_PAGE = 100  # the most that WordPress gives at once
RESULTS_A_PAGE = 100  # of GOV.UK's search, which allows 1,500; as WordPress
FOLDER_SHARE = 0.6  # of a feed's entries that must lie in one folder, as in listing: guess
ZONES = timedelta(days=1)  # WordPress compares days in its own time
HEAD_ELEMENTS = 200  # of a feed, before its entries, that are looked at; guess
WORDPRESS = re.compile(r"wordpress\.(?:org|com)|^wordpress", re.I)
POST_FIELDS = "id,date,date_gmt,modified_gmt,guid,link,title,excerpt"

_NEXT = re.compile(
    r"^\W*(?:next(?: page)?|older(?: (?:posts|news|entries|articles|stories))?|nesaf)\W*$", re.I
)
_PAGE_IN_PATH = re.compile(r"/page/(\d{1,5})/?$")
_PAGE_NAMES = ("page", "paged", "p", "pg", "pagenumber")
_ORGANISATION = re.compile(r"/government/organisations/([a-z0-9-]+)\.atom")
_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.I | re.M)


class Step(NamedTuple):
    """One address of an archive that is still to be read."""

    route: str  # feed, posts, archived, paged, turned, search, robots, sitemap, listing
    url: str
    links: str | None = None  # sitemap: glob of the addresses that count


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What a feed says of its own past, by RFC 5005 and by its maker's name."""

    next_url: str | None = None  # rel="next": the older page of a paged feed
    archive_url: str | None = None  # rel="prev-archive": the older document of an archived one
    is_wordpress: bool = False


def signs(body: bytes, url: str) -> Signs:
    """Return what a feed says of its own past; call it in a worker process only."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(body.lstrip(b"\xef\xbb\xbf \t\r\n"), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return Signs()
    found: dict[str, str | None] = {}
    is_wordpress = False
    for element in _head(root):
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname.lower()
        if name == "link" and element.get("href"):
            relation = (element.get("rel") or "").strip().lower()
            found.setdefault(relation, urls.resolve(url, element.get("href") or ""))
        if name == "generator":
            said = f"{element.text or ''} {element.get('uri') or ''}".strip()
            is_wordpress = is_wordpress or bool(WORDPRESS.search(said))
    return Signs(
        next_url=found.get("next"),
        archive_url=found.get("prev-archive"),
        is_wordpress=is_wordpress,
    )


def _head(root: etree._Element) -> Iterator[etree._Element]:
    """Give what stands beside the entries of a feed: in an RSS channel, or in an Atom feed."""
    for number, element in enumerate(root):
        if number >= HEAD_ELEMENTS:
            return
        yield element
        if isinstance(element.tag, str) and etree.QName(element).localname.lower() == "channel":
            yield from element[:HEAD_ELEMENTS]


def next_listing(body: bytes, url: str) -> str | None:
    """Return the page of older links that a listing leads to; call it in a worker process only.

    The link that says so itself (``rel="next"``, "Next", "Older posts"), else the one whose
    address has the next number.
    """
    root = tree.grow(body, "")
    base = tree.base(root, url)
    here = urls.wire(url)
    numbered = _numbered(here)
    by_number = None
    for element in root.iter("link", "a"):
        address = urls.resolve(base, element.get("href") or "")
        if address is None or address == here or not is_same_site(address, here):
            continue
        if _says_next(element):
            return address
        if by_number is None and address in numbered:
            by_number = address
    return by_number


def _says_next(element: html.HtmlElement) -> bool:
    relations = (element.get("rel") or "").lower().split()
    if "next" in relations:
        return True
    words = (element.get("aria-label") or "", element.text_content(), element.get("title") or "")
    return element.tag == "a" and any(_NEXT.fullmatch(one.strip()[:40]) for one in words)


def _numbered(url: str) -> frozenset[str]:
    """Return how publishers would write the address of the page after this one."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    found = set()
    in_path = _PAGE_IN_PATH.search(parts.path)
    number = int(in_path[1]) if in_path else 1
    stem = parts.path[: in_path.start()] if in_path else parts.path.rstrip("/")
    for tail in ("", "/"):
        path = f"{stem}/page/{number + 1}{tail}"
        found.add(urlunsplit((parts.scheme, parts.netloc, path, parts.query, "")))
    for name in _PAGE_NAMES:
        now = next((value for key, value in query if key.lower() == name), None)
        others = [(key, value) for key, value in query if key.lower() != name]
        # Some publishers count their pages from 0, so the one after the first is 1.
        after = [int(now) + 1] if now and now.isdecimal() and len(now) < 6 else [2, 1]
        for number in after:
            sent = urlencode([*others, (name, str(number))])
            found.add(urlunsplit((parts.scheme, parts.netloc, parts.path, sent, "")))
    return frozenset(found)


def is_like_wordpress(feed_url: str) -> bool:
    """Return whether a feed lies where WordPress has it; some hide what made them."""
    return urlsplit(feed_url).path.rstrip("/").endswith("/feed")


def posts(feed_url: str, since: datetime) -> str | None:
    """Return where WordPress tells the posts of its main feed as JSON; None: no main feed."""
    parts = urlsplit(feed_url)
    path = re.sub(r"/(?:feed(?:/(?:rss2?|atom|rdf))?/?)?$", "/", parts.path)
    is_main = path != parts.path or dict(parse_qsl(parts.query)).keys() == {"feed"}
    if not is_main:
        return None
    whole = urlunsplit((parts.scheme, parts.netloc, f"{path}wp-json/wp/v2/posts", "", ""))
    return posts_page(f"{whole}?_fields={POST_FIELDS}", 1, since)


def posts_page(url: str, number: int, since: datetime | None = None) -> str:
    """Return the address of another page of WordPress posts, the newest first."""
    ask = {"per_page": str(POSTS_A_PAGE), "page": str(number), "orderby": "date", "order": "desc"}
    if since is not None:
        ask["after"] = (since - ZONES).strftime("%Y-%m-%dT%H:%M:%S")
    return _with(url, ask)


def turned(feed_url: str, number: int) -> str:
    """Return the address of another page of a WordPress feed."""
    return _with(feed_url, {"paged": str(number)})


def number_of(url: str, name: str) -> int:
    """Return the number of the page that an address asks for; 1 where it says nothing."""
    value = dict(parse_qsl(urlsplit(url).query)).get(name, "")
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def search(feed_url: str, since: datetime, start: int = 0) -> str | None:
    """Return where GOV.UK's search tells what an organisation published; None: not its feed."""
    parts = urlsplit(feed_url)
    organisation = _ORGANISATION.fullmatch(parts.path)
    if organisation is None:
        return None
    ask = {
        "filter_organisations": organisation[1],
        "filter_public_timestamp": f"from:{since:%Y-%m-%d}",
        "order": "-public_timestamp",
        "fields": "title,link,description,public_timestamp",
        "count": str(RESULTS_A_PAGE),
        "start": str(start),
    }
    return urlunsplit((parts.scheme, parts.netloc, "/api/search.json", urlencode(ask), ""))


def search_page(url: str, start: int) -> str:
    """Return the address of another page of GOV.UK's search."""
    return _with(url, {"start": str(start)})


def robots(url: str) -> str:
    """Return where a site may name its sitemaps."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def sitemaps(robots_body: bytes, robots_url: str) -> tuple[str, ...]:
    """Return the sitemaps of a site that its robots.txt names, else the usual address."""
    text = robots_body.decode("utf-8", "replace")
    named = (urls.resolve(robots_url, one) for one in _SITEMAP_LINE.findall(text))
    ours = dict.fromkeys(one for one in named if one and is_same_site(one, robots_url))
    return tuple(ours) or (robots_url.removesuffix("robots.txt") + "sitemap.xml",)


def folder_of(addresses: Iterable[str]) -> str | None:
    """Return a glob of the folder in which a feed's entries lie; None: in no common one."""
    paths = [urlsplit(address).path for address in addresses]
    folders = Counter(_folder(path) for path in paths)
    folder, count = folders.most_common(1)[0] if folders else ("/", 0)
    return f"{folder}*" if folder != "/" and count >= FOLDER_SHARE * len(paths) else None


def _folder(path: str) -> str:
    """Return the folders of a path up to the first that holds a digit, as a date does."""
    kept = []
    for part in path.rstrip("/").split("/")[:-1]:
        if any(sign.isdigit() for sign in part):
            break
        kept.append(part)
    return "/".join(kept) + "/"


def is_same_site(one: str, other: str) -> bool:
    """Return whether two addresses are of one host, with or without www."""
    hosts = {urlsplit(url).netloc.lower().removeprefix("www.") for url in (one, other)}
    return len(hosts) == 1


def _with(url: str, ask: dict[str, str]) -> str:
    """Return an address with these in its query, in place of what it had of them."""
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in ask]
    query = urlencode([*kept, *ask.items()])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
