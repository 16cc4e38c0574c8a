"""Which pages a publisher lets robots read: RFC 9309, for pages and documents, not for feeds."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from extractors.answers import SOFT, FetchError
from extractors.turns import Turns

TOKEN = "placewatch"  # noqa: S105  the product token that robots.txt files name us by
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
    text = body[:ROBOTS_BYTES].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    protego = Protego.parse("\n".join(_ours(text)))
    return Rules(protego.crawl_delay(TOKEN), protego)


def _ours(text: str) -> list[str]:
    """Return the lines of the groups that speak to us or to everybody.

    The library copies each rule to each agent of its group: thousands of both would hold it for
    minutes.
    """
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
        elif agents and line.strip():
            kept.append(line)
        was_agent = bool(named) or (was_agent and not _is_rule(line))
    return kept


def _is_rule(line: str) -> bool:
    return bool(line.split("#", 1)[0].strip()) and not line.lstrip().lower().startswith("sitemap")


class Robots:
    """The rules of all hosts of one visit, each read once."""

    def __init__(self, read_body: Callable[[str], Awaitable[bytes]], turns: Turns) -> None:
        """Prepare to read robots.txt files.

        Args:
            read_body: Fetches a robots.txt; raises FetchError.
            turns: Where a Crawl-delay is entered.
        """
        self._read_body = read_body
        self._turns = turns
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
            if origin not in self._rules:
                self._rules[origin] = await self._read(origin, parts.netloc)
        rules = self._rules[origin]
        if isinstance(rules, FetchError):
            text = f"robots.txt cannot be read ({rules.text}), so its pages are left alone"
            raise FetchError(url, rules.word, text, rules.kind, reached=rules.reached)
        if not rules.allow(url):
            text = "the publisher asks robots to leave this page alone"
            raise FetchError(url, "robots.txt forbids", text, SOFT)

    async def _read(self, origin: str, host: str) -> Rules | FetchError:
        try:
            body = await self._read_body(f"{origin}/robots.txt")
        except FetchError as fault:
            # RFC 9309: 4xx and endless redirects mean no rules; errors mean keep out.
            is_absent = 400 <= (fault.status or 0) < 500 or fault.word == "redirects without end"
            return EVERYTHING if is_absent else fault
        rules = read(body)
        if rules.crawl_delay_s:
            self._turns.slow_down(host, rules.crawl_delay_s)
        return rules
