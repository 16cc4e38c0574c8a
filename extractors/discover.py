"""Where a publisher tells its news: its site is asked, in a fixed order and politely."""

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from extractors import autodiscovery, candidates, fetch, sites, urls
from extractors.answers import FetchError, Response
from extractors.autodiscovery import Lead, Signs
from extractors.candidates import Candidate
from extractors.doubles import reduced
from extractors.fetch import Web
from extractors.parsed import ParsedFeed, ParseError
from extractors.workers import Workers

# All guesses: enough for an honest site, few enough not to look like a scan.
MOST_REQUESTS = 40  # for one publisher, robots.txt not counted
MOST_ADVERTISED = 4  # feeds that its pages name
MOST_SITEMAPS = 5
MOST_SECTIONS = 4  # pages that may list its news
STRIKES = 2  # refusals and broken answers of a host before it is left alone
PATIENCE_S = 600.0  # a robots.txt may ask for long pauses
ACCEPT_JSON = "application/json, */*;q=0.1"

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
_FEED_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*(?:<!--.*?-->\s*)*)?<(?:rss|feed|rdf:RDF)\b", re.S)
_SITEMAP_LINE = re.compile(rb"^\s*sitemap\s*:\s*(\S{1,2048})", re.I | re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An address that was asked in vain."""

    route: str  # as sources.ROUTES; homepage: the beginning
    url: str
    why: str  # a few plain words, as "not found (404)"
    text: str  # what happened and what helps


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
    search = _Search(web, workers, homepage, now, limit_bytes, taken or {})
    await search.run()
    return Discovery(
        homepage=homepage,
        site=search.signs.site if search.signs else "",
        title=search.signs.title if search.signs else "",
        candidates=candidates.ranked(search.found),
        tried=tuple(search.tried),
    )


class _Search:
    """The asking of one publisher."""

    def __init__(
        self,
        web: Web,
        workers: Workers,
        homepage: str,
        now: datetime,
        limit: int,
        taken: Mapping[str, str],
    ) -> None:
        self.web = web
        self.workers = workers
        self.homepage = homepage
        self.now = now
        self.limit = limit
        self.taken = taken
        self.own = [homepage]  # addresses that are the publisher's without doubt
        self.home: Response | None = None
        self.signs: Signs | None = None
        self.found: list[Candidate] = []
        self.tried: list[Tried] = []
        self.asked: set[str] = set()
        self.closed: set[str] = set()  # hosts that are left alone from now on
        self.strikes: Counter[str] = Counter()
        self.until_s = asyncio.get_running_loop().time() + PATIENCE_S

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
            if self._is_done():
                return

    def _is_done(self) -> bool:
        return any(one.doubt is None and one.order < candidates.LAST_RESORT for one in self.found)

    async def _begin(self) -> None:
        """Read the homepage; where its path leads nowhere, the front page of its host."""
        got = await self._get("homepage", self.homepage)
        if got is None and (root := urljoin(self.homepage, "/")) != self.homepage:
            got = await self._get("homepage", root)
        if got is None:
            return
        if _FEED_START.match(got.body[:4096]):
            self.own = []  # it names its publisher itself
            await self._judge(got, "by hand", "feed")
            return
        self.home = got
        self.own.append(got.final_url)
        self.signs = await self._signs(got)

    async def _signs(self, got: Response) -> Signs | None:
        link = got.headers.get("link", "")
        try:
            return await self.workers.run(
                "page", autodiscovery.read, got.body, got.final_url, got.content_type, link
            )
        except ParseError as exc:
            self._vain("homepage", got.url, exc.word, exc.text)
            return None

    async def _advertised(self) -> None:
        """Try the feeds that its pages name."""
        feeds = self.signs.feeds if self.signs else ()
        front = self._at("/")
        if not feeds and self.home and front != urls.wire(self.home.final_url):
            got = await self._get("autodiscovery", front)
            signs = await self._signs(got) if got else None
            feeds = signs.feeds if signs else ()
            if self.signs and signs and not self.signs.sections:
                self.signs = signs
        for lead in feeds[:MOST_ADVERTISED]:
            await self._try("autodiscovery", lead.url, "feed", lead=lead, is_named=True)
            if self._is_done():
                return
        for address in self.signs.unread if self.signs else ():
            self._vain("autodiscovery", address, "a JSON feed", "we read RSS, Atom and RDF")

    async def _usual(self) -> None:
        """Try where the software of its site, or most software, puts feeds."""
        for path in self._usual_paths():
            await self._try("usual path", path, "feed")
            if self._is_done():
                return

    def _usual_paths(self) -> Iterable[str]:
        engine = self.signs.engine if self.signs else ""
        folder = urlsplit(self.own[-1]).path.rstrip("/")
        below = (f"{folder}/feed/", f"{folder}/rss") if folder and "." not in folder else ()
        of_engine = (f"{folder}{p}" if p[0] == "?" else p for p in OF_ENGINE.get(engine, ()))
        paths = (*of_engine, *below, *USUAL)
        return {
            path.rstrip("/"): self._at(path) for path in reversed(paths)
        }.values().__reversed__()

    async def _wordpress(self) -> None:
        """Try the posts of WordPress; only where the page shows that it is one."""
        if self.signs is None or not (self.signs.wordpress or self.signs.engine == "wordpress"):
            return
        root = self.signs.wordpress or self._at("/wp-json/")
        await self._try("wp-json", f"{root.rstrip('/')}/wp/v2/posts", "wordpress")

    async def _sitemaps(self) -> None:
        """Try sitemaps, those of news first; names of robots.txt before guesses."""
        from extractors import sitemap

        robots = await self._get("sitemap", self._at("/robots.txt"), is_named=True)
        named = _SITEMAP_LINE.findall(robots.body) if robots else []
        lines = (urls.resolve(self._at("/"), one.decode("utf-8", "replace")) for one in named)
        waiting = _newsy_first(line for line in lines if line)
        is_named = bool(waiting)
        waiting = waiting or [self._at(path) for path in SITEMAPS]
        for _ in range(MOST_SITEMAPS):
            if not waiting or self._is_done():
                return
            got = await self._get("sitemap", waiting.pop(0), is_named=is_named)
            if got is None:
                continue
            try:
                inside = await self.workers.run(
                    "sitemap", sitemap.children, got.body, got.final_url
                )
            except ParseError as exc:
                self._vain("sitemap", got.url, exc.word, exc.text)
                continue
            if inside:
                inner = _newsy_first(one.url for one in inside)
                waiting = [*inner[:MOST_SITEMAPS], *waiting]
            else:
                await self._judge_sitemap(got)

    async def _judge_sitemap(self, got: Response) -> None:
        """Keep a sitemap of news; of a whole site, the folder that holds its news."""
        if _is_newsy(got.final_url):
            await self._judge(got, "sitemap", "sitemap")
            return
        parsed = await self._parse(got, "sitemap", "sitemap", None)
        if parsed is None:
            return
        pattern = candidates.news_pattern(item.url for item in parsed.entries if item.url)
        if pattern is None:
            text = "it names pages of every kind; 'links' could say which are articles"
            self._vain("sitemap", got.url, "no folder of news", text)
            return
        await self._judge(got, "sitemap", "sitemap", links=pattern, is_last_resort=True)

    async def _listings(self) -> None:
        """Try pages of news: the homepage if it is one, those it links to, itself in the end."""
        home = self.home
        is_news = home is not None and sites.is_newsy(home.final_url)
        if home and is_news:
            await self._judge(home, "listing", "listing")
        leads = self.signs.sections[:MOST_SECTIONS] if self.signs else ()
        for address in [lead.url for lead in leads] or [self._at(path) for path in SECTIONS]:
            if not self._is_done():
                await self._try("listing", address, "listing")
        if home and not is_news and not self._is_done():
            await self._judge(home, "listing", "listing")

    async def _try(
        self, route: str, url: str, kind: str, *, lead: Lead | None = None, is_named: bool = False
    ) -> None:
        """Fetch an address and judge what it holds."""
        accept = {"feed": fetch.ACCEPT_FEED, "wordpress": ACCEPT_JSON}.get(kind, fetch.ACCEPT_PAGE)
        got = await self._get(route, url, accept=accept, is_named=is_named)
        if got is not None:
            await self._judge(got, route, kind, lead=lead)

    async def _judge(
        self,
        got: Response,
        route: str,
        kind: str,
        *,
        links: str | None = None,
        lead: Lead | None = None,
        is_last_resort: bool = False,
    ) -> None:
        parsed = await self._parse(got, route, kind, links)
        if parsed is None:
            return
        off_topic = None
        if lead and lead.score < 0:
            off_topic = f"by its name it is not the news: {lead.title or lead.url}"
        if kind == "listing" and parsed.newest_at is None and not sites.is_newsy(got.final_url):
            off_topic = "its links bear no dates, nor does its address speak of news"
        url = got.moved_to or got.url
        try:
            one = candidates.judge(
                parsed,
                route=route,
                url=url,
                kind=kind,
                links=links,
                own=self.own or [url],
                now=self.now,
                off_topic=off_topic,
                is_last_resort=is_last_resort,
            )
        except ParseError as exc:
            self._vain(route, url, exc.word, exc.text)
            return
        self.found.append(candidates.as_taken(one, self.taken.get(reduced(url))))

    async def _parse(
        self, got: Response, route: str, kind: str, links: str | None
    ) -> ParsedFeed | None:
        try:
            return await self.workers.parse_feed(
                got.body, got.final_url, got.content_type, self.now, kind=kind, links=links
            )
        except ParseError as exc:
            self._vain(route, got.url, exc.word, exc.text)
            return None

    async def _get(
        self, route: str, url: str, *, accept: str = fetch.ACCEPT_PAGE, is_named: bool = False
    ) -> Response | None:
        """Return what an address answers; None: it was asked before, or in vain."""
        try:
            url = urls.wire(url)
        except ValueError as exc:
            self._vain(route, url, "not a web address", str(exc))
            return None
        host = urls.host_of(url)
        if url in self.asked or host in self.closed:
            return None
        self.asked.add(url)
        if len(self.asked) > MOST_REQUESTS or asyncio.get_running_loop().time() > self.until_s:
            self.closed.add(host)
            self._vain(route, url, "given up", "enough was asked of this publisher")
            return None
        try:
            return await self.web.get(
                url, limit_bytes=self.limit, accept=accept, obey_robots=not is_named
            )
        except FetchError as exc:
            self._vain(route, url, exc.word, exc.text)
            self._heed(route, host, exc)
            return None

    def _heed(self, route: str, host: str, fault: FetchError) -> None:
        """Leave a host alone that turns us away, asks us to wait, or does not answer."""
        is_no = fault.word.startswith("blocked") or (fault.status or 0) >= 500
        self.strikes[host] += is_no or not fault.status
        is_end = not fault.reached or fault.word.startswith(("asked to wait", "waiting"))
        if is_end or (route == "homepage" and is_no) or self.strikes[host] >= STRIKES:
            self.closed.add(host)

    def _vain(self, route: str, url: str, why: str, text: str) -> None:
        self.tried.append(Tried(route=route, url=url, why=why, text=text))

    def _at(self, path: str) -> str:
        """Return the address of a path on the publisher's own host."""
        return urljoin(self.home.final_url if self.home else self.homepage, path)


def _is_newsy(address: str) -> bool:
    said = sites.path_words(address)
    return sites.news_score(said) > 0 or bool(said & {"post", "posts"})


def _newsy_first(addresses: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(addresses), key=lambda one: not _is_newsy(one))
