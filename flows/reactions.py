"""Read back what people in Slack make of the messages of the last days."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from alerts import reactions as signs
from alerts.delivery import PostError
from alerts.reactions import Sign, Wanted
from alerts.slack import SlackSink
from records import Problem
from settings import Settings
from warehouse import problems, publish, runs, store
from warehouse import reactions as kept
from warehouse.reactions import Message, Reaction
from warehouse.turn import turn

log = logging.getLogger("placewatch.reactions")

DAYS = 14  # guess: nobody goes back further to say what he thinks of a message
MOST = 200  # messages, the newest; at worst one call each, four minutes: guess
GAP_S = 1.2  # Slack's limit for these methods is some fifty a minute
PATIENCE_S = 120.0  # guess: how late a run may still wait for Slack; the next one goes on
TRIES = 3  # of a call without a clear answer; reading twice does no harm


@dataclass(slots=True)
class ReadBack:
    """What reading back brought; for people and for the run's counts."""

    messages: int = 0  # that were read
    reactions: int = 0  # said or taken back since the last time
    last_error: str = ""

    def counts(self) -> dict[str, int]:
        """Return the figures by name."""
        return {"messages": self.messages, "reactions": self.reactions}


def reactions_once(
    settings: Settings,
    now: datetime,
    *,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None] = time.sleep,
) -> ReadBack:
    """Read the reactions to the messages of the last days, and keep what is new.

        reactions.messages | Slack | compare with reactions.standing | reactions.add

    Where no token is set there is nothing to read. Safe to repeat: what was read is compared
    with what is remembered.

    Args:
        settings: Of the installation.
        now: The time of the run, at which all of it was seen.
        clock: Tells the time; asked again after each wait.
        sleep: Waits, in seconds.
    """
    done = ReadBack()
    if settings.slack_token is None:
        return done
    slack = SlackSink(settings.slack_token, settings.slack_channel, settings.slack_url)
    with turn(settings.home, "reactions", settings.warehouse):
        with store.open_warehouse(settings.warehouse) as con:
            wanted = kept.messages(con, now - timedelta(days=DAYS), MOST)
            if wanted:
                run_id = runs.start(con, "reactions", now)
            else:
                runs.rested(con, "reactions", now)
                publish.publish(con, settings.snapshot)
        if not wanted:
            return done
        try:
            _read(settings, wanted, _Paced(slack.ask, clock, sleep), now, done)
        except PostError as exc:
            done.last_error = exc.text
            _complain(settings, exc, now)
        finally:
            with store.open_warehouse(settings.warehouse) as con:
                runs.finish(con, run_id, done.counts(), clock())
                publish.publish(con, settings.snapshot)
    return done


def _read(
    settings: Settings,
    wanted: Sequence[Message],
    ask: "_Paced",
    now: datetime,
    done: ReadBack,
) -> None:
    """Read message by message; what was read before Slack fails is kept."""
    mine = {signs.me(ask)} - {""}
    for channel in dict.fromkeys(one.channel for one in wanted):
        here = {one.ts: one for one in wanted if one.channel == channel}
        asked = [
            Wanted(ts=one.ts, parent_ts=one.parent_ts, is_listed=one.is_listed)
            for one in here.values()
        ]
        read: dict[str, tuple[Sign, ...]] = {}
        try:
            for ts, found in signs.read(ask, channel, asked, mine):
                read[here[ts].alert_id] = found
        except PostError as exc:
            if exc.kind != "destination":  # this channel alone; the others are read
                raise
            done.last_error = exc.text
            _complain(settings, exc, now)
        finally:
            _keep(settings, read, now, done)


def _keep(
    settings: Settings, read: Mapping[str, tuple[Sign, ...]], now: datetime, done: ReadBack
) -> None:
    """Write down what differs from what is remembered."""
    done.messages += len(read)
    if not read:
        return
    with store.open_warehouse(settings.warehouse) as con, store.transaction(con):
        before = kept.standing(con, read)
        new = [
            change
            for alert_id, found in read.items()
            for change in changes(alert_id, before.get(alert_id, ()), found)
        ]
        done.reactions += kept.add(con, new, now)


def changes(alert_id: str, before: Sequence[Reaction], found: Sequence[Sign]) -> Iterator[Reaction]:
    """Yield what was taken back and what was said since a message was read last.

    Args:
        alert_id: The message.
        before: What stood then.
        found: What stands now.
    """
    now = {(one.who, one.meaning): one.emoji for one in found}
    was = {(one.who, one.meaning): one.emoji for one in before}
    for (who, meaning), emoji in was.items():
        if (who, meaning) not in now:
            yield Reaction(alert_id=alert_id, who=who, meaning=meaning, emoji=emoji, is_there=False)
    for (who, meaning), emoji in now.items():
        if (who, meaning) not in was:
            yield Reaction(alert_id=alert_id, who=who, meaning=meaning, emoji=emoji, is_there=True)


class _Paced:
    """Asks Slack no faster than it allows, and waits as long as it asks us to."""

    def __init__(
        self,
        ask: signs.Ask,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        self.ask, self.clock, self.sleep = ask, clock, sleep
        self.ends_at = clock() + timedelta(seconds=PATIENCE_S)
        self.last_at: datetime | None = None

    def __call__(self, method: str, /, **arguments: Any) -> Mapping[str, Any]:
        for left in reversed(range(TRIES)):
            if self.last_at is not None:
                passed_s = (self.clock() - self.last_at).total_seconds()
                self.sleep(min(max(GAP_S - passed_s, 0.0), GAP_S))
            try:
                return self.ask(method, **arguments)
            except PostError as exc:
                wait_s = max(exc.retry_after_s or GAP_S, GAP_S)
                is_late = self.clock() + timedelta(seconds=wait_s) > self.ends_at
                if exc.kind not in {"wait", "unknown"} or is_late or not left:
                    raise
                self.sleep(wait_s)
            finally:
                self.last_at = self.clock()
        raise AssertionError("a try returns or raises")


def _complain(settings: Settings, error: PostError, now: datetime) -> None:
    """Tell people what they must do; what comes right by itself is only logged."""
    log.warning("reactions: %s", error.text)
    if error.kind in {"credentials", "destination"}:
        text = f"reactions cannot be read: {error.text}"
        with store.open_warehouse(settings.warehouse) as con:
            found = Problem(about="Slack", kind="deliver", text=text, happened_at=now)
            problems.add(con, [found])
