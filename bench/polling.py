"""How long a poll takes, and how that grows: invented sources over loopback, with latency.

    python -m bench.polling                 300 sources, then 3,000
    python -m bench.polling --sources 1000  another number

Each source has a host of its own (an address of 127.0.0.0/8), ten entries, an ETag, and answers
after the given latency. First poll: every feed is read and stored, no pages. Second poll, a day
later: every feed is asked in full again and nothing is new. Third, an hour after it: every feed
answers 304. Pages: the first poll again, of the same sources, with the page of each newest entry.
"""

import argparse
import asyncio
import multiprocessing
import resource
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from flows.poll import poll_once
from settings import Settings

ENTRIES = 10
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PARAGRAPH = (
    "The council's new library opens on Monday with a reading room, a workshop and a café. "
    "Its doors stand open until nine in the evening, and on Sundays until noon. "
)


def feed(host: str) -> bytes:
    """Return the feed of a host."""
    items = "".join(
        f"<item><title>Note {n} of {host}</title><link>http://{host}/{n}</link>"
        f"<guid>{host}-{n}</guid><description>{PARAGRAPH}</description>"
        f"<pubDate>{NOW - timedelta(days=n + 1):%a, %d %b %Y %H:%M:%S +0000}</pubDate></item>"
        for n in range(ENTRIES)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{host}</title>'
        f"<link>http://{host}/</link>{items}</channel></rss>"
    ).encode()


def page(host: str, path: str) -> bytes:
    """Return a page of a host, of about 400 words."""
    text = f"<p>{PARAGRAPH}</p>" * 14
    head = f"<title>Note {path} of {host}</title>"
    return f"<html><head>{head}</head><body><article>{text}</article></body></html>".encode()


async def _answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, latency_s: float
) -> None:
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            lines = head.split("\r\n")
            path = lines[0].split(" ")[1]
            fields = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
            await asyncio.sleep(latency_s)
            status, kind, body = "200 OK", "application/rss+xml", b""
            if path == "/robots.txt":
                status = "404 Not Found"
            elif path != "/feed":
                kind, body = "text/html", page(fields["host"], path)
            elif fields.get("if-none-match") == '"one"':
                status = "304 Not Modified"
            else:
                body = feed(fields["host"])
            writer.write(
                f'HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nETag: "one"\r\n'
                f"Content-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def _serve(listening: socket.socket, latency_s: float) -> None:
    async def go() -> None:
        server = await asyncio.start_server(
            lambda reader, writer: _answer(reader, writer, latency_s), sock=listening, backlog=4096
        )
        await server.serve_forever()

    asyncio.run(go())


@contextmanager
def publishers(latency_s: float) -> Iterator[int]:
    """Answer on every address of loopback, in a process of its own; give the port."""
    listening = socket.socket()
    listening.bind(("0.0.0.0", 0))  # all of 127.0.0.0/8
    server = multiprocessing.get_context("fork").Process(
        target=_serve, args=(listening, latency_s), daemon=True
    )
    server.start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        server.kill()
        listening.close()


def installation(home: Path, count: int, port: int, *, pages: int) -> Settings:
    """Return the settings of an installation that watches so many sources."""
    hosts = [f"127.1.{n // 250}.{n % 250 + 1}:{port}" for n in range(count)]
    home.mkdir()
    rows = (
        f"- {{id: s{n}, name: Source {n}, kind: union, nation: uk, "
        f"homepage: 'http://{host}/', feed: 'http://{host}/feed'}}\n"
        for n, host in enumerate(hosts)
    )
    (home / "list.yaml").write_text("".join(rows), encoding="utf-8")
    return Settings.from_env(
        {
            "PLACEWATCH_HOME": str(home),
            "PLACEWATCH_SOURCES": str(home / "list.yaml"),
            "PLACEWATCH_ALLOW_HOSTS": ",".join(hosts),
            "PLACEWATCH_BASELINE_ARTICLES": str(pages),
        }
    )


def measure(count: int, latency_s: float) -> dict[str, float]:
    """Return the seconds of each poll of so many sources, and what they brought."""
    found: dict[str, float] = {"sources": count}
    with publishers(latency_s) as port, tempfile.TemporaryDirectory() as folder:
        settings = installation(Path(folder) / "feeds", count, port, pages=0)
        times = (("first", NOW), ("in full", NOW + timedelta(days=2)), ("304", None))
        at = NOW
        for name, when in times:
            at = when or at + timedelta(days=1, hours=-1)
            began = time.perf_counter()
            polled = poll_once(settings, at, is_by_hand=True)
            found[name] = time.perf_counter() - began
            found[f"{name}: feeds"] = polled.feeds
            found[f"{name}: entries"] = polled.entries
        settings = installation(Path(folder) / "pages", count, port, pages=1)
        began = time.perf_counter()
        polled = poll_once(settings, NOW)
        found["pages"] = time.perf_counter() - began
        found["pages: articles"] = polled.articles
        with duckdb.connect(str(settings.snapshot), read_only=True) as con:
            stored = con.execute("SELECT count(*) FROM articles").fetchone() or (0,)
        found["pages: stored"] = stored[0]
    return found


def main() -> None:
    """Print the figures, and how they grow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, nargs="+", default=[300, 3_000])
    parser.add_argument("--latency", type=float, default=0.05, help="seconds; 0.05")
    given = parser.parse_args()
    rows = [measure(count, given.latency) for count in given.sources]
    for name in rows[0]:
        cells = [
            f"{row[name]:>12,.1f}" if name in TIMES else f"{row[name]:>12,.0f}" for row in rows
        ]
        growth = f"{rows[-1][name] / max(rows[0][name], 1e-9):>8.1f} ×" if len(rows) > 1 else ""
        print(f"{name + (' (s)' if name in TIMES else ''):22}", *cells, growth)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'peak memory (MB)':22} {peak:>12,.0f}", file=sys.stdout)


TIMES = ("first", "in full", "304", "pages")

if __name__ == "__main__":
    main()
