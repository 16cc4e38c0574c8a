"""Finds the phrases that mark a corpus against general English."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from records import PlacewatchError
from themes.deriving import keyness
from themes.deriving.derive_phrases import Laid, Phrase, Place, Text, lay, phrases
from themes.deriving.reference import Reference
from themes.text import function_words, words

# p < 0.01; a stricter bound (15.13, p < 0.0001) would lose what five short texts say once.
LEAST_G2 = 6.63
# 32 times as common as in general English: below that stand development, management, report.
# Chosen on five texts, November 2026.
LEAST_LOG_RATIO = 5.0
VERB_FIRST = 0.6  # what a phrase counts that begins with a verb; chosen on the same texts
QUOTED = 1.5  # what one counts that a text puts between quotation marks; guess
_QUOTES = frozenset("\"'“”‘’")
VARIANTS = 4  # shown of an entry beside its head
LEAST_WORDS = 200  # of a corpus; fewer say nothing; guess
# Share of function words. English prose has two fifths; of 17 pages in other languages one has
# 0.16, the rest less than 0.1 (measured 2026-11). Lists of names and figures fall below it too.
LEAST_ENGLISH = 0.18


class CorpusTooSmall(PlacewatchError):
    """Texts so few or so short that nothing can be measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase that marks the corpus."""

    words: Phrase
    shown: str  # as the texts most often write it
    places: tuple[Place, ...]
    texts: int  # how many have it
    g2: float
    log_ratio: float
    deviation: float  # Gries's DP over the texts
    score: float  # what it is ranked by: G2 for each word, weighed
    is_name: bool  # in capitals wherever it stands
    is_quoted: bool  # somewhere alone between quotation marks

    @property
    def text(self) -> str:
        """The words as a rule would write them."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person decides upon: a phrase, and others that stand in the very same places."""

    head: Candidate
    variants: tuple[Candidate, ...]  # longer and shorter ones, the keyest first


@dataclass(frozen=True, slots=True)
class Corpus:
    """Texts, each read once."""

    texts: tuple[Text, ...]
    laid: tuple[Laid, ...]

    @property
    def size(self) -> int:
        """How many words there are."""
        return sum(len(one.tokens) for one in self.laid)


def read(texts: Sequence[Text], reference: Reference) -> Corpus:
    """Return the texts as rows of words.

    Raises:
        CorpusTooSmall: if they have fewer than LEAST_WORDS words together.
    """
    corpus = Corpus(tuple(texts), tuple(lay(text, reference) for text in texts))
    if corpus.size < LEAST_WORDS:
        raise CorpusTooSmall(
            f"the texts have {corpus.size} words together; "
            f"below {LEAST_WORDS} nothing can be measured: add texts"
        )
    return corpus


def is_english(text: str) -> bool:
    """Return whether a text has as many function words as English has."""
    found = words.tokens(text).words
    return function_words.share(found) >= LEAST_ENGLISH


def candidates(
    corpus: Corpus, reference: Reference, *, least_texts: int = 1, least_count: int = 1
) -> list[Candidate]:
    """Return the phrases that mark a corpus, the keyest first.

    Args:
        corpus: What ``read`` returned.
        reference: General English.
        least_texts: How many texts must have a phrase.
        least_count: How often it must stand there in all.
    """
    places: dict[Phrase, list[Place]] = defaultdict(list)
    for number, laid in enumerate(corpus.laid):
        for place in phrases(laid, number):
            places[laid.words(place)].append(place)
    found = (
        _candidate(phrase, where, corpus, reference)
        for phrase, where in places.items()
        if len(where) >= least_count and len({place.text for place in where}) >= least_texts
    )
    marking = [one for one in found if one.g2 >= LEAST_G2 and one.log_ratio >= LEAST_LOG_RATIO]
    return sorted(marking, key=lambda one: (-one.score, one.words))


def entries(found: Iterable[Candidate]) -> list[Entry]:
    """Return candidates gathered into what a person decides upon.

    Two phrases stand in one entry where every place of one lies inside a place of the other:
    nothing tells them apart but where somebody would cut.

    Args:
        found: The keyest first, as ``candidates`` returns them.
    """
    gathered: list[list[Candidate]] = []
    at: dict[tuple[int, int], list[int]] = defaultdict(list)  # text and word: entries there
    for one in found:
        first = one.places[0]
        near = {number for word in (first.start, first.stop - 1) for number in at[first.text, word]}
        home = next((n for n in sorted(near) if _share_places(one, gathered[n][0])), None)
        if home is None:
            home = len(gathered)
            gathered.append([])
            for place in one.places:
                for word in range(place.start, place.stop):
                    at[place.text, word].append(home)
        gathered[home].append(one)
    return [_entry(group) for group in gathered]


def _entry(group: list[Candidate]) -> Entry:
    """Return an entry: what is said again and again is its longest form, else the keyest."""
    head = max(group, key=lambda one: len(one.words)) if len(group[0].places) > 1 else group[0]
    others = [one for one in group if one is not head]
    return Entry(head, tuple(others[:VARIANTS]))


def _share_places(one: Candidate, other: Candidate) -> bool:
    if len(one.places) != len(other.places):
        return False
    return all(
        a.text == b.text and (_holds(a, b) or _holds(b, a))
        for a, b in zip(one.places, other.places, strict=True)
    )


def _holds(outer: Place, inner: Place) -> bool:
    return outer.start <= inner.start and inner.stop <= outer.stop


def _candidate(
    phrase: Phrase, places: list[Place], corpus: Corpus, reference: Reference
) -> Candidate:
    chance = reference.chance(phrase)
    in_text = Counter(place.text for place in places)
    sizes = [len(laid.tokens) for laid in corpus.laid]
    g2 = keyness.log_likelihood(len(places), corpus.size, chance, reference.size)
    begins_with_verb = len(phrase) > 1 and reference.kind(phrase[0]) == "verb"
    is_quoted = any(_is_quoted(corpus, place) for place in places)
    written = Counter(_written(corpus, place) for place in places)
    return Candidate(
        words=phrase,
        shown=min(written, key=lambda text: (-written[text], text)),
        places=tuple(places),
        texts=len(in_text),
        g2=g2,
        log_ratio=keyness.log_ratio(len(places), corpus.size, chance),
        deviation=keyness.deviation([in_text[n] for n in range(len(sizes))], sizes),
        score=g2
        / len(phrase)
        * (VERB_FIRST if begins_with_verb else 1.0)
        * (QUOTED if is_quoted else 1.0),
        is_name=all(_is_capital(corpus, place) for place in places),
        is_quoted=is_quoted,
    )


def _written(corpus: Corpus, place: Place) -> str:
    """Return the words at a place as they are written there, on one line."""
    tokens = corpus.laid[place.text].tokens
    start, stop = tokens.starts[place.start], tokens.stops[place.stop - 1]
    return " ".join(corpus.texts[place.text].text[start:stop].split())


def _is_capital(corpus: Corpus, place: Place) -> bool:
    """Return whether each word of matter at a place begins with a capital."""
    laid, text = corpus.laid[place.text], corpus.texts[place.text].text
    return all(
        text[laid.tokens.starts[at]].isupper()
        for at in range(place.start, place.stop)
        if laid.kinds[at] != "function"
    )


def _is_quoted(corpus: Corpus, place: Place) -> bool:
    tokens, text = corpus.laid[place.text].tokens, corpus.texts[place.text].text
    start, stop = tokens.starts[place.start], tokens.stops[place.stop - 1]
    return start > 0 and text[start - 1] in _QUOTES and text[stop : stop + 1] in _QUOTES
