"""The hour beside a day: 5pm, 17:00, noon, midnight."""

import re
from datetime import time

END_OF_DAY = time(23, 59)

_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = tuple(_TWELVE.split())
_WORDS = "|".join(_NUMBERS)
_PAST = {"half past": 30, "quarter past": 15, "quarter to": -15}
_HOUR = (
    r"(?:(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?\s?(?P<half>[ap])(?:\.m\.|m\b)"
    r"|(?P<hour24>[01]?\d|2[0-3])[:.](?P<minute24>[0-5]\d)(?:\s?(?:hrs|hours))?(?!\d|[:.]\d)"
    rf"|(?:(?P<past>half past|quarter past|quarter to)\s)?(?P<clock>\d{{1,2}}"
    rf"|{_WORDS})\s?o['’]clock"
    rf"|(?P<past2>half past|quarter past|quarter to)\s(?P<clock2>\d{{1,2}}|{_WORDS})\b"
    r"|(?<=\b(?:at|by)\s)(?P<army>[01]\d|2[0-3])(?P<minutes>[0-5]\d)"
    r"(?=\s?(?:hrs|hours|h)?,?\s(?:on|of)\b)(?:\s?(?:hrs|hours|h)\b)?"
    r"|(?:12(?:[.:]00)?\s|(?:one|a) minute (?:to|before) )?(?P<named>noon|midday|midnight))"
)
_BEFORE = re.compile(
    rf"\b{_HOUR}(?:\s?\(?(?:GMT|BST|UK time|London time|sharp|prompt|noon|midday|midnight"
    r"|in the (?:afternoon|evening))\)?)?,?\s*(?:on|of|at the end of)?\s*(?:the\s+)?\Z",
    re.I,
)
_AFTER = re.compile(rf"\s*(?:,|at|by|\(|,\s*at|–|-)\s*(?:the latest\s+)?{_HOUR}", re.I)
_ALONE = re.compile(rf"\W*(?:closing |closes |deadline )?(?:time|at)\s*[:–-]?\s*{_HOUR}\W*", re.I)
# Any hour, for patterns that only step over it.
ANY = re.sub(r"\?P<\w+>", "?:", _HOUR)
_LOOK_BACK = 40  # characters; longer than any hour with its words


def beside(text: str, start: int, stop: int) -> tuple[int, int, time | None]:
    """Return the hour beside a day, and the offsets of both."""
    after = _AFTER.match(text, stop)
    if after and (hour := _time(after)):
        return start, after.end(), hour
    left = max(start - _LOOK_BACK, 0)
    before = _BEFORE.search(text[left:start])
    if before and (hour := _time(before)):
        return left + before.start(), stop, hour
    return start, stop, None


def alone(text: str) -> time | None:
    """Return the hour of a sentence that says nothing else: "Closing time: noon."."""
    found = _ALONE.fullmatch(text) if len(text) <= _LOOK_BACK else None
    return _time(found) if found else None


def _time(found: re.Match[str]) -> time | None:
    """Return the time of a match; midnight is the end of the day, as deadlines mean it."""
    if named := found["named"]:
        return END_OF_DAY if named.lower() == "midnight" else time(12)
    if on_the_clock := found["clock"] or found["clock2"]:
        return _of_the_clock(on_the_clock.lower(), (found["past"] or found["past2"] or "").lower())
    if found["army"]:
        return time(int(found["army"]), int(found["minutes"]))
    if found["hour24"]:
        return time(int(found["hour24"]), int(found["minute24"])) if found["minute24"] else None
    number, minute = int(found["hour"]), int(found["minute"] or 0)
    if not 1 <= number <= 12 or minute > 59 or (number == 12 and found["half"].lower() == "a"):
        return None  # nobody knows which midnight 12am is
    return time(number % 12 + (12 if found["half"].lower() == "p" else 0), minute)


def _of_the_clock(hour: str, past: str) -> time | None:
    """Return the time of "half past four"; offices are shut at that time of the morning."""
    number = _NUMBERS.index(hour) + 1 if hour in _NUMBERS else int(hour)
    if not 1 <= number <= 7 and number != 12:
        return None
    minutes = (number % 12 + 12) * 60 + _PAST.get(past, 0)
    return time(minutes // 60, minutes % 60)
