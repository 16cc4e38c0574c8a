"""Manners towards publishers: one request a host at a time, with a pause between starts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

MOST_GAP_S = 30.0  # cap on a Crawl-delay, so that one host cannot hold a run for hours; guess


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0  # by the loop's clock
    gap_s: float = 0.0  # what its robots.txt asks for


class Turns:
    """Lets requests start in turn: hosts side by side, requests to one host in a row."""

    def __init__(self, hosts_at_once: int) -> None:
        self._slots = asyncio.Semaphore(hosts_at_once)
        self._hosts: dict[str, _Host] = {}

    def slow_down(self, host: str, gap_s: float) -> None:
        """Keep at least this gap between two starts at a host, up to MOST_GAP_S."""
        self._host(host).gap_s = min(gap_s, MOST_GAP_S)

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host())

    @asynccontextmanager
    async def take(self, host: str, gap_s: float) -> AsyncIterator[None]:
        """Wait for this host's turn and hold it; who waits for a host takes no slot of others."""
        state = self._host(host)
        loop = asyncio.get_running_loop()
        async with state.lock:
            await asyncio.sleep(max(0.0, state.free_at - loop.time()))
            async with self._slots:
                state.free_at = loop.time() + max(gap_s, state.gap_s)
                yield
