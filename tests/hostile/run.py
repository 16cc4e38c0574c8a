"""One run of the real thing over every hostile case and ten honest publishers."""

import asyncio
import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from flows import poll
from settings import Settings
from tests.hostile import answers, feeds, inside, pages
from tests.hostile.case import FEED, PAGE, TEXT, Case, http, item, page, rss
from tests.hostile.serve import Site, WickedWeb, wicked_web
from tests.hostile.watch import Memory, Names, Watch
from warehouse import store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CASES: tuple[Case, ...] = (*inside.CASES, *answers.CASES, *feeds.CASES, *pages.CASES)
HONEST = 10
NOTICES = 5  # of each honest publisher
BOUNDS = {  # the limits that cost time, lowered: what they stop would pass any limit
    "FETCH_TIMEOUT": "4",
    "READ_TIMEOUT": "2",
    "FEED_CPU": "2",
    "PAGE_CPU": "2",
    "REPORT_CPU": "3",
}
WATCH = Watch()


@dataclass
class Told:
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

    told: dict[str, Told]
    again: dict[str, Told]  # after a second poll, hours later
    honest: list[Told]
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


def go(folder: Path) -> Run:
    """Poll twice and tell."""
    with wicked_web() as web, traps(web) as trapped, names():
        port = trapped[0].url.rsplit(":", 1)[1]
        sites = {case.name: web.site(filled(wicked(case), trapped[0].url, port)) for case in CASES}
        good = [web.site(honest(number)) for number in range(HONEST)]
        settings = settings_for(folder, [*sites.values(), *good])
        took_s = []
        WATCH.is_awake = True
        try:
            with Memory() as memory:
                for hours in (0, 6):
                    began = asyncio.new_event_loop().time()
                    poll.poll_once(settings, NOW + timedelta(hours=hours))
                    took_s.append(asyncio.new_event_loop().time() - began)
                    if not hours:
                        told = tell(settings, sites)
        finally:
            WATCH.is_awake = False
        return Run(
            told=told,
            again=tell(settings, sites),
            honest=list(tell(settings, {site.url: site for site in good}).values()),
            trapped=[path for trap in trapped for path in trap.asked],
            connects=WATCH.connects,
            opened=WATCH.opened,
            peak=memory.peak,
            took_s=took_s,
        )


def filled(paths: dict[str, object], trap: str, port: str) -> dict[str, object]:
    """Put the addresses of the trap into answers."""

    def fill(script: object) -> object:
        if isinstance(script, bytes):
            return put(script, trap, port)
        if callable(script):
            return lambda at: put(script(at), trap, port)
        return script

    return {path: fill(script) for path, script in paths.items()}


def put(answer: bytes, trap: str, port: str) -> bytes:
    if b"{trap}" not in answer:
        return answer
    head, _, body = answer.partition(b"\r\n\r\n")
    head = head.replace(b"{trap}", port.encode())
    body = body.replace(b"{trap}", trap.encode())
    length = str(len(body)).encode()
    lines = [
        b"Content-Length: " + length if line.lower().startswith(b"content-length") else line
        for line in head.split(b"\r\n")
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


@contextlib.contextmanager
def traps(web: WickedWeb) -> Iterator[list[Site]]:
    """Open servers that must never be asked: at a port of their own, and at 80 where we may."""
    made = [web.site({})]
    for host in ("127.0.0.1", "127.8.9.1", "::1"):
        with contextlib.suppress(OSError):  # only root may listen there; or there is no IPv6
            made.append(web.site({}, host, 80))
    yield made


@contextlib.contextmanager
def names() -> Iterator[None]:
    before = asyncio.get_event_loop_policy()
    asyncio.set_event_loop_policy(Names(inside.NAMES))
    try:
        yield
    finally:
        asyncio.set_event_loop_policy(before)


def settings_for(folder: Path, sites: list[Site]) -> Settings:
    """Return an installation that watches these sites, one source each."""
    rows = [
        {
            "id": f"s{number}",
            "name": f"Source {number}",
            "kind": "government",
            "nation": "uk",
            "homepage": site.url,
            "feed": site.url + "/feed",
        }
        for number, site in enumerate(sites)
    ]
    sources = folder / "sources.yaml"
    sources.write_text(yaml.safe_dump(rows), encoding="utf-8")
    return Settings.from_env(
        {
            **{key: value for key, value in os.environ.items() if key[:10] != "PLACEWATCH"},
            "PLACEWATCH_HOME": str(folder / "home"),
            "PLACEWATCH_SOURCES": str(sources),
            "PLACEWATCH_ALLOW_HOSTS": ",".join(site.url[7:] for site in sites),
            "PLACEWATCH_HOST_GAP": "0",
            **{f"PLACEWATCH_{name}": value for name, value in BOUNDS.items()},
        }
    )


def tell(settings: Settings, sites: dict[str, Site]) -> dict[str, Told]:
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
        told[name] = Told(
            said=said,
            feed=feed,
            entries=entries,
            articles=articles,
            reports=[r for r in rows["reports"] if r["url"].startswith(site.url + "/")],
            problems=[
                row["text"]
                for row in rows["problems"]
                if row["about"] in ours or row["about"].startswith(site.url + "/")
            ],
        )
    return told
