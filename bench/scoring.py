"""Compares what was said of labelled documents with their labels; no file is read here."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.counting import Count as Count
from bench.schemes import Schemes, Share, compare
from bench.schemes import compare_names as compare_names

Row = dict[str, Any]
FLAGS = ("relevant", "mentions_unions", "new_initiative")
ROUNDS = 1_000  # of drawing documents anew, for the intervals
_LOW, _HIGH = 0.025, 0.975  # what lies between is the 95 % interval


@dataclass(slots=True)
class Tally:
    """What came out for some documents: one count for each theme and each flag."""

    documents: int = 0
    themes: dict[str, Count] = field(default_factory=dict)
    flags: dict[str, Count] = field(default_factory=dict)
    schemes: Schemes | None = None
    traps: int = 0  # near misses among the documents
    taken: int = 0  # of these, called relevant
    hints: Share = field(default_factory=Share)  # names too unsure to be told: in the news, of all

    def add(self, other: "Tally") -> None:
        """Take in what came out for other documents."""
        self.documents += other.documents
        self.traps += other.traps
        self.taken += other.taken
        self.hints.add(other.hints)
        for theme, count in other.themes.items():
            self.themes.setdefault(theme, Count()).add(count)
        for flag, count in other.flags.items():
            self.flags.setdefault(flag, Count()).add(count)
        if other.schemes is not None:
            self.schemes = self.schemes or Schemes()
            self.schemes.add(other.schemes)

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
    if whole.hints.whole:
        result["hints"] = {"documents": whole.hints.whole, "in_the_news": whole.hints.right}
    if whole.schemes is not None:
        result["initiatives"] = _figures(whole.schemes.names)
        shares = whole.schemes.figures().items()
        result["schemes"] = {name: round(share, 4) for name, share in shares}
    if rounds and tallies:
        result["intervals"] = _intervals(tallies, rounds)
    return result


def _tally(labels: Row, answer: Row) -> Tally:
    """Return what came out for one document."""
    is_asked = "themes" in labels
    wanted, given = set(labels.get("themes", ())), set(answer["themes"])
    tally = Tally(documents=1)
    for theme in wanted | given if is_asked else ():
        tally.themes[theme] = _count(theme in wanted, theme in given)
    for flag in FLAGS:
        if flag in answer and flag in labels:
            tally.flags[flag] = _count(bool(labels[flag]), bool(answer[flag]))
    if labels.get("hard_negative"):
        tally.traps = 1
        tally.taken = int(bool(answer["relevant"]))
    if answer.get("hint") and "new_initiative" in labels:
        tally.hints = Share(int(bool(labels["new_initiative"])), 1)
    if "initiatives" in answer and "initiatives" in labels:
        found = answer.get("schemes") or [{"name": name} for name in answer["initiatives"]]
        tally.schemes = compare(labels["initiatives"], found)
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
    if tally.schemes is not None:
        figures |= tally.schemes.figures()
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
