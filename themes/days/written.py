"""Days that are told without being numbered: "the last working day of March", "Friday week"."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

# English, then Welsh, as Welsh bodies write them, softened or not.
_MONTH_NAMES = (
    ("January", "Jan", "Ionawr"),
    ("February", "Feb", "Chwefror"),
    ("March", "Mar", "Mawrth", "Fawrth"),
    ("April", "Apr", "Ebrill"),
    ("May", "Mai", "Fai"),
    ("June", "Jun", "Mehefin", "Fehefin"),
    ("July", "Jul", "Gorffennaf", "Orffennaf"),
    ("August", "Aug", "Awst"),
    ("September", "Sep", "Sept", "Medi", "Fedi"),
    ("October", "Oct", "Hydref"),
    ("November", "Nov", "Tachwedd", "Dachwedd"),
    ("December", "Dec", "Rhagfyr", "Ragfyr"),
)
_NUMBERS = {
    name.lower(): number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names
}
_SHORT = {"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec"}
_LONG = [name for names in _MONTH_NAMES for name in names if name not in _SHORT]
MONTH = (
    rf"(?:(?:{'|'.join(_LONG)})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    rf"|(?:{'|'.join(names[0].upper() for names in _MONTH_NAMES)}))"
)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_FULL = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_RANKS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_RANKS |= {"last": -1, "final": -1, "fifth": 5}
# Days of the year that everybody can find in a calendar; Easter and the rest move.
_FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "hogmanay": (12, 31),
    "new year's day": (1, 1),
    "burns night": (1, 25),
    "st david's day": (3, 1),
    "st patrick's day": (3, 17),
    "st george's day": (4, 23),
    "hallowe'en": (10, 31),
    "halloween": (10, 31),
    "bonfire night": (11, 5),
    "st andrew's day": (11, 30),
}
_AHEAD = {"week": 7, "fortnight": 14}
_AWAY = (
    r"(?P<away>a (?:week|fortnight|month)|(?:two|three|four|five|six|seven|eight|ten|twelve) weeks"
    r"|(?:one|two|three|four|five|six) months?)"
)
_SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_COUNTED = {word: number for number, word in enumerate(_SMALL, start=1)}
_OTHER = re.compile(
    rf"\b{_AWAY} (?:on (?P<on>{_FULL})|(?P<today>today|tomorrow))\b"
    rf"|\b(?P<then>{_FULL}|today|tomorrow) (?P<later>week|fortnight)\b"
    rf"|\b(?P<rank>{'|'.join(_RANKS)}) (?P<what>{_FULL}|(?:working |business |calendar )?day)"
    rf" (?:of|in) (?:(?P<whole>(?:the|this|next) month)|(?P<month>{MONTH})(?:,? "
    rf"(?P<year>\d{{4}})\b)?)"
    r"|\b(?P<close>(?:month|year)[’'-]?s?[ -]end|end of the (?:calendar |financial )?year)\b"
    r"|\b(?P<ordinal>\d{1,2})(?:st|nd|rd|th) of (?P<near>this|next) month\b"
    rf"|\b(?P<feast>{'|'.join(sorted(_FEASTS, key=len, reverse=True))})\b(?! (?:eve|lunch|party))",
    re.I,
)
HINT = re.compile(
    r"today|tomorrow|day\b|week\b|month|year|fortnight|hogmanay|night|hallowe|\beve\b", re.I
)


def month_number(name: str) -> int:
    """Return the number of a month by its name, short, long or Welsh."""
    return _NUMBERS[name.lower().rstrip(".")]


def find(text: str, written_on: date | None) -> Iterator[tuple[int, int, date | None, bool]]:
    """Yield where such a day stands, the day, and whether its year is given.

    A day that cannot be told is yielded as None, so that no part of its words is read alone.

    Args:
        text: A sentence.
        written_on: The day on which it appeared; None: hardly any can be told.
    """
    if not HINT.search(text):
        return
    for found in _OTHER.finditer(text.replace("’", "'").replace("\n", " ")):
        yield found.start(), found.end(), _day(found, written_on), bool(found["year"])


def _day(found: re.Match[str], written_on: date | None) -> date | None:
    if found["rank"] and found["year"]:
        return _ranked(found, int(found["year"]), month_number(found["month"]))
    if written_on is None:
        return None
    if found["rank"]:
        return _next_ranked(found, written_on)
    if found["feast"]:
        month, day = _FEASTS[found["feast"].lower()]
        this = written_on.replace(month=month, day=day)
        return this if this >= written_on else this.replace(year=this.year + 1)
    if found["close"]:
        return _close(found["close"].lower(), written_on)
    if found["ordinal"]:
        first = _first_of_next(written_on) if found["near"].lower() == "next" else written_on
        last = monthrange(first.year, first.month)[1]
        day = int(found["ordinal"])
        return first.replace(day=day) if 0 < day <= last else None
    if found["then"]:
        begin = _weekday_ahead(found["then"], written_on)
        return begin and begin + timedelta(days=_AHEAD[found["later"].lower()])
    begin = _weekday_ahead(found["on"] or found["today"], written_on)
    return begin and _away(begin, found["away"].lower())


def _away(begin: date, away: str) -> date | None:
    """Return the day so long after another: "a fortnight", "six weeks", "two months"."""
    count, unit = away.split()
    number = 1 if count == "a" else _COUNTED[count]
    if unit in _AHEAD:
        return begin + timedelta(days=_AHEAD[unit])
    if unit == "weeks":
        return begin + timedelta(days=7 * number)
    months = begin.month - 1 + number
    year, month = begin.year + months // 12, months % 12 + 1
    return date(year, month, min(begin.day, monthrange(year, month)[1]))


def _weekday_ahead(name: str, written_on: date) -> date | None:
    """Return today, tomorrow or the next day of a name; on that day itself nobody can tell."""
    name = name.lower()
    if name == "today":
        return written_on
    if name == "tomorrow":
        return written_on + timedelta(days=1)
    days = (WEEKDAYS.index(name[:3]) - written_on.weekday()) % 7
    return written_on + timedelta(days=days) if days else None


def _first_of_next(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


def _close(words: str, written_on: date) -> date | None:
    """Return the end of the month or of a year; "the year" alone may be of either kind."""
    if "financial" in words:
        year = written_on.year + (written_on > date(written_on.year, 3, 31))
        return date(year, 3, 31)
    if "calendar" in words:
        return date(written_on.year, 12, 31)
    if words.startswith("month"):
        return written_on.replace(day=monthrange(written_on.year, written_on.month)[1])
    return None


def _next_ranked(found: re.Match[str], written_on: date) -> date | None:
    """Return the next "first Monday in February"."""
    if whole := found["whole"]:
        first = _first_of_next(written_on) if whole.lower().startswith("next") else written_on
        day = _ranked(found, first.year, first.month)
        return day if day and day >= written_on else None
    month = month_number(found["month"])
    for year in (written_on.year, written_on.year + 1):
        day = _ranked(found, year, month)
        if day and day >= written_on:
            return day
    return None


def _ranked(found: re.Match[str], year: int, month: int) -> date | None:
    """Return the first Monday, the third Friday, the last working day … of a month."""
    if not 1900 <= year <= 2200:
        return None
    rank, what = _RANKS[found["rank"].lower()], found["what"].lower()
    last = date(year, month, monthrange(year, month)[1])
    if what.endswith(" day") or what == "day":
        is_all = what in {"day", "calendar day"}
        if rank == -1:
            return last if is_all else _last_working_day(last)
        return date(year, month, rank) if is_all else None
    weekday = WEEKDAYS.index(what[:3])
    if rank == -1:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (rank - 1))
    return day if day.month == month else None


def _last_working_day(last: date) -> date | None:
    """Return the last working day of a month; None where a holiday of some nation is near."""
    while last.weekday() > 4:
        last -= timedelta(days=1)
    is_holiday = last.month in {5, 8} and last.weekday() == 0
    return None if is_holiday or last == _good_friday(last.year) else last


def _good_friday(year: int) -> date:
    """Return the Friday before Easter, by the rule of the Gregorian calendar."""
    century, golden = year // 100, year % 19
    moon = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon -= (moon // 28) * (1 - (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    ahead = moon - weekday
    month = 3 + (ahead + 40) // 44
    return date(year, month, ahead + 28 - 31 * (month // 4)) - timedelta(days=2)
