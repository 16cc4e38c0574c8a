"""Since when somebody may respond, where the sentence with the last day says it too."""

import re
from datetime import date, datetime, time, timedelta

from records import Notice
from themes.days import dates

LONGEST = timedelta(days=200)  # a call that is open longer is read wrongly; guess
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:the\s)?(?P<day>\d{1,2})"
    r"(?:st|nd|rd|th)?(?:\s(?P<month>" + "|".join(_MONTHS) + r"))?(?:,?\s(?P<year>20\d\d))?"
)
# "from" alone says when something takes effect, and "starts" of what: both are left aside.
_OPENS = re.compile(
    r"\b(?:"
    r"(?:opens|opened|(?:is|was|be|been)\sopen)\s(?:(?!from|until|till)[a-z]+\s){0,3}?"
    r"(?:on\s|from\s)?|"
    r"(?:runs?|ran|running)\s(?:[a-z]+\s){0,4}?from\s)(?:noon\s|midday\s|midnight\s)?(?:on\s)?"
    + _DAY,
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\b(?:from|between)\s" + _DAY + r"(?P<link>\s?[-–]\s?|\s(?:to|and|until|till)\s)",
    re.IGNORECASE,
)
_LAST = re.compile(r"\s?[-–]\s?\d|\s(?:to|until|till)\s(?:\w+\s){0,3}?\d", re.IGNORECASE)


def find(notice: Notice) -> datetime | None:
    """Return the first moment of the day on which a call opens; None: its sentence does not say.

    Args:
        notice: What a document says of a call.
    """
    last = dates.day_in_london(notice.closes_at)
    text = " ".join(notice.quote.split())
    for pattern in (_OPENS, _RANGE):
        for found in pattern.finditer(text):
            day = _day(found, last, has_last=bool(_LAST.match(text, found.end())))
            if day and timedelta() < last - day <= LONGEST:
                return dates.to_utc(day, time())
    return None


def _day(found: re.Match[str], last: date, *, has_last: bool) -> date | None:
    """Return the day of a match; what it lacks, month or year, it shares with the last day."""
    month = found["month"]
    if month is None and not (has_last or found.re is _RANGE):
        return None
    number = _MONTHS.index(month.capitalize()) + 1 if month else last.month
    year = int(found["year"] or last.year)
    # "15 December to 9 February 2027": a year that is given once is the last day's.
    is_before = not found["year"] and (number, int(found["day"])) > (last.month, last.day)
    try:
        return date(year - is_before, number, int(found["day"]))
    except ValueError:
        return None
