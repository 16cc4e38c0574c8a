"""Finds thousands of phrases in one pass over the words of a text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import ahocorasick_rs

Span = tuple[int, int]  # first word, just past the last word
GAP = 4  # most words that "…" in a phrase stands for
_NEVER = "||"  # no text of words contains it


@dataclass(frozen=True, slots=True)
class _Node:
    """One way of saying something: a literal, a choice or a chain of other nodes."""

    parts: tuple[int, ...]  # nodes; a literal has none
    gaps: tuple[int, ...] | None  # chain: words allowed before each part but the first
    needs: frozenset[int]  # literals of which at least one stands in every text that says it
    by_literal: dict[int, tuple[int, ...]]  # choice: the parts that a literal may say
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
            self._add(pattern, _Node((), None, only, {}, len(words)))
            self._patterns.append(pattern)
            self._pattern_nodes.append(number)
            self._pattern_words.append(len(words))
        return self._known[pattern]

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
        by_literal: dict[int, tuple[int, ...]] = {}
        for part, node in zip(unique, nodes, strict=True):
            for literal in node.needs:
                by_literal[literal] = (*by_literal.get(literal, ()), part)
        longest = max((node.longest for node in nodes), default=0)
        node = _Node(unique, None, frozenset(by_literal), by_literal, longest)
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
        node = _Node(tuple(parts), tuple(gaps), needs, {}, longest)
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
        self._automaton = ahocorasick_rs.AhoCorasick(self._patterns or [_NEVER])

    def read(self, words: Sequence[str], sentence_ends: Sequence[int]) -> "Reading":
        """Return what a text says.

        Args:
            words: As ``words.tokens`` gives them.
            sentence_ends: Just past the last word of each sentence, ascending.
        """
        if self._automaton is None:
            raise ValueError("the book is not sealed yet")
        sentence_of = [
            number
            for number, (begin, end) in enumerate(pairwise((0, *sentence_ends)))
            for _ in range(begin, end)
        ]
        # The place of the blank before each word, and the number of the word.
        places = accumulate((len(word) + 1 for word in words), initial=0)
        number_at = dict(zip(places, range(len(words)), strict=False))
        haystack = " " + " ".join(words) + " "
        said: dict[int, list[Span]] = {}
        sizes, nodes = self._pattern_words, self._pattern_nodes
        for pattern, place, _ in self._automaton.find_matches_as_indexes(haystack, True):
            begin = number_at[place]
            end = begin + sizes[pattern]
            if sentence_of[begin] == sentence_of[end - 1]:
                said.setdefault(nodes[pattern], []).append((begin, end))
        return Reading(self._nodes, said, sentence_of, sentence_ends)

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
        said: dict[int, list[Span]],
        sentence_of: Sequence[int],
        sentence_ends: Sequence[int],
    ) -> None:
        self._nodes = nodes
        self._sentence_of = sentence_of
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

    def said(self, node: int) -> list[int]:
        """Return the parts of a choice that are said."""
        parts = self._nodes[node].by_literal
        found = {
            part for literal in self._nodes[node].needs & self.literals for part in parts[literal]
        }
        return [part for part in found if self.spans(part)]

    def sentence(self, word: int) -> int:
        """Return the number of the sentence that a word stands in."""
        return self._sentence_of[word]

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
        parts = {
            part for literal in node.needs & self.literals for part in node.by_literal[literal]
        }
        return sorted({span for part in parts for span in self.spans(part)})

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
        sentence_of = self._sentence_of
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
                if sentence_of[first[0]] == sentence_of[second[0]]
            }
        )
