"""What an answer, or its absence, means for the poller: one word, and how much it weighs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from extractors.web import headers, urls, walls
from records import PlacewatchError

# hard: it will not heal by waiting. soft: the publisher said no, yet such feeds do come back.
# temporary: the next try may well succeed.
HARD, SOFT, TEMPORARY = "hard", "soft", "temporary"

PERMANENT = frozenset({301, 308})
REDIRECTS = PERMANENT | {302, 303, 307}

WALL = (
    "a wall against robots ({maker}) stands before it; write to the publisher, "
    "or watch another address of it"
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
    fresh_s: float | None = None  # how long it asks not to be fetched again; None: not at all

    @property
    def content_type(self) -> str:
        """The Content-Type header; empty: none."""
        return self.headers.get("content-type", "")


Hear = Callable[[Response], None]  # is handed what was fetched, before anybody reads it


def unheard(got: Response) -> None:
    """Keep nothing of what was fetched."""


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
        is_deferred: bool = False,
        is_wall: bool = False,
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
            is_deferred: No request was made, it was not the time for it: nothing counts
                against the source, and it is asked again later.
            is_wall: A wall against robots answered.
        """
        super().__init__(f"{url[:300]}: {word}: {text}")
        self.url = url
        self.word = word
        self.text = text
        self.kind = kind
        self.reached = reached
        self.status = status
        self.retry_after_s = retry_after_s
        self.is_deferred = is_deferred
        self.is_wall = is_wall

    def after_redirect(self, url: str) -> "FetchError":
        """Return the same fault, told of the address that was asked first."""
        return FetchError(
            url,
            self.word,
            f"{self.text} (it redirects to {self.url[:300]})",
            self.kind,
            reached=True,
            status=self.status,
            retry_after_s=self.retry_after_s,
            is_deferred=self.is_deferred,
        )


def judge(
    url: str, status: int, head: Mapping[str, str], body: bytes, now: datetime
) -> FetchError | None:
    """Return what an answer means; None: it is what was asked for.

    Redirects are not judged here, nor a 304 that was asked for.

    Args:
        url: The address that was asked.
        status: Of the answer.
        head: Its headers, names in lower case.
        body: Its body; of one that is an error, the beginning.
        now: What a date in Retry-After is counted from.
    """
    wait = headers.retry_after_s(head.get("retry-after", ""), now)
    text = REMEDIES.get(status, f"the server answered {status}")
    wall = walls.maker(head, body)
    if wall:
        word, kind, text = f"blocked ({status})", SOFT, WALL.format(maker=wall)
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
    return FetchError(
        url, word, text, kind, status=status, retry_after_s=wait, is_wall=wall is not None
    )


def redirects(status: int, head: Mapping[str, str]) -> bool:
    """Return whether an answer sends us elsewhere."""
    return status in REDIRECTS and "location" in head


def address(url: str) -> str:
    """Return an address as it is sent.

    Raises:
        FetchError: if it is none of the web.
    """
    try:
        return urls.wire(url)
    except ValueError as exc:
        raise FetchError(url, "not a web address", str(exc), HARD) from exc


def next_address(at: str, location: str) -> str:
    """Return where an address redirects.

    Raises:
        FetchError: if that leads out of the web.
    """
    found = urls.resolve(at, location)
    if found is None:
        text = f"redirects to {location[:200]!r}, which is no address of the web"
        raise FetchError(at, "not a web address", text, HARD)
    return found
