"""The first half of a poll: read the feeds that are due, save what they announce."""

import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from extractors.batches import batches
from extractors.feeds import visit_feed
from extractors.feeds.visit_feed import FeedVisit
from extractors.web.fetch import Web
from extractors.workers import Workers
from records import Feed, Host, PlacewatchError, Problem, Progress
from settings import Settings
from warehouse import feeds, hosts, pace, problems, store
from warehouse.feeds import Poll

REACH_S = 10.0  # nobody answered for so long: offline. Start and end add 5 to 8 s; 20 are promised


class NobodyAnswers(PlacewatchError):
    """Not one source could be reached: it is our own network that is down."""


class Feeds:
    """The feeds of one poll: asks them side by side and saves them in batches."""

    def __init__(
        self, settings: Settings, now: datetime, progress: Progress, *, alert_baseline: bool
    ) -> None:
        """Prepare.

        Args:
            settings: Of the installation.
            now: The time of the poll.
            progress: Told of feeds as they are done.
            alert_baseline: Treat what a first poll finds as news.
        """
        self.settings = settings
        self.now = now
        self.progress = progress
        self.alert_baseline = alert_baseline
        self.read = 0
        self.failed = 0
        self.entries = 0  # new ones
        self.turned = 0  # feeds that began to fail, to fail otherwise, or to be well again
        self.has_parsed = False  # something was announced, new or not
        self.has_answer = False
        self.began_s = time.monotonic()

    async def go(self, web: Web, workers: Workers, due: Sequence[Feed]) -> None:
        """Read feeds and save them, once anybody has answered.

        Raises:
            NobodyAnswers: if not one of them could be reached; nothing is held against them.
        """
        visiting = [
            visit_feed.feed(web, workers, feed, self.now, self.settings.feed_bytes) for feed in due
        ]
        self.began_s = time.monotonic()
        self.has_answer = not due  # somebody answered, so our own network works
        unsaved: list[FeedVisit] = []
        told = 0
        async for batch in batches(
            visiting, len(due), lambda: self.has_answer or web.is_online, REACH_S
        ):
            self.has_answer |= web.is_online or any(visit.reached for visit in batch)
            self.has_parsed |= any(visit.entries is not None for visit in batch)
            unsaved += batch
            told += len(batch)
            asked = [visit for visit in batch if not visit.is_deferred]
            self.read += len(asked)
            self.failed += sum(visit.kind is not None for visit in asked)
            if self.has_answer:
                self._save(unsaved, web.hosts())
                unsaved = []
            self.progress("feeds", told, len(due))
        if not self.has_answer:
            raise NobodyAnswers(
                f"not one of {len(due)} sources could be reached: is this machine online?"
            )

    def _save(self, batch: Iterable[FeedVisit], asked_of: Iterable[Host]) -> None:
        """Save visits with what they announced, each feed in the same step as its entries.

        A failure is a problem once: when it begins, or when it becomes another.
        """
        now = self.now + timedelta(seconds=time.monotonic() - self.began_s)
        asked = [visit for visit in batch if not visit.is_deferred]
        deferred = [visit for visit in batch if visit.is_deferred]
        with store.open_warehouse(self.settings.warehouse) as con, store.transaction(con):
            hosts.save(con, asked_of)
            feeds.postponed(
                con, {visit.feed.feed_id: self._until(visit, now) for visit in deferred}
            )
            new = feeds.polled(
                con,
                [_poll(visit) for visit in asked],
                now,  # of the answers, not of the beginning: a wait is counted from it
                baseline_articles=self.settings.baseline_articles,
                ring_baseline=self.alert_baseline,
                least_s=self.settings.poll_least_s,
                most_s=self.settings.poll_most_s,
            )
            turned = [visit for visit in asked if visit.word != visit.feed.status]
            problems.add(con, [self._problem(visit) for visit in turned if visit.kind])
        self.entries += len(new)
        self.turned += len(turned)

    def _until(self, visit: FeedVisit, now: datetime) -> datetime:
        """Return when a feed may be asked that was not asked now."""
        wait_s = pace.seconds(visit.retry_after_s, pace.RETRY_AFTER_CAP_S)
        return now + timedelta(seconds=wait_s or self.settings.poll_least_s)

    def _problem(self, visit: FeedVisit) -> Problem:
        text = f"{visit.word}: {visit.remark}" if visit.remark else visit.word
        return Problem(about=visit.feed.source_id, kind="fetch", text=text, happened_at=self.now)


def _poll(visit: FeedVisit) -> Poll:
    """Return what the warehouse is to remember of a visit."""
    before = visit.feed.failures
    same = {
        field.name: getattr(visit, field.name)
        for field in fields(Poll)
        if field.name in FeedVisit.__slots__
    }
    return Poll(
        feed_id=visit.feed.feed_id,
        status=visit.word,
        failures=pace.failures_after(before, visit.kind) if visit.kind else 0.0,
        jitter=random.random(),  # noqa: S311 - no secret
        **same,
    )
