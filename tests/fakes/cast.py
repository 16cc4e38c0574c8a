"""Publishers of every character, for a month that begins on a Monday."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.fakes.publisher import Outlet, Publishers
from tests.fakes.web import Answer, Request

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = 30
DAY = timedelta(days=1)
Quirk = Callable[[datetime, Request], Answer | None]


def at(day: float) -> datetime:
    """Return a moment of the month, in days since its first."""
    return MONDAY + day * DAY


def every(
    days: float, since: float = -60, until: float = DAYS, hour: float = 9.5
) -> list[datetime]:
    count = int((until - since) / days)
    return [at(since + n * days) + timedelta(hours=hour) for n in range(count)]


def busy(a_day: int) -> list[datetime]:
    """Entries between seven and nineteen hours, on working days."""
    step = timedelta(hours=12) / a_day
    days = [day for day in range(-7, DAYS) if at(day).weekday() < 5]
    return [
        at(day) + timedelta(hours=7, minutes=3) + n * step for day in days for n in range(a_day)
    ]


def between(start: float, stop: float, answer: Answer) -> Quirk:
    """Answer so between two days."""
    return lambda now, request: answer if at(start) <= now < at(stop) else None


def redirect(status: int, start: float, stop: float, *hops: str) -> Quirk:
    """Send whoever asks for the feed from hop to hop, between two days."""

    def quirk(now: datetime, request: Request) -> Answer | None:
        last = request.path.rsplit("/", 1)[-1]
        place = ("feed", *hops).index(last)
        if not at(start) <= now < at(stop) or place == len(hops):
            return None
        return Answer(status=status, headers={"Location": hops[place]})

    return quirk


def until(day: float) -> str:
    """Return a moment as HTTP writes it."""
    return format_datetime(at(day), usegmt=True)


def lying(now: datetime, request: Request) -> Answer | None:
    """Say for ever that nothing has changed."""
    knows = "if-none-match" in request.headers
    return Answer(status=304, headers={"ETag": request.headers["if-none-match"]}) if knows else None


def cast() -> list[Outlet]:
    """Return the outlets; each has one habit of its own."""
    html = Answer(body="<!DOCTYPE html><html><body>Back soon</body></html>")
    weekly = every(7)
    shared = Outlet(name="weekly", times=weekly, tags="modified", promise="weekly", machine=1)
    return [
        shared,
        Outlet(name="echo", times=[time + timedelta(hours=1) for time in weekly], machine=2,
               links_to=shared),
        Outlet(name="busy", times=busy(40), tags="both", promise="busy", machine=2),
        Outlet(name="daily", times=every(1), promise="daily", machine=3),
        Outlet(name="weak", times=every(2), tags="weak", promise="daily", machine=3),
        Outlet(name="monthly", times=every(29, since=-290), tags="both", promise="rare", machine=3),
        Outlet(name="asleep", times=every(5, since=-900, until=-300), promise="rare", machine=1),
        Outlet(name="bare", times=every(3), tags="none", promise="bare", machine=1),
        Outlet(name="undated", times=every(2), has_dates=False, expect=(10, 20), promise="daily",
               machine=4),
        Outlet(name="lying", times=every(1.5), quirk=lying, machine=4),
        Outlet(name="cached", times=every(0.5), headers={"Cache-Control": "public, max-age=21600"},
               promise="asked", machine=4),
        Outlet(name="expiring", times=every(0.5), headers={"Expires": "14400"}, promise="asked",
               machine=4),
        Outlet(name="years", times=every(1), machine=4,
               headers={"Cache-Control": "max-age=31536000"}),
        Outlet(name="ttl", times=every(0.5), ask="<ttl>300</ttl>", promise="asked", machine=5),
        Outlet(name="skipping", times=every(1), machine=5, ask="<skipHours>" + "".join(
            f"<hour>{n}</hour>" for n in range(7)) + "</skipHours><skipDays><day>Saturday</day>"
            "<day>Sunday</day></skipDays>"),
        Outlet(name="moved", times=every(1), quirk=redirect(301, 4, 99, "feed-new"), machine=5,
               promise="moved"),
        Outlet(name="chained", times=every(2), quirk=redirect(308, 6, 99, "feed-a", "feed-b"),
               machine=5, promise="moved"),
        Outlet(name="away", times=every(1), quirk=redirect(302, 5, 9, "feed-else"), machine=5,
               promise="moved"),
        Outlet(name="lost", times=every(1), quirk=between(5, 8, Answer(status=404)), machine=6),
        Outlet(name="gone", times=every(1), quirk=between(5, 99, Answer(status=410)), machine=6),
        Outlet(name="broken", times=every(1), quirk=between(5, 6, Answer(status=500)), machine=6),
        Outlet(name="walled", times=every(1), quirk=between(9, 11, Answer(status=403)), machine=6),
        Outlet(name="html", times=every(1), quirk=between(12, 19, html), machine=6),
        Outlet(name="silent", times=every(1), quirk=between(10, 11, Answer(drop=True)), machine=7),
        Outlet(name="slow", times=every(1), machine=8,
               quirk=between(13, 13.1, Answer(delay_s=12.0))),
        Outlet(name="full", times=every(1), machine=9, quirk=between(
            3, 3.2, Answer(status=429, headers={"Retry-After": "18000"}))),
        Outlet(name="neighbour", times=every(1), machine=9),
        Outlet(name="dated", times=every(1), machine=10, quirk=between(
            3, 5, Answer(status=503, headers={"Retry-After": until(5)}))),
        Outlet(name="junk", times=every(1), machine=11, quirk=between(
            3, 3.5, Answer(status=429, headers={"Retry-After": "soon"}))),
        Outlet(name="private", times=every(2), machine=12),
        Outlet(name="public", times=every(2), machine=12, promise="daily"),
        Outlet(name="closing", times=every(2), machine=13, promise="daily"),
        Outlet(name="ailing", times=every(2), machine=14, promise="daily"),
    ]  # fmt: skip


def robots(made: Publishers) -> None:
    """Give the last machines their robots.txt: a rule, one that changes, one that fails."""
    text = "text/plain"
    crawl = "User-agent: *\nDisallow: /private/\n"
    shut = "User-agent: placewatch\nDisallow: /closing/\n"
    made.robots[12] = lambda now: Answer(body=crawl, content_type=text)
    made.robots[13] = lambda now: Answer(body=shut if now > at(10) else "", content_type=text)
    made.robots[14] = lambda now: Answer(status=503 if now < at(10) else 404)
