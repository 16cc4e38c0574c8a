"""What a person names on the command line: a source, a day."""

import difflib
from collections.abc import Mapping
from datetime import datetime

from extractors import dates
from records import PlacewatchError, Source

MOST_NAMED = 3  # of ids that are like the one asked for


class UnknownSource(PlacewatchError):
    """An id that the list of sources does not have."""


class BadDay(PlacewatchError):
    """A day that cannot be read, or is still to come."""


def source(watched: Mapping[str, Source], wanted: str) -> Source:
    """Return the source with an id.

    Raises:
        UnknownSource: with the ids that are most like it.
    """
    if wanted in watched:
        return watched[wanted]
    by_name = {one.name.lower(): one.source_id for one in watched.values()}
    like = difflib.get_close_matches(wanted, watched, MOST_NAMED, 0.5)
    like += [by_name[n] for n in difflib.get_close_matches(wanted.lower(), by_name, MOST_NAMED)]
    named = ", ".join(dict.fromkeys(like))
    remedy = f"did you mean {named}?" if named else "'placewatch sources' lists them"
    raise UnknownSource(f"no source has the id {wanted!r}: {remedy}")


def day(text: str, now: datetime) -> datetime:
    """Return the midnight at which a day begins, in UTC.

    Raises:
        BadDay: with what would be right.
    """
    found = dates.read(text, None)
    if found is None:
        raise BadDay(f"the day {text!r} cannot be read: write it as 2025-01-31")
    begun = found.replace(hour=0, minute=0, second=0, microsecond=0)
    if begun > now:
        raise BadDay(f"{shown(begun)} is still to come: name a day in the past")
    return begun


def shown(day: datetime) -> str:
    """Return a day for people: 31 January 2025."""
    return f"{day.day} {day:%B %Y}"
