"""What happened to which initiative: the one place that decides what is worth a message.

Pure: how the register stood before, what a batch of articles says, and out comes each
happening once, told by the publisher nearest to the source. What one batch brings about one
initiative is one message. The order of the articles in the batch has no say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from records import STAGES, STEP_OF_STAGE, STEPS, Happened, Happening
from themes.happenings_found import Case, Fact, Told, cases, facts, is_known
from themes.happenings_told import happening

__all__ = ["Decided", "Decisions", "Standing", "Told", "decide"]

# What matters most leads a message.
LEADS = ("new", "step", "deadline", "area", "sponsor", "report")
NAMED = frozenset({"area", "sponsor", "report"})  # other words may mean the same
SHOWN = frozenset({"area", "sponsor"})
# Guess: so long after an announcement others write it anew, and what they add is no news.
SETTLES = timedelta(days=2)
BEGINNINGS = frozenset({"idea", "announced", "sites named", "running", "rolled out"})
# These can happen at any time of a life, whatever came before.
ANY_TIME = frozenset({"extended", "rolled out", "evaluated", "renamed", "ended"})
NATIONS = frozenset(
    {"uk", "united kingdom", "great britain", "england", "scotland", "wales", "northern ireland"}
)
_ORDER = tuple(STEPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an initiative stood in the register before the batch."""

    stage: str
    is_old: bool  # seeded, or there before we looked, or told: it is never new
    life: tuple[Happened, ...]  # all that is remembered of it
    is_refused: bool  # somebody decided that it is no initiative


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A happening to tell, with the article that tells it best and all that it tells."""

    happening: Happening
    initiative_id: str
    article_id: str
    told: tuple[Happened, ...]  # all that is in the message


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What a batch brought."""

    rings: tuple[Decided, ...]  # in the order in which it happened
    known: tuple[Happened, ...]  # to be remembered, and not to be told

    @property
    def facts(self) -> tuple[Happened, ...]:
        """All that is to be remembered."""
        return (*chain.from_iterable(one.told for one in self.rings), *self.known)


def decide(
    told: Sequence[Told],
    standing: Mapping[str, Standing],
    titles: Mapping[str, str],
    now: datetime,
    leads: Mapping[str, str],
) -> Decisions:
    """Return what happened, each thing once, and what is only to be remembered.

    An initiative is new if neither the seeds nor any baseline article had it. A step is told
    if it comes later in its life than those that are known; areas, sponsors and reports if
    they were not known and do not merely belong to the announcement; a deadline if it is
    still ahead.

    Args:
        told: The articles of a batch.
        standing: The register before the batch, by initiative.
        titles: Of the themes, for people.
        now: Deadlines before it are not told.
        leads: The article that leads the story of each article.
    """
    told = sorted(told, key=_moment)
    old = {
        mention.initiative_id: mention.stage
        for item in told
        if item.is_baseline
        for found in item.readings
        for mention in found.mentions
    }
    rings: list[Decided] = []
    known: list[Happened] = []
    for initiative_id, found in cases(told).items():
        before = standing.get(initiative_id)
        if before is None:
            stage = old.get(initiative_id) or STAGES[0]
            before = Standing(stage=stage, is_old=False, life=(), is_refused=False)
        life = _Life(before, now, is_old=before.is_old or initiative_id in old)
        past = life.unknown(case for case in found if case.told.is_baseline)
        life.learn(past)
        fresh = life.unknown(case for case in found if not case.told.is_baseline)
        news = sorted(filter(life.rings, fresh), key=_weight)
        if news and news[0].kind == "new":  # all that is said of it is in that message
            news = sorted(fresh, key=_weight)
        # Places and bodies stand in every message, though they may be no news.
        shown = [fact for fact in fresh if news and (fact in news or fact.kind in SHOWN)]
        known += [fact.as_known(now) for fact in (*past, *fresh) if fact not in shown]
        if news:
            made = happening(news, life.last_step, found, told, titles, now, leads)
            rings.append(
                Decided(
                    happening=made,
                    initiative_id=initiative_id,
                    article_id=news[0].case.told.article_id,
                    told=tuple(fact.as_known(now, made.key) for fact in sorted(shown, key=_weight)),
                )
            )
    rings.sort(key=lambda one: (one.happening.published_at or now, one.initiative_id))
    return Decisions(rings=tuple(rings), known=tuple(known))


def _moment(item: Told) -> tuple[float, str]:
    """Return when an article appeared; what has no date comes last."""
    at = item.article.document.published_at
    return at.timestamp() if at else float("inf"), item.article_id


def _weight(fact: Fact) -> tuple[int, int, tuple[int, float, str], str]:
    """Return where a fact stands in a message: of steps the last one leads."""
    rank = -_ORDER.index(fact.value) if fact.kind == "step" else 0
    return LEADS.index(fact.kind), rank, fact.case.distance, fact.value


class _Life:
    """What is known of one initiative while a batch is read."""

    def __init__(self, before: Standing, now: datetime, *, is_old: bool) -> None:
        self.now = now
        self.is_old = is_old or any(one.kind == "new" for one in before.life)
        self.is_refused = before.is_refused
        self.keys = {one.key for one in before.life}
        self.named: dict[str, list[str]] = {}
        for one in before.life:
            self.named.setdefault(one.kind, []).append(one.value)
        self.begun_at = min(
            (one.happened_at for one in before.life if one.kind == "new" and one.told_in),
            default=None,
        )
        # Over before we looked: who studies it now looks back.
        self.is_past = any(
            one.value == "ended" and not one.article_id for one in before.life if one.kind == "step"
        )
        self.stage = STEP_OF_STAGE.get(before.stage, "")

    @property
    def steps(self) -> list[str]:
        """The steps that are known, or the one that its stage speaks of."""
        return self.named.get("step") or ([self.stage] if self.stage else [])

    @property
    def last_step(self) -> str | None:
        """The last of them in the usual order; None: nothing is known."""
        known = [step for step in self.steps if step in STEPS]
        return max(known, key=_ORDER.index, default=None)

    def learn(self, found: Iterable[Fact]) -> None:
        """Know these from now on."""
        for fact in found:
            self.keys.add(fact.key)
            self.named.setdefault(fact.kind, []).append(fact.value)

    def unknown(self, found: Iterable[Case]) -> list[Fact]:
        """Return what articles say that is not known, each thing once."""
        fresh: list[Fact] = []
        keys = set(self.keys)
        for fact in chain.from_iterable(facts(case, self.now) for case in found):
            names = [one.value for one in fresh if one.kind == fact.kind]
            names += self.named.get(fact.kind, ())
            is_twin = fact.kind in NAMED and is_known(fact.kind, fact.value, names)
            if fact.key not in keys and not is_twin:
                keys.add(fact.key)
                fresh.append(fact)
        return fresh

    def rings(self, fact: Fact) -> bool:
        """Return whether something that was not known is to be told."""
        if self.is_refused or fact.kind == "new" or not self.is_old:
            return fact.kind == "new" and not self.is_old and not self.is_refused
        if fact.kind == "deadline":
            return True
        if fact.kind == "step":
            return self._is_ahead(fact)
        return self._is_settled(fact) and self._is_followed(fact)

    def _is_ahead(self, fact: Fact) -> bool:
        """Return whether a step moves its life on."""
        step = fact.value
        if step == "renamed":
            return True
        if "ended" in self.steps:
            return step == "evaluated" and not self.is_past
        if step in BEGINNINGS and not self._is_settled(fact):
            return False
        last = self.last_step
        return step in ANY_TIME or last is None or _ORDER.index(step) > _ORDER.index(last)

    def _is_settled(self, fact: Fact) -> bool:
        """Return whether a fact is no mere part of the news that the initiative is new."""
        return self.begun_at is None or fact.as_known(self.now).happened_at > (
            self.begun_at + SETTLES
        )

    def _is_followed(self, fact: Fact) -> bool:
        """Return whether enough was known before to say that a name is new.

        Of an initiative that we told of from its beginning it is; of others only if some of
        the kind were known. Where it is everywhere no area is new.
        """
        known = self.named.get(fact.kind, [])
        if fact.kind == "report":
            return True
        if fact.kind == "area" and fact.value.lower() not in NATIONS:
            return bool(known or self.begun_at) and not any(
                name.lower() in NATIONS for name in known
            )
        return bool(known or self.begun_at)
