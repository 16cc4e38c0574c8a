"""Reads the cells of a seed file of this room; whatever does not fit becomes a fault."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from seedfiles import Faults, Row
from themes.matching.engine import Book
from themes.rules import keys
from themes.rules.keys import FURTHEST, Key
from themes.rules.language import PhraseError, Saying, parse, phrase
from themes.rules.rules import LONGEST, Near


@dataclass(slots=True)
class Form:
    """A seed file being read: its faults, and the lists that its phrases may name."""

    faults: Faults
    book: Book
    lists: dict[str, int]

    def rows(self, value: Any, line: int, what: str) -> Iterator[Row]:
        """Yield the mappings of a list."""
        if not isinstance(value, list):
            self.faults.add(line, f"{what} is no list", "begin each entry with '- '")
            return
        for one in value:
            if isinstance(one, Row):
                yield one
            else:
                self.faults.add(line, f"{str(one)[:40]!r} in {what}", "write 'key: value' pairs")

    def has_keys(self, row: Row, known: tuple[Key, ...]) -> bool:
        """Note unknown and missing keys of a row; return whether all needed ones stand."""
        return self.faults.keys(row, keys.needed(known), keys.others(known))

    def texts(self, row: Row, key: str) -> list[str]:
        """Return the texts under a key: a list of them, or a single one; none: no key."""
        value = row.get(key, [])
        value = [value] if isinstance(value, str) else value
        if isinstance(value, list) and all(isinstance(one, str) and one for one in value):
            return value
        line = row.lines.get(key, row.line)
        self.faults.add(line, f"{key!r} is no list of texts", 'write ["one text", "another"]')
        return []

    def nodes(self, row: Row, key: str) -> tuple[int, ...]:
        """Return the nodes of the phrases under a key; none: no key."""
        line = row.lines.get(key, row.line)
        found = []
        for text in self.texts(row, key):
            try:
                node = phrase(self.book, text, self.lists)
            except PhraseError as exc:
                what, _, remedy = str(exc).rpartition(": ")
                self.faults.add(line, what, remedy)
                continue
            if self.book.longest(node) > LONGEST:
                self.faults.add(line, f"{text!r} is too long", f"at most {LONGEST} words, … as 3")
            found.append(node)
        return tuple(found)

    def sayings(self, row: Row, key: str) -> tuple[Saying, ...]:
        """Return what the phrases under a key say; one that cannot be read says nothing."""
        found = []
        for text in self.texts(row, key):
            with suppress(PhraseError):  # ``nodes`` has noted it
                found.append(parse(text))
        return tuple(found)

    def choice(self, row: Row, key: str) -> int | None:
        """Return the node that is said when any phrase under a key is; None: no phrase."""
        nodes = self.nodes(row, key)
        return self.book.choice(nodes) if nodes else None

    def nears(self, row: Row) -> tuple[Near, ...]:
        """Return the conditions on the neighbourhood of a rule: one mapping or several."""
        value = row.get("near", [])
        found = []
        for one in self.rows([value] if isinstance(value, Row) else value, row.line, "near"):
            units = [key for key in keys.UNITS if key in one]
            if not self.has_keys(one, keys.NEAR_KEYS):
                continue
            if len(units) != 1:
                remedy = f"write one of {', '.join(keys.UNITS)}"
                self.faults.add(one.line, "near has no single reach", remedy)
                continue
            parts = self.nodes(one, "any")
            least = self.number(one, "at_least", 1, max(len(parts), 1)) if "at_least" in one else 1
            reach = 1 if units == ["sentence"] else int(self.number(one, units[0], 1, FURTHEST))
            if units == ["sentence"] and one["sentence"] is not True:
                self.faults.add(one.lines["sentence"], "'sentence' has a value", "write true")
            found.append(
                Near(
                    unit="words" if units == ["words"] else "sentences",
                    reach=reach,
                    parts=parts if least > 1 else (self.book.choice(parts),),
                    at_least=int(least),
                )
            )
        return tuple(found)

    def number(self, row: Row, key: str, low: float, high: float) -> float:
        """Return a figure between two others."""
        value = row.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        line = row.lines.get(key, row.line)
        self.faults.add(line, f"{key!r} is {value!r}", f"write a figure from {low:g} to {high:g}")
        return low

    def word(self, row: Row, key: str, *known: str) -> str:
        """Return one of the words that a key may hold; no key: the first."""
        value = row.get(key, known[0])
        if value in known:
            return str(value)
        self.faults.add(row.lines[key], f"{key!r} is {value!r}", f"write {', '.join(known)}")
        return known[0]

    def text(self, row: Row, key: str) -> str:
        """Return the text under a key."""
        value = row.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.faults.add(row.lines.get(key, row.line), f"{key!r} is {value!r}", "write a text")
        return ""
