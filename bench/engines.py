"""Simple ways to find what made-up rules ask for, to be measured beside ours."""

import random
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import ahocorasick_rs

from themes.rules import rules
from themes.text import words

Way = Callable[[str], Iterator[tuple[str, int]]]  # text: rules that hit, and where
NEAR_WORDS = 8
NEAR_SHARE = 0.1  # of the rules; the rest are phrases
# Shares of the phrases that stand in the texts. At the sparse one 10,000 rules hit some 25
# times an article; at the dense one more of the time is that of the hits.
DENSITIES = {"sparse": 0.03, "dense": 0.1}
_WORD = re.compile(r"\w+")
_SEEDS = {
    "lists.yaml": "nothing: [zzz]\n",
    "scope.yaml": "least_service: 0\nleast_nation: -1\nconditions:\n"
    "  - {condition: any, says: anything, about: service, weight: 1, at_most: 1, any: [the]}\n",
    "corpus/card.md": "# A card\n\n- c1: made up\n",
}
_THEME = "theme: made\ntitle: Made\nwhy: to measure\nthreshold: 2\nleans: [the]\nrules:\n"


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up rule: a phrase of two words, or a word near another."""

    name: str
    phrase: str
    near: str  # empty: no condition


def plain(text: str) -> str:
    """Return a text of words, blanks and line breaks only, so that simple ways can be right."""
    sentences = (words.tokens(text[a:b]).words for a, b in words.sentences(text))
    kept = ([word for word in one if word.isalpha() and word.isascii()] for one in sentences)
    return " \n".join(" ".join(one).capitalize() for one in kept if len(one) > 1)


def made(texts: Sequence[str], count: int, share: float = DENSITIES["sparse"]) -> list[Made]:
    """Return rules, always the same, of words that the texts have.

    Args:
        texts: Of words, blanks and line breaks only.
        count: How many rules.
        share: Of the phrases, how many stand in the texts.
    """
    rng = random.Random(23)
    lines = [line.lower().split() for text in texts for line in text.split("\n")]
    pairs = sorted({(a, b) for line in lines for a, b in pairwise(line) if a != b})
    known = sorted({word for line in lines for word in line})
    found: dict[tuple[str, str], Made] = {}
    while len(found) < count:
        name = f"r{len(found)}"
        is_near = rng.random() < NEAR_SHARE
        is_said = not is_near and rng.random() < share
        first, second = rng.choice(pairs) if is_said else rng.sample(known, 2)
        phrase = first if is_near else f"{first} {second}"
        found.setdefault((phrase, second), Made(name, phrase, second if is_near else ""))
    return list(found.values())


def written(folder: Path, of: Sequence[Made]) -> Path:
    """Return a folder of seeds that holds the rules."""
    for name in ("themes", "corpus"):
        (folder / name).mkdir()
    for name, content in _SEEDS.items():
        (folder / name).write_text(content, encoding="utf-8")
    lines = [_THEME]
    for rule in of:
        near = f"    near: {{words: {NEAR_WORDS}, any: ['{rule.near}']}}\n" if rule.near else ""
        lines.append(
            f"  - rule: {rule.name}\n    any: ['{rule.phrase}']\n{near}    weight: 1\n"
            f"    from: corpus/card.md#c1\n    hits: ['{rule.phrase} {rule.near}']\n"
            "    misses: [zzz]\n"
        )
    (folder / "themes" / "made.yaml").write_text("".join(lines), encoding="utf-8")
    return folder


def loop(of: Sequence[Made]) -> Way:
    """Return the way most people write first: a regular expression for each rule."""
    patterns = [
        (rule, re.compile(rf"\b{rule.phrase}\b"), re.compile(rf"\b{rule.near}\b")) for rule in of
    ]

    def way(text: str) -> Iterator[tuple[str, int]]:
        lowered = text.lower()
        for rule, phrase, near in patterns:
            starts = [found.start() for found in phrase.finditer(lowered)]
            if starts and rule.near:
                others = [found.start() for found in near.finditer(lowered)]
                starts = _near(starts, others, lowered)
            yield from _first(rule, starts)

    return way


def alternation(of: Sequence[Made]) -> Way:
    """Return the next idea: one regular expression with a bar between the phrases."""
    phrases = sorted({rule.phrase for rule in of} | {rule.near for rule in of if rule.near})
    pattern = re.compile(rf"\b(?=({'|'.join(p for p in phrases if ' ' in p) or '(?!)'})\b)")
    by_phrase = _by_phrase(of)
    single = re.compile(rf"\b({'|'.join(p for p in phrases if ' ' not in p) or '(?!)'})\b")

    def way(text: str) -> Iterator[tuple[str, int]]:
        lowered = text.lower()
        places: dict[str, list[int]] = defaultdict(list)
        for one in (pattern, single):
            for found in one.finditer(lowered):
                places[found.group(1)].append(found.start())
        return _hits(by_phrase, places, lowered)

    return way


def alone(of: Sequence[Made]) -> Way:
    """Return the automaton over the lower-case text, without sentences or words of its own."""
    phrases = sorted({rule.phrase for rule in of} | {rule.near for rule in of if rule.near})
    automaton = ahocorasick_rs.AhoCorasick([f" {phrase} " for phrase in phrases])
    by_phrase = _by_phrase(of)

    def way(text: str) -> Iterator[tuple[str, int]]:
        lowered = text.lower()
        places: dict[str, list[int]] = defaultdict(list)
        spaced = f" {lowered} ".replace("\n", " ")
        for number, start, _ in automaton.find_matches_as_indexes(spaced, overlapping=True):
            places[phrases[number]].append(start)
        return _hits(by_phrase, places, lowered)

    return way


def _by_phrase(of: Sequence[Made]) -> Mapping[str, list[Made]]:
    found: dict[str, list[Made]] = defaultdict(list)
    for rule in of:
        found[rule.phrase].append(rule)
    return found


def _hits(
    by_phrase: Mapping[str, Sequence[Made]], places: Mapping[str, list[int]], text: str
) -> Iterator[tuple[str, int]]:
    """Yield the hits of rules whose phrases stand at these places."""
    for phrase, starts in places.items():
        for rule in by_phrase.get(phrase, ()):
            if rule.near:
                yield from _first(rule, _near(starts, places.get(rule.near, []), text))
            else:
                yield from _first(rule, starts)


def _near(starts: list[int], others: list[int], text: str) -> list[int]:
    """Return the starts of words that have one of the others near enough."""
    if not others:
        return []
    begins = [found.start() for found in _WORD.finditer(text)]
    numbers = [bisect_left(begins, other) for other in others]
    found = []
    for start in starts:
        number = bisect_left(begins, start)
        at = bisect_left(numbers, number - NEAR_WORDS - 1)
        if at < len(numbers) and numbers[at] <= number + NEAR_WORDS + 1:
            found.append(start)
    return found


def _first(rule: Made, starts: Sequence[int]) -> Iterator[tuple[str, int]]:
    return ((rule.name, start) for start in starts[: rules.MOST_HITS])
