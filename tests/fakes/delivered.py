"""Many alerts through a bad line: a fake Slack, a sender that is killed, and what came of it.

Slack and each sender are processes of their own; a sender is killed by SIGKILL. All of them
live by one clock, which runs faster than ours and leaps over long waits.
"""

import os
import random
import signal
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

from records import Alert, identify
from settings import Settings
from tests.fakes import delivering
from tests.fakes.delivering import BEGAN, BLOCKS, POISON, STEPS, TOKEN, WIRE, FastClock
from warehouse import outbox_shown, store

STEP_SHARE = 0.2  # of the kills before the last by chance are at named steps
LAST_S = 600.0  # longest life of a sender that nobody kills
TRIES = 12  # at a named step, before it is told as never reached


@dataclass(frozen=True, kw_only=True)
class Play:
    """How much is sent, and how badly it goes."""

    alerts: int
    channels: tuple[str, ...]
    kills: int
    steps: tuple[str, ...]  # of STEPS and WIRE: one kill at each
    speed: float
    seed: int
    share: float = 1 / 3  # of the calls that fail
    poison: int = 0  # alerts that Slack refuses
    life_s: tuple[float, float] = (0.05, 5.0)  # of a sender before it is killed, in our time
    step_s: float = 5.0  # the same where it is to die at a named step
    more: int = 50  # alerts, where all were sent before the last kill
    timeout_s: float = 0.5  # of a call, in our time


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What Slack had and the outbox says when all was over."""

    shown: list[dict[str, Any]]  # every message that was ever accepted
    arrivals: dict[str, list[float]]  # of posts, by channel
    calls: int
    failed: int  # of the calls
    deleted: frozenset[str]  # ts of messages that people took away
    states: dict[str, int] = field(default_factory=dict)  # of the outbox
    parked: frozenset[str] = frozenset()  # alert ids
    wanted: dict[str, Alert] = field(default_factory=dict)  # by alert id
    killed: dict[str, int] = field(default_factory=dict)  # how often, by where

    @property
    def accepted(self) -> Counter[str]:
        """How often each alert was accepted, by its id."""
        return Counter(map(_alert_id, self.shown))

    @property
    def lost(self) -> list[str]:
        """Alerts that nobody saw, and that wait for nobody."""
        seen = self.accepted
        return [a for a in self.wanted if not seen[a] and a not in self.parked]

    @property
    def doubled(self) -> list[str]:
        """Alerts that stand there twice."""
        standing = Counter(_alert_id(m) for m in self.shown if m["ts"] not in self.deleted)
        return [alert_id for alert_id, times in standing.items() if times > 1]

    @property
    def again(self) -> list[str]:
        """Alerts that came again after somebody had deleted them: their answer was lost as well.

        A message that was taken away before it was looked up cannot be found.
        """
        twice = {alert_id for alert_id, times in self.accepted.items() if times > 1}
        return sorted(twice - {*self.doubled})

    @property
    def least_gap_s(self) -> float:
        """The shortest time between two posts to one channel."""
        gaps = (b - a for ats in self.arrivals.values() for a, b in pairwise(ats))
        return min(gaps, default=float("inf"))

    @property
    def strays(self) -> list[str]:
        """Replies that stand below a message of another thread."""
        thread_of = {m["ts"]: self.wanted[_alert_id(m)].thread for m in self.shown}
        return [
            _alert_id(m)
            for m in self.shown
            if "thread_ts" in m
            and thread_of.get(m["thread_ts"]) != self.wanted[_alert_id(m)].thread
        ]

    @property
    def beginnings(self) -> Counter[tuple[str, str]]:
        """How often each thread was begun, by thread and channel."""
        return Counter(
            (self.wanted[_alert_id(m)].thread, str(m["channel"]))
            for m in self.shown
            if "thread_ts" not in m and self.wanted[_alert_id(m)].thread
        )


def made(play: Play, first: int, count: int) -> list[Alert]:
    """Return alerts of a play: half of them in threads of about six."""
    drawn = random.Random(play.seed * 1_000_003 + first)
    return [
        Alert(
            alert_id=identify("alert", str(number)),
            key=f"scheme:{number}",
            channel=drawn.choice(play.channels),
            text=POISON if number < play.poison else f"News number {number}",
            blocks=BLOCKS,
            created_at=datetime.fromtimestamp(BEGAN, UTC),
            thread=f"scheme-{first + drawn.randrange(count // 12 + 1)}" if number % 2 else "",
            is_broadcast=number % 7 == 0,
        )
        for number in range(first, first + count)
    ]


def run(play: Play, home: Path, tell: Callable[[str, int, int], None]) -> Outcome:
    """Send everything through the trouble; return what came of it.

    Args:
        play: How much, and how badly.
        home: Of an installation; made here.
        tell: Told how far it is: what, done, of how many.
    """
    clock, drawn = FastClock(play.speed), random.Random(play.seed)
    ours, theirs = Pipe()
    most = play.alerts * 6 + 500
    slack = delivering.fork(
        lambda: delivering.serve(play.channels, most, play.share, play.seed, clock, theirs)
    )
    env = {
        "PLACEWATCH_HOME": str(home),
        "PLACEWATCH_SLACK_TOKEN": TOKEN,
        "PLACEWATCH_SLACK_CHANNEL": play.channels[0],
        "PLACEWATCH_SLACK_URL": ours.recv(),
        "PLACEWATCH_SLACK_TIMEOUT": str(play.timeout_s),
    }
    settings = Settings.from_env(env)
    wanted: dict[str, Alert] = {}
    killed: Counter[str] = Counter()
    tries: Counter[str] = Counter()
    steps = [*play.steps]

    def queue(count: int) -> None:
        fresh = made(play, len(wanted), count)
        os.waitpid(delivering.fork(lambda: delivering.enqueue(settings, fresh, clock)), 0)
        wanted.update({alert.alert_id: alert for alert in fresh})

    try:
        queue(play.alerts)
        while True:
            by_chance = killed["by chance"] < play.kills
            step = steps[0] if steps and (not by_chance or drawn.random() < STEP_SHARE) else ""
            aim = STEPS.get(step)
            pid = delivering.fork(lambda: delivering.send(settings, clock, aim))  # noqa: B023
            ours.send((pid, WIRE.get(step)))
            life_s = LAST_S  # after the last kill by chance
            if by_chance:
                life_s = play.step_s if step else drawn.uniform(*play.life_s)
            status, was_chance = delivering.wait(pid, life_s)
            ours.send((0, None))
            tries[step] += 1
            if os.WIFSIGNALED(status):
                killed["by chance" if was_chance else step] += 1
                again = was_chance and tries[step] < TRIES
                if step:
                    steps = steps[1:] + (steps[:1] if again else [])
                tell(step or "by chance", sum(killed.values()), play.kills + len(play.steps))
            elif os.WEXITSTATUS(status) == 9:
                raise RuntimeError("a sender died of itself")
            elif os.WEXITSTATUS(status):
                clock.leap(300.0)  # the next run comes by the clock
            elif steps or by_chance:
                queue(play.more)
            else:
                break
        ours.send("end")
        told = ours.recv()
    finally:
        os.kill(slack, signal.SIGKILL)
        os.waitpid(slack, 0)
    with store.open_warehouse(settings.warehouse) as con:
        rows = outbox_shown.listed(con, "", len(wanted) + 1)
    return Outcome(
        **told,
        states=dict(Counter(row.state for row in rows)),
        parked=frozenset(row.alert_id for row in rows if row.state == "parked"),
        wanted=wanted,
        killed=dict(killed),
    )


def _alert_id(message: dict[str, Any]) -> str:
    return str(message["metadata"]["event_payload"]["alert_id"])
