"""One row of the hostile suite, and the words to write it in."""

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field

FEED, PAGE, REPORT = "feed", "page", "report"
FINE = "fine"

TEXT = (
    "The district has set out how it will plan its services with its neighbours next year. "
    "Residents were asked in spring, and four in five answered that they want fewer offices to "
    "write to. The first joint office opens in May in the old corn exchange."
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """What one hostile publisher does, and what must come of it."""

    name: str
    on: str  # feed: it is the feed's answer; page, report: an honest feed leads to it
    serve: object  # bytes of the wire, or a function: see serve.py
    outcome: str  # words of the reason that a person reads; "fine": stored, cut or cleaned
    entries: int | None = None  # fine feeds: how many are stored; None: not said
    holds: str = ""  # fine: what the stored title, summary or text must hold
    lacks: tuple[str, ...] = ()  # fine: what they must not hold
    longest: int | None = None  # fine: characters of the longest title
    paths: dict[str, object] = field(default_factory=dict)  # further addresses of its server


def http(
    body: bytes | str = b"",
    content_type: str = "application/rss+xml",
    status: str = "200 OK",
    length: int | None = None,
    **headers: str,
) -> bytes:
    """Return the bytes of a whole answer; ``content_encoding="gzip"`` becomes a header."""
    body = body.encode() if isinstance(body, str) else body
    head = {
        "Content-Type": content_type,
        "Content-Length": str(len(body) if length is None else length),
        "Connection": "close",
        **{name.replace("_", "-").title(): value for name, value in headers.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("utf-8", "surrogateescape") + body


def item(number: int = 1, title: str = "", link: str = "{at}/page", more: str = "") -> str:
    """Return one item of a feed; ``{at}`` becomes the address of its server."""
    return (
        f"<item><title>{title or f'Notice {number} of the district'}</title><link>{link}</link>"
        f'<guid isPermaLink="false">notice-{number}</guid>{more}</item>'
    )


def rss(*items: str, before: str = "", attributes: str = "") -> str:
    """Return an RSS feed of these items."""
    return (
        f'{before}<rss version="2.0"{attributes}><channel><title>Notices</title>'
        f"{''.join(items)}</channel></rss>"
    )


def page(body: str = f"<p>{TEXT}</p>", head: str = "<title>A notice</title>") -> str:
    """Return a page."""
    return (
        f"<!DOCTYPE html><html lang=en><head>{head}</head><body><main><h1>A notice</h1>"
        f"{body}</main></body></html>"
    )


def to(address: str, status: str = "302 Found") -> Callable[[str], bytes]:
    """Redirect; ``{at}`` becomes the address of the server that says so."""
    return lambda at: http(status=status, location=address.replace("{at}", at))


def zeros(megabytes: int, wbits: int = zlib.MAX_WBITS | 16, head: bytes = b"") -> bytes:
    """Return so many packed megabytes of blanks, after a head; nobody waits for their end."""
    packer = zlib.compressobj(9, zlib.DEFLATED, wbits)
    start = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + block * megabytes


def gz(body: str | bytes) -> bytes:
    """Return a body packed as gzip."""
    return gzip.compress(body.encode() if isinstance(body, str) else body, 9)
