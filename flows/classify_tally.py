"""Part of classify: what other rules gained and lost, theme by theme. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from records import Hit, Verdict
from warehouse.verdicts import Proof, Said

EXAMPLES = 3  # of each kind, the latest: a person reads so many, and looks up the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A document, as an example names it."""

    document_id: str
    kind: str  # article or report
    title: str
    url: str
    source: str
    appeared_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A document that gained or lost a theme, with the proof."""

    about: About
    rule_id: str  # that weighs most now; of a loss: that weighed most before
    quote: str
    sentence: str
    why: str  # of a loss only: how the theme comes out now


@dataclass(slots=True)
class ThemeChange:
    """What became of one theme."""

    theme_id: str
    before: int = 0  # documents that had it
    after: int = 0
    gained: int = 0
    lost: int = 0
    gains: list[Example] = field(default_factory=list)  # the latest first
    losses: list[Example] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """What judging anew brings, in figures and examples; holds no more than these."""

    articles: int = 0
    reports: int = 0
    changed: int = 0  # documents that have other themes now
    relevant_before: int = 0  # documents with a theme
    relevant_after: int = 0
    themes: dict[str, ThemeChange] = field(default_factory=dict)

    def add(self, about: About, before: Said | None, verdict: Verdict) -> None:
        """Count one document.

        Args:
            about: The document.
            before: What stood; None: nothing had judged it.
            verdict: What the present rules say.
        """
        if about.kind == "article":
            self.articles += 1
        else:
            self.reports += 1
        had = before.themes if before else {}
        has = verdict.themes
        self.relevant_before += bool(had)
        self.relevant_after += bool(has)
        self.changed += set(had) != set(has)
        for theme_id in sorted({*had, *has}):
            one = self.themes.setdefault(theme_id, ThemeChange(theme_id))
            one.before += theme_id in had
            one.after += theme_id in has
            if theme_id not in had:
                one.gained += 1
                _keep(one.gains, _gain(about, theme_id, verdict))
            elif theme_id not in has:
                one.lost += 1
                _keep(one.losses, _loss(about, had[theme_id], theme_id, verdict))

    def changes(self) -> list[ThemeChange]:
        """Return the themes that gained or lost, the most changed first."""
        found = [one for one in self.themes.values() if one.gained or one.lost]
        return sorted(found, key=lambda one: (-one.gained - one.lost, one.theme_id))

    def counts(self) -> dict[str, int]:
        """Return the figures by name; for the run's counts."""
        return {
            "articles": self.articles,
            "reports": self.reports,
            "changed": self.changed,
            "gained": sum(one.gained for one in self.themes.values()),
            "lost": sum(one.lost for one in self.themes.values()),
        }


def _keep(examples: list[Example], one: Example) -> None:
    """Keep an example if it is among the latest."""
    examples.append(one)
    examples.sort(key=lambda one: (one.about.appeared_at, one.about.document_id), reverse=True)
    del examples[EXAMPLES:]


def _loss(about: About, proof: Proof, theme_id: str, verdict: Verdict) -> Example:
    return Example(
        about=about,
        rule_id=proof.rule_id,
        quote=proof.quote,
        sentence=proof.sentence,
        why=_why(theme_id, verdict),
    )


def _gain(about: About, theme_id: str, verdict: Verdict) -> Example:
    hit = _heaviest(hit for hit in verdict.hits if hit.theme_id == theme_id)
    return Example(about=about, rule_id=hit.rule_id, quote=hit.quote, sentence=hit.sentence, why="")


def _heaviest(hits: Iterable[Hit]) -> Hit:
    """Return the hit that weighs most; of equals the first of the title, then of the text."""
    return min(hits, key=lambda hit: (-hit.weight, hit.field != "title", hit.start, hit.rule_id))


def _why(theme_id: str, verdict: Verdict) -> str:
    """Return why a theme is not given, in words."""
    for score in verdict.scores:
        if score.theme_id == theme_id:
            return f"now scores {score.score:.3g} of {score.threshold:.3g}"
    return f"no rule hits now; {verdict.scope}"
