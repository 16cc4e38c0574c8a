"""Poll what is due: feeds first, then the pages and reports behind what is new."""

import asyncio
import os
import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from prefect import flow
from prefect.events import emit_event

from extractors import fetch, sources, urls, visits
from extractors.batches import batches
from extractors.visits import FeedVisit, PageVisit
from extractors.workers import Workers
from records import (
    Article,
    Document,
    Entry,
    Feed,
    PlacewatchError,
    Problem,
    Progress,
    identify,
    no_progress,
)
from settings import Settings
from themes import match, reading
from themes.reading import Know
from warehouse import articles, entries, feeds, pace, problems, publish, reports, runs, store
from warehouse.turn import turn

REACH_S = 10.0  # nobody answered for so long: offline. Start and end add 5 to 8 s; 20 are promised
BY_HAND_AFTER = timedelta(minutes=15)  # no publisher is asked more often; as feed readers do
PAGES_A_RUN = 2_000  # guess: half an hour of work; the next run takes the rest
PAGES_AT_ONCE = 64  # guess: 32 hosts are visited at a time, so none waits for work
REPORTS_AN_ARTICLE = 3  # guess
STORED = "placewatch.articles.stored"


class NobodyAnswers(PlacewatchError):
    """Not one source could be reached: it is our own network that is down."""


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
    watched = sources.load(settings.sources)
    kinds = {source.source_id: source.kind for source in watched}
    job = _Job(settings, now, progress, alert_baseline, kinds, know)
    with turn(settings.home, "poll"):
        with store.open_warehouse(settings.warehouse) as con:
            feeds.sync(con, watched, now)
            due = feeds.due(
                con,
                now,
                read_before=now - BY_HAND_AFTER if is_by_hand else None,
                hosts=settings.allow_hosts if is_by_hand else (),
            )
            run_id = runs.start(con, "poll", now)
        began_s = time.monotonic()
        try:
            asyncio.run(job.go(due))
        finally:
            ended_at = now + timedelta(seconds=time.monotonic() - began_s)
            with store.open_warehouse(settings.warehouse) as con:
                runs.finish(con, run_id, job.polled.counts(), ended_at)
                publish.publish(con, settings.snapshot)
    return job.polled


class _Job:
    """One poll while it lasts: asks the visits, saves what they bring."""

    def __init__(
        self,
        settings: Settings,
        now: datetime,
        progress: Progress,
        alert_baseline: bool,
        kinds: dict[str, str],
        know: Know,
    ) -> None:
        self.settings = settings
        self.now = now
        self.progress = progress
        self.alert_baseline = alert_baseline
        self.kinds = kinds  # of the sources, by id
        self.know = know
        self.knowledge: reading.Knowledge | None = None  # read with the first page
        self.polled = Polled()
        self.has_answer = False  # somebody answered, so our own network works
        self.policy = fetch.Policy(
            user_agent=settings.user_agent,
            now=now,
            allow_hosts=settings.allow_hosts,
            host_gap_s=settings.host_gap_s,
            timeout_s=settings.fetch_timeout_s,
        )

    async def go(self, due: Sequence[Feed]) -> None:
        """Read the feeds, then the pages."""
        async with fetch.Web(self.policy) as self.web:
            with Workers() as self.workers:
                await self.read_feeds(due)
                await self.read_pages()

    async def read_feeds(self, due: Sequence[Feed]) -> None:
        """Read feeds and save them in batches, once anybody has answered."""
        visiting = [
            visits.feed(self.web, self.workers, feed, self.now, self.settings.feed_bytes)
            for feed in due
        ]
        self.has_answer = not due
        unsaved: list[FeedVisit] = []
        async for batch in batches(visiting, len(due), lambda: self.has_answer, REACH_S):
            self.has_answer |= any(visit.reached for visit in batch)
            unsaved += batch
            self.polled.feeds += len(batch)
            self.polled.failed += sum(visit.kind is not None for visit in batch)
            if self.has_answer:
                self.save_feeds(unsaved)
                unsaved = []
            self.progress("feeds", self.polled.feeds, len(due))
        if not self.has_answer:
            raise NobodyAnswers(
                f"not one of {len(due)} sources could be reached: is this machine online?"
            )

    def save_feeds(self, batch: Iterable[FeedVisit]) -> None:
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
                found.append(self.problem(visit.feed.source_id, "fetch", visit.word, visit.remark))
        with store.open_warehouse(self.settings.warehouse) as con:
            self.polled.entries += len(
                feeds.polled(
                    con,
                    polls,
                    self.now,
                    baseline_articles=self.settings.baseline_articles,
                    ring_baseline=self.alert_baseline,
                )
            )
            problems.add(con, found)

    async def read_pages(self) -> None:
        """Read the pages of entries that wait for it, and the reports they link to."""
        with store.open_warehouse(self.settings.warehouse) as con:
            waiting = entries.pending(con, self.now, PAGES_A_RUN)
            known = entries.settle_known(
                con,
                {e.entry_id: identify("article", urls.article_key(e.url)) for e in waiting},
            )
        todo = [entry for entry in waiting if entry.entry_id not in known]
        done = 0
        visiting = [self.read_page(entry) for entry in todo]
        async for batch in batches(visiting, PAGES_AT_ONCE):
            self.save_pages(batch)
            done += len(batch)
            self.progress("articles", done, len(todo))

    async def read_page(self, entry: Entry) -> PageVisit:
        """Read one page and, if it is on a theme, the reports it links to."""
        limits = (self.settings.page_bytes, self.settings.report_bytes)
        visit = await visits.page(self.web, self.workers, entry, self.now, *limits)
        if visit.article is None or not self.is_on_theme(visit.article):
            return visit
        found = [
            await visits.report(self.web, self.workers, visit.article, link, limits[1])
            for link in visits.report_links(visit.article, REPORTS_AN_ARTICLE)
        ]
        return replace(visit, reports=(*visit.reports, *found))

    def is_on_theme(self, article: Article) -> bool:
        """Return whether a theme applies, so that its reports are worth reading."""
        document = Document(
            document_id=article.article_id,
            kind="article",
            title=article.title,
            text=article.text,
            source_kind=self.kinds.get(article.source_id, ""),
            published_at=article.published_at,
        )
        if self.knowledge is None:
            self.knowledge = self.know(self.settings.seeds)
        return match.match(document, self.knowledge.ruleset).is_relevant

    def save_pages(self, batch: Sequence[PageVisit]) -> None:
        """Save pages with their reports in one step, and what could not be read."""
        read = [visit.article for visit in batch if visit.article]
        documents = [report for visit in batch for report in visit.reports]
        failed = [visit for visit in batch if visit.word != visits.FINE]
        found = [
            self.problem(report.url, "report", report.problem, None)
            for report in documents
            if report.problem
        ]
        with store.open_warehouse(self.settings.warehouse) as con, store.transaction(con):
            self.polled.articles += len(articles.add_articles(con, read, self.now))
            self.polled.reports += len(reports.add_reports(con, documents, self.now))
            for visit in failed:
                reason = f"{visit.word}: {visit.remark}" if visit.remark else visit.word
                if entries.unread_entry(
                    con, visit.entry.entry_id, reason, self.now, is_final=visit.is_final
                ):
                    found.append(self.problem(visit.entry.url, "extract", reason, None))
            problems.add(con, found)
        self.polled.unread += len(failed)

    def problem(self, about: str, kind: str, word: str, remark: str | None) -> Problem:
        """Return a problem of this poll."""
        text = f"{word}: {remark}" if remark else word
        return Problem(about=about, kind=kind, text=text, happened_at=self.now)


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
