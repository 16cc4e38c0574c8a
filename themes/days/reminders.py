"""When somebody is reminded that a call closes: seven days before, and two."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from records import Call
from themes.days import dates

DISTANCES = (2, 7)  # days before the last one, the nearest first
HOUR = time(8)  # in London, as the digest; nobody is woken


def due(calls: Iterable[Call], now: datetime) -> tuple[tuple[Call, int], ...]:
    """Return the open calls of which to remind now, each with its distance in days.

    Of several distances that have passed only the nearest counts, so that an installation
    that slept does not ring twice. What was there before we looked is reminded of too, but
    no distance is made up for that had passed when we saw it: a first poll stays silent.

    Args:
        calls: As they stand.
        now: The time. Whether a reminder was queued before is the outbox's to know.
    """
    found = []
    for call in calls:
        if call.state != "open" or call.closes_at <= now:
            continue
        passed = [days for days in DISTANCES if _moment(call, days) <= now]
        if passed and not (call.is_baseline and call.first_seen_at > _moment(call, passed[0])):
            found.append((call, passed[0]))
    return tuple(found)


def _moment(call: Call, days: int) -> datetime:
    """Return the moment of a distance: a morning in London."""
    day = dates.day_in_london(call.closes_at) - timedelta(days=days)
    return dates.to_utc(day, HOUR)
