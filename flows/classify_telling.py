"""Part of classify: what a batch brought is decided beside what is remembered, and put in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from alerts import compose
from records import Alert
from themes import happenings
from themes.happenings import Decided, Decisions, Standing, Told
from themes.reading import Knowledge
from warehouse.happenings import Life
from warehouse.outbox import About


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


def alerts(rings: Iterable[Decided], now: datetime) -> tuple[list[Alert], dict[str, About]]:
    """Return the messages for what happened, and by key what each is about."""
    made = [compose.compose(one.happening, now) for one in rings]
    about = {
        one.happening.key: About(one.happening.kind, one.initiative_id, one.article_id)
        for one in rings
    }
    return made, about
