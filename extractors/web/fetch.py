"""The one door to the web: polite, bounded, closed towards private networks."""

import asyncio
from collections.abc import AsyncIterable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import aiohttp
import yarl

from extractors.web import answers, faults, guard, headers, robots, urls, walls
from extractors.web.answers import HARD
from extractors.web.answers import FetchError as FetchError
from extractors.web.answers import Response as Response
from extractors.web.guard import Exemptions, Refused, refusals
from extractors.web.hosts import Hosts
from extractors.web.inflate import unpack
from extractors.web.policy import ACCEPT_FEED as ACCEPT_FEED
from extractors.web.policy import ACCEPT_PAGE as ACCEPT_PAGE
from extractors.web.policy import ACCEPT_ROBOTS
from extractors.web.policy import Policy as Policy
from extractors.web.turns import Turns
from records import Host

ROBOTS_REDIRECTS = 5  # RFC 9309: at least so many are followed to a robots.txt
START_S = 5.0  # for the beginning of an answer that is not read whole; guess


@dataclass(slots=True)
class _Visit:
    """One call of ``get``, while it lasts."""

    limit: int
    redirects: int
    is_cut: bool = False  # keep the first bytes of a body that is too long
    is_page: bool = False  # robots.txt is asked first
    spent_s: float = 0.0
    has_answer: bool = False  # of the hop at hand: the headers came
    refused: list[str] = field(default_factory=list)


class Web:
    """Fetches addresses; ``async with Web(policy) as web``. Never raises but FetchError."""

    def __init__(self, policy: Policy, hosts: Iterable[Host] = ()) -> None:
        """Prepare a visit.

        Args:
            policy: Of the installation.
            hosts: What earlier visits learnt of hosts.
        """
        self.policy = policy
        self._exempt = Exemptions.of(policy.allow_hosts)
        self._hosts = Hosts(hosts, policy.now)
        self._turns = Turns(policy, self._hosts)
        self._robots = robots.Robots(self._get_robots, self._turns, self._hosts)
        self._sessions: dict[bool, aiohttp.ClientSession] = {}  # by: is the host exempt?
        self.is_online = False  # somebody was there to connect to
        self.ready = _at_once  # awaited before each request: is there room for its answer?

    async def __aenter__(self) -> Self:
        sent = {"User-Agent": self.policy.user_agent, "Accept-Encoding": "gzip, deflate"}
        timeout = aiohttp.ClientTimeout(
            total=None, sock_connect=faults.CONNECT_S, sock_read=self.policy.read_timeout_s
        )
        for is_exempt in (False, True):
            self._sessions[is_exempt] = guard.session(
                sent, timeout, self._connected, is_exempt=is_exempt
            )
        return self

    def _connected(self) -> None:
        self.is_online = True

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for session in self._sessions.values():
            await session.close()

    async def get(
        self,
        url: str,
        *,
        limit_bytes: int,
        etag: str | None = None,
        last_modified: str | None = None,
        accept: str = ACCEPT_PAGE,
        obey_robots: bool = False,
    ) -> Response:
        """Return what an address answers, following its redirects.

        Validators are sent to the address itself, not to where it redirects, and are
        returned only if it answered itself: they belong to the address that gave them.

        Args:
            url: An http or https address.
            limit_bytes: Most bytes of a body, counted after unpacking.
            etag: As the last answer gave it.
            last_modified: As the last answer gave it.
            accept: The Accept header.
            obey_robots: Ask robots.txt of each host first; for pages and documents.

        Raises:
            FetchError: whatever went wrong.
        """
        ask = {"Accept": accept}
        if headers.is_sendable(etag):
            ask["If-None-Match"] = etag
        if headers.is_sendable(last_modified):
            ask["If-Modified-Since"] = last_modified
        visit = _Visit(limit_bytes, self.policy.redirects, is_page=obey_robots)
        return await self._follow(url, ask, visit)

    async def allowed(self, url: str) -> bool:
        """Return whether robots.txt lets us read a page; unreachable rules allow nothing."""
        try:
            await self._robots.check(answers.address(url))
        except FetchError:
            return False
        return True

    def hosts(self) -> tuple[Host, ...]:
        """Return the hosts of which this visit learnt something, to be handed to the next."""
        return self._hosts.changed()

    async def _get_robots(self, url: str) -> bytes:
        redirects = max(self.policy.redirects, ROBOTS_REDIRECTS)
        visit = _Visit(robots.ROBOTS_BYTES, redirects, is_cut=True)
        return (await self._follow(url, {"Accept": ACCEPT_ROBOTS}, visit)).body

    async def _follow(self, url: str, ask: dict[str, str], visit: _Visit) -> Response:
        at, moved_to, is_moving = answers.address(url), None, True
        for hop in range(visit.redirects + 1):
            if visit.is_page:
                await self._robots.check(at)
            try:
                status, head, body = await self._hop(at, ask, visit)
            except FetchError as fault:
                if hop == 0:
                    raise
                raise fault.after_redirect(url) from fault
            if not answers.redirects(status, head):
                kept = headers.validators(status, head, ask) if hop == 0 else (None, None)
                return Response(
                    url=url,
                    final_url=at,
                    status=status,
                    headers=head,
                    body=body,
                    etag=kept[0],
                    last_modified=kept[1],
                    not_modified=status == 304,
                    moved_to=moved_to,
                    fresh_s=headers.fresh_s(head, self._hosts.now()),
                )
            at = answers.next_address(at, head["location"])
            is_moving = is_moving and status in answers.PERMANENT
            moved_to = at if is_moving else moved_to
            ask = {"Accept": ask["Accept"]}
        text = f"more than {visit.redirects} redirects, the last to {at[:200]}"
        raise FetchError(url, "redirects without end", text, HARD)

    async def _hop(
        self, url: str, ask: dict[str, str], visit: _Visit
    ) -> tuple[int, dict[str, str], bytes]:
        is_exempt = self._exempt.cover(url)
        try:
            self._exempt.check(url)
        except Refused as exc:
            raise FetchError(url, "refused address", str(exc), HARD) from exc
        loop = asyncio.get_running_loop()
        visit.has_answer, visit.refused = False, []
        refusals.set(visit.refused)
        host = urls.host_of(url)
        async with self._turns.take(url, is_page=visit.is_page):
            await self.ready()
            start = loop.time()
            try:
                async with asyncio.timeout(self.policy.timeout_s - visit.spent_s):
                    answer = await self._ask(self._sessions[is_exempt], url, ask, visit)
            except FetchError as fault:
                self._turns.heard(host, is_wall=fault.is_wall)
                if fault.status == 429 or (fault.status == 503 and fault.retry_after_s is not None):
                    self._turns.wait(host, fault.retry_after_s)
                raise
            except (aiohttp.ClientError, OSError, ValueError) as exc:  # OSError: and time-outs
                if visit.has_answer or faults.is_alive(exc):
                    self._turns.heard(host)
                elif not visit.refused:
                    self._turns.silent(host)
                raise faults.explain(
                    url, exc, self.policy, refused=visit.refused, has_answer=visit.has_answer
                ) from exc
            finally:
                visit.spent_s += loop.time() - start
            self._turns.heard(host)
            return answer

    async def _ask(
        self, session: aiohttp.ClientSession, url: str, ask: dict[str, str], visit: _Visit
    ) -> tuple[int, dict[str, str], bytes]:
        address = yarl.URL(url, encoded=True)
        async with session.get(address, headers=ask, allow_redirects=False) as answer:
            visit.has_answer = True
            head = headers.plain(answer.headers.items())
            status, pieces = answer.status, answer.content.iter_any()
            is_asked_304 = status == 304 and len(ask) > 1
            if 200 <= status < 300 and status != 206:
                body = await unpack(pieces, head, visit.limit, is_cut=visit.is_cut)
            else:
                body = await _start(pieces, head)
            if is_asked_304 or answers.redirects(status, head):
                return status, head, b""
            fault = answers.judge(url, status, head, body, self._hosts.now())
            if fault:
                raise fault
            return status, head, body


async def _at_once() -> None:
    """Wait for nothing."""


async def _start(pieces: AsyncIterable[bytes], head: dict[str, str]) -> bytes:
    """Return the beginning of an answer that is not read whole; empty: it cannot be read.

    A small one is read to its end, so that its connection can be used again.
    """
    try:
        async with asyncio.timeout(START_S):
            return await unpack(pieces, head, walls.LOOK_BYTES, is_cut=True)
    except (aiohttp.ClientError, OSError, ValueError):  # OSError: and time-outs
        return b""
