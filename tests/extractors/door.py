"""A visit to loopback publishers through the real door, and what it gave."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from extractors.web.fetch import FetchError, Policy, Response, Web
from records import Host
from tests.fakes.web import FakeWeb

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


def visit(
    go: Callable[[Web], Awaitable[Any]],
    *publishers: FakeWeb,
    hosts: Iterable[Host] = (),
    **how: Any,
) -> Any:
    """Open the door towards these publishers and return what ``go(door)`` does."""
    allowed = frozenset(publisher.host for publisher in publishers)
    usual = {"user_agent": "Placewatch/0.1", "now": NOW, "host_gap_s": 0.0, "allow_hosts": allowed}

    async def inside() -> Any:
        async with Web(Policy(**usual | how), hosts) as door:
            return await go(door)

    return asyncio.run(inside())


def get(
    url: str,
    *publishers: FakeWeb,
    hosts: Iterable[Host] = (),
    etag: str | None = None,
    **how: Any,
) -> Response:
    """Fetch one address in a visit of its own."""
    return visit(
        lambda door: door.get(url, limit_bytes=50_000, etag=etag), *publishers, hosts=hosts, **how
    )


def fault(url: str, *publishers: FakeWeb, hosts: Iterable[Host] = (), **how: Any) -> FetchError:
    """Return why an address gave nothing."""
    with pytest.raises(FetchError) as caught:
        get(url, *publishers, hosts=hosts, **how)
    return caught.value


def in_a_row(*urls: str, **how: Any) -> Callable[[Web], Awaitable[list[Any]]]:
    """Ask addresses one after another; of each, its body or its fault."""

    async def go(door: Web) -> list[Any]:
        found: list[Any] = []
        for url in urls:
            try:
                found.append((await door.get(url, limit_bytes=50_000, **how)).body)
            except FetchError as fault:
                found.append(fault)
        return found

    return go


def learnt(*urls: str, **how: Any) -> Callable[[Web], Awaitable[tuple[Host, ...]]]:
    """Ask addresses and return what the visit learnt of hosts."""

    async def go(door: Web) -> tuple[Host, ...]:
        for url in urls:
            with suppress(FetchError):
                await door.get(url, limit_bytes=50_000, **how)
        return door.hosts()

    return go
