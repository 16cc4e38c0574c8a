"""The words in the sentences about a scheme that show at which point of its life it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from themes.initiatives.cues import BEGINNING, CUES, WORD
from themes.text.fields import Field

_FAR = 0.7  # weight of a sentence that only stands by one with the name; guess
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
PAST = re.compile(
    r"\b(?:looks? back|looking back|used to|in the (?:19|20)\d0s|recall\w*|remember\w*"
    r"|history of|a decade (?:ago|on)|back in|legacy|left over from)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class About:
    """A sentence about a scheme."""

    field: Field
    home: int  # index of the sentence
    start: int  # its offsets in the field
    stop: int
    is_near: bool  # it names the scheme; False: it stands by one that does
    names: tuple[tuple[int, int], ...] = ()  # offsets of the name, in the field

    @property
    def text(self) -> str:
        """The sentence."""
        return self.field.text[self.start : self.stop]


@dataclass(frozen=True, slots=True)
class Stage:
    """The stage that a text shows, and the words that show it."""

    stage: str
    about: About
    start: int  # offsets of the words, in the field of the sentence
    stop: int
    is_shown: bool  # False: no single words show it


def proof(abouts: Sequence[About], stage: str) -> Stage:
    """Return the words that show a stage best; where none do, the name of the scheme.

    Args:
        abouts: The sentences about the scheme, those that name it first; at least one.
        stage: The stage.
    """
    best, worth = None, 0.0
    for about in abouts:
        size, span = cues(about).get(stage, (0.0, (0, 0)))
        size *= 1.0 if about.is_near else _FAR
        if size > worth:
            best, worth = Stage(stage, about, *span, True), size
    if best:
        return best
    first = abouts[0]
    start, stop = first.names[0] if first.names else (first.start, first.start + 1)
    return Stage(stage, first, start, stop, False)


def cues(about: About) -> dict[str, tuple[float, tuple[int, int]]]:
    """Return the best sign of each stage in a sentence: its points, and where it stands.

    Words inside the scheme's own name are no sign.
    """
    own = tuple((start - about.start, stop - about.start) for start, stop in about.names)
    return {
        stage: (worth, (about.start + start, about.start + stop))
        for stage, worth, start, stop in _cues(about.text, own)
    }


@lru_cache(maxsize=256)  # a sentence is asked about twice: for the signs, and for the proof
def _cues(
    written: str, own: tuple[tuple[int, int], ...]
) -> tuple[tuple[str, float, int, int], ...]:
    lower = written.lower()
    text = lower if len(lower) == len(written) else written
    beginnings = {word[:BEGINNING] for word in WORD.findall(text)}
    signs = []
    for stage, ways in CUES.items():
        for cue in ways:
            if cue.beginnings.isdisjoint(beginnings):
                continue  # looking is dearer than this
            free = (
                found.span()
                for found in cue.phrases.finditer(text)
                if all(found.end() <= start or found.start() >= stop for start, stop in own)
            )
            span = next(free, None)
            if span:
                signs.append((stage, cue.points, *span))
                break
    return tuple(signs)
