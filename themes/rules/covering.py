"""Whether one phrase says all that another says, told from the phrases alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from themes.rules.language import Piece, Saying, Way

MOST_WORDINGS = 20_000  # of one phrase; guess: beyond that nobody can tell, and none is told

Lists = Mapping[str, Sequence[Saying]]


class Word(NamedTuple):
    """A word of one wording."""

    gap: int  # most words before it, after the word before
    word: str
    is_prefix: bool


class Cover(NamedTuple):
    """A phrase that stands in every wording of another."""

    number: int  # of the phrase, as it was given
    is_whole: bool  # it takes the same words, not only some of them


def wordings(saying: Saying, lists: Lists) -> Iterator[tuple[Word, ...]]:
    """Yield every way in which a phrase can be worded, lists written out."""
    if not saying:
        yield ()
        return
    first, rest = saying[0], saying[1:]
    for way in first.ways:
        for begun in _of_way(way, first.gap, lists):
            for ended in wordings(rest, lists):
                yield begun + ended


def count(saying: Saying, lists: Lists) -> int:
    """Return how many wordings a phrase has."""
    total = 1
    for piece in saying:
        total *= sum(
            sum(count(one, lists) for one in lists.get(way.list, ())) if way.list else 1
            for way in piece.ways
        )
    return total


class Phrases:
    """Phrases that may cover others, each under a number."""

    def __init__(self, sayings: Iterable[Saying], lists: Lists) -> None:
        self._sayings = tuple(sayings)
        self._lists = lists
        self._words: dict[str, set[int]] = {}  # phrases by a first word
        self._stems: dict[str, set[int]] = {}  # phrases by how a first word may begin
        for number, saying in enumerate(self._sayings):
            for way in saying[0].ways:
                self._index(way, number)

    def covers(self, wording: Sequence[Word]) -> Iterator[Cover]:
        """Yield the phrases that stand in a wording, each as often as it does."""
        for begin, (_, word, is_prefix) in enumerate(wording):
            found = set() if is_prefix else set(self._words.get(word, ()))
            for size in range(1, len(word) + 1):
                found |= self._stems.get(word[:size], set())
            for number in sorted(found):
                for end in _ends(self._sayings[number], wording, begin, self._lists, True):
                    yield Cover(number, begin == 0 and end == len(wording))

    def _index(self, way: Way, number: int) -> None:
        if way.list:
            for saying in self._lists.get(way.list, ()):
                for one in saying[0].ways:
                    self._index(one, number)
        elif way.is_prefix and len(way.words) == 1:
            self._stems.setdefault(way.words[0], set()).add(number)
        else:
            self._words.setdefault(way.words[0], set()).add(number)


def meet(one: Saying, other: Saying, lists: Lists) -> bool:
    """Return whether two phrases may begin with the same word; True where nobody can tell."""
    firsts = [_firsts(saying[0], lists) for saying in (one, other)]
    return any(
        (a == b) or (a_goes and b.startswith(a)) or (b_goes and a.startswith(b))
        for a, a_goes in firsts[0]
        for b, b_goes in firsts[1]
    )


def _firsts(piece: Piece, lists: Lists) -> set[tuple[str, bool]]:
    found = set()
    for way in piece.ways:
        if way.list:
            for saying in lists.get(way.list, ()):
                found |= _firsts(saying[0], lists)
        else:
            found.add((way.words[0], way.is_prefix and len(way.words) == 1))
    return found


def _of_way(way: Way, gap: int, lists: Lists) -> Iterator[tuple[Word, ...]]:
    if way.list:
        for saying in lists.get(way.list, ()):
            for first, *rest in wordings(saying, lists):
                yield (first._replace(gap=gap), *rest)
        return
    last = len(way.words) - 1
    yield tuple(
        Word(0 if number else gap, word, way.is_prefix and number == last)
        for number, word in enumerate(way.words)
    )


def _ends(
    saying: Saying, wording: Sequence[Word], begin: int, lists: Lists, is_first: bool
) -> Iterator[int]:
    """Yield where a phrase ends that begins at a word of a wording and fits all of it."""
    if not saying:
        yield begin
        return
    piece, rest = saying[0], saying[1:]
    for start in _starts(piece, wording, begin, is_first):
        for way in piece.ways:
            if way.list:
                for one in lists.get(way.list, ()):
                    for end in _ends(one, wording, start, lists, True):
                        yield from _ends(rest, wording, end, lists, False)
            else:
                end = start + len(way.words)
                if _fits(way, wording[start:end]):
                    yield from _ends(rest, wording, end, lists, False)


def _starts(piece: Piece, wording: Sequence[Word], begin: int, is_first: bool) -> Iterator[int]:
    """Yield the words of a wording at which a piece may stand, after the piece before."""
    if is_first:
        yield begin
        return
    between = 0  # words that may lie before it, at most
    for start in range(begin, len(wording)):
        between += wording[start].gap
        if between > piece.gap:
            return
        yield start
        between += 1


def _fits(way: Way, said: Sequence[Word]) -> bool:
    if len(said) < len(way.words) or any(word.gap for word in said[1:]):
        return False
    last = len(way.words) - 1
    return all(
        word.word.startswith(known)
        if way.is_prefix and number == last
        else word.word == known and not word.is_prefix
        for number, (word, known) in enumerate(zip(said, way.words, strict=True))
    )
