from functools import partial

import pytest

from extractors.workers import Workers
from tests.fakes import sites
from tests.fakes.sites import alternate, page, rss
from tests.fakes.web import Answer, fake_web


@pytest.fixture(scope="module")
def workers():
    with Workers(1) as pool:
        yield pool


@pytest.fixture
def union():
    with fake_web() as web:
        yield web


@pytest.fixture
def other():
    with fake_web() as web:
        yield web


@pytest.fixture
def ask(workers):
    return partial(sites.ask, workers)


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        pytest.param(Answer(status=403), "blocked (403)", id="forbidden"),
        pytest.param(
            Answer(status=200, headers={"cf-mitigated": "challenge"}), "blocked (200)", id="wall"
        ),
        pytest.param(Answer(status=503), "server error (503)", id="broken"),
        pytest.param(
            Answer(status=429, headers={"Retry-After": "60"}), "asked to wait (429)", id="wait"
        ),
        pytest.param(Answer(drop=True), "no answer", id="dead"),
    ],
)
def test_a_publisher_that_does_not_let_us_in_is_left_alone(union, ask, answer, word):
    union.routes["/"] = answer

    found = ask(union.url + "/", union.host)

    assert (found.word, found.candidates) == (word, ())
    assert set(union.paths()) == {"/"}


def test_robots_txt_is_obeyed_for_pages_but_not_for_the_feed_that_is_offered(union, ask):
    union.put("/robots.txt", "User-agent: *\nDisallow: /rss\nDisallow: /news\n")
    union.put("/", page(alternate("/rss/all.xml"), '<a href="/news">News</a>'))
    union.put("/rss/all.xml", rss(union.url))

    found = ask(union.url, union.host)

    asked = union.paths()
    assert "/rss/all.xml" in asked
    assert "/rss.xml" not in asked
    assert "/news" not in asked
    assert found.word == "doubtful"


def test_a_site_that_tells_nothing_costs_few_requests_and_says_what_was_tried(union, ask):
    union.put("/", page())

    found = ask(union.url, union.host)

    assert found.word == "nothing found"
    assert len(union.requests) <= 25
    assert {one.route for one in found.tried} == {"usual path", "sitemap", "listing"}
    assert len(set(union.paths())) == len(union.paths())


def test_a_host_without_a_name_is_told(ask):
    found = ask("https://union.invalid/")

    assert (found.word, len(found.tried)) == ("DNS error", 1)


def test_a_feed_that_somebody_names_is_read_as_the_poller_reads_it(union, ask):
    union.put("/robots.txt", "User-agent: *\nDisallow: /\n")
    feed = union.put("/feed/", rss(union.url, "Old news", age_days=900))

    found = ask(feed, union.host)

    assert [(one.url, one.doubt[:3]) for one in found.candidates] == [(feed, "old")]
    assert union.paths() == ["/feed/"]
