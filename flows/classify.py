"""Read what polling stored: themes, initiatives, voice, deadlines; queue what must ring."""

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.subscriptions import Subscriptions
from flows.classify_calls import keep_calls
from flows.classify_outward import put_out
from flows.classify_pairs import compare
from flows.classify_reading import documents, read, taught
from flows.classify_routing import enqueue, subscribed, tell_more
from flows.classify_telling import alerts, decide, joined, named
from records import Progress, no_progress
from settings import Settings
from themes import reading, stories
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
from warehouse.turn import turn

log = logging.getLogger("placewatch.classify")

BATCH = 200  # guess: a second's work, and what one crash may cost
STORY_DAYS = 14  # as NewsBlur clusters stories; older news is told anew


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
        with store.open_warehouse(settings.warehouse) as con:
            has_work = bool(articles.unclassified(con, 1))
            run_id = runs.start(con, "classify", now)
        began_s = time.monotonic()
        try:
            subscriptions = subscribed(settings)
            if has_work:
                knowledge = know(settings.seeds)
                _remember(settings, knowledge, now)
                while _classify_batch(settings, knowledge, subscriptions, now, done):
                    progress("classified", done.articles, done.articles)
                compare(settings, now)
            done.alerts += keep_calls(settings, now, lambda: know(settings.seeds).bodies)
            done.alerts += tell_more(settings, subscriptions, now)
        finally:
            ended_at = now + timedelta(seconds=time.monotonic() - began_s)
            with store.open_warehouse(settings.warehouse) as con:
                runs.finish(con, run_id, done.counts(), ended_at)
                publish.publish(con, settings.snapshot)
        put_out(settings, now)
    return done


def _remember(settings: Settings, knowledge: Knowledge, now: datetime) -> None:
    """Keep what the seeds say beside what is judged by it."""
    titles = {key: (theme.title, theme.why) for key, theme in knowledge.ruleset.themes.items()}
    with store.open_warehouse(settings.warehouse) as con:
        is_new = hits.add_ruleset(con, knowledge.ruleset.digest, titles, now)
        initiatives.sync(con, knowledge.seeded, now)
        seeded.keep(con, **taught(knowledge))
        happenings.sync(con, knowledge.seeded, now)
        older = verdicts.behind(con, knowledge.ruleset.digest) if is_new else 0
    if older:
        log.warning(
            "the rules have changed: older ones judged %s stored articles; "
            "'placewatch reclassify --dry-run' shows what would change",
            f"{older:,}",
        )


def _classify_batch(
    settings: Settings,
    knowledge: Knowledge,
    subscriptions: Subscriptions,
    now: datetime,
    done: Classified,
) -> bool:
    """Judge one batch; return whether there was one."""
    with store.open_warehouse(settings.warehouse) as con:
        unread = articles.unclassified(con, BATCH)
        if not unread:
            return False
        # What an article taught when it was read before must not vouch for itself now.
        known = initiatives.register(con, without=[one.article.article_id for one in unread])
        recent = kept_stories.recent(con, now - timedelta(days=STORY_DAYS))
    told = read(unread, knowledge, known)
    sketches = {item.article.article_id: stories.sketch(item.article.text) for item in unread}
    leads = stories.join(sketches, recent)
    readings = documents(told)
    ids = [one.document.document_id for one in readings]
    with store.open_warehouse(settings.warehouse) as con, store.transaction(con):
        about = threads.of_stories(con, leads)
        following = threads.standing(con, {*named(told), *about.values()})
        decisions = decide(happenings.standing(con, named(told)), told, knowledge, now, leads)
        telling = joined(decisions, told, following, about)
        hits.add_verdicts(
            con,
            [one.verdict for one in readings],
            now,
            digests={item.article.article_id: item.article.digest for item in unread},
        )
        hits.add_voices(con, [one.voice for one in readings], now)
        hits.add_deadlines(con, [d for one in readings for d in one.deadlines], now, read=ids)
        kept_stories.add(con, sketches, leads, now)
        mentions = [mention for one in readings for mention in one.mentions]
        done.initiatives += len(initiatives.record(con, mentions, now, read=ids))
        happenings.add(con, telling.decisions.facts, now)
        made = alerts(telling, following, now)
        done.alerts += enqueue(con, subscriptions, made, now, lambda: knowledge.gazetteer)
    done.articles += len(unread)
    done.relevant += sum(item.article.verdict.is_relevant for item in told)
    return True
