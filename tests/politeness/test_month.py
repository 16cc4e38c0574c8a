"""A month of publishers of every character, judged by what they saw."""

import functools
import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from duckdb import DuckDBPyConnection as Connection

from flows import poll
from settings import Settings
from tests.fakes.cast import DAYS, MONDAY, at, cast, robots
from tests.fakes.manners import LATE_S, judge, sheet
from tests.fakes.publisher import Outlet, Publishers, publishers
from tests.fakes.web import Answer
from themes import reading
from warehouse import feeds, store

FINE_DAYS = (
    0.375  # at first the clock comes as in prefect.yaml; then more seldom, to save CI's time
)
FINE, COARSE = timedelta(minutes=5), timedelta(hours=8)
GAP_S = 0.002
pytestmark = pytest.mark.timeout(900)  # a month takes a minute on a quiet core
START = at(0.25)
SLOW = at(13)  # when one of them takes longer than we wait


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
            "PLACEWATCH_READ_TIMEOUT": "6",
            "PLACEWATCH_BASELINE_ARTICLES": "1",
        }
    )


def steps(pen: Connection, made: Publishers, *, end: datetime) -> Iterator[datetime]:
    """Give the moments at which the clock comes and finds something due."""
    now = START
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
    with publishers(outlets, START) as made:
        robots(made)
        settings = settings_of(folder, made)
        with store.open_warehouse(settings.warehouse) as pen:  # opened once, each step is cheap
            know = functools.cache(reading.know)  # as one process of `placewatch up` does not
            for now in steps(pen, made, end=at(DAYS)):
                if now >= at(FINE_DAYS):
                    made.by_name["busy"].headers["Cache-Control"] = "max-age=7200"
                patience_s = 5.0 if now == SLOW else 30.0
                poll.poll_once(replace(settings, fetch_timeout_s=patience_s), now, know=know)
            yield made, pen


def test_a_month_of_polling_gets_full_marks_from_every_publisher(month):
    made, pen = month
    articles = store.words(pen, "SELECT url FROM store.articles")

    found = judge(made, step=COARSE, gap_s=0.0, articles=articles)

    print("\n" + sheet(found))
    assert {point: faults for point, faults in found.items() if faults} == {}


# The longest time between an entry and its reading, in hours, as docs/polling.md promises it.
PROMISED_H = {
    "busy": 0.85,  # on Monday morning; 0.3 otherwise
    "daily": 2.4,  # or every second day
    "weekly": 8,
    "rare": 26.5,
    "bare": 20,  # without validators, every third day
    "asked": 6.8,  # the publisher asks for up to six hours
    "moved": 13.5,  # each poll is redirected and takes a whole body
}
CACHED = timedelta(hours=2)  # what the busy one asks for after the first day


def promised(outlet: Outlet, time: datetime) -> timedelta:
    most = timedelta(hours=PROMISED_H[outlet.promise])
    if time + most < at(FINE_DAYS):
        return most + FINE
    return (max(most, CACHED) if outlet.promise == "busy" else most) + COARSE


def read_at(pen: Connection) -> dict[tuple[str, str], datetime]:
    rows = store.read(pen, "SELECT source_id, title, first_seen_at FROM store.entries")
    return {(row["source_id"], row["title"]): row["first_seen_at"] for row in rows}


def test_no_entry_is_missed_by_whom_it_was_published(month):
    made, pen = month
    seen = read_at(pen)

    missed = [
        f"{outlet.name} {n}"
        for outlet in made.outlets
        for n, time in enumerate(outlet.times)
        if START < time < at(DAYS - 3) and (outlet.name, f"{outlet.name} {n}") not in seen
        if outlet.name != "gone"
    ]
    assert missed == []


def test_every_entry_is_read_as_soon_as_the_documents_promise(month):
    made, pen = month
    seen = read_at(pen)
    delays: dict[str, list[timedelta]] = {}
    late = []

    for outlet in (one for one in made.outlets if one.promise):
        for n, time in enumerate(outlet.times):
            if START < time < at(DAYS - 3):
                delay = seen[outlet.name, f"{outlet.name} {n}"] - time
                delays.setdefault(outlet.promise, []).append(delay)
                if delay > promised(outlet, time):
                    late.append(f"{outlet.name} of {time:%d %b %H:%M} after {delay}")

    for kind, found in delays.items():
        mean, most = sum(found, timedelta()) / len(found), max(found)
        print(f"{kind:8} {len(found):4} entries, read after {mean} on average, {most} at most")
    assert late == []


def test_a_failure_is_one_problem_from_its_beginning_to_its_end(month):
    _, pen = month
    rows = store.read(
        pen,
        """
        SELECT about, split_part(text, ':', 1) AS word, times, solved_at IS NULL AS is_open
        FROM store.problems WHERE kind = 'fetch' ORDER BY about
        """,
    )

    assert [tuple(row.values()) for row in rows] == [
        ("broken", "server error (500)", 1, False),
        ("dated", "server error (503)", 1, False),
        ("full", "asked to wait (429)", 1, False),
        ("gone", "gone (410)", 1, True),
        ("html", "HTML instead of a feed", 1, False),
        ("junk", "asked to wait (429)", 1, False),
        ("lost", "not found (404)", 1, False),
        ("silent", "no answer", 1, False),
        ("slow", "timed out", 1, False),
        ("walled", "blocked (403)", 1, False),
    ]


def test_a_second_lies_between_two_requests_to_one_host(tmp_path):
    outlets = [
        Outlet(name="one", times=[at(-1)]),
        Outlet(name="two", times=[at(-1)]),
    ]
    with publishers(outlets, MONDAY) as made:
        crawl = "User-agent: *\nCrawl-delay: 2\n"
        made.robots[1] = lambda now: Answer(body=crawl, content_type="text/plain")
        settings = replace(settings_of(tmp_path, made), host_gap_s=1.0)
        poll.poll_once(settings, MONDAY)

        at_s = [one.request.at for one in made.seen]
        gaps = [late - early for early, late in itertools.pairwise(at_s)]

    assert [one.path for one in made.seen][2:3] == ["/robots.txt"]
    assert len(made.seen) == 5  # two feeds, robots.txt, two pages
    assert [gap > asked - LATE_S for gap, asked in zip(gaps, (1, 1, 1, 2), strict=True)] == [
        True
    ] * 4
