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
_MOST_APART = 2  # words that only one of two names has, counted together
_MOST_WORDS = 10  # of a name
_MOST_NAMES = 8  # of an initiative; it rarely has more
_MOST_PAIRS = 5  # of an initiative: more at once nobody decides
_WEEKS = timedelta(days=60)  # what appears so close together may be one announcement; guess
_SAID = 0.9
_FORMER = Likeness(_SAID, "a text calls one the other's former self")
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
    own: frozenset[str]  # the same, each once
    is_acronym: bool


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
    for pair in sorted(best.values(), key=lambda it: (-it.score, it.initiative_id, it.other_id)):
        if max(counts[pair.initiative_id], counts[pair.other_id]) < _MOST_PAIRS:
            kept.append(pair)
            counts[pair.initiative_id] += 1
            counts[pair.other_id] += 1
    return kept


def _likenesses(
    sketches: Sequence[Sketch], fresh: Collection[str] | None
) -> Iterator[tuple[Sketch, Sketch, Likeness]]:
    known = {one.initiative_id: one for one in sketches}
    for one in sketches:
        for former in sorted(one.formerly):
            if former in known and former != one.initiative_id:
                yield one, known[former], _FORMER
    names = [_named(one, name) for one in sketches for name in one.names[:_MOST_NAMES]]
    for first, second in _candidates(names, fresh):
        one, other = first.sketch, second.sketch
        if one is other or (one.is_seeded and other.is_seeded):
            continue
        if any(name.is_acronym and _is_explained(name) for name in (first, second)):
            continue  # what it stands for is compared
        if first.is_acronym != second.is_acronym:
            likeness = of_initials(first.name, second.name)
        else:
            likeness = of_names(first.words, second.words)
        if likeness:
            yield one, other, likeness


def _is_explained(acronym: _Name) -> bool:
    return any(of_initials(acronym.name, name) for name in acronym.sketch.names)


def _named(sketch: Sketch, name: str) -> _Name:
    words = key(name)
    return _Name(sketch, name, words, frozenset(words), is_acronym(name))


def _candidates(
    names: Sequence[_Name], fresh: Collection[str] | None
) -> Iterator[tuple[_Name, _Name]]:
    """Yield the names that are worth comparing."""
    blocks: dict[object, list[_Name]] = defaultdict(list)
    for one in names:
        for block in _blocks(one):
            blocks[block].append(one)
    for one in names:
        if fresh is not None and one.sketch.initiative_id not in fresh:
            continue
        mine = one.sketch.initiative_id
        others: dict[int, _Name] = {}
        for block in _partners(one):
            found = blocks.get(block, ())
            if len(found) <= _MOST_ALIKE:
                others |= {id(other): other for other in found}
        for other in others.values():
            its = other.sketch.initiative_id
            is_met = its <= mine and (fresh is None or its in fresh)  # from the other side
            is_near = one.is_acronym or other.is_acronym or len(one.own ^ other.own) <= _MOST_APART
            if is_near and not is_met:
                yield one, other


def _blocks(one: _Name) -> Iterator[object]:
    """Yield under what a name is found."""
    yield alike(one.name)
    if one.is_acronym:
        yield "acronym", one.name.removesuffix("s").lower()
        return
    yield from one.own
    yield from combinations(sorted(one.own)[:_MOST_WORDS], 2)
    if len(one.words) == 1:
        yield "begins", one.words[0][:4]
    for letters in _initials(one):
        yield "initials", letters


def _partners(one: _Name) -> Iterator[object]:
    """Yield under what those are found that a name is compared with."""
    for block in _blocks(one):
        if isinstance(block, tuple) and block[0] in ("acronym", "initials"):
            yield "initials" if block[0] == "acronym" else "acronym", block[1]
        else:
            yield block


def _initials(one: _Name) -> set[str]:
    written = (word for word in one.name.lower().split() if word[0].isalpha())
    return {"".join(word[0] for word in words) for words in (written, one.words)}


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
