"""Whether a scheme is the news of a text, and its stage there, as labelled texts taught.

The weights stand in seeds/news.tsv: one sign a line, one column a question.
They are made by ``python -m bench.news``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path

import seedfiles
from records import STAGES
from seedfiles import SeedError

BIAS = "(any scheme)"  # the row of what every scheme is given before its signs are read
MAIN = "main"
WORD = "opens with: "  # before a word of the title or the opening of the text
BEHIND, THERE = "behind", "there"  # a body behind a scheme; a place where it is
COLUMNS = (MAIN, *STAGES, BEHIND, THERE)
# From which chance on a body counts as behind it, and a place as its own: more would be found
# below, and more of it would be wrong (bench.news --check).
_ENOUGH = 0.4
_COLUMN = {"sponsor": COLUMNS.index(BEHIND), "area": COLUMNS.index(THERE)}
FEW_WORDS = 8  # fewer different words count as so many; guess
LIVE_STAGES = frozenset({"announced", "consultation", "pilot", "rollout"})
# Chance from which a scheme counts as reported live: best over eight folds (bench.news --check).
_LIVE = 0.2
_MAIN = 0.5
# With all signs of one of these it is no news, whatever else: on 1,820 texts they were right.
_PASSING = ({"by the way"}, {"on no theme", "known"})
# "One of 12 pilot areas": what is tried in counted places is a pilot by its definition, and too
# few texts say so for the weights to learn it.
_TRIED = "near: pilots counted"
_UNTRIED = frozenset({"announced", "rollout"})
_OVER = ({"words of the past"}, {"year: long ago"})
_REMEDY = "make it anew: python -m bench.news"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the signs of a scheme say."""

    is_main: bool  # the document is about it
    is_live: bool  # and reports it as happening
    living: float  # how likely its stage is one of the living
    stage: str


@dataclass(frozen=True, slots=True)
class News:
    """The weights of signs, in the order of COLUMNS."""

    digest: str  # of the texts that taught them
    bias: tuple[float, ...]
    rows: Mapping[str, tuple[tuple[int, float], ...]]  # the columns in which a sign weighs
    words: Mapping[str, tuple[float, ...]]  # what the words that a text opens with say of STAGES

    @classmethod
    def of(cls, digest: str, bias: Iterable[float], rows: Mapping[str, Sequence[float]]) -> "News":
        """Return the weights of signs, those of words apart.

        Args:
            digest: Of the texts that taught them.
            bias: What every scheme is given, in the order of COLUMNS.
            rows: The weights of each sign, in the order of COLUMNS.
        """
        first, last = COLUMNS.index(STAGES[0]), COLUMNS.index(STAGES[-1]) + 1
        words = {
            sign.removeprefix(WORD): tuple(row[first:last])
            for sign, row in rows.items()
            if sign.startswith(WORD)
        }
        others = {
            sign: tuple((at, weight) for at, weight in enumerate(row) if weight)
            for sign, row in rows.items()
            if not sign.startswith(WORD)
        }
        return cls(digest, tuple(bias), others, words)

    def points(self, signs: Mapping[str, float], words: Collection[str] = ()) -> dict[str, float]:
        """Return the points of being what the text is about, and those of each stage.

        Args:
            signs: What ``evidence.Evidence.signs`` returned.
            words: With which the text opens, each once.
        """
        totals = list(self.bias)
        for sign, size in signs.items():
            for at, weight in self.rows.get(sign, ()):
                totals[at] += weight * size
        points = dict(zip(COLUMNS, totals, strict=True))
        # All words together are divided so that long openings do not weigh more.
        size = sqrt(max(len(words), FEW_WORDS))
        columns = zip(*(self.words[word] for word in words if word in self.words), strict=True)
        for stage, column in zip(STAGES, columns, strict=False):  # no columns: no word is known
            points[stage] += sum(column) / size
        return points

    def chance(self, what: str, signs: Mapping[str, float]) -> float:
        """Return how likely a body is behind a scheme (sponsor), or it is in a place (area)."""
        column = _COLUMN[what]
        total = sum(
            weight * size
            for sign, size in signs.items()
            for at, weight in self.rows.get(sign, ())
            if at == column
        )
        return 1 / (1 + exp(-total))

    def is_so(self, what: str, signs: Mapping[str, float]) -> bool:
        """Return whether a body counts as behind a scheme, or the scheme as in a place."""
        return self.chance(what, signs) > _ENOUGH

    def judge(self, signs: Mapping[str, float], words: Collection[str] = ()) -> Judgement:
        """Return what the signs of a scheme say; what is live has a stage of the living.

        Args:
            signs: What ``evidence.Evidence.signs`` returned.
            words: With which the text opens, each once.
        """
        points = self.points(signs, words)
        is_main = 1 / (1 + exp(-points[MAIN]))
        most = max(points[stage] for stage in STAGES)
        shares = {stage: exp(points[stage] - most) for stage in STAGES}
        living = sum(shares[stage] for stage in LIVE_STAGES) / sum(shares.values())
        is_passing = any(few <= signs.keys() for few in _PASSING)
        is_over = any(few <= signs.keys() for few in _OVER)
        is_live = is_main * living > _LIVE and not is_passing and not is_over
        may_be = [stage for stage in STAGES if not is_live or stage in LIVE_STAGES]
        stage = max(may_be, key=points.__getitem__)
        return Judgement(
            is_main=is_live or (is_main > _MAIN and not is_passing),
            is_live=is_live,
            living=living,
            stage="pilot" if stage in _UNTRIED and signs.get(_TRIED) else stage,
        )


@seedfiles.remembered
def load(path: Path) -> News:
    """Return what a file of weights holds.

    Args:
        path: Tab-separated: "# texts DIGEST", a heading, then a sign and its weights a line.

    Raises:
        SeedError: with the line of every fault.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise SeedError(
            [f"{path}:1: cannot be read: {exc}: copy it from the seeds that Placewatch ships"]
        ) from exc
    if lines[1:2] != ["\t".join(["sign", *COLUMNS])] or not lines[0].startswith("# texts "):
        raise SeedError([f"{path}:1: is no file of weights: {_REMEDY}"])
    faults: list[str] = []
    rows: dict[str, list[float]] = {}
    for number, line in enumerate(lines[2:], start=3):
        sign, *cells = line.split("\t")
        try:
            rows[sign] = [float(cell) if cell else 0.0 for cell in cells]
        except ValueError:
            cells = []
        if not sign or len(cells) != len(COLUMNS):
            faults.append(f"{path}:{number}: is no sign with {len(COLUMNS)} weights: {_REMEDY}")
    if BIAS not in rows:
        faults.append(f"{path}:1: has no row {BIAS!r}: {_REMEDY}")
    if faults:
        raise SeedError(faults)
    return News.of(lines[0].split()[-1], rows.pop(BIAS), rows)
