"""All ways of saying something that a ruleset knows, and which of them a text may say."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """One way of saying something: a literal, a choice or a chain of other nodes."""

    parts: tuple[int, ...]  # nodes; a literal has none
    gaps: tuple[int, ...] | None  # chain: words allowed before each part but the first
    # Sets of literals: of each, one stands in every sentence that says it; the rarest first.
    needs: tuple[frozenset[int], ...]
    plain: frozenset[int]  # choice: the parts that are literals; literal: itself
    mixed: frozenset[int]  # choice: the other parts
    longest: int  # words that it may take

    def may_stand(self, literals: Set[int]) -> bool:
        """Return whether what it needs is among the literals of a text or a part of it."""
        return not any(map(literals.isdisjoint, self.needs))


class Web:
    """Nodes of a ruleset, each after its parts, and which of them follow from which."""

    def __init__(
        self, nodes: Sequence[Node], asked: Set[int], wanted: Set[int], is_close: bool = False
    ) -> None:
        """Work out what follows from what.

        Args:
            nodes: All of them.
            asked: Those of which it will be asked whether they may be said.
            wanted: The same and their parts.
            is_close: Chains shall be looked for sentence by sentence: dearer, and worth it
                where many are asked for.
        """
        self.nodes = nodes
        self.wanted = wanted
        self._choices: dict[int, set[int]] = {}  # node: the choices that it says, and theirs
        self._chains: dict[int, list[int]] = {}  # literal: chains of which it is the rarest need
        told = {*asked}.union(*(nodes[number].mixed for number in wanted))
        for number in sorted(wanted, reverse=True):  # a choice before what it is a choice of
            node = nodes[number]
            if node.gaps is None:
                above = {number} & told | self._choices.get(number, set())
                for part in node.parts if above else ():
                    self._choices.setdefault(part, set()).update(above)
            else:
                for literal in node.needs[0]:
                    self._chains.setdefault(literal, []).append(number)
        self.is_close = is_close and bool(self._chains)

    def live(self, literals: Set[int], parts: Iterable[Set[int]]) -> Set[int]:
        """Return the nodes that a text may say, places aside.

        Args:
            literals: Those that stand in the text.
            parts: Those that stand in each part of it; no sentence reaches into two of them.
        """
        choices = self._choices
        live = {*literals}.union(*[choices[one] for one in choices.keys() & literals])
        for number in self._begun(parts):
            live.add(number)
            live.update(choices.get(number, ()))
        return live

    def _begun(self, parts: Iterable[Set[int]]) -> set[int]:
        """Return the chains of which some part of a text has all that they need."""
        begun: set[int] = set()
        nodes, chains = self.nodes, self._chains
        for literals in parts if chains else ():
            for literal in chains.keys() & literals:
                for number in chains[literal]:
                    if number not in begun:
                        for needs in nodes[number].needs:
                            if needs.isdisjoint(literals):
                                break
                        else:
                            begun.add(number)
        return begun
