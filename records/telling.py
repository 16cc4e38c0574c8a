"""What people are told."""

from dataclasses import dataclass
from datetime import datetime

# How urgent a message is: quiet hours let the first through; the others come at their time.
TIERS = ("immediate", "daily", "weekly")


def happening_key(initiative_id: str, kind: str, value: str = "") -> str:
    """Return what a happening is remembered by: initiative:kind, and :value where there is one."""
    return ":".join(part for part in (initiative_id, kind, " ".join(value.lower().split())) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing that happened to an initiative, as it is remembered: told at most once, ever."""

    key: str  # what happening_key makes of it
    initiative_id: str
    kind: str  # new, step, deadline, area, sponsor, report
    value: str  # which step, day, area, body or report; empty: new
    article_id: str  # that tells it best; empty: from the seeds
    quote: str
    happened_at: datetime  # date of the document; where it has none, when it was read
    told_in: str  # key of the alert; empty: known, and never told


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What one alert is about: what happened to an initiative, led by what matters most."""

    key: str  # of what leads; one alert for each, ever
    kind: str  # of what leads: new, step, deadline, area, sponsor, report
    initiative_id: str
    name: str
    step: str | None  # where it stands, a step or a stage
    was_step: str | None  # step only: the one before
    steps: tuple[str, ...]  # further ones that are told with it
    areas: tuple[str, ...]
    new_areas: tuple[str, ...]  # of a known initiative: those that nobody had named
    sponsors: tuple[str, ...]
    new_sponsors: tuple[str, ...]  # of a known initiative, each with what it does
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
    report: str | None  # title of one that was published
    report_url: str | None
    why: str  # how sure, and why
    unread: str = ""  # why a linked report could not be read; empty: all could


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """A source that tells of something that was told already."""

    source: str  # name of the publisher
    source_kind: str
    article_id: str
    title: str
    url: str
    quote: str  # that names the initiative; empty: it names it in no sentence
    matched: tuple[str, ...]  # words of the quote that were matched, for bold type
    published_at: datetime | None
    is_same: bool  # it carries a text that was told


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Who else tells of an initiative of which we told, found in one batch."""

    key: str  # of its first source; one alert for each, ever
    initiative_id: str
    name: str
    tellers: tuple[Teller, ...]  # the one nearest to the source first


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A message that somebody should see, ready to be sent."""

    alert_id: str  # of its key
    key: str
    channel: str  # empty: the installation's default channel
    text: str  # complete without the blocks
    blocks: str  # Block Kit, as JSON
    created_at: datetime
    tier: str = "immediate"  # one of TIERS
    thread: str = ""  # initiative whose thread it joins, or begins; empty: stands alone
    is_broadcast: bool = False  # a reply that the whole channel is shown too
    not_before: datetime | None = None  # the end of quiet hours; None: at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that a person should look at."""

    about: str  # source id, address or file
    kind: str  # fetch, parse, extract, report, deliver, seed, silence
    text: str  # what happened and what helps, in one line
    happened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A source that does otherwise than it did."""

    source_id: str
    name: str
    was: str | None  # state before, as main.sources names it; None: new to us
    was_health: str | None  # the same in plain words
    state: str
    health: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What an operator should know of a week."""

    number: str  # as ISO 8601 names it: 2026-W47
    began_at: datetime  # Monday, midnight in London
    ended_at: datetime  # the Monday after it
    told_at: datetime  # how the sources do is of this moment
    states: dict[str, int]  # state: sources in it, worst state first
    changes: tuple[Change, ...]
    failing: tuple[tuple[str, str], ...]  # name and health, the longest first
    entries: int  # new ones
    articles: int
    reports: int
    alerts: int  # sent
    broken_off: tuple[tuple[str, datetime], ...]  # runs that never ended: flow, start
    pauses: tuple[tuple[str, datetime, datetime], ...]  # flow, and between which runs it slept
    size: int  # bytes of the warehouse
    size_before: int | None  # the same a week ago; None: not known
    free: int | None  # bytes on its disk; None: an object store, which has no end
    pages_waiting: int  # entries whose page is still to be read
    pages_since: datetime | None  # the oldest of them; None: none waits
    alerts_waiting: int
    alerts_since: datetime | None
    alerts_refused: int  # parked: somebody has to look


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """What one alert told of an initiative, for those who read feeds."""

    key: str  # of the alert
    told_at: datetime  # when it was written down
    name: str
    kind: str  # of what leads, as Happened.kind
    value: str  # as Happened.value
    besides: tuple[tuple[str, str], ...]  # kind and value of what was told with it
    quote: str
    happened_at: datetime
    title: str
    url: str
    source: str
    themes: tuple[str, ...]  # ids
