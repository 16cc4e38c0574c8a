"""What is watched, and what it says: from a publisher's row to the text of a report."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much of foreign bytes is taken; beyond it they are cut, skipped or refused."""

    entries: int = 2_000  # of a feed at one poll; as Media Cloud keeps them
    title_chars: int = 500  # as Media Cloud
    summary_chars: int = 20_000  # as Media Cloud; of an entry
    text_chars: int = 1_000_000  # of an article; a long report in HTML has half of that
    depth: int = 256  # levels of a page; libxml2 drops what lies deeper, without a word
    pages: int = 500  # of a report; what follows in longer ones are annexes of tables: guess
    # Memory of one parsing process beyond its start; honest bodies at their caps took 202 MB,
    # measured, and with two of it all stays below 1.5 GB.
    worker_bytes: int = 384 * 1024 * 1024
    # Seconds of processor for one body: three to five times the worst honest case of 5,481 feeds
    # and 1,356 pages (3 s), measured.
    feed_cpu_s: int = 10
    page_cpu_s: int = 15  # and of a listing
    report_cpu_s: int = 30


STANDARD = Bounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """How the text of one source's pages is found, where the usual way fails."""

    mode: str = "balanced"  # balanced, precision (less around the text), recall (more of it)
    within: str | None = None  # XPath of the element that holds the article; None: find it
    without: tuple[str, ...] = ()  # XPaths of elements to take out first


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publisher that we watch: one row of seeds/sources.yaml."""

    source_id: str
    name: str
    kind: str  # union, think_tank, government …: seeds/sources.yaml names them all
    nation: str  # uk, england, scotland, wales, ni
    homepage: str
    feed: str | None  # None: no address known yet, the source waits for discovery
    feed_kind: str  # feed (RSS or Atom), listing (a page of links) … see extractors/sources.py
    is_on: bool  # False: kept, but not polled before somebody has looked
    expect_per_month: tuple[int, int] | None  # fewest and most entries; None: not known
    links: str | None  # listing only: glob that article addresses match; None: learn it
    why: str
    extraction: Extraction | None = None  # None: the usual way
    found: str | None = None  # by which route its address was found; None: it is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """What a publisher's machine asked of us; remembered from run to run."""

    host: str  # as urls.host_of: host, or host:port
    robots: str | None = None  # the lines of its robots.txt that concern us; None: it has none
    robots_at: datetime | None = None  # when it was read; None: never
    wait_until: datetime | None = None  # Retry-After of any of its answers; None: it asked nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An address that a source updates, and what the last polls of it taught us."""

    feed_id: str
    source_id: str
    url: str
    kind: str  # see Source.feed_kind
    links: str | None  # see Source.links
    etag: str | None  # byte for byte as the server sent it
    last_modified: str | None  # byte for byte as the server sent it
    body_digest: str | None  # of the last body that was parsed
    full_fetch_at: datetime | None  # last fetch that no 304 could answer
    baseline_at: datetime | None  # None: never read, so its entries are no news
    failures: float  # weighted failures in a row
    status: str = ""  # fine, or the word of the last failure
    remark: str | None = None  # what else there is to say of it, for people
    asked_url: str | None = None  # where permanent redirects led for good; None: url itself
    distrusted_until: datetime | None = None  # until then its "not modified" is not asked for
    failed_digest: str | None = None  # of a body that could not be parsed
    failed_word: str | None = None  # why
    failed_at: datetime | None = None  # when that was tried last


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
    words: int  # of the text
    published_at: datetime | None
    links: tuple[Link, ...]
    is_baseline: bool
    is_provisional: bool = False  # True: the page could not be read; the feed's own words
    facts: tuple[tuple[str, str], ...] = ()  # names and values; docs/enrichers.md lists them


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A document that an article links to, kept page by page."""

    report_id: str  # of its canonical address
    article_id: str  # the article that linked to it
    url: str
    title: str
    pages: tuple[str, ...]  # text of each page; all empty: cannot be read (a scan)
    problem: str | None  # why it could not be read; None: it was
    authors: str = ""  # as it names them, joined by semicolons; empty: it does not say
    publisher: str = ""
    dated: str = ""  # as exactly as it says: 2011, 2011-03, 2011-03-14
    page_count: int = 0  # of the whole document, read or not
    headings: tuple[tuple[int, str], ...] = ()  # page, from 1, and the words
    wait_s: float | None = None  # the problem may pass: not sooner than so; None: it is final
