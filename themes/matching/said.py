"""What one text says: which phrases stand in it, and where, worked out when asked for."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from themes.matching.chains import Span, joined
from themes.matching.web import Node, Web
from themes.text.stream import Stream

_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Literals:
    """The literals that are looked for."""

    nodes: tuple[int, ...]  # in the order of the patterns that find them
    sizes: dict[int, int]  # bytes that each takes in a stream, the blank before it included
    prefixes: frozenset[int]  # those whose last word may go on


class Reading:
    """What one text says: where each phrase stands, worked out when asked for.

    A place is one in the bytes of the stream: that of the blank before the first word, and that
    of the blank behind the last one.
    """

    def __init__(
        self,
        web: Web,
        sought: Literals,
        stream: Stream,
        found: Sequence[tuple[int, int, int]],
    ) -> None:
        """Take what was found.

        Args:
            web: Of all phrases.
            sought: The literals that were looked for.
            stream: The words of the text.
            found: Numbers of patterns, and where each begins and ends in the stream; by the ends.
        """
        self.nodes = web.nodes
        self.stream = stream
        self._web = web
        self._sought = sought
        self._found = found
        nodes = sought.nodes
        offsets: dict[int, list[int]] = defaultdict(list)
        for pattern, offset, _ in found:
            offsets[nodes[pattern]].append(offset)
        self._offsets = offsets  # literal: where, ascending
        self._spans: dict[int, list[Span]] = {}  # answers already worked out
        self._arounds: dict[tuple[int, int], Set[int]] = {}  # the same
        self.literals: Set[int] = set(offsets)  # those that stand in the text

    @cached_property
    def live(self) -> Set[int]:
        """The nodes that may be said, as all that they need stands somewhere in the text."""
        parts = self.sentences if self._web.is_close else (self.literals,)
        return self._web.live(self.literals, parts)

    @cached_property
    def sentences(self) -> Sequence[Set[int]]:
        """The literals that stand in each sentence, in the order of the text."""
        nodes, found = self._sought.nodes, self._found
        ends = [end for _, _, end in found]
        said: list[Set[int]] = []
        begin = 0
        for mark in self.stream.marks:
            stop = bisect_right(ends, mark, begin)
            said.append({nodes[one] for one, _, _ in found[begin:stop]} if stop > begin else _NONE)
            begin = stop
        return said

    def spans(self, node: int) -> list[Span]:
        """Return where a node is said, in the order of the text."""
        spans = self._spans.get(node)
        if spans is None:
            one = self.nodes[node]
            spans = self._work_out(node, one) if one.parts else self._literal(node)
            self._spans[node] = spans
        return spans

    def offsets(self, literal: int) -> Sequence[int]:
        """Return where a literal begins, in the order of the text; of another node nowhere."""
        return self._offsets.get(literal, ())

    def says(self, node: int) -> bool:
        """Return whether a node is said, without working out where if that can be had."""
        one = self.nodes[node]
        if not one.parts:
            return node in self.literals
        if one.gaps is None and not one.plain.isdisjoint(self.literals):
            return True
        if one.gaps is None:
            return bool(one.mixed) and any(map(self.says, self._able(node, one)))
        return bool(self.spans(node))

    def said(self, node: int) -> list[int]:
        """Return the parts of a choice that are said."""
        one = self.nodes[node]
        return [*(one.plain & self.literals), *self._mixed(node, one)]

    def count(self, node: int) -> int:
        """Return how many parts of a choice are said."""
        one = self.nodes[node]
        found = len(one.plain & self.literals)
        return found + len(self._mixed(node, one)) if one.mixed else found

    def count_outside(self, node: int, other: int) -> int:
        """Return how many parts of a choice are said that begin outside of what another says."""
        shades = self.spans(other)
        begins = [begin for begin, _ in shades]
        ends = list(accumulate((end for _, end in shades), max))

        def is_outside(offset: int) -> bool:
            number = bisect_right(begins, offset)
            return number == 0 or offset >= ends[number - 1]

        one = self.nodes[node]
        plain = one.plain & self.literals
        found = sum(any(map(is_outside, self._offsets[literal])) for literal in plain)
        for part in self._mixed(node, one) if one.mixed else ():
            found += any(is_outside(begin) for begin, _ in self.spans(part))
        return found

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that a word stands in, by the blank before it."""
        return bisect_right(self.stream.marks, at)

    def bounds(self, sentence: int) -> Span:
        """Return where a sentence begins and where it ends.

        A sentence before the first or after the last counts as that one.
        """
        marks = self.stream.marks
        sentence = min(max(sentence, 0), len(marks) - 1)
        return (marks[sentence - 1] + 1 if sentence else 0), marks[sentence]

    def may(self, node: int) -> bool:
        """Return whether the text has the literals without which a node is not said."""
        return self.nodes[node].may_stand(self.literals)

    def around(self, home: int, reach: int) -> Set[int]:
        """Return the literals that stand in a sentence, and with a reach over 1 in those beside it.

        Args:
            home: The number of the sentence.
            reach: 1: it alone; 2: also those next to it; and so on.
        """
        if reach == 1:
            return self.sentences[home]
        around = self._arounds.get((home, reach))
        if around is None:
            around = _NONE.union(*self.sentences[max(home - reach + 1, 0) : home + reach])
            self._arounds[home, reach] = around
        return around

    def window(self, home: int, reach: int) -> Span:
        """Return where a sentence and those beside it begin and end."""
        return self.bounds(home - reach + 1)[0], self.bounds(home + reach - 1)[1]

    def _mixed(self, number: int, node: Node) -> list[int]:
        """Return the parts of a choice that are said and no literals."""
        return [part for part in self._able(number, node) if self.says(part)]

    def _able(self, number: int, node: Node) -> Iterable[int]:
        """Return the parts of a choice that are no literals and may be said."""
        if number in self._web.wanted:
            return node.mixed & self.live
        return [part for part in node.mixed if self.may(part)]

    def _work_out(self, number: int, node: Node) -> list[Span]:
        """Return where a choice or a chain is said."""
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
        offsets = self.offsets(number)
        if not offsets:
            return []
        size = self._sought.sizes[number]
        if number not in self._sought.prefixes:
            return [(offset, offset + size) for offset in offsets]
        find = self.stream.bytes.find
        return [(offset, find(b" ", offset + size)) for offset in offsets]

    def _chain(self, parts: tuple[int, ...], gaps: tuple[int, ...]) -> list[Span]:
        found = self.spans(parts[0])
        for part, gap in zip(parts[1:], gaps, strict=True):
            following = self.spans(part) if found else []
            if not following:
                return []
            found = joined(self.stream.bytes, found, following, gap)
        return found
