"""What a text means: themes, initiatives, voices, deadlines, each with its quote."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the themes read: an article or a report, without where it came from."""

    document_id: str  # article_id or report_id
    kind: str  # article or report
    title: str
    text: str  # Article.text, or the pages of a report joined by a form feed
    source_kind: str  # kind of the publisher: a union's own words are judged otherwise
    published_at: datetime | None


class Hit(NamedTuple):
    """A rule found in a document, with the words that prove it.

    A tuple, as it is made in half the time of a frozen dataclass and a text may have hundreds.
    """

    document_id: str
    theme_id: str
    rule_id: str
    field: str  # title or text: where start and stop count
    start: int  # character offset
    stop: int  # just past the quote
    quote: str  # exactly Document.title[start:stop] or Document.text[start:stop]
    sentence: str  # the sentence around it, for people
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeScore:
    """How one theme came out in one document, and why."""

    theme_id: str
    score: float  # the three that follow, together
    by_rules: float  # the weights of the rules that count
    by_sentences: float  # what further sentences with hits add
    by_words: float  # what the plain words of the text add or take away
    counted: tuple[str, ...]  # ids of the rules that count; others hit the same words as these
    threshold: float  # what the score must reach
    is_given: bool  # the document is labelled with the theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the ruleset says of one document."""

    document_id: str
    ruleset: str  # digest of all rules at this moment
    is_relevant: bool  # at least one theme is given
    scores: tuple[ThemeScore, ...]  # themes with at least one hit, best first
    hits: tuple[Hit, ...]
    scope: str  # why it counts, or does not, as UK public services; for people
    is_out: bool = False  # so far from them that nothing new is looked for in it

    @property
    def themes(self) -> tuple[str, ...]:
        """Ids of the themes that the document is labelled with, best first."""
        return tuple(score.theme_id for score in self.scores if score.is_given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Initiative:
    """A named thing that someone does, as the register knows it."""

    initiative_id: str  # of the normalised name
    name: str
    aliases: tuple[str, ...]
    kind: str  # pilot, programme, fund, deal, commission, review …
    is_seeded: bool  # from seeds/initiatives.yaml: known before we looked, never news
    stage: str  # see STAGES; the latest that we know
    areas: tuple[str, ...] = ()  # seeded only
    sponsors: tuple[str, ...] = ()  # seeded only
    is_refused: bool = False  # people said that it is none: its names are found and dropped


STAGES = ("announced", "consultation", "pilot", "rollout", "evaluation", "closed")
# What can happen to an initiative, in the usual order, and the stage that it is at then;
# None: at whichever it was before.
STEPS: dict[str, str | None] = {
    "idea": "announced",
    "announced": "announced",
    "consultation open": "consultation",
    "consultation closed": "consultation",
    "outcome": "consultation",
    "sites named": "pilot",
    "running": "pilot",
    "extended": "pilot",
    "rolled out": "rollout",
    "evaluated": "evaluation",
    "renamed": None,
    "ended": "closed",
}
# The step that a stage speaks of, where nothing tells the step.
STEP_OF_STAGE = {
    "announced": "announced",
    "consultation": "consultation open",
    "pilot": "running",
    "rollout": "rolled out",
    "evaluation": "evaluated",
    "closed": "ended",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that a document says of an initiative, with the words that say it."""

    # stage, step, area, sponsor, person, sites, money, report; and, with another name as the
    # value: alias, formerly, replaces, builds on
    what: str
    value: str  # pilot · Leicestershire · HM Treasury · 12
    # sponsor: commissions, funds, delivers, writes, evaluates, backs; person: the office, in the
    # words of the text; else empty
    role: str
    start: int  # offsets of the quote
    stop: int
    quote: str
    field: str = "text"  # title or text: where start and stop count


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A document naming an initiative, with the quote and what it says of it."""

    document_id: str
    initiative_id: str
    name: str  # the register's name if known, else the name as written, cleaned
    kind: str
    field: str  # title or text
    start: int  # offsets of the name as written
    stop: int
    quote: str  # the sentence that proves it
    stage: str | None  # None: the document does not say
    is_main: bool  # the document is about it; False: named in passing
    is_live: bool  # reported as happening (announced, consultation, pilot, rollout)
    confidence: float  # 0 to 1; 1: the register knew the name
    why: str  # for people: "12 pilot areas … announced"
    claims: tuple[Claim, ...]

    def values(self, what: str) -> tuple[str, ...]:
        """Return what the mention says of one kind of thing, each once, in order."""
        return tuple(dict.fromkeys(claim.value for claim in self.claims if claim.what == what))


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Which of unions, staff and workforce terms a document contains, and lacks."""

    document_id: str
    # unions heard, unions mentioned, workforce discussed without unions, nobody mentioned, cannot
    # tell
    verdict: str
    unions: tuple[str, ...]  # unions named
    union_words: int  # times that unions are spoken of, by name or in general
    workforce_words: int  # staff, workforce, employees …
    engagement_words: int  # staff consulted, engaged, balloted …
    job_words: int  # redundancy, TUPE, relocation …
    words: int  # words searched
    pages: int  # pages searched; 0: an article
    says_left_out: str | None  # a sentence that itself says unions were left out
    reason: str  # for people


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A date by which somebody may respond."""

    document_id: str
    kind: str  # consultation, call for evidence, expressions of interest, application
    closes_at: datetime  # in UTC; end of the day in London where no hour is given
    has_hour: bool  # the text gives the hour
    start: int  # offsets of the quote in Document.text
    stop: int
    quote: str  # the sentence that says so
