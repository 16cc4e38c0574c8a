"""Which pages a publisher lets robots read: RFC 9309, for pages and documents, not for feeds."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from extractors.web.answers import SOFT, FetchError
from extractors.web.hosts import ROBOTS_FRESH, ROBOTS_KEPT, Hosts
from extractors.web.turns import Turns

TOKEN = "placewatch"  # noqa: S105  the product token that robots.txt files name us by
FORBIDDEN = "robots.txt forbids"
ROBOTS_BYTES = 500 * 1024  # RFC 9309: at least this much must be read

_USER_AGENT = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*([^#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt says to us."""

    crawl_delay_s: float | None  # None: it asks for no pause
    _protego: Protego | None  # None: it does not exist, all is allowed

    def allow(self, url: str) -> bool:
        """Return whether we may read a page."""
        return self._protego is None or bool(self._protego.can_fetch(url, TOKEN))


EVERYTHING = Rules(None, None)


def read(body: bytes) -> Rules:
    """Return the rules of a robots.txt; a page that is none has no rules and so allows all."""
    return rules(ours(body))


def rules(lines: str) -> Rules:
    """Return what the lines that ``ours`` found say."""
    protego = Protego.parse(lines)
    return Rules(protego.crawl_delay(TOKEN), protego)


def ours(body: bytes) -> str:
    """Return the lines of a robots.txt in groups that speak to us or to everybody.

    The library copies each rule to each agent of its group: thousands of both would hold it for
    minutes.
    """
    text = body[:ROBOTS_BYTES].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    kept: list[str] = []
    agents: list[str] = []
    was_agent = False
    for line in text.splitlines():
        named = _USER_AGENT.match(line)
        if named:
            if not was_agent:
                agents = []
            agent = named.group(1).strip().lower()
            agent = "*" if agent == "*" else agent.replace("*", "")
            if agent in {"*", TOKEN} and agent not in agents:
                agents.append(agent)
                kept.append(f"User-agent: {agent}")
        elif agents and _is_rule(line):
            kept.append(line.split("#", 1)[0].strip())
        was_agent = bool(named) or (was_agent and not _is_rule(line))
    return "\n".join(kept)


def _is_rule(line: str) -> bool:
    return bool(line.split("#", 1)[0].strip()) and not line.lstrip().lower().startswith("sitemap")


class Robots:
    """The rules of all hosts of one visit, each read at most once."""

    def __init__(
        self, read_body: Callable[[str], Awaitable[bytes]], turns: Turns, hosts: Hosts
    ) -> None:
        """Prepare to read robots.txt files.

        Args:
            read_body: Fetches a robots.txt; raises FetchError.
            turns: Where a Crawl-delay is entered.
            hosts: What earlier visits read.
        """
        self._read_body = read_body
        self._turns = turns
        self._hosts = hosts
        self._rules: dict[str, Rules | FetchError] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def check(self, url: str) -> None:
        """Ask whether we may read a page.

        Args:
            url: As ``urls.wire`` returns it.

        Raises:
            FetchError: if robots.txt forbids it, or cannot be read now.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._locks.setdefault(origin, asyncio.Lock()):
            found = self._rules.get(origin) or await self._learn(origin)
            if not (isinstance(found, FetchError) and found.is_deferred):  # it may be asked later
                self._rules[origin] = found
        if isinstance(found, FetchError):
            raise _keep_out(url, found)
        if not found.allow(url):
            text = "the publisher asks robots to leave this page alone"
            raise FetchError(url, FORBIDDEN, text, SOFT)

    async def _learn(self, origin: str) -> Rules | FetchError:
        """Return the rules of a host: remembered, else read, else remembered for long."""
        service = _service(origin)
        known = self._hosts.robots(service, ROBOTS_FRESH)
        if known is None:
            try:
                body = await self._read_body(f"{origin}/robots.txt")
                lines: str | None = await asyncio.to_thread(ours, body)
            except FetchError as fault:
                if _is_absent(fault):
                    lines = None
                elif known := self._hosts.robots(service, ROBOTS_KEPT):
                    lines = known.robots
                else:
                    return fault
            if known is None:
                self._hosts.learn_robots(service, lines)
        else:
            lines = known.robots
        # Beside the loop: half a megabyte of rules takes two seconds, and others wait for answers.
        found = EVERYTHING if lines is None else await asyncio.to_thread(rules, lines)
        if found.crawl_delay_s:
            self._turns.slow_down(urlsplit(origin).netloc, found.crawl_delay_s)
        return found


def _keep_out(url: str, fault: FetchError) -> FetchError:
    """Return why a page is not read: its robots.txt could not be read."""
    text = f"robots.txt cannot be read ({fault.text}), so its pages are left alone"
    return FetchError(
        url,
        fault.word,
        fault.text if fault.is_deferred else text,
        fault.kind,
        reached=fault.reached,
        retry_after_s=fault.retry_after_s,
        is_deferred=fault.is_deferred,
    )


def _is_absent(fault: FetchError) -> bool:
    """Return whether a host has no rules: 4xx and endless redirects say so, errors do not.

    RFC 9309, 2.3.1.3; but 429 says nothing of the file.
    """
    status = fault.status or 0
    return (400 <= status < 500 and status != 429) or fault.word == "redirects without end"


def _service(origin: str) -> str:
    """Return what rules are remembered under: those of http are not those of https.

    ``host`` is https, ``host:80`` is http, any other port stands for itself.
    """
    parts = urlsplit(origin)
    is_plain_http = parts.scheme == "http" and parts.port is None
    return f"{parts.netloc}:80" if is_plain_http else parts.netloc
