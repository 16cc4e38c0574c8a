"""Poll what is due: feeds first, then the pages and reports behind what is new."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from extractors import sources
from extractors.web import fetch, urls
from extractors.workers import Workers
from flows.poll_feeds import Feeds
from flows.poll_feeds import NobodyAnswers as NobodyAnswers
from flows.poll_pages import Pages
from flows.poll_policy import policy
from records import Feed, Progress, no_progress
from settings import Settings
from themes import reading
from themes.reading import Know
from warehouse import (
    claims,
    entries,
    feeds,
    health,
    hosts,
    publish,
    reports,
    runs,
    search_index,
    store,
)
from warehouse.claims import Claims
from warehouse.turn import turn

HOSTS_KEPT = timedelta(days=60)  # guess: twice as long as a remembered robots.txt may be used
BY_HAND_AFTER = timedelta(minutes=15)  # no publisher is asked more often; as feed readers do
LOOKED = "looked"  # file in HOME: when the clock looked last, whether or not anything was due
NO_CHANGES = feeds.Changes(added=(), changed=(), removed=())


@dataclass(slots=True)
class Polled:
    """What polling brought; for people and for the run's counts."""

    feeds: int = 0
    failed: int = 0  # feeds
    entries: int = 0  # new ones
    articles: int = 0  # new ones, or changed
    reports: int = 0  # that could be read
    unread: int = 0  # pages that gave no text this time
    turned: int = 0  # feeds that began to fail, to fail otherwise, or to be well again

    def counts(self) -> dict[str, int]:
        """Return the figures by name."""
        return {name: getattr(self, name) for name in self.__slots__}


def poll_once(
    settings: Settings,
    now: datetime,
    *,
    progress: Progress = no_progress,
    alert_baseline: bool = False,
    is_by_hand: bool = False,
    know: Know = reading.know,
) -> Polled:
    """Read the feeds that are due and store what is new.

        feeds.due | read feed | feeds.polled | entries.pending | read page | match | read
        reports | articles.add_articles

    Safe to stop and repeat at any point: work is taken from the warehouse. Holds the
    warehouse only between the network calls, never during one. Where nothing is due it
    leaves no run, only its time in HOME/looked; the copy for readers is made anew when
    there is something new in it, or a person waits.

    Args:
        settings: Of the installation.
        now: The time of the poll.
        progress: Told of feeds and articles as they are done.
        alert_baseline: Treat what a first poll finds as news.
        is_by_hand: A person waits: also ask feeds that went well BY_HAND_AFTER ago, and
            always those of hosts that the settings open.
        know: Reads the seeds, once a page needs them.

    Raises:
        NobodyAnswers: if not one of the feeds that are due could be reached; nothing is
            held against them.
    """
    listed = sources.load(settings.sources, settings.own_sources)
    watched = {source.source_id: source for source in listed}
    feed_half = Feeds(settings, now, progress, alert_baseline=alert_baseline)
    page_half = Pages(settings, now, progress, watched, know)
    with turn(settings.home, "poll"), claims.claims(settings.warehouse) as mine:
        with store.open_warehouse(settings.warehouse) as con:
            changes = feeds.sync(con, watched.values(), now)
            due = feeds.due(
                con,
                now,
                read_before=now - BY_HAND_AFTER if is_by_hand else None,
                hosts=settings.allow_hosts if is_by_hand else (),
            )
            free = mine.take(_host(feed) for feed in due)  # others ask the rest now
            due = tuple(feed for feed in due if _host(feed) in free)
            has_pages = entries.is_waiting(con, now) or reports.is_waiting(con, now)
            is_needed = has_pages or bool(due)
            run_id = runs.start(con, "poll", now) if is_needed else None
            web = fetch.Web(policy(settings, now), hosts.load(con))
        (settings.home / LOOKED).write_text(f"{now.isoformat()}\n", encoding="ascii")
        began_s = time.monotonic()
        try:
            if is_needed:
                asyncio.run(
                    _go(settings, web, due, feed_half, page_half, mine, has_pages=has_pages)
                )
        finally:
            polled = _sum(feed_half, page_half)
            ended_at = now + timedelta(seconds=time.monotonic() - began_s)
            is_news = changes != NO_CHANGES or any(
                (polled.entries, polled.articles, polled.reports, polled.unread, polled.turned)
            )
            is_shown = is_by_hand or is_news or not store.is_there(settings.snapshot)
            if run_id or is_shown:
                with store.open_warehouse(settings.warehouse) as con:
                    if run_id:
                        hosts.save(con, web.hosts())
                        hosts.forget(con, now - HOSTS_KEPT)
                        runs.finish(con, run_id, polled.counts(), ended_at)
                        is_shown |= bool(health.watch(con, now))
                    if is_shown:
                        publish.publish(con, settings.snapshot)
    if is_by_hand or polled.articles + polled.reports >= search_index.FEW:  # the night has the rest
        search_index.refresh(settings.snapshot, settings.public, least=search_index.FEW)
    return polled


async def _go(
    settings: Settings,
    web: fetch.Web,
    due: Sequence[Feed],
    feed_half: Feeds,
    page_half: Pages,
    mine: Claims,
    *,
    has_pages: bool,
) -> None:
    """Read the feeds, then the pages, if any waited or a feed said something."""
    async with web:
        with Workers(bounds=settings.bounds) as workers:
            web.ready = workers.room
            await feed_half.go(web, workers, due)
            if has_pages or feed_half.has_parsed:
                await page_half.go(web, workers, mine)


def _host(feed: Feed) -> str:
    return urls.host_of(feed.url)


def _sum(feed_half: Feeds, page_half: Pages) -> Polled:
    return Polled(
        feeds=feed_half.read,
        failed=feed_half.failed,
        entries=feed_half.entries,
        articles=page_half.articles,
        reports=page_half.reports,
        unread=page_half.unread,
        turned=feed_half.turned,
    )
