"""Part of classify: what a batch brought is decided beside what is remembered, and put in words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from alerts.compose import compose
from alerts.quiet import URGENT
from alerts.replies import compose_coverage, compose_reply
from records import TIERS, Alert, Coverage
from themes import happenings, happenings_joined
from themes.happenings import Decided, Decisions, Standing, Told
from themes.happenings_joined import Followed
from themes.reading import Knowledge
from warehouse.happenings import Life
from warehouse.outbox import About
from warehouse.threads import Thread

SOURCE = "source"  # kind of a message that only names further sources
# What is new in an initiative: it rings though two people called its thread noise, and ends that.
AWAKENING = frozenset({"new", "step", "deadline", "moved deadline"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a batch brought, and what of it is told."""

    decisions: Decisions
    coverage: tuple[Coverage, ...]  # who else tells of what was told


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Messages of no channel yet, in the order in which they are to be sent."""

    alerts: tuple[Alert, ...]
    about: Mapping[str, About]  # by key
    # By key, where a message is a reply: the channels that have the thread, and how it is told
    # where it is the first that is heard of the initiative.
    firsts: Mapping[str, tuple[frozenset[str], Alert]] = field(default_factory=dict)

    def words(self, alert: Alert, channel: str) -> Alert:
        """Return one of the messages as a channel is told it."""
        channels, whole = self.firsts.get(alert.key, (frozenset((channel,)), alert))
        return alert if channel in channels else whole


def named(told: Iterable[Told]) -> set[str]:
    """Return the ids of all initiatives that articles and their reports name."""
    return {one.initiative_id for item in told for read in item.readings for one in read.mentions}


def decide(
    lives: Mapping[str, Life],
    told: Sequence[Told],
    knowledge: Knowledge,
    now: datetime,
    leads: Mapping[str, str],
) -> Decisions:
    """Return what a batch brought.

    Args:
        lives: What is remembered of the initiatives that it names.
        told: The articles.
        knowledge: From the seeds.
        now: The time of the run.
        leads: The article that leads the story of each article.
    """
    standing = {key: Standing(**life._asdict()) for key, life in lives.items()}
    titles = {key: theme.title for key, theme in knowledge.ruleset.themes.items()}
    return happenings.decide(told, standing, titles, now, leads)


def joined(
    decisions: Decisions,
    told: Sequence[Told],
    threads: Mapping[str, Thread],
    stories: Mapping[str, str],
) -> Telling:
    """Return what is told of what a batch brought: without what people called noise.

    What is held back is remembered and not told; the digest has it.

    Args:
        decisions: What the batch brought.
        told: The articles.
        threads: What was told of the initiatives that it names, by their ids.
        stories: The initiative that was told with the same text, by article.
    """
    rings = [one for one in decisions.rings if not _is_muted(one.happening.kind, threads, one)]
    held = [one for one in decisions.rings if one not in rings]
    known = [replace(fact, told_in="") for one in held for fact in one.told]
    followed = {
        key: Followed(
            initiative_id=at.initiative_id, name=at.name, sources=at.sources, replies=at.replies
        )
        for key, at in threads.items()
        if at.is_told and not is_held(SOURCE, at.muted)
    }
    ringing = {threads[key].initiative_id for one in rings if (key := one.initiative_id) in threads}
    return Telling(
        decisions=Decisions(rings=tuple(rings), known=(*decisions.known, *known)),
        coverage=happenings_joined.joining(told, followed, stories, ringing),
    )


def alerts(telling: Telling, threads: Mapping[str, Thread], now: datetime) -> Made:
    """Return the messages for what happened.

    The first one of an initiative in a channel tells all; what follows is a short reply to it.
    """
    made: list[Alert] = []
    about: dict[str, About] = {}
    firsts: dict[str, tuple[frozenset[str], Alert]] = {}
    for one in telling.decisions.rings:
        thread, happening = threads.get(one.initiative_id), one.happening
        name = thread.thread if thread else one.initiative_id
        whole = placed(compose(happening, now), happening.kind, name)
        if thread is not None and thread.is_told:
            firsts[whole.key] = (thread.channels, whole)
            whole = placed(compose_reply(happening, now), happening.kind, name)
        made.append(whole)
        about[whole.key] = About(happening.kind, one.initiative_id, one.article_id)
    by_id = {one.initiative_id: one for one in threads.values()}
    for further in telling.coverage:
        thread = by_id[further.initiative_id]
        made.append(placed(compose_coverage(further, now), SOURCE, thread.thread))
        first = further.tellers[0].article_id
        about[further.key] = About(SOURCE, further.initiative_id, first)
    return Made(alerts=tuple(made), about=about, firsts=firsts)


def placed(alert: Alert, kind: str, thread: str) -> Alert:
    """Return an alert with its tier and its thread.

    A new step is shown to the channel too; where it begins a thread, it is anyway.

    Args:
        alert: The alert.
        kind: What it tells of.
        thread: What it joins or begins; empty: it stands alone.
    """
    return replace(
        alert, tier=tier_of(kind), thread=thread, is_broadcast=bool(thread) and kind == "step"
    )


def tier_of(kind: str) -> str:
    """Return how urgent a message about a kind of happening is."""
    return "immediate" if kind in URGENT else "daily"


def is_held(kind: str, muted: Collection[str]) -> bool:
    """Return whether a reply is held back where people called tiers of its thread noise.

    Who finds the urgent noise does not want what is less urgent.

    Args:
        kind: What the reply tells of.
        muted: The tiers.
    """
    if kind in AWAKENING:
        return False
    return any(TIERS.index(tier) <= TIERS.index(tier_of(kind)) for tier in muted)


def _is_muted(kind: str, threads: Mapping[str, Thread], one: Decided) -> bool:
    thread = threads.get(one.initiative_id)
    return thread is not None and thread.is_told and is_held(kind, thread.muted)
