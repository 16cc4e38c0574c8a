"""When to ask a publisher again: often enough to be first, seldom enough to be welcome.

Pure arithmetic; docs/polling.md says the same in words.
"""

import itertools
import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR_S, DAY_S, MONTH_S = 3_600.0, 86_400.0, 30 * 86_400.0

LEAST_S = 600.0  # as Media Cloud, which reads 180,000 feeds: 10 minutes …
MOST_S = DAY_S  # … to a day; both are settings
# An answer of "not modified" weighs some 300 bytes: 24 of them cost a publisher less than
# the one page that we read once it has something new. And nobody hears of an entry later
# than after a 24th of the time that usually lies between two.
ASKS_AN_ENTRY = 24.0
# Without validators each poll takes the whole body: then 4 of them for each new entry, and
# hourly at most. A weekly feed is read daily: rachelbythebay.com asks for no more than that.
BODIES_AN_ENTRY = 4.0
BODY_LEAST_S = HOUR_S
# A silence counts once it is four times the usual one: nights and weekends are no sleep. A feed
# of ten entries a working day is asked within 40 minutes on Monday morning, then every ten.
SILENCES = 4.0
UNKNOWN_S = DAY_S  # usual time between two entries where nothing is known: asked hourly
MOMENTS = 20  # entries from which a rhythm is learnt
ONE_MOMENT_S = HOUR_S  # entries so close to one another count as one: a newsletter in parts
GAPS_TRUSTED = 3  # with fewer gaps than this, what sources.yaml expects counts as one more; guess

SPREAD = 0.1  # guess: of the wait, each way, so that feeds do not march in step
WEIGHTS = {"hard": 1.0, "soft": 0.5, "temporary": 0.25}  # a failure in a row counts so much
FAILING_CAP_S = DAY_S  # who may come back by itself is tried again within a day
HARD_CAP_S = 30 * DAY_S  # and the worst within 30 days: a surprising number do come back
BUSY_S = HOUR_S  # a 429 that does not say how long; guess
FRESH_CAP_S = DAY_S  # of Cache-Control, Expires and ttl: longer ones are meant for pictures
RETRY_AFTER_CAP_S = 7 * DAY_S  # guess: who asks for longer has made a mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a publisher asked for; 0 or nothing: it did not."""

    fresh_until: datetime | None = None  # Cache-Control, Expires, Retry-After: binds everybody
    ttl_s: float | None = None  # binds the clock
    skip_hours: Collection[int] = ()  # 0 to 23, in UTC; binds the clock
    skip_days: Collection[int] = ()  # 0 is Monday, in UTC; binds the clock


def failures_after(failures: float, kind: str) -> float:
    """Return the weighted failures in a row after one more.

    Args:
        failures: Before it.
        kind: hard, soft or temporary.
    """
    return failures + WEIGHTS[kind]


def rhythm_s(moments: Iterable[datetime], prior_s: float | None = None) -> float | None:
    """Return the usual seconds between two new entries; None: fewer than two moments.

    The geometric mean of the last gaps: neither a pinned entry of ten years ago nor two
    posts in a row say much about the next one.

    Args:
        moments: When entries appeared, in any order.
        prior_s: What sources.yaml lets us expect; counts while little is known.
    """
    newest: list[datetime] = []
    for moment in sorted(moments, reverse=True):
        if not newest or (newest[-1] - moment).total_seconds() >= ONE_MOMENT_S:
            newest.append(moment)
        if len(newest) == MOMENTS:
            break
    gaps = [(a - b).total_seconds() for a, b in itertools.pairwise(newest)]
    if not gaps:
        return None
    if prior_s and len(gaps) < GAPS_TRUSTED:
        gaps.append(prior_s)
    return math.exp(math.fsum(math.log(gap) for gap in gaps) / len(gaps))


def prior_s(expect_per_month: tuple[int, int] | None) -> float:
    """Return the seconds between two entries that a row of sources.yaml lets us expect."""
    if expect_per_month is None:
        return UNKNOWN_S
    low, high = (max(1, number) for number in expect_per_month)  # none a month: one, then
    return MONTH_S / math.sqrt(low * high)


def interval_s(
    usual_s: float,
    quiet_s: float,
    *,
    is_costly: bool,
    least_s: float = LEAST_S,
    most_s: float = MOST_S,
) -> float:
    """Return the seconds between two polls of a feed that works.

    Args:
        usual_s: Usual seconds between two new entries.
        quiet_s: Seconds since the newest one.
        is_costly: Each poll takes the whole body: the feed has no validators, or none to trust.
        least_s: No feed is polled more often.
        most_s: No feed that works is polled more seldom.
    """
    awaited_s = max(usual_s, quiet_s / SILENCES)
    wait_s = awaited_s / (BODIES_AN_ENTRY if is_costly else ASKS_AN_ENTRY)
    return max(least_s, BODY_LEAST_S if is_costly else 0.0, min(most_s, wait_s))


def next_poll(
    now: datetime,
    every_s: float,
    *,
    failures: float = 0.0,
    kind: str | None = None,
    asked: Asked | None = None,
    jitter: float = 0.5,
    least_s: float = LEAST_S,
    most_s: float = MOST_S,
) -> datetime:
    """Return when a feed is polled again by the clock; a feed is never given up.

    Args:
        now: The time of the poll.
        every_s: The wait when all is well, as ``interval_s`` gives it.
        failures: Weighted failures in a row, this poll included; 0: it went well.
        kind: hard, soft or temporary; None: it went well.
        asked: What the publisher asked for.
        jitter: From 0 up to 1, drawn by the caller.
        least_s: No feed is polled more often.
        most_s: No feed that works is polled more seldom.
    """
    cap_s = {None: most_s, "hard": HARD_CAP_S}.get(kind, max(most_s, FAILING_CAP_S))
    wait_s = every_s * 2.0 ** min(failures, 24.0)  # 2^24 times ten minutes: beyond every cap
    wait_s *= 1 + SPREAD * (2 * jitter - 1)
    at = now + timedelta(seconds=max(least_s, min(cap_s, wait_s)))
    if asked is None:
        return at
    at = max(at, now + timedelta(seconds=seconds(asked.ttl_s, FRESH_CAP_S)))
    if asked.fresh_until is not None:
        at = max(at, asked.fresh_until)
    return _open_hour(at, asked)


def seconds(asked_s: float | None, cap_s: float) -> float:
    """Return a wait that was asked for, from 0 to the cap; nonsense asks for nothing."""
    if asked_s is None or math.isnan(asked_s):
        return 0.0
    return min(max(0.0, asked_s), cap_s)


def fresh_until(
    now: datetime, fresh_s: float | None, retry_after_s: float | None, *, is_busy: bool = False
) -> datetime | None:
    """Return until when HTTP asks us to stay away; None: it does not.

    Args:
        now: The time of the answer.
        fresh_s: Of Cache-Control or Expires.
        retry_after_s: Of Retry-After.
        is_busy: It asked for fewer requests (429), whether or not it said how long.
    """
    wait_s = max(seconds(fresh_s, FRESH_CAP_S), seconds(retry_after_s, RETRY_AFTER_CAP_S))
    if is_busy and not retry_after_s:
        wait_s = max(wait_s, BUSY_S)
    return now + timedelta(seconds=wait_s) if wait_s else None


def _open_hour(at: datetime, asked: Asked) -> datetime:
    """Return the moment itself, or the first full hour that the feed does not ask us to skip."""
    while is_skipped(at, asked.skip_hours, asked.skip_days):
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at


def is_skipped(at: datetime, skip_hours: Collection[int], skip_days: Collection[int]) -> bool:
    """Return whether a feed asks not to be polled at a moment.

    Who skips all hours, or all days, has made a mistake and skips none.

    Args:
        at: The moment, in UTC.
        skip_hours: 0 to 23.
        skip_days: 0 is Monday.
    """
    is_hour = len(set(skip_hours)) < 24 and at.hour in skip_hours
    return is_hour or (len(set(skip_days)) < 7 and at.weekday() in skip_days)


def listed(numbers: Collection[int]) -> str | None:
    """Return hours or days as the warehouse keeps them; None: there are none."""
    return ",".join(str(number) for number in sorted(set(numbers))) or None


def numbers(listed: str | None) -> frozenset[int]:
    """Return hours or days as the warehouse keeps them, as numbers."""
    return frozenset(int(number) for number in listed.split(",")) if listed else frozenset()
