"""Compares the schemes that were found in a document with those that a person found there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.counting import Count

WEAK_WORDS = frozenset(["the", "a", "an", "programme", "program", "scheme", "pilot", "pilots"])
Row = dict[str, Any]


@dataclass(slots=True)
class Share:
    """How many of some things were right."""

    right: int = 0
    whole: int = 0

    def add(self, other: "Share") -> None:
        """Take in another share."""
        self.right += other.right
        self.whole += other.whole

    @property
    def value(self) -> float:
        """The share; 1 of nothing."""
        return self.right / self.whole if self.whole else 1.0


@dataclass(slots=True)
class Schemes:
    """What came out for the schemes of some documents."""

    names: Count = field(default_factory=Count)
    fooled: Share = field(default_factory=Share)  # of documents without a scheme, given a name
    stages: Share = field(default_factory=Share)  # of names found
    areas: Share = field(default_factory=Share)  # of those of names found
    sponsors: Share = field(default_factory=Share)
    faults: list[str] = field(default_factory=list)  # for people

    def add(self, other: "Schemes") -> None:
        """Take in what came out for other documents."""
        self.names.add(other.names)
        for mine, its in zip(self._shares(), other._shares(), strict=True):
            mine.add(its)
        self.faults += other.faults

    def _shares(self) -> tuple[Share, ...]:
        return self.fooled, self.stages, self.areas, self.sponsors

    def figures(self) -> dict[str, float]:
        """Return what is reported of them, by name; a share of nothing is left out."""
        named = {"distractors_named": self.fooled, "stage_accuracy": self.stages}
        named |= {"area_recall": self.areas, "sponsor_recall": self.sponsors}
        found = {"name_precision": self.names.precision, "name_recall": self.names.recall}
        return found | {name: share.value for name, share in named.items() if share.whole}


def compare(wanted: Sequence[Row], given: Iterable[Row]) -> Schemes:
    """Return how the schemes found compare with those of a label.

    Args:
        wanted: What a person found: name, aliases, stage, areas, sponsors.
        given: What was found: name, stage, and the words said of areas and sponsors.
    """
    came = Schemes()
    given = list(given)
    if not wanted:
        came.fooled = Share(int(bool(given)), 1)
    left = [(row, {_bare(name) for name in (row["name"], *row["aliases"])}) for row in wanted]
    for one in given:
        hit = next((pair for pair in left if _bare(one["name"]) in pair[1]), None)
        if hit is None:
            came.names.wrong += 1
            came.faults.append(f"named {one['name']}")
            continue
        left.remove(hit)
        came.names.right += 1
        _said(came, hit[0], one)
    came.names.missed = len(left)
    came.faults += [f"missed {row['name']}" for row, _ in left]
    return came


def compare_names(wanted: Sequence[Row], given: Iterable[str]) -> Count:
    """Return how names that were found compare with those that stand there."""
    return compare(wanted, [{"name": name} for name in given]).names


def _said(came: Schemes, row: Row, one: Row) -> None:
    """Count what was said of a scheme that was found."""
    if row.get("stage") and "stage" in one:
        is_right = one["stage"] == row["stage"]
        came.stages.add(Share(int(is_right), 1))
        if not is_right:
            came.faults.append(f"{row['name']}: {one['stage']}, not {row['stage']}")
    for what, share in (("areas", came.areas), ("sponsors", came.sponsors)):
        said = " | ".join(one.get(what, ())).casefold()
        for name in row.get(what, ()) if what in one else ():
            is_said = name.casefold() in said
            share.add(Share(int(is_said), 1))
            if not is_said:
                came.faults.append(f"{row['name']}: no {what} {name}")


def _bare(name: str) -> str:
    """Return a name without weak words, plurals and capitals."""
    words = [word for word in name.lower().split() if word not in WEAK_WORDS]
    return " ".join(word.rstrip("s") for word in words)
