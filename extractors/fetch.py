"""The one door to the web: polite, bounded, closed towards private networks."""

import asyncio
import errno
import ssl
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

import aiohttp
import yarl

from extractors import answers, robots, urls
from extractors.answers import HARD, SOFT, TEMPORARY
from extractors.answers import FetchError as FetchError
from extractors.answers import Response as Response
from extractors.guard import REMEDY, Exemptions, Refused, guarded_socket, refusals
from extractors.inflate import Broken, Inflater, TooLarge
from extractors.turns import Turns

MOST_REDIRECTS = 5  # as RFC 9309 asks for robots.txt
CONNECT_S = 10.0  # guess
READ_S = 20.0  # longest silence inside a body; guess
HEADER_BYTES = 64 * 1024  # security policies of some sites pass the 8 KB that aiohttp allows
ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.5, */*;q=0.1"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml, application/pdf;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How an installation behaves towards publishers."""

    user_agent: str  # who we are and whom to ask: name/version (+contact)
    now: datetime  # when the visit begins; a date in Retry-After is counted from it
    allow_hosts: frozenset[str] = frozenset()  # host or host:port, exempt from the address ban
    host_gap_s: float = 1.0  # between two starts at one host; common among feed readers
    timeout_s: float = 30.0  # one address with its redirects; waiting for a turn not counted
    concurrency: int = 32  # hosts at once


@dataclass(slots=True)
class _Visit:
    """One call of ``get``, while it lasts."""

    limit: int
    is_cut: bool = False  # keep the first bytes of a body that is too long
    spent_s: float = 0.0
    has_answer: bool = False  # of the hop at hand: the headers came
    refused: list[str] = field(default_factory=list)


class Web:
    """Fetches addresses; ``async with Web(policy) as web``. Never raises but FetchError."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._exempt = Exemptions.of(policy.allow_hosts)
        self._turns = Turns(policy.concurrency)
        self._robots = robots.Robots(self._get_robots, self._turns)
        self._sessions: dict[bool, aiohttp.ClientSession] = {}  # by: is the host exempt?
        self._began_s = 0.0  # by the loop's clock
        self.ready = _at_once  # awaited before each request: is there room for its answer?

    async def __aenter__(self) -> Self:
        self._began_s = asyncio.get_running_loop().time()
        for is_exempt in (False, True):
            self._sessions[is_exempt] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    limit=0, socket_factory=None if is_exempt else guarded_socket
                ),
                headers={
                    "User-Agent": self.policy.user_agent,
                    "Accept-Encoding": "gzip, deflate",
                },
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S, sock_read=READ_S),
                max_line_size=HEADER_BYTES,
                max_field_size=HEADER_BYTES,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
            )
        return self

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
        """Return what an address answers, following at most MOST_REDIRECTS redirects.

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
        if answers.is_sendable(etag):
            ask["If-None-Match"] = etag
        if answers.is_sendable(last_modified):
            ask["If-Modified-Since"] = last_modified
        return await self._follow(url, ask, _Visit(limit_bytes), obey_robots)

    async def allowed(self, url: str) -> bool:
        """Return whether robots.txt lets us read a page; unreachable rules allow nothing."""
        try:
            await self._robots.check(_wire(url))
        except FetchError:
            return False
        return True

    async def _get_robots(self, url: str) -> bytes:
        visit = _Visit(robots.ROBOTS_BYTES, is_cut=True)
        return (await self._follow(url, {"Accept": "text/plain"}, visit, False)).body

    async def _follow(
        self, url: str, ask: dict[str, str], visit: _Visit, obey_robots: bool
    ) -> Response:
        at, moved_to, is_moving = _wire(url), None, True
        for hop in range(MOST_REDIRECTS + 1):
            if obey_robots:
                await self._robots.check(at)
            try:
                status, headers, body = await self._hop(at, ask, visit)
            except FetchError as fault:
                if hop == 0:
                    raise
                raise fault.after_redirect(url) from fault
            if not answers.redirects(status, headers):
                kept = answers.validators(status, headers, ask) if hop == 0 else (None, None)
                return Response(
                    url=url,
                    final_url=at,
                    status=status,
                    headers=headers,
                    body=body,
                    etag=kept[0],
                    last_modified=kept[1],
                    not_modified=status == 304,
                    moved_to=moved_to,
                )
            at = _next(at, headers["location"])
            is_moving = is_moving and status in answers.PERMANENT
            moved_to = at if is_moving else moved_to
            ask = {"Accept": ask["Accept"]}
        text = f"more than {MOST_REDIRECTS} redirects, the last to {at[:200]}"
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
        async with self._turns.take(urls.host_of(url), self.policy.host_gap_s):
            await self.ready()
            start = loop.time()
            try:
                async with asyncio.timeout(self.policy.timeout_s - visit.spent_s):
                    return await self._ask(self._sessions[is_exempt], url, ask, visit)
            except (aiohttp.ClientError, OSError, ValueError) as exc:  # OSError: and time-outs
                raise _explain(url, exc, visit, self.policy.timeout_s) from exc
            finally:
                visit.spent_s += loop.time() - start

    async def _ask(
        self, session: aiohttp.ClientSession, url: str, ask: dict[str, str], visit: _Visit
    ) -> tuple[int, dict[str, str], bytes]:
        address = yarl.URL(url, encoded=True)
        async with session.get(address, headers=ask, allow_redirects=False) as answer:
            visit.has_answer = True
            headers = {name.lower(): value for name, value in answer.headers.items()}
            status = answer.status
            is_asked_304 = status == 304 and len(ask) > 1
            if is_asked_304 or answers.redirects(status, headers):
                return status, headers, b""
            fault = answers.judge(url, status, headers, self._now())
            if fault:
                raise fault
            coding = headers.get("content-encoding", "")
            inflater = Inflater(coding, visit.limit, is_cut=visit.is_cut)
            if not visit.is_cut:
                inflater.expect(headers.get("content-length", ""))
            async for piece in answer.content.iter_any():
                inflater.feed(piece)
                if inflater.is_full:
                    break
            return status, headers, inflater.finish()

    def _now(self) -> datetime:
        elapsed_s = asyncio.get_running_loop().time() - self._began_s
        return self.policy.now + timedelta(seconds=elapsed_s)


async def _at_once() -> None:
    """Wait for nothing."""


def _wire(url: str) -> str:
    try:
        return urls.wire(url)
    except ValueError as exc:
        raise FetchError(url, "not a web address", str(exc), HARD) from exc


def _next(at: str, location: str) -> str:
    found = urls.resolve(at, location)
    if found is None:
        text = f"redirects to {location[:200]!r}, which is no address of the web"
        raise FetchError(at, "not a web address", text, HARD)
    return found


# By class, the first that fits. The text may use {reason}: what the system said.
_FAULTS: tuple[tuple[tuple[type[BaseException], ...], str, str, str], ...] = (
    ((TooLarge,), "too large", HARD, "{reason}"),
    ((Broken,), "broken body", TEMPORARY, "{reason}"),
    ((aiohttp.ClientPayloadError,), "broken body", TEMPORARY, "the body stops before its end"),
    (
        (aiohttp.ClientResponseError,),
        "broken body",
        TEMPORARY,
        "the answer is no HTTP that we can read",
    ),
    (
        (aiohttp.InvalidURL, aiohttp.NonHttpUrlClientError),
        "not a web address",
        HARD,
        "nobody can be asked there",
    ),
    ((aiohttp.ClientConnectorDNSError,), "DNS error", TEMPORARY, "its name is not known now"),
    (
        (aiohttp.ClientSSLError, aiohttp.ServerFingerprintMismatch, ssl.SSLError),
        "TLS error",
        SOFT,
        "no safe connection can be made ({reason})",
    ),
    ((TimeoutError,), "timed out", TEMPORARY, "no whole answer within {timeout:g} s"),
    ((aiohttp.ServerDisconnectedError,), "no answer", TEMPORARY, "it hung up without a word"),
    ((aiohttp.ClientError, OSError), "no answer", TEMPORARY, "{reason}"),
    ((ValueError,), "not a web address", HARD, "nobody can be asked there"),
)
# Of a connection that failed: somebody was there to refuse or to cut it.
_ALIVE = (
    ValueError,
    aiohttp.ServerDisconnectedError,
    aiohttp.ClientResponseError,
    aiohttp.ClientSSLError,
)
_SIGNS_OF_LIFE = frozenset({errno.ECONNREFUSED, errno.ECONNRESET, errno.EPIPE})


def _explain(url: str, exc: Exception, visit: _Visit, timeout_s: float) -> FetchError:
    """Return what an exception of the HTTP client means, in our words."""
    if visit.refused and isinstance(exc, OSError):
        text = f"{visit.refused[0]}; {REMEDY}={urls.host_of(url)} allows it"
        return FetchError(url, "refused address", text, HARD)
    word, kind, text = next(rest for classes, *rest in _FAULTS if isinstance(exc, classes))
    cause = exc.os_error if isinstance(exc, aiohttp.ClientConnectorError) else exc
    reason = getattr(cause, "strerror", None) or str(cause) or type(exc).__name__
    is_alive = isinstance(exc, _ALIVE)
    return FetchError(
        url,
        word,
        text.format(reason=reason[:200], timeout=timeout_s),
        kind,
        reached=visit.has_answer or is_alive or getattr(cause, "errno", None) in _SIGNS_OF_LIFE,
    )
