"""One run of the real thing over every hostile case and ten honest publishers."""

import asyncio
import contextlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from flows import poll
from settings import Settings
from tests.hostile import answers, entries, feeds, inside, pages
from tests.hostile.case import FEED, PAGE, TEXT, Case, http, item, page, rss
from tests.hostile.serve import Site, Told, WickedWeb, listening
from tests.hostile.watch import Memory, Names, Watch
from warehouse import store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CASES: tuple[Case, ...] = (
    *inside.CASES,
    *answers.CASES,
    *feeds.CASES,
    *entries.CASES,
    *pages.CASES,
)
HONEST = 10
SERVERS = 3  # processes; bodies are made when they are asked for, which takes time
NOTICES = 5  # of each honest publisher
BOUNDS = {  # the limits that cost time, lowered: what they stop would pass any limit
    "FETCH_TIMEOUT": "12",
    "READ_TIMEOUT": "2",
    "FEED_CPU": "4",
    "PAGE_CPU": "2",
    "REPORT_CPU": "3",
}
AGAIN = ("ids that change at every fetch", "author that keeps regular expressions busy")
WATCH = Watch()


@dataclass
class Outcome:
    """What the warehouse says of one case."""

    said: str  # status and remark of the feed; or of a page or report why it could not be read
    feed: dict[str, Any]
    entries: list[dict[str, Any]]
    articles: list[dict[str, Any]]
    reports: list[dict[str, Any]]
    problems: list[str]


@dataclass
class Run:
    """What came of it all."""

    told: dict[str, Outcome]
    again: dict[str, Outcome]  # after a second poll, two days later
    honest: list[Outcome]
    trapped: list[str]
    connects: list[tuple[str, int]]
    opened: list[str]
    peak: int  # bytes
    took_s: list[float]


def honest(number: int) -> dict[str, object]:
    """Return an honest publisher's paths."""
    items = [item(n, f"Notice {n} of district {number}", f"{{at}}/{n}") for n in range(NOTICES)]
    return {
        "/feed": lambda at: http(rss(*items).replace("{at}", at)),
        **{
            f"/{n}": http(page(f"<p>{TEXT}</p><p>District {number}, notice {n}.</p>"), "text/html")
            for n in range(NOTICES)
        },
    }


def wicked(case: Case) -> dict[str, object]:
    """Return the paths of a case's publisher."""
    if case.on == FEED:
        own: dict[str, object] = {"/feed": case.serve, "/page": http(page(), "text/html")}
    else:
        name = "/page" if case.on == PAGE else "/report.pdf"
        own = {
            "/feed": lambda at: http(rss(item(link=at + name))),
            name: case.serve,
        }
    return {**own, **case.paths}


def go(folder: Path, cases: tuple[Case, ...] = CASES) -> Run:
    """Poll twice and tell."""
    honest_web, loud = WickedWeb(), WickedWeb()  # the loud ones keep a processor busy
    others = [WickedWeb() for _ in range(SERVERS)]
    trap = traps(honest_web)
    sites = {
        case.name: (loud if isinstance(case.serve, Told) else others[number % SERVERS]).site(
            filled(wicked(case), trap.url)
        )
        for number, case in enumerate(cases)
    }
    good = [honest_web.site(honest(number)) for number in range(HONEST)]
    settings = settings_for(folder, [*sites.values(), *good])
    watch_only(settings, [*sites.values(), *good])
    took_s = []
    with contextlib.ExitStack() as stack:
        servers = {stack.enter_context(listening(web)) for web in (honest_web, loud, *others)}
        stack.enter_context(names())
        stack.enter_context(WATCH)
        memory = stack.enter_context(Memory(besides=servers))
        began_s = time.monotonic()
        poll.poll_once(settings, NOW)
        took_s.append(time.monotonic() - began_s)
        told = tell(settings, sites)
        some = [*(sites[name] for name in AGAIN if name in sites), *good]
        watch_only(settings, some)
        poll.poll_once(settings, NOW + timedelta(hours=49))
        took_s.append(time.monotonic() - began_s)
        trapped = []
        while not honest_web.asked.empty():
            trapped.append(honest_web.asked.get())
    return Run(
        told=told,
        again=tell(settings, sites),
        honest=list(tell(settings, {site.url: site for site in good}).values()),
        trapped=trapped,
        connects=WATCH.connects,
        opened=WATCH.opened,
        peak=memory.peak,
        took_s=took_s,
    )


def filled(paths: dict[str, object], trap: str) -> dict[str, object]:
    """Put the address of the trap into answers."""

    def fill(script: object) -> object:
        if isinstance(script, bytes):
            return put(script, trap)
        if callable(script):
            return lambda at: put(script(at), trap)
        return script

    return {path: fill(script) for path, script in paths.items()}


def put(answer: bytes, trap: str) -> bytes:
    if b"{trap}" not in answer and b"{port}" not in answer:
        return answer
    port = trap.rsplit(":", 1)[1]
    head, _, body = answer.partition(b"\r\n\r\n")
    head = head.replace(b"{port}", port.encode())
    body = body.replace(b"{trap}", trap.encode()).replace(b"{port}", port.encode())
    length = f"Content-Length: {len(body)}".encode()
    head = re.sub(rb"(?i)content-length: \d+", length, head)
    return head + b"\r\n\r\n" + body


def traps(web: WickedWeb) -> Site:
    """Open servers that must never be asked: at port 80 where we may, and at one of its own."""
    for host in ("127.0.0.1", "127.8.9.1", "::1"):
        with contextlib.suppress(OSError):  # only root may listen there; or there is no IPv6
            web.trap(host, 80)
    return web.trap()


@contextlib.contextmanager
def names() -> Iterator[None]:
    before = asyncio.get_event_loop_policy()
    asyncio.set_event_loop_policy(Names(inside.NAMES))
    try:
        yield
    finally:
        asyncio.set_event_loop_policy(before)


def watch_only(settings: Settings, sites: list[Site]) -> None:
    """Write the list of sources: one a site."""
    rows = [
        {
            "id": "s" + site.url.rsplit(":", 1)[1],
            "name": f"Source {number}",
            "kind": "government",
            "nation": "uk",
            "homepage": site.url,
            "feed": site.url + "/feed",
        }
        for number, site in enumerate(sites)
    ]
    settings.sources.write_text(yaml.safe_dump(rows), encoding="utf-8")


def settings_for(folder: Path, sites: list[Site]) -> Settings:
    """Return an installation that may ask these sites."""
    return Settings.from_env(
        {
            "PLACEWATCH_HOME": str(folder / "home"),
            "PLACEWATCH_SOURCES": str(folder / "sources.yaml"),
            "PLACEWATCH_ALLOW_HOSTS": ",".join(site.url[7:] for site in sites),
            "PLACEWATCH_HOST_GAP": "0",
            **{f"PLACEWATCH_{name}": value for name, value in BOUNDS.items()},
        }
    )


def tell(settings: Settings, sites: dict[str, Site]) -> dict[str, Outcome]:
    """Return what the warehouse says of each site."""
    with store.open_warehouse(settings.warehouse, read_only=True) as con:
        rows = {
            table: store.read(con, f"FROM store.{table}")
            for table in ("feeds", "entries", "articles", "article_versions", "reports", "problems")
        }
    texts = {(row["article_id"], row["digest"]): row for row in rows["article_versions"]}
    told = {}
    for name, site in sites.items():
        (feed,) = (row for row in rows["feeds"] if row["url"] == site.url + "/feed")
        mine = feed["source_id"]
        entries = [row for row in rows["entries"] if row["source_id"] == mine]
        articles = [
            {**row, **texts[row["article_id"], row["digest"]]}
            for row in rows["articles"]
            if row["source_id"] == mine
        ]
        said = "; ".join(
            str(part)
            for part in (
                feed["status"],
                feed["remark"],
                *(entry["reason"] for entry in entries[:20]),
            )
            if part
        )
        ours = {mine, *(entry["url"] for entry in entries)}
        told[name] = Outcome(
            said=said,
            feed=feed,
            entries=entries,
            articles=articles,
            reports=[r for r in rows["reports"] if r["url"].startswith(site.url + "/")],
            problems=[
                row["text"]
                for row in rows["problems"]
                if row["kind"] != "silence"  # of a feed that is well, and says nothing
                and (row["about"] in ours or row["about"].startswith(site.url + "/"))
            ],
        )
    return told
