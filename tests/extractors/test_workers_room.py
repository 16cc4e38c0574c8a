import asyncio
from datetime import UTC, datetime

import pytest

from extractors import unreadable, visit_feed
from extractors.fetch import Policy, Web
from extractors.parsed import ParseError
from extractors.workers import HELD_BYTES, Workers
from records import Bounds, Feed
from tests.fakes.web import fake_web

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LONG = b"<html>" + b" " * HELD_BYTES  # no feed, so it is refused at once


def test_while_too_much_waits_to_be_parsed_no_further_request_starts():
    async def go(web):
        async with Web(Policy(user_agent="t", now=NOW, allow_hosts=frozenset({web.host}))) as door:
            with Workers(count=1) as workers:
                door.ready = workers.room
                parsing = asyncio.create_task(workers.parse_feed(LONG, web.url, "", NOW))
                await asyncio.sleep(0)  # it has begun
                asking = asyncio.create_task(door.get(web.put("/", "hello"), limit_bytes=100))
                await asyncio.wait([parsing])
                asked_before = list(web.requests)
                got = await asking
        return asked_before, got.body

    with fake_web() as web:
        assert asyncio.run(go(web)) == ([], b"hello")


def known(url, **more):
    names = ("etag", "last_modified", "body_digest", "full_fetch_at", "baseline_at", "links")
    row = {**dict.fromkeys(names), "failures": 0.0, "kind": "feed", "source_id": "s", **more}
    return Feed(feed_id="f", url=url, **row)


def test_a_body_that_was_given_up_is_not_parsed_again_for_a_day():
    trap = b"<rss><channel><item><author>a@" + b"a." * 32_000 + b"!</author></item></channel></rss>"

    async def go(web):
        url = web.put("/feed", trap)
        policy = Policy(user_agent="t", now=NOW, allow_hosts=frozenset({web.host}), host_gap_s=0)
        async with Web(policy) as door:
            with Workers(count=1, bounds=Bounds(feed_cpu_s=1)) as workers:
                first = await visit_feed.feed(door, workers, known(url), NOW, 100_000)
            # These have ended: whoever asks them to parse hears so.
            kept = known(url, body_digest=first.body_digest, full_fetch_at=NOW)
            again = await visit_feed.feed(door, workers, kept, NOW, 100_000)
            web.put("/feed", trap + b" ")
            other = await visit_feed.feed(door, workers, kept, NOW, 100_000)
        return first, again, other

    with fake_web() as web:
        first, again, other = asyncio.run(go(web))

    assert (first.word, first.is_full) == ("took too long", True)
    assert (again.word, again.remark) == (first.word, first.remark)
    assert other.word == unreadable.BROKEN_OFF
    assert other.body_digest is None


def test_what_is_remembered_of_a_body_is_told_of_that_body_alone():
    kept = unreadable.remember("d1", ParseError("took too long", "no end: given up"))

    assert str(unreadable.recall(kept, "d1")) == "took too long: no end: given up"
    assert [unreadable.recall(other, "d1") for other in (None, "", "d1", "d12 x: y")] == [None] * 4


@pytest.mark.parametrize("word", ["a", "took too long"])
def test_a_remembered_reason_comes_back_whole(word):
    fault = ParseError(word, "because: it is")

    assert str(unreadable.recall(unreadable.remember("d", fault), "d")) == str(fault)
