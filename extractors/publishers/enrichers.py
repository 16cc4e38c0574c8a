"""Publishers that tell of their pages in a better way than the pages themselves do."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from urllib.parse import urlsplit, urlunsplit

from extractors import tasks
from extractors.parsed import Page, ParseError
from extractors.web import urls
from extractors.web.answers import Hear, unheard
from extractors.web.fetch import Web
from extractors.workers import Workers
from records import Bounds

ACCEPT_JSON = "application/json, */*;q=0.1"
CONTENT_API = "/api/content"
COMMITTEES_API = "https://committees-api.parliament.uk/api"

_PAGE = re.compile(r"/(work|publications|oralevidence|writtenevidence)/(\d+)(?:/documents/(\d+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enricher:
    """How the pages of one host are read through its publisher's interface for machines."""

    address: Callable[[str], str | None]  # of a page's answer; None: the interface has none
    read: Callable[[bytes, str, datetime | None, Bounds], Page]  # in a worker; see govuk.read
    work: str = "page"  # whose CPU limit reading it gets: see workers.CPU_S
    has_page: bool = True  # False: programs get no page there, so it is never asked for


def govuk_address(url: str) -> str | None:
    """Return where the Content API tells of a page; None: it tells nothing of such an address."""
    parts = urlsplit(urls.article_key(url))
    if parts.path == "/" or parts.path.startswith(("/api/", "/assets/")) or parts.query:
        return None
    return urlunsplit((parts.scheme, parts.netloc, CONTENT_API + parts.path, "", ""))


def committees_address(url: str, api: str = COMMITTEES_API) -> str | None:
    """Return where the API tells of a page of committees.parliament.uk; None: nowhere.

    Args:
        url: Of an inquiry, a publication or a piece of evidence.
        api: Base of the API.
    """
    found = _PAGE.match(urlsplit(url).path)
    if not found:
        return None
    what, number, document = found.groups()
    if what == "work":
        return f"{api}/CommitteeBusiness/{number}"
    if what == "publications":
        return f"{api}/Publications/{number}/Document/{document}/Pdf" if document else None
    name = "OralEvidence" if what == "oralevidence" else "WrittenEvidence"
    return f"{api}/{name}/{number}/Document/Html"


GOVUK = Enricher(address=govuk_address, read=tasks.read_content_item)
COMMITTEES = Enricher(
    address=committees_address, read=tasks.read_committee_page, work="report", has_page=False
)

# By host. A further publisher is a line here and a module beside govuk.
ENRICHERS: Mapping[str, Enricher] = MappingProxyType(
    {"www.gov.uk": GOVUK, "gov.uk": GOVUK, "committees.parliament.uk": COMMITTEES}
)


async def ask(
    web: Web,
    workers: Workers,
    enricher: Enricher,
    url: str,
    now: datetime,
    limit: int,
    hear: Hear = unheard,
) -> Page:
    """Return what a publisher's interface for machines tells of a page.

    Args:
        web: The door.
        workers: Who parse.
        enricher: Of the page's host.
        url: Of the page.
        now: Of the visit.
        limit: Most bytes of the answer.
        hear: Handed the answer as it came.

    Raises:
        FetchError: if it gives no answer.
        ParseError: if the answer is of no use.
    """
    address = enricher.address(url)
    if address is None:
        raise ParseError("not asked", "its publisher's interface knows no such address")
    got = await web.get(address, limit_bytes=limit, accept=ACCEPT_JSON, obey_robots=True)
    hear(got)
    return await workers.run(enricher.work, enricher.read, got.body, url, now, workers.bounds)
