"""Deliver what the outbox holds: to Slack where a token or a webhook is set, else here."""

import time
from collections.abc import Callable
from datetime import datetime

from alerts.slack import SlackSink
from alerts.terminal import TerminalSink
from alerts.upload import PictureSink, Uploader
from alerts.webhook import WebhookSink
from flows.notify_sending import PATIENCE_S, Manner, Notified, Sending
from records import Progress, no_progress
from settings import Settings
from warehouse import publish, runs, store
from warehouse.turn import turn

__all__ = ["Notified", "notify_once", "sink_of"]


def sink_of(settings: Settings) -> SlackSink | WebhookSink | None:
    """Return the way to Slack, or None where neither token nor webhook is set."""
    timeout_s = settings.slack_timeout_s
    if settings.slack_token is not None:
        return SlackSink(
            settings.slack_token, settings.slack_channel, settings.slack_url, timeout_s
        )
    if settings.slack_webhook is not None:
        return WebhookSink(settings.slack_webhook, timeout_s)
    return None


def manner_of(settings: Settings, sink: SlackSink | WebhookSink | None) -> Manner:
    """Return how a sink wants to be treated; None: the terminal."""
    if sink is None:
        return Manner(is_only=True, gap_s=0.0, settle_s=0.0, patience_s=0.0)
    # Nobody can look through a webhook, so there is nothing to wait for.
    is_slack = isinstance(sink, SlackSink)
    return Manner(
        is_only=not is_slack,
        gap_s=settings.slack_gap_s,
        settle_s=settings.slack_settle_s if is_slack else 0.0,
        patience_s=PATIENCE_S,
    )


def notify_once(
    settings: Settings,
    clock: Callable[[], datetime],
    *,
    terminal: TerminalSink,
    progress: Progress = no_progress,
    sleep: Callable[[float], None] = time.sleep,
) -> Notified:
    """Deliver what is due, oldest first.

        outbox.uncertain | find · outbox.take | post | outbox.sent or failed

    A row is committed as ``sending`` before its post. Whoever holds the turn knows that a
    row left in ``sending`` belongs to a dead process: its channel is searched first. Each
    channel has its own pace and its own pauses.

    Args:
        settings: Of the installation.
        clock: Tells the time; asked again after each wait.
        terminal: Used where neither token nor webhook is set.
        progress: Told of alerts as they are done.
        sleep: Waits, in seconds.
    """
    slack = sink_of(settings)
    manner = manner_of(settings, slack)
    sink = _with_pictures(settings, slack, sleep) or terminal
    job = Sending(settings, clock, sleep, sink, manner, progress)
    with turn(settings.home, "notify", settings.warehouse):
        with store.open_warehouse(settings.warehouse) as con:
            is_due = job.begin(con)
            if is_due:
                run_id = runs.start(con, "notify", clock())
            else:
                runs.rested(con, "notify", clock())
                publish.publish(con, settings.snapshot)
        if not is_due:
            return job.notified
        try:
            job.go()
        finally:
            with store.open_warehouse(settings.warehouse) as con:
                runs.finish(con, run_id, job.notified.counts(), clock())
                publish.publish(con, settings.snapshot)
    return job.notified


def _with_pictures(
    settings: Settings, sink: SlackSink | WebhookSink | None, sleep: Callable[[float], None]
) -> PictureSink | WebhookSink | None:
    """Return a sink that shows the pictures of messages, where the way to Slack can carry them."""
    if not isinstance(sink, SlackSink):
        return sink
    if settings.slack_token is None:
        return None
    uploader = Uploader(settings.slack_token, settings.slack_url, settings.slack_timeout_s)
    return PictureSink(sink, uploader, settings.public, sleep)
