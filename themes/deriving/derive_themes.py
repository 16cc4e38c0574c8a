"""Says to which theme a derived phrase might belong, why, and whether a rule has it already."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import seedfiles
from records import Document, Hit
from themes.deriving.derive import Candidate, Corpus, Entry
from themes.deriving.derive_phrases import Place
from themes.matching import match
from themes.rules.rules import Ruleset
from themes.text import words

# What speaks for a theme, for each sentence that a phrase stands in: of the rules the heaviest, of
# the words each one. Guesses: what stands in the phrase says more than what stands beside it.
RULE_INSIDE, RULE_BESIDE = 2.0, 0.5  # times the weight of the rule
WORD_INSIDE, WORD_BESIDE = 2.0, 0.5  # divided by how many themes have the word
LEAST = 0.75  # less speaks for no theme
MOST_SENTENCES = 20  # of one phrase that are looked at
SHOWN = 4  # reasons


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with its theme."""

    entry: Entry
    theme: str | None  # None: nothing speaks for any
    is_own: bool  # words of the phrase itself speak for it, not only what stands beside it
    why: tuple[str, ...]  # for people, the weightiest first
    covered_by: tuple[tuple[str, int], ...]  # rules that hit it, as theme/rule, in how many places


@dataclass(frozen=True, slots=True)
class Lean:
    """A word or phrase that texts about a theme are full of."""

    words: tuple[str, ...]
    goes_on: bool  # the last word may
    shown: str


Leans = Mapping[str, Mapping[str, list[Lean]]]  # first word, or its first letters: theme: leans
_STEM = 3  # letters by which leans are looked up


def leans(seeds: Path) -> Leans:
    """Return the plain words of each theme: what it leans on, and its title.

    Raises:
        SeedError: if a theme cannot be read.
    """
    found: dict[str, dict[str, list[Lean]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted((seeds / "themes").glob("*.yaml")):
        content, _ = seedfiles.read(path)
        title = [word for word in words.tokens(content["title"]).words if len(word) > _STEM]
        for shown in {*content["leans"], *title}:
            stem = shown.removesuffix("*")
            if any(mark in stem for mark in "@…/*"):
                continue
            said = tuple(words.tokens(stem).words)
            if said:
                found[said[0][:_STEM]][path.stem].append(Lean(said, stem != shown, shown))
    return found


def place(entries: Iterable[Entry], corpus: Corpus, ruleset: Ruleset, plain: Leans) -> list[Placed]:
    """Return entries with the theme that most speaks for them, and the rules that have them.

    Those whose own words speak for their theme come first; else the order stays.

    Args:
        entries: What ``derive.entries`` returned.
        corpus: The texts that they stand in.
        ruleset: The rules as they are.
        plain: What ``leans`` returned of the same seeds.
    """
    placer = _Placer(corpus, ruleset, plain)
    return sorted(map(placer.place, entries), key=lambda one: not one.is_own)


class _Placer:
    """Remembers what was found in each sentence."""

    def __init__(self, corpus: Corpus, ruleset: Ruleset, plain: Leans) -> None:
        self.corpus = corpus
        self.ruleset = ruleset
        self.plain = plain
        self.hits = [_hits(text.text, ruleset) for text in corpus.texts]
        self.known: dict[tuple[int, int], list[tuple[str, str, float, int, int]]] = {}

    def place(self, entry: Entry) -> Placed:
        """Return an entry with its theme."""
        head = entry.head
        points: dict[str, float] = defaultdict(float)
        reasons: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        own: set[str] = set()
        looked_at = head.places[:MOST_SENTENCES]
        for spot in looked_at:
            start, stop = span(self.corpus, spot)
            heaviest: dict[str, float] = defaultdict(float)
            for theme, shown, weight, begin, end in self._speaks(spot.text, start):
                inside = begin < stop and end > start
                if inside:
                    own.add(theme)
                if shown.startswith("rule "):
                    speaks = weight * (RULE_INSIDE if inside else RULE_BESIDE)
                    heaviest[theme] = max(heaviest[theme], speaks)
                else:
                    speaks = weight * (WORD_INSIDE if inside else WORD_BESIDE)
                    points[theme] += speaks / len(looked_at)
                reasons[theme][shown] += speaks
            for theme, speaks in heaviest.items():
                points[theme] += speaks / len(looked_at)
        best = max(points, key=lambda theme: (points[theme], theme), default="")
        if points[best] < LEAST:
            return Placed(entry, None, False, (), self._covered(head))
        why = sorted(reasons[best], key=lambda shown: (-reasons[best][shown], shown))
        return Placed(entry, best, best in own, tuple(why[:SHOWN]), self._covered(head))

    def _speaks(self, text: int, offset: int) -> list[tuple[str, str, float, int, int]]:
        """Return what in the sentence around an offset speaks for a theme: with its span."""
        first, last = words.sentence_at(self.corpus.laid[text].sentences, offset)
        if (text, first) not in self.known:
            found = [
                (hit.theme_id, f"rule {hit.rule_id}", hit.weight, hit.start, hit.stop)
                for hit in self.hits[text]
                if hit.start >= first and hit.stop <= last
            ]
            found += self._leans(self.corpus.texts[text].text[first:last], first)
            self.known[text, first] = found
        return self.known[text, first]

    def _leans(self, sentence: str, offset: int) -> Iterable[tuple[str, str, float, int, int]]:
        tokens = words.tokens(sentence)
        for at, word in enumerate(tokens.words):
            said = [
                (theme, lean)
                for theme, rows in self.plain.get(word[:_STEM], {}).items()
                for lean in rows
                if _stands(lean, tokens.words, at)
            ]
            themes = len({theme for theme, _ in said})
            for theme, lean in said:
                stop = tokens.stops[at + len(lean.words) - 1]
                yield theme, lean.shown, 1 / themes, offset + tokens.starts[at], offset + stop

    def _covered(self, one: Candidate) -> tuple[tuple[str, int], ...]:
        """Return the rules that hit all the words of a phrase, or only words of it."""
        found: Counter[str] = Counter()
        for spot in one.places:
            start, stop = span(self.corpus, spot)
            found.update(
                {
                    f"{hit.theme_id}/{hit.rule_id}"
                    for hit in self.hits[spot.text]
                    if (hit.start <= start and stop <= hit.stop)
                    or (start <= hit.start and hit.stop <= stop)
                }
            )
        return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def span(corpus: Corpus, spot: Place) -> tuple[int, int]:
    """Return the characters at which a place begins and ends."""
    tokens = corpus.laid[spot.text].tokens
    return tokens.starts[spot.start], tokens.stops[spot.stop - 1]


def _stands(lean: Lean, row: list[str], at: int) -> bool:
    here = row[at : at + len(lean.words)]
    if len(here) < len(lean.words) or tuple(here[:-1]) != lean.words[:-1]:
        return False
    last = lean.words[-1]
    return here[-1].startswith(last) if lean.goes_on else here[-1] == last


def _hits(text: str, ruleset: Ruleset) -> tuple[Hit, ...]:
    document = Document(
        document_id="", kind="article", title="", text=text, source_kind="", published_at=None
    )
    return match.match(document, ruleset, try_all=True).hits
