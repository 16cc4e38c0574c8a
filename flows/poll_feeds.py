"""The first half of a poll: read the feeds that are due, save what they announce."""

import random
from collections.abc import Iterable, Sequence
from datetime import datetime

from extractors import visit_feed
from extractors.batches import batches
from extractors.fetch import Web
from extractors.visit_feed import FeedVisit
from extractors.workers import Workers
from records import Feed, PlacewatchError, Problem, Progress
from settings import Settings
from warehouse import feeds, pace, problems, store

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
        self.has_answer = False

    async def go(self, web: Web, workers: Workers, due: Sequence[Feed]) -> None:
        """Read feeds and save them, once anybody has answered.

        Raises:
            NobodyAnswers: if not one of them could be reached; nothing is held against them.
        """
        visiting = [
            visit_feed.feed(web, workers, feed, self.now, self.settings.feed_bytes) for feed in due
        ]
        self.has_answer = not due  # somebody answered, so our own network works
        unsaved: list[FeedVisit] = []
        async for batch in batches(visiting, len(due), lambda: self.has_answer, REACH_S):
            self.has_answer |= any(visit.reached for visit in batch)
            unsaved += batch
            self.read += len(batch)
            self.failed += sum(visit.kind is not None for visit in batch)
            if self.has_answer:
                self._save(unsaved)
                unsaved = []
            self.progress("feeds", self.read, len(due))
        if not self.has_answer:
            raise NobodyAnswers(
                f"not one of {len(due)} sources could be reached: is this machine online?"
            )

    def _save(self, batch: Iterable[FeedVisit]) -> None:
        """Save visits with what they announced, each feed in the same step as its entries."""
        polls, found = [], []
        for visit in batch:
            failures = pace.failures_after(visit.feed.failures, visit.kind) if visit.kind else 0.0
            polls.append(
                feeds.Poll(
                    feed_id=visit.feed.feed_id,
                    status=visit.word,
                    remark=visit.remark,
                    failures=failures,
                    next_poll_at=pace.next_poll(
                        self.now,
                        failures,
                        visit.kind,
                        visit.retry_after_s,
                        random.random(),  # noqa: S311 - jitter, no secret
                    ),
                    has_body=visit.has_body,
                    etag=visit.etag,
                    last_modified=visit.last_modified,
                    body_digest=visit.body_digest,
                    is_full=visit.is_full,
                    moved_to=visit.moved_to,
                    entries=visit.entries,
                )
            )
            if visit.kind:
                text = f"{visit.word}: {visit.remark}" if visit.remark else visit.word
                found.append(
                    Problem(
                        about=visit.feed.source_id, kind="fetch", text=text, happened_at=self.now
                    )
                )
        with store.open_warehouse(self.settings.warehouse) as con:
            self.entries += len(
                feeds.polled(
                    con,
                    polls,
                    self.now,
                    baseline_articles=self.settings.baseline_articles,
                    ring_baseline=self.alert_baseline,
                )
            )
            problems.add(con, found)
