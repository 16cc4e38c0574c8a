"""Finds thousands of phrases in one pass over the words of a text."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import ahocorasick_rs

Span = tuple[int, int]  # first word, just past the last word
GAP = 4  # most words that "…" in a phrase stands for
_SEPARATOR = "|"  # stands between sentences; no word ever contains it


@dataclass(frozen=True, slots=True)
class _Node:
    """One way of saying something: a literal, a choice or a chain of other nodes."""

    parts: tuple[int, ...]  # nodes; a literal has none
    gaps: tuple[int, ...] | None  # chain: words allowed before each part but the first
    needs: frozenset[int]  # literals of which at least one stands in every text that says it
    literals: frozenset[int] | None  # a choice of nothing but literals; else None
    longest: int  # words that it may take


class Book:
    """All phrases of a ruleset, each held once; ``seal`` it before reading."""

    def __init__(self) -> None:
        self._nodes: list[_Node] = []
        self._known: dict[object, int] = {}
        self._patterns: list[str] = []
        self._pattern_nodes: list[int] = []
        self._pattern_words: list[int] = []
        self._automaton: ahocorasick_rs.AhoCorasick | None = None

    def literal(self, words: Sequence[str], is_prefix: bool) -> int:
        """Return the node of words that follow one another.

        Args:
            words: As ``words.tokens`` gives them.
            is_prefix: The last word may go on.
        """
        pattern = " " + " ".join(words) + ("" if is_prefix else " ")
        if pattern not in self._known:
            number = len(self._nodes)
            only = frozenset([number])
            self._add(pattern, _Node((), None, only, only, len(words)))
            self._patterns.append(pattern)
            self._pattern_nodes.append(number)
            self._pattern_words.append(len(words))
        return self._known[pattern]

    def choice(self, parts: Iterable[int]) -> int:
        """Return the node that is said when any of its parts is."""
        unique = tuple(dict.fromkeys(parts))
        if len(unique) == 1:
            return unique[0]
        nodes = [self._nodes[part] for part in unique]
        needs = frozenset[int]().union(*(node.needs for node in nodes))
        flat = all(node.literals is not None for node in nodes)
        longest = max((node.longest for node in nodes), default=0)
        node = _Node(unique, None, needs, needs if flat else None, longest)
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
        node = _Node(tuple(parts), tuple(gaps), needs, None, longest)
        return self._add(("chain", tuple(parts), tuple(gaps)), node)

    def needs(self, node: int) -> frozenset[int]:
        """Return literals of which every text that says the node has at least one."""
        return self._nodes[node].needs

    def longest(self, node: int) -> int:
        """Return how many words a node may take."""
        return self._nodes[node].longest

    def seal(self) -> None:
        """Build the automaton; no phrase may be added afterwards."""
        # An automaton without patterns finds nothing, and may not be built.
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns or [_SEPARATOR * 2])

    def read(self, words: Sequence[str], sentence_ends: Sequence[int]) -> "Reading":
        """Return what a text says.

        Args:
            words: As ``words.tokens`` gives them.
            sentence_ends: Just past the last word of each sentence, ascending.
        """
        if self._automaton is None:
            raise ValueError("the book is not sealed yet")
        first = 0
        pieces = []
        for end in sentence_ends:
            pieces.append(" ".join(words[first:end]))
            first = end
        haystack = " " + f" {_SEPARATOR} ".join(pieces) + " "
        number_at: dict[int, int] = {}  # place of the blank before a word: its number
        place = 0
        first = 0
        for end in sentence_ends:
            for number in range(first, end):
                number_at[place] = number
                place += len(words[number]) + 1
            first = end
            place += len(_SEPARATOR) + 1
        said: dict[int, list[Span]] = {}
        for pattern, start, _ in self._automaton.find_matches_as_indexes(haystack, True):
            begin = number_at[start]
            span = (begin, begin + self._pattern_words[pattern])
            said.setdefault(self._pattern_nodes[pattern], []).append(span)
        return Reading(self._nodes, said, sentence_ends)

    def _add(self, key: object, node: _Node) -> int:
        if key not in self._known:
            self._known[key] = len(self._nodes)
            self._nodes.append(node)
        return self._known[key]


class Reading:
    """What one text says: where each phrase stands, worked out when asked for."""

    def __init__(
        self, nodes: list[_Node], said: dict[int, list[Span]], sentence_ends: Sequence[int]
    ) -> None:
        self._nodes = nodes
        self._ends = sentence_ends
        self._spans = said  # grows: answers already worked out
        self.literals = frozenset(said)  # literals that stand in the text

    def spans(self, node: int) -> list[Span]:
        """Return where a node is said, in the order of the text."""
        spans = self._spans.get(node)
        if spans is None:
            spans = self._work_out(self._nodes[node])
            self._spans[node] = spans
        return spans

    def sentence(self, word: int) -> int:
        """Return the number of the sentence that a word stands in."""
        return bisect_left(self._ends, word + 1)

    def bounds(self, sentence: int) -> Span:
        """Return the first word of a sentence and just past its last one.

        A sentence before the first or after the last counts as that one.
        """
        sentence = min(max(sentence, 0), len(self._ends) - 1)
        return (self._ends[sentence - 1] if sentence else 0), self._ends[sentence]

    def _work_out(self, node: _Node) -> list[Span]:
        if node.needs.isdisjoint(self.literals):
            return []
        if node.gaps is not None:
            return self._chain(node.parts, node.gaps)
        parts = node.parts if node.literals is None else node.literals & self.literals
        return sorted({span for part in parts for span in self.spans(part)})

    def _chain(self, parts: tuple[int, ...], gaps: tuple[int, ...]) -> list[Span]:
        found = self.spans(parts[0])
        for part, gap in zip(parts[1:], gaps, strict=True):
            if not found:
                return []
            begins: dict[int, list[int]] = {}
            for start, stop in self.spans(part):
                begins.setdefault(start, []).append(stop)
            found = [
                (start, last)
                for start, stop in found
                for begin in range(stop, stop + gap + 1)
                for last in begins.get(begin, ())
                if self.sentence(start) == self.sentence(begin)
            ]
        return sorted(set(found))
