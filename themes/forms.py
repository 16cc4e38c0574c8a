"""Reads the cells of a seed file of this room; whatever does not fit becomes a fault."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from seedfiles import Faults, Row
from themes.engine import Book
from themes.language import PhraseError, Saying, parse, phrase
from themes.rules import LONGEST


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
