"""General English, as counted by others: how common a word or a pair of words is.

The counts are those of Google's Web 1T corpus (2006) that symspellpy carries: 83,000 words and
243,000 pairs. docs/decisions/0012-what-phrases-are-measured-against.md weighs them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path

from records import PlacewatchError
from themes.initiatives.names import word_set
from themes.text.function_words import FUNCTION_WORDS

PACKAGE = "symspellpy"
WORDS_FILE = "frequency_dictionary_en_82_765.txt"
PAIRS_FILE = "frequency_bigramdictionary_en_243_342.txt"
SIZE = 1_024_908_267_229  # words of the corpus, as its counters give it
# The file of pairs holds each count 64 times over: divided so, none of its 242,342 pairs of
# known words is more frequent than either word; as it stands, 91,348 are. Measured 2026-11.
PAIR_SCALE = 64

BOUND = 32  # times as often side by side as by chance: voluntary sector, long term
# A word's company tells what it is: verbs follow the first, nouns and adjectives the second;
# nouns come before the third, verbs before the fourth.
_BEFORE_VERBS = word_set(
    "to will can would not they we may he who must should it i you could cannot has have had "
    "was were been"
)
_BEFORE_NOUNS = word_set("the of a an in for this their our its with on by from all these other")
_AFTER_NOUNS = word_set(
    "of is are was were in and for has have will can which at or from who would should may"
)
_AFTER_VERBS = word_set("the a an their our its this your")
# Chosen on the words of five texts, November 2026; docs/derive.md says how they do on others.
_IS_VERB = 0.7  # share of a verb's company
_TAKES_OBJECT = 0.15  # share of a word's uses that have a determiner behind them
_TAKES_OBJECT_RARE = 0.12  # the same where little else is known of the word
_IS_NOUN = 0.042  # share of a word's uses that are followed as nouns are
_KNOWN_COMPANY = 150_000  # counts; pairs below 100,000 are not in the file
_KNOWN_WORD = 3_000_000  # counts; of such a word the file would have the usual pairs


class ReferenceMissing(PlacewatchError):
    """The package that carries the counts is not installed, or holds other files."""


@dataclass(slots=True)
class Company:
    """In whose company the reference has a word."""

    as_verb: int = 0
    as_noun: int = 0
    noun_follows: int = 0
    object_follows: int = 0


@dataclass(slots=True)
class Reference:
    """Counts of words and pairs of words in general English."""

    words: dict[str, int]
    pairs: dict[tuple[str, str], int]
    size: int = SIZE
    company: dict[str, Company] = field(default_factory=dict)
    least_word: int = 1  # what a word that is not in the list counts at most
    least_pair: int = 1

    def __post_init__(self) -> None:
        """Work out what the lists imply."""
        self.least_word = min(self.words.values(), default=1)
        self.least_pair = min(self.pairs.values(), default=1)
        for (first, second), count in self.pairs.items():
            if first in _BEFORE_VERBS:
                self._of(second).as_verb += count
            if first in _BEFORE_NOUNS:
                self._of(second).as_noun += count
            if second in _AFTER_NOUNS:
                self._of(first).noun_follows += count
            if second in _AFTER_VERBS:
                self._of(first).object_follows += count

    def chance(self, words: Sequence[str]) -> float:
        """Return the natural logarithm of a phrase's share of general English.

        A word counts as the list has it, a longer phrase as the pairs that it is made of. A
        pair that the list lacks is taken for as common as chance would make it, and never
        for more common than the rarest pair of the list.
        """
        share = log(self._count(words[0]) / self.size)
        for number in range(1, len(words)):
            first, second = words[number - 1], words[number]
            apart = self._count(first) * self._count(second) / self.size
            pair = self.pairs.get((first, second)) or min(self.least_pair, apart)
            share += log(pair / self._count(first))
        return share

    def is_bound(self, first: str, second: str) -> bool:
        """Return whether English has two words side by side far more often than chance would."""
        pair = self.pairs.get((first, second))
        if not pair:
            return False
        return pair * self.size > BOUND * self._count(first) * self._count(second)

    def kind(self, word: str) -> str:
        """Return what a word mostly is: function, adverb, verb, adjective or noun.

        Judged by the words beside which the reference has it, which is rough: a word that is
        both verb and noun passes for a noun.
        """
        if word in FUNCTION_WORDS:
            return "function"
        if word.endswith("ly") and len(word) > 6:
            return "adverb"
        seen = self.company.get(word) or Company()
        count = self._count(word)
        takes_object = seen.object_follows / count
        is_followed = seen.noun_follows / count
        told = seen.as_verb + seen.as_noun
        if told < _KNOWN_COMPANY:
            if takes_object >= _TAKES_OBJECT_RARE or (word.endswith("ed") and len(word) > 4):
                return "verb"
            return "adjective" if count > _KNOWN_WORD and is_followed < _IS_NOUN else "noun"
        if seen.as_verb / told >= _IS_VERB or takes_object >= _TAKES_OBJECT:
            return "verb"
        return "adjective" if is_followed < _IS_NOUN else "noun"

    def knows(self, word: str) -> bool:
        """Return whether the list has a word."""
        return word in self.words

    def _of(self, word: str) -> Company:
        return self.company.setdefault(word, Company())

    def _count(self, word: str) -> int:
        return self.words.get(word, self.least_word)


@cache
def load() -> Reference:
    """Return the counts that the package symspellpy carries; the first time takes half a second.

    Raises:
        ReferenceMissing: if it is not installed, or its files have other names or contents.
    """
    folder = _folder()
    try:
        first, counts = _columns(folder / WORDS_FILE, 2)
        words = dict(zip(first, map(int, counts), strict=True))
        first, second, counts = _columns(folder / PAIRS_FILE, 3)
        scaled = (int(count) // PAIR_SCALE for count in counts)
        pairs = dict(zip(zip(first, second, strict=True), scaled, strict=True))
    except (OSError, ValueError) as exc:
        raise ReferenceMissing(
            f"the word counts of {PACKAGE} cannot be read ({exc}): install {PACKAGE}==6.10.1"
        ) from exc
    return Reference(words, pairs)


def _folder() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ReferenceMissing(
            f"{PACKAGE}, which brings the word counts of general English, is not installed: "
            f"run python -m pip install {PACKAGE}==6.10.1 with the Python of Placewatch"
        )
    return Path(spec.submodule_search_locations[0])


def _columns(path: Path, count: int) -> list[list[str]]:
    """Return the columns of a file of words and figures.

    Raises:
        ValueError: if it has not so many columns.
        OSError: if it cannot be read.
    """
    cells = path.read_text(encoding="utf-8-sig").split()
    if len(cells) % count or not cells:
        raise ValueError(f"{path.name} has not {count} columns")
    return [cells[number::count] for number in range(count)]
