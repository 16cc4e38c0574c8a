"""What a rule is, and where it holds in a text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from themes.matching.chains import Span
from themes.matching.engine import Book, Finder
from themes.matching.learned import Learned
from themes.matching.neighbours import are_apart, are_beside, are_near, is_with
from themes.matching.said import Reading
from themes.matching.scope import Scope
from themes.text.stream import Stream

FIELDS = ("any", "title", "lead", "body", "report")
LONGEST = 40  # words of a phrase, gaps included; forms.py refuses one that could be longer
LEAD_WORDS = 90  # words of the text that are its lead; guess: an opening paragraph or two
ALONE = -7.5  # weight of a theme's own words where no rule hits; see themes/matching/scoring.py
MOST_HITS = 5  # of one rule in one text; more prove nothing more


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A condition on the neighbourhood of a phrase."""

    unit: str  # words or sentences
    reach: int  # words between; sentences: 1 is its own, 2 also the ones beside it
    parts: tuple[int, ...]  # nodes of the book
    at_least: int  # of the parts must stand there, each apart from the phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way in which a theme shows in print."""

    rule_id: str
    theme_id: str
    anchor: int  # node of the book: any of the phrases
    all: tuple[int, ...]  # nodes that must stand somewhere in the document
    none: int | None  # node that must stand nowhere; None: no such ban
    near: tuple[Near, ...]  # every one must hold around the anchor
    unless: int | None  # node that cancels an anchor in whose sentence it stands
    field: str  # one of FIELDS
    weight: float
    source_kinds: frozenset[str]  # kinds of publisher it is for; empty: all
    origin: str  # corpus/<card>.md#c3, or why it goes beyond the corpus

    def nodes(self) -> Iterator[int]:
        """Yield the nodes of the book that are asked for."""
        yield self.anchor
        yield from self.all
        yield from (node for node in (self.none, self.unless) if node is not None)
        for near in self.near:
            yield from near.parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A current of reform."""

    theme_id: str
    title: str
    why: str
    threshold: float  # least score of a short text that is given the theme
    leans: int  # node of the book: a list of words that texts about the theme are full of


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruleset:
    """All rules at one moment, ready to be matched."""

    digest: str  # of everything that can change a verdict
    themes: Mapping[str, Theme]
    rules: tuple[Rule, ...]
    scope: Scope
    learned: Learned
    book: Book
    anchors: frozenset[int] = field(init=False)  # of all rules
    gates: tuple[tuple[frozenset[int], ...], ...] = field(init=False)  # by rule: see below
    lone_gates: tuple[int | None, ...] = field(init=False)  # by rule: its gate, if one literal
    sieve: Finder = field(init=False)  # finds what the scope asks for
    finder: Finder = field(init=False)  # finds what the rules and themes ask for
    by_anchor: Mapping[int, tuple[int, ...]] = field(init=False)  # node: the rules that it begins
    own_words: Mapping[str, Rule] = field(init=False)  # by theme: the proof where no rule hits
    is_taught: bool = field(init=False)  # labelled texts taught words of every theme

    def __post_init__(self) -> None:
        found: dict[int, tuple[int, ...]] = {}
        for number, rule in enumerate(self.rules):
            found[rule.anchor] = (*found.get(rule.anchor, ()), number)
        object.__setattr__(self, "by_anchor", found)
        own = {theme_id: _own_words(theme) for theme_id, theme in self.themes.items()}
        object.__setattr__(self, "own_words", own)
        object.__setattr__(self, "anchors", frozenset(found))
        is_taught = self.themes.keys() <= self.learned.weights.keys()
        object.__setattr__(self, "is_taught", is_taught)
        gates = tuple(map(self._gates, self.rules))
        object.__setattr__(self, "gates", gates)
        object.__setattr__(self, "lone_gates", tuple(map(_lone, gates)))
        scope = frozenset(self.scope.nodes())
        object.__setattr__(self, "sieve", self.book.finder(scope, scope))
        asked = {node for rule in self.rules for node in rule.nodes()}
        asked |= {theme.leans for theme in self.themes.values()}
        object.__setattr__(self, "finder", self.book.finder(asked, found.keys(), is_close=True))

    def _gates(self, rule: Rule) -> tuple[frozenset[int], ...]:
        """Return sets of literals: of each, one stands in every text that the rule hits."""
        conditions = [(node,) for node in rule.all] + [near.parts for near in rule.near]
        needs = self.book.needs
        return tuple(frozenset[int]().union(*map(needs, nodes)) for nodes in conditions)


def _lone(gates: Sequence[frozenset[int]]) -> int | None:
    """Return the literal that is all that gates ask for, if it is one."""
    literals = [literal for gate in gates for literal in gate]
    return literals[0] if len(literals) == 1 else None


def _own_words(theme: Theme) -> Rule:
    """Return the rule that hits wherever the own words of a theme stand."""
    return Rule(
        rule_id=f"{theme.theme_id}:words",
        theme_id=theme.theme_id,
        anchor=theme.leans,
        all=(),
        none=None,
        near=(),
        unless=None,
        field="any",
        weight=ALONE,
        source_kinds=frozenset(),
        origin="the words of the theme, where no rule hits",
    )


@dataclass(frozen=True, slots=True)
class Page:
    """A title and a text as one stream of words, and what they say."""

    stream: Stream
    reading: Reading

    def is_in(self, field: str, at: int) -> bool:
        """Return whether a word, by the blank before it, stands in a field of the rule language."""
        if field == "any":
            return True
        title_stop = self.stream.title_stop
        if field == "title":
            return at < title_stop
        if field == "lead":
            return at < title_stop or self.stream.is_within(title_stop + 1, at, LEAD_WORDS - 1)
        return field != "body" or at >= title_stop


def lay_out(book: Book, title: str, text: str) -> Page:
    """Return a title and a text, each read once, as one page."""
    stream = Stream(title, text)
    return Page(stream, book.read(stream))


def holds(rule: Rule, page: Page) -> list[Span]:
    """Return where a rule hits a page, at most MOST_HITS places; none: it does not."""
    reading = page.reading
    if rule.all and not all(map(reading.says, rule.all)):
        return []
    if rule.none is not None and reading.may(rule.none) and reading.says(rule.none):
        return []
    for near in rule.near:
        if near.unit == "words" and are_apart(reading, near.parts, rule.anchor, near.reach):
            return []
    anchors = reading.spans(rule.anchor)
    if not anchors:
        return []
    unless = rule.unless if rule.unless is not None and reading.may(rule.unless) else None
    is_free = rule.field == "any" and not rule.near and unless is None
    found: list[Span] = []
    for span in anchors:
        if found and span[0] < found[-1][1]:
            continue
        if is_free or _stands(rule, unless, span, page):
            found.append(span)
            if len(found) == MOST_HITS:
                break
    return found


def _stands(rule: Rule, unless: int | None, anchor: Span, page: Page) -> bool:
    """Return whether an anchor stands in its field with its neighbours, and nothing cancels it."""
    if rule.field != "any" and not page.is_in(rule.field, anchor[0]):
        return False
    reading = page.reading
    for near in rule.near:
        are_there = are_near if near.unit == "words" else are_beside
        if not are_there(reading, near.parts, anchor, near.reach, near.at_least):
            return False
    return unless is None or not is_with(reading, unless, anchor)
