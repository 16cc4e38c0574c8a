"""One delivery run while it lasts: which alert, to which channel, when, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from alerts import delivery
from alerts.delivery import Decision, NotAllowed, Outcome, PostError, Receipt, Row
from records import Alert, Problem, Progress
from settings import Settings
from warehouse import outbox, problems, store
from warehouse.outbox import Queued

PATIENCE_S = 120.0  # guess: how long one run waits for Slack before it leaves the rest
LEAST_SLEEP_S = 0.05  # guess


class Sink(Protocol):
    """Where alerts go."""

    @property
    def channel(self) -> str:
        """Where alerts go that name no channel."""

    def post(self, alert: Alert, *, parent_ts: str = "", short: bool = False) -> Receipt:
        """Post an alert; raise PostError if it was not confirmed."""

    def find(
        self, alert_id: str, since: datetime, channel: str = "", *, parent_ts: str = ""
    ) -> Receipt | NotAllowed | None:
        """Return the receipt of an alert that the sink shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a sink wants to be treated."""

    is_only: bool  # it has one channel, whatever an alert names
    gap_s: float  # between two messages to one channel
    settle_s: float  # after an unknown outcome, before anybody looks
    patience_s: float  # how long a run waits for it


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


@dataclass(slots=True)
class Pauses:
    """Until when nothing is done, for a remedy or because Slack asked for it."""

    all_until: datetime | None = None
    search_until: datetime | None = None
    until: dict[str, datetime] = field(default_factory=dict)  # by channel

    def add(self, decision: Decision, channel: str) -> None:
        """Remember what a decision lets wait."""
        if decision.at is None:
            return
        if decision.scope == "all":
            self.all_until = decision.at
        elif decision.scope == "search":
            self.search_until = decision.at
        elif decision.scope == "channel":
            self.until[channel] = decision.at


class Sending:
    """One delivery run while it lasts."""

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        sink: Sink,
        manner: Manner,
        progress: Progress,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.sleep = sleep
        self.sink = sink
        self.manner = manner
        self.place = outbox.Place(sink.channel, manner.is_only)
        self.progress = progress
        self.pauses = Pauses()
        self.last_calls: dict[str, datetime] = {}
        self.notified = Notified()
        self.left = 0  # alerts that are not delivered yet
        self.next_at: datetime | None = None  # when something is due; None: nothing waits

    def begin(self, con: store.Pen) -> bool:
        """Take over what a dead process left; return whether anything is due soon."""
        now = self.clock()
        outbox.inherit(con, now, self.manner.settle_s)
        self.last_calls = outbox.last_calls(con, now)
        self.pauses.until = outbox.holding(con, now)
        self._look_ahead(con, now)
        return self._is_near(now)

    def go(self) -> None:
        """Deliver until nothing is due within our patience since the last success."""
        done, done_at = 0, self.clock()
        while True:
            while self.step():
                self.progress("alerts", self.notified.sent, self.notified.sent + self.left)
            if self.notified.sent + self.notified.parked > done:
                done, done_at = self.notified.sent + self.notified.parked, self.clock()
            if not self.next_at or not self._is_near(done_at):
                break
            self.sleep(max((self.next_at - self.clock()).total_seconds(), LEAST_SLEEP_S))

    def step(self) -> bool:
        """Look for one alert whose fate is unknown, or send the next; False: nothing is due.

        Then ``next_at`` says when something is.
        """
        now, pauses = self.clock(), self.pauses
        lost: tuple[Queued, ...] = ()
        taken: tuple[Queued, ...] = ()
        with store.open_warehouse(self.settings.warehouse) as con:
            if not _is_ahead(pauses.all_until, now):
                if not _is_ahead(pauses.search_until, now):
                    lost = outbox.uncertain(con, now, lease_s=self.manner.settle_s, limit=1)
                taken = lost or outbox.take(con, now, 1, place=self.place, but=self._resting(now))
            if not taken:
                self._look_ahead(con, now)
        for queued in taken:
            if lost:
                self._search(queued)
            else:
                self._post(queued)
        return bool(taken)

    def _look_ahead(self, con: store.Pen, now: datetime) -> None:
        """Note when something is due next, and how much waits."""
        waiting = outbox.waiting(con, now, self.manner.settle_s, place=self.place)
        self.next_at = self._next_at(waiting, now)
        self.left = self.notified.waiting = _left(outbox.counts(con))

    def _is_near(self, since: datetime) -> bool:
        """Return whether something is due within our patience."""
        patience = timedelta(seconds=self.manner.patience_s)
        return self.next_at is not None and self.next_at <= since + patience

    def _next_at(self, waiting: outbox.Waiting, now: datetime) -> datetime | None:
        """Return when something is due next; None: nothing waits."""
        due = [max(at, self._rests_until(channel, now)) for channel, at in waiting.posts.items()]
        if waiting.search_at is not None:
            due.append(max(waiting.search_at, self.pauses.search_until or waiting.search_at))
        if not due:
            return None
        return max(min(due), self.pauses.all_until or min(due))

    def _rests_until(self, channel: str, now: datetime) -> datetime:
        """Return when a channel takes the next message."""
        free_at = delivery.next_call_at(self.last_calls.get(channel), now, self.manner.gap_s)
        return max(free_at, self.pauses.until.get(channel, free_at))

    def _resting(self, now: datetime) -> list[str]:
        """Return the channels that take nothing now."""
        known = self.last_calls.keys() | self.pauses.until.keys()
        return [channel for channel in known if self._rests_until(channel, now) > now]

    def _search(self, queued: Queued) -> None:
        """Ask the channel whether an alert arrived whose fate is unknown."""
        outcome: Outcome
        alert, channel = queued.alert, queued.target or queued.alert.channel
        since = queued.first_tried_at or alert.created_at
        try:
            outcome = self.sink.find(alert.alert_id, since, channel, parent_ts=queued.parent_ts)
        except PostError as exc:
            outcome = exc
        self._settle(queued, outcome, is_uncertain=True)

    def _post(self, queued: Queued) -> None:
        """Post an alert."""
        outcome: Outcome
        try:
            outcome = self.sink.post(
                queued.alert, parent_ts=queued.parent_ts, short=queued.is_short
            )
        except PostError as exc:
            outcome = exc
        self.last_calls[queued.target] = self.clock()
        self._settle(queued, outcome, is_uncertain=False)

    def _settle(self, queued: Queued, outcome: Outcome, *, is_uncertain: bool) -> None:
        """Decide what follows, and write it down."""
        now, alert_id = self.clock(), queued.alert.alert_id
        row = Row(
            posts=queued.attempts,
            is_uncertain=is_uncertain,
            is_short=queued.is_short,
            is_overtaken=queued.is_overtaken,
            age_s=(now - (queued.tried_at or now)).total_seconds(),
        )
        decision = delivery.decide(row, outcome, now, self.manner.settle_s)
        why = decision.why
        if decision.scope == "channel" and decision.is_for_people:
            why = f"{why} (channel {queued.target})"
        # What a person must change is tried by whoever starts the next run.
        holds = decision.scope == "channel" and not decision.is_for_people
        at = decision.at or now
        with store.open_warehouse(self.settings.warehouse) as con, store.transaction(con):
            if decision.step == "sent":
                outbox.sent(con, alert_id, decision.receipt, now)
                self.notified.sent += 1
            elif decision.step == "park":
                outbox.failed(con, alert_id, why, now, None)
                self.notified.parked += 1
            elif decision.step == "orphan":
                outbox.orphaned(con, alert_id, why, now)
            elif decision.step == "look up":
                outbox.postponed(con, alert_id, why, at, holds=holds)
            else:
                shorten = decision.step == "shorten"
                outbox.failed(con, alert_id, why, now, at, shorten=shorten, holds=holds)
            self.left = _left(outbox.counts(con))
            if decision.is_for_people:
                problem = Problem(about="Slack", kind="deliver", text=why, happened_at=now)
                problems.add(con, [problem])
        if decision.step not in {"sent", "park"}:
            self.notified.last_error = why
            self.pauses.add(decision, queued.target)


def _left(counts: dict[str, int]) -> int:
    return counts["pending"] + counts["sending"]


def _is_ahead(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment > now
