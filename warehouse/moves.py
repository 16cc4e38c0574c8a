"""Where a feed is asked: a permanent redirect is believed once it has lasted."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

# A mistake in a server's settings, or a wall that redirects, is over sooner.
AGREEING_POLLS = 3
AGREEING_FOR = timedelta(days=1)
FAILURES = 3  # in a row, before the old address is asked again


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """How far a feed has moved."""

    asked_url: str | None = None  # asked instead of the address of the seeds; None: that one
    moved_to: str | None = None  # where permanent redirects lead, or led
    moved_since: datetime | None = None  # first of the polls in a row that were sent there
    moved_polls: int | None = None  # how many they are, until it is believed
    moved_failures: int | None = None  # failures in a row of asked_url


def well(move: Move, moved_to: str | None, now: datetime) -> Move:
    """Return how things stand after a poll that brought a feed.

    Args:
        move: Before it.
        moved_to: Where permanent redirects led from the address that was asked; None: nowhere.
        now: The time of the poll.
    """
    if moved_to is None:
        since = move.moved_since if move.asked_url else None
        return Move(asked_url=move.asked_url, moved_to=move.asked_url, moved_since=since)
    is_same = moved_to == move.moved_to and bool(move.moved_polls)
    since = move.moved_since if is_same and move.moved_since else now
    polls = (move.moved_polls or 0) + 1 if is_same else 1
    if polls >= AGREEING_POLLS and now - since >= AGREEING_FOR:
        return Move(asked_url=moved_to, moved_to=moved_to, moved_since=since)
    return Move(asked_url=move.asked_url, moved_to=moved_to, moved_since=since, moved_polls=polls)


def failed(move: Move, kind: str) -> Move:
    """Return how things stand after a poll that failed; temporary failures say nothing.

    Args:
        move: Before it.
        kind: hard, soft or temporary.
    """
    if move.asked_url is None or kind == "temporary":
        return move
    failures = (move.moved_failures or 0) + 1
    return Move() if failures >= FAILURES else replace(move, moved_failures=failures)
