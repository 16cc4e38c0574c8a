"""Phrases found in the words of a text, whatever their endings, in one pass."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

_ANY = "_"  # in a phrase: any one word
_IRREGULAR = {
    "axed": "axe",
    "began": "begin",
    "begun": "begin",
    "brought": "bring",
    "built": "build",
    "came": "come",
    "chose": "choose",
    "chosen": "choose",
    "drawn": "draw",
    "drew": "draw",
    "gave": "give",
    "given": "give",
    "gone": "go",
    "goes": "go",
    "held": "hold",
    "kept": "keep",
    "knew": "know",
    "known": "know",
    "laid": "lay",
    "led": "lead",
    "made": "make",
    "ran": "run",
    "sought": "seek",
    "taken": "take",
    "took": "take",
    "tried": "try",
    "went": "go",
    "won": "win",
    "wound": "wind",
    "written": "write",
    "wrote": "write",
}
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=20_000)  # most words of a text come again and again
def stem(word: str) -> str:
    """Return a word without the endings of its plural, its tenses and its last e."""
    if word in _IRREGULAR:
        return stem(_IRREGULAR[word])
    if not word.isalpha():
        return "#" if word[:1].isdigit() else word
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("s", "")):
        root = word.removesuffix(ending)
        if root != word and len(root) > 2 and not _VOWELS.isdisjoint(root):
            if ending == "s" and root[-1] in "su":
                break
            word = root + instead
            is_double = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeious"
            if is_double and (word[-1] != "l" or len(word) > 5):
                word = word[:-1]
            if ending == "s" and root.endswith(("che", "she", "sse", "xe")):
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@dataclass(slots=True)
class _Node:
    """What may follow the words read so far."""

    then: dict[str, "_Node"] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)  # of the phrases that end here


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase found: the words first to last - 1."""

    group: str
    first: int
    last: int


class Phrases:
    """Phrases in groups, found all at once.

    A phrase is words; ``_`` is any one word, ``#`` any number, ``a/b`` either, ``a?`` may be
    missing.
    """

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        self._root = _Node()
        for group, phrases in groups.items():
            for phrase in phrases:
                for words in _spelt(phrase):
                    self._add(words, group)

    def _add(self, words: Sequence[str], group: str) -> None:
        node = self._root
        for word in words:
            node = node.then.setdefault(word, _Node())
        if group not in node.groups:
            node.groups.append(group)

    def find(self, words: Sequence[str], first: int, last: int) -> Iterator[Phrase]:
        """Yield the longest phrase of each group at each of the words first to last - 1."""
        stems = list(map(stem, words[first:last]))
        then = self._root.then
        starts = [at for at, one in enumerate(stems) if one in then or _ANY in then]
        for at in starts:
            nodes = [self._root]
            found: dict[str, int] = {}
            for end in range(at, len(stems)):
                one = stems[end]
                nodes = [
                    node.then[word] for node in nodes for word in (one, _ANY) if word in node.then
                ]
                if not nodes:
                    break
                for node in nodes:
                    for group in node.groups:
                        found[group] = end + 1
            for group, end in found.items():
                yield Phrase(group, first + at, first + end)


def _spelt(phrase: str) -> list[tuple[str, ...]]:
    """Return all that a phrase may be, as stems."""
    slots = []
    for slot in phrase.split():
        choices = [one if one == _ANY else stem(one) for one in slot.rstrip("?").split("/")]
        slots.append([*choices, ""] if slot.endswith("?") else choices)
    return [tuple(word for word in words if word) for words in product(*slots)]
