"""A robots.txt is read once a day, and remembered while it cannot be read."""

from datetime import timedelta

import pytest

from extractors.web.hosts import ROBOTS_CHARS
from records import Host
from tests.extractors.door import NOW, in_a_row, learnt, visit
from tests.fakes.web import Answer, fake_web

KEEP_OUT = "User-agent: *\nDisallow: /private"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FAILURES = {
    "server error": Answer(status=503),
    "no answer": Answer(drop=True),
    "too many requests": Answer(status=429, headers={"Retry-After": "0"}),
    "a wall": Answer(body="<html><script>window._cf_chl_opt={}</script></html>"),
}


@pytest.fixture
def web():
    with fake_web() as publisher:
        publisher.put("/a", "x")
        publisher.put("/private/a", "x")
        yield publisher


def known(web, age, robots=KEEP_OUT):
    return Host(host=web.host, robots=robots, robots_at=NOW - age)


def read(web, *hosts):
    """Read a page that is open and one that is not; return what was asked and what came."""
    pages = web.url + "/a", web.url + "/private/a"
    found = visit(in_a_row(*pages, obey_robots=True), web, hosts=hosts)
    asked = [request.path for request in web.requests]
    web.requests.clear()
    return asked, [one if isinstance(one, bytes) else one.word for one in found]


def test_what_one_visit_read_the_next_one_knows(web):
    web.put("/robots.txt", "# for all\n" + KEEP_OUT + "\n\nUser-agent: otherbot\nDisallow: /")

    (host,) = visit(learnt(web.url + "/a", obey_robots=True), web)
    web.requests.clear()

    assert (host.host, host.robots) == (web.host, KEEP_OUT)
    assert host.robots_at - NOW < timedelta(minutes=1)
    assert read(web, host) == (["/a"], [b"x", "robots.txt forbids"])


def test_nothing_is_learnt_where_everything_was_known(web):
    hosts = visit(learnt(web.url + "/a", obey_robots=True), web, hosts=[known(web, HOUR)])

    assert hosts == ()


def test_after_a_day_it_is_read_anew(web):
    web.put("/robots.txt", "User-agent: *\nDisallow: /a")

    young = read(web, known(web, 23 * HOUR))
    old = read(web, known(web, 25 * HOUR))

    assert young == (["/a"], [b"x", "robots.txt forbids"])
    assert old == (["/robots.txt", "/private/a"], ["robots.txt forbids", b"x"])


def test_a_date_of_a_clock_that_was_wrong_makes_nothing_young(web):
    web.put("/robots.txt", "")

    assert read(web, known(web, -25 * HOUR))[0] == ["/robots.txt", "/a", "/private/a"]


@pytest.mark.parametrize("answer", FAILURES.values(), ids=FAILURES.keys())
def test_while_it_cannot_be_read_the_remembered_one_holds_for_a_month(web, answer):
    web.routes["/robots.txt"] = answer

    kept = read(web, known(web, 29 * DAY))
    gone = read(web, known(web, 31 * DAY))

    assert kept == (["/robots.txt", "/a"], [b"x", "robots.txt forbids"])
    assert gone[0] == ["/robots.txt"]
    assert b"x" not in gone[1]


def test_a_remembered_one_that_could_not_be_read_anew_does_not_become_younger(web):
    web.routes["/robots.txt"] = Answer(status=500)

    hosts = visit(learnt(web.url + "/a", obey_robots=True), web, hosts=[known(web, 2 * DAY)])

    assert hosts == ()


def test_that_there_is_none_is_remembered_for_a_day_too(web):
    (host,) = visit(learnt(web.url + "/a", obey_robots=True), web)
    web.requests.clear()

    assert (host.robots, host.robots_at is None) == (None, False)
    assert read(web, host)[0] == ["/a", "/private/a"]
    assert read(web, known(web, 25 * HOUR, None))[0] == ["/robots.txt", "/a", "/private/a"]


def test_too_many_requests_says_nothing_of_the_rules(web):
    web.routes["/robots.txt"] = Answer(status=429, headers={"Retry-After": "0"})

    assert visit(lambda door: door.allowed(web.url + "/a"), web) is False
    assert visit(learnt(web.url + "/a", obey_robots=True), web) == ()


def test_one_that_is_too_long_to_keep_is_obeyed_and_read_anew(web):
    web.put("/robots.txt", KEEP_OUT + "\nDisallow: /x" * (ROBOTS_CHARS // 10))

    asked, found = read(web)
    (host,) = visit(learnt(web.url + "/a", obey_robots=True), web, hosts=[known(web, 25 * HOUR)])

    assert (asked, found) == (["/robots.txt", "/a"], [b"x", "robots.txt forbids"])
    assert (host.robots, host.robots_at) == (None, None)


def test_rules_of_another_host_do_not_hold(web):
    stranger = Host(host="127.0.0.1", robots="User-agent: *\nDisallow: /", robots_at=NOW)

    assert read(web, stranger)[1] == [b"x", b"x"]


def test_a_remembered_crawl_delay_stretches_the_gap_again(web):
    slow = known(web, HOUR, "User-agent: *\nCrawl-delay: 0.4")
    urls = [web.put(f"/{n}", "x") for n in range(2)]

    visit(in_a_row(*urls, obey_robots=True), web, hosts=[slow])

    first, second = web.requests
    assert second.at - first.at >= 0.35


def test_a_crawl_delay_is_kept_whole_and_what_does_not_fit_is_left_for_later(web):
    web.put("/robots.txt", "User-agent: *\nCrawl-delay: 86400")
    urls = [web.put(f"/{n}", "x") for n in range(3)]

    first, second, third = visit(in_a_row(*urls, obey_robots=True), web)

    assert first == b"x"
    assert (second.word, second.is_deferred, third.is_deferred) == ("waiting", True, True)
    assert "asked us to wait until 22 November" in second.text
    assert web.paths() == ["/0"]


@pytest.mark.parametrize("delay", ["-5", "nan", "0", "soon", ""])
def test_a_crawl_delay_that_is_none_delays_nothing(web, delay):
    web.put("/robots.txt", f"User-agent: *\nCrawl-delay: {delay}\nDisallow: /private")

    assert read(web)[1] == [b"x", "robots.txt forbids"]


def test_robots_txt_is_followed_over_five_redirects_however_few_others_are(web):
    for n in range(5):
        to = "/robots-5" if n == 4 else f"/r{n + 1}"
        web.put("/robots.txt" if n == 0 else f"/r{n}", status=302, headers={"Location": to})
    web.put("/robots-5", "User-agent: *\nDisallow: /")

    assert visit(lambda door: door.allowed(web.url + "/a"), web, redirects=0) is False
