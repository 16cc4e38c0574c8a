"""What people are told."""

from dataclasses import dataclass
from datetime import datetime


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
