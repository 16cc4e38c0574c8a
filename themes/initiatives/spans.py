"""Runs of capitals in a text: all that could be a name, before anybody asks of what."""

from collections.abc import Iterator

from themes.initiatives.names import word_set
from themes.initiatives.vocabulary import (
    CALENDAR,
    FUNCTION,
    HEADINGS,
    LEADS_BY,
    LEADS_TO,
    OPENERS,
    STARTERS,
)
from themes.text.fields import Field

# Small words that a name may hold between its capitals.
_INSIDE = word_set("of for in on and the to a at by not with or from yn y o ar a'r i'r yr")
# A word of two halves that ends so tells of a name, and is no part of one: Kent-based.
_MADE = word_set(
    "wide based led style backed owned run funded born only type like level bound free related "
    "specific sponsored inspired run-up elect general"
)
_MOST_INSIDE = 2  # "to the"; more in a row and the name has ended
# Owners inside a name; any other possessive is outside: Fife's Open Door.
_OWNERS = word_set(
    "children people women men carers citizens residents workers patients parents tenants king "
    "peoples childrens everyone nobody family pupils students veterans mayors officers"
)
_BRACKETS = frozenset({" (", ") ("})
_MOST_BRACKETED = 9  # words in the brackets of a bill's name
_NATIONS = word_set("wales scotland england britain")
_BLANK = frozenset({" ", "-", "\u2010", "\u2011", "\u00a0", "/"})
OWNING = frozenset({"'s ", "’s ", "' ", "’ "})
_OWN_HYPHENS = frozenset({"'s-", "’s-", "'s\u2011", "’s\u2011"})
_MOST_PIECES = 5  # of a name with commas; guess
_LONGEST = 14  # words; guess: no scheme has a longer name
# Small words that a name may begin with: Every Street Counts, Two Rivers Authority.
_OPENS_NAMES = word_set(
    "every each one two three four five six seven eight nine ten all both no not more first next "
    "second third last hundred thousand million "
    "our your my we you here now only still new what how why who about into up"
)
_BEFORE_NAMES = word_set("the a an called its their of under")
_LAST_RESORT = word_set("the a an of for in on and to at with or by as from")


def capital_spans(field: Field, barred: set[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of words with capitals as (first, just past the last).

    Args:
        field: Where to look.
        barred: Words of places and bodies: a name may hold them, but no "in" or "and"
            joins them to it.
    """
    words = field.read.words
    last = 0
    for at in [at for at, cap in enumerate(field.caps) if cap or words[at][0].isdigit()]:
        if at >= last and _begins(field, at):
            last = _grow(field, at, barred)
            yield from _trimmed(field, at, last)


def list_spans(
    field: Field, spans: list[tuple[int, int]], barred: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield those runs of capitals that commas join, as in Ask, Listen, Act."""
    at = 0
    while at < len(spans):
        end = at
        most = min(at + _MOST_PIECES, len(spans))
        while end + 1 < most and _is_listed(field, spans[end], spans[end + 1], barred):
            end += 1
        if end > at:
            yield spans[at][0], spans[end][1]
        at = end + 1


def _is_listed(
    field: Field, one: tuple[int, int], other: tuple[int, int], barred: set[int]
) -> bool:
    gap = field.gap(one[1] - 1)
    is_near = one[1] == other[0] and gap in {", ", ": "}
    if gap == ": " and field.read.words[one[1] - 1] in HEADINGS:
        return False
    is_short = one[1] - one[0] <= 3 and other[1] - other[0] <= 4
    return is_near and is_short and barred.isdisjoint(range(one[0], other[1]))


def _begins(field: Field, at: int) -> bool:
    """Return whether a run begins here: a capital, or 21st before one."""
    word = field.read.words[at]
    if field.caps[at]:
        return word != "i" and (word not in CALENDAR or _is_day_ahead(field, at))
    return (
        word[0].isdigit()
        and word.endswith(("st", "nd", "rd", "th"))
        and field.gap(at) in _BLANK
        and field.caps[at + 1]
    )


def _is_day_ahead(field: Field, at: int) -> bool:
    """Return whether a day begins a name: Friday Wheels, but not on Friday Unison said."""
    after = at + 1
    is_free = field.opens(at) or field.read.words[at - 1] in _BEFORE_NAMES
    is_next = after < len(field.read) and field.caps[after] and field.gap(at) == " "
    return is_free and is_next and field.read.words[after] not in CALENDAR


def _grow(field: Field, first: int, barred: set[int]) -> int:
    """Return just past the last word of the run that begins here."""
    words, caps = field.read.words, field.caps
    last = first + 1
    while last < len(words) and last - first < _LONGEST and not field.opens(last):
        gap = field.gap(last - 1)
        if gap in OWNING and caps[last] and words[last] not in CALENDAR:
            last += 1
            continue
        if gap in _OWN_HYPHENS and (caps[last] or _goes_on(field, last)):
            last += 1  # Arm's-Length Bodies Stocktake
            continue
        if gap in _BRACKETS and _closes_bill(field, last):
            last = _closes_bill(field, last)  # Open Contracts (Wales) Bill
            continue
        if gap not in _BLANK or words[last] == "i":
            break
        if gap == "-" and _goes_on(field, last):
            last += 1  # Blue Light Co-responding Concordat
            continue
        if caps[last] and words[last] not in CALENDAR:
            last += 1
            continue
        if words[last].isdigit() and len(words[last]) in {1, 2, 4}:
            last += 1
            continue
        step = _over(field, first, last, barred)
        if not step:
            break
        last += step
    return last


def _goes_on(field: Field, at: int) -> bool:
    """Return whether the second half of a word in capitals has capitals behind it."""
    words, caps = field.read.words, field.caps
    if caps[at] or words[at] in _MADE or words[at] in _INSIDE or at + 1 == len(words):
        return False
    after = at + 1
    while after + 1 < len(words) and words[after] in _INSIDE and after - at <= _MOST_INSIDE:
        after += 1
    is_apart = any(field.gap(between) not in _BLANK for between in range(at, after))
    return caps[after] and not is_apart and not field.opens(after)


def _is_bill(field: Field, at: int) -> bool:
    return field.read.words[at : at + 1] in (["bill"], ["act"])


def _closes_bill(field: Field, at: int) -> int:
    """Return just past Bill or Act behind the brackets that open here; 0: there is none."""
    for last in range(at + 1, min(at + _MOST_BRACKETED, len(field.read))):
        if field.gap(last - 1) == ") ":
            return last + 1 if _is_bill(field, last) else 0
    return 0


def _over(field: Field, first: int, at: int, barred: set[int]) -> int:
    """Return how many words reach the next capital over small words; 0: the run ends."""
    words, caps = field.read.words, field.caps
    for step in range(_MOST_INSIDE):
        here = at + step
        if here + 1 >= len(words) or words[here] not in _INSIDE or field.gap(here) not in _BLANK:
            return 0
        after = here + 1
        if caps[after] and words[after] not in CALENDAR:
            if words[here] == "for" and _ends_name(field, first, after):
                return step + 2
            if after in barred or at - 1 in barred:
                is_opener = words[first] in OPENERS and words[at] in {"of", "for", "in", "on"}
                return step + 2 if is_opener and at - 1 not in barred else 0
            return step + 2
    return 0


def _ends_name(field: Field, first: int, place: int) -> bool:
    """Return whether a place belongs to the name: Working for Wales; "the plan, Fit for Kent,"."""
    if field.read.words[place] in _NATIONS:
        return True
    return field.gap(first - 1) == ", " and field.gap(place)[:1] in {",", ".", ";"}


def _trimmed(field: Field, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the run without a sentence's opening word that is no part of the name."""
    words = field.read.words
    whole = first  # Every Street Counts is a name, Every Council is none
    is_free = field.opens(first) and not _is_opened(field, first)
    if is_free and (words[first] in FUNCTION or _is_starter(field, first)):
        first += 1
        while first < last and (not field.caps[first] or words[first] in _LAST_RESORT):
            first += 1
    is_led = is_free and first + 2 < last and words[first] in LEADS_TO
    if is_led and words[first + 1] in LEADS_BY:  # Lessons from Open Door
        first += 2
    while first < last and words[first] in {"the", "an"}:
        first += 1
    while first < last and words[last - 1] in _LAST_RESORT and not field.caps[last - 1]:
        last -= 1
    if first < last:
        yield first, last
    if whole < first < last and words[whole] in _OPENS_NAMES:
        yield whole, last


def _is_starter(field: Field, at: int) -> bool:
    """Return whether a noun opens the sentence and no capital follows it."""
    after = at + 1
    is_alone = after >= len(field.read) or not field.caps[after] or field.opens(after)
    return field.read.words[at] in STARTERS and is_alone


def _is_opened(field: Field, at: int) -> bool:
    """Return whether a quotation opens right before a word."""
    start = field.read.starts[at]
    return start > 0 and field.text[start - 1] in "“‘\"'"
