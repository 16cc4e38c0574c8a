"""What one text says: which phrases stand in it, and where, worked out when asked for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from themes.matching.chains import Span, joined
from themes.text.stream import Stream


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
        choices, chains = self._choices, self._chains
        live = set(literals).union(*[choices[one] for one in choices.keys() & literals])
        begun = set[int]().union(*[chains[one] for one in chains.keys() & literals])
        for number in sorted(begun):
            if live.issuperset(self.nodes[number].parts):
                live.add(number)
                live.update(choices.get(number, ()))
        return live


class Reading:
    """What one text says: where each phrase stands, worked out when asked for.

    A place is one in the bytes of the stream: that of the blank before the first word, and that
    of the blank behind the last one.
    """

    def __init__(
        self,
        web: Web,
        stream: Stream,
        offsets: Mapping[int, list[int]],
        sizes: Mapping[int, int],
        prefixes: Set[int],
    ) -> None:
        """Take what was found.

        Args:
            web: Of all phrases.
            stream: The words of the text.
            offsets: Where each literal stands in the stream, ascending.
            sizes: How many bytes each literal takes there, the blank before it included.
            prefixes: The literals whose last word may go on.
        """
        self._web = web
        self._nodes = web.nodes
        self._stream = stream
        self._offsets = offsets
        self._sizes = sizes
        self._prefixes = prefixes
        self._spans: dict[int, list[Span]] = {}  # answers already worked out
        self.literals: Set[int] = set(offsets)  # those that stand in the text

    @cached_property
    def live(self) -> Set[int]:
        """The nodes that may be said, as all that they need stands somewhere in the text."""
        return self._web.live(self.literals)

    def spans(self, node: int) -> list[Span]:
        """Return where a node is said, in the order of the text."""
        spans = self._spans.get(node)
        if spans is None:
            one = self._nodes[node]
            spans = self._work_out(node, one) if one.parts else self._literal(node)
            self._spans[node] = spans
        return spans

    def says(self, node: int) -> bool:
        """Return whether a node is said, without working out where if that can be had."""
        one = self._nodes[node]
        if not one.parts:
            return node in self.literals
        if one.gaps is None and not one.plain.isdisjoint(self.literals):
            return True
        if one.gaps is None:
            return bool(one.mixed) and any(map(self.says, self._able(node, one)))
        return bool(self.spans(node))

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
        shades = self.spans(other)
        begins = [begin for begin, _ in shades]
        ends = list(accumulate((end for _, end in shades), max))

        def is_outside(offset: int) -> bool:
            number = bisect_right(begins, offset)
            return number == 0 or offset >= ends[number - 1]

        one = self._nodes[node]
        plain = one.plain & self.literals
        found = sum(any(map(is_outside, self._offsets[literal])) for literal in plain)
        for part in self._mixed(node, one) if one.mixed else ():
            found += any(is_outside(begin) for begin, _ in self.spans(part))
        return found

    def sentence(self, at: int) -> int:
        """Return the number of the sentence that a word stands in, by the blank before it."""
        return bisect_right(self._stream.marks, at)

    def bounds(self, sentence: int) -> Span:
        """Return where a sentence begins and where it ends.

        A sentence before the first or after the last counts as that one.
        """
        marks = self._stream.marks
        sentence = min(max(sentence, 0), len(marks) - 1)
        return (marks[sentence - 1] + 1 if sentence else 0), marks[sentence]

    def may(self, node: int) -> bool:
        """Return whether the text has a literal without which a node is not said."""
        return not self._nodes[node].needs.isdisjoint(self.literals)

    def is_near(self, node: int, anchor: Span, many: int) -> bool:
        """Return whether a node is said with at most so many words between it and an anchor.

        Args:
            node: What is asked for.
            anchor: Where it stands; said as this very span the node does not count.
            many: How many words, over the ends of sentences.
        """
        spans = self.spans(node)
        is_within = self._stream.is_within
        following = bisect_left(spans, (anchor[0], 0))
        for number in range(following, len(spans)):
            start = spans[number][0]
            if spans[number] != anchor:
                if start < anchor[1] or is_within(anchor[1], start, many):
                    return True
                break
        one = self._nodes[node]
        for number in range(following - 1, -1, -1):
            start, stop = spans[number]
            if stop > anchor[0] or is_within(stop, anchor[0], many):
                return True
            # Of what is always of so many words, none that begins before this ends behind it.
            if not one.parts or not is_within(start, anchor[0], many + one.longest):
                break
        return False

    def begins(self, node: int, window: Span, but: Span | None = None) -> bool:
        """Return whether a node is said that begins in a window, and not as this very span."""
        spans = self.spans(node)
        for number in range(bisect_left(spans, (window[0], 0)), len(spans)):
            if spans[number][0] >= window[1]:
                return False
            if spans[number] != but:
                return True
        return False

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
        offsets = self._offsets.get(number)
        if offsets is None:
            return []
        size = self._sizes[number]
        if number not in self._prefixes:
            return [(offset, offset + size) for offset in offsets]
        find = self._stream.bytes.find
        return [(offset, find(b" ", offset + size)) for offset in offsets]

    def _chain(self, parts: tuple[int, ...], gaps: tuple[int, ...]) -> list[Span]:
        found = self.spans(parts[0])
        for part, gap in zip(parts[1:], gaps, strict=True):
            following = self.spans(part) if found else []
            if not following:
                return []
            found = joined(self._stream.bytes, found, following, gap)
        return found
