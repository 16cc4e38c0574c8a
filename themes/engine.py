"""Finds thousands of phrases in one pass over the words of a text."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import ahocorasick_rs

from themes.stream import Stream, encoded

Span = tuple[int, int]  # first word, just past the last word
GAP = 4  # most words that "…" in a phrase stands for
_NEVER = b"||"  # no text of words contains it
_MOST_KEPT = 50_000  # words whose literals are remembered; about 10 MB
_LONGEST_KEPT = 40  # bytes; longer words are hardly met twice


@dataclass(frozen=True, slots=True)
class _Node:
    """One way of saying something: a literal, a choice or a chain of other nodes."""

    parts: tuple[int, ...]  # nodes; a literal has none
    gaps: tuple[int, ...] | None  # chain: words allowed before each part but the first
    needs: frozenset[int]  # literals of which at least one stands in every text that says it
    plain: frozenset[int]  # choice: the parts that are literals
    by_literal: dict[int, tuple[int, ...]]  # choice: the other parts that a literal may say
    longest: int  # words that it may take


class _Carried(dict[bytes, tuple[int, ...]]):
    """The literals of a single word that each word says, worked out when first met."""

    def __init__(self) -> None:
        self.exact: dict[bytes, int] = {}
        self.prefixes: dict[bytes, int] = {}
        self.sizes: tuple[int, ...] = ()

    def __missing__(self, word: bytes) -> tuple[int, ...]:
        said = {self.prefixes.get(word[:size]) for size in self.sizes if size <= len(word)}
        found = tuple(one for one in (self.exact.get(word), *said) if one is not None)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[word] = found
        return found


class Book:
    """All phrases of a ruleset, each held once; ``seal`` it before reading."""

    def __init__(self) -> None:
        self._nodes: list[_Node] = []
        self._known: dict[object, int] = {}
        self._carried = _Carried()
        self._phrases: list[bytes] = []  # of several words
        self._phrase_nodes: list[int] = []
        self._automaton: ahocorasick_rs.BytesAhoCorasick | None = None

    def literal(self, words: Sequence[str], is_prefix: bool) -> int:
        """Return the node of words that follow one another.

        Args:
            words: As ``words.tokens`` gives them.
            is_prefix: The last word may go on.
        """
        pattern = encoded(" ".join(words))
        key = (pattern, is_prefix)
        if key not in self._known:
            number = len(self._nodes)
            only = frozenset([number])
            self._add(key, _Node((), None, only, only, {}, len(words)))
            if b" " in pattern:
                self._phrases.append(b" %b" % pattern if is_prefix else b" %b " % pattern)
                self._phrase_nodes.append(number)
            else:
                kept = self._carried.prefixes if is_prefix else self._carried.exact
                kept[pattern] = number
        return self._known[key]

    def choice(self, parts: Iterable[int], is_list: bool = False) -> int:
        """Return the node that is said when any of its parts is.

        Args:
            parts: Nodes.
            is_list: Make a choice even of a single part, so that ``said`` can list it.
        """
        unique = tuple(dict.fromkeys(parts))
        if len(unique) == 1 and not is_list:
            return unique[0]
        nodes = [self._nodes[part] for part in unique]
        plain = frozenset(one for one in unique if not self._nodes[one].parts)
        by_literal: dict[int, list[int]] = {}
        for part, node in zip(unique, nodes, strict=True):
            for literal in node.needs if node.parts else ():
                by_literal.setdefault(literal, []).append(part)
        longest = max((node.longest for node in nodes), default=0)
        others = {literal: tuple(found) for literal, found in by_literal.items()}
        node = _Node(unique, None, plain | others.keys(), plain, others, longest)
        return self._add(("choice", unique), node)

    def chain(self, parts: Sequence[int], gaps: Sequence[int]) -> int:
        """Return the node of parts that follow one another within a sentence.

        Args:
            parts: At least one.
            gaps: Words allowed before each part but the first.
        """
        if len(parts) == 1:
            return parts[0]
        needs = min((self._nodes[part].needs for part in parts), key=len)
        longest = sum(self._nodes[part].longest for part in parts) + sum(gaps)
        node = _Node(tuple(parts), tuple(gaps), needs, frozenset(), {}, longest)
        return self._add(("chain", tuple(parts), tuple(gaps)), node)

    def needs(self, node: int) -> frozenset[int]:
        """Return literals of which every text that says the node has at least one."""
        return self._nodes[node].needs

    def size(self, node: int) -> int:
        """Return how many parts a choice has."""
        return len(self._nodes[node].parts)

    def longest(self, node: int) -> int:
        """Return how many words a node may take."""
        return self._nodes[node].longest

    def seal(self) -> None:
        """Build the automaton; no phrase may be added afterwards."""
        # An automaton without patterns finds nothing, and may not be built.
        self._automaton = ahocorasick_rs.BytesAhoCorasick(self._phrases or [_NEVER])
        self._carried.sizes = tuple(sorted(set(map(len, self._carried.prefixes))))

    def read(self, stream: Stream) -> "Reading":
        """Return what a text says.

        Args:
            stream: Its words.
        """
        if self._automaton is None:
            raise ValueError("the book is not sealed yet")
        found = self._automaton.find_matches_as_indexes(stream.bytes, overlapping=True)
        phrases: dict[int, list[int]] = {}
        for pattern, offset, _ in found:
            phrases.setdefault(self._phrase_nodes[pattern], []).append(offset)
        return Reading(self._nodes, self._carried, stream, phrases)

    def _add(self, key: object, node: _Node) -> int:
        if key not in self._known:
            self._known[key] = len(self._nodes)
            self._nodes.append(node)
        return self._known[key]


class Reading:
    """What one text says: where each phrase stands, worked out when asked for."""

    def __init__(
        self,
        nodes: list[_Node],
        carried: _Carried,
        stream: Stream,
        phrases: Mapping[int, list[int]],
    ) -> None:
        self._nodes = nodes
        self._carried = carried
        self._stream = stream
        self._phrases = phrases  # literals of several words, and the offsets in the stream
        self._spans: dict[int, list[Span]] = {}  # answers already worked out
        # The literals that stand in the text.
        self.literals: Set[int] = set(phrases).union(*map(carried.__getitem__, stream.known))

    def spans(self, node: int) -> list[Span]:
        """Return where a node is said, in the order of the text."""
        spans = self._spans.get(node)
        if spans is None:
            spans = self._work_out(node, self._nodes[node])
            self._spans[node] = spans
        return spans

    def said(self, node: int) -> list[int]:
        """Return the parts of a choice that are said."""
        one = self._nodes[node]
        return [*(one.plain & self.literals), *self._others(one)]

    def count(self, node: int) -> int:
        """Return how many parts of a choice are said."""
        one = self._nodes[node]
        return len(one.plain & self.literals) + len(self._others(one))

    def sentence(self, word: int) -> int:
        """Return the number of the sentence that a word stands in."""
        return bisect_right(self._stream.ends, word)

    def bounds(self, sentence: int) -> Span:
        """Return the first word of a sentence and just past its last one.

        A sentence before the first or after the last counts as that one.
        """
        ends = self._stream.ends
        sentence = min(max(sentence, 0), len(ends) - 1)
        return (ends[sentence - 1] if sentence else 0), ends[sentence]

    def _others(self, node: _Node) -> list[int]:
        """Return the parts of a choice that are said and no literals."""
        parts = {
            part
            for literal in node.by_literal.keys() & self.literals
            for part in node.by_literal[literal]
        }
        return [part for part in parts if self.spans(part)]

    def _work_out(self, number: int, node: _Node) -> list[Span]:
        if not node.parts:
            return self._literal(number, node.longest)
        if node.needs.isdisjoint(self.literals):
            return []
        if node.gaps is not None:
            return self._chain(node.parts, node.gaps)
        said = [self.spans(part) for part in node.plain & self.literals]
        said += [self.spans(part) for part in self._others(node)]
        return said[0] if len(said) == 1 else sorted(set().union(*said))

    def _literal(self, number: int, size: int) -> list[Span]:
        """Return where a literal stands."""
        if number in self._phrases:
            begins = self._stream.counted(self._phrases[number])
            return [(begin, begin + size) for begin in begins]
        if number not in self.literals:
            return []
        numbers = self._stream.numbers
        begins = [begin for word in self._carriers[number] for begin in numbers[word]]
        return [(begin, begin + 1) for begin in sorted(begins)]

    @cached_property
    def _carriers(self) -> Mapping[int, list[bytes]]:
        """Which words say each literal of a single word."""
        found: dict[int, list[bytes]] = {}
        for word in self._stream.known:
            for literal in self._carried[word]:
                found.setdefault(literal, []).append(word)
        return found

    def _chain(self, parts: tuple[int, ...], gaps: tuple[int, ...]) -> list[Span]:
        if any(self._nodes[part].needs.isdisjoint(self.literals) for part in parts):
            return []
        found = self.spans(parts[0])
        for part, gap in zip(parts[1:], gaps, strict=True):
            following = self.spans(part) if found else []
            if not following:
                return []
            found = self._joined(found, following, gap)
        return sorted(found)

    def _joined(self, firsts: list[Span], seconds: list[Span], gap: int) -> list[Span]:
        """Return the pairs of spans within a sentence, with few enough words between."""
        sentence = self.sentence
        places: dict[int, list[Span]] = {}
        if len(firsts) <= len(seconds):  # look up the more numerous
            for span in seconds:
                places.setdefault(span[0], []).append(span)
            pairs = [
                (first, second)
                for first in firsts
                for begin in range(first[1], first[1] + gap + 1)
                for second in places.get(begin, ())
            ]
        else:
            for span in firsts:
                places.setdefault(span[1], []).append(span)
            pairs = [
                (first, second)
                for second in seconds
                for end in range(second[0] - gap, second[0] + 1)
                for first in places.get(end, ())
            ]
        return list(
            {
                (first[0], second[1])
                for first, second in pairs
                if sentence(first[0]) == sentence(second[0])
            }
        )
