import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from extractors import fetch, visit_feed, visit_page
from extractors.workers import Workers
from records import Entry, Feed
from tests.fakes.pdf import pdf
from tests.fakes.press import PILOT, Press
from tests.fakes.web import fake_web

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LIMIT = 1_000_000


@pytest.fixture(scope="module")
def workers():
    with Workers(1) as workers:
        yield workers


@pytest.fixture
def web():
    with fake_web() as web:
        yield web


@pytest.fixture
def ministry(web):
    press = Press(web, "ministry", "government")
    press.publish("purse", PILOT)
    return press


def feed(url, **known):
    nothing = dict.fromkeys(
        ("links", "etag", "last_modified", "body_digest", "full_fetch_at", "baseline_at")
    )
    return Feed(
        **{"feed_id": "f", "source_id": "s", "url": url, "kind": "feed", "failures": 0.0}
        | nothing
        | known
    )


def entry(url, **known):
    made = {"entry_id": "e", "feed_id": "f", "source_id": "s", "url": url, "title": PILOT[0]}
    return Entry(**{**made, "summary": "", "published_at": None, **known})


def visit(web, call):
    async def go():
        policy = fetch.Policy(
            user_agent="test/1", now=NOW, allow_hosts=frozenset({web.host}), host_gap_s=0.0
        )
        async with fetch.Web(policy) as door:
            return await call(door)

    return asyncio.run(go())


def read_feed(web, workers, known):
    return visit(web, lambda door: visit_feed.feed(door, workers, known, NOW, LIMIT))


def read_page(web, workers, known):
    return visit(web, lambda door: visit_page.page(door, workers, known, NOW, LIMIT, LIMIT))


def test_a_feed_that_has_not_changed_is_not_parsed_again(web, workers, ministry):
    first = read_feed(web, workers, feed(ministry.url + "feed.xml"))
    again = read_feed(web, workers, feed(ministry.url + "feed.xml", body_digest=first.body_digest))

    assert (first.word, [one.title for one in first.entries]) == ("fine", [PILOT[0]])
    assert (again.word, again.entries, again.has_body) == ("fine", None, True)


def test_validators_are_sent_back_but_not_for_longer_than_a_day(web, workers):
    url = web.put("/feed", "<rss version='2.0'><channel/></rss>", etag='W/"7"')
    known = {"etag": 'W/"7"', "body_digest": "x"}

    fresh = read_feed(web, workers, feed(url, full_fetch_at=NOW - timedelta(hours=2), **known))
    stale = read_feed(web, workers, feed(url, full_fetch_at=NOW - timedelta(days=2), **known))

    asked = [request.headers.get("if-none-match") for request in web.asked("/feed")]
    assert asked == ['W/"7"', None]
    assert (fresh.has_body, stale.has_body, stale.is_full) == (False, True, True)


def test_a_failure_is_a_value_with_plain_words(web, workers):
    found = read_feed(web, workers, feed(web.url + "/gone"))

    assert (found.word, found.kind, found.reached) == ("not found (404)", "soft", True)
    assert found.entries is None


def test_another_word_of_the_feed_is_another_mark(web, workers, ministry):
    before = read_feed(web, workers, feed(ministry.url + "feed.xml")).entries[0]
    ministry.items = [("purse", PILOT[0] + " (corrected)")]
    ministry._feed()
    after = read_feed(web, workers, feed(ministry.url + "feed.xml")).entries[0]

    assert before.entry_id == after.entry_id
    assert before.mark != after.mark


def test_the_text_of_a_page_does_not_repeat_its_title(web, workers, ministry):
    article = read_page(web, workers, entry(ministry.url + "purse")).article

    assert article.title == PILOT[0]
    assert article.text.startswith(PILOT[1][:40])


def test_a_page_that_cannot_be_read_leaves_the_words_of_the_feed(web, workers):
    summary = " ".join(PILOT[1:])
    web.put("/closed", status=403)

    found = read_page(web, workers, entry(web.url + "/closed", summary=summary))
    bare = read_page(web, workers, entry(web.url + "/closed"))

    assert (found.word, found.article.text, found.article.is_provisional) == (
        "blocked (403)",
        summary,
        True,
    )
    assert bare.article is None


def test_an_entry_that_leads_to_a_document_is_read_page_by_page(web, workers):
    url = web.put("/report", pdf("Total cost of the pilot", "Page two"), content_type="text/x")

    found = read_page(web, workers, entry(url))

    assert found.reports[0].pages == ("Total cost of the pilot", "Page two")
    assert found.article.text == "Total cost of the pilot\fPage two"
