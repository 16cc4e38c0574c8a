"""At which point of its life a text shows a scheme, by the sentences about it."""

import re
from dataclasses import dataclass
from datetime import datetime

from records import STAGES
from themes.initiatives.cues import CUES
from themes.text.fields import Field

LIVE = frozenset({"announced", "consultation", "pilot", "rollout"})
# What sort of thing it is says where it stands when the text says little. Guesses, weighed
# on bench/initiatives.jsonl, as are the next ones.
_PRIOR = {
    "pilot": {"pilot": 1.3},
    "commission": {"announced": 2.0, "pilot": -2.5},
    "review": {"announced": 2.5, "pilot": -2.5, "evaluation": -3.0},
    "bill": {"announced": 2.0, "pilot": -2.5},
    "act": {"rollout": 2.0, "pilot": -2.5},
    "white_paper": {"announced": 2.0, "pilot": -2.5},
    "fund": {"announced": 0.7, "consultation": 0.5, "pilot": -1.0},
    "deal": {"announced": 1.0},
    "strategy": {"announced": 1.0},
    "programme": {"pilot": 0.3},
}
# Of these a name alone does not tell whether they have begun.
_THERE = frozenset({"fund", "deal", "strategy", "programme"})
# An invitation or a law in force says more than the news that it is news.
_WEIGHT = {"consultation": 1.5, "rollout": 1.3, "announced": 0.8, "closed": 1.2}
_INVITED = 2.0  # points less for pilots that are only invited to
_REST = 0.3  # weight of all signs of a stage but the best
_FAR = 0.7  # weight of a sentence that only stands by one with the name
_LEAST = 1.2  # points below which a text does not say
_LEAST_MAIN = 0.6  # the same where the text is about the scheme
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
PAST = re.compile(
    r"\b(?:looks? back|looking back|used to|in the (?:19|20)\d0s|recall\w*|remember\w*"
    r"|history of|a decade (?:ago|on)|back in|legacy|left over from)\b",
    re.IGNORECASE,
)
_OLDYEARS = 3  # a text about years so much older than itself looks back; guess


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
    is_shown: bool  # False: it only follows from what sort of scheme it is


def read(abouts: list[About], kind: str, is_main: bool) -> Stage | None:
    """Return the stage that these sentences show; None: they do not say.

    Args:
        abouts: The sentences about the scheme; at least one.
        kind: What sort of scheme it is; "act" for a law that has been passed.
        is_main: The document is about it, so a weak sign is enough.
    """
    signs = dict.fromkeys(STAGES, (0.0, 0.0))  # the best, and the sum of the others
    proofs: dict[str, tuple[float, Stage]] = {}
    for about in abouts:
        for stage, (worth, found) in cues(about).items():
            worth *= _WEIGHT.get(stage, 1.0) * (1.0 if about.is_near else _FAR)
            best, rest = signs[stage]
            signs[stage] = (max(best, worth), rest + min(best, worth))
            if worth > proofs.get(stage, (0.0, None))[0]:
                start, stop = found
                proofs[stage] = worth, Stage(stage, about, start, stop, True)
    points = {stage: best + rest * _REST for stage, (best, rest) in signs.items()}
    prior = _PRIOR.get(kind, {}) if is_main or kind == "act" else {}
    for stage, extra in prior.items():
        points[stage] += extra
    invites = proofs.get("consultation")
    if invites and invites[1].about.is_near and invites[0] > signs["pilot"][0]:
        points["pilot"] -= _INVITED  # it invites to the pilots that it speaks of
    leader = max(points, key=lambda stage: (points[stage], STAGES.index(stage)))
    if points[leader] < (_LEAST_MAIN if is_main else _LEAST):
        if not is_main:
            return None
        leader = "rollout"  # it is simply there, and spoken of
    elif leader not in proofs and kind in _THERE:
        leader = "rollout"
    if leader in proofs:
        return proofs[leader][1]
    first = abouts[0]  # the name is the proof
    start, stop = first.names[0] if first.names else (first.start, first.start + 1)
    return Stage(leader, first, start, stop, False)


def cues(about: About) -> dict[str, tuple[float, tuple[int, int]]]:
    """Return the best sign of each stage in a sentence: its points, and where it stands.

    Words inside the scheme's own name are no sign.
    """
    lower = about.text.lower()
    text = lower if len(lower) == len(about.text) else about.text
    own = [(start - about.start, stop - about.start) for start, stop in about.names]
    signs = {}
    for stage, cues in CUES.items():
        for worth, cue in cues:
            free = (
                found.span()
                for found in cue.finditer(text)
                if all(found.end() <= start or found.start() >= stop for start, stop in own)
            )
            span = next(free, None)
            if span:
                signs[stage] = worth, (about.start + span[0], about.start + span[1])
                break
    return signs


def is_retrospective(abouts: list[About], published_at: datetime | None) -> bool:
    """Return whether the sentences look back at something that is over."""
    text = " ".join(about.text for about in abouts if about.is_near)
    if PAST.search(text):
        return True
    years = [int(year) for year in YEAR.findall(text)]
    return bool(published_at and years and max(years) <= published_at.year - _OLDYEARS)
