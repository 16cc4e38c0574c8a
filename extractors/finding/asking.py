"""Asking one publisher: each address once, few in all, and no host that wants to be left alone."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from extractors.finding import candidates, sites
from extractors.finding.autodiscovery import Lead
from extractors.finding.candidates import Candidate
from extractors.finding.doubles import reduced
from extractors.parsed import ParsedFeed, ParseError
from extractors.web import fetch, robots, urls
from extractors.web.answers import FetchError, Response
from extractors.web.fetch import Web
from extractors.workers import Workers

# All guesses: enough for an honest site, few enough not to look like a scan.
MOST_REQUESTS = 40  # for one publisher, robots.txt not counted
STRIKES = 2  # refusals and broken answers of a host before it is left alone
PATIENCE_S = 600.0  # a robots.txt may ask for long pauses
ACCEPT = {"feed": fetch.ACCEPT_FEED, "wordpress": "application/json, */*;q=0.1"}

# Faults that say nothing of how a host takes to us.
_HARMLESS = frozenset({robots.FORBIDDEN, "too large", "redirects without end", "not a web address"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """An address that was asked in vain."""

    route: str  # as sources.ROUTES; homepage: the beginning
    url: str
    why: str  # a few plain words, as "not found (404)"
    text: str  # what happened and what helps


class Asking:
    """What was asked of one publisher, and what it brought."""

    def __init__(
        self,
        web: Web,
        workers: Workers,
        now: datetime,
        limit_bytes: int,
        taken: Mapping[str, str],
    ) -> None:
        """Prepare; the arguments are those of ``discover.discover``."""
        self.web = web
        self.workers = workers
        self.now = now
        self.limit_bytes = limit_bytes
        self.taken = taken
        self.own: list[str] = []  # addresses that are the publisher's without doubt
        self.found: list[Candidate] = []
        self.tried: list[Tried] = []
        self._asked: set[str] = set()
        self._closed: set[str] = set()  # hosts that are left alone from now on
        self._strikes: Counter[str] = Counter()
        self._until_s = asyncio.get_running_loop().time() + PATIENCE_S

    @property
    def is_done(self) -> bool:
        """Something was found that is fit."""
        return any(one.doubt is None and one.order < candidates.LAST_RESORT for one in self.found)

    async def look(
        self, route: str, url: str, kind: str, *, lead: Lead | None = None, is_named: bool = False
    ) -> None:
        """Fetch an address and judge what it holds.

        Args:
            route: As sources.ROUTES.
            url: The address.
            kind: What it should hold, as sources.FEED_KINDS.
            lead: The link that named it; None: none did.
            is_named: The publisher names it for machines: robots.txt is for pages.
        """
        accept = ACCEPT.get(kind, fetch.ACCEPT_PAGE)
        got = await self.get(route, url, accept=accept, is_named=is_named)
        if got is not None:
            await self.judge(got, route, kind, lead=lead)

    async def judge(
        self,
        got: Response,
        route: str,
        kind: str,
        *,
        links: str | None = None,
        lead: Lead | None = None,
        is_last_resort: bool = False,
    ) -> None:
        """Keep what an answer holds as a candidate."""
        parsed = await self.parse(got, route, kind, links)
        if parsed is None:
            return
        off_topic = None
        if lead and lead.is_off:
            off_topic = f"by its name it is not the news: {lead.title or lead.url}"
        is_said = sites.is_newsy(got.final_url) or (lead is not None and lead.score > 0)
        if kind == "listing" and parsed.newest_at is None and not is_said:
            off_topic = "its links bear no dates, nor does its address speak of news"
        url = got.moved_to or got.url
        if any(reduced(one.url) == reduced(url) for one in self.found):
            return
        try:
            one = candidates.judge(
                parsed,
                route=route,
                url=url,
                kind=kind,
                links=links,
                own=self.own,
                now=self.now,
                off_topic=off_topic,
                is_last_resort=is_last_resort,
            )
        except ParseError as exc:
            self.vain(route, url, exc.word, exc.text)
            return
        self.found.append(candidates.as_taken(one, self.taken.get(reduced(url))))

    async def parse(
        self, got: Response, route: str, kind: str, links: str | None
    ) -> ParsedFeed | None:
        """Return the entries of an answer; None: it has none that we can read."""
        try:
            return await self.workers.parse_feed(
                got.body, got.final_url, got.content_type, self.now, kind=kind, links=links
            )
        except ParseError as exc:
            self.vain(route, got.url, exc.word, exc.text)
            return None

    async def get(
        self, route: str, url: str, *, accept: str = fetch.ACCEPT_PAGE, is_named: bool = False
    ) -> Response | None:
        """Return what an address answers; None: it was asked before, or in vain."""
        try:
            url = urls.wire(url)
        except ValueError as exc:
            self.vain(route, url, "not a web address", str(exc))
            return None
        host = urls.host_of(url)
        if url in self._asked or host in self._closed:
            return None
        self._asked.add(url)
        if len(self._asked) > MOST_REQUESTS or asyncio.get_running_loop().time() > self._until_s:
            self._closed.add(host)
            self.vain(route, url, "given up", "enough was asked of this publisher")
            return None
        try:
            return await self.web.get(
                url, limit_bytes=self.limit_bytes, accept=accept, obey_robots=not is_named
            )
        except FetchError as exc:
            self.vain(route, url, exc.word, exc.text)
            self._heed(route, host, exc)
            return None

    def _heed(self, route: str, host: str, fault: FetchError) -> None:
        """Leave a host alone that turns us away, asks us to wait, or does not answer."""
        is_no = fault.word.startswith("blocked") or (fault.status or 0) >= 500
        is_no = is_no or not (fault.status or fault.word in _HARMLESS)
        self._strikes[host] += is_no
        is_end = not fault.reached or fault.is_deferred or fault.is_wall or fault.status == 429
        if is_end or (route == "homepage" and is_no) or self._strikes[host] >= STRIKES:
            self._closed.add(host)

    def vain(self, route: str, url: str, why: str, text: str) -> None:
        """Note what was asked in vain."""
        self.tried.append(Tried(route=route, url=url, why=why, text=text))
