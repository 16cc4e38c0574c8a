"""How much each sign of a name weighs, as labelled texts taught: seeds/namings.tsv.

The file is made by ``python -m bench.namings`` and read by people: a sign a line, or two signs that
say more, or less, together than each of them does. Signs that begin with "text" are words by which
a text is told to be about public services here.
"""

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from math import exp
from pathlib import Path

import seedfiles
from seedfiles import SeedError
from themes.initiatives import rivals
from themes.matching import learned
from themes.matching.learned import Learned

BIAS = "(any name)"  # the row of what every name is given before its signs are read
OF_TEXT = "text: "  # before a word that tells what a text is about
AGAIN = "again: "  # before what is weighed when all names of a text were weighed once: rivals.py
REFORM = "reform"  # the one column of those words
ENOUGH = "(enough)"  # probabilities from which a name is taken: on a theme, and on none
ENOUGH_ELSEWHERE = "(enough elsewhere)"
_AGAIN = tuple(AGAIN + name for name in (BIAS, *rivals.FIGURES))
_MOST = 30.0  # points that anybody can tell apart
_LARGEST = 100.0  # weight that a file may have
_REMEDY = "make it anew: python -m bench.namings"
Pair = tuple[str, str]  # of signs, in the order of the alphabet


class Pairs:
    """What two signs of a name say together beyond what each of them says."""

    def __init__(self, weights: Mapping[Pair, float]) -> None:
        """Take the weight of each pair, in steps of a hundredth."""
        self.weights = weights
        signs = sorted(set(chain.from_iterable(weights)))
        self._numbers = {sign: number for number, sign in enumerate(signs)}
        # A row for each sign, in one piece: the processor's cache has what is asked for.
        self._rows = [array("h", bytes(2 * len(signs))) for _ in signs]
        for (first, second), weight in weights.items():
            self._rows[self._numbers[first]][self._numbers[second]] = round(100 * weight)

    def points(self, signs: Iterable[str]) -> float:
        """Return what all pairs among some signs say."""
        numbers = self._numbers
        found = sorted([numbers[sign] for sign in signs if sign in numbers])
        rows = self._rows
        hundredths = 0
        for at, number in enumerate(found, start=1):
            hundredths += sum(map(rows[number].__getitem__, found[at:]))
        return hundredths / 100


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of signs."""

    digest: str  # of the texts that taught them
    signs: Mapping[str, float]
    texts: Learned  # words that tell whether a text is about public services
    bias: float
    enough: float  # probability from which a name is taken
    enough_elsewhere: float  # the same in a text that is on no theme
    again: Mapping[str, float] = field(default_factory=dict)  # of the figures of rivals.py
    pairs: Pairs = field(default_factory=lambda: Pairs({}))

    def alone(self, signs: Collection[str]) -> float:
        """Return what these signs say, each by itself; 0: as likely as not."""
        return self.bias + sum(map(self.signs.get, signs, repeat(0.0)))

    def points(self, signs: Collection[str]) -> float:
        """Return what these signs say together; 0: as likely as not."""
        return self.alone(signs) + self.pairs.points(signs)

    def probability(self, figures: Sequence[float]) -> float:
        """Return how sure it is that a name is one of a scheme.

        Args:
            figures: As ``rivals.figures`` returned them; the first are the points.
        """
        points = figures[0]
        if self.again:
            weighed = zip(rivals.FIGURES, figures, strict=True)
            points = self.again[BIAS] + sum(self.again[name] * one for name, one in weighed)
        return 1 / (1 + exp(-max(min(points, _MOST), -_MOST)))

    def reform(self, words: Sequence[str]) -> float:
        """Return how far the words of a text say that it is about public services here."""
        return self.texts.of_one(Counter(words), REFORM)


NOTHING = Weights("", {}, learned.NOTHING, 0.0, 2.0, 2.0)


@seedfiles.remembered
def load(path: Path) -> Weights:
    """Return what a file of weights holds; no file: no new name is ever sure enough.

    Args:
        path: Tab-separated: "# texts DIGEST", then a sign and its weight a line, or two signs.

    Raises:
        SeedError: with the line of every fault.
    """
    if not path.exists():
        return NOTHING
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise SeedError(
            [f"{path}:1: cannot be read: {exc}: copy it from the seeds that Placewatch ships"]
        ) from exc
    if not lines or not lines[0].startswith("# texts "):
        raise SeedError([f"{path}:1: is no file of weights: {_REMEDY}"])
    faults: list[str] = []
    signs: dict[str, float] = {}
    pairs: dict[Pair, float] = {}
    for number, line in enumerate(lines[1:], start=2):
        *names, weight = line.split("\t")
        try:
            if len(names) == 1:
                signs[names[0]] = _weight(weight)
            else:
                first, second = sorted(names)
                pairs[first, second] = _weight(weight)
        except ValueError:
            faults.append(f"{path}:{number}: is no sign with a weight: {_REMEDY}")
    faults += [
        f"{path}:1: has no row {row!r}: {_REMEDY}"
        for row in (BIAS, ENOUGH, ENOUGH_ELSEWHERE, *_AGAIN)
        if row not in signs
    ]
    if faults:
        raise SeedError(faults)
    bias, enough, elsewhere = (signs.pop(row) for row in (BIAS, ENOUGH, ENOUGH_ELSEWHERE))
    again = {row.removeprefix(AGAIN): signs.pop(row) for row in _AGAIN}
    words = {
        sign.removeprefix(OF_TEXT): signs.pop(sign)
        for sign in list(signs)
        if sign.startswith(OF_TEXT)
    }
    texts = Learned(digest="", bias={REFORM: words.pop(learned.BIAS, 0.0)}, weights={REFORM: words})
    return Weights(lines[0].split()[-1], signs, texts, bias, enough, elsewhere, again, Pairs(pairs))


def _weight(cell: str) -> float:
    weight = float(cell)
    if not abs(weight) <= _LARGEST:  # infinite, or no number, as well
        raise ValueError(f"{cell} is no weight")
    return weight
