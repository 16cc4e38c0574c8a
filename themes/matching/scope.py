"""Weighs whether a text is about UK public services at all; what counts is data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from themes.matching.said import Reading

ABOUT = ("service", "nation", "elsewhere", "other")
# Points that may speak against a text more than for it, and all its words still be asked: of 108
# labelled texts beyond that none names a scheme. Real pages about browsers and scripts lie at 6
# to 10.
_LEEWAY = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A kind of evidence for or against a text's being about UK public services."""

    condition_id: str
    says: str  # for people: what such words show
    about: str  # service and nation speak for it; elsewhere and other against
    weight: float  # of each phrase that is found, however often
    at_most: float  # the condition weighs no more than this
    phrases: int  # node of the book: a choice
    unless: int | None  # node; a phrase that begins inside it does not count; None: all do


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """All conditions, and how much is enough."""

    least_service: float  # service minus other must reach this
    least_nation: float  # nation minus elsewhere must reach this
    conditions: tuple[Condition, ...]

    def nodes(self) -> Iterator[int]:
        """Yield the nodes of the book that are asked for."""
        for one in self.conditions:
            yield from (one.phrases,) if one.unless is None else (one.phrases, one.unless)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How a text came out, in figures and in words."""

    is_in: bool
    is_here: bool  # it does not speak of another country
    weights: Mapping[str, float]  # by what the conditions are about
    reason: str  # for people

    @property
    def is_open(self) -> bool:
        """Whether other words may overrule it: no other country, and hardly more against it."""
        told = self.weights
        against = told["other"] + told["elsewhere"] - told["service"] - told["nation"]
        return self.is_here and against <= _LEEWAY


def judge(scope: Scope, reading: Reading) -> Judgement:
    """Return whether a text is about UK public services, and why."""
    weights = dict.fromkeys(ABOUT, 0.0)
    seen: dict[str, list[str]] = {about: [] for about in ABOUT}
    live = reading.live
    for condition in scope.conditions:
        if condition.phrases not in live:
            continue
        weight = min(_count(condition, reading) * condition.weight, condition.at_most)
        if weight:
            weights[condition.about] += weight
            seen[condition.about].append(f"{condition.says} ({weight:g})")
    service = weights["service"] - weights["other"]
    nation = weights["nation"] - weights["elsewhere"]
    is_here = nation >= scope.least_nation
    is_in = is_here and service >= scope.least_service
    if is_in:
        verdict = "in: UK public services"
    elif not is_here:
        verdict = "out: speaks of another country"
    elif seen["other"]:
        verdict = "out: speaks of something else"
    else:
        verdict = "out: hardly a word about public services"
    order = ABOUT if is_in else reversed(ABOUT)
    found = [f"{about}: {', '.join(seen[about])}" for about in order if seen[about]]
    return Judgement(
        is_in=is_in, is_here=is_here, weights=weights, reason="; ".join([verdict, *found])
    )


def _count(condition: Condition, reading: Reading) -> int:
    """Return how many phrases of a condition are found where they count."""
    if condition.unless is None or not reading.may(condition.unless):
        return reading.count(condition.phrases)
    return reading.count_outside(condition.phrases, condition.unless)
