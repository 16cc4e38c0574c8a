"""What follows from each answer of Slack: the life of an outbox row, as a pure policy.

    state     what comes                          then
    pending   its turn, and the pause is over     sending (committed), then post
    sending   receipt                             sent
              content, first time                 post again at once, as plain short text
              content, second time                parked, with the reason
              wait                                pending; the channel or all pause
              destination                         pending in an hour; the channel pauses
              credentials                         pending; all sending stops
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
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from records import PlacewatchError

GAP_S = 1.1  # Slack's limit is one message a second and channel; a tenth for the network
FIRST_DELAY_S = 15.0  # guess
LAST_DELAY_S = 900.0  # 15 minutes: guess; also the longest Retry-After that is believed
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do with an outbox row now, and what waits with it."""

    step: str  # sent, retry, look up, shorten, park
    at: datetime | None  # retry, look up: not before; None: at once, or never again
    scope: str  # row, channel, all: whose sending pauses until ``at``
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
        return _decision("look up", _later(now, settle_s), "channel", error.text)
    if error.kind == "content":
        step = "park" if row.is_short else "shorten"
        return _decision(step, why=error.text, is_for_people=row.is_short)
    return _decision("retry", *_pause(row, error, now))


def _after_search(row: Row, outcome: PostError | NotAllowed | None, now: datetime) -> Decision:
    if isinstance(outcome, PostError):
        return _decision("look up", *_pause(row, outcome, now))
    # The first repeat at once: the row has already settled. Then ever more slowly.
    at = now if row.posts <= 1 else _later(now, backoff_s(row.posts - 1))
    if isinstance(outcome, NotAllowed):
        why = f"sent again, it may show twice: {outcome.text}"
        return _decision("retry", at, "channel", why, is_for_people=True)
    return _decision("retry", at, "channel", "not in the channel: sent again")


def _pause(row: Row, error: PostError, now: datetime) -> tuple[datetime, str, str, bool]:
    """Return until when, for whom and why sending pauses, and whether somebody must act."""
    if error.kind == "credentials":
        return _later(now, CREDENTIALS_DELAY_S), "all", error.text, True
    if error.kind == "destination":
        return _later(now, DESTINATION_DELAY_S), "channel", error.text, True
    if error.retry_after_s is not None:
        delay_s = min(max(error.retry_after_s, GAP_S), LAST_DELAY_S)
        return _later(now, delay_s), "channel", error.text, False
    return _later(now, backoff_s(row.posts)), "all", error.text, False


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


def pause_s(channel: str, now: datetime, last_sent: Mapping[str, datetime]) -> float:
    """Return the seconds to wait before the next message to a channel; 0: none.

    Args:
        channel: As the row names it.
        now: The time.
        last_sent: For each channel, when the last call for it ended.
    """
    if channel not in last_sent:
        return 0.0
    passed_s = (now - last_sent[channel]).total_seconds()
    return min(max(GAP_S - passed_s, 0.0), GAP_S)
