"""What each article of a batch says has happened to the initiatives that it is about."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from records import STEP_OF_STAGE, STEPS, Claim, Happened, Mention, happening_key
from themes.days import dates
from themes.initiatives.names import word_set
from themes.reading import Reading
from themes.text.words import tokens

LEAST_SURE = 0.5  # guess: below it a name is kept for the register and rings nothing
# Who announces, before who reports, before who comments.
NEAREST_FIRST = (
    "government",
    "parliament",
    "health",
    "local_government",
    "audit",
    "think_tank",
    "academic",
    "union",
    "campaign",
    "trade_press",
    "blog",
)
PAYING = frozenset({"commissions", "funds", "evaluates"})
# A body that announces or speaks delivers nothing yet: it takes one of these words.
_HIRED = re.compile(
    r"\b(?:contracts?|contractor|awarded|appointed|hired|tender|suppliers?|provider|partner"
    r"|run by|led by|managed by|operated by|delivered by|will (?:run|lead|manage|deliver))\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:publish|releas|issu|launch)(?:ed|es|ing)\b|\bnew report\b|\bout (?:today|now)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AROUND = 300  # characters on both sides in which the sentence of a claim ends; guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article as it was read, with its reports and where it came from."""

    article_id: str
    url: str
    source: str  # name of the publisher
    source_kind: str
    is_baseline: bool
    article: Reading
    reports: tuple[tuple[str, Reading], ...]  # address and reading; only those that can be read
    unread: tuple[tuple[str, str], ...] = ()  # address of a report that cannot be read, and why

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The article first, then its reports."""
        return (self.article, *(found for _, found in self.reports))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One article that is about an initiative, with what it says of it."""

    told: Told
    reading: Reading  # the article, or the report of it that says most
    mention: Mention

    @property
    def is_telling(self) -> bool:
        """Whether it reports something as happening, and does not only speak of it."""
        return self.mention.is_live or any(True for _ in _steps(self))

    @property
    def distance(self) -> tuple[int, float, str]:
        """How far it is from the source: who announces comes first, then who was first."""
        kind = self.told.source_kind
        rank = NEAREST_FIRST.index(kind) if kind in NEAREST_FIRST else len(NEAREST_FIRST)
        at = self.told.article.document.published_at
        return rank, at.timestamp() if at else float("inf"), self.told.article_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that an article says has happened."""

    case: Case
    kind: str  # new, step, deadline, area, sponsor, report
    value: str  # empty: new
    quote: str
    role: str = ""  # sponsor only

    @property
    def key(self) -> str:
        """What it is remembered by."""
        return happening_key(self.case.mention.initiative_id, self.kind, self.value)

    def as_known(self, now: datetime, told_in: str = "") -> Happened:
        """Return it as it is remembered.

        Args:
            now: Its date, where the document has none.
            told_in: Key of the alert; empty: it is told nowhere.
        """
        return Happened(
            key=self.key,
            initiative_id=self.case.mention.initiative_id,
            kind=self.kind,
            value=self.value,
            article_id=self.case.told.article_id,
            quote=self.quote,
            happened_at=self.case.told.article.document.published_at or now,
            told_in=told_in,
        )


def cases(told: Iterable[Told]) -> dict[str, list[Case]]:
    """Return the articles about each initiative, who is nearest to the source first.

    Of an article and its reports the one counts that tells most; the article, if both do.
    """
    found: dict[str, list[Case]] = {}
    for item in told:
        if not item.article.verdict.is_relevant:
            continue
        best: dict[str, Case] = {}
        for reading in item.readings:
            for mention in reading.mentions:
                # A report's title names the report; what it is about is named in the text too.
                is_title = reading is not item.article and mention.field == "title"
                if is_title or not mention.is_main or mention.confidence < LEAST_SURE:
                    continue
                case = Case(told=item, reading=reading, mention=mention)
                old = best.get(mention.initiative_id)
                if old is None or _worth(case) > _worth(old):
                    best[mention.initiative_id] = case
        for initiative_id, case in best.items():
            found.setdefault(initiative_id, []).append(case)
    return {name: sorted(some, key=lambda case: case.distance) for name, some in found.items()}


def _worth(case: Case) -> tuple[bool, bool]:
    return case.mention.is_live, case.is_telling


def facts(case: Case, now: datetime) -> Iterator[Fact]:
    """Yield what an article says has happened, each thing once.

    Args:
        case: The article.
        now: What closed before it is no deadline any more.
    """
    sure = chain(_new(case), _said(case)) if case.is_telling else ()
    seen: set[str] = set()
    for one in chain(sure, _deadlines(case, now), _reports(case)):
        if one.key not in seen:
            seen.add(one.key)
            yield one


def _new(case: Case) -> Iterator[Fact]:
    if case.mention.is_live:
        yield Fact(case=case, kind="new", value="", quote=case.mention.quote)


def _said(case: Case) -> Iterator[Fact]:
    for value, quote in _steps(case):
        yield Fact(case=case, kind="step", value=value, quote=quote)
    for claim in case.mention.claims:
        if claim.what == "area":
            yield Fact(case=case, kind="area", value=claim.value, quote=_sentence(case, claim))
        elif claim.what == "sponsor" and _is_behind(case, claim):
            quote = _sentence(case, claim)
            yield Fact(case=case, kind="sponsor", value=claim.value, quote=quote, role=claim.role)
        elif claim.what == "report" and _PUBLISHED.search(_sentence(case, claim)):
            yield Fact(case=case, kind="report", value=claim.value, quote=_sentence(case, claim))


def _steps(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the steps that a document tells, with their sentences."""
    claims = [claim for claim in case.mention.claims if claim.what == "step"]
    if all(claim.value == "renamed" for claim in claims):
        claims += [claim for claim in case.mention.claims if claim.what == "stage"]
    for claim in claims:
        value = STEP_OF_STAGE.get(claim.value, "") if claim.what == "stage" else claim.value
        if value not in STEPS or _is_only_a_name(claim, case.mention):
            continue
        sentence = _sentence(case, claim)
        if case.mention.is_live or not _looks_back(case, sentence):
            yield value, sentence


def _is_only_a_name(claim: Claim, mention: Mention) -> bool:
    """Return whether nothing but the sort of scheme shows it: the quote is its own name."""
    name = set(tokens(mention.name).words)
    return bool(name) and set(tokens(claim.quote).words) <= name


def _looks_back(case: Case, sentence: str) -> bool:
    """Return whether a sentence speaks of years that were long over when it was written."""
    at = case.told.article.document.published_at
    years = [int(year) for year in _YEAR.findall(sentence)]
    return at is not None and bool(years) and max(years) < at.year - 1


def _is_behind(case: Case, claim: Claim) -> bool:
    """Return whether a body pays or was hired, and does not only speak or write."""
    if claim.role in PAYING:
        return True
    return claim.role == "delivers" and _HIRED.search(_sentence(case, claim)) is not None


def _deadlines(case: Case, now: datetime) -> Iterator[Fact]:
    """Yield the days by which somebody may respond, of an article whose first matter it is."""
    for reading in case.told.readings:
        if _matter(reading) != case.mention.initiative_id:
            continue
        for one in reading.deadlines:
            if one.closes_at > now:
                day = dates.day_in_london(one.closes_at).isoformat()
                yield Fact(case=case, kind="deadline", value=day, quote=one.quote)


def _reports(case: Case) -> Iterator[Fact]:
    """Yield the reports that came with an article, if the initiative is their first matter."""
    for url, reading in case.told.reports:
        matter = _matter(reading) or _matter(case.told.article)
        title = reading.document.title or url.rpartition("/")[2]
        if matter == case.mention.initiative_id and title:
            yield Fact(case=case, kind="report", value=title, quote=case.mention.quote)


def _matter(reading: Reading) -> str | None:
    """Return what a document is about first; None: about no initiative."""
    return next((one.initiative_id for one in reading.mentions if one.is_main), None)


def _sentence(case: Case, claim: Claim) -> str:
    """Return the sentence, or the line, around the words of a claim."""
    document = case.reading.document
    text = document.title if claim.field == "title" else document.text
    before = text[max(0, claim.start - _AROUND) : claim.start]
    after = text[claim.stop : claim.stop + _AROUND]
    start = max(before.rfind(end) + len(end) if end in before else 0 for end in _ENDS)
    stops = [at for end in _ENDS if (at := after.find(end)) >= 0]
    last = min(stops, default=len(after) - 1) + 1
    return (before[start:] + text[claim.start : claim.stop] + after[:last]).strip()


_ENDS = (". ", "! ", "? ", "\n", "\f")
# Words that one text gives to a place or a body and another leaves away.
_LOOSE = word_set(
    "the of and for in a city county council borough district metropolitan royal london "
    "department ministry office his her majestys hm"
)
_ALIKE = 0.6  # guess: of titles that share so many of their words one is the other


def is_known(kind: str, value: str, known: Iterable[str]) -> bool:
    """Return whether a place, a body or a report is one of those known, in other words.

    Args:
        kind: area, sponsor or report.
        value: Its name.
        known: Names of the same kind.
    """
    words = _bare(value)
    if kind == "report":
        return any(len(words & other) > _ALIKE * len(words | other) for other in map(_bare, known))
    return any(words <= other or other <= words for other in map(_bare, known))


def _bare(name: str) -> set[str]:
    words = tokens(name).words
    return set(words) - _LOOSE or set(words)
