"""What labelled texts taught of each theme's words: a weight for every word and theme.

The file is made by ``python -m bench.leanings`` and read by people: one word a line, one
column a theme. A word with a positive weight speaks for the theme, a negative one against.
The last column tells texts that are about any theme at all from those that are about none.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from math import log, sqrt
from pathlib import Path

from seedfiles import SeedError

BIAS = "(any text)"  # the row of what every text is given before its words are read
ANY = "(any theme)"  # the column of what tells texts with a theme from those without
FEW_WORDS = 8  # a text of fewer different words counts as one of so many; guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """The weights of words, by theme."""

    digest: str  # of the texts that taught them; empty: none did
    bias: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]  # by theme, by word
    rows: Mapping[str, tuple[float, ...]] = field(init=False)  # by word, a cell for each theme

    def __post_init__(self) -> None:
        columns = self.weights.values()
        known = dict.fromkeys(word for column in columns for word in column)
        rows = {word: tuple(column.get(word, 0.0) for column in columns) for word in known}
        object.__setattr__(self, "rows", rows)

    def teach(self, counts: Mapping[str, int], themes: Iterable[str]) -> dict[str, float]:
        """Return how far the words of a text speak for themes that something was learned of.

        Each word counts by the logarithm of how often it stands there, and all of them
        are divided by the square root of how many different words there are, so that long
        texts do not weigh more than short ones.

        Args:
            counts: How often each word stands in the text, as ``words.tokens`` gives them.
            themes: Ids of the themes that are asked about; ANY may be among them.
        """
        size = sqrt(max(len(counts), FEW_WORDS))
        # Words that stand there equally often are added up first, and weighed together.
        alike: dict[int, list[tuple[float, ...]]] = defaultdict(list)
        for word, many in counts.items():
            if word in self.rows:
                alike[many].append(self.rows[word])
        sums = [0.0] * len(self.weights)
        for many, rows in alike.items():
            often = 1 + log(many)
            columns = map(sum, zip(*rows, strict=True))
            sums = [one + often * column for one, column in zip(sums, columns, strict=True)]
        totals = dict(zip(self.weights, sums, strict=True))
        return {
            theme: self.bias.get(theme, 0.0) + totals[theme] / size
            for theme in themes
            if theme in totals
        }

    def of_one(self, counts: Mapping[str, int], theme: str) -> float:
        """Return what ``teach`` returns for one theme, sooner; 0: nothing was learned of it.

        Args:
            counts: How often each word stands in the text, as ``words.tokens`` gives them.
            theme: Id of the theme; ANY may be asked.
        """
        column = self.weights.get(theme, {})
        total = sum(map(column.get, counts, repeat(0.0)))
        often = [(word, many) for word, many in counts.items() if many > 1 and word in column]
        total += sum([column[word] * log(many) for word, many in often])
        return self.bias.get(theme, 0.0) + total / sqrt(max(len(counts), FEW_WORDS))

    def strongest(
        self, counts: Mapping[str, int], theme: str, most: int
    ) -> list[tuple[str, float]]:
        """Return the words of a text that weigh most for or against a theme, with their parts.

        Args:
            counts: How often each word stands in the text.
            theme: Id of the theme.
            most: How many words at most.
        """
        size = sqrt(max(len(counts), FEW_WORDS))
        known = self.weights.get(theme, {})
        parts = {
            word: known[word] * (1 + log(counts[word])) / size
            for word in known.keys() & counts.keys()
        }
        return sorted(parts.items(), key=lambda pair: (-abs(pair[1]), pair[0]))[:most]


NOTHING = Learned(digest="", bias={}, weights={})


def load(path: Path, themes: Iterable[str]) -> Learned:
    """Return what a file of weights holds; no file: nothing was learned.

    Args:
        path: Tab-separated: "# texts DIGEST", a heading of theme ids, then words.
        themes: Ids of the themes that there are; a column of another is passed over.

    Raises:
        SeedError: with the line of every fault.
    """
    if not path.exists():
        return NOTHING
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise SeedError([f"{path}:1: cannot be read: {exc}"]) from exc
    remedy = "make it anew: python -m bench.leanings"
    if len(lines) < 2 or not lines[0].startswith("# texts "):
        raise SeedError([f"{path}:1: is no file of weights: {remedy}"])
    columns = lines[1].split("\t")[1:]
    known = {*themes, ANY}
    faults: list[str] = []
    weights: dict[str, dict[str, float]] = {theme: {} for theme in columns if theme in known}
    # The same figures stand there again and again: held once, they stay in the processor's cache.
    numbers: dict[str, float] = {}
    for number, line in enumerate(lines[2:], start=3):
        word, *cells = line.split("\t")
        try:
            row = [numbers[cell] if cell in numbers else float(cell or 0) for cell in cells]
        except ValueError:
            row = []
        numbers.update(zip(cells, row, strict=False))
        if not word or len(row) != len(columns):
            faults.append(f"{path}:{number}: is no word with {len(columns)} weights: {remedy}")
            continue
        for theme, weight in zip(columns, row, strict=True):
            if weight and theme in weights:
                weights[theme][word] = weight
    if faults:
        raise SeedError(faults)
    bias = {theme: row.pop(BIAS, 0.0) for theme, row in weights.items()}
    return Learned(digest=lines[0].split()[-1], bias=bias, weights=weights)
