"""Addresses that were really read, judged: is this the news of the publisher that we mean?"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from extractors.finding import sites
from extractors.parsed import ParsedFeed, ParseError

STALE_AFTER = timedelta(days=365)  # a publisher without a word for a year writes elsewhere: guess
SAMPLES = 3
OWN_SHARE = 0.5  # of the entries that lead to the publisher's own site: guess
FEWEST = 3  # addresses in one folder of a sitemap, as of headlines in a listing

# By which way an address was found, the better first: what a publisher names itself, beats what
# we guess; what carries dates and texts, beats what we learn from the look of a page.
ORDER = ("by hand", "autodiscovery", "usual path", "wp-json", "sitemap", "listing")
LAST_RESORT = len(ORDER)  # addresses of a whole site's sitemap, without titles

_PLACEHOLDER = re.compile(
    r"(?:hello,? world|sample page|test(?: post| page| article| news)?|lorem ipsum.*|untitled"
    r"|my first (?:blog )?post|welcome to (?:your|my|our) (?:new )?(?:site|blog|website))\W*",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"comments (?:on|for)\b", re.IGNORECASE)  # as WordPress titles them
PLACEHOLDERS = 3  # entries that a fresh installation may hold: guess

# How far a doubt sets an address back.
STALE, UNDATED, OFF_TOPIC, STRANGER, EMPTY, TAKEN = range(1, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address that was fetched and parsed, with what a person needs to judge it."""

    route: str  # as sources.ROUTES
    url: str
    kind: str  # as sources.FEED_KINDS
    links: str | None  # as Source.links
    title: str  # as the feed or the page calls itself
    entries: int
    newest_at: datetime | None  # None: no entry has a date
    samples: tuple[str, ...]  # titles of the first entries
    leads_to: str | None = None  # front page of the host that most entries lead to; None: to none
    doubt: str | None = None  # why it may be the wrong one; None: it is fit
    weight: int = 0  # of the doubt
    order: int = 0  # of its route, the best first


def judge(
    parsed: ParsedFeed,
    *,
    route: str,
    url: str,
    kind: str,
    links: str | None,
    own: Iterable[str],
    now: datetime,
    off_topic: str | None = None,
    is_last_resort: bool = False,
) -> Candidate:
    """Return what was parsed as a candidate, with the gravest doubt about it.

    Args:
        parsed: Its entries.
        route: How it was found.
        url: Where it is to be polled.
        kind: As sources.FEED_KINDS.
        links: As Source.links.
        own: Addresses of the publisher, whose site the entries should lead to; none: a feed that
            somebody named may lead anywhere.
        now: What its age is counted from.
        off_topic: Why its name speaks against it; None: it does not.
        is_last_resort: Anything else that is fit is better.

    Raises:
        ParseError: if nothing in it was ever published, or only by readers.
    """
    if _COMMENTS.match(parsed.title):
        raise ParseError("comments", f"{parsed.title!r}: what readers say, not the publisher")
    titles = [item.title for item in parsed.entries]
    if 0 < len(titles) <= PLACEHOLDERS and all(_PLACEHOLDER.fullmatch(one) for one in titles):
        what = f"only {titles[0]!r}: nobody ever published there"
        raise ParseError("placeholder", what)
    weight, doubt = _doubt(parsed, tuple(own), now, off_topic)
    return Candidate(
        route=route,
        url=url,
        kind=kind,
        links=links,
        title=parsed.title,
        entries=len(titles),
        newest_at=parsed.newest_at,
        samples=tuple(titles[:SAMPLES]),
        leads_to=_front(parsed),
        doubt=doubt,
        weight=weight,
        order=LAST_RESORT if is_last_resort else ORDER.index(route),
    )


def _front(parsed: ParsedFeed) -> str | None:
    fronts = Counter(urljoin(item.url, "/") for item in parsed.entries if item.url)
    return fronts.most_common(1)[0][0] if fronts else None


def _doubt(
    parsed: ParsedFeed, own: tuple[str, ...], now: datetime, off_topic: str | None
) -> tuple[int, str | None]:
    if not parsed.entries:
        return EMPTY, "it is empty"
    if stranger := _stranger(parsed, own):
        return STRANGER, f"another publisher's: its entries lead to {stranger}"
    if off_topic:
        return OFF_TOPIC, off_topic
    if parsed.newest_at and now - parsed.newest_at > STALE_AFTER:
        return STALE, f"old: nothing newer than {parsed.newest_at:%d %B %Y}"
    return 0, None


def _stranger(parsed: ParsedFeed, own: tuple[str, ...]) -> str | None:
    """Return the site that most entries lead to, if most leave the publisher's own."""
    at = Counter(sites.site_of(item.url) for item in parsed.entries if item.url)
    home = {sites.site_of(address) for address in own}
    ours = sum(count for site, count in at.items() if site in home)
    if not home or not at or ours >= OWN_SHARE * sum(at.values()):
        return None
    return next(site for site, _ in at.most_common() if site not in home)


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return candidates, those without doubt first, then by their route."""
    return tuple(sorted(candidates, key=lambda one: (one.weight, one.order)))


def news_pattern(addresses: Iterable[str]) -> str | None:
    """Return the glob of the folder that holds a site's news, as ``/news/*``; None: none does."""
    folders: Counter[str] = Counter()
    for address in addresses:
        parts = urlsplit(address).path.split("/")[1:-1]
        for depth in range(1, len(parts) + 1):
            if sites.news_score(sites.words(parts[depth - 1])) > 0:
                folders["/" + "/".join(parts[:depth]) + "/"] += 1
    enough = [folder for folder, count in folders.items() if count >= FEWEST]
    if not enough:
        return None
    best = max(
        enough, key=lambda one: (sites.news_score(sites.words(one)), folders[one], -len(one))
    )
    return f"{best}*"


def as_taken(one: Candidate, owner: str | None) -> Candidate:
    """Return a candidate, in doubt if its address is another source's already; None: it is not."""
    if owner is None:
        return one
    return replace(one, doubt=f"it is read already, as {owner}", weight=TAKEN)
