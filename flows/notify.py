"""Deliver what the outbox holds: to Slack where a token is set, else to the terminal."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from alerts import delivery
from alerts.delivery import Decision, NotAllowed, PostError, Receipt, Row
from alerts.slack import SlackSink
from alerts.terminal import TerminalSink
from records import Alert, Problem, Progress, no_progress
from settings import Settings
from warehouse import outbox, problems, publish, runs, store
from warehouse.outbox import Queued
from warehouse.turn import turn

PATIENCE_S = 120.0  # guess: how long one run waits for Slack before it leaves the rest


class Sink(Protocol):
    """Where alerts go."""

    def post(self, alert: Alert, *, short: bool = False) -> Receipt:
        """Post an alert; raise PostError if it was not confirmed."""

    def find(
        self, alert_id: str, since: datetime, channel: str = ""
    ) -> Receipt | NotAllowed | None:
        """Return the receipt of an alert that the sink shows."""


@dataclass(slots=True)
class Notified:
    """What a delivery run did; for people and for the run's counts."""

    sent: int = 0
    parked: int = 0
    waiting: int = 0  # still in the outbox at the end
    last_error: str = ""

    def counts(self) -> dict[str, int]:
        """Return the figures by name."""
        return {"sent": self.sent, "parked": self.parked, "waiting": self.waiting}


def sink_of(settings: Settings) -> SlackSink | None:
    """Return the way to Slack, or None where no token is set."""
    if settings.slack_token is None:
        return None
    return SlackSink(settings.slack_token, settings.slack_channel, settings.slack_url)


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
    row left in ``sending`` belongs to a dead process: its channel is searched first.

    Args:
        settings: Of the installation.
        clock: Tells the time; asked again after each wait.
        terminal: Used where no token is set.
        progress: Told of alerts as they are done.
        sleep: Waits, in seconds.
    """
    slack = sink_of(settings)
    job = _Job(settings, clock, sleep, slack or terminal, progress, slack is not None)
    with turn(settings.home, "notify"):
        with store.open_warehouse(settings.warehouse) as con:
            run_id = runs.start(con, "notify", clock())
        try:
            job.go()
        finally:
            with store.open_warehouse(settings.warehouse) as con:
                runs.finish(con, run_id, job.notified.counts(), clock())
                publish.publish(con, settings.snapshot)
    return job.notified


class _Job:
    """One delivery run while it lasts."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        sink: Sink,
        progress: Progress,
        is_slack: bool,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.sleep = sleep
        self.sink = sink
        self.progress = progress
        self.settle_s = settings.slack_settle_s if is_slack else 0.0
        self.is_slack = is_slack
        self.patience_s = PATIENCE_S if is_slack else 0.0
        self.last_post: datetime | None = None
        self.paused_until: datetime | None = None
        self.notified = Notified()

    def go(self) -> None:
        """Deliver until nothing is due within our patience."""
        ends_at = self.clock() + timedelta(seconds=self.patience_s)
        while True:
            while not self.is_paused() and (self.search() or self.send()):
                self.progress("alerts", self.notified.sent, self.notified.sent + self.left())
            with store.open_warehouse(self.settings.warehouse) as con:
                next_at = min(
                    outbox.waiting(con, self.clock(), self.settle_s).values(), default=None
                )
            if next_at is not None and self.paused_until is not None:
                next_at = max(next_at, self.paused_until)
            if next_at is None or next_at > ends_at:
                break
            self.sleep(max((next_at - self.clock()).total_seconds(), 0.05))
        self.notified.waiting = self.left()

    def is_paused(self) -> bool:
        """Return whether Slack, or a remedy that a person must bring, lets us wait."""
        return self.paused_until is not None and self.clock() < self.paused_until

    def left(self) -> int:
        """Return how many alerts are not delivered yet."""
        with store.open_warehouse(self.settings.warehouse) as con:
            found = outbox.counts(con)
        return found["pending"] + found["sending"]

    def search(self) -> bool:
        """Look for one alert whose fate is unknown; return whether there was one."""
        with store.open_warehouse(self.settings.warehouse) as con:
            found = outbox.uncertain(con, self.clock(), lease_s=self.settle_s, limit=1)
        if not found:
            return False
        queued = found[0]
        row = Row(posts=max(queued.attempts - 1, 1), is_uncertain=True)
        outcome: Receipt | NotAllowed | PostError | None
        try:
            since, channel = queued.alert.created_at, queued.alert.channel
            outcome = self.sink.find(queued.alert.alert_id, since, channel)
        except PostError as exc:
            outcome = exc
        self.settle(queued, delivery.decide(row, outcome, self.clock(), self.settle_s))
        return True

    def send(self) -> bool:
        """Send the next alert; return whether there was one."""
        self.keep_pace()
        with store.open_warehouse(self.settings.warehouse) as con:
            taken = outbox.take(con, self.clock(), 1)
        if not taken:
            return False
        decision = self.post(taken[0], is_short=False)
        if decision.step == "shorten":
            self.keep_pace()
            decision = self.post(taken[0], is_short=True)
        self.settle(taken[0], decision)
        return True

    def post(self, queued: Queued, *, is_short: bool) -> Decision:
        """Post an alert and return what follows from the outcome."""
        outcome: Receipt | PostError
        try:
            outcome = self.sink.post(queued.alert, short=is_short)
        except PostError as exc:
            outcome = exc
        self.last_post = self.clock()
        row = Row(posts=queued.attempts, is_uncertain=False, is_short=is_short)
        return delivery.decide(row, outcome, self.last_post, self.settle_s)

    def keep_pace(self) -> None:
        """Wait until the channel takes another message."""
        if self.is_slack and self.last_post is not None:
            self.sleep(delivery.pause_s("", self.clock(), {"": self.last_post}))

    def settle(self, queued: Queued, decision: Decision) -> None:
        """Write down what was decided."""
        now, alert_id = self.clock(), queued.alert.alert_id
        with store.open_warehouse(self.settings.warehouse) as con, store.transaction(con):
            if decision.step == "sent":
                outbox.sent(con, alert_id, decision.receipt, now)
                self.notified.sent += 1
            elif decision.step == "park":
                outbox.failed(con, alert_id, decision.why, now, None)
                self.notified.parked += 1
            elif decision.step == "retry":
                outbox.failed(con, alert_id, decision.why, now, decision.at)
            # look up: the row stays in ``sending``; its lease is the time to settle.
            if decision.is_for_people:
                problem = Problem(about="Slack", kind="deliver", text=decision.why, happened_at=now)
                problems.add(con, [problem])
        if decision.step not in {"sent", "park"}:
            self.notified.last_error = decision.why
            if decision.scope != "row" and decision.at is not None:
                self.paused_until = decision.at
