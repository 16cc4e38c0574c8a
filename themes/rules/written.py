"""A rule as its author wrote it, beside what the engine made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seedfiles import Row
from themes.rules.covering import Lists
from themes.rules.rules import Rule, Ruleset


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A rule with the row of its file."""

    rule: Rule
    path: str  # as people know it: themes/pots.yaml
    row: Row

    @property
    def place(self) -> str:
        """Where the rule stands, as file:line."""
        return f"{self.path}:{self.row.line}"

    @property
    def card(self) -> str:
        """The card and claim that it derives from, as corpus/card.md#c1; empty: none."""
        return str(self.row.get("from", ""))

    @property
    def nears(self) -> tuple[Mapping[str, Any], ...]:
        """The conditions on the neighbourhood of its phrases."""
        value = self.row.get("near", [])
        return tuple(one for one in (value if isinstance(value, list) else [value]))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return what stands under a key: texts, phrases or names; none: no such key."""
        return texts(self.row, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All that the seeds say of themes, in both forms."""

    ruleset: Ruleset
    rules: Mapping[str, Written]  # by id, in the order of the seeds
    lists: Lists
    places: Mapping[str, str]  # of each theme, its file


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A rule that nobody has saved, among those of the seeds."""

    written: Written
    before: Ruleset  # without it
    after: Ruleset  # with it
    rules: Mapping[str, Written]  # of the seeds, by id
    lists: Lists


def texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Return the texts under a key of a row that was found to be right; none: no such key."""
    value = row.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)
