"""All that the themes say of one document, in the order in which one thing needs the other."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from records import Deadline, Document, Initiative, Mention, Verdict, Voice
from themes import deadlines, initiatives, load, match, organisations, places, voice
from themes.initiatives import Register, load_register
from themes.rules import Ruleset
from themes.unions import Unions


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is read from the seeds once, and needed for every document."""

    ruleset: Ruleset
    gazetteer: places.Gazetteer
    bodies: organisations.Organisations
    unions: Unions
    seeded: tuple[Initiative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document, read."""

    document: Document
    verdict: Verdict
    mentions: tuple[Mention, ...]
    voice: Voice
    deadlines: tuple[Deadline, ...]

    @property
    def is_news(self) -> bool:
        """Whether it reports a named scheme as happening."""
        return self.verdict.is_relevant and any(one.is_live for one in self.mentions)

    @property
    def mentions_unions(self) -> bool:
        """Whether a trade union is named or unions are spoken of."""
        return self.voice.union_words > 0


Know = Callable[[Path], Knowledge]  # what ``know`` is, or a memory of it


def know(seeds: Path) -> Knowledge:
    """Return what a folder of seeds teaches.

    Raises:
        SeedError: if one of its files has faults.
    """
    return Knowledge(
        ruleset=load.ruleset(seeds),
        gazetteer=places.load(seeds / "areas.yaml"),
        bodies=organisations.load(seeds / "organisations.yaml"),
        unions=voice.load(seeds / "unions.yaml"),
        seeded=load_register(seeds / "initiatives.yaml"),
    )


def read(
    document: Document, knowledge: Knowledge, register: Register, *, pages: int = 0
) -> Reading:
    """Return what a document says.

    Args:
        document: An article or a report.
        knowledge: From the seeds.
        register: The initiatives known at this moment.
        pages: How many pages were searched; 0: an article.
    """
    verdict = match.match(document, knowledge.ruleset)
    mentions = initiatives.find(document, register, knowledge.gazetteer, knowledge.bodies, verdict)
    return Reading(
        document=document,
        verdict=verdict,
        mentions=mentions,
        voice=voice.read(document, knowledge.unions, pages=pages),
        deadlines=deadlines.find(document) if verdict.is_relevant else (),
    )
