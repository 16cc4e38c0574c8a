"""What two cuts of one run of capitals say of each other: Fens Plan, or only Plan."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from themes.initiatives.names import word_set
from themes.initiatives.spans import OWNING
from themes.text.fields import Span

_JOINTS = word_set("in of for and on at to from with by over across under after as")
Home = tuple[str, int]  # a field, and a word at which names begin or end


class Cut(Protocol):
    """A name that a text may mean: ``discovery.Offer``."""

    spans: list[Span]
    signs: dict[str, str]


def weigh(found: Collection[Cut], barred: Mapping[str, Collection[int]]) -> None:
    """Give each name signs of the next longer and the next shorter cut, by its first place.

    What is never written without the words before it or behind it is mostly part of a name.

    Args:
        found: All names that a text may mean.
        barred: For each field, words of places and bodies.
    """
    by_last: dict[Home, list[tuple[int, Cut]]] = {}
    by_first: dict[Home, list[tuple[int, Cut]]] = {}
    for one in found:
        for span in one.spans:
            by_last.setdefault((span.field.name, span.last), []).append((span.first, one))
            by_first.setdefault((span.field.name, span.first), []).append((span.last, one))
    for (field, _), cuts in by_last.items():
        for long, short in _neighbours(cuts, longest_first=False):
            own = short[1].spans[0]
            if (own.field.name, own.first) == (field, short[0]):
                _tell(long[1], short[1], f"before: {_before(own, barred[field])}")
    for (field, _), cuts in by_first.items():
        for long, short in _neighbours(cuts, longest_first=True):
            own = short[1].spans[0]
            if (own.field.name, own.last) == (field, short[0]):
                _tell(long[1], short[1], f"behind: {_behind(own)}")


def _neighbours(
    cuts: Sequence[tuple[int, Cut]], longest_first: bool
) -> Iterator[tuple[tuple[int, Cut], tuple[int, Cut]]]:
    """Yield each cut with the next shorter one."""
    if len(cuts) > 1:
        order = sorted(cuts, key=lambda cut: cut[0], reverse=longest_first)
        yield from pairwise(order)


def _tell(long: Cut, short: Cut, what: str) -> None:
    is_always = len(long.spans) >= len(short.spans)
    how = "always" if is_always else "sometimes"
    times = "once" if len(short.spans) == 1 else "often"
    for sign in (f"inside {how}, {what}", f"inside {how}, {times}"):
        short.signs[sign] = ""
    for sign in (f"holds what is {how} in it, {what}", f"holds what is {how} in it, {times}"):
        long.signs[sign] = ""


def _before(span: Span, barred: Collection[int]) -> str:
    """Return what sort of word the longer cut has before a name."""
    at = span.first - 1
    if span.field.gap(at) in OWNING:
        return "owner"
    if at in barred:
        return "place"
    return "capital" if span.field.caps[at] else "small"


def _behind(span: Span) -> str:
    """Return what sort of word the longer cut has behind a name."""
    word = span.field.read.words[span.last]
    if word in _JOINTS:
        return word
    return "capital" if span.field.caps[span.last] else "small"
