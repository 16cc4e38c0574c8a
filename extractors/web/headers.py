"""What the headers of an answer ask of us: to wait, not to come back soon, what to send then."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeGuard

VALIDATOR_CHARS = 1_000  # a longer ETag is absurd, or an attack; guess
MOST_WAIT_S = 7 * 86_400.0  # guess: who asks for a longer wait has made a mistake
MOST_FRESH_S = 86_400.0  # an answer may ask for years; a feed is looked at once a day

_MAX_AGE = re.compile(r'max-age\s*=\s*"?(\d{1,18})"?', re.IGNORECASE)


def plain(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return headers by name in lower case; of several, the last, of lists all."""
    found: dict[str, str] = {}
    for name, value in pairs:
        name = name.lower()
        is_more = name in {"cache-control", "link"} and name in found
        found[name] = f"{found[name]}, {value}" if is_more else value
    return found


def retry_after_s(value: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for; None: it says nothing.

    From 0 up to MOST_WAIT_S.
    """
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value), MOST_WAIT_S) if len(value) < 10 else None  # three decades: junk
    until = _date(value)
    if until is None:
        return None
    return min(max(0.0, (until - now).total_seconds()), MOST_WAIT_S)


def fresh_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return for how long an answer asks not to be fetched again; None: it asks for nothing.

    Cache-Control counts before Expires (RFC 9111, 5.3); what it spent in caches is taken off.

    Args:
        headers: Of the answer, names in lower case.
        now: What Expires is counted from where the answer has no date.
    """
    control = [part.strip().lower() for part in headers.get("cache-control", "").split(",")]
    if any(part.split("=")[0].strip() in {"no-cache", "no-store"} for part in control):
        return None
    ages = [float(found[1]) for part in control if (found := _MAX_AGE.fullmatch(part))]
    if ages:
        seconds = min(ages) - _seconds(headers.get("age", ""))
    else:
        until = _date(headers.get("expires", ""))
        since = _date(headers.get("date", "")) or now
        seconds = (until - since).total_seconds() if until else 0.0
    return min(seconds, MOST_FRESH_S) if seconds > 0 else None


def _seconds(value: str) -> float:
    value = value.strip()
    return float(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0.0


def _date(value: str) -> datetime | None:
    """Return a date of HTTP; None: it is none."""
    try:
        found = parsedate_to_datetime(value.strip())
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def validators(
    status: int, headers: Mapping[str, str], asked: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """Return the ETag and the Last-Modified to send next time; None: none that we may send.

    A 304 without them keeps those it was asked with; a newer body without them drops them.
    """
    old = asked if status == 304 else {}
    etag = headers.get("etag") or old.get("If-None-Match")
    last_modified = headers.get("last-modified") or old.get("If-Modified-Since")
    return (
        etag if is_sendable(etag) else None,
        last_modified if is_sendable(last_modified) else None,
    )


def is_sendable(value: str | None) -> TypeGuard[str]:
    """Return whether a validator can go into a header: short, printable, of this world."""
    return bool(value) and len(value or "") <= VALIDATOR_CHARS and (value or "").isprintable()
