"""Which initiatives of the register may be one: for people to decide, never merged by itself.

Compared is only what shares a rare word, two words, initials or a beginning, so that a
register of 20,000 does not take 200 million comparisons.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from themes.initiatives.names import alike, is_acronym, key
from themes.initiatives.resemblance import Likeness, of_initials, of_names

LISTED = 0.5  # guess: from this score on people are asked
_MOST_ALIKE = 30  # names with a word, or with two; more say that it tells nothing
_MOST_NAMES = 8  # of an initiative; it rarely has more
_MOST_PAIRS = 5  # of an initiative: more at once nobody decides
_WEEKS = timedelta(days=60)  # what appears so close together may be one announcement; guess
_SAID = 0.9
_PLACE, _SPONSOR, _CLOSE, _ELSEWHERE = 0.1, 0.1, 0.05, -0.25  # guesses


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What two initiatives are compared by."""

    initiative_id: str
    names: tuple[str, ...]
    kind: str
    is_seeded: bool
    areas: frozenset[str]
    sponsors: frozenset[str]
    seen_at: datetime
    formerly: frozenset[str]  # ids of those that texts call its former self


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two initiatives that may be one."""

    initiative_id: str  # the lower of the two ids
    other_id: str
    score: float  # 0 to 1: how likely they are one
    reason: str  # for people


@dataclass(frozen=True, slots=True)
class _Name:
    sketch: Sketch
    name: str
    words: tuple[str, ...]


def find(sketches: Iterable[Sketch], fresh: Collection[str] | None = None) -> list[Pair]:
    """Return which initiatives may be one, the likeliest first.

    Args:
        sketches: All that are known.
        fresh: Ids of those that are new or have a new name: only pairs with one of them are
            looked for. None: all.
    """
    known = {one.initiative_id: one for one in sketches}
    best: dict[tuple[str, str], Pair] = {}
    for one, other, likeness in _likenesses(tuple(known.values()), fresh):
        low, high = sorted((one.initiative_id, other.initiative_id))
        score = _score(one, other, likeness)
        if score >= LISTED and score > (best[low, high].score if (low, high) in best else 0):
            reason = _reason(one, other, likeness)
            best[low, high] = Pair(initiative_id=low, other_id=high, score=score, reason=reason)
    counts: dict[str, int] = defaultdict(int)
    kept = []
    for pair in sorted(
        best.values(), key=lambda one: (-one.score, one.initiative_id, one.other_id)
    ):
        ids = (pair.initiative_id, pair.other_id)
        if all(counts[one] < _MOST_PAIRS for one in ids):
            kept.append(pair)
            for one in ids:
                counts[one] += 1
    return kept


def _likenesses(
    sketches: Sequence[Sketch], fresh: Collection[str] | None
) -> Iterator[tuple[Sketch, Sketch, Likeness]]:
    known = {one.initiative_id: one for one in sketches}
    for one in sketches:
        for former in one.formerly & known.keys() - {one.initiative_id}:
            yield (
                one,
                known[former],
                Likeness(_SAID, "a text calls one the former self of the other"),
            )
    names = [_Name(one, name, key(name)) for one in sketches for name in one.names[:_MOST_NAMES]]
    for first, second in _candidates(names):
        one, other = first.sketch, second.sketch
        if one is other or (one.is_seeded and other.is_seeded):
            continue
        if fresh is not None and not {one.initiative_id, other.initiative_id} & set(fresh):
            continue
        if is_acronym(first.name) != is_acronym(second.name):
            likeness = of_initials(first.name, second.name)
        else:
            likeness = of_names(first.words, second.words)
        if likeness:
            yield one, other, likeness


def _candidates(names: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Yield the names that are worth comparing, each two at most once."""
    blocks: dict[object, list[int]] = defaultdict(list)
    for at, one in enumerate(names):
        for block in set(_blocks(one)):
            blocks[block].append(at)
    seen: set[tuple[int, int]] = set()
    for found in blocks.values():
        if len(found) <= _MOST_ALIKE:
            for two in combinations(found, 2):
                if two not in seen:
                    seen.add(two)
                    yield names[two[0]], names[two[1]]


def _blocks(one: _Name) -> Iterator[object]:
    """Yield what a name shares with those that it is compared with."""
    yield alike(one.name)
    if is_acronym(one.name):
        yield "initials", one.name.removesuffix("s").lower()
        return
    words = sorted(set(one.words))[:10]
    yield from words
    yield from combinations(words, 2)
    if len(words) == 1:
        yield "begins", words[0][:4]
    for initials in {"".join(word[0] for word in one.name.lower().split() if word[0].isalpha()),
                     "".join(word[0] for word in one.words)}:  # fmt: skip
        yield "initials", initials


def _score(one: Sketch, other: Sketch, likeness: Likeness) -> float:
    score = likeness.score
    if likeness.score < _SAID:
        score += _PLACE if one.areas & other.areas else 0.0
        score += _SPONSOR if one.sponsors & other.sponsors else 0.0
        score += _CLOSE if abs(one.seen_at - other.seen_at) <= _WEEKS else 0.0
        is_elsewhere = one.areas and other.areas and not one.areas & other.areas
        score += _ELSEWHERE if is_elsewhere else 0.0
    return round(min(score, 0.99), 2)


def _reason(one: Sketch, other: Sketch, likeness: Likeness) -> str:
    parts = [likeness.reason]
    if shared := sorted(one.areas & other.areas):
        parts.append(f"both in {', '.join(shared[:3])}")
    if shared := sorted(one.sponsors & other.sponsors):
        parts.append(f"both of {', '.join(shared[:3])}")
    if abs(one.seen_at - other.seen_at) <= _WEEKS:
        parts.append("first seen within two months")
    return "; ".join(parts)
