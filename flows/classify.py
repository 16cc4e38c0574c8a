"""Read what polling stored: themes, initiatives, voice, deadlines; queue what must ring."""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from alerts.subscriptions import Subscriptions
from flows.classify_calls import keep_calls
from flows.classify_outward import put_out
from flows.classify_pairs import compare
from flows.classify_reading import documents, read, taught
from flows.classify_routing import enqueue, subscribed, tell_more
from flows.classify_telling import alerts, decide, joined, named
from records import Article, Initiative, Progress, no_progress
from settings import Settings
from themes import reading, stories
from themes.happenings import Told
from themes.reading import Know, Knowledge
from warehouse import (
    articles,
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
from warehouse import stories as kept_stories
from warehouse.articles import Unread
from warehouse.turn import turn

log = logging.getLogger("placewatch.classify")

BATCH = 200  # guess: a second's work, and what one crash may cost
STORY_DAYS = 14  # as NewsBlur clusters stories; older news is told anew


@dataclass(frozen=True, slots=True)
class _Batch:
    """What is to be judged next, with what is known already."""

    unread: tuple[Unread, ...] = ()
    known: tuple[Initiative, ...] = ()
    recent: Mapping[str, tuple[str, tuple[int, ...]]] = field(default_factory=dict)  # stories


@dataclass(slots=True)
class Classified:
    """What classifying brought; for people and for the run's counts."""

    articles: int = 0
    relevant: int = 0
    initiatives: int = 0  # that the register did not know
    alerts: int = 0  # queued

    def counts(self) -> dict[str, int]:
        """Return the figures by name."""
        return {name: getattr(self, name) for name in self.__slots__}


def classify_once(
    settings: Settings,
    now: datetime,
    *,
    progress: Progress = no_progress,
    know: Know = reading.know,
) -> Classified:
    """Judge every article that nothing has judged yet.

        articles.unclassified | match | initiatives.find | voice.read | deadlines.find |
        stories.join | one transaction: happenings.decide | threads | compose | all of it, and
        the outbox

    A batch is written in one step, alerts included: a killed run leaves nothing half done,
    and what it read is read again.

    Args:
        settings: Of the installation.
        now: The time of the run.
        progress: Told of articles as they are done.
        know: Reads the seeds, if there is anything to judge.
    """
    done = Classified()
    with turn(settings.home, "classify", settings.warehouse):
        subscriptions = subscribed(settings)
        with store.open_warehouse(settings.warehouse) as con:
            has_work = bool(articles.unclassified(con, 1))
            run_id = runs.start(con, "classify", now) if has_work else None
        began_s = time.monotonic()
        try:
            if has_work:
                judge = _Judge(know(settings.seeds), subscriptions, now, done)
                judge.go(settings, progress)
                compare(settings, now)
            done.alerts += keep_calls(settings, now, lambda: know(settings.seeds).bodies)
        finally:
            with store.open_warehouse(settings.warehouse) as con:
                done.alerts += tell_more(con, subscriptions, now)
                if run_id or done.alerts:
                    ended_at = now + timedelta(seconds=time.monotonic() - began_s)
                    run_id = run_id or runs.start(con, "classify", now)
                    runs.finish(con, run_id, done.counts(), ended_at)
                else:
                    runs.rested(con, "classify", now)
                publish.publish(con, settings.snapshot)
        put_out(settings, now)
    return done


@dataclass(frozen=True, slots=True)
class _Judge:
    """Judges what waits, batch by batch; the next is looked up as the last one is written."""

    knowledge: Knowledge
    subscriptions: Subscriptions
    now: datetime
    done: Classified

    def go(self, settings: Settings, progress: Progress) -> None:
        """Judge all that waits."""
        with store.open_warehouse(settings.warehouse) as con:
            self._remember(con)
            batch = self._next(con)
        while batch.unread:
            told = read(batch.unread, self.knowledge, batch.known)
            unread = [one.article for one in batch.unread]
            sketches = {one.article_id: stories.sketch(one.text) for one in unread}
            leads = stories.join(sketches, batch.recent)
            with store.open_warehouse(settings.warehouse) as con:
                with store.transaction(con):
                    self._write(con, unread, told, sketches, leads)
                batch = self._next(con)
            progress("classified", self.done.articles, self.done.articles)

    def _remember(self, con: store.Pen) -> None:
        """Keep what the seeds say beside what is judged by it."""
        knowledge, digest = self.knowledge, self.knowledge.ruleset.digest
        titles = {key: (theme.title, theme.why) for key, theme in knowledge.ruleset.themes.items()}
        is_new = hits.add_ruleset(con, digest, titles, self.now)
        initiatives.sync(con, knowledge.seeded, self.now)
        seeded.keep(con, **taught(knowledge))
        happenings.sync(con, knowledge.seeded, self.now)
        older = verdicts.behind(con, digest) if is_new else 0
        if older:
            log.warning(
                "the rules have changed: older ones judged %s stored articles; "
                "'placewatch reclassify --dry-run' shows what would change",
                f"{older:,}",
            )

    def _next(self, con: store.Pen) -> _Batch:
        unread = articles.unclassified(con, BATCH)
        if not unread:
            return _Batch()
        # What an article taught when it was read before must not vouch for itself now.
        known = initiatives.register(con, without=[one.article.article_id for one in unread])
        recent = kept_stories.recent(con, self.now - timedelta(days=STORY_DAYS))
        return _Batch(unread, known, recent)

    def _write(
        self,
        con: store.Pen,
        unread: Sequence[Article],
        told: Sequence[Told],
        sketches: Mapping[str, tuple[int, ...]],
        leads: Mapping[str, str],
    ) -> None:
        """Write what was read, and queue what must ring."""
        now, done = self.now, self.done
        readings = documents(told)
        ids = [one.document.document_id for one in readings]
        about = threads.of_stories(con, leads)
        following = threads.standing(con, {*named(told), *about.values()})
        lives = happenings.standing(con, named(told))
        decisions = decide(lives, told, self.knowledge, now, leads)
        telling = joined(decisions, told, following, about)
        digests = {one.article_id: one.digest for one in unread}
        hits.add_verdicts(con, [one.verdict for one in readings], now, digests=digests)
        hits.add_voices(con, [one.voice for one in readings], now)
        hits.add_deadlines(con, [d for one in readings for d in one.deadlines], now, read=ids)
        hits.add_hints(con, [one.hint for one in readings if one.hint], now, read=ids)
        kept_stories.add(con, sketches, leads, now)
        mentions = [mention for one in readings for mention in one.mentions]
        done.initiatives += len(initiatives.record(con, mentions, now, read=ids))
        happenings.add(con, telling.decisions.facts, now)
        made = alerts(telling, following, now)
        done.alerts += enqueue(con, self.subscriptions, made, now, lambda: self.knowledge.gazetteer)
        done.articles += len(unread)
        done.relevant += sum(item.article.verdict.is_relevant for item in told)
