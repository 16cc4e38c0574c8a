"""How we behave towards publishers, and what we say of ourselves."""

from dataclasses import dataclass
from datetime import datetime

ACCEPT_FEED = (
    "application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.5, */*;q=0.1"
)
ACCEPT_PAGE = "text/html, application/xhtml+xml, application/pdf;q=0.9, */*;q=0.5"
ACCEPT_ROBOTS = "text/plain, */*;q=0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How an installation behaves towards publishers."""

    user_agent: str  # who we are and whom to ask: name/version (+contact)
    now: datetime  # when the visit begins; a date in Retry-After is counted from it
    allow_hosts: frozenset[str] = frozenset()  # host or host:port, exempt from the address ban
    host_gap_s: float = 1.0  # between two starts at one host; common among feed readers
    timeout_s: float = 30.0  # one address with its redirects; waiting for a turn not counted
    read_timeout_s: float = 20.0  # longest silence inside an answer
    redirects: int = 5  # most of one request
    concurrency: int = 32  # hosts at once
    short_wait_s: float = 10.0  # a wait that a visit sleeps through, if asked for one; guess
    slept_s: float = 30.0  # most of such waits for one host in one visit; guess
    pause_s: float = 10.0  # after "too many requests" without a word of when to come back; guess
    pauses: int = 3  # of those in one visit, then the host is left alone; guess
    silent: int = 3  # requests in a row that nobody answers, then the host is left alone; guess
    walls: int = 3  # pages in a row behind a wall, then its other pages are left alone; guess
    queue_s: float = 300.0  # so long may a Crawl-delay stretch a visit to one host; guess
