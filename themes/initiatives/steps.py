"""What happened to a scheme, in one word of records.STEPS, with the words that say so."""

from collections.abc import Sequence
from dataclasses import dataclass

from records import STEPS
from themes.initiatives.aboutness import Named
from themes.initiatives.evidence import Evidence, Told
from themes.initiatives.stages import About, Stage
from themes.initiatives.step_cues import MAYBE

_RENAMED = "renamed"  # beside any stage
# What a stage says by itself, where no words tell more of it.
_PLAIN = {
    "announced": "announced",
    "consultation": "consultation open",
    "pilot": "running",
    "rollout": "rolled out",
    "evaluation": "evaluated",
    "closed": "ended",
}
# A second wave may be read as delivery, and places are named before anything runs there.
_ALSO = {"rollout": ("extended",), "announced": ("sites named",)}
# Of two steps the later here tells more: "consultation" stands in "consultation closed" too.
_RANK = (
    *("idea", "announced", "running", "rolled out", "evaluated", "ended", _RENAMED),
    *("consultation open", "sites named", "extended", "outcome", "consultation closed"),
)
_DONE = frozenset({"evaluated", "consultation closed", "outcome"})  # said only of the past
_CLOSE = 8  # words between a name and a phrase that surely speak of one another; guess


@dataclass(frozen=True, slots=True)
class Step:
    """A step, and the words that show it."""

    step: str
    about: About
    start: int  # offsets of the words, in the field of the sentence
    stop: int


def find(
    one: Named, abouts: Sequence[About], evidence: Evidence, stage: Stage, is_main: bool
) -> tuple[Step, ...]:
    """Return the step that a document tells of a scheme, and whether it has a new name.

    Args:
        one: The scheme.
        abouts: The sentences about it.
        evidence: What the sentences of the document tell.
        stage: The stage that they show.
        is_main: The document is about it: then there is a step, said or not.
    """
    allowed = (*(step for step, its in STEPS.items() if its == stage.stage),)
    allowed += _ALSO.get(stage.stage, ())
    best: dict[bool, tuple[tuple[float, ...], Step]] = {}
    for about in abouts:
        for told in evidence.told(one, about):
            step, is_weak = told.phrase.group.removesuffix(MAYBE), MAYBE in told.phrase.group
            is_name = step == _RENAMED
            if not _is_said(step, told) or (step not in allowed and not is_name):
                continue
            if is_weak or (is_name and not about.is_near):
                continue
            worth = (about.is_near, told.gap <= _CLOSE, _RANK.index(step), -told.gap)
            if is_name not in best or worth > best[is_name][0]:
                best[is_name] = worth, _step(step, about, told)
    found = [step for _, step in best.values()]
    if False not in best and (is_main or stage.is_shown):
        found.append(Step(_PLAIN[stage.stage], stage.about, stage.start, stage.stop))
    return tuple(found)


def _is_said(step: str, told: Told) -> bool:
    """Return whether a phrase says that it happens, or happened."""
    return told.tense != "not" and not (step in _DONE and told.tense == "to come")


def _step(step: str, about: About, told: Told) -> Step:
    read = about.field.read
    start, stop = read.starts[told.phrase.first], read.stops[told.phrase.last - 1]
    return Step(step, about, start, stop)
