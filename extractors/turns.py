"""Manners towards publishers: one request a host at a time, with a pause between starts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from extractors import urls
from extractors.answers import TEMPORARY, FetchError
from extractors.hosts import Hosts

WAITING = "waiting"  # the word of a request that was put off, not made
SHORT_WAIT_S = 10.0  # a wait that a visit sleeps through; guess
MOST_SLEPT_S = 30.0  # of such waits at one host in one visit; guess
PAUSE_S = 60.0  # after "too many requests" without a word of when to come back; guess
MOST_SILENT = 3  # requests in a row that nobody answered, then the host is left alone; guess
QUEUE_S = 300.0  # a Crawl-delay may stretch a visit to one host so far; guess: one sweep


@dataclass(slots=True)
class _Host:
    """One host in this visit; times by the loop's clock."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0  # the next start
    delay_s: float = 0.0  # the gap that its robots.txt asks for
    slow_until: float = 0.0  # starts later than this are put off; used with a delay_s
    paused_until: float = 0.0  # it asked for fewer requests, and not when to come back
    slept_s: float = 0.0
    silent: int = 0  # requests in a row that nobody answered


class Turns:
    """Lets requests start in turn: hosts side by side, requests to one host in a row.

    A request that would come at the wrong time is put off: a FetchError with ``is_deferred``.
    """

    def __init__(self, hosts_at_once: int, hosts: Hosts) -> None:
        """Prepare.

        Args:
            hosts_at_once: How many hosts are asked side by side.
            hosts: Which of them asked us to wait.
        """
        self._slots = asyncio.Semaphore(hosts_at_once)
        self._memory = hosts
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def take(self, url: str, gap_s: float) -> AsyncIterator[None]:
        """Wait for the turn of an address' host and hold it.

        Who waits for a host takes no slot of others.

        Args:
            url: As ``urls.wire`` returns it.
            gap_s: Between two starts at one host; its robots.txt may ask for more.

        Raises:
            FetchError: if the host is not to be asked now; no request may be made.
        """
        host = urls.host_of(url)
        state = self._host(host)
        loop = asyncio.get_running_loop()
        async with state.lock:
            await self._admit(url, host, state)
            if state.delay_s > gap_s and max(state.free_at, loop.time()) > state.slow_until:
                raise _put_off(
                    url,
                    f"its robots.txt asks for {state.delay_s:g} s between two requests: "
                    "the rest is read later",
                )
            await asyncio.sleep(max(0.0, state.free_at - loop.time()))
            async with self._slots:
                state.free_at = loop.time() + max(gap_s, state.delay_s)
                yield

    async def _admit(self, url: str, host: str, state: _Host) -> None:
        """Do nothing if a host may be asked; sleep through a short wait."""
        if state.silent >= MOST_SILENT:
            text = "this host did not answer three times in a row: tried again later"
            raise _put_off(url, text, reached=False)
        if asyncio.get_running_loop().time() < state.paused_until:
            text = "the publisher asks for fewer requests and not when to come back: tried later"
            raise _put_off(url, text)
        until = self._memory.waits_until(host)
        if until is None:
            return
        left_s = (until - self._memory.now()).total_seconds()
        if left_s > SHORT_WAIT_S or state.slept_s + left_s > MOST_SLEPT_S:
            text = f"the publisher asked us to wait until {_hour(until, self._memory.now())}"
            raise _put_off(url, text, retry_after_s=left_s)
        state.slept_s += left_s
        await asyncio.sleep(left_s)

    def slow_down(self, host: str, delay_s: float) -> None:
        """Keep at least this gap between two starts at a host.

        It is kept whole, however long; what does not fit into QUEUE_S is put off.
        """
        state = self._host(host)
        state.delay_s = delay_s
        state.slow_until = asyncio.get_running_loop().time() + QUEUE_S

    def wait(self, host: str, seconds: float | None) -> None:
        """Leave a host alone for as long as it asks; None: it does not say how long."""
        if seconds is not None:
            self._memory.wait(host, seconds)
        else:
            self._host(host).paused_until = asyncio.get_running_loop().time() + PAUSE_S

    def heard(self, host: str) -> None:
        """Note that a host answered something."""
        self._host(host).silent = 0

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
    """Return a time for people, rounded up to the minute, with its day if it is not today."""
    until += timedelta(minutes=1) - timedelta(microseconds=1)
    shape = "%H:%M UTC" if until.date() == now.date() else "%-d %B, %H:%M UTC"
    return f"{until:{shape}}"
