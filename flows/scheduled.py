"""What Prefect starts: each stage once, with what its end wakes.

The stages themselves know nothing of Prefect, so that a run by hand need not load it. Each
is imported when it is due: a process that delivers has no use for what reads the web.
"""

import os
import sys
from datetime import UTC, datetime

from prefect import flow
from prefect.artifacts import Artifact, create_table_artifact
from prefect.events import emit_event

from settings import Settings

TABLE = "sources"  # key of the artifact that the Prefect server shows
STORED = "placewatch.articles.stored"
QUEUED = "placewatch.alerts.queued"


@flow(name="poll")
def poll() -> dict[str, int]:
    """Poll once; wake classify if there is anything to classify."""
    from flows.poll import poll_once
    from warehouse import health, store

    settings, now = _settings(), _now()
    polled = poll_once(settings, now)
    told_at = getattr(Artifact.get(TABLE), "updated", None)
    with store.open_warehouse(settings.warehouse, read_only=True) as con:
        is_news = health.is_worth_telling(con, now, told_at)
        table = health.table(con) if is_news else []
    if table:
        create_table_artifact(table, key=TABLE, description="How each source does")
    if polled.articles or polled.reports:
        _wake(STORED, "placewatch.warehouse", articles=polled.articles)
    return polled.counts()


@flow(name="classify")
def classify() -> dict[str, int]:
    """Classify once; wake notify if anything is to be told."""
    from flows.classify import classify_once

    done = classify_once(_settings(), _now())
    if done.alerts:
        _wake(QUEUED, "placewatch.outbox", alerts=done.alerts)
    return done.counts()


@flow(name="notify")
def notify() -> dict[str, int]:
    """Deliver what is due."""
    from alerts.terminal import TerminalSink
    from flows.notify import notify_once

    return notify_once(_settings(), _now, terminal=TerminalSink(sys.stdout)).counts()


@flow(name="reactions")
def reactions() -> dict[str, int]:
    """Read back what people in Slack make of the messages."""
    from flows.reactions import reactions_once

    return reactions_once(_settings(), _now(), clock=_now).counts()


@flow(name="digest")
def digest() -> dict[str, int]:
    """Queue the digests; wake notify if there is one."""
    from flows.digest import digest_once

    queued = digest_once(_settings(), _now())
    if queued:
        _wake(QUEUED, "placewatch.outbox", alerts=queued)
    return {"digests": queued}


@flow(name="review")
def review() -> dict[str, int]:
    """Queue the reviews of the week; wake notify if there is one."""
    from flows.review import review_once

    queued = review_once(_settings(), _now())
    if queued:
        _wake(QUEUED, "placewatch.outbox", alerts=queued)
    return {"reviews": queued}


@flow(name="weekly")
def weekly() -> dict[str, int]:
    """Queue the message of the week; wake notify if it is new."""
    from flows.weekly import weekly_once

    queued = weekly_once(_settings(), _now())
    if queued:
        _wake(QUEUED, "placewatch.outbox", alerts=queued)
    return {"messages": queued}


@flow(name="keep")
def keep() -> dict[str, int]:
    """Forget what is old, check what is kept, win back room, back up."""
    from flows.keep import keep_once

    return keep_once(_settings(), _now()).counts()


def _settings() -> Settings:
    return Settings.from_env(os.environ)


def _now() -> datetime:
    return datetime.now(UTC)


def _wake(event: str, about: str, **payload: int) -> None:
    """Tell the Prefect server what has happened; what waits for it starts sooner."""
    emit_event(event, resource={"prefect.resource.id": about}, payload=payload)
