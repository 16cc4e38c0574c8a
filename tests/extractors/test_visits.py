import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from extractors.feeds import visit_feed
from extractors.pages import visit_page
from extractors.web import fetch
from extractors.workers import Workers
from records import Entry, Feed
from tests.fakes.office import docx, odt
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


def test_a_lying_feed_is_read_in_full_until_it_is_trusted_again(web, workers):
    url = web.put("/feed", "<rss version='2.0'><channel/></rss>", etag='"7"')
    known = {"etag": '"7"', "body_digest": "x", "full_fetch_at": NOW - timedelta(hours=2)}

    lying = read_feed(web, workers, feed(url, distrusted_until=NOW + timedelta(hours=1), **known))
    again = read_feed(web, workers, feed(url, distrusted_until=NOW - timedelta(hours=1), **known))

    assert (lying.has_body, lying.is_full, again.has_body) == (True, True, False)


def test_a_moved_feed_is_asked_where_it_went(web, workers, ministry):
    known = feed(web.url + "/old", asked_url=ministry.url + "feed.xml")

    found = read_feed(web, workers, known)

    assert [one.title for one in found.entries] == [PILOT[0]]
    assert web.paths() == ["/ministry/feed.xml"]


def test_bytes_that_could_not_be_parsed_are_not_tried_again_within_a_week(web, workers):
    url = web.put("/feed", "<html><body>Sorry</body></html>")
    first = read_feed(web, workers, feed(url))
    known = {"failed_digest": first.failed_digest, "failed_word": "took too long"}

    soon = read_feed(web, workers, feed(url, failed_at=NOW - timedelta(days=6), **known))
    late = read_feed(web, workers, feed(url, failed_at=NOW - timedelta(days=8), **known))

    assert (first.word, first.kind) == ("HTML instead of a feed", "soft")
    assert (soon.word, soon.kind, soon.failed_digest) == ("took too long", "soft", None)
    assert (late.word, late.failed_digest) == (first.word, first.failed_digest)


def test_a_feed_that_asks_for_less_is_heard(web, workers):
    asks = (
        "<ttl>90</ttl><skipHours><hour>0</hour><hour>24</hour><hour>7</hour></skipHours>"
        "<skipDays><day>Sunday</day></skipDays>"
    )
    quoted = "<![CDATA[<skipDays><day>Monday</day></skipDays>]]>"
    late = f"<item><title>a</title><description>{quoted}</description></item>"
    body = f"<rss version='2.0'><channel><title>x</title>{asks}{late}</channel></rss>"
    url = web.put("/feed", body, headers={"Cache-Control": "max-age=900"})

    found = read_feed(web, workers, feed(url))

    assert (found.fresh_s, found.ttl_s) == (900, 5400)
    assert (set(found.skip_hours), found.skip_days) == ({0, 7}, (6,))


def test_a_feed_that_is_gone_for_good_says_so(web, workers):
    url = web.put("/feed", status=410)

    found = read_feed(web, workers, feed(url))

    assert (found.word, found.is_gone, found.kind) == ("gone (410)", True, "hard")
    assert "not asked again" in found.remark


def test_a_host_that_asked_for_time_is_not_asked(web, workers):
    web.put("/busy", status=429, headers={"Retry-After": "3600"})

    async def both(door):
        busy = await visit_feed.feed(door, workers, feed(web.url + "/busy"), NOW, LIMIT)
        return busy, await visit_feed.feed(door, workers, feed(web.url + "/other"), NOW, LIMIT)

    busy, other = visit(web, both)

    assert (busy.is_busy, busy.is_deferred, busy.retry_after_s) == (True, False, 3600)
    assert other.is_deferred
    assert web.paths() == ["/busy"]


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


@pytest.mark.parametrize("made", [pdf, docx, odt])
def test_an_entry_that_leads_to_a_document_is_read_page_by_page(web, workers, made):
    url = web.put("/report", made("Total cost of the pilot", "Page two"), content_type="text/x")

    found = read_page(web, workers, entry(url))

    assert found.reports[0].pages == ("Total cost of the pilot", "Page two")
    assert found.article.text == "Total cost of the pilot\fPage two"
