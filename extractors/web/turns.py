"""Manners towards publishers: one request a host at a time, with a pause between starts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from extractors.web import urls
from extractors.web.answers import TEMPORARY, FetchError
from extractors.web.hosts import Hosts
from extractors.web.policy import Policy

WAITING = "waiting"  # the word of a request that was put off, not made


@dataclass(slots=True)
class _Host:
    """One host in this visit; times by the loop's clock."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    began_at: float = 0.0  # the last start
    free_at: float = 0.0  # the next one
    delay_s: float = 0.0  # the gap that its robots.txt asks for
    slow_until: float = float("inf")  # starts later than this are put off
    pauses: int = 0  # how often it asked for fewer requests, and not when to come back
    slept_s: float = 0.0
    silent: int = 0  # requests in a row that nobody answered
    walls: int = 0  # answers in a row that were a wall against robots


class Turns:
    """Lets requests start in turn: hosts side by side, requests to one host in a row.

    A request that would come at the wrong time is put off: a FetchError with ``is_deferred``.
    """

    def __init__(self, policy: Policy, hosts: Hosts) -> None:
        """Prepare.

        Args:
            policy: How much patience we have.
            hosts: Which of them asked us to wait.
        """
        self._policy = policy
        self._slots = asyncio.Semaphore(policy.concurrency)
        self._memory = hosts
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def take(self, url: str, *, is_page: bool) -> AsyncIterator[None]:
        """Wait for the turn of an address' host and hold it.

        Who waits for a host takes no slot of others.

        Args:
            url: As ``urls.wire`` returns it.
            is_page: A page or a document; walls often let feeds through.

        Raises:
            FetchError: if the host is not to be asked now; no request may be made.
        """
        host = urls.host_of(url)
        state = self._host(host)
        loop = asyncio.get_running_loop()
        async with state.lock:
            if is_page and state.walls >= self._policy.walls:
                text = f"a wall against robots stood before {state.walls} others: tried again later"
                raise _put_off(url, text)
            await self._admit(url, host, state)
            if max(state.free_at, loop.time()) > state.slow_until:
                raise _put_off(
                    url,
                    f"its robots.txt asks for {state.delay_s:g} s between two requests: "
                    "the rest is read later",
                )
            await asyncio.sleep(max(0.0, state.free_at - loop.time()))
            async with self._slots:
                state.began_at = loop.time()
                state.free_at = state.began_at + max(self._policy.host_gap_s, state.delay_s)
                if state.delay_s > self._policy.queue_s:
                    self._memory.wait(host, state.delay_s)  # longer than a visit: for later ones
                yield

    async def _admit(self, url: str, host: str, state: _Host) -> None:
        """Do nothing if a host may be asked; sleep through a short wait."""
        if state.silent >= self._policy.silent:
            text = f"this host did not answer {state.silent} times in a row: tried again later"
            raise _put_off(url, text, reached=False)
        if state.pauses >= self._policy.pauses:
            text = "the publisher asks for fewer requests and not when to come back: tried later"
            raise _put_off(url, text)
        until = self._memory.waits_until(host)
        if until is None:
            return
        left_s = (until - self._memory.now()).total_seconds()
        if left_s > self._policy.short_wait_s or state.slept_s + left_s > self._policy.slept_s:
            text = f"the publisher asked us to wait until {_hour(until, self._memory.now())}"
            raise _put_off(url, text, retry_after_s=left_s)
        state.slept_s += left_s
        await asyncio.sleep(left_s)

    def slow_down(self, host: str, delay_s: float) -> None:
        """Keep at least this gap between two starts at a host.

        It is kept whole, however long; what does not fit into a visit is put off, and a gap
        longer than a visit holds for the next ones too.
        """
        state = self._host(host)
        state.delay_s = delay_s
        if delay_s <= self._policy.queue_s:
            state.free_at = max(state.free_at, state.began_at + delay_s)
        if delay_s > self._policy.host_gap_s:
            state.slow_until = asyncio.get_running_loop().time() + self._policy.queue_s

    def wait(self, host: str, seconds: float | None) -> None:
        """Leave a host alone for as long as it asks; None: it does not say how long."""
        if seconds is not None:
            self._memory.wait(host, seconds)
        else:
            state = self._host(host)
            state.pauses += 1
            state.free_at = asyncio.get_running_loop().time() + self._policy.pause_s

    def heard(self, host: str, *, is_wall: bool = False) -> None:
        """Note that a host answered something."""
        state = self._host(host)
        state.silent = 0
        state.walls = state.walls + 1 if is_wall else 0

    def silent(self, host: str) -> None:
        """Note that nobody answered: no connection, or not a byte."""
        self._host(host).silent += 1

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host())


def _put_off(
    url: str, text: str, *, reached: bool = True, retry_after_s: float | None = None
) -> FetchError:
    return FetchError(
        url,
        WAITING,
        text,
        TEMPORARY,
        reached=reached,
        retry_after_s=retry_after_s,
        is_deferred=True,
    )


def _hour(until: datetime, now: datetime) -> str:
    """Return a time for people: the next full minute, with its day if it is not today."""
    until += timedelta(seconds=59)
    shape = "%H:%M UTC" if until.date() == now.date() else "%-d %B, %H:%M UTC"
    return f"{until:{shape}}"
