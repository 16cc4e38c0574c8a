"""Part of classify: the archive is judged anew when the rules have changed.

    verdicts.older | take | read as classifying does | one transaction a batch: all of it

What is still to be done is read from the warehouse: killed and started again it goes on.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from flows.classify_calls import keep_calls
from flows.classify_older import BATCH, JUDGED, Asked, batches, digests, with_abouts
from flows.classify_pairs import compare
from flows.classify_reading import documents, read, taught
from flows.classify_routing import enqueue, subscribed, tell_more
from flows.classify_tally import Tally
from flows.classify_telling import alerts, decide, joined, named
from records import Progress, Verdict
from settings import Settings
from themes.happenings import Told
from themes.reading import Knowledge
from warehouse import (
    happenings,
    hits,
    initiatives,
    publish,
    runs,
    seeded,
    store,
    threads,
    verdicts,
)
from warehouse.turn import LOOK_EVERY_S, patient_turn, turn
from warehouse.verdicts import Kept, Said

PORTION_S = 10.0  # of work between two pauses, for whoever waits for the turn; guess
BREATH_S = 2 * LOOK_EVERY_S  # a pause: whoever waits for the turn gets it
CLASSIFY_S = 1800.0  # a first classifying may take so long; guess


@dataclass(slots=True)
class Rejudged:
    """What judging anew brought; for people and for the run's counts."""

    tally: Tally = field(default_factory=Tally)
    initiatives: int = 0  # that the register did not know
    alerts: int = 0  # queued

    def counts(self) -> dict[str, int]:
        """Return the figures by name."""
        more = {"initiatives": self.initiatives, "alerts": self.alerts}
        return self.tally.counts() | more


def judge_anew(
    settings: Settings,
    knowledge: Knowledge,
    asked: Asked,
    now: datetime,
    *,
    progress: Progress,
    tell: Callable[[str], None],
    breath_s: float = BREATH_S,
    most: int = BATCH,
) -> Rejudged:
    """Judge anew what another ruleset judged last, batch by batch; return what it brought.

    Old verdicts stay under their ruleset. A batch is one transaction; what is left after a
    kill is found again. Takes the turn of classifying in portions, so that an installation
    goes on beside it.

    Args:
        settings: Of the installation.
        knowledge: From the seeds.
        asked: Which articles, and what may ring.
        now: The time of the run.
        progress: Told of articles as they are done.
        tell: Told in words what a person should know meanwhile.
        breath_s: How long it stands still after each portion.
        most: Articles in a batch.

    Raises:
        TurnTaken: if another process judges anew already.
    """
    with turn(settings.home, "reclassify", settings.warehouse, wait_s=0.0):
        work = _Work(settings, knowledge, asked, now, progress)
        began_s = time.monotonic()
        with _classifying(settings, tell):
            run_id = work.begin(most)
        try:
            while work.left:
                with _classifying(settings, tell):
                    ends_s = time.monotonic() + PORTION_S
                    while work.left and time.monotonic() < ends_s:
                        work.batch()
                time.sleep(breath_s)
            compare(settings, now)
            with _classifying(settings, tell):
                keep_calls(settings, now, lambda: knowledge.bodies, is_quiet=True)
                with store.open_warehouse(settings.warehouse) as con:
                    work.done.alerts += tell_more(con, work.subscriptions, now)
        finally:
            ended_at = now + timedelta(seconds=time.monotonic() - began_s)
            with store.open_warehouse(settings.warehouse) as con:
                runs.finish(con, run_id, work.done.counts(), ended_at)
                publish.publish(con, settings.snapshot)
    return work.done


def _classifying(settings: Settings, tell: Callable[[str], None]) -> AbstractContextManager[None]:
    """Hold the turn of classifying; say so where it has to be waited for."""
    return patient_turn(
        settings.home,
        "classify",
        settings.warehouse,
        lambda: tell("New articles are being classified: waiting for that to end …"),
        wait_s=CLASSIFY_S,
    )


class _Work:
    """One run over the archive."""

    def __init__(
        self,
        settings: Settings,
        knowledge: Knowledge,
        asked: Asked,
        now: datetime,
        progress: Progress,
    ) -> None:
        self.settings = settings
        self.knowledge = knowledge
        self.asked = asked
        self.now = now
        self.progress = progress
        self.done = Rejudged()
        self.subscriptions = subscribed(settings)
        self.left: list[list[str]] = []  # ids of articles, batch by batch
        self.total = 0

    def begin(self, most: int) -> str:
        """Remember the ruleset and the seeds, and see what is to be done; return the run's id.

        Args:
            most: Articles in a batch.
        """
        ruleset = self.knowledge.ruleset
        titles = {key: (theme.title, theme.why) for key, theme in ruleset.themes.items()}
        with store.open_warehouse(self.settings.warehouse) as con:
            run_id = runs.start(con, "reclassify", self.now)
            hits.add_ruleset(con, ruleset.digest, titles, self.now)
            initiatives.sync(con, self.knowledge.seeded, self.now)
            seeded.keep(con, **taught(self.knowledge))
            happenings.sync(con, self.knowledge.seeded, self.now)
            todo = verdicts.older(
                con, ruleset.digest, since=self.asked.since, source_id=self.asked.source_id
            )
        self.left = list(batches(todo, most))
        self.total = len(todo)
        return run_id

    def batch(self) -> None:
        """Judge the next batch: verdicts, mentions, register and outbox in one step."""
        ids = self.left[0]
        with store.open_warehouse(self.settings.warehouse) as con:
            kept = verdicts.take(con, ids)
            before = verdicts.said(con, digests(kept))
            # What a document taught under other rules must not vouch for itself under these.
            known = initiatives.register(con, without=(key for some in self.left for key in some))
        elsewhere = {item.unread.article.article_id: item.elsewhere for item in kept}
        told = read([item.unread for item in kept], self.knowledge, known, elsewhere=elsewhere)
        self._write(kept, told, self._as_news(kept, told, before))
        self._count(kept, told, before)
        del self.left[0]
        done = self.total - sum(len(some) for some in self.left)
        self.progress(JUDGED, done, self.total)

    def _as_news(
        self, kept: Sequence[Kept], told: Sequence[Told], before: dict[str, Said]
    ) -> list[Told]:
        """Return the batch as if all but what may ring had been there before we looked."""
        since = self.now - timedelta(days=self.asked.rings_days or 0)
        news = {
            item.unread.article.article_id
            for item in kept
            if self.asked.rings_days
            and item.appeared_at >= since
            and (said := before.get(item.unread.article.article_id)) is not None
            and not said.is_relevant
        }
        return [
            replace(one, is_baseline=one.is_baseline or one.article_id not in news) for one in told
        ]

    def _write(
        self,
        kept: Sequence[Kept],
        told: Sequence[Told],
        as_news: Sequence[Told],
    ) -> None:
        readings = documents(told)
        ids = [one.document.document_id for one in readings]
        mentions = [mention for one in readings for mention in one.mentions]
        with store.open_warehouse(self.settings.warehouse) as con, store.transaction(con):
            lives = happenings.standing(con, named(told))
            would_ring = decide(lives, told, self.knowledge, self.now, {}).rings
            following = threads.standing(con, named(told))
            telling = joined(
                decide(lives, as_news, self.knowledge, self.now, {}), as_news, following, {}
            )
            at_risk = verdicts.at_risk(con, ids)
            hits.add_verdicts(
                con, [one.verdict for one in readings], self.now, digests=digests(kept)
            )
            hits.add_voices(con, [one.voice for one in readings], self.now)
            hits.add_deadlines(
                con, [d for one in readings for d in one.deadlines], self.now, read=ids
            )
            hits.add_hints(con, [one.hint for one in readings if one.hint], self.now, read=ids)
            found = initiatives.record(con, mentions, self.now, read=ids)
            happenings.add(con, telling.decisions.facts, self.now)
            made = alerts(telling, following, self.now)
            queued = enqueue(
                con, self.subscriptions, made, self.now, lambda: self.knowledge.gazetteer
            )
            silent = {one.initiative_id for one in would_ring if one.happening.kind == "new"}
            verdicts.settle(con, ids, self.now, found=found, known={*at_risk, *found, *silent})
        self.done.initiatives += len(found)
        self.done.alerts += queued

    def _count(self, kept: Sequence[Kept], told: Sequence[Told], before: dict[str, Said]) -> None:
        found: dict[str, Verdict] = {
            one.document.document_id: one.verdict for one in documents(told)
        }
        for item in kept:
            for document, about in with_abouts(item):
                key = document.document_id
                self.done.tally.add(about, before.get(key), found[key])
