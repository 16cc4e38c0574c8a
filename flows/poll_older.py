"""Read what a source published before it was watched: its archive, page by page, then the texts.

    backfills.begin | read a page of the archive | backfills.take | read pages | … | save

The work stands in the warehouse at every moment: killed and started again it goes on.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from extractors.feeds import visit_archive
from extractors.feeds.archive import Step
from extractors.web import fetch
from extractors.web.fetch import Web
from extractors.workers import Workers
from flows.poll_pages import Pages
from flows.poll_policy import policy
from flows.poll_way import ENOUGH, Older, Way, Wish
from records import Progress, Source
from settings import Settings
from themes.reading import Know
from warehouse import backfills, feeds, hosts, publish, runs, search_index, store
from warehouse.claims import claims
from warehouse.turn import LOOK_EVERY_S, patient_turn

ARCHIVE_PAGES = 500  # of one run: ten years of a busy blog; guess
LONGEST_S = 6 * 3600.0  # of one run; guess
PORTION_S = 10.0  # of texts between two pauses, for whoever waits for the turn; guess
PORTION_PAGES = 32  # the same, where no gap is kept; guess
POLL_S = 1800.0  # a poll may take so long: see poll_pages.PAGES_A_RUN
LONGEST_WAIT_S = 60.0  # that a publisher may ask for while somebody looks on; guess
TOO_MANY = f"{ARCHIVE_PAGES} pages of the archive in one run"
TOO_LONG = f"{LONGEST_S / 3600:g} hours in one run"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pauses:
    """How long a walk stands still, in seconds."""

    again_s: tuple[float, ...] = (5.0, 20.0)  # before each further attempt at a page; guess
    breath_s: float = 2 * LOOK_EVERY_S  # after each portion: whoever waits for the turn gets it


UNHURRIED = Pauses()


def read_older(
    settings: Settings,
    wish: Wish,
    watched: Mapping[str, Source],
    now: datetime,
    *,
    progress: Progress,
    tell: Callable[[str], None],
    know: Know,
    pauses: Pauses = UNHURRIED,
) -> Older:
    """Read what a source published from a day on, and store it.

    Takes the turn of polling in portions, so that an installation goes on beside it.

    Args:
        settings: Of the installation.
        wish: What is wanted.
        watched: The sources, by id.
        now: The time.
        progress: Told of pages of the archive and of articles as they are done.
        tell: Told in words what a person should know meanwhile.
        know: Reads the seeds, once a page needs them.
        pauses: How long it stands still.

    Raises:
        NothingToRead: if the source has no feed.
    """
    began_s = time.monotonic()
    with _turn(settings, tell):
        with store.open_warehouse(settings.warehouse) as con:
            feeds.sync(con, watched.values(), now)
            # A Crawl-delay is kept for as long as a run may last, not only for a poll's while.
            patient = replace(policy(settings, now), queue_s=LONGEST_S)
            web = fetch.Web(patient, hosts.load(con))
            run_id = runs.start(con, "backfill", now)
        way = Way(settings.warehouse, wish, now)
    walk = _Walk(settings, web, way, watched, know, progress, tell, pauses)
    done = way.done
    try:
        asyncio.run(walk.go())
    finally:
        ended_at = now + timedelta(seconds=time.monotonic() - began_s)
        with store.open_warehouse(settings.warehouse) as con:
            hosts.save(con, web.hosts())
            runs.finish(con, run_id, done.counts(), ended_at)
            publish.publish(con, settings.snapshot)
        search_index.refresh(settings.snapshot, settings.public)
    return done


def _turn(settings: Settings, tell: Callable[[str], None]) -> AbstractContextManager[None]:
    """Hold the turn of polling; say so where it has to be waited for."""
    return patient_turn(
        settings.home,
        "poll",
        None,
        lambda: tell("A poll is under way: waiting for it to end …"),
        wait_s=POLL_S,
    )


class _Walk:
    """One run along a way."""

    def __init__(
        self,
        settings: Settings,
        web: Web,
        way: Way,
        watched: Mapping[str, Source],
        know: Know,
        progress: Progress,
        tell: Callable[[str], None],
        pauses: Pauses,
    ) -> None:
        self.settings = settings
        self.web = web
        self.way = way
        self.progress = progress
        self.tell = tell
        self.pauses = pauses
        self.reader = Pages(settings, way.now, self._tell_text, watched, know)
        self.began_s = time.monotonic()
        self.texts = 0  # read in this run
        self.texts_waiting = 0

    async def go(self) -> None:
        """Read the texts that wait, then page after page of the archive with its texts."""
        async with self.web as web:
            with Workers(bounds=self.settings.bounds) as workers:
                await self._read_texts(web, workers)
                while not self._is_over():
                    await self._read_page(web, workers)
                    await self._read_texts(web, workers)
                    self.way.look_at_days()

    def _is_over(self) -> bool:
        """Return whether this run ends here; note why, where it is not done."""
        backfill = self.way.done.backfill
        if backfill.done_at or self.way.done.fault:
            return True
        why = None
        if self.way.done.entries >= self.way.wish.most:
            why = ENOUGH
        elif self.way.done.pages >= ARCHIVE_PAGES:
            why = TOO_MANY
        elif time.monotonic() - self.began_s >= LONGEST_S:
            why = TOO_LONG
        if why:
            self.way.stop(why)
        return why is not None

    async def _read_texts(self, web: Web, workers: Workers) -> None:
        """Read the pages behind the entries of this source, in portions."""
        source_id = self.way.wish.source.source_id
        with store.open_warehouse(self.settings.warehouse) as con:
            self.texts_waiting = self.texts + backfills.waiting(con, source_id, self.way.now)
        portion = int(PORTION_S / max(self.settings.host_gap_s, PORTION_S / PORTION_PAGES)) or 1
        while self.texts < self.texts_waiting:
            with _turn(self.settings, self.tell), claims(self.settings.warehouse) as mine:
                began_s = time.monotonic()
                found = await self.reader.go(web, workers, mine, most=portion, source_id=source_id)
            took_s = time.monotonic() - began_s
            if took_s > PORTION_S:  # a slow server, or a Crawl-delay
                portion = int(portion * PORTION_S / took_s) or 1
            self.texts += found
            await asyncio.sleep(self.pauses.breath_s)
            if not found:
                break
        self.way.done.articles = self.reader.articles
        self.way.done.reports = self.reader.reports
        self.way.done.unread = self.reader.unread
        with store.open_warehouse(self.settings.warehouse) as con:
            self.way.done.waiting = backfills.waiting(con, source_id)

    def _tell_text(self, what: str, done: int, total: int) -> None:  # noqa: ARG002
        """Tell how far the texts have come, those of earlier portions included."""
        self.progress(what, self.texts + done, max(self.texts_waiting, self.texts + done))

    async def _read_page(self, web: Web, workers: Workers) -> None:
        """Read one page of the archive and save what it brought."""
        step = Step(*self.way.done.backfill.ahead[0])
        for pause_s in (*self.pauses.again_s, None):
            with _turn(self.settings, self.tell):
                visit = await visit_archive.page(
                    web,
                    workers,
                    self.way.done.feed,
                    step,
                    self.way.wish.since,
                    self.way.now,
                    self.settings.feed_bytes,
                )
                wait_s = max(visit.retry_after_s or 0.0, pause_s or 0.0)
                is_last = pause_s is None or wait_s > LONGEST_WAIT_S
                if visit.kind != "temporary" or is_last:
                    self.way.settle(visit)
                    break
            await asyncio.sleep(wait_s)
        self.way.done.pages += 1
        ahead = len(self.way.done.backfill.ahead)
        self.progress("archive", self.way.done.pages, self.way.done.pages + ahead)
