"""A month of publishers of every character, judged by what they saw."""

import functools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
import yaml
from duckdb import DuckDBPyConnection as Connection

from flows import poll
from settings import Settings
from tests.fakes.manners import judge, sheet
from tests.fakes.publisher import Outlet, Publishers, publishers
from tests.fakes.web import Answer, Request
from themes import reading
from warehouse import feeds, store

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = 30
FINE_DAYS = 0.6  # at first the clock comes as in prefect.yaml; then more seldom, to save CI's time
FINE, COARSE = timedelta(minutes=5), timedelta(hours=3)
DAY = timedelta(days=1)
GAP_S = 0.002


def at(day: float) -> datetime:
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


def between(start: float, stop: float, answer: Answer):
    return lambda now, request: answer if at(start) <= now < at(stop) else None


def redirect(status: int, start: float, stop: float, *hops: str):
    """Send whoever asks for the feed from hop to hop, between two days."""

    def quirk(now: datetime, request: Request) -> Answer | None:
        paths = [request.path, *hops]
        last = request.path.rsplit("/", 1)[-1]
        place = ("feed", *hops).index(last)
        if not at(start) <= now < at(stop) or place == len(hops):
            return None
        return Answer(status=status, headers={"Location": hops[place]}) if paths else None

    return quirk


def until(day: float) -> str:
    return format_datetime(at(day), usegmt=True)


def lying(now: datetime, request: Request) -> Answer | None:
    knows = "if-none-match" in request.headers
    return Answer(status=304, headers={"ETag": request.headers["if-none-match"]}) if knows else None


def cast() -> list[Outlet]:
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
        Outlet(name="years", times=every(1), headers={"Cache-Control": "max-age=31536000"}, machine=4),
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
        Outlet(name="slow", times=every(1), quirk=between(13, 13.15, Answer(delay_s=4.0)), machine=8),
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
    text = "text/plain"
    crawl = "User-agent: *\nCrawl-delay: 0.1\nDisallow: /private/\n"
    shut = "User-agent: placewatch\nDisallow: /closing/\n"
    made.robots[12] = lambda now: Answer(body=crawl, content_type=text)
    made.robots[13] = lambda now: Answer(body=shut if now > at(10) else "", content_type=text)
    made.robots[14] = lambda now: Answer(status=503 if now < at(10) else 404)


def settings_of(folder: Path, made: Publishers) -> Settings:
    rows = [
        {
            "id": outlet.name,
            "name": outlet.name.title(),
            "kind": "union",
            "nation": "uk",
            "homepage": made.webs[outlet.machine].url,
            "feed": outlet.feed,
        }
        | ({"expect": {"per_month": list(outlet.expect)}} if outlet.expect else {})
        for outlet in made.outlets
    ]
    (folder / "sources.yaml").write_text(yaml.safe_dump(rows), encoding="utf-8")
    return Settings.from_env(
        {
            "PLACEWATCH_HOME": str(folder / "home"),
            "PLACEWATCH_SOURCES": str(folder / "sources.yaml"),
            "PLACEWATCH_ALLOW_HOSTS": ",".join(web.host for web in made.webs.values()),
            "PLACEWATCH_HOST_GAP": str(GAP_S),
            "PLACEWATCH_CONTACT": "https://union.example/",
            "PLACEWATCH_FETCH_TIMEOUT": "3",
            "PLACEWATCH_BASELINE_ARTICLES": "1",
        }
    )


def steps(pen: Connection, made: Publishers, *, end: datetime) -> Iterator[datetime]:
    """Give the moments at which the clock comes and finds something due."""
    now = MONDAY
    while now < end:
        made.now = now
        yield now
        step = FINE if now < at(FINE_DAYS) else COARSE
        due = feeds.next_due(pen)
        late = max((due or end) - now, step)
        now += step * -(-late // step)


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    folder = tmp_path_factory.mktemp("month")
    outlets = cast()
    with publishers(outlets, MONDAY) as made:
        robots(made)
        settings = settings_of(folder, made)
        with store.open_warehouse(settings.warehouse) as pen:  # opened once, each step is cheap
            know = functools.cache(reading.know)  # as one process of `placewatch up` does not
            for now in steps(pen, made, end=at(DAYS)):
                if now >= at(FINE_DAYS):
                    made.by_name["busy"].headers["Cache-Control"] = "max-age=7200"
                poll.poll_once(settings, now, know=know)
            yield made, pen


def test_a_month_of_polling_gets_full_marks_from_every_publisher(month):
    made, pen = month
    articles = store.words(pen, "SELECT url FROM store.articles")

    found = judge(made, gap_s=0.0, articles=articles)

    print("\n" + sheet(found))
    assert {point: faults for point, faults in found.items() if faults} == {}
