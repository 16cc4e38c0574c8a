import asyncio
import gzip
from datetime import UTC, datetime

import pytest

from extractors.web.fetch import FetchError, Policy, Web
from extractors.web.policy import ACCEPT_FEED, ACCEPT_PAGE, ACCEPT_ROBOTS
from tests.fakes.web import fake_web

NOW = datetime(2026, 11, 21, tzinfo=UTC)
LIMIT = 50_000


@pytest.fixture
def web():
    with fake_web() as publisher:
        yield publisher


def policy(web, **how):
    how = {"allow_hosts": frozenset({web.host}), "timeout_s": 2.0, "host_gap_s": 0.0} | how
    return Policy(user_agent="Placewatch/0.1 (+mailto:a@example.org)", now=NOW, **how)


def get(policy, url, **how):
    async def go():
        async with Web(policy) as door:
            return await door.get(url, **{"limit_bytes": LIMIT} | how)

    return asyncio.run(go())


def refusal(policy, url, **how):
    with pytest.raises(FetchError) as caught:
        get(policy, url, **how)
    return caught.value


def test_a_body_comes_unpacked_with_its_validators_byte_for_byte(web):
    url = web.put(
        "/feed", "<rss/>", gzip=True, etag='W/"a-1"', last_modified="Fri, 20 Nov 2026 09:00:00 GMT"
    )

    got = get(policy(web), url)

    assert (got.body, got.etag, got.last_modified) == (
        b"<rss/>",
        'W/"a-1"',
        "Fri, 20 Nov 2026 09:00:00 GMT",
    )
    assert (got.status, got.not_modified, got.moved_to) == (200, False, None)


def test_we_say_who_we_are_and_carry_no_cookies(web):
    url = web.put("/feed?a=1", "x", headers={"Set-Cookie": "id=1; Path=/"})
    page = web.put("/page", "x", headers={"Set-Cookie": "id=2; Path=/"})

    async def go():
        async with Web(policy(web)) as door:
            await door.get(url, limit_bytes=LIMIT, accept=ACCEPT_FEED)
            await door.get(page, limit_bytes=LIMIT, obey_robots=True)
            await door.get(page, limit_bytes=LIMIT)

    asyncio.run(go())

    same = {
        "host": web.host,
        "user-agent": "Placewatch/0.1 (+mailto:a@example.org)",
        "accept-encoding": "gzip, deflate",
    }
    sent = [(request.path, request.headers) for request in web.requests]
    assert sent == [
        ("/feed?a=1", same | {"accept": ACCEPT_FEED}),
        ("/robots.txt", same | {"accept": ACCEPT_ROBOTS}),
        ("/page", same | {"accept": ACCEPT_PAGE}),
        ("/page", same | {"accept": ACCEPT_PAGE}),
    ]


def test_an_unchanged_feed_costs_a_304_and_keeps_its_validator(web):
    url = web.put("/feed", "<rss/>", etag='"a"')

    got = get(policy(web), url, etag='"a"', last_modified="Fri, 20 Nov 2026 09:00:00 GMT")

    assert (got.not_modified, got.body, got.etag) == (True, b"", '"a"')
    assert web.requests[-1].headers["if-modified-since"] == "Fri, 20 Nov 2026 09:00:00 GMT"


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"etag": 'W/"a-1"'}, {"if-none-match": 'W/"a-1"'}),
        ({"etag": "no quotes"}, {"if-none-match": "no quotes"}),
        ({"last_modified": "last week"}, {"if-modified-since": "last week"}),
        (
            {"etag": '""', "last_modified": "Fri, 20 Nov 2026 09:00:00 +0000"},
            {"if-none-match": '""', "if-modified-since": "Fri, 20 Nov 2026 09:00:00 +0000"},
        ),
        ({}, {}),
    ],
)
def test_validators_are_sent_as_they_came_and_never_made_up(web, given, sent):
    get(policy(web), web.put("/feed", "<rss/>"), **given)

    found = web.requests[-1].headers
    assert {name: found[name] for name in found if name.startswith("if-")} == sent


def test_not_modified_of_an_address_that_we_did_not_ask_with_its_validator_is_a_failure(web):
    web.put("/new", status=304)
    url = web.put("/old", status=301, headers={"Location": "/new"})

    fault = refusal(policy(web), url, etag='"of-old"')

    assert fault.word == "broken body"
    assert "'not modified' came, but nobody had asked" in fault.text


def test_a_validator_that_a_newer_body_does_not_give_is_dropped(web):
    url = web.put("/feed", "<rss/>")

    assert get(policy(web), url, etag='"old"').etag is None


def test_absurd_validators_are_neither_kept_nor_sent(web):
    url = web.put("/feed", "x", headers={"ETag": '"' + "a" * 2_000 + '"'})

    got = get(policy(web), url, etag='"a"\r\nX-Evil: 1', last_modified="\ud800")

    assert got.etag is None
    assert not {"if-none-match", "x-evil", "if-modified-since"} & set(web.requests[-1].headers)


STATUSES = {
    401: ("blocked (401)", "soft"),
    403: ("blocked (403)", "soft"),
    404: ("not found (404)", "soft"),
    410: ("gone (410)", "hard"),
    418: ("refused (418)", "soft"),
    429: ("asked to wait (429)", "temporary"),
    500: ("server error (500)", "temporary"),
    503: ("server error (503)", "temporary"),
    304: ("broken body", "temporary"),
    206: ("broken body", "temporary"),
}


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_has_its_word(web, status):
    fault = refusal(policy(web), web.put("/feed", "x", status=status))

    assert (fault.word, fault.kind) == STATUSES[status]
    assert (fault.reached, fault.status) == (True, status)
    assert str(fault).startswith(f"{web.url}/feed: {fault.word}: ")


def test_a_wall_against_robots_is_named_whatever_its_status(web):
    url = web.put("/feed", "Just a moment", status=503, headers={"CF-Mitigated": "challenge"})

    assert refusal(policy(web), url).word == "blocked (503)"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Sat, 21 Nov 2026 00:10:00 GMT", pytest.approx(600, abs=5)),
        ("Fri, 20 Nov 2026 00:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("9" * 400, None),
    ],
)
def test_a_wish_to_wait_is_told_in_seconds_and_junk_is_not(web, value, seconds):
    url = web.put("/feed", "x", status=429, headers={"Retry-After": value})

    assert refusal(policy(web), url).retry_after_s == seconds


BROKEN = {
    "shorter than announced": {"body": "hello", "length": 10},
    "packed and cut": {"body": "hello" * 1000, "gzip": True, "stop_after": 20},
    "packed, cut, and announced so": {
        "body": gzip.compress(b"hello" * 1000)[:30],
        "headers": {"Content-Encoding": "gzip"},
    },
    "plain, but called packed": {"body": "hello", "headers": {"Content-Encoding": "gzip"}},
    "packed as nobody asked": {"body": "hello", "headers": {"Content-Encoding": "br"}},
    "chunks that end early": {"body": "hello", "drip": (2, 0.0), "stop_after": 4},
    "no HTTP at all": {"raw": b"blah blah\r\n\r\n"},
}


@pytest.mark.parametrize("how", BROKEN.values(), ids=BROKEN.keys())
def test_half_a_body_is_never_taken_for_a_whole_one(web, how):
    fault = refusal(policy(web), web.put("/feed", **how))

    assert (fault.word, fault.kind, fault.reached) == ("broken body", "temporary", True)


@pytest.mark.parametrize("how", [{"body": "x" * 60_000}, {"body": "\0" * 10**7, "gzip": True}])
def test_too_much_is_refused_also_when_packed_small(web, how):
    fault = refusal(policy(web), web.put("/feed", **how))

    assert (fault.word, fault.kind) == ("too large", "hard")


def test_a_server_that_says_nothing_times_out_as_if_nobody_were_there(web):
    fault = refusal(policy(web, timeout_s=0.3), web.put("/feed", "x", delay_s=1.5))

    assert (fault.word, fault.kind, fault.reached) == ("timed out", "temporary", False)


def test_a_silence_inside_an_answer_ends_it(web):
    url = web.put("/feed", "x" * 50, drip=(25, 1.0))

    fault = refusal(policy(web, read_timeout_s=0.2), url)

    assert (fault.word, fault.text, fault.reached) == ("timed out", "not a byte for 0.2 s", True)


def test_a_byte_now_and_then_does_not_keep_us_for_ever(web):
    fault = refusal(policy(web, timeout_s=0.3), web.put("/feed", "x" * 50, drip=(1, 0.05)))

    assert (fault.word, fault.reached) == ("timed out", True)


@pytest.mark.parametrize("how", [{"drop": True}, {"reset": True}])
def test_a_server_that_hangs_up_was_there(web, how):
    fault = refusal(policy(web), web.put("/feed", **how))

    assert (fault.word, fault.kind, fault.reached) == ("no answer", "temporary", True)
    assert len(web.requests) == 1


def test_a_server_that_hangs_up_after_each_answer_is_asked_over_a_new_connection(web):
    url = web.put("/feed", raw=b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

    async def go():
        async with Web(policy(web, host_gap_s=0.2)) as door:
            return [(await door.get(url, limit_bytes=9)).body for _ in range(3)]

    assert asyncio.run(go()) == [b"x"] * 3
    assert len({request.peer for request in web.requests}) == 3


def test_a_closed_port_is_no_answer_but_a_sign_of_life(web):
    with fake_web() as gone:
        url, host = gone.url + "/feed", gone.host

    fault = refusal(policy(web, allow_hosts=frozenset({host})), url)

    assert (fault.word, fault.reached) == ("no answer", True)


def test_a_server_without_tls_at_a_safe_address_is_told_so(web):
    fault = refusal(policy(web), web.put("/feed", "x").replace("http:", "https:"))

    assert (fault.word, fault.kind, fault.reached) == ("TLS error", "soft", True)


def test_no_proxy_of_the_environment_is_asked(web, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")

    assert get(policy(web), web.put("/feed", "x")).body == b"x"


def test_an_unknown_name_is_a_dns_error_and_may_be_our_own_fault(web):
    fault = refusal(policy(web), "http://no-such-host.invalid/feed")

    assert (fault.word, fault.kind, fault.reached) == ("DNS error", "temporary", False)


@pytest.mark.parametrize(
    "url",
    ["", "feed", "ftp://x/", "javascript:1", "http://u:p@x/", "http://a b/", "http://\ud800/"],
)
def test_what_is_no_web_address_is_told_and_not_asked(web, url):
    fault = refusal(policy(web), url)

    assert (fault.word, fault.kind) == ("not a web address", "hard")
