"""When was it published? Publishers write dates in many ways, and some of them lie."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # before it there were no feeds: a junk date
MOST_AHEAD = timedelta(days=2)  # zones and wrong clocks; further ahead is an event, or junk

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january ionawr", "feb february chwefror", "mar march mawrth"),
            *("apr april ebrill", "may mai", "jun june mehefin", "jul july gorffennaf"),
            *("aug august awst", "sep sept september medi", "oct october hydref"),
            *("nov november tachwedd", "dec december rhagfyr"),
        ),
        start=1,
    )
    for name in names.split()
}
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th|ain|af|fed|eg)?", r"(?P<year>\d{4}|\d{2})"
_TIME = r"(?:\D{0,8}?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]\.?m)?)?"
_WORDED = (
    re.compile(rf"\b{_DAY}(?:\s+of)?[\s-]+(?P<month>[a-z]+)\.?,?[\s-]+{_YEAR}\b{_TIME}", re.I),
    re.compile(rf"\b(?P<month>[a-z]+)\.?\s+{_DAY},?\s+{_YEAR}\b{_TIME}", re.I),
    re.compile(rf"\b(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.](?P<year>\d{{4}})\b{_TIME}"),
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?")
_DATE_CHARS = 100  # of a text that may hold a date


def believable(moment: datetime | None, now: datetime | None) -> datetime | None:
    """Return a moment in UTC, or None if no publisher can have meant it.

    now: of the visit; None: moments ahead are believed.
    """
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:  # year 1 or 9999 in another zone
        return None
    is_ahead = now is not None and moment > now + MOST_AHEAD
    return None if is_ahead or moment < EARLIEST else moment


def read(text: str, now: datetime | None) -> datetime | None:
    """Return the moment that a text names; None: it names none that can be believed.

    Reads ISO 8601, the form of mails, and what people write: 18th Sep 26, 4:01pm;
    September 18, 2026; 18/09/2026 (day first). Without a zone it is taken for UTC.
    """
    text = text.strip()[:_DATE_CHARS]
    for parse in (_iso, _mail, _worded):
        moment = believable(parse(text), now)
        if moment:
            return moment
    return None


def _iso(text: str) -> datetime | None:
    found = _ISO.search(text)
    try:
        return datetime.fromisoformat(found.group()) if found else None
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _worded(text: str) -> datetime | None:
    for pattern in _WORDED:
        found = pattern.search(text)
        if not found:
            continue
        word = found["month"].lower()
        month = int(word) if word.isdecimal() else _MONTHS.get(word)
        year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
        hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
        if (found["half"] or "").lower().startswith("p") and hour < 12:
            hour += 12
        try:
            return datetime(year, month or 0, int(found["day"]), hour, minute, tzinfo=UTC)
        except ValueError:
            continue
    return None
