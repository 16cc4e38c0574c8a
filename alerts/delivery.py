"""What follows from each answer of Slack: the life of an outbox row, as a pure policy.

    state     what comes                          then
    pending   its turn, and the pause is over     sending (committed), then post
    sending   receipt                             sent
              content, first time                 pending: posted as plain short text
              content, second time                parked, with the reason
              wait                                pending; the channel or all pause
              destination                         pending in an hour; the channel pauses
              credentials                         pending; all sending stops
              parent                              pending: posted without the one that is gone
              unknown, or our process was killed  settle, then search the channel
    settled   found in the channel                sent
              not there                           pending: posted again
              not allowed to look                 pending: posted again, may show twice
              no answer                           searched again later

A row is marked ``sending`` before the call, so that neither a killed process nor a lost
answer can make us forget that the message may already stand in the channel. With the
history scope no alert is seen twice unless Slack accepts it later than ``settle_s`` after
it failed to answer. Without that scope an alert may be seen twice, but is never lost.
Only one process posts at a time, so delays need no jitter.

A message on which Slack fails again and again lets the others pass. If it takes them and
still fails on this one, the message is at fault: it is made short, and in the end parked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from records import PlacewatchError

GAP_S = 1.1  # Slack's limit is one message a second and channel; a tenth for the network
LET_PASS = 3  # posts without a clear answer: guess
# Where a third of all calls fail, one message in 60,000 fails ten times in a row.
SHORTEN_AT = 10
PARK_AT = 15
GIVE_UP_S = 7200.0  # a channel that cannot be searched for so long never will be: guess
FIRST_DELAY_S = 15.0  # guess
LAST_DELAY_S = 900.0  # 15 minutes: guess
LONGEST_WAIT_S = 3600.0  # the longest Retry-After that is believed: guess
DESTINATION_DELAY_S = 3600.0  # somebody must invite the bot or open the channel
CREDENTIALS_DELAY_S = 600.0  # somebody must renew the token; one call then tells


class PostError(PlacewatchError):
    """A message, or a search for one, that Slack did not confirm.

    ``kind`` says what to do next:
        wait         nothing was accepted; later
        unknown      it may or may not have been accepted: settle, then search
        destination  the channel cannot be written to, whatever the message
        credentials  nothing can be sent before somebody renews the token or a scope
        content      Slack refuses this very message
        parent       the message that it replies to is gone; nothing was accepted
    """

    def __init__(
        self, kind: str, text: str, retry_after_s: float | None = None, code: str = ""
    ) -> None:
        self.kind = kind
        self.text = text  # one line: what happened, and what the operator must do
        self.retry_after_s = retry_after_s  # None: Slack does not say
        self.code = code  # Slack's word for it; empty: it gave none
        super().__init__(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Slack's proof that a message stands in a channel."""

    ts: str  # Slack's name for the message within the channel
    channel: str  # id of the channel
    thread_ts: str = ""  # message below which it stands; empty: it stands alone


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAllowed:
    """The channel's history may not be read, so nobody can tell what it shows."""

    text: str  # one line: what the operator must do


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the policy needs to know of an outbox row."""

    posts: int  # times that the row was posted, the last one included
    is_uncertain: bool  # the last post had no clear answer; the outcome is that of a search
    is_short: bool = False  # it was posted as plain short text
    is_overtaken: bool = False  # its channel took others since it was first posted
    age_s: float = 0.0  # since the last post


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do with an outbox row now, and what waits with it."""

    step: str  # sent, retry, look up, shorten, orphan, park
    at: datetime | None  # retry, look up: not before; None: at once, or never again
    scope: str  # row, search (of every channel), channel, all: what pauses until ``at``
    why: str  # one line, for the row and for people
    is_for_people: bool  # somebody must act: a problem row is due
    receipt: Receipt | None = None  # sent only


Outcome = Receipt | PostError | NotAllowed | None  # None: searched, and not there


def decide(row: Row, outcome: Outcome, now: datetime, settle_s: float) -> Decision:
    """Return what follows from the outcome of a post or of a search.

    Args:
        row: How far the row has come.
        outcome: Of the post; of the search, if the row is uncertain.
        now: When the outcome was seen.
        settle_s: How long Slack may take to show a message that it did not confirm.
    """
    if isinstance(outcome, Receipt):
        why = "found in the channel" if row.is_uncertain else "accepted"
        return _decision("sent", why=why, receipt=outcome)
    if row.is_uncertain:
        return _after_search(row, outcome, now)
    if isinstance(outcome, PostError):
        return _after_post(row, outcome, now, settle_s)
    raise ValueError(f"a post cannot come out as {outcome!r}")


def _after_post(row: Row, error: PostError, now: datetime, settle_s: float) -> Decision:
    if error.kind == "unknown":
        scope = "channel" if row.posts < LET_PASS else "row"
        return _decision("look up", _later(now, settle_s), scope, error.text)
    if error.kind == "content":
        step = "park" if row.is_short else "shorten"
        return _decision(step, why=error.text, is_for_people=row.is_short)
    if error.kind == "parent":
        return _decision("orphan", why=error.text)
    return _decision("retry", *_pause(row, error, now))


def _after_search(row: Row, outcome: PostError | NotAllowed | None, now: datetime) -> Decision:
    if isinstance(outcome, PostError):
        if outcome.kind != "destination" or row.age_s < GIVE_UP_S:
            return _decision("look up", *_until_next_search(row, outcome, now))
        outcome = NotAllowed(text=outcome.text)
    if row.is_overtaken and row.posts >= (PARK_AT if row.is_short else SHORTEN_AT):
        step = "park" if row.is_short else "shorten"
        why = f"Slack fails on this message and on no other, {row.posts} times; look at it"
        return _decision(step, why=why, is_for_people=row.is_short)
    # The first repeat at once: the row has already settled. Then ever more slowly.
    at = now if row.posts <= 1 else _later(now, backoff_s(row.posts - 1))
    scope = "channel" if row.posts < LET_PASS else "row"
    if isinstance(outcome, NotAllowed):
        why = f"sent again, it may show twice: {outcome.text}"
        return _decision("retry", at, scope, why, is_for_people=True)
    return _decision("retry", at, scope, "not in the channel: sent again")


def _pause(row: Row, error: PostError, now: datetime) -> tuple[datetime, str, str, bool]:
    """Return until when, for whom and why sending pauses, and whether somebody must act."""
    if error.kind == "credentials":
        return _later(now, CREDENTIALS_DELAY_S), "all", error.text, True
    if error.kind == "destination":
        return _later(now, DESTINATION_DELAY_S), "channel", error.text, True
    if error.retry_after_s is not None:
        return _later(now, _believed_s(error.retry_after_s)), "channel", error.text, False
    return _later(now, backoff_s(row.posts)), "all", error.text, False


def _until_next_search(
    row: Row, error: PostError, now: datetime
) -> tuple[datetime, str, str, bool]:
    """Return the same for a search: it waits alone where others can still be posted."""
    if error.kind in {"credentials", "destination"}:
        at, scope, why, is_for_people = _pause(row, error, now)
        return at, "row" if scope == "channel" else scope, why, is_for_people
    if error.retry_after_s is not None:
        return _later(now, _believed_s(error.retry_after_s)), "search", error.text, False
    delay_s = min(max(row.age_s / 4, FIRST_DELAY_S), LAST_DELAY_S)  # a quarter: guess
    return _later(now, delay_s), "all" if error.kind == "wait" else "row", error.text, False


def _believed_s(retry_after_s: float) -> float:
    return min(max(retry_after_s, GAP_S), LONGEST_WAIT_S)


def _decision(
    step: str,
    at: datetime | None = None,
    scope: str = "row",
    why: str = "",
    is_for_people: bool = False,
    receipt: Receipt | None = None,
) -> Decision:
    return Decision(
        step=step, at=at, scope=scope, why=why, is_for_people=is_for_people, receipt=receipt
    )


def _later(now: datetime, seconds: float) -> datetime:
    return now + timedelta(seconds=seconds)


def backoff_s(posts: int) -> float:
    """Return how long to wait after so many posts in vain: doubling, up to LAST_DELAY_S."""
    doublings = min(max(posts - 1, 0), 16)
    return min(FIRST_DELAY_S * 2.0**doublings, LAST_DELAY_S)


def next_call_at(last: datetime | None, now: datetime, gap_s: float) -> datetime:
    """Return when a channel takes another message.

    Args:
        last: When the last call for it ended; None: there was none.
        now: The time; earlier than ``last`` if the clock went back.
        gap_s: Between the end of a call and the next.
    """
    return now if last is None else min(last, now) + timedelta(seconds=gap_s)
