"""Where a publisher tells its news: its site is asked, in a fixed order and politely."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from extractors.feeds import sitemap
from extractors.finding import autodiscovery, candidates, sites
from extractors.finding.asking import Asking, Tried
from extractors.finding.autodiscovery import Lead, Signs
from extractors.finding.candidates import Candidate
from extractors.parsed import ParseError
from extractors.web import urls
from extractors.web.answers import Response
from extractors.web.fetch import Web
from extractors.web.robots import ROBOTS_BYTES
from extractors.workers import Workers

# All guesses: enough for an honest site, few enough not to look like a scan.
MOST_ADVERTISED = 4  # feeds that its pages name
MOST_SITEMAPS = 5
MOST_SECTIONS = 4  # pages that may list its news

# Where the software that runs such sites puts a feed; see the docs of each.
OF_ENGINE = {
    "wordpress": ("/feed/",),
    "drupal": ("/rss.xml",),
    "joomla": ("/?format=feed&type=rss",),
    "squarespace": ("?format=rss", "/news?format=rss", "/blog?format=rss"),
    "wix": ("/blog-feed.xml",),
    "ghost": ("/rss/",),
    "hugo": ("/index.xml",),
    "webflow": ("/news/rss.xml", "/blog/rss.xml"),
}
USUAL = (
    *("/feed/", "/rss.xml", "/rss", "/feed.xml", "/atom.xml", "/index.xml"),
    *("/news/feed/", "/news/rss", "/blog/feed/"),
)
SITEMAPS = ("/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml")
SECTIONS = ("/news", "/latest", "/press")  # where a page shows no menu, as those of scripts do
_PAGE = re.compile(rb"<!doctype html|<html[\s>]", re.I)
_SITEMAP_LINE = re.compile(rb"^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2048})", re.I | re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What asking a publisher's site brought."""

    homepage: str
    site: str  # as the publisher calls itself; empty: it does not say
    title: str  # of its page
    candidates: tuple[Candidate, ...]  # the best first
    tried: tuple[Tried, ...]  # in the order of asking

    @property
    def best(self) -> Candidate | None:
        """The address to keep; None: none is fit."""
        first = self.candidates[0] if self.candidates else None
        return first if first and first.doubt is None else None

    @property
    def word(self) -> str:
        """How it ended: found, doubtful, blocked, nothing found, or why nobody answered."""
        if self.best:
            return "found"
        if self.candidates:
            return "doubtful"
        first = self.tried[0] if self.tried else None
        if first and first.route == "homepage":
            return first.why
        blocked = next((one.why for one in self.tried if one.why.startswith("blocked")), None)
        return blocked or "nothing found"


async def discover(
    web: Web,
    workers: Workers,
    homepage: str,
    now: datetime,
    limit_bytes: int,
    taken: Mapping[str, str] | None = None,
) -> Discovery:
    """Return the feeds and pages of news of a publisher, the best first.

    Asks, until something is fit: the feeds that its pages name, the usual paths, WordPress,
    sitemaps, pages of news. All but the feeds and sitemaps that a publisher names itself is
    asked only where its robots.txt lets us. Raises nothing.

    Args:
        web: The door.
        workers: Who parse.
        homepage: Where to begin; a feed, or a page of news, is welcome too.
        now: What ages are counted from.
        limit_bytes: Most of one answer.
        taken: By ``doubles.reduced`` of the addresses that are read already: for whom.
    """
    ask = Asking(web, workers, now, limit_bytes, taken or {})
    ask.own.append(homepage)
    search = _Search(ask, homepage)
    await search.run()
    return Discovery(
        homepage=homepage,
        site=search.signs.site if search.signs else "",
        title=search.signs.title if search.signs else "",
        candidates=candidates.ranked(ask.found),
        tried=tuple(ask.tried),
    )


class _Search:
    """The asking of one publisher."""

    def __init__(self, ask: Asking, homepage: str) -> None:
        self.ask = ask
        self.homepage = homepage
        self.home: Response | None = None
        self.signs: Signs | None = None
        self.is_given = False  # where it begins is no page: there is nothing to discover

    async def run(self) -> None:
        """Ask on until something is fit."""
        steps: tuple[Callable[[], Awaitable[None]], ...] = (
            self._begin,
            self._advertised,
            self._usual,
            self._wordpress,
            self._sitemaps,
            self._listings,
        )
        for step in steps:
            await step()
            if self.ask.is_done or self.is_given:
                return

    async def _begin(self) -> None:
        """Read the homepage; where its path leads nowhere, the front page of its host."""
        # A feed that somebody names is read as the poller reads it; robots.txt is for pages.
        is_feed = autodiscovery.looks_like_feed(self.homepage)
        got = await self.ask.get("homepage", self.homepage, is_named=is_feed)
        if got is None and (root := urljoin(self.homepage, "/")) != self.homepage:
            got = await self.ask.get("homepage", root)
        if got is None:
            return
        kind = await self._given(got)
        if kind == "sitemap":
            await self._judge_sitemap(got)
        elif kind:
            self.ask.own.clear()  # it names its publisher itself
            await self.ask.judge(got, "by hand", kind)
        if kind:
            self.is_given = True
            return
        self.home = got
        self.ask.own.append(got.final_url)
        self.signs = await self._signs(got)

    async def _given(self, got: Response) -> str | None:
        """Return which kind of feed an address is itself; None: it is a page."""
        if _PAGE.search(got.body[:1024]):
            return None
        for kind in ("feed", "wordpress", "sitemap"):
            with suppress(ParseError):
                await self.ask.workers.parse_feed(
                    got.body, got.final_url, got.content_type, self.ask.now, kind=kind
                )
                return kind
        return None

    async def _signs(self, got: Response) -> Signs | None:
        link = got.headers.get("link", "")
        try:
            return await self.ask.workers.run(
                "page", autodiscovery.read, got.body, got.final_url, got.content_type, link
            )
        except ParseError as exc:
            self.ask.vain("homepage", got.url, exc.word, exc.text)
            return None

    async def _advertised(self) -> None:
        """Try the feeds that its pages name."""
        feeds = self.signs.feeds if self.signs else ()
        front = self._at("/")
        if not feeds and self.home and front != urls.wire(self.home.final_url):
            got = await self.ask.get("autodiscovery", front)
            signs = await self._signs(got) if got else None
            feeds = signs.feeds if signs else ()
            if self.signs and signs and not self.signs.sections:
                self.signs = signs
        for lead in feeds[:MOST_ADVERTISED]:
            await self.ask.look("autodiscovery", lead.url, "feed", lead=lead, is_named=True)
            if self.ask.is_done:
                return
        for address in self.signs.unread if self.signs else ():
            self.ask.vain("autodiscovery", address, "a JSON feed", "we read RSS, Atom and RDF")

    async def _usual(self) -> None:
        """Try where the software of its site, or most software, puts feeds."""
        for path in self._usual_paths():
            await self.ask.look("usual path", path, "feed")
            if self.ask.is_done:
                return

    def _usual_paths(self) -> Iterable[str]:
        """Return them, those of the site's own software first, each once."""
        folder = urlsplit(self.ask.own[-1]).path.rstrip("/") if self.ask.own else ""
        below = (f"{folder}/feed/", f"{folder}/rss") if folder and "." not in folder else ()
        of_engine = OF_ENGINE.get(self.signs.engine if self.signs else "", ())
        paths: dict[str, str] = {}  # /rss and /rss/ are one
        for path in (*of_engine, *below, *USUAL):
            whole = f"{folder}{path}" if path.startswith("?") else path
            paths.setdefault(whole.rstrip("/"), self._at(whole))
        return paths.values()

    async def _wordpress(self) -> None:
        """Try the posts of WordPress; only where the page shows that it is one."""
        if self.signs is None or not (self.signs.wordpress or self.signs.engine == "wordpress"):
            return
        root = self.signs.wordpress or self._at("/wp-json/")
        await self.ask.look("wp-json", f"{root.rstrip('/')}/wp/v2/posts", "wordpress")

    async def _sitemaps(self) -> None:
        """Try sitemaps, those of news first; names of robots.txt before guesses."""
        robots = await self.ask.get("sitemap", self._at("/robots.txt"), is_named=True)
        named = _SITEMAP_LINE.findall(robots.body[:ROBOTS_BYTES]) if robots else []
        lines = (urls.resolve(self._at("/"), one.decode("utf-8", "replace")) for one in named)
        waiting = _newsy_first(line for line in lines if line)
        is_named = bool(waiting)
        waiting = waiting or [self._at(path) for path in SITEMAPS]
        for _ in range(MOST_SITEMAPS):
            if not waiting or self.ask.is_done:
                return
            got = await self.ask.get("sitemap", waiting.pop(0), is_named=is_named)
            if got is None:
                continue
            try:
                inside = await self.ask.workers.run(
                    "sitemap", sitemap.children, got.body, got.final_url
                )
            except ParseError as exc:
                self.ask.vain("sitemap", got.url, exc.word, exc.text)
                continue
            if inside:
                inner = _newsy_first(one.url for one in inside)
                waiting = [*inner[:MOST_SITEMAPS], *waiting]
            else:
                await self._judge_sitemap(got)

    async def _judge_sitemap(self, got: Response) -> None:
        """Keep a sitemap of news; of a whole site, the folder that holds its news."""
        if _is_newsy(got.final_url):
            await self.ask.judge(got, "sitemap", "sitemap")
            return
        parsed = await self.ask.parse(got, "sitemap", "sitemap", None)
        if parsed is None:
            return
        pattern = candidates.news_pattern(item.url for item in parsed.entries if item.url)
        if pattern is None:
            text = "it names pages of every kind; 'links' could say which are articles"
            self.ask.vain("sitemap", got.url, "no folder of news", text)
            return
        await self.ask.judge(got, "sitemap", "sitemap", links=pattern, is_last_resort=True)

    async def _listings(self) -> None:
        """Try pages of news: the homepage if it is one, those it links to, itself in the end."""
        home = self.home
        is_news = home is not None and sites.is_newsy(home.final_url)
        if home and is_news:
            await self.ask.judge(home, "listing", "listing")
        leads = self.signs.sections[:MOST_SECTIONS] if self.signs else ()
        guesses = (Lead(url=self._at(path), title="", score=0) for path in SECTIONS)
        for lead in leads or guesses:
            if not self.ask.is_done:
                await self.ask.look("listing", lead.url, "listing", lead=lead)
        if home and not is_news and not self.ask.is_done:
            await self.ask.judge(home, "listing", "listing")

    def _at(self, path: str) -> str:
        """Return the address of a path on the publisher's own host."""
        return urljoin(self.home.final_url if self.home else self.homepage, path)


def _is_newsy(address: str) -> bool:
    said = sites.path_words(address)
    return sites.news_score(said) > 0 or bool(said & {"post", "posts"})


def _newsy_first(addresses: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(addresses), key=lambda one: not _is_newsy(one))
