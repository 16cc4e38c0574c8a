"""Publishers of many characters at the wire, in a time that the test sets, who write down
whatever a poller asks of them. tests/fakes/manners.py judges what they wrote down."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape

from tests.fakes.web import Answer, FakeWeb, Request, fake_web

SHOWN = 30  # entries of a feed at a time


@dataclass(kw_only=True)
class Outlet:
    """A feed with its pages, and how its server behaves."""

    name: str
    machine: int = 1  # which host it stands on
    times: Sequence[datetime] = ()  # when its entries appear
    tags: str = "etag"  # which validators it gives: etag, modified, both, weak, none
    headers: dict[str, str] = field(default_factory=dict)  # of each answer of the feed
    ask: str = ""  # XML of the channel: ttl, skipHours
    quirk: Callable[[datetime, Request], Answer | None] | None = None  # instead of its feed
    links_to: "Outlet | None" = None  # its entries link to the pages of another one
    has_dates: bool = True
    promise: str = ""  # kind of feed, of docs/polling.md; empty: none
    expect: tuple[int, int] | None = None  # entries a month, for the list of sources
    feed: str = ""  # address of its feed, once it is served

    def shown(self, now: datetime) -> list[int]:
        """Return the numbers of the entries in its feed, newest first."""
        out = [n for n, time in enumerate(self.times) if time <= now]
        return out[: -SHOWN - 1 : -1]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One request, and what it got."""

    now: datetime
    machine: int
    path: str
    request: Request
    status: int
    etag: str | None  # that the answer gave
    last_modified: str | None
    headers: dict[str, str]  # of the answer
    outlet: Outlet | None  # whose feed was asked; None: robots.txt, a page
    body: str = ""  # of robots.txt only
    until: float = 0.0  # time.monotonic() before which the answer cannot have been read

    @property
    def asked_etag(self) -> str | None:
        """What the poller believes to know."""
        return self.request.headers.get("if-none-match")

    @property
    def asked_modified(self) -> str | None:
        """What the poller believes to know."""
        return self.request.headers.get("if-modified-since")

    @property
    def is_conditional(self) -> bool:
        """Whether a 304 may answer it."""
        return bool(self.asked_etag or self.asked_modified)

    def __str__(self) -> str:
        return f"{self.now:%d %b %H:%M} {self.machine}{self.path} -> {self.status}"


class Publishers:
    """Several hosts with several outlets each; ``now`` is what their clocks say."""

    def __init__(self, outlets: Sequence[Outlet], now: datetime) -> None:
        self.outlets = list(outlets)
        self.now = now
        self.seen: list[Seen] = []
        self.webs: dict[int, FakeWeb] = {}
        self.robots: dict[int, Callable[[datetime], Answer]] = {}
        self.by_name = {outlet.name: outlet for outlet in outlets}

    def page(self, outlet: Outlet, number: int) -> str:
        """Return the address of an entry's page."""
        to = outlet.links_to or outlet
        return f"{self.webs[to.machine].url}/{to.name}/{number}"

    def of(self, outlet: Outlet) -> list[Seen]:
        """Return the requests for a feed, at any of its addresses, in order."""
        return [one for one in self.seen if one.outlet is outlet]

    def answer(self, machine: int, request: Request) -> Answer:
        """Answer a request and write it down."""
        path = request.path
        name, _, rest = path.strip("/").partition("/")
        outlet = self.by_name.get(name)
        is_feed = outlet is not None and rest.startswith("feed")
        if path == "/robots.txt":
            answer = self.robots.get(machine, lambda _: Answer(status=404))(self.now)
        elif outlet is None:
            answer = Answer(status=404)
        elif is_feed:
            quirk = outlet.quirk and outlet.quirk(self.now, request)
            answer = quirk or self._feed(outlet, request)
        else:
            answer = self._page(outlet, rest)
        self.seen.append(
            Seen(
                now=self.now,
                machine=machine,
                path=path,
                request=request,
                status=0 if answer.drop or answer.delay_s else answer.status,
                etag=answer.headers.get("ETag"),
                last_modified=answer.headers.get("Last-Modified"),
                headers=dict(answer.headers),
                outlet=outlet if is_feed else None,
                body=str(answer.body) if path == "/robots.txt" else "",
                until=time.monotonic(),
            )
        )
        return answer

    def _feed(self, outlet: Outlet, request: Request) -> Answer:
        shown = outlet.shown(self.now)
        count = sum(time <= self.now for time in outlet.times)
        head = {"Date": format_datetime(self.now, usegmt=True), **outlet.headers}
        etag = {"weak": f'W/"{count}-a\'b c"'}.get(outlet.tags, f'"{count}"')
        newest = max((outlet.times[n] for n in shown), default=self.now)
        modified = format_datetime(newest, usegmt=True)
        if outlet.tags in ("etag", "both", "weak"):
            head["ETag"] = etag
        if outlet.tags in ("modified", "both"):
            head["Last-Modified"] = modified
        if outlet.headers.get("Expires"):
            head["Expires"] = format_datetime(
                self.now + timedelta(seconds=float(outlet.headers["Expires"])), usegmt=True
            )
        known, since = (
            request.headers.get(f"if-{word}") for word in ("none-match", "modified-since")
        )
        if known is not None if "ETag" in head else since is not None:
            is_same = known == etag if "ETag" in head else since == modified
            if is_same and (head.get("ETag") or head.get("Last-Modified")):
                return Answer(status=304, headers=head)
        return Answer(
            body=self._rss(outlet, shown), headers=head, content_type="application/rss+xml"
        )

    def _rss(self, outlet: Outlet, shown: Sequence[int]) -> str:
        items = "".join(
            f"<item><title>{escape(outlet.name)} {n}</title><link>{self.page(outlet, n)}</link>"
            f"<guid>{outlet.name}-{n}</guid>"
            + (f"<pubDate>{format_datetime(outlet.times[n])}</pubDate>" if outlet.has_dates else "")
            + "</item>"
            for n in shown
        )
        return (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>{outlet.name}</title>'
            f"<link>http://x.example/</link><description>d</description>{outlet.ask}{items}"
            "</channel></rss>"
        )

    def _page(self, outlet: Outlet, rest: str) -> Answer:
        text = (
            f"The clock number {escape(rest)} of {outlet.name} has been mended by the town, and "
            "it goes again. Visitors may wind it on Sundays, when tea is served in the yard."
        )
        return Answer(
            body=f"<!DOCTYPE html><html lang=en><head><title>Clock {escape(rest)}</title></head>"
            f"<body><article><h1>Clock {escape(rest)}</h1><p>{text}</p><p>{text}</p></article>"
        )


@contextmanager
def publishers(outlets: Sequence[Outlet], now: datetime) -> Iterator[Publishers]:
    """Serve outlets on 127.0.0.1, 127.0.0.2 … for as long as the block lasts."""
    made = Publishers(outlets, now)
    with ExitStack() as stack:
        for machine in sorted({outlet.machine for outlet in outlets}):
            web = stack.enter_context(fake_web(f"127.0.0.{machine}"))
            made.webs[machine] = web
            web.otherwise = _asker(made, machine)
        for outlet in outlets:
            outlet.feed = f"{made.webs[outlet.machine].url}/{outlet.name}/feed"
        yield made


def _asker(made: Publishers, machine: int) -> Callable[[Request], Answer]:
    return lambda request: made.answer(machine, request)
