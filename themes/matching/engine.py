"""Finds thousands of phrases in one pass over the words of a text."""

from collections.abc import Iterable, Mapping, Sequence, Set

import ahocorasick_rs

from themes.matching.said import Literals, Reading
from themes.matching.web import Node, Web
from themes.text.stream import Stream, encoded

GAP = 4  # most words that "…" in a phrase stands for
_NEVER = b"||"  # no text of words contains it


class Finder:
    """Finds some of the literals of a book, all at once."""

    def __init__(self, web: Web, patterns: Mapping[int, bytes]) -> None:
        """Build the automaton.

        Args:
            web: Of all phrases.
            patterns: What to look for, by the node that it says; with a blank behind unless
                its last word may go on.
        """
        self._web = web
        self._sought = Literals(
            tuple(patterns),
            {node: len(pattern.rstrip()) for node, pattern in patterns.items()},
            frozenset(node for node, pattern in patterns.items() if pattern[-1:] != b" "),
        )
        # An automaton without patterns finds nothing, and may not be built.
        self._automaton = ahocorasick_rs.BytesAhoCorasick(list(patterns.values()) or [_NEVER])

    def read(self, stream: Stream) -> Reading:
        """Return what a text says.

        Args:
            stream: Its words.
        """
        found = self._automaton.find_matches_as_indexes(stream.bytes, overlapping=True)
        return Reading(self._web, self._sought, stream, found)


class Book:
    """All phrases of a ruleset, each held once; ``seal`` it before reading."""

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self._known: dict[object, int] = {}
        self._patterns: dict[int, bytes] = {}  # literal: how it stands in a stream
        self._finder: Finder | None = None  # None: not sealed yet

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
            self._add(key, Node((), None, (only,), only, frozenset(), len(words)))
            self._patterns[number] = b" %b" % pattern if is_prefix else b" %b " % pattern
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
        mixed = frozenset(unique) - plain
        needs = plain.union(*(self._nodes[one].needs[0] for one in mixed))
        longest = max((node.longest for node in nodes), default=0)
        node = Node(unique, None, (needs,), plain, mixed, longest)
        return self._add(("choice", unique), node)

    def chain(self, parts: Sequence[int], gaps: Sequence[int]) -> int:
        """Return the node of parts that follow one another within a sentence.

        Args:
            parts: At least one.
            gaps: Words allowed before each part but the first.
        """
        if len(parts) == 1:
            return parts[0]
        needs = [needs for part in parts for needs in self._nodes[part].needs]
        needs.sort(key=self._commonness)
        longest = sum(self._nodes[part].longest for part in parts) + sum(gaps)
        node = Node(tuple(parts), tuple(gaps), tuple(needs), frozenset(), frozenset(), longest)
        return self._add(("chain", tuple(parts), tuple(gaps)), node)

    def needs(self, node: int) -> frozenset[int]:
        """Return literals of which every text that says the node has at least one."""
        return self._nodes[node].needs[0]

    def size(self, node: int) -> int:
        """Return how many parts a choice has."""
        return len(self._nodes[node].parts)

    def longest(self, node: int) -> int:
        """Return how many words a node may take."""
        return self._nodes[node].longest

    def seal(self) -> None:
        """Make ready to read; no phrase may be added afterwards."""
        every = frozenset(range(len(self._nodes)))
        self._finder = Finder(Web(self._nodes, every, every), self._patterns)

    def finder(self, asked: Set[int], live: Set[int], *, is_close: bool = False) -> Finder:
        """Return what finds these nodes only, and therefore faster.

        Args:
            asked: Nodes of which anything may be asked.
            live: Nodes of which ``Reading.live`` tells.
            is_close: It looks for them sentence by sentence; see ``Web``.
        """
        wanted = self._with_parts(asked | live)
        patterns = {one: pattern for one, pattern in self._patterns.items() if one in wanted}
        return Finder(Web(self._nodes, live, self._with_parts(live), is_close), patterns)

    def _with_parts(self, nodes: Set[int]) -> Set[int]:
        wanted = set(nodes)
        for number in range(len(self._nodes) - 1, -1, -1):  # a node before its parts
            if number in wanted:
                wanted.update(self._nodes[number].parts)
        return wanted

    def read(self, stream: Stream) -> Reading:
        """Return what a text says.

        Args:
            stream: Its words.

        Raises:
            ValueError: if the book is not sealed.
        """
        if self._finder is None:
            raise ValueError("the book is not sealed yet")
        return self._finder.read(stream)

    def _commonness(self, literals: Iterable[int]) -> float:
        """Return how common literals are in all: long ones are rare; a guess."""
        return sum(len(self._patterns[one]) ** -3 for one in literals)

    def _add(self, key: object, node: Node) -> int:
        if key not in self._known:
            self._known[key] = len(self._nodes)
            self._nodes.append(node)
        return self._known[key]
