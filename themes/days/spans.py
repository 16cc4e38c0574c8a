"""How long something lasts: "twelve weeks", "28 days"."""

import re
from calendar import monthrange
from datetime import date, timedelta

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty twenty-one"
)
_COUNTS = {word: number for number, word in enumerate(_SMALL.split(), start=1)}
_COUNTS |= {"twenty-eight": 28, "thirty": 30, "forty-two": 42, "sixty": 60, "ninety": 90}
SPAN = re.compile(
    rf"\b(\d{{1,3}}|{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
    r"[-\s](day|week|month)s?\b(?!['’]?\s+(?:time|later|ago|before|after|early))",
    re.I,
)


def later(day: date, count: str, unit: str) -> date:
    """Return the day so many days, weeks or months after another.

    Args:
        day: The first one.
        count: In figures or as a word of SPAN.
        unit: day, week or month.
    """
    number = int(count) if count.isdigit() else _COUNTS[count.lower()]
    if unit != "month":
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + number
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
