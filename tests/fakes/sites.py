"""Invented publishers' sites for discovery: feeds and pages that hold what real ones hold."""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from extractors.finding import discover
from extractors.finding.discover import Discovery
from extractors.web import fetch
from extractors.workers import Workers

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
TITLES = (
    "Dockers vote for action over pay",
    "Harbour board must think again, says union",
    "Ballot opens for crane drivers at the north quay",
    "Members win back pay after tribunal",
)


def rss(
    site: str, *titles: str, title: str = "Harbour Union", age_days: float = 1, now: datetime = NOW
) -> str:
    """Return a feed whose entries lead to a site; without titles it is empty."""
    items = "".join(
        f"<item><title>{one}</title><link>{site}/news/{number}-a-story</link>"
        f"<guid>{site}/?p={number}</guid><pubDate>{day(age_days + number, now)}</pubDate></item>"
        for number, one in enumerate(titles)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel>'
        f"<title>{title}</title><link>{site}</link>{items}</channel></rss>"
    )


def day(age_days: float, now: datetime = NOW) -> str:
    """Return a date as feeds write it."""
    return format_datetime(now - timedelta(days=age_days))


def page(head: str = "", body: str = "", title: str = "Harbour Union") -> str:
    """Return a homepage."""
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body>{body or '<p>Welcome to the union of all who work in harbours.</p>'}</body></html>"
    )


def alternate(href: str, title: str = "", kind: str = "application/rss+xml") -> str:
    """Return a link to a feed, as the head of a page holds it."""
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


def listing(*titles: str, folder: str = "/news/", dated: bool = True, now: datetime = NOW) -> str:
    """Return a page that lists articles."""
    cards = "".join(
        f'<article><h2><a href="{folder}{title.lower().replace(" ", "-")}">{title}</a></h2>'
        + (f"<time>{(now - timedelta(days=n)):%d %B %Y}</time>" if dated else "")
        + "</article>"
        for n, title in enumerate(titles)
    )
    return page(body=f"<main><h1>News</h1>{cards}</main>", title="News – Harbour Union")


def sitemap(*addresses: str, root: str = "urlset", item: str = "url") -> str:
    """Return a sitemap, or with other names an index of sitemaps."""
    inside = "".join(
        f"<{item}><loc>{one}</loc><lastmod>2026-11-20</lastmod></{item}>" for one in addresses
    )
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    return f'<?xml version="1.0"?><{root} {space}>{inside}</{root}>'


def posts(site: str, *titles: str) -> str:
    """Return posts as WordPress tells them in JSON."""
    return json.dumps(
        [
            {
                "id": number,
                "date_gmt": f"{NOW - timedelta(days=number):%Y-%m-%dT%H:%M:%S}",
                "guid": {"rendered": f"{site}/?p={number}"},
                "link": f"{site}/news/{number}-a-story/",
                "title": {"rendered": one},
                "excerpt": {"rendered": "<p>In short.</p>"},
            }
            for number, one in enumerate(titles)
        ]
    )


def ask(
    workers: Workers, url: str, *hosts: str, taken: Mapping[str, str] | None = None
) -> Discovery:
    """Return what a publisher's site brings; hosts: those of loopback that may be asked."""

    async def go() -> Discovery:
        policy = fetch.Policy(
            user_agent="placewatch/test", now=NOW, allow_hosts=frozenset(hosts), host_gap_s=0
        )
        async with fetch.Web(policy) as web:
            return await discover.discover(web, workers, url, NOW, 1_000_000, taken)

    return asyncio.run(go())
