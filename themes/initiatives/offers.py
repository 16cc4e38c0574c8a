"""All that a text could mean as the name of a scheme, before anybody asks whether it does.

Nearly every name must be among the offers, however many others are: who weighs them comes later.
A name with two plausible cuts is offered twice.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from themes.initiatives.looks import head_after_size, head_size
from themes.initiatives.lower_case import called, echoed, explained
from themes.initiatives.names import singular, word_set
from themes.initiatives.spans import OWNING, capital_spans, list_spans
from themes.initiatives.vocabulary import (
    ARTICLES,
    AUXILIARIES,
    CALENDAR,
    DEALS,
    FUNCTION,
    HAPPENS,
    LAUNCHES,
    OPENERS,
    SAYS,
    SCHEMES,
)
from themes.text.fields import Field, Span

_QUOTES = re.compile(r"(?<![^\W_])[“‘\"']([^\W_][^“”‘\"\n]{2,60}?)[”’\"'](?![^\W_])")
_MOST_QUOTED = 7  # words of a name in quotation marks; guess
_MODIFIERS = 3  # words before a lower-case head; guess
# Heads that may make a name even in lower case: the first neighbourhood money pathfinders.
_PLAIN_HEADS = (
    SCHEMES
    | DEALS
    | word_set("budget agreement partnership hub network charter area project clinic experiment")
)
JOINTS = word_set("in of for and on at to from with by over across under after as")
_SMALL = JOINTS | ARTICLES
_MOST_CUTS = 7  # ends of one run of capitals
_BREAKS = FUNCTION | ARTICLES | LAUNCHES | SAYS | word_set("dubbed called named known nicknamed")
_COUNTED = word_set(
    "one two three four five first our your every each last"
)  # one front door pilots
_NAMED = word_set("dubbed called named known nicknamed christened")
_VERBS = _NAMED | LAUNCHES | SAYS | HAPPENS | AUXILIARIES - {"first", "in"}


def offers(field: Field, barred: set[int]) -> Iterator[Span]:
    """Yield all spans of a field that could be a name, each once.

    Args:
        field: Where to look.
        barred: Words of places and bodies.
    """
    seen: set[tuple[int, int]] = set()
    for first, last in _all(field, barred):
        if first < last and (first, last) not in seen:
            seen.add((first, last))
            yield Span(field, first, last)


def shared(fields: Sequence[Field]) -> Iterator[Span]:
    """Yield lower-case names that title and text share.

    Args:
        fields: Title and text.
    """
    for field, first, last in echoed(*fields) if len(fields) > 1 else ():
        yield Span(field, first, last)


def _all(field: Field, barred: set[int]) -> Iterator[tuple[int, int]]:
    runs = list(capital_spans(field, barred))
    yield from list_spans(field, runs, barred)
    for run in runs:
        for first, last in _pieces(field, *run):
            yield from _cuts(field, first, last, barred)
    yield from _quoted(field)
    yield from _plain(field)
    yield from called(field)
    yield from explained(field)


def _pieces(field: Field, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield a run of capitals; of a Headline in Title Case what stands between its verbs."""
    if not field.is_headline:
        yield first, last
        return
    start = first
    for at in range(first, last + 1):
        if at == last or field.read.words[at] in _VERBS:
            if start < at:
                yield start, at
            start = at + 1


def _cuts(field: Field, first: int, last: int, barred: set[int]) -> Iterator[tuple[int, int]]:
    """Yield a run of capitals as it stands, and with its ends cut where a name may begin or end."""
    words = field.read.words
    starts, stops = list(_starts(field, first, last, barred)), [last]
    while words[stops[-1] - 1][0].isdigit() and stops[-1] - first > 1:  # Better Care Fund 2019-20
        stops.append(stops[-1] - 1)
    for at in range(first + 1, last - 1):
        if len(starts) + len(stops) > _MOST_CUTS:
            break
        if words[at] in JOINTS and not (field.caps[at] and not field.is_headline):
            stops.append(at)
            after = at + 1
            while after < last - 1 and words[after] in _SMALL:
                after += 1
            if words[at - 1] not in OPENERS:
                starts.append(after)
    size = head_after_size(Span(field, first, last))
    if size:
        stops.append(last + size)
    for start in starts:
        yield from ((start, stop) for stop in stops if start < stop)


def _starts(field: Field, first: int, last: int, barred: set[int]) -> Iterator[int]:
    """Yield the words with which a name may begin that is the end of a run of capitals."""
    words = field.read.words
    yield first
    is_led = words[first] in _BREAKS and (field.opens(first) or field.is_headline)
    if first in barred or is_led:
        after = first + 1
        while after < last and after in barred:
            after += 1
        yield after
    if words[first] in CALENDAR:  # Friday Wheels, but on Friday Unison said
        yield first + 1
    if first + 2 < last and field.opens(first) and words[first + 1] in ARTICLES:
        yield first + 2  # Separately the Rural Bodies Taskforce said
    # Kent's Open Door, but The Commissioner's Fund
    yield from (at + 1 for at in range(first, last - 1) if field.gap(at) in OWNING)


def _quoted(field: Field) -> Iterator[tuple[int, int]]:
    """Yield short quotations: testing 'warm handover'."""
    starts = field.read.starts
    for found in _QUOTES.finditer(field.text):
        first = bisect_left(starts, found.start(1))
        if first == len(starts) or starts[first] != found.start(1):
            continue
        last = first
        while last < len(field.read) and field.read.stops[last] <= found.end(1):
            last += 1
        if 0 < last - first <= _MOST_QUOTED:
            yield first, last
            size = head_after_size(Span(field, first, last))
            if size:
                yield first, last + size


def _plain(field: Field) -> Iterator[tuple[int, int]]:
    """Yield lower-case names with a telling head: neighbourhood money pathfinders."""
    words = field.read.words
    heads = [at for at, word in enumerate(words) if singular(word) in _PLAIN_HEADS]
    for at in heads:
        if field.caps[at]:
            continue
        size = head_size(words, at)
        if not size:
            continue
        head = at - size + 1
        first = head
        while (
            head - first < _MODIFIERS
            and first > 0
            and not field.opens(first)
            and field.gap(first - 1) in {" ", "-"}
            and (words[first - 1] not in _BREAKS or words[first - 1] in _COUNTED)
            and words[first - 1][0].isalpha()
            and (not field.caps[first - 1] or field.opens(first - 1))
        ):
            first -= 1
        for start in range(first, head):
            yield start, at + 1
