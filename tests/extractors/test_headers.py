from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.web import headers
from tests.extractors.door import get
from tests.fakes.web import fake_web

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
DATE = "Sat, 21 Nov 2026 14:00:00 GMT"
LATER = "Sat, 21 Nov 2026 14:30:00 GMT"
PARTS = [
    "max-age",
    "=",
    ",",
    "no-cache",
    '"',
    "Sat, 21 Nov 2026",
    "14:00:00",
    "GMT",
    "+9999",
    "99999",
]
JUNK = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PARTS), max_size=6).map(" ".join))


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        ({"cache-control": "max-age=900"}, 900.0),
        ({"cache-control": "public, Max-Age=900, must-revalidate"}, 900.0),
        ({"cache-control": 'max-age="900"'}, 900.0),
        ({"cache-control": "max-age=900", "age": "300"}, 600.0),
        ({"cache-control": "max-age=900", "age": "901"}, None),
        ({"cache-control": "max-age=900", "age": "old"}, 900.0),
        ({"cache-control": "max-age=900, max-age=60"}, 60.0),
        ({"cache-control": "max-age=0"}, None),
        ({"cache-control": "max-age=-1"}, None),
        ({"cache-control": "max-age=soon"}, None),
        ({"cache-control": "s-maxage=900"}, None),
        ({"cache-control": "no-cache, max-age=900"}, None),
        ({"cache-control": "max-age=900, no-store"}, None),
        ({"cache-control": "NO-STORE", "expires": LATER, "date": DATE}, None),
        ({"cache-control": "max-age=60", "expires": LATER, "date": DATE}, 60.0),
        ({"cache-control": "max-age=0", "expires": LATER, "date": DATE}, None),
        ({"cache-control": "max-age=31536000"}, 86_400.0),
        ({"cache-control": "max-age=" + "9" * 400}, None),
        ({"cache-control": "public", "expires": LATER, "date": DATE}, 1800.0),
        ({"expires": LATER}, 1800.0),
        ({"expires": LATER, "date": "yesterday"}, 1800.0),
        ({"expires": DATE, "date": LATER}, None),
        ({"expires": "0"}, None),
        ({"expires": "-1", "date": DATE}, None),
        ({"expires": "Sat, 21 Nov 99999 14:30:00 GMT", "date": DATE}, None),
        ({"expires": "Fri, 21 Nov 2036 14:30:00 GMT", "date": DATE}, 86_400.0),
        ({}, None),
    ],
)
def test_how_long_an_answer_asks_not_to_be_fetched_again(head, seconds):
    assert headers.fresh_s(head, NOW) == seconds


def test_an_answer_says_how_long_it_stays_fresh_also_if_nothing_changed():
    with fake_web() as web:
        url = web.put("/feed", "<rss/>", etag='"a"', headers={"Cache-Control": "max-age=1800"})

        assert get(url, web).fresh_s == 1800.0
        assert get(url, web, etag='"a"').fresh_s == 1800.0
        assert get(url, web, etag='"a"').not_modified


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 120 ", 120.0),
        ("0", 0.0),
        ("999999999", 7 * 86_400.0),
        ("9" * 20, None),
        ("1.5", None),
        ("-5", None),
        ("١٢", None),
        ("", None),
        (LATER, 1800.0),
        ("Saturday, 21-Nov-26 14:30:00 GMT", 1800.0),
        ("Sat Nov 21 14:30:00 2026", 1800.0),
        ("Sat, 21 Nov 2026 13:00:00 GMT", 0.0),
        ("Wed, 21 Jan 2099 13:00:00 GMT", 7 * 86_400.0),
        ("tomorrow", None),
    ],
)
def test_a_wish_to_wait_is_read_in_every_form_that_http_allows(value, seconds):
    assert headers.retry_after_s(value, NOW) == seconds


@given(control=JUNK, expires=JUNK, date=JUNK, age=JUNK)
def test_junk_in_headers_is_survived_and_asks_for_a_day_at_most(control, expires, date, age):
    head = {"cache-control": control, "expires": expires, "date": date, "age": age}

    assert 0 < (headers.fresh_s(head, NOW) or 1) <= 86_400
    assert 0 < (headers.fresh_s({"expires": expires, "date": date}, NOW) or 1) <= 86_400
    assert 0 <= (headers.retry_after_s(date, NOW) or 0) <= 7 * 86_400


def test_of_a_header_that_stands_twice_the_last_counts_and_of_wishes_for_caches_all():
    found = headers.plain(
        [("X", "1"), ("Cache-Control", "public"), ("x", "2"), ("cache-control", "max-age=60")]
    )

    assert found == {"x": "2", "cache-control": "public, max-age=60"}
