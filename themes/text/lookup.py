"""Names looked up in a text word by word: schemes, places and bodies alike."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from themes.text.words import Tokens, tokens

T = TypeVar("T")

# What may not stand between two words of one name; a full stop only after Saint.
_BREAKS = frozenset(".!?;:\f|")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A name found: the words first to last - 1, and what it may stand for."""

    first: int
    last: int  # just past the last word
    values: tuple[T, ...]


class Lookup(Generic[T]):
    """Many names at once; the longest that fits wins, and none overlap."""

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        names: dict[tuple[str, ...], list[T]] = defaultdict(list)
        for name, value in rows:
            words = tuple(tokens(name).words)
            if words and value not in names[words]:
                names[words].append(value)
        # By the first word and the second, which is empty for a name of one word.
        self._by_first: dict[str, dict[str, list[tuple[list[str], tuple[T, ...]]]]] = {}
        for words in sorted(names, key=len, reverse=True):
            by_second = self._by_first.setdefault(words[0], {})
            own = by_second.setdefault(words[1] if len(words) > 1 else "", [])
            own.append((list(words), tuple(names[words])))

    def find(self, text: str, read: Tokens) -> Iterator[Found[T]]:
        """Yield what is found, in the order of the text."""
        words = read.words
        by_first = self._by_first
        past = 0  # the last name found
        for at in [at for at, word in enumerate(words) if word in by_first]:
            if at < past:
                continue
            by_second = by_first[words[at]]
            longer = by_second.get(words[at + 1], ()) if at + 1 < len(words) else ()
            for name, values in (*longer, *by_second.get("", ())):
                last = at + len(name)
                if words[at:last] == name and _is_unbroken(text, read, at, last):
                    yield Found(at, last, values)
                    past = last
                    break


def _is_unbroken(text: str, read: Tokens, first: int, last: int) -> bool:
    """Return whether no sentence ends between these words."""
    return all(
        _BREAKS.isdisjoint(gap) or (gap == ". " and read.words[at] == "st")
        for at in range(first, last - 1)
        if (gap := text[read.stops[at] : read.starts[at + 1]]) not in {" ", "-"}
    )
