"""How much each sign of a name weighs, as labelled texts taught: seeds/namings.tsv.

The file is made by ``python -m bench.namings`` and read by people: one sign a line. Signs that
begin with "text" are words by which a text is told to be about public services here.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
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
_REMEDY = "make it anew: python -m bench.namings"


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

    def points(self, signs: Iterable[str]) -> float:
        """Return what these signs say together; 0: as likely as not."""
        return self.bias + sum(map(self.signs.get, signs, repeat(0.0)))

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
        path: Tab-separated: "# texts DIGEST", then a sign and its weight a line.

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
    for number, line in enumerate(lines[1:], start=2):
        sign, _, weight = line.partition("\t")
        try:
            signs[sign] = float(weight)
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
    return Weights(lines[0].split()[-1], signs, texts, bias, enough, elsewhere, again)
