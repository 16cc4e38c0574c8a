"""What asks for answers until a day, however many documents tell of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A document telling that something closes, with what else it says of it."""

    document_id: str
    kind: str  # as Deadline.kind
    closes_at: datetime  # in UTC; end of the day in London where no hour is given
    has_hour: bool
    start: int  # offsets of the quote in the document's text
    stop: int
    quote: str
    title: str
    url: str
    source: str  # name of the publisher
    source_kind: str
    published_at: datetime | None
    found_at: datetime  # when reading the document found it
    is_baseline: bool
    near: str  # the text around the quote: addresses stand there
    links: tuple[tuple[str, str], ...]  # address and words
    organisations: str  # who is behind it as its publisher says, joined by "; "; or empty
    opens_at: datetime | None  # as its publisher says
    said_at: datetime | None  # closing time as its publisher says, beside the text
    initiatives: tuple[str, ...]  # ids of those that the document is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A consultation, a call for evidence, a round of bids: how it stands now."""

    call_id: str
    sequence: int  # how often it was changed
    state: str  # open (also when its day has passed) or withdrawn
    kind: str
    title: str
    asker: str  # the body that asks
    respond_url: str  # an http, https or mailto address; the article's where it gives none
    opens_at: datetime | None  # None: not said
    closes_at: datetime
    has_hour: bool
    was_at: datetime | None  # closing time before the latest change of it; None: never changed
    document_id: str  # the document that says so
    start: int
    stop: int
    quote: str
    is_baseline: bool  # the document that told it first was there before we looked
    first_seen_at: datetime
    noted_at: datetime  # since when it stands so


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCall:
    """A call with what documents said of it so far."""

    call: Call
    notices: tuple[Notice, ...]  # the first one first
    is_gone: bool  # no document says any more that it closes then
