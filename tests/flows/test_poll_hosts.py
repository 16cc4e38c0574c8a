"""A poll begins with what earlier ones learnt of hosts."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.poll import poll_once
from settings import Settings
from tests.fakes import ready
from tests.fakes.web import fake_web
from warehouse import hosts, store

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


def rss(web, *names):
    items = "".join(
        f"<item><title>{name}</title><link>{web.url}/{name}</link><guid>{name}</guid></item>"
        for name in names
    )
    return f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'


@pytest.fixture
def web():
    with fake_web() as publisher:
        publisher.put("/feed", rss(publisher, "minutes"))
        publisher.put("/minutes", "<p>Minutes of the meeting</p>")
        yield publisher


@pytest.fixture
def settings(tmp_path, web):
    sources = tmp_path / "sources.yaml"
    sources.write_text(
        "- id: council\n  name: A Council\n  kind: local_government\n  nation: england\n"
        f"  homepage: {web.url}/\n  feed: {web.url}/feed\n  why: made for this test\n",
        encoding="utf-8",
    )
    ready.warehouse(tmp_path / "home" / "placewatch.duckdb")
    return Settings.from_env(
        {
            "PLACEWATCH_HOME": str(tmp_path / "home"),
            "PLACEWATCH_SOURCES": str(sources),
            "PLACEWATCH_ALLOW_HOSTS": web.host,
            "PLACEWATCH_HOST_GAP": "0",
        }
    )


def kept(settings):
    with store.open_warehouse(settings.warehouse) as con:
        return hosts.load(con)


def test_a_wish_to_wait_outlives_the_poll_that_heard_it(web, settings):
    web.put("/minutes", status=503, headers={"Retry-After": "7200"})

    poll_once(settings, NOW)
    asked = len(web.requests)
    poll_once(settings, NOW + timedelta(hours=1), is_by_hand=True)

    (host,) = kept(settings)
    assert host.host == web.host
    assert host.wait_until - NOW == pytest.approx(timedelta(hours=2), abs=timedelta(minutes=1))
    assert len(web.requests) == asked


def test_robots_txt_is_asked_for_once_a_day_however_often_we_come(web, settings):
    web.put("/robots.txt", "User-agent: *\nDisallow: /private")

    poll_once(settings, NOW)
    web.put("/feed", rss(web, "minutes", "more"))
    poll_once(settings, NOW + timedelta(hours=2), is_by_hand=True)

    assert web.paths() == ["/feed", "/minutes", "/feed", "/more"]
    assert len(web.asked("/robots.txt")) == 1


def test_pages_that_are_put_off_lose_no_attempt_and_are_read_by_and_by(web, settings):
    web.put("/robots.txt", "User-agent: *\nCrawl-delay: 86400")
    web.put("/feed", rss(web, "a", "b"))
    for name in "ab":
        web.put(f"/{name}", f"<html><body><p>{'The council met. ' * 40}</p></body></html>")

    found = []
    for hour in (0, 1, 25):
        poll_once(settings, NOW + timedelta(hours=hour))
        with store.open_warehouse(settings.warehouse) as con:
            found.append(store.words(con, "SELECT state FROM store.entries ORDER BY state DESC"))
            assert store.words(con, "SELECT tries FROM store.entries WHERE tries > 0") == []

    assert found == [["read", "pending"], ["read", "pending"], ["read", "read"]]
    assert sorted(path for path in web.paths() if path != "/feed") == ["/a", "/b"]
