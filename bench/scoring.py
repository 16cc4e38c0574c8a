"""Compares what was said of labelled documents with their labels; no file is read here."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
FLAGS = ("relevant", "mentions_unions", "new_initiative")
WEAK_WORDS = frozenset(["the", "a", "an", "programme", "program", "scheme", "pilot", "pilots"])
ROUNDS = 1_000  # of drawing documents anew, for the intervals
_LOW, _HIGH = 0.025, 0.975  # what lies between is the 95 % interval


@dataclass(slots=True)
class Count:
    """Right, wrong and missed answers to one question."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: "Count") -> None:
        """Take in another count."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Share of the given answers that are right; 1 where none was given."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the wanted answers that were given; 1 where none was wanted."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 1.0


@dataclass(slots=True)
class Tally:
    """What came out for some documents: one count for each theme and each flag."""

    documents: int = 0
    themes: dict[str, Count] = field(default_factory=dict)
    flags: dict[str, Count] = field(default_factory=dict)
    names: Count | None = None
    traps: int = 0  # near misses among the documents
    taken: int = 0  # of these, called relevant

    def add(self, other: "Tally") -> None:
        """Take in what came out for other documents."""
        self.documents += other.documents
        self.traps += other.traps
        self.taken += other.taken
        for theme, count in other.themes.items():
            self.themes.setdefault(theme, Count()).add(count)
        for flag, count in other.flags.items():
            self.flags.setdefault(flag, Count()).add(count)
        if other.names is not None:
            self.names = self.names or Count()
            self.names.add(other.names)

    @property
    def micro(self) -> Count:
        """All themes as one count."""
        whole = Count()
        for count in self.themes.values():
            whole.add(count)
        return whole

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the themes that were wanted or given; 1 where none was."""
        counts = self.themes.values()
        return sum(count.f1 for count in counts) / len(counts) if counts else 1.0


def score(rows: Iterable[Row], answers: Mapping[str, Row], *, rounds: int = 0) -> Row:
    """Return the figures for documents that have labels; others are left out.

    Args:
        rows: Documents with "id" and, where somebody labelled them, "labels".
        answers: A prediction for each of them, by id.
        rounds: How often to draw the documents anew, with replacement, for the 95 %
            intervals of the main figures; 0: no intervals. Same documents, same intervals.
    """
    tallies = [_tally(row["labels"], answers[row["id"]]) for row in rows if "labels" in row]
    whole = _sum(tallies)
    result: Row = {
        "documents": whole.documents,
        "themes": {theme: _figures(whole.themes[theme]) for theme in sorted(whole.themes)},
        "micro": _figures(whole.micro),
        "macro_f1": round(whole.macro_f1, 4),
        "near_misses": {"documents": whole.traps, "called_relevant": whole.taken},
    }
    result |= {flag: _figures(whole.flags[flag]) for flag in FLAGS if flag in whole.flags}
    if whole.names is not None:
        result["initiatives"] = _figures(whole.names)
    if rounds and tallies:
        result["intervals"] = _intervals(tallies, rounds)
    return result


def _tally(labels: Row, answer: Row) -> Tally:
    """Return what came out for one document."""
    wanted, given = set(labels["themes"]), set(answer["themes"])
    tally = Tally(documents=1)
    for theme in wanted | given:
        tally.themes[theme] = _count(theme in wanted, theme in given)
    for flag in FLAGS:
        if flag in answer and flag in labels:
            tally.flags[flag] = _count(bool(labels[flag]), bool(answer[flag]))
    if labels.get("hard_negative"):
        tally.traps = 1
        tally.taken = int(bool(answer["relevant"]))
    if "initiatives" in answer and "initiatives" in labels:
        tally.names = compare_names(labels["initiatives"], answer["initiatives"])
    return tally


def _count(wanted: bool, given: bool) -> Count:
    return Count(int(wanted and given), int(given and not wanted), int(wanted and not given))


def _sum(tallies: Iterable[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


def _main(tally: Tally) -> dict[str, float]:
    """Return the figures that have an interval."""
    figures = {"micro_f1": tally.micro.f1, "macro_f1": tally.macro_f1}
    figures |= {f"{flag}_f1": count.f1 for flag, count in tally.flags.items()}
    if tally.traps:
        figures["near_misses_called_relevant"] = tally.taken / tally.traps
    return figures


def _intervals(tallies: Sequence[Tally], rounds: int) -> dict[str, list[float]]:
    """Return the 95 % interval of each main figure, by the percentile bootstrap."""
    draw = random.Random(0)
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, figure in _main(_sum(draw.choices(tallies, k=len(tallies)))).items():
            found.setdefault(name, []).append(figure)
    return {name: _between(sorted(figures)) for name, figures in found.items()}


def _between(figures: Sequence[float]) -> list[float]:
    last = len(figures) - 1
    return [round(figures[round(share * last)], 4) for share in (_LOW, _HIGH)]


def _figures(count: Count) -> Row:
    return {
        "precision": round(count.precision, 4),
        "recall": round(count.recall, 4),
        "f1": round(count.f1, 4),
        "wanted": count.right + count.missed,
    }


def compare_names(wanted: Iterable[Row], given: Iterable[str]) -> Count:
    """Return how the names of schemes that were found compare with those that stand there."""
    count = Count()
    open_rows = [{_bare(name) for name in (row["name"], *row["aliases"])} for row in wanted]
    for name in given:
        found = next((row for row in open_rows if _bare(name) in row), None)
        if found is None:
            count.wrong += 1
        else:
            count.right += 1
            open_rows.remove(found)
    count.missed = len(open_rows)
    return count


def _bare(name: str) -> str:
    """Return a name without weak words, plurals and capitals."""
    words = [word for word in name.lower().split() if word not in WEAK_WORDS]
    return " ".join(word.rstrip("s") for word in words)
