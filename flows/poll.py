"""Poll what is due: feeds first, then the pages and reports behind what is new."""

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from prefect import flow
from prefect.events import emit_event

from extractors import fetch, sources
from extractors.workers import Workers
from flows.poll_feeds import Feeds
from flows.poll_feeds import NobodyAnswers as NobodyAnswers
from flows.poll_pages import Pages
from records import Feed, Progress, no_progress
from settings import Settings
from themes import reading
from themes.reading import Know
from warehouse import feeds, publish, runs, store
from warehouse.turn import turn

BY_HAND_AFTER = timedelta(minutes=15)  # no publisher is asked more often; as feed readers do
STORED = "placewatch.articles.stored"


@dataclass(slots=True)
class Polled:
    """What polling brought; for people and for the run's counts."""

    feeds: int = 0
    failed: int = 0  # feeds
    entries: int = 0  # new ones
    articles: int = 0  # new ones, or changed
    reports: int = 0  # that could be read
    unread: int = 0  # pages that gave no text this time

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
    warehouse only between the network calls, never during one.

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
    watched = {source.source_id: source for source in sources.load(settings.sources)}
    feed_half = Feeds(settings, now, progress, alert_baseline=alert_baseline)
    page_half = Pages(settings, now, progress, watched, know)
    with turn(settings.home, "poll"):
        with store.open_warehouse(settings.warehouse) as con:
            feeds.sync(con, watched.values(), now)
            due = feeds.due(
                con,
                now,
                read_before=now - BY_HAND_AFTER if is_by_hand else None,
                hosts=settings.allow_hosts if is_by_hand else (),
            )
            run_id = runs.start(con, "poll", now)
        began_s = time.monotonic()
        try:
            asyncio.run(_go(settings, now, due, feed_half, page_half))
        finally:
            polled = _sum(feed_half, page_half)
            ended_at = now + timedelta(seconds=time.monotonic() - began_s)
            with store.open_warehouse(settings.warehouse) as con:
                runs.finish(con, run_id, polled.counts(), ended_at)
                publish.publish(con, settings.snapshot)
    return polled


async def _go(
    settings: Settings, now: datetime, due: Sequence[Feed], feed_half: Feeds, page_half: Pages
) -> None:
    """Read the feeds, then the pages."""
    policy = fetch.Policy(
        user_agent=settings.user_agent,
        now=now,
        allow_hosts=settings.allow_hosts,
        host_gap_s=settings.host_gap_s,
        timeout_s=settings.fetch_timeout_s,
    )
    async with fetch.Web(policy) as web:
        with Workers(bounds=settings.bounds) as workers:
            web.ready = workers.room
            await feed_half.go(web, workers, due)
            await page_half.go(web, workers)


def _sum(feed_half: Feeds, page_half: Pages) -> Polled:
    return Polled(
        feeds=feed_half.read,
        failed=feed_half.failed,
        entries=feed_half.entries,
        articles=page_half.articles,
        reports=page_half.reports,
        unread=page_half.unread,
    )


@flow(name="poll")
def poll() -> dict[str, int]:
    """Poll once; wake classify if there is anything to classify."""
    settings = Settings.from_env(os.environ)
    polled = poll_once(settings, datetime.now(UTC))
    if polled.articles:
        emit_event(
            STORED,
            resource={"prefect.resource.id": "placewatch.warehouse"},
            payload={"articles": polled.articles},
        )
    return polled.counts()
