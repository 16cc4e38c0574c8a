"""What does parsing in processes that can be killed cost? Both ways side by side, in one run.

    .venv/bin/python -m bench.workers

Parses invented feeds and pages in a plain process pool, which nobody can kill and nothing limits,
and through Workers with as many processes, round by round in turn; prints the ratio of each round
and the median of all.
"""

import asyncio
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context

from extractors import tasks
from extractors.workers import Workers
from records import STANDARD

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://example.org/feed"
FEEDS, PAGES, ENTRIES = 40, 80, 20  # of a round; one feed to two pages, as a poll has them
PROCESSES = 2
ROUNDS = 7
SENTENCE = (
    "The district plans its services with its neighbours, and asks residents what they need. "
)


def feed(number: int) -> bytes:
    """Return a feed of the usual length."""
    items = "".join(
        f"<item><title>Notice {n} of district {number}</title><link>https://example.org/{n}</link>"
        f"<guid>{n}</guid><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>"
        f"<description>{SENTENCE * 4}</description></item>"
        for n in range(ENTRIES)
    )
    return f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


def page(number: int) -> bytes:
    """Return a page of the usual length: menus, an article, boxes; 30 KB."""
    menu = "".join(f"<li><a href='/menu/{n}'>Section {n}</a></li>" for n in range(60))
    text = "".join(f"<p>{SENTENCE * 3} That is point {n}.</p>" for n in range(40))
    return (
        f"<html><head><title>Notice {number}</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<main><article><h1>Notice {number}</h1><p>20 November 2026</p>{text}</article></main>"
        f"<aside><ul>{menu}</ul></aside></body></html>"
    ).encode()


BODIES = [("feed", feed(number)) for number in range(FEEDS)] + [
    ("page", page(number)) for number in range(PAGES)
]


def parse(kind: str, body: bytes) -> object:
    """Parse one body, as a worker does it."""
    if kind == "feed":
        return tasks.parse_feed("feed", body, URL, "", None, NOW, STANDARD)
    return tasks.extract_page(body, URL, "text/html", NOW, None, STANDARD)


def plainly(pool: ProcessPoolExecutor) -> float:
    """Parse all in plain processes; return the seconds."""
    start = time.perf_counter()
    list(pool.map(parse, *zip(*BODIES, strict=True)))
    return time.perf_counter() - start


async def guarded(workers: Workers) -> float:
    """Parse all through Workers; return the seconds."""

    async def one(kind: str, body: bytes) -> object:
        if kind == "feed":
            return await workers.parse_feed(body, URL, "", NOW)
        return await workers.extract_page(body, URL, "text/html", NOW)

    start = time.perf_counter()
    await asyncio.gather(*(one(kind, body) for kind, body in BODIES))
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    pool = ProcessPoolExecutor(
        PROCESSES, mp_context=get_context("forkserver"), initializer=tasks.warm
    )
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    ratios = []
    with pool, Workers(count=PROCESSES) as workers:
        plainly(pool)  # both warm
        asyncio.run(guarded(workers))
        for number in range(rounds):
            if number % 2:  # whoever goes first changes, so that a busy machine hurts both
                second, first = asyncio.run(guarded(workers)), plainly(pool)
            else:
                first, second = plainly(pool), asyncio.run(guarded(workers))
            ratios.append(second / first)
            print(
                f"round {number + 1}: plain {first:.2f} s, Workers {second:.2f} s, "
                f"ratio {ratios[-1]:.3f}"
            )
    print(
        f"{FEEDS} feeds and {PAGES} pages, {PROCESSES} processes: Workers take "
        f"{statistics.median(ratios):.3f} times as long (median of {rounds} rounds)"
    )


if __name__ == "__main__":
    main()
