"""What one text says: which phrases stand in it, and where, worked out when asked for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from themes.matching import chains
from themes.text.stream import Stream

Span = tuple[int, int]  # first word, just past the last word
_MANY = 4  # times as many firsts as seconds, and it is cheaper to begin with these; guess
LONGEST = 40  # words; load.py refuses a phrase that could be longer, gaps included


@dataclass(frozen=True, slots=True)
class Node:
    """One way of saying something: a literal, a choice or a chain of other nodes."""

    parts: tuple[int, ...]  # nodes; a literal has none
    gaps: tuple[int, ...] | None  # chain: words allowed before each part but the first
    needs: frozenset[int]  # literals of which at least one stands in every text that says it
    plain: frozenset[int]  # choice: the parts that are literals
    mixed: frozenset[int]  # choice: the other parts
    longest: int  # words that it may take


class Web:
    """Nodes of a ruleset, each after its parts, and which of them follow from which."""

    def __init__(self, nodes: Sequence[Node], wanted: Set[int]) -> None:
        """Work out what follows from what.

        Args:
            nodes: All of them.
            wanted: Those of which it will be asked whether they may be said, and their parts.
        """
        self.nodes = nodes
        self.wanted = wanted
        self._choices: dict[int, set[int]] = {}  # node: the choices that it says, and theirs
        self._chains: dict[int, list[int]] = {}  # literal: chains of which it is the rarest need
        for number in sorted(wanted, reverse=True):  # a choice before what it is a choice of
            node = nodes[number]
            if node.gaps is None:
                above = {number, *self._choices.get(number, ())}
                for part in node.parts:
                    self._choices.setdefault(part, set()).update(above)
            else:
                for literal in node.needs:
                    self._chains.setdefault(literal, []).append(number)

    def live(self, literals: Set[int]) -> Set[int]:
        """Return the nodes that a text with these literals may say, places aside."""
        nothing: tuple[int, ...] = ()
        choices = self._choices
        live = set(literals).union(*[choices.get(one, nothing) for one in literals])
        chains = set[int]().union(*[self._chains.get(one, nothing) for one in literals])
        for number in sorted(chains):
            if live.issuperset(self.nodes[number].parts):
                live.add(number)
                live.update(choices.get(number, nothing))
        return live


class Reading:
    """What one text says: where each phrase stands, worked out when asked for."""

    def __init__(
        self,
        web: Web,
        stream: Stream,
        offsets: Mapping[int, list[int]],
        sizes: Mapping[int, int],
    ) -> None:
        """Take what was found.

        Args:
            web: Of all phrases.
            stream: The words of the text.
            offsets: Where each literal stands in the stream, ascending.
            sizes: How many bytes each literal takes there, the blank before it included.
        """
        self._web = web
        self._nodes = web.nodes
        self._stream = stream
        self._offsets = offsets
        self._sizes = sizes
        self._spans: dict[int, list[Span]] = {}  # answers already worked out
        self._says: dict[int, bool] = {}  # the same of chains, where only that was asked
        self.literals: Set[int] = set(offsets)  # those that stand in the text

    @cached_property
    def live(self) -> Set[int]:
        """The nodes that may be said, as all that they need stands somewhere in the text."""
        return self._web.live(self.literals)

    def spans(self, node: int) -> list[Span]:
        """Return where a node is said, in the order of the text."""
        spans = self._spans.get(node)
        if spans is None:
            spans = self._work_out(node, self._nodes[node])
            self._spans[node] = spans
        return spans

    def says(self, node: int) -> bool:
        """Return whether a node is said, without working out where if that can be had."""
        spans = self._spans.get(node)
        if spans is not None:
            return bool(spans)
        one = self._nodes[node]
        if not one.parts:
            return node in self.literals
        if one.gaps is None:
            if not one.plain.isdisjoint(self.literals):
                return True
            return bool(one.mixed) and any(map(self.says, self._able(node, one)))
        said = self._says.get(node)
        if said is None:
            said = self._says[node] = self._chained(one.parts, one.gaps)
        return said

    def _chained(self, parts: tuple[int, ...], gaps: tuple[int, ...]) -> bool:
        """Return whether a chain is said."""
        places = []
        for part in parts:
            node = self._nodes[part]
            if node.gaps is not None or node.mixed:
                return all(map(self.says, parts)) and bool(self._chain(parts, gaps))
            literals = (node.plain if node.parts else {part}) & self.literals
            if not literals:
                return False
            found = sorted(
                (offset, offset + self._sizes[literal])
                for literal in literals
                for offset in self._offsets[literal]
            )
            places.append(([begin for begin, _ in found], [end for _, end in found]))
        return chains.stands(self._stream.bytes, places, gaps)

    def said(self, node: int) -> list[int]:
        """Return the parts of a choice that are said."""
        one = self._nodes[node]
        return [*(one.plain & self.literals), *self._mixed(node, one)]

    def count(self, node: int) -> int:
        """Return how many parts of a choice are said."""
        one = self._nodes[node]
        found = len(one.plain & self.literals)
        return found + len(self._mixed(node, one)) if one.mixed else found

    def count_outside(self, node: int, other: int) -> int:
        """Return how many parts of a choice are said that begin outside of what another says."""
        one, shade = self._nodes[node], self._nodes[other]
        shades = sorted(
            (offset, offset + self._sizes[literal])
            for literal in (shade.plain if shade.parts else {other}) & self.literals
            for offset in self._offsets[literal]
        )
        if one.mixed or shade.mixed or shade.gaps is not None:  # places in words are needed
            dark = {word for first, last in self.spans(other) for word in range(first, last)}
            return sum(
                any(first not in dark for first, _ in self.spans(part)) for part in self.said(node)
            )
        begins = [begin for begin, _ in shades]
        ends = list(accumulate((end for _, end in shades), max))

        def is_outside(offset: int) -> bool:
            number = bisect_right(begins, offset)
            return number == 0 or offset >= ends[number - 1]

        said = one.plain & self.literals
        return sum(any(map(is_outside, self._offsets[literal])) for literal in said)

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

    def may(self, node: int) -> bool:
        """Return whether the text has a literal without which a node is not said."""
        return not self._nodes[node].needs.isdisjoint(self.literals)

    def reaches(self, node: int, window: Span, but: Span) -> bool:
        """Return whether a node is said, but not as this very span, reaching into a window."""
        spans = self.spans(node)
        # A span may begin before the window and reach into it; none is longer than this.
        for number in range(bisect_left(spans, (window[0] - LONGEST, 0)), len(spans)):
            start, stop = spans[number]
            if start >= window[1]:
                return False
            if stop > window[0] and (start, stop) != but:
                return True
        return False

    def begins(self, node: int, window: Span) -> bool:
        """Return whether a node is said that begins in a window."""
        spans = self.spans(node)
        number = bisect_left(spans, (window[0], 0))
        return number < len(spans) and spans[number][0] < window[1]

    def _mixed(self, number: int, node: Node) -> list[int]:
        """Return the parts of a choice that are said and no literals."""
        return [part for part in self._able(number, node) if self.says(part)]

    def _able(self, number: int, node: Node) -> Iterable[int]:
        """Return the parts of a choice that are no literals and may be said."""
        if number in self._web.wanted:
            return node.mixed & self.live
        return [part for part in node.mixed if self._may(self._nodes[part])]

    def _may(self, node: Node) -> bool:
        """Return whether the text has what a node needs, without a look at all nodes."""
        if node.gaps is None:
            return not node.needs.isdisjoint(self.literals)
        return not any(self._nodes[one].needs.isdisjoint(self.literals) for one in node.parts)

    def _work_out(self, number: int, node: Node) -> list[Span]:
        if not node.parts:
            return self._literal(number)
        if node.gaps is not None:
            return self._chain(node.parts, node.gaps)
        known = self._spans
        said = []
        for part in node.plain & self.literals:
            spans = known.get(part)
            if spans is None:
                spans = known[part] = self._literal(part)
            said.append(spans)
        if node.mixed:
            said += filter(None, map(self.spans, self._able(number, node)))
        return said[0] if len(said) == 1 else sorted(set().union(*said))

    def _literal(self, number: int) -> list[Span]:
        """Return where a literal stands."""
        numbers, size = self._stream.numbers, self._nodes[number].longest
        begins = [numbers[offset] for offset in self._offsets.get(number, ())]
        return [(begin, begin + size) for begin in begins]

    def _chain(self, parts: tuple[int, ...], gaps: tuple[int, ...]) -> list[Span]:
        found = self.spans(parts[0])
        for part, gap in zip(parts[1:], gaps, strict=True):
            following = self.spans(part) if found else []
            if not following:
                return []
            found = self._joined(found, following, gap)
        return sorted(found)

    def _joined(self, firsts: list[Span], seconds: list[Span], gap: int) -> list[Span]:
        """Return the pairs of spans within a sentence, with few enough words between."""
        pairs = []
        if len(firsts) <= _MANY * len(seconds):
            for first in firsts:
                end = first[1]
                for number in range(bisect_left(seconds, (end, 0)), len(seconds)):
                    if seconds[number][0] > end + gap:
                        break
                    pairs.append((first[0], seconds[number]))
        else:  # look for the few
            for second in seconds:
                begin = second[0]
                for number in range(bisect_left(firsts, (begin - gap - LONGEST, 0)), len(firsts)):
                    start, end = firsts[number]
                    if start >= begin:
                        break
                    if end <= begin <= end + gap:
                        pairs.append((start, second))
        sentence = self.sentence
        return list({(at, last[1]) for at, last in pairs if sentence(at) == sentence(last[0])})
