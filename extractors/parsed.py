"""What foreign bytes become: small records that cross from the worker processes."""

from dataclasses import dataclass
from datetime import datetime

from records import Link, PlacewatchError

BROKEN_OFF = "broken off"  # word of work that did not come to its end; says nothing of the bytes


class ParseError(PlacewatchError):
    """Bytes that give us nothing to read; ``word`` says why in a few plain words."""

    def __init__(self, word: str, text: str) -> None:
        super().__init__(word, text)  # both: an exception is rebuilt from its arguments
        self.word = word
        self.text = text

    def __str__(self) -> str:
        return f"{self.word}: {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed or a listing, as announced."""

    guid: str  # as the feed gives it; empty: it gives none
    url: str | None  # canonical; None: the entry links to no page
    title: str
    summary: str  # plain text; empty: none
    content_text: str  # plain text of the whole article, where the feed carries it; else empty
    published_at: datetime | None  # None: no date that can be believed
    author: str
    updated: str = ""  # as the feed writes it; empty: it says nothing of changes


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """What a feed or a listing holds at this moment."""

    title: str
    kind: str  # rss, atom, rdf, listing
    entries: tuple[Item, ...]
    ttl_minutes: int | None  # how long the publisher asks us to wait between polls
    remark: str | None  # empty, cut; None: nothing to remark
    skip_hours: tuple[int, ...] = ()  # of the day, in UTC, at which not to be polled
    skip_days: tuple[int, ...] = ()  # of the week, in UTC, 0 is Monday

    @property
    def newest_at(self) -> datetime | None:
        """Date of the newest entry; None: no entry has one."""
        return max((item.published_at for item in self.entries if item.published_at), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The readable part of a page."""

    title: str
    text: str  # paragraphs, joined by one newline
    published_at: datetime | None
    author: str
    links: tuple[Link, ...]  # of the content area, canonical, each address once
    canonical_url: str | None  # as the page names itself, on its own host; None: it does not
    remark: str | None = None  # for people: the source's own way led nowhere; None: nothing
    facts: tuple[tuple[str, str], ...] = ()  # what its publisher says of it by name: see Article
    headings: tuple[str, ...] = ()  # of its text, in order, where they are known


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """A document, page by page."""

    title: str
    pages: tuple[str, ...]
    problem: str | None  # why it, or the rest of it, could not be read; None: it was
    authors: str = ""
    publisher: str = ""
    dated: str = ""  # as exactly as it says: 2011, 2011-03, 2011-03-14
    count: int = 0  # pages of the whole document, read or not
    headings: tuple[tuple[int, str], ...] = ()  # page, from 1, and the words
