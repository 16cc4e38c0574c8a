from datetime import UTC, datetime, timedelta

import pytest
import yaml

from flows import poll
from settings import Settings
from tests.fakes import ready
from tests.fakes.press import ORDINARY, PILOT, Press
from tests.fakes.web import fake_web
from warehouse import problems, runs, store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def web():
    with fake_web() as web:
        yield web


@pytest.fixture
def ministry(web):
    press = Press(web, "ministry", "government")
    press.publish("clocks", ORDINARY)
    return press


def settings_for(folder, web, *presses):
    rows = [
        {"id": press.name, "name": press.name, "kind": press.kind, "nation": "uk",
         "homepage": press.url, "feed": press.url + "feed.xml"}
        for press in presses
    ]  # fmt: skip
    (folder / "sources.yaml").write_text(yaml.safe_dump(rows), encoding="utf-8")
    ready.warehouse(folder / "home" / "placewatch.duckdb")
    return Settings.from_env(
        {
            "PLACEWATCH_HOME": str(folder / "home"),
            "PLACEWATCH_SOURCES": str(folder / "sources.yaml"),
            "PLACEWATCH_ALLOW_HOSTS": web.host,
            "PLACEWATCH_HOST_GAP": "0",
        }
    )


def ran(settings):
    with store.open_warehouse(settings.warehouse) as con:
        return len(runs.latest(con))


def test_a_run_that_finds_nothing_due_leaves_only_its_time(tmp_path, web, ministry):
    settings = settings_for(tmp_path, web, ministry)
    poll.poll_once(settings, NOW)
    asked, copied = len(web.requests), settings.snapshot.stat().st_mtime_ns
    done = poll.poll_once(settings, NOW + timedelta(minutes=5))

    assert done == poll.Polled()
    assert len(web.requests) == asked
    assert settings.snapshot.stat().st_mtime_ns == copied
    assert (settings.home / "looked").read_text() == "2026-11-21T12:05:00+00:00\n"
    assert ran(settings) == 1


def test_a_person_may_ask_sooner_than_the_clock_unless_http_forbids_it(tmp_path, web, ministry):
    settings = settings_for(tmp_path, web, ministry)
    feed = web.routes["/ministry/feed.xml"]
    poll.poll_once(settings, NOW)
    by_hand = poll.poll_once(settings, NOW + timedelta(minutes=1), is_by_hand=True)
    feed.headers["Cache-Control"] = "max-age=3600"
    heard = poll.poll_once(settings, NOW + timedelta(minutes=2), is_by_hand=True)
    kept = poll.poll_once(settings, NOW + timedelta(minutes=30), is_by_hand=True)
    later = poll.poll_once(settings, NOW + timedelta(minutes=63), is_by_hand=True)

    assert [one.feeds for one in (by_hand, heard, kept, later)] == [1, 1, 0, 1]


def test_an_article_that_two_feeds_announce_at_once_is_fetched_once(tmp_path, web, ministry):
    weekly = Press(web, "weekly", "trade_press")
    settings = settings_for(tmp_path, web, ministry, weekly)
    poll.poll_once(settings, NOW)
    ministry.publish("purse", PILOT)
    feed = web.routes["/weekly/feed.xml"]
    feed.body = web.routes["/ministry/feed.xml"].body
    done = poll.poll_once(settings, NOW + timedelta(days=1))

    assert (done.entries, done.articles) == (3, 1)
    assert web.paths().count("/ministry/purse") == 1
    assert poll.poll_once(settings, NOW + timedelta(days=1, minutes=5)) == poll.Polled()


def test_a_visit_that_was_put_off_counts_for_nothing(tmp_path, web, ministry):
    weekly = Press(web, "weekly", "trade_press")
    settings = settings_for(tmp_path, web, ministry, weekly)
    poll.poll_once(settings, NOW)
    busy = {"status": 429, "headers": {"Retry-After": "100000"}}
    web.put("/ministry/feed.xml", **busy)
    web.put("/weekly/feed.xml", **busy)
    done = poll.poll_once(settings, NOW + timedelta(days=1))
    with store.open_warehouse(settings.warehouse) as con:
        rows = store.read(con, "SELECT failures, next_poll_at FROM store.feeds ORDER BY failures")
        told = [one.text for one in problems.unsolved(con) if one.kind == "fetch"]

    assert (done.feeds, done.failed) == (1, 1)
    assert told == ["asked to wait (429): the publisher asks for fewer requests"]
    assert [row["failures"] for row in rows] == [0.0, 0.25]
    soon = NOW + timedelta(days=1, seconds=99_990)
    assert all(soon <= row["next_poll_at"] for row in rows)


def test_pages_that_robots_may_not_read_are_one_problem_of_their_source(tmp_path, web, ministry):
    ministry.publish("pilot", PILOT)
    web.put("/robots.txt", "User-agent: *\nDisallow: /", content_type="text/plain")
    settings = settings_for(tmp_path, web, ministry)
    for hours in (0, 1, 3, 12, 48):  # each page is tried five times
        poll.poll_once(settings, NOW + timedelta(hours=hours))

    with store.open_warehouse(settings.warehouse) as con:
        told = [(one.about, one.kind) for one in problems.unsolved(con)]
    assert told == [("ministry", "extract")]
