"""Names of schemes that are written small: what somebody calls so, or what a title takes up."""

from collections.abc import Iterator, Sequence

from themes.initiatives.looks import head_size
from themes.initiatives.names import singular, word_set
from themes.initiatives.vocabulary import (
    ARTICLES,
    AUXILIARIES,
    FUNCTION,
    LEADS_BY,
    LEADS_TO,
    NAMING,
    NOUNS,
    SCHEMES,
)
from themes.text.fields import Field

_MOST_WORDS = 6  # of a name that somebody calls so; guess
_MOST_ECHOED = 5  # of one that the title has as well; guess
_MOST_TITLE = 30  # words of a title that are asked for; a headline has fewer
_CALLS = NAMING | word_set(
    "nickname nicknames know knows speaks speak refer refers describe describes"
)
_LEADING = _CALLS | LEADS_BY
# Small words that a name may begin with.
_OPENS = word_set("one two three our your my out up not no every each say all both only first last")
_LINKS = ARTICLES | word_set("it them this that as of to what we they he she locally now just only")
_MOST_LINKS = 4  # words between "describes" and the name
_ENDS = AUXILIARIES | word_set(
    "in for by from at after since which who where when that will would may can could and but "
    "because although while if on until before under is was has had have with"
)
_SPACES = frozenset({" ", "-", "\u2010", "\u2011"})
_WHOLE = frozenset(",.;:–—)?!\n")


def called(field: Field) -> Iterator[tuple[int, int]]:
    """Yield what stands behind a word of naming, up to where the clause may end: calls it say so.

    Args:
        field: Where to look.
    """
    words = field.read.words
    for at in [at for at, word in enumerate(words) if word in _LEADING]:
        word = words[at]
        if word in _CALLS:
            first = _over_links(field, at + 1)
            if first and not field.caps[first]:
                yield from _ends(field, first)
        elif at and _is_led(words, at):
            first = at + 1
            while first < len(words) and words[first] in ARTICLES and field.gap(first) == " ":
                first += 1
            if first < len(words) and not field.caps[first] and field.gap(at) == " ":
                yield from _clause(field, first)


def _is_led(words: Sequence[str], at: int) -> bool:
    """Return whether "wave two of" stands there, or "the cost of"."""
    return any(word in LEADS_TO or word in SCHEMES for word in words[max(at - 2, 0) : at])


def _over_links(field: Field, at: int) -> int:
    """Return the first word that could be the name; 0: there is none."""
    words = field.read.words
    last = min(at + _MOST_LINKS, len(words))
    while at < last and words[at] in _LINKS and field.homes[at] == field.homes[at - 1]:
        at += 1
    is_there = at < len(words) and field.homes[at] == field.homes[at - 1]
    return at if is_there and words[at] not in FUNCTION - _OPENS else 0


def _ends(field: Field, first: int) -> Iterator[tuple[int, int]]:
    """Yield a name that begins here, as far as the clause goes and at each place it may end."""
    words = field.read.words
    last = first + 1
    while last < len(words) and last - first < _MOST_WORDS and field.gap(last - 1) in _SPACES:
        if words[last] in _ENDS:
            yield first, last
        last += 1
    if last == len(words) or field.gap(last - 1) not in _SPACES:
        yield first, last


def _clause(field: Field, first: int) -> Iterator[tuple[int, int]]:
    """Yield what stands from here to the next stop, if that is near and no sentence of its own."""
    words = field.read.words
    last = first + 1
    while last < len(words) and last - first < _MOST_WORDS and field.gap(last - 1) in _SPACES:
        last += 1
    gap = field.gap(last - 1).strip("”’\"'»")[:1]
    if last - first > 1 and (not gap or gap in _WHOLE) and words[first] not in FUNCTION - _OPENS:
        yield first, last


def explained(field: Field) -> Iterator[tuple[int, int]]:
    """Yield lower-case words that a noun explains behind a comma: say so, the scheme in which.

    Args:
        field: Where to look.
    """
    words = field.read.words
    for at in range(1, len(words) - 2):
        if field.gap(at) != ", " or words[at + 1] not in ARTICLES or field.caps[at]:
            continue
        if not any(singular(word) in NOUNS for word in words[at + 2 : at + 5]):
            continue
        first = at
        while (
            first > 0
            and at - first < _MOST_ECHOED - 1
            and field.homes[first - 1] == field.homes[at]
            and field.gap(first - 1) in _SPACES
            and words[first - 1] not in FUNCTION - _OPENS
            and not field.caps[first - 1]
        ):
            first -= 1
        if first < at:
            yield first, at + 1


def echoed(title: Field, text: Field) -> Iterator[tuple[Field, int, int]]:
    """Yield the longest runs of words that a title and a text share, small words inside only.

    Only those that the text has in lower case somewhere: capitals are found without.

    Args:
        title: The title.
        text: The text.
    """
    heads = title.read.words[:_MOST_TITLE]
    words = text.read.words
    places: dict[str, list[int]] = {}
    firsts = {word for word in heads if word not in FUNCTION}
    for at, word in enumerate(words):
        if word in firsts:
            places.setdefault(word, []).append(at)
    at = 0
    while at < len(heads) - 1:
        size = 0
        here: list[int] = []
        for place in places.get(heads[at], ()):
            same = _shared(heads, at, words, place)
            if same > size:
                size, here = same, [place]
            elif same == size:
                here.append(place)
        is_small = any(not text.caps[place] for place in here)
        if size > 1 and is_small and _is_content(heads[at : at + size]):
            yield title, at, at + size
            for place in here:
                yield text, place, place + size
        at += max(size, 1)


def _shared(heads: Sequence[str], at: int, words: Sequence[str], place: int) -> int:
    """Return how many words are the same from here on, without small words at the end."""
    size = 0
    most = min(len(heads) - at, len(words) - place, _MOST_ECHOED)
    while size < most and heads[at + size] == words[place + size]:
        size += 1
    while size and heads[at + size - 1] in FUNCTION:
        size -= 1
    return size


def _is_content(words: list[str]) -> bool:
    return len(words) > head_size(words, len(words) - 1)
