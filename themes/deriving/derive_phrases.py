"""Cuts texts into the phrases that could be terms: what stands where, not yet how key it is.

The shapes are those of J. Justeson and S. Katz, Technical terminology, 1995: nouns with what
stands before them, and one preposition or conjunction in between.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from themes.deriving.reference import Reference
from themes.initiatives.names import word_set
from themes.text import words
from themes.text.function_words import ARTICLES, FUNCTION_WORDS, INSIDE

MOST_WORDS = 4  # of a phrase, function words inside it not counted
MOST_IN_ALL = 6  # with them
_HYPHEN = re.compile(r"[-‐‑]\s?\Z")
_JOINT = re.compile(r"(?:\s+|[-‐‑]\s?|['’]\s+)\Z")  # what may stand between words of one phrase
_INITIAL = 2  # characters; a shorter word is an initial, or the s of somebody's
# Behind these an adjective stands as a noun: the valley purse would, a mutual for.
_AFTER_A_NOUN = FUNCTION_WORDS - word_set("and or")

Phrase = tuple[str, ...]  # words as ``words.tokens`` gives them


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the corpus."""

    name: str  # of its file, as people know it
    title: str  # empty: it has none that we know
    text: str
    unit: str = "line"  # what ``where`` counts: line, paragraph or page

    def where(self, offset: int) -> str:
        """Return where a character stands, for people: line 12, page 3."""
        mark = "\f" if self.unit == "page" else "\n"
        return f"{self.unit} {self.text.count(mark, 0, offset) + 1}"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a phrase stands."""

    text: int  # number of the text
    start: int  # its first word, counted in the words of the text
    stop: int  # just past its last word


@dataclass(frozen=True, slots=True)
class Laid:
    """A text as a row of words, each of which knows its kind and its neighbour."""

    tokens: words.Tokens
    sentences: tuple[tuple[int, int], ...]  # characters
    kinds: list[str]
    goes_on: list[bool]  # whether the next word belongs to the same stretch of text
    hyphen: list[bool]  # whether a hyphen joins it to the next
    bound: list[bool]  # whether it and the next are a pair that nobody would part

    def words(self, place: Place) -> Phrase:
        """Return the words at a place."""
        return tuple(self.tokens.words[place.start : place.stop])


def lay(text: Text, reference: Reference) -> Laid:
    """Return a text as a row of words; a sentence's end or a comma ends a stretch."""
    tokens = words.tokens(text.text)
    sentences = words.sentences(text.text)
    goes_on, hyphen = [], []
    sentence_ends = (stop for _, stop in sentences)
    end = next(sentence_ends, 0)
    for number, stop in enumerate(tokens.stops):
        while end < stop:
            end = next(sentence_ends, len(text.text) + 1)
        last = number + 1 == len(tokens)
        following = stop if last else tokens.starts[number + 1]
        between = text.text[stop:following].removeprefix("'s").removeprefix("’s")
        goes_on.append(not last and following < end and bool(_JOINT.match(between)))
        hyphen.append(not last and bool(_HYPHEN.match(between)))
    kinds = [reference.kind(word) for word in tokens.words]
    bound = [
        hyphen[at]
        or (
            goes_on[at]
            and "function" not in kinds[at : at + 2]
            and reference.is_bound(*tokens.words[at : at + 2])
        )
        for at in range(len(kinds))
    ]
    return Laid(tokens, sentences, kinds, goes_on, hyphen, bound)


def phrases(laid: Laid, number: int) -> Iterator[Place]:
    """Yield every place of a text that has the shape of a term.

    Args:
        laid: The text.
        number: Of the text, for the places.
    """
    count = len(laid.tokens)
    for start in range(count):
        for stop in range(start + 1, min(start + MOST_IN_ALL, count) + 1):
            if _is_term(laid, start, stop):
                yield Place(number, start, stop)
            if not laid.goes_on[stop - 1]:
                break


def _is_term(laid: Laid, start: int, stop: int) -> bool:
    if stop - start > 1 and all(laid.hyphen[start : stop - 1]):
        parts = laid.tokens.words[start:stop]  # a compound, whatever its parts are
        is_whole = not (laid.hyphen[stop - 1] or (start > 0 and laid.hyphen[start - 1]))
        return (
            is_whole and len(parts) <= MOST_WORDS and not any(part[0].isdigit() for part in parts)
        )
    inside = laid.kinds[start:stop]
    if not (_may_end(laid, start) and _may_end(laid, stop - 1)):
        return False
    if (start > 0 and laid.bound[start - 1]) or laid.bound[stop - 1]:
        return False
    if not _is_noun(laid, start, stop) or inside[0] == "adverb" or "adverb" in inside[1:]:
        return False
    if any(_is_finite(laid, at) for at in range(start + 1, stop)):
        return False
    return _is_joined_well(laid, start, stop)


def _may_end(laid: Laid, at: int) -> bool:
    word = laid.tokens.words[at]
    if len(word) < _INITIAL or not (word[0].isalpha() or word[-1].isalpha()):
        return False
    if word not in FUNCTION_WORDS:
        return True
    return laid.hyphen[at] or (at > 0 and laid.hyphen[at - 1])  # in-house


def _is_noun(laid: Laid, start: int, stop: int) -> bool:
    """Return whether the last word is a noun, or an adjective that stands as one here."""
    if laid.tokens.words[stop - 1].endswith("ed") and stop - start > 1:
        return False  # the hub trained
    if laid.kinds[stop - 1] != "adjective":
        return laid.kinds[stop - 1] == "noun"
    if laid.goes_on[stop - 1] and laid.tokens.words[stop] not in _AFTER_A_NOUN:
        return False
    before = start > 0 and laid.goes_on[start - 1] and laid.kinds[start - 1] == "function"
    return stop - start > 1 or before


def _is_finite(laid: Laid, at: int) -> bool:
    return laid.kinds[at] == "verb" and not laid.tokens.words[at].endswith(("ed", "ing"))


def _is_joined_well(laid: Laid, start: int, stop: int) -> bool:
    """Return whether the function words inside join two whole groups of words, if there are any."""
    inner = [
        laid.tokens.words[at]
        for at in range(start + 1, stop - 1)
        if laid.kinds[at] == "function" and not laid.hyphen[at - 1]
    ]
    if stop - start - len(inner) > MOST_WORDS:
        return False
    if not inner:
        return True
    if not INSIDE.issuperset(inner) or sum(word not in ARTICLES for word in inner) != 1:
        return False
    before = start > 0 and laid.goes_on[start - 1] and _is_nominal(laid, start - 1)
    after = laid.goes_on[stop - 1] and _is_nominal(laid, stop)
    return not before and not after


def _is_nominal(laid: Laid, at: int) -> bool:
    return laid.kinds[at] in {"noun", "adjective"}
