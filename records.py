"""The words the rooms share: one frozen record for each thing that moves between them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


class PlacewatchError(Exception):
    """A foreseen failure; its message is fit for a person and names the remedy."""


Progress = Callable[[str, int, int], None]  # what, done, in all: told as a job goes on


def no_progress(what: str, done: int, total: int) -> None:
    """Tell nobody: for runs that nobody watches."""


def identify(*parts: str) -> str:
    """Return the id of whatever these parts make up: 20 hex digits of SHA-256."""
    # 80 bits: among ten million articles a collision has odds of one in ten billion.
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher that we watch: one row of seeds/sources.yaml."""

    source_id: str
    name: str
    kind: str  # union, think_tank, government …: seeds/sources.yaml names them all
    nation: str  # uk, england, scotland, wales, ni
    homepage: str
    feed: str | None  # None: no address known yet, the source waits for discovery
    feed_kind: str  # feed (RSS or Atom) or listing (a page of links)
    is_on: bool  # False: kept, but not polled before somebody has looked
    expect_per_month: tuple[int, int] | None  # fewest and most entries; None: not known
    links: str | None  # listing only: glob that article addresses match; None: learn it
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An address that a source updates, and what the last polls of it taught us."""

    feed_id: str
    source_id: str
    url: str
    kind: str  # feed or listing
    links: str | None  # see Source.links
    etag: str | None  # byte for byte as the server sent it
    last_modified: str | None  # byte for byte as the server sent it
    body_digest: str | None  # of the last body that was parsed
    full_fetch_at: datetime | None  # last fetch that no 304 could answer
    baseline_at: datetime | None  # None: never read, so its entries are no news
    failures: float  # weighted failures in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a feed, as announced."""

    entry_id: str  # of feed and guid; of feed and canonical link where there is no guid
    feed_id: str
    source_id: str
    url: str  # canonical
    title: str
    summary: str  # plain text; empty: the feed gives none
    published_at: datetime | None  # None: the feed gives no date that can be believed
    is_baseline: bool = False  # seen at the first poll of its source: rings nothing
    mark: str = ""  # of all that the feed says of it: another mark, and the page may have changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of an article's content area."""

    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The readable text behind an entry's link; one version of it."""

    article_id: str  # of the canonical address
    entry_id: str
    source_id: str
    url: str  # canonical
    title: str
    text: str  # paragraphs, joined by one newline
    digest: str  # of title and text: another digest is another version
    published_at: datetime | None
    links: tuple[Link, ...]
    is_baseline: bool
    is_provisional: bool = False  # True: the page could not be read; the feed's own words


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A document that an article links to, kept page by page."""

    report_id: str  # of its canonical address
    article_id: str  # the article that linked to it
    url: str
    title: str
    pages: tuple[str, ...]  # text of each page; all empty: cannot be read (a scan)
    problem: str | None  # why it could not be read; None: it was


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the themes read: an article or a report, without where it came from."""

    document_id: str  # article_id or report_id
    kind: str  # article or report
    title: str
    text: str  # Article.text, or the pages of a report joined by a form feed
    source_kind: str  # kind of the publisher: a union's own words are judged otherwise
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A rule found in a document, with the words that prove it."""

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
    score: float  # sum of the weights of the rules that hit, each rule once
    threshold: float
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


STAGES = ("announced", "consultation", "pilot", "rollout", "evaluation", "closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that a document says of an initiative, with the words that say it."""

    what: str  # stage, area, sponsor, sites, money, report, alias
    value: str  # pilot · Leicestershire · HM Treasury · 12
    role: str  # sponsor only: commissions, funds, delivers, writes, evaluates, backs; else empty
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
    verdict: str  # unions heard, unions mentioned, workforce without unions, nobody, cannot tell
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened to an initiative: what alerts are about."""

    key: str  # initiative × happening; one alert for each, ever
    kind: str  # new, stage, deadline
    initiative_id: str
    name: str
    stage: str | None
    was_stage: str | None  # stage only: the one before
    areas: tuple[str, ...]
    sponsors: tuple[str, ...]
    themes: tuple[str, ...]  # titles of themes, for people
    rule: str  # the rule that weighed most
    quote: str
    matched: tuple[str, ...]  # words of the quote that were matched, for bold type
    title: str
    url: str
    source: str
    source_kind: str
    published_at: datetime | None
    also: tuple[str, ...]  # names of other sources with the same story
    voice: str | None  # one line for people
    deadline: str | None  # one line for people
    report_url: str | None
    why: str  # how sure, and why


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A message that somebody should see, ready to be sent."""

    alert_id: str  # of its key
    key: str
    channel: str  # empty: the installation's default channel
    text: str  # complete without the blocks
    blocks: str  # Block Kit, as JSON
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that a person should look at."""

    about: str  # source id, address or file
    kind: str  # fetch, parse, extract, report, deliver, seed
    text: str  # what happened and what helps, in one line
    happened_at: datetime
