"""Read what polling stored: themes, initiatives, voice, deadlines; queue what must ring."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from prefect import flow
from prefect.events import emit_event

from alerts import compose
from records import STAGES, Document, Initiative, Progress, Report, no_progress
from settings import Settings
from themes import happenings, reading, stories
from themes.happenings import Decided, Standing, Told
from themes.initiatives import Register
from themes.reading import Know, Knowledge, Reading
from warehouse import articles, hits, initiatives, outbox, publish, runs, store
from warehouse import stories as kept_stories
from warehouse.articles import Unread
from warehouse.turn import turn

BATCH = 200  # guess: a second's work, and what one crash may cost
STORY_DAYS = 14  # as NewsBlur clusters stories; older news is told anew
QUEUED = "placewatch.alerts.queued"


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
        stories.join | happenings.decide | compose | one transaction: all of it, and the outbox

    A batch is written in one step, alerts included: a killed run leaves nothing half done,
    and what it read is read again.

    Args:
        settings: Of the installation.
        now: The time of the run.
        progress: Told of articles as they are done.
        know: Reads the seeds, if there is anything to judge.
    """
    done = Classified()
    with turn(settings.home, "classify"):
        with store.open_warehouse(settings.warehouse) as con:
            has_work = bool(articles.unclassified(con, 1))
            run_id = runs.start(con, "classify", now)
        began_s = time.monotonic()
        try:
            if has_work:
                knowledge = know(settings.seeds)
                _remember(settings, knowledge, now)
                while _classify_batch(settings, knowledge, now, done):
                    progress("classified", done.articles, done.articles)
        finally:
            ended_at = now + timedelta(seconds=time.monotonic() - began_s)
            with store.open_warehouse(settings.warehouse) as con:
                runs.finish(con, run_id, done.counts(), ended_at)
                publish.publish(con, settings.snapshot)
    return done


def _remember(settings: Settings, knowledge: Knowledge, now: datetime) -> None:
    """Keep what the seeds say beside what is judged by it."""
    titles = {key: (theme.title, theme.why) for key, theme in knowledge.ruleset.themes.items()}
    with store.open_warehouse(settings.warehouse) as con:
        hits.add_ruleset(con, knowledge.ruleset.digest, titles, now)
        initiatives.sync(con, knowledge.seeded, now)


def _classify_batch(
    settings: Settings, knowledge: Knowledge, now: datetime, done: Classified
) -> bool:
    """Judge one batch; return whether there was one."""
    with store.open_warehouse(settings.warehouse) as con:
        unread = articles.unclassified(con, BATCH)
        if not unread:
            return False
        known = initiatives.register(con)
        standing = {
            key: Standing(stage=stage, is_old=is_old)
            for key, (stage, is_old) in initiatives.standing(con).items()
        }
        recent = kept_stories.recent(con, now - timedelta(days=STORY_DAYS))
    told = _read(unread, knowledge, known)
    sketches = {item.article.article_id: stories.sketch(item.article.text) for item in unread}
    leads = stories.join(sketches, recent)
    titles = {key: theme.title for key, theme in knowledge.ruleset.themes.items()}
    decided = happenings.decide(told, standing, titles, now, leads)
    readings = [one for item in told for one in item.readings]
    ids = [one.document.document_id for one in readings]
    with store.open_warehouse(settings.warehouse) as con, store.transaction(con):
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
        alerts = [compose.compose(one.happening, now) for one in decided]
        about = {one.happening.key: _about(one) for one in decided}
        done.alerts += len(outbox.enqueue(con, alerts, now, about=about))
    done.articles += len(unread)
    done.relevant += sum(item.article.verdict.is_relevant for item in told)
    return True


def _read(
    unread: Sequence[Unread], knowledge: Knowledge, known: Sequence[Initiative]
) -> list[Told]:
    """Read articles with their reports; a name found in one is known in those after it."""
    names = list(known)
    register = Register(names, knowledge.cautions)
    told = []
    for item in unread:
        article = item.article
        document = Document(
            document_id=article.article_id,
            kind="article",
            title=article.title,
            text=article.text,
            source_kind=item.source_kind,
            published_at=article.published_at,
        )
        papers = [report.title for report in item.reports]
        papers += [link.text for link in article.links if link.url.lower().endswith(".pdf")]
        found = [
            (report.url, _report(report, item, knowledge, register, papers))
            for report in item.reports
            if report.problem is None
        ]
        told.append(
            Told(
                article_id=article.article_id,
                url=article.url,
                source=item.source,
                source_kind=item.source_kind,
                is_baseline=article.is_baseline,
                article=reading.read(document, knowledge, register, papers=papers),
                reports=tuple(found),
            )
        )
        new = _names(told[-1], register)
        if new:
            names += new
            register = Register(names, knowledge.cautions)
    return told


def _report(
    report: Report,
    item: Unread,
    knowledge: Knowledge,
    register: Register,
    papers: Sequence[str],
) -> Reading:
    document = Document(
        document_id=report.report_id,
        kind="report",
        title=report.title,
        text="\f".join(report.pages),
        source_kind=item.source_kind,
        published_at=item.article.published_at,
    )
    pages = len(report.pages)
    return reading.read(document, knowledge, register, pages=pages, papers=papers)


def _names(told: Told, register: Register) -> list[Initiative]:
    """Return the initiatives that an article names and the register does not know."""
    return [
        Initiative(
            initiative_id=mention.initiative_id,
            name=mention.name,
            aliases=mention.values("alias"),
            kind=mention.kind,
            is_seeded=False,
            stage=mention.stage or STAGES[0],
        )
        for one in told.readings
        for mention in one.mentions
        if mention.is_main and register.get(mention.initiative_id) is None
    ]


def _about(one: Decided) -> outbox.About:
    return outbox.About(
        kind=one.happening.kind,
        initiative_id=one.initiative_id,
        article_id=one.article_id,
    )


@flow(name="classify")
def classify() -> dict[str, int]:
    """Classify once; wake notify if anything is to be told."""
    settings = Settings.from_env(os.environ)
    done = classify_once(settings, datetime.now(UTC))
    if done.alerts:
        emit_event(
            QUEUED,
            resource={"prefect.resource.id": "placewatch.outbox"},
            payload={"alerts": done.alerts},
        )
    return done.counts()
