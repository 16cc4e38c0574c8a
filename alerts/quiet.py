"""When a channel wants to be left alone, in London's hours, and until when a message waits."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
# Kinds of alerts that quiet hours let through where the channel does not say otherwise: what is
# new, a step, and a day by which somebody must act. Further areas, bodies and reports can wait.
URGENT = frozenset(
    {
        "new",
        "step",
        "deadline",
        "reminder",
        "moved deadline",
        "withdrawn deadline",
        "deadline again",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """The hours and days on which a channel is left alone."""

    begins: time | None = None  # in London; None: no quiet hours, weekends at most
    ends: time | None = None  # earlier than the beginning: on the next day
    weekends: bool = False  # Saturday and Sunday, all day
    is_strict: bool = False  # what is urgent waits too


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of quiet around a moment."""

    began_at: datetime  # in UTC, as the other
    ends_at: datetime


def spell(quiet: Quiet | None, now: datetime) -> Spell | None:
    """Return the quiet that reigns now, as long as it lasts; None: none does.

    Nights and weekends that touch are one: what waits on Friday evening waits until Monday.

    Args:
        quiet: Of the channel; None: it has none.
        now: The time.
    """
    if quiet is None:
        return None
    today = now.astimezone(LONDON).date()
    # Ten days on each side: longer than a night, a weekend and a night.
    days = [today + DAY * number for number in range(-10, 11)]
    began_at = ends_at = None
    for start, stop in sorted(stretch for day in days for stretch in _stretches(quiet, day)):
        if ends_at is None or start > ends_at:
            if ends_at is not None and began_at is not None and began_at <= now < ends_at:
                break
            began_at, ends_at = start, stop
        ends_at = max(ends_at, stop)
    if began_at is None or ends_at is None or not began_at <= now < ends_at:
        return None
    return Spell(began_at, ends_at)


def not_before(quiet: Quiet | None, kind: str, tier: str, now: datetime) -> datetime | None:
    """Return until when an alert waits; None: it goes at once.

    Args:
        quiet: Of the channel; None: it has none.
        kind: Of the alert: new, step, reminder, digest …
        tier: One of records.TIERS.
        now: The time.
    """
    found = spell(quiet, now)
    if found is None or quiet is None:
        return None
    passes = tier == "immediate" and kind in URGENT and not quiet.is_strict
    return None if passes else found.ends_at


def _stretches(quiet: Quiet, day: date) -> list[tuple[datetime, datetime]]:
    """Return the quiet stretches that begin on a day."""
    found = []
    if quiet.begins is not None and quiet.ends is not None:
        last = day if quiet.begins < quiet.ends else day + DAY
        found.append((_at(day, quiet.begins), _at(last, quiet.ends)))
    if quiet.weekends and day.weekday() == 5:
        found.append((_at(day, time.min), _at(day + 2 * DAY, time.min)))
    return found


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LONDON).astimezone(UTC)
