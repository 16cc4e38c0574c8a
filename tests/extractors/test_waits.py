"""A host that asked us to wait is not asked, in this visit and in later ones."""

import asyncio
import re
import time
from datetime import timedelta

import pytest

from extractors.web.fetch import FetchError
from extractors.web.hosts import Hosts
from records import Host
from tests.extractors.door import NOW, fault, get, in_a_row, learnt, visit
from tests.fakes.web import fake_web

HOUR = {"Retry-After": "3600"}


@pytest.fixture
def web():
    with fake_web() as publisher:
        yield publisher


def waiting(web, **ahead):
    return Host(host=web.host, wait_until=NOW + timedelta(**ahead))


@pytest.mark.parametrize("status", [429, 503])
def test_a_wish_to_wait_holds_for_the_whole_host(web, status):
    busy = web.put("/busy", status=status, headers=HOUR)
    other = web.put("/other", "<rss/>")

    first, second = visit(in_a_row(busy, other), web)

    assert (first.status, first.is_deferred) == (status, False)
    assert (second.word, second.kind, second.reached) == ("waiting", "temporary", True)
    assert second.is_deferred
    assert re.fullmatch("the publisher asked us to wait until 15:0[01] UTC", second.text)
    assert second.retry_after_s == pytest.approx(3600, abs=30)
    assert web.paths() == ["/busy"]


def test_a_wish_to_wait_holds_for_those_that_stand_in_line_already(web):
    urls = [web.put(f"/{n}", status=429, headers=HOUR, delay_s=0.05) for n in range(5)]

    async def all_at_once(door):
        asked = (door.get(url, limit_bytes=9) for url in urls)
        return await asyncio.gather(*asked, return_exceptions=True)

    found = visit(all_at_once, web)

    assert sorted(one.word for one in found) == ["asked to wait (429)", *["waiting"] * 4]
    assert len(web.requests) == 1


def test_a_wish_to_wait_holds_in_the_next_visit_until_its_time_has_come(web):
    url = web.put("/feed", status=429, headers=HOUR)
    hosts = visit(learnt(url), web)
    web.put("/feed", "<rss/>")

    early = fault(url, web, hosts=hosts, now=NOW + timedelta(minutes=50))
    late = get(url, web, hosts=hosts, now=NOW + timedelta(minutes=62))

    assert early.is_deferred
    assert late.body == b"<rss/>"
    assert len(web.requests) == 2


def test_a_date_to_wait_for_holds_as_well(web):
    url = web.put("/feed", status=503, headers={"Retry-After": "Mon, 23 Nov 2026 09:30:00 GMT"})

    _, second = visit(in_a_row(url, url), web)

    assert second.text == "the publisher asked us to wait until 23 November, 09:30 UTC"


def test_a_wait_of_months_is_a_mistake_and_ends_after_a_week(web):
    (host,) = visit(learnt(web.put("/feed", status=429, headers={"Retry-After": "9999999"})), web)

    assert host.wait_until - NOW == pytest.approx(timedelta(days=7), abs=timedelta(minutes=1))


def test_a_wait_of_a_clock_that_was_wrong_is_not_kept(web):
    url = web.put("/feed", "<rss/>")

    assert get(url, web, hosts=[waiting(web, days=8)]).body == b"<rss/>"


def test_a_shorter_wish_does_not_end_a_longer_one():
    memory = Hosts([], NOW)

    memory.wait("a.example", 3600)
    memory.wait("a.example", 5)

    assert memory.waits_until("a.example") > NOW + timedelta(minutes=59)


def test_a_short_wait_is_slept_through(web):
    url = web.put("/feed", "x")
    start = time.monotonic()

    assert get(url, web, hosts=[waiting(web, seconds=0.4)]).body == b"x"
    assert web.requests[0].at - start >= 0.35


def test_a_host_that_asks_for_short_waits_again_and_again_is_left_for_later(web):
    url = web.put("/feed", status=429, headers={"Retry-After": "1"})

    found = visit(in_a_row(url, url, url), web, slept_s=1.5)

    assert [one.is_deferred for one in found] == [False, False, True]


def test_junk_in_place_of_a_wait_is_no_wait(web):
    busy = web.put("/busy", status=503, headers={"Retry-After": "later, perhaps"})

    first, second = visit(in_a_row(busy, web.put("/good", "x")), web)

    assert (first.word, second) == ("server error (503)", b"x")


def test_too_many_requests_without_a_time_are_a_pause(web):
    busy = web.put("/busy", status=429)

    found = visit(in_a_row(busy, web.put("/good", "x")), web, pause_s=0.3)

    assert found[1] == b"x"
    first, second = web.requests
    assert second.at - first.at >= 0.3


def test_who_asks_for_fewer_again_and_again_is_left_alone(web):
    busy = web.put("/busy", status=429)

    async def go(door):
        found = await in_a_row(busy, busy, web.put("/good", "x"))(door)
        return found, door.hosts()

    (*_, last), hosts = visit(go, web, pause_s=0.0, pauses=2)

    assert last.is_deferred
    assert last.text.startswith("the publisher asks for fewer requests")
    assert (web.paths(), hosts) == (["/busy", "/busy"], ())


def test_only_the_host_that_asked_is_left_alone(web):
    with fake_web() as other:
        urls = web.put("/feed", status=429, headers=HOUR), other.put("/feed", "x")

        assert visit(in_a_row(*urls), web, other)[1] == b"x"


def test_at_the_end_of_redirects_it_is_the_last_host_that_waits(web):
    with fake_web() as other:
        other.put("/feed", status=429, headers=HOUR)
        url = web.put("/a", status=302, headers={"Location": other.url + "/feed"})

        first, second, third = visit(
            in_a_row(url, web.put("/good", "x"), other.url + "/else"), web, other
        )

        assert (first.retry_after_s, second) == (3600.0, b"x")
        assert third.is_deferred
        assert other.paths() == ["/feed"]


def test_a_redirect_to_a_host_that_waits_is_put_off(web):
    with fake_web() as other:
        url = web.put("/a", status=301, headers={"Location": other.url + "/feed"})

        found = fault(url, web, other, hosts=[waiting(other, hours=2)])

        assert (found.word, found.is_deferred) == ("waiting", True)
        assert f"(it redirects to {other.url}/feed)" in found.text
        assert other.requests == []


def test_pages_of_a_host_that_waits_are_put_off_without_a_word_of_robots_txt(web):
    page = web.put("/page", "x")

    (found,) = visit(in_a_row(page, obey_robots=True), web, hosts=[waiting(web, hours=2)])

    assert found.text == "the publisher asked us to wait until 16:00 UTC"
    assert found.is_deferred
    assert web.requests == []


def test_a_host_that_is_silent_three_times_in_a_row_is_left_alone(web):
    urls = [web.put(f"/{n}", "x", delay_s=0.6) for n in range(5)]

    found = visit(in_a_row(*urls), web, timeout_s=0.15)

    assert [one.word for one in found] == ["timed out"] * 3 + ["waiting"] * 2
    assert [one.is_deferred for one in found] == [False] * 3 + [True] * 2
    assert not found[-1].reached
    assert found[-1].text == "this host did not answer 3 times in a row: tried again later"
    assert len(web.requests) == 3


def test_a_closed_port_is_silence_too():
    with fake_web() as gone:
        url = gone.url + "/feed"

    found = visit(in_a_row(url, url, url, url), gone)

    assert [one.is_deferred for one in found] == [False, False, False, True]


@pytest.mark.parametrize(
    "how",
    [
        {"body": "x"},
        {"status": 404},
        {"status": 500},
        {"status": 302, "headers": {"Location": "/nowhere"}},
        {"drop": True},
        {"reset": True},
        {"body": "x" * 50, "drip": (1, 0.05)},
        {"raw": b"blah\r\n\r\n"},
    ],
    ids=["good", "404", "500", "redirect", "hung up", "cut", "slow body", "nonsense"],
)
def test_any_sign_of_life_between_counts_from_the_start_again(web, how):
    dead = web.put("/dead", "x", delay_s=0.4)
    good = web.put("/good", "x")
    alive = web.put("/alive", **how)

    found = visit(in_a_row(dead, alive, dead, good), web, timeout_s=0.2, silent=2)

    assert found[-1] == b"x"


def test_addresses_that_we_refuse_ourselves_are_no_silence(web):
    async def go(door):
        for _ in range(4):
            with pytest.raises(FetchError, match="refused address"):
                await door.get("http://127.0.0.1/", limit_bytes=9)

    visit(go, web)
