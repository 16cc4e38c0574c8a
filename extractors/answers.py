"""What an answer, or its absence, means for the poller: one word, and how much it weighs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeGuard

from records import PlacewatchError

# hard: it will not heal by waiting. soft: the publisher said no, yet such feeds do come back.
# temporary: the next try may well succeed.
HARD, SOFT, TEMPORARY = "hard", "soft", "temporary"

PERMANENT = frozenset({301, 308})
REDIRECTS = PERMANENT | {302, 303, 307}
VALIDATOR_CHARS = 1_000  # a longer ETag is absurd, or an attack; guess

CHALLENGES = (  # headers by which a bot wall names itself; Cloudflare, Amazon
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", "challenge"),
    ("x-amzn-waf-action", "captcha"),
)
REMEDIES = {
    401: "the publisher wants a login",
    403: "the publisher turns us away; write to it, or watch another address of it",
    404: "nothing stands there; look for the new address",
    410: "the publisher has taken it away for good; look for the new address",
    429: "the publisher asks for fewer requests",
    451: "withheld for legal reasons",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What an address answered, unpacked and whole."""

    url: str  # as asked
    final_url: str  # after redirects
    status: int
    headers: Mapping[str, str]  # names in lower case; of several, the last
    body: bytes  # empty: also when nothing was modified
    etag: str | None  # byte for byte; None: none, or it belongs to another address
    last_modified: str | None
    not_modified: bool
    moved_to: str | None  # where permanent redirects lead; None: it did not move for good

    @property
    def content_type(self) -> str:
        """The Content-Type header; empty: none."""
        return self.headers.get("content-type", "")


class FetchError(PlacewatchError):
    """An address that gave us nothing to read; ``word`` says why, the message says it in full."""

    def __init__(
        self,
        url: str,
        word: str,
        text: str,
        kind: str,
        *,
        reached: bool = True,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        """Say what went wrong.

        Args:
            url: The address that was asked.
            word: Two or three plain words, as ``not found (404)``.
            text: What happened and what helps, without the address.
            kind: hard, soft or temporary: how much it weighs against the source.
            reached: Somebody answered. False: our own network may be down.
            status: The answer's; None: there was none.
            retry_after_s: How long we were asked to wait; None: nothing was said.
        """
        super().__init__(f"{url[:300]}: {word}: {text}")
        self.url = url
        self.word = word
        self.text = text
        self.kind = kind
        self.reached = reached
        self.status = status
        self.retry_after_s = retry_after_s

    def after_redirect(self, url: str) -> "FetchError":
        """Return the same fault, told of the address that was asked first."""
        return FetchError(
            url,
            self.word,
            f"{self.text} (it redirects to {self.url[:300]})",
            self.kind,
            status=self.status,
            retry_after_s=self.retry_after_s,
        )


def judge(url: str, status: int, headers: Mapping[str, str], now: datetime) -> FetchError | None:
    """Return what a status means; None: there is a body to read.

    Redirects are not judged here, nor a 304 that was asked for.

    Args:
        url: The address that was asked.
        status: Of the answer.
        headers: Of the answer, names in lower case.
        now: What a date in Retry-After is counted from.
    """
    wait = retry_after_s(headers.get("retry-after", ""), now)
    text = REMEDIES.get(status, f"the server answered {status}")
    if any(headers.get(name, "").strip().lower() == value for name, value in CHALLENGES):
        word, kind, text = f"blocked ({status})", SOFT, "a wall against robots stands before it"
    elif status == 206:
        word, kind, text = "broken body", TEMPORARY, "a part came where the whole was asked for"
    elif 200 <= status < 300:
        return None
    elif status == 304:
        word, kind, text = "broken body", TEMPORARY, "'not modified' came, but nobody had asked"
    elif status == 404:
        word, kind = "not found (404)", SOFT
    elif status == 410:
        word, kind = "gone (410)", HARD
    elif status == 429:
        word, kind = "asked to wait (429)", TEMPORARY
    elif status in {401, 403, 451}:
        word, kind = f"blocked ({status})", SOFT
    elif status >= 500:
        word, kind = f"server error ({status})", TEMPORARY
    else:
        word, kind = f"refused ({status})", SOFT
    return FetchError(url, word, text, kind, status=status, retry_after_s=wait)


def retry_after_s(value: str, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, 0 or more; None: it says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value) if len(value) < 10 else None  # three decades: junk
    try:
        until = parsedate_to_datetime(value)
    except (TypeError, ValueError, OverflowError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


def redirects(status: int, headers: Mapping[str, str]) -> bool:
    """Return whether an answer sends us elsewhere."""
    return status in REDIRECTS and "location" in headers


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
