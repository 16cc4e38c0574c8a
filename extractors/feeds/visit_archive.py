"""One visit to a page of an archive: fetched, parsed, and told as a value."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from extractors.feeds import archive, sitemap, visit_feed
from extractors.feeds.archive import Step
from extractors.parsed import ParsedFeed, ParseError
from extractors.publishers import govuk_search
from extractors.web import fetch
from extractors.web.fetch import FetchError, Response, Web
from extractors.workers import Workers
from records import Entry, Feed

FINE = "fine"
ROBOTS_BYTES = 500 * 1024  # as for the rules in it
# As the address that a person gave; what we work out ourselves asks robots.txt first.
GIVEN = frozenset({"feed", "robots"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveVisit:
    """What a page of an archive answered."""

    step: Step
    word: str = FINE  # or why not
    remark: str | None = None  # for people
    kind: str | None = None  # of the failure: hard, soft, temporary; None: fine
    retry_after_s: float | None = None
    entries: tuple[Entry, ...] = ()
    ahead: tuple[Step, ...] = ()  # what this page leads to, the next first
    undated: int = 0  # sitemap only: addresses without a day, which were left

    @property
    def is_list(self) -> bool:
        """It only names other addresses: no page of the archive itself."""
        return self.step.route == "robots" or any(s.route == "sitemap" for s in self.ahead)


async def page(
    web: Web,
    workers: Workers,
    feed: Feed,
    step: Step,
    since: datetime,
    now: datetime,
    limit: int,
) -> ArchiveVisit:
    """Read one page of what a feed announced before.

    Args:
        web: The door.
        workers: Who parse.
        feed: Whose entries these are.
        step: The page.
        since: What is older is not wanted.
        now: Entries dated later than two days from it lose their date.
        limit: Most bytes of its body.
    """
    try:
        got = await web.get(
            step.url,
            limit_bytes=ROBOTS_BYTES if step.route == "robots" else limit,
            accept=fetch.ACCEPT_PAGE if step.route == "listing" else fetch.ACCEPT_FEED,
            obey_robots=step.route not in GIVEN,
        )
    except FetchError as exc:
        if step.route == "robots" and 400 <= (exc.status or 0) < 500:
            return ArchiveVisit(step=step, ahead=_sitemaps(step, b""))
        return ArchiveVisit(
            step=step,
            word=exc.word,
            remark=exc.text,
            kind=exc.kind,
            retry_after_s=exc.retry_after_s,
        )
    try:
        return await _read(workers, feed, step, got, since, now)
    except ParseError as exc:
        return ArchiveVisit(step=step, word=exc.word, remark=exc.text, kind="soft")


async def _read(
    workers: Workers, feed: Feed, step: Step, got: Response, since: datetime, now: datetime
) -> ArchiveVisit:
    if step.route == "robots":
        return ArchiveVisit(step=step, ahead=_sitemaps(step, got.body))
    if step.route == "sitemap" or (step.route == "feed" and feed.kind == "sitemap"):
        return await _sitemap(workers, feed, step, got, since, now)
    kind = {"posts": "wordpress", "search": "search"}.get(step.route, feed.kind)
    if kind == "search":
        found: ParsedFeed = await workers.run(
            "feed", govuk_search.parse, got.body, got.final_url, now, workers.bounds
        )
    else:
        found = await workers.parse_feed(
            got.body, got.final_url, got.content_type, now, kind=kind, links=feed.links
        )
    entries = visit_feed.entries_of(feed, found)
    ahead = await _ahead(workers, feed, step, got, entries, since)
    visit = ArchiveVisit(step=step, entries=entries, ahead=ahead)
    return visit if entries else replace(visit, ahead=() if step.route != "feed" else ahead)


async def _ahead(
    workers: Workers,
    feed: Feed,
    step: Step,
    got: Response,
    entries: Sequence[Entry],
    since: datetime,
) -> tuple[Step, ...]:
    """Return what follows a page; after the feed itself, all ways back that may exist."""
    route, url = step.route, step.url
    if route == "feed" and feed.kind == "wordpress":
        return (Step("posts", archive.posts_page(url, 1, since)),)
    if feed.kind == "listing":
        following = await workers.run("listing", archive.next_listing, got.body, got.final_url)
        return (Step("listing", following),) if following else ()
    if route == "posts":
        number = archive.number_of(url, "page")
        pages = got.headers.get("x-wp-totalpages", "")
        is_last = number >= int(pages) if pages.isdecimal() else not entries
        return () if is_last else (Step("posts", archive.posts_page(url, number + 1)),)
    if route == "turned":
        return (Step("turned", archive.turned(url, archive.number_of(url, "paged") + 1)),)
    if route == "search":
        start = archive.number_of(url, "start") if "start=0" not in url else 0
        is_last = len(entries) < archive.RESULTS_A_PAGE
        return (
            ()
            if is_last
            else (Step("search", archive.search_page(url, start + archive.RESULTS_A_PAGE)),)
        )
    if feed.kind != "feed":
        return ()
    said = await workers.run("feed", archive.signs, got.body, got.final_url)
    if route in {"archived", "paged"}:
        following = said.archive_url if route == "archived" else said.next_url
        return (Step(route, following),) if following else ()
    return _ways_back(url, said, entries, since)


def _ways_back(
    url: str, said: archive.Signs, entries: Sequence[Entry], since: datetime
) -> tuple[Step, ...]:
    """Return where the older entries of a feed may be, the surest first.

    What the feed itself declares, then what its maker is known to offer, then its sitemap,
    where its entries share a folder by which they can be told from other pages.
    """
    found = []
    for route, named in (("archived", said.archive_url), ("paged", said.next_url)):
        if named:
            found.append(Step(route, named))
    if said.is_wordpress or archive.is_like_wordpress(url):
        if posts := archive.posts(url, since):
            found.append(Step("posts", posts))
        found.append(Step("turned", archive.turned(url, 2)))
    if search := archive.search(url, since):
        found.append(Step("search", search))
    folder = archive.folder_of(entry.url for entry in entries)
    if folder and entries:
        found.append(Step("robots", archive.robots(entries[0].url), folder))
    return tuple(found)


def _sitemaps(step: Step, body: bytes) -> tuple[Step, ...]:
    named = archive.sitemaps(body, step.url)
    return tuple(Step("sitemap", url, step.links) for url in named)


async def _sitemap(
    workers: Workers, feed: Feed, step: Step, got: Response, since: datetime, now: datetime
) -> ArchiveVisit:
    links = step.links or feed.links
    found = await workers.run(
        "listing", sitemap.since, got.body, got.final_url, links, since, now, workers.bounds
    )
    entries = visit_feed.entries_of(
        feed,
        ParsedFeed(title="", kind="sitemap", entries=found.items, ttl_minutes=None, remark=None),
    )
    ahead = [
        Step("sitemap", child.url, links)
        for child in found.children
        if archive.is_same_site(child.url, step.url)
        and (child.changed_at is None or child.changed_at >= since)
    ]
    if step.route == "feed" and not found.children:
        folder = links or archive.folder_of(entry.url for entry in entries)
        ahead.append(Step("robots", archive.robots(step.url), folder))
    return ArchiveVisit(step=step, entries=entries, ahead=tuple(ahead), undated=found.undated)
