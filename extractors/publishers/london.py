"""Moments of the machine, as British public bodies write them for people: in London time."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def read(text: str) -> datetime | None:
    """Return the moment that an ISO 8601 text names, in UTC; without a zone it is London's.

    None: it names none. Unlike ``dates.read`` any year is believed: a deadline may lie far ahead.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def said(moment: datetime, *, is_end: bool = False) -> str:
    """Return a moment as "4pm on 3 February 2027"; a day alone where it begins at midnight.

    Args:
        moment: Aware of its zone.
        is_end: It ends something: midnight is then the last minute of the day before, which
            nobody can misread. GOV.UK writes it so.
    """
    there = moment.astimezone(LONDON)
    if is_end and there.time() == time.min:
        there -= timedelta(minutes=1)
    day = f"{there.day} {there:%B} {there.year}"
    if (there.hour, there.minute) == (0, 0):
        return day
    if (there.hour, there.minute) == (12, 0):
        return f"midday on {day}"
    minutes = f":{there.minute:02}" if there.minute else ""
    return f"{there.hour % 12 or 12}{minutes}{'am' if there.hour < 12 else 'pm'} on {day}"


def at(moment: datetime, *, is_end: bool = False) -> str:
    """Return a moment with its preposition: "at 4pm on 3 February 2027", "on 3 February 2027"."""
    words = said(moment, is_end=is_end)
    return f"at {words}" if " on " in words else f"on {words}"
