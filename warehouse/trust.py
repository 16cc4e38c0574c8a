"""Whether a feed's "not modified" can be believed: some say it for ever."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from records import Entry

DISTRUST_FOR = timedelta(days=7)  # then it may say it again
# A cache between us may be so late without anybody lying; guess.
CACHED_FOR = timedelta(hours=1)
A_DAY = timedelta(days=1)


def has_lied(said_at: datetime | None, found: Iterable[Entry], *, has_same_tag: bool) -> bool:
    """Return whether a whole body shows that "not modified" was untrue.

    What came out after it was said proves nothing, nor does an entry without a date: a feed
    of such that lies is read once a day.

    Args:
        said_at: When it was said last; None: not since the last body.
        found: The entries of the body that were not known.
        has_same_tag: The body came with the validators of the one before.
    """
    if said_at is None:
        return False
    return any(has_same_tag or _stood(entry, said_at) for entry in found)


def _stood(entry: Entry, said_at: datetime) -> bool:
    """Return whether an entry must have stood in its feed by then."""
    at = entry.published_at
    if at is None:
        return False
    has_hour = bool(at.minute or at.second or at.hour not in (0, 23))  # 23: midnight in summer
    return at + (CACHED_FOR if has_hour else A_DAY) < said_at
