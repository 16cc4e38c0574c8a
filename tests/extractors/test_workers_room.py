import asyncio
from datetime import UTC, datetime

from extractors.feeds import visit_feed
from extractors.parsed import BROKEN_OFF
from extractors.web.fetch import Policy, Web
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


def test_a_body_that_was_given_up_is_not_parsed_again_for_a_while():
    trap = b"<rss><channel><item><author>a@" + b"a." * 32_000 + b"!</author></item></channel></rss>"

    async def go(web):
        url = web.put("/feed", trap)
        policy = Policy(user_agent="t", now=NOW, allow_hosts=frozenset({web.host}), host_gap_s=0)
        async with Web(policy) as door:
            with Workers(count=1, bounds=Bounds(feed_cpu_s=1)) as workers:
                first = await visit_feed.feed(door, workers, known(url), NOW, 100_000)
            # These have ended: whoever asks them to parse hears so.
            failed = {
                "failed_digest": first.failed_digest,
                "failed_word": first.word,
                "remark": first.remark,
            }
            kept = known(url, failed_at=NOW, **failed)
            again = await visit_feed.feed(door, workers, kept, NOW, 100_000)
            web.put("/feed", trap + b" ")
            other = await visit_feed.feed(door, workers, kept, NOW, 100_000)
        return first, again, other

    with fake_web() as web:
        first, again, other = asyncio.run(go(web))

    assert first.word == "took too long"
    assert again.word == first.word
    assert again.remark == first.remark
    assert other.word == BROKEN_OFF
    assert other.failed_digest is None
