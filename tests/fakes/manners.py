"""The twelve points of a polite poller, judged from what publishers wrote down."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import groupby, pairwise
from urllib.parse import urljoin

from tests.fakes.publisher import Outlet, Publishers, Seen

LEAST = timedelta(minutes=10)
BODY_LEAST = timedelta(hours=1)
DAY = timedelta(days=1)
LATE_S = 0.25  # a busy machine may be so late in noticing a request
MOST = DAY * 1.1 + timedelta(hours=1)  # a day, its jitter, and the step of the clock
AGENT = re.compile(r"placewatch/\d\S* \(\+\S+\)")

POINTS = (
    "validators go back byte for byte, both of them",
    "validators go only to the address that gave them",
    "a whole body once a day, whatever 304 says",
    "no feed sooner than it may be, none later than a day",
    "Retry-After holds for the whole host, junk for nobody",
    "failures are tried ever less, and never given up",
    "410 ends, 301 moves once it has lasted, 302 never",
    "one request at a time a host, with a gap",
    "we say who we are, what we read, and nothing else",
    "robots.txt first, obeyed, and read anew within a day",
    "no page is downloaded twice",
    "one article, whoever announces it",
)


def judge(made: Publishers, *, gap_s: float, articles: Iterable[str]) -> dict[str, list[str]]:
    """Return the offences at each point; an empty list is full marks.

    Args:
        made: What was asked.
        gap_s: The gap that was promised between two starts at a host.
        articles: Addresses of the articles that the poller keeps.
    """
    feeds = [made.of(outlet) for outlet in made.outlets]
    by_path = [
        [one for one in seen if one.path == path]
        for seen in feeds
        for path in sorted({one.path for one in seen})
    ]
    by_host = [[one for one in made.seen if one.machine == machine] for machine in made.webs]
    pages = [one for one in made.seen if one.outlet is None and one.path != "/robots.txt"]
    kept = list(articles)
    found: tuple[list[str], ...] = (
        [fault for seen in by_path for fault in _validators(seen, is_known=True)],
        [fault for seen in by_path for fault in _validators(seen, is_known=False)],
        [fault for seen in by_path for fault in _whole(seen)],
        [fault for seen in by_path for fault in _pace(seen)],
        [fault for seen in by_host for fault in _waits(seen)],
        [fault for outlet, seen in zip(made.outlets, feeds, strict=True)
         for fault in _failures(outlet, seen, made.now)],
        [fault for seen in feeds for fault in _moves(seen)],
        [fault for seen in by_host for fault in _turns(seen, gap_s)],
        [fault for one in made.seen for fault in _headers(one)],
        [fault for seen in by_host for fault in _robots(seen)],
        _repeated([f"{one.machine}{one.path}" for one in pages if one.status == 200], "downloaded"),
        _repeated(kept, "kept"),
    )  # fmt: skip
    return dict(zip(POINTS, found, strict=True))


def sheet(found: Mapping[str, list[str]]) -> str:
    """Return the score as a person reads it."""
    lines = []
    for number, (point, faults) in enumerate(found.items(), start=1):
        lines.append(
            f"{number:2} {'full marks' if not faults else f'{len(faults)} offences':12} {point}"
        )
        lines += [f"      {fault}" for fault in faults[:5]]
    return "\n".join(lines)


def _validators(seen: list[Seen], *, is_known: bool) -> Iterable[str]:
    told: tuple[str | None, str | None] | None = None
    for one in seen:
        asked = (one.asked_etag, one.asked_modified)
        if one.is_conditional and bool(told and any(told)) is is_known and asked != told:
            yield f"{one}: sent {asked}, was given {told}"
        if one.status == 200:
            told = (one.etag, one.last_modified)


def _whole(seen: list[Seen]) -> Iterable[str]:
    last: Seen | None = None  # asked for the whole
    said: Seen | None = None  # the last body
    for one in seen:
        if not one.is_conditional:
            is_lazy = said and (said.etag or said.last_modified) and "lying" not in one.path
            is_soon = last and last.status == 200 and one.now - last.now < DAY - LEAST
            if is_lazy and is_soon and said is last:
                yield f"{one}: asked for all of it again, having validators of {said}"
            last = one
        elif last and one.now - last.now > DAY:
            yield f"{one}: asked for all of it last at {last.now:%d %b %H:%M}"
        if one.status == 200:
            said = one


def _pace(seen: list[Seen]) -> Iterable[str]:
    tags = False
    for last, one in pairwise(seen):
        gap = one.now - last.now
        tags = bool(last.etag or last.last_modified) if last.status in (200, 304) else tags
        fresh = _fresh(last) if last.status in (200, 304) else timedelta()
        if gap < max(LEAST, fresh):
            yield f"{one}: {gap} after {last.status}, though {max(LEAST, fresh)} were asked for"
        if last.status == 200 and not tags and gap < BODY_LEAST:
            yield f"{one}: after {gap}, each time a whole body"
        if last.status in (200, 304) and gap > MOST and not _skips(one.outlet):
            yield f"{one}: not asked for {gap}"
    for one in seen:
        hours, days = _skips(one.outlet) or (set(), set())
        is_skipped = str(one.now.hour) in hours or f"{one.now:%A}" in days
        if is_skipped and one is not seen[0]:
            yield f"{one}: at an hour, or on a day, that it asks to skip"


def _fresh(one: Seen) -> timedelta:
    control = re.search(r"max-age=(\d+)", one.headers.get("Cache-Control", ""))
    asked = [timedelta(seconds=int(control[1]))] if control else []
    if "Expires" in one.headers and not control:
        asked.append(parsedate_to_datetime(one.headers["Expires"]) - one.now)
    ttl = re.search(r"<ttl>(\d+)</ttl>", one.outlet.ask if one.outlet else "")
    asked += [timedelta(minutes=int(ttl[1]))] if ttl else []
    return min(DAY, max(asked, default=timedelta()) - timedelta(seconds=1))


def _skips(outlet: Outlet | None) -> tuple[set[str], set[str]] | None:
    ask = outlet.ask if outlet else ""
    hours, days = re.findall(r"<hour>(\d+)<", ask), re.findall(r"<day>(\w+)<", ask)
    return (set(hours), set(days)) if hours or days else None


def _waits(seen: list[Seen]) -> Iterable[str]:
    until: datetime | None = None
    for one in seen:
        if until and one.now < until:
            yield f"{one}: before {until:%d %b %H:%M}, as its host had asked"
        asked = one.headers.get("Retry-After", "")
        if asked.isdigit():
            until = one.now + timedelta(seconds=int(asked) - 1)
        elif "GMT" in asked:
            until = parsedate_to_datetime(asked) - timedelta(seconds=1)


def _failures(outlet: Outlet, seen: list[Seen], end: datetime) -> Iterable[str]:
    for is_bad, group in groupby(seen, lambda one: one.status not in (200, 301, 302, 304, 308)):
        gaps = [b.now - a.now for a, b in pairwise(list(group))]
        gaps = [gap for gap in gaps if gap]
        if is_bad and len(gaps) > 2 and gaps[-1] < min(gaps[0] * 2, DAY * 0.9):
            yield f"{outlet.name}: tried after {gaps[0]} at first, and after {gaps[-1]} at last"
        if is_bad and any(gap > MOST for gap in gaps):
            yield f"{outlet.name}: not tried for {max(gaps)}"
    is_over = bool(seen) and seen[-1].status == 410
    if not is_over and (not seen or end - seen[-1].now > MOST * 2):
        yield f"{outlet.name}: given up; asked last {seen[-1].now if seen else 'never'}"


def _moves(seen: list[Seen]) -> Iterable[str]:
    ended = False
    sent: dict[str, list[datetime]] = {}  # by where to, for good
    for now, group in groupby(seen, lambda one: one.now):
        visit = list(group)
        if ended:
            yield f"{visit[0]}: after 410"
        first = visit[0]
        times = sent.get(first.path, [])
        is_home = first.path.endswith("/feed")
        if not is_home and not (len(times) >= 3 and times[-1] - times[0] >= DAY):
            yield f"{first}: asked directly, after {len(times)} redirects"
        if is_home and any(len(t) > 3 and t[-1] - t[0] > 3 * DAY for t in sent.values()):
            yield f"{first}: still asked, after having moved for days"
        good = True
        for one in visit:
            ended = ended or one.status == 410
            good = good and one.status in (301, 308)
            where = one.headers.get("Location", "")
            if good:
                sent.setdefault(urljoin(one.path, where), []).append(now)


def _turns(seen: list[Seen], gap_s: float) -> Iterable[str]:
    for last, one in pairwise(sorted(seen, key=lambda one: one.request.at)):
        if one.request.at < last.until:
            yield f"{one.path} was asked while {last.path} was being answered"
        gap = one.request.at - last.request.at
        if one.now == last.now and gap < gap_s - LATE_S:
            yield f"{one.path} was asked {gap:.3f} s after {last.path}"


def _headers(one: Seen) -> Iterable[str]:
    head = one.request.headers
    if not AGENT.fullmatch(head.get("user-agent", "")):
        yield f"{one}: calls itself {head.get('user-agent')!r}"
    if one.outlet and "rss+xml" not in head.get("accept", ""):
        yield f"{one}: accepts {head.get('accept')!r}"
    if "gzip" not in head.get("accept-encoding", ""):
        yield f"{one}: wants it unpacked"
    strange = set(head) & {"cookie", "referer", "pragma", "from", "authorization"}
    if strange or "?" in one.path or one.request.method != "GET":
        yield f"{one}: brings {sorted(strange)}"


def _robots(seen: list[Seen]) -> Iterable[str]:
    told: Seen | None = None
    for one in seen:
        if one.path == "/robots.txt":
            if told and one.now - told.now < DAY - LEAST and told.status < 500:
                yield f"{one}: read again after {one.now - told.now}"
            told = one
        elif one.outlet is None:
            name = one.path.split("/")[1]
            if told is None or one.now - told.now > DAY:
                yield f"{one}: without a look at robots.txt"
            elif told.status >= 500 or f"Disallow: /{name}/" in told.body:
                yield f"{one}: against robots.txt"


def _repeated(names: list[str], what: str) -> list[str]:
    return [
        f"{name}: {what} {names.count(name)} times"
        for name in sorted({*names})
        if names.count(name) > 1
    ]
