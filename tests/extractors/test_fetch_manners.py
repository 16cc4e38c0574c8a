import asyncio
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from extractors.web.fetch import FetchError, Policy, Web
from tests.fakes.web import Answer, fake_web

NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def web():
    with fake_web() as publisher:
        yield publisher


def visit(go, *publishers, **how):
    """Open the door towards these publishers and do what ``go(door)`` does."""
    hosts = frozenset(publisher.host for publisher in publishers)

    async def inside():
        async with Web(
            Policy(
                user_agent="Placewatch/0.1",
                now=NOW,
                allow_hosts=hosts,
                **{"host_gap_s": 0.0} | how,
            )
        ) as door:
            return await go(door)

    return asyncio.run(inside())


def get(url, *publishers, **how):
    return visit(lambda door: door.get(url, limit_bytes=50_000, **how), *publishers)


def word_of(url, *publishers, **how):
    with pytest.raises(FetchError) as caught:
        get(url, *publishers, **how)
    return caught.value.word


def redirect(web, path, to, status=302):
    return web.put(path, status=status, headers={"Location": to})


def test_only_redirects_for_good_say_that_a_feed_has_moved(web):
    web.put("/d", "<rss/>")
    redirect(web, "/c", "/d", 302)
    redirect(web, "/b", "/c", 308)
    url = redirect(web, "/a", "/b", 301)

    got = get(url, web)

    assert got.body == b"<rss/>"
    assert (got.final_url, got.moved_to) == (f"{web.url}/d", f"{web.url}/c")


def test_a_redirect_for_now_moves_nothing(web):
    web.put("/d", "<rss/>")
    redirect(web, "/b", "/d", 301)
    url = redirect(web, "/a", "/b", 307)

    assert get(url, web).moved_to is None


def test_validators_belong_to_the_address_that_gave_them(web):
    web.put("/d", "<rss/>", etag='"of-d"')
    url = redirect(web, "/a", "/d", 301)

    got = get(url, web, etag='"of-a"')

    assert got.etag is None
    assert web.asked("/a")[0].headers["if-none-match"] == '"of-a"'
    assert "if-none-match" not in web.asked("/d")[0].headers


def test_a_move_for_good_is_told_only_up_to_the_first_step_that_is_not(web):
    web.put("/d", "<rss/>")
    redirect(web, "/c", "/d", 301)
    redirect(web, "/b", "/c", 303)
    url = redirect(web, "/a", "/b", 308)

    assert get(url, web).moved_to == f"{web.url}/b"


@pytest.mark.parametrize(("most", "word"), [(2, None), (1, "redirects without end")])
def test_the_settings_say_how_many_redirects_are_followed(web, most, word):
    web.put("/c", "<rss/>")
    redirect(web, "/b", "/c")
    url = redirect(web, "/a", "/b")

    async def go(door):
        try:
            return (await door.get(url, limit_bytes=9)).status and None
        except FetchError as fault:
            return fault.word

    assert visit(go, web, redirects=most) == word


def test_redirects_in_a_circle_end_after_five(web):
    url = redirect(web, "/a", "/a")

    assert word_of(url, web) == "redirects without end"
    assert len(web.asked("/a")) == 6


@pytest.mark.parametrize("to", ["file:///etc/passwd", "javascript:1", "http://[x", "gopher://x/"])
def test_a_redirect_out_of_the_web_is_not_followed(web, to):
    assert word_of(redirect(web, "/a", to), web) == "not a web address"


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.2/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://2130706433/",
        "http://127.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
    ],
)
def test_no_redirect_leads_into_a_private_network(web, to):
    with pytest.raises(FetchError) as caught:
        get(redirect(web, "/a", to), web)

    assert (caught.value.word, caught.value.kind) == ("refused address", "hard")
    assert "redirects to" in caught.value.text


def test_another_port_of_an_allowed_host_stays_closed_and_is_never_asked(web):
    with fake_web() as secret:
        secret.put("/", "the keys")
        url = redirect(web, "/a", secret.url + "/")

        assert word_of(url, web) == "refused address"
        assert secret.requests == []


@pytest.mark.parametrize("url", ["http://①②⑦.0.0.1/", "http://127.0.0.1/", "http://[::1]/"])
def test_no_link_of_a_feed_leads_into_a_private_network(url):
    assert word_of(url) == "refused address"


def test_a_name_that_leads_to_a_private_address_is_refused_with_its_remedy(web):
    with pytest.raises(FetchError, match="PLACEWATCH_ALLOW_HOSTS=localhost allows it"):
        get("http://localhost/feed")


def test_one_host_is_asked_once_at_a_time_with_a_gap_between_starts(web):
    paths = [f"/{n}" for n in range(4)]
    for path in paths:
        web.put(path, "x", delay_s=0.05)

    async def all_at_once(door):
        await asyncio.gather(*(door.get(web.url + path, limit_bytes=9) for path in paths))

    visit(all_at_once, web, host_gap_s=0.3)

    starts = [request.at for request in web.requests]
    gaps = [later - before for before, later in pairwise(starts)]
    assert min(gaps) >= 0.2
    assert all(a.until <= b.at for a, b in pairwise(web.requests))


def test_the_gap_holds_from_one_half_of_a_visit_to_the_other(web):
    feed, page = web.put("/feed", "x"), web.put("/page", "x")

    async def halves(door):
        await door.get(feed, limit_bytes=9)
        await door.get(page, limit_bytes=9, obey_robots=True)

    visit(halves, web, host_gap_s=0.3)

    gaps = [later.at - before.at for before, later in pairwise(web.requests)]
    assert [request.path for request in web.requests] == ["/feed", "/robots.txt", "/page"]
    assert min(gaps) >= 0.25


def test_requests_to_one_host_share_one_connection(web):
    redirect(web, "/a", "/b")
    web.put("/b", "x", gzip=True)
    web.put("/gone", "long " * 5_000, status=410)

    async def all_at_once(door):
        paths = ("/a", "/nothing", "/gone", "/b")
        asked = (door.get(web.url + path, limit_bytes=9) for path in paths)
        await asyncio.gather(*asked, return_exceptions=True)

    visit(all_at_once, web)

    assert len(web.requests) == 5
    assert len({request.peer for request in web.requests}) == 1


def test_hosts_are_asked_side_by_side(web):
    with fake_web() as other:
        urls = [publisher.put("/", "x", delay_s=0.8) for publisher in (web, other)]

        async def both(door):
            await asyncio.gather(*(door.get(url, limit_bytes=9) for url in urls))

        visit(both, web, other)

        assert abs(web.requests[0].at - other.requests[0].at) < 0.7


def test_waiting_for_a_turn_does_not_count_against_the_time_limit(web):
    paths = [f"/{n}" for n in range(5)]
    for path in paths:
        web.put(path, "x", delay_s=0.3)

    async def all_at_once(door):
        return await asyncio.gather(*(door.get(web.url + path, limit_bytes=9) for path in paths))

    got = visit(all_at_once, web, timeout_s=1.2)

    assert [one.body for one in got] == [b"x"] * 5


def test_robots_txt_is_read_once_a_host_and_obeyed_for_pages(web):
    web.put("/robots.txt", "User-agent: *\nDisallow: /private")
    url = web.put("/private/a", "x")

    async def ask(door):
        return [await door.allowed(web.url + path) for path in ("/a", "/private/a", "/b")]

    assert visit(ask, web) == [True, False, True]
    assert len(web.asked("/robots.txt")) == 1
    assert word_of(url, web, obey_robots=True) == "robots.txt forbids"
    assert web.paths() == []


def test_feeds_are_fetched_without_asking_robots_txt(web):
    web.put("/robots.txt", "User-agent: *\nDisallow: /")

    assert get(web.put("/feed", "<rss/>"), web).body == b"<rss/>"
    assert web.asked("/robots.txt") == []


@pytest.mark.parametrize(
    ("answer", "is_allowed"),
    [
        (Answer(status=404), True),
        (Answer(status=403), True),
        (Answer(status=500), False),
        (Answer(drop=True), False),
        (Answer(body="<html>Not found</html>"), True),
        (Answer(body="User-agent: placewatch\nDisallow: /\n\nUser-agent: *\nAllow: /"), False),
        (Answer(status=302, headers={"Location": "/robots.txt"}), True),
        (Answer(body="#" * 600_000 + "\nUser-agent: *\nDisallow: /"), True),
    ],
    ids=[
        "no such file",
        "turned away",
        "server error",
        "no answer",
        "a page",
        "we are named",
        "redirects without end",
        "rules beyond the limit",
    ],
)
def test_rules_that_are_missing_allow_and_rules_that_fail_forbid(web, answer, is_allowed):
    web.routes["/robots.txt"] = answer

    assert visit(lambda door: door.allowed(web.url + "/a"), web) is is_allowed


def test_a_page_is_left_alone_for_the_reason_that_robots_txt_failed(web):
    web.routes["/robots.txt"] = Answer(status=503)
    url = web.put("/a", "x")

    assert word_of(url, web, obey_robots=True) == "server error (503)"
    assert web.paths() == []


def test_a_crawl_delay_stretches_the_gap(web):
    web.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.3")
    urls = [web.put(path, "x") for path in ("/a", "/b")]

    async def both(door):
        for url in urls:
            await door.get(url, limit_bytes=9, obey_robots=True)

    visit(both, web)

    assert web.asked("/b")[0].at - web.asked("/a")[0].at >= 0.2
