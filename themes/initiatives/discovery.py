"""Names of schemes that are on no list, told by the words around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from themes.initiatives.clues import ENOUGH, naming, weigh
from themes.initiatives.looks import head_after_size, head_inside, head_size
from themes.initiatives.names import WEAK, singular
from themes.initiatives.refusals import is_named_otherwise, is_refused
from themes.initiatives.spans import capital_spans, list_spans
from themes.initiatives.vocabulary import (
    ARTICLES,
    DEALS,
    FUNCTION,
    GENERIC,
    LAUNCHES,
    NUMBERS,
    SCHEMES,
    TRIALS,
    TRIES,
)
from themes.text.fields import Field, Span

_IN_TITLE = 0.15  # points: guesses, as in clues
_AGAIN = 0.1
_SURE = 0.9  # a scheme may give its name to a report
_MOST_SPANS = 10_000  # of one field; a report of 300 pages has fewer
_HEADLINE = -0.15
_QUOTES = re.compile(r"[“‘\"']([^\W\d_][^“”‘\"\n]{2,60}?)[”’\"'](?![^\W_])")
_MOST_WORDS = 6  # of a lower-case name in quotation marks; guess
_NAMED = 0.5  # points of naming by which a noun says that it is a scheme
_MODIFIERS = 3  # words before a lower-case head; guess
# Heads that make a name even in lower case: "the first neighbourhood money pathfinders".
_PLAIN_HEADS = TRIES - {"pilot", "prototype", "exemplar"}
_BEFORE_PLAIN = (
    ARTICLES | NUMBERS | {"be", "as", "become", "becomes", "became", "called", "government", "of"}
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name found, cleaned, with what spoke for it."""

    span: Span
    name: str
    aliases: tuple[str, ...]  # other forms of it right here
    score: float
    reasons: tuple[str, ...]


def discover(
    fields: tuple[Field, ...],
    barred: dict[str, set[int]],
    known: dict[str, set[int]],
    enough: float = ENOUGH,
) -> list[Candidate]:
    """Return the names that a text gives to schemes on no list, best first.

    Args:
        fields: Title and text.
        barred: For each field, words of places and bodies.
        known: For each field, words of schemes that are known already.
        enough: Points that make a name.
    """
    weighed: list[tuple[Span, float, list[str]]] = []
    seen: dict[tuple[str, ...], list[str]] = {}  # in which fields, once for each time
    others: set[tuple[str, ...]] = set()  # said to be something else somewhere
    for field in fields:
        for span in islice(_spans(field, barred[field.name]), _MOST_SPANS):
            own = range(span.first, span.last)
            if not known[field.name].isdisjoint(own):
                continue
            if is_named_otherwise(span):
                others.add(_plain_key(span))
            elif not is_refused(span, barred[field.name]):
                weighed.append((span, *weigh(span)))
                seen.setdefault(_plain_key(span), []).append(field.name)
    found = []
    for span, points, reasons in weighed:
        if points < _SURE and _plain_key(span) in others:
            continue
        where = seen[_plain_key(span)]
        score = points + (_HEADLINE if span.field.is_headline else 0.0)
        score += _IN_TITLE if len(set(where)) > 1 else _AGAIN if len(where) > 1 else 0.0
        if score >= enough:
            found.append(Candidate(*_named(span), score, tuple(reasons)))
    return _apart(found)


def _plain_key(span: Span) -> tuple[str, ...]:
    return tuple(singular(word) for word in span.words if word not in WEAK)


def _apart(found: list[Candidate]) -> list[Candidate]:
    """Return the candidates that do not overlap, best first."""
    kept: list[Candidate] = []
    taken: dict[str, set[int]] = {}
    for candidate in sorted(found, key=lambda one: (-one.score, one.span.first)):
        own = set(range(candidate.span.first, candidate.span.last))
        used = taken.setdefault(candidate.span.field.name, set())
        if used.isdisjoint(own):
            kept.append(candidate)
            used |= own
    return kept


def _spans(field: Field, barred: set[int]) -> Iterator[Span]:
    spans = list(capital_spans(field, barred))
    for first, last in (*list_spans(field, spans, barred), *spans):
        span = Span(field, first, last)
        if not field.is_headline or span.is_quoted or head_inside(span)[0] >= 0.5:
            yield span
    yield from _quoted(field)
    yield from _plain(field)


def _quoted(field: Field) -> Iterator[Span]:
    """Yield names in quotation marks that begin in lower case: testing 'warm handover'."""
    starts = {start: at for at, start in enumerate(field.read.starts)}
    for found in _QUOTES.finditer(field.text):
        first = starts.get(found.start(1))
        if first is None or field.caps[first]:
            continue
        last = first
        while last < len(field.read) and field.read.stops[last] <= found.end(1):
            last += 1
        span = Span(field, first, last)
        if 0 < last - first <= _MOST_WORDS and _is_tried(span):
            yield span


def _is_tried(span: Span) -> bool:
    """Return whether a verb of trying leads to the quotation, or a head follows it."""
    words = [word for word in span.before(3) if word not in ARTICLES]
    if words and words[-1] in TRIALS and len(span.words) > 1:
        return True
    if naming(span)[0] > _NAMED and len(span.words) > 1:
        return True
    size = head_after_size(span)
    return size > 0 and singular(span.after(size)[-1]) in SCHEMES | DEALS


def _plain(field: Field) -> Iterator[Span]:
    """Yield lower-case names with a telling head: neighbourhood money pathfinders."""
    words = field.read.words
    for at, word in enumerate(words):
        if field.caps[at] or singular(word) not in _PLAIN_HEADS or not head_size(words, at):
            continue
        size = head_size(words, at)
        head = at - size + 1
        first = head
        while (
            head - first < _MODIFIERS
            and first > 0
            and not field.caps[first - 1]
            and not field.opens(first)
            and field.gap(first - 1) in {" ", "-"}
            and words[first - 1] not in FUNCTION | ARTICLES | GENERIC | LAUNCHES
            and words[first - 1][0].isalpha()
        ):
            first -= 1
        before = words[first - 1] if first and not field.opens(first) else ""
        is_cued = before in _BEFORE_PLAIN or before[:1].isdigit()
        if is_cued and (head - first > 1 or "-" in field.slice(first, head)):
            yield Span(field, first, at + 1)


def _named(span: Span) -> tuple[Span, str, tuple[str, ...]]:
    """Return the name as people would keep it, and other forms that stand here.

    A lower-case head stays with the name when it tells which scheme it is: Clean Slate
    accelerators, but Total Place for Total Place programme.
    """
    size = head_after_size(span)
    aliases = []
    whole = span
    if size:
        word = singular(span.after(size)[-1])
        longer = Span(span.field, span.first, span.last + size)
        if (word in TRIES and word != "pilot") or (word in DEALS and word != "paper"):
            whole = longer
            if len(span.words) > 1:
                aliases.append(_clean(span.written))
        else:
            aliases.append(_clean(longer.written))
    if whole.gap_after == " (":
        short = span.field.slice(whole.last, whole.last + 1)
        if short.removesuffix("s").isupper() and len(short) > 1:
            aliases.append(short)
    return whole, _clean(whole.written), tuple(aliases)


def _clean(written: str) -> str:
    """Return a name on one line, with straight quotation marks and none around it."""
    name = " ".join(written.replace("’", "'").replace("\u00ad", "").split())
    return name.strip("\"'“”‘")
