"""All that the themes say of one document, in the order in which one thing needs the other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from records import Deadline, Document, Initiative, Mention, Verdict, Voice
from themes.days import deadlines
from themes.initiatives import (
    background,
    catalogue,
    named,
    news,
    organisations,
    places,
    weights,
)
from themes.initiatives.background import Background
from themes.initiatives.catalogue import Caution
from themes.initiatives.named import Register
from themes.initiatives.weights import Weights
from themes.matching import match
from themes.rules import load
from themes.rules.rules import Ruleset
from themes.voices import voice
from themes.voices.unions import Unions


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is read from the seeds once, and needed for every document."""

    ruleset: Ruleset
    gazetteer: places.Gazetteer
    bodies: organisations.Organisations
    news: news.News
    unions: Unions
    signs: Weights  # of new names
    seeded: tuple[Initiative, ...]
    cautions: dict[str, Caution]  # how ordinary a name is, by initiative
    background: tuple[Background, ...]  # what the seeds say of schemes besides


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document, read."""

    document: Document
    verdict: Verdict
    mentions: tuple[Mention, ...]
    voice: Voice
    deadlines: tuple[Deadline, ...]
    mentions_unions: bool  # a trade union is named, or unions are spoken of, title included
    # What it seems to report under a name too unsure to be told; None: nothing, or it is told.
    hint: Mention | None = None

    @property
    def is_news(self) -> bool:
        """Whether it reports a named scheme as happening, be the name sure or not."""
        live = any(one.is_main and one.is_live for one in self.mentions)
        return live or self.hint is not None


Know = Callable[[Path], Knowledge]  # what ``know`` is, or a memory of it


def know(seeds: Path) -> Knowledge:
    """Return what a folder of seeds teaches.

    Raises:
        SeedError: if one of its files has faults.
    """
    rows = catalogue.rows(seeds / "initiatives.yaml")
    return Knowledge(
        ruleset=load.ruleset(seeds),
        gazetteer=places.load(seeds / "areas.yaml"),
        bodies=organisations.load(seeds / "organisations.yaml"),
        news=news.load(seeds / "news.tsv"),
        unions=voice.load(seeds / "unions.yaml"),
        signs=weights.load(seeds / "namings.tsv"),
        seeded=tuple(row for row, _ in rows),
        cautions={row.initiative_id: caution for row, caution in rows},
        background=background.load(seeds / "initiatives.yaml"),
    )


def read(
    document: Document,
    knowledge: Knowledge,
    register: Register,
    *,
    pages: int = 0,
    papers: Iterable[str] = (),
) -> Reading:
    """Return what a document says.

    Args:
        document: An article or a report.
        knowledge: From the seeds.
        register: The initiatives known at this moment.
        pages: How many pages were searched; 0: an article.
        papers: Titles of the reports that it links to, or its own: what bears one of them
            needs better proof than other names to be a scheme.
    """
    verdict = match.match(document, knowledge.ruleset)
    found = named.find(
        document,
        register,
        knowledge.gazetteer,
        knowledge.bodies,
        knowledge.signs,
        knowledge.news,
        verdict,
        papers=papers,
    )
    heard = voice.read(document, knowledge.unions, pages=pages, is_on_theme=verdict.is_relevant)
    return Reading(
        document=document,
        verdict=verdict,
        mentions=found.mentions,
        hint=found.hint,
        voice=heard,
        deadlines=deadlines.find(document) if verdict.is_relevant else (),
        mentions_unions=voice.is_mentioned(document, heard, knowledge.unions),
    )
