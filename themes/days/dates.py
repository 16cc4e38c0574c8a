"""Dates as British texts write them; what is vague stays unresolved rather than guessed."""

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from themes.days import clock, written
from themes.days.spans import SPAN, later
from themes.days.written import MONTH as _MONTH

LONDON = ZoneInfo("Europe/London")

# A day without a year is the next one. More than this many days ahead, it was more likely
# meant as the one just gone; guess.
FAR_DAYS = 300

_WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
)
_ORDINAL = r"(?:\s?(?:st|nd|rd|th))?"
_TO = r"\s*(?:[-–—]|(?:through |up )?to|and|until|till)\s*"
_DAY = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY}),?\s+(?:the\s+)?)?"
    rf"(?:(?<![\d/.])(?P<since>\d{{1,2}}){_ORDINAL}{_TO}(?:{_WEEKDAY}\s+)?)?"
    rf"(?<![\d/.,£])(?P<day>\d{{1,2}}){_ORDINAL}(?:\s+of)?\s+(?P<month>{_MONTH})"
    rf"(?:\s?[(/]\s?{_MONTH}\)?)?(?:,?\s+(?P<year>\d{{4}})\b)?"
    rf"|(?:\b(?P<weekday2>{_WEEKDAY}),?\s+)?\b(?P<month2>{_MONTH})\s+"
    rf"(?P<day2>\d{{1,2}}){_ORDINAL}(?![\d:.]*\d)(?:,?\s+(?P<year2>\d{{4}})\b)?"
    r"|(?<![\d/.])(?P<day3>\d{1,2})(?:/(?P<month3>\d{1,2})/(?P<year3>\d{4}|\d{2})"
    r"|\.(?P<month4>\d{1,2})\.(?P<year4>\d{4}))(?![\d/])"
    r"|\b(?P<year5>\d{4})-(?P<month5>\d{2})-(?P<day5>\d{2})\b"
    rf"|\b(?:[Ee]nd|[Ll]ast\s+day"
    rf"|[Cc]lose)\s+of\s+(?P<month6>{_MONTH})(?:,?\s+(?P<year6>\d{{4}})\b)?"
    r"|\b[Ee]nd\s+of\s+(?P<whole>(?:the|this|next)\s+month|\d{4})\b"
    r"|\b(?P<near>[Tt]oday|[Tt]onight|[Tt]omorrow)\b"
    r"|(?:\b(?:[Bb]y|[Uu]ntil|[Tt]ill|[Bb]efore|[Oo]n|[Tt]his(?:\s+coming)?)\s+)"
    rf"(?P<only>{_WEEKDAY})\b(?!,?\s+(?:the\s+)?(?:week|fortnight|\d|{_MONTH}))"
)
# Without one of these a text names no day; most sentences have none.
_HINT = re.compile(r"\d|day\b|[Tt]onight|[Tt]omorrow|[Ee]nd\s+of|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)")
_LINK = re.compile(
    rf"(?:,?\s(?:at\s)?{clock.ANY})?{_TO}(?:the\s+)?(?:{clock.ANY},?\s+(?:on\s+)?)?\Z", re.I
)
_FROM = re.compile(
    r"\b(?:from|starting|starts?|beginning|begins?|opens?|opening|opened|launched|launching"
    r"|launches|published|began|started|commencing|commences|commenced|(?:got|gets|getting) under "
    r"?way"
    r"|launched by(?:\s[\w'’-]+){1,5}|of)(?:\s+on)?[\s,]*\Z",
    re.I,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?\Z", re.I)
# "launched an engagement exercise on Monday 1 June"; what closes or runs on lies ahead.
_BEGAN = re.compile(
    r"\b(?:began|opened|started|launched|published|got under ?way)"
    r"(?:\s(?!(?:clos|end|run|last|until|till|by\b|to\b|which\b|that\b|and\b))[\w'’-]+){0,7}?"
    r"(?:\s+on)?[\s,]*\Z",
    re.I,
)
_BEGINNING = re.compile(
    r"\b(?:launch|open|start|publish)\w*\s(?:an?|its|the|his|her|their)\s(?:\w+\s)?\Z"
    r"|\bbeg[au]n\s(?:an?|its|the)\s\Z",
    re.I,
)
_ON = re.compile(r"(?:\s[\w-]+){1,6}?\s(?:on\s)?\Z")
_TOLD = re.compile(r"(?:,|\s?\(|,? that is(?: to say)?,?|,? which is)\s?(?:the\s|on\s)?")
_LOOK_BACK = 60  # characters from "launched" to its day; guess
_SPAN_REACH = 100  # characters between "twelve weeks" and "from 3 June"; guess


@dataclass(frozen=True, slots=True)
class When:
    """A day that a text names; of a range or a duration, the last one."""

    start: int  # offsets of the words, hour included
    stop: int
    day: date
    hour: time | None  # None: the text gives no hour
    form: str  # day, range or duration
    has_year: bool  # the text itself gives the year


@dataclass(frozen=True, slots=True)
class _Atom:
    """A day as written, before its neighbours are looked at."""

    start: int
    stop: int
    day: int | None
    month: int | None
    year: int | None
    weekday: int | None
    since: int | None  # 8 of "8–30 June"
    fixed: date | None  # of words such as "today"


def find(text: str, written_on: date | None) -> tuple[When, ...]:
    """Return the days that a text names, in order; those that cannot be resolved are left out.

    Args:
        text: A sentence, or a text of any length.
        written_on: The day on which it appeared; None: only full dates can be resolved.
    """
    atoms = _atoms(text, written_on)
    if not atoms:
        return ()
    found: list[When] = []
    at = 0
    while at < len(atoms):
        atom, following = atoms[at], atoms[at + 1] if at + 1 < len(atoms) else None
        if following and _is_range(text, atom, following):
            when = _range(text, atom, following, written_on)
            at += 2
        else:
            when = _single(text, atom, written_on)
            at += 1
        if when:
            found.append(when)
    return tuple(_with_spans(text, found))


def _atoms(text: str, written_on: date | None) -> list[_Atom]:
    """Return the days as written, in order; words that make up a longer name of one count there."""
    others = [
        _Atom(start, stop, None, None, day.year if day and has_year else None, None, None, day)
        for start, stop, day, has_year in written.find(text, written_on)
    ]
    if not _HINT.search(text):
        return others
    atoms = [_read(found, written_on) for found in _DAY.finditer(text)]
    starts, stops = [one.start for one in others], [one.stop for one in others]
    atoms = [one for one in atoms if not _is_within(one, starts, stops)]
    # "Friday week, 6 March": what is numbered rules.
    plain = {one.start for one in atoms if one.month}
    others = [
        one for one in others if not ((told := _TOLD.match(text, one.stop)) and told.end() in plain)
    ]
    return sorted([*atoms, *others], key=lambda atom: atom.start)


def _is_within(atom: _Atom, starts: list[int], stops: list[int]) -> bool:
    at = bisect_right(stops, atom.start)
    return at < len(starts) and starts[at] < atom.stop


def to_utc(day: date, hour: time | None) -> datetime:
    """Return the moment in UTC; the end of the day in London where there is no hour."""
    return datetime.combine(day, hour or clock.END_OF_DAY, LONDON).astimezone(UTC)


def day_in_london(moment: datetime) -> date:
    """Return the day that people in London call this moment."""
    return moment.astimezone(LONDON).date()


def _read(found: re.Match[str], written_on: date | None) -> _Atom:
    """Return the day behind a match of _DAY."""
    got = found.groupdict()

    def first(name: str) -> str | None:
        return next((v for k, v in got.items() if v and k.rstrip("23456") == name), None)

    day, month, year = first("day"), first("month"), first("year")
    fixed = _fixed(got, written_on)
    is_named_month = month is not None and not month.isdigit()
    number = written.month_number(month) if month and is_named_month else None
    named = first("weekday")
    return _Atom(
        start=found.start("only") if got["only"] else found.start(),
        stop=found.end(),
        day=int(day) if day else None,
        month=number or (int(month) if month else None),
        year=int(year) + (2000 if len(year) == 2 else 0) if year else None,
        weekday=written.WEEKDAYS.index(named[:3].lower()) if named else None,
        since=int(got["since"]) if got["since"] else None,
        fixed=fixed,
    )


def _fixed(got: dict[str, str | None], written_on: date | None) -> date | None:
    """Return the day of words that need no month: today, Friday, the end of the month."""
    whole = got["whole"]
    if whole and whole.isdigit():
        return date(int(whole), 12, 31) if int(whole) else None
    if written_on is None:
        return None
    if whole:
        ahead = written_on.replace(day=1) + timedelta(days=31 * whole.startswith("next"))
        return ahead.replace(day=monthrange(ahead.year, ahead.month)[1])
    if got["near"]:
        return written_on + timedelta(days=got["near"].lower() == "tomorrow")
    if got["only"]:
        ahead_days = (written.WEEKDAYS.index(got["only"][:3].lower()) - written_on.weekday()) % 7
        # On a Friday, "by Friday" is today or in a week: nobody can tell.
        return written_on + timedelta(days=ahead_days) if ahead_days else None
    return None


def _resolve(atom: _Atom, not_before: date | None, year: int | None = None) -> date | None:
    """Return the day of an atom; None if it has none, needs a year or contradicts itself."""
    if atom.fixed or atom.month is None:
        return atom.fixed
    year = atom.year or year
    if year is None and not_before is None:
        return None
    years = [year] if year else [not_before.year, not_before.year + 1] if not_before else []
    for candidate in years:
        day = _make(candidate, atom.month, atom.day)
        is_far = (
            not year
            and day
            and not_before
            and not timedelta() <= day - not_before <= timedelta(days=FAR_DAYS)
        )
        if day and not is_far and atom.weekday in {None, day.weekday()}:
            return day
    return None


def _make(year: int, month: int, day: int | None) -> date | None:
    """Return a day, or the last of a month; None if the calendar has no such day."""
    if not (1 <= month <= 12 and 1900 <= year <= 2200):
        return None
    last = monthrange(year, month)[1]
    return date(year, month, day or last) if 0 < (day or last) <= last else None


def _is_range(text: str, first: _Atom, last: _Atom) -> bool:
    """Return whether two days are the ends of a range; "and" needs its "between"."""
    link = _LINK.fullmatch(text, first.stop, last.start)
    if link is None:
        return False
    return "and" not in link.group() or _is_between(text, first)


def _is_between(text: str, atom: _Atom) -> bool:
    return bool(_BETWEEN.search(text[max(atom.start - 20, 0) : atom.start]))


def _single(text: str, atom: _Atom, written_on: date | None) -> When | None:
    """Return the day of an atom on its own; a day on which something began lies behind."""
    not_before = written_on
    if written_on and _BEGAN.search(text[max(atom.start - _LOOK_BACK, 0) : atom.start]):
        not_before = written_on - timedelta(days=FAR_DAYS)
    day = _resolve(atom, not_before)
    if day and written_on and written_on != not_before and atom.fixed and day > written_on:
        day -= timedelta(days=7)  # "opened on Monday"
    if day is None:
        return None
    start, stop, hour = clock.beside(text, atom.start, atom.stop)
    is_pair = "and" in text[atom.start : atom.stop] and not _is_between(text, atom)
    form = "range" if atom.since and not is_pair else "day"
    return When(start, stop, day, hour, form, atom.year is not None)


def _range(text: str, first: _Atom, last: _Atom, written_on: date | None) -> When | None:
    """Return the end of a range; a year given once counts for both ends."""
    begin = _resolve(first, written_on, last.year)
    end = _resolve(last, written_on, first.year)
    if begin and first.year and not last.year and (end is None or end < begin):
        end = _resolve(last, begin)
    if end is None:
        return None
    _, stop, hour = clock.beside(text, last.start, last.stop)
    return When(first.start, stop, end, hour, "range", bool(first.year or last.year))


def _with_spans(text: str, found: list[When]) -> Iterator[When]:
    """Yield the days, and for "twelve weeks from 3 June" the end of the twelve weeks."""
    spans = list(SPAN.finditer(text))
    for when in found:
        span = _nearest(spans, when) if when.form == "day" else None
        if span is None or not _runs_from(text, span, when):
            yield when
            continue
        end = later(when.day, span[1], span[2].lower())
        start, stop = min(span.start(), when.start), max(span.end(), when.stop)
        yield When(start, stop, end, None, "duration", when.has_year)


def _runs_from(text: str, span: re.Match[str], when: When) -> bool:
    """Return whether so many weeks are said to run from this day."""
    if _FROM.search(text[max(when.start - _LOOK_BACK, 0) : when.start]):
        return True
    launched = _BEGINNING.search(text[max(span.start() - 40, 0) : span.start()])
    return bool(launched and _ON.fullmatch(text, span.end(), when.start))


def _nearest(spans: list[re.Match[str]], when: When) -> re.Match[str] | None:
    """Return the nearest duration within reach of a day."""
    first = bisect_left(spans, when.start - _SPAN_REACH, key=lambda span: span.end())
    last = bisect_right(spans, when.stop + _SPAN_REACH, key=lambda span: span.start())
    return min(
        spans[first:last],
        key=lambda span: max(span.start() - when.stop, when.start - span.end()),
        default=None,
    )
