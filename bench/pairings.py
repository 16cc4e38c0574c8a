"""Which signs of a name are weighed two by two: part of ``python -m bench.namings``.

"Called" says more of a name in lower case than of one in capitals, and next to nothing of a single
word that opens a sentence. What two signs say beyond what each says has a weight of its own.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from bench import vectors
from themes.initiatives.weights import Pair

WORDS = ("first", "last", "just before", "just after")  # families that are paired with plain signs
LEAST_SIGN = 40  # names that have a sign, for it to be paired …
LEAST_WORD = 100  # … and one that is a word
LEAST_PAIR = 30  # names that have both
MOST_SHARE = 0.95  # of the names with either sign; more, and the pair says what that sign says
SCALE = 0.3  # how much a pair counts while weights are learned; by sets that teach no names
SMALL = 0.03  # weights closer to 0 are left out


class Pairings:
    """The pairs that are worth weighing, each a column."""

    def __init__(self, signs: Sequence[Collection[str]]) -> None:
        """Choose them.

        Args:
            signs: Of each name that texts offer.
        """
        often = Counter(sign for own in signs for sign in own)
        self._numbers = {sign: number for number, sign in enumerate(sorted(_able(often)))}
        self._names = list(self._numbers)
        self._plain = [not _is_word(sign) for sign in self._names]
        together = Counter(pair for own in signs for pair in self._pairs(own))
        self._columns: dict[tuple[int, int], int] = {}
        for pair, number in together.items():
            fewest = min(often[self._names[at]] for at in pair)
            if LEAST_PAIR <= number < MOST_SHARE * fewest:
                self._columns[pair] = len(self._columns)

    def __len__(self) -> int:
        """Return how many pairs there are."""
        return len(self._columns)

    def table(self, signs: Sequence[Collection[str]]) -> Any:
        """Return for each name which pairs it has: a sparse row of SCALE a pair."""
        from scipy.sparse import csr_matrix

        places: list[int] = []
        ends = [0]
        for own in signs:
            places += [self._columns[pair] for pair in self._pairs(own) if pair in self._columns]
            ends.append(len(places))
        return csr_matrix(
            ([SCALE] * len(places), places, ends), shape=(len(signs), len(self._columns))
        )

    def weighed(self, weights: Sequence[float]) -> dict[Pair, float]:
        """Return what learned weights of ``table`` say of each pair; small ones are left out."""
        told = {
            (self._names[first], self._names[second]): round(float(weight) * SCALE, 2)
            for (first, second), weight in zip(self._columns, weights, strict=True)
        }
        return {pair: weight for pair, weight in told.items() if abs(weight) >= SMALL}

    def _pairs(self, own: Collection[str]) -> Iterator[tuple[int, int]]:
        """Yield the pairs of a name, in the order of the alphabet, no two words."""
        numbers = sorted(self._numbers[sign] for sign in own if sign in self._numbers)
        plain = self._plain
        return ((one, two) for one, two in combinations(numbers, 2) if plain[one] or plain[two])


def _is_word(sign: str) -> bool:
    return sign.partition(":")[0] in vectors.FAMILIES


def _able(often: Mapping[str, int]) -> Iterator[str]:
    """Yield the signs that are common enough to be paired."""
    for sign, number in often.items():
        if not _is_word(sign):
            if number >= LEAST_SIGN:
                yield sign
        elif number >= LEAST_WORD and sign.partition(":")[0] in WORDS:
            yield sign
