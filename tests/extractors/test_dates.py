from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import dates

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-18T09:30:00Z", datetime(2026, 11, 18, 9, 30, tzinfo=UTC)),
        ("2026-11-18T09:30:00+01:00", datetime(2026, 11, 18, 8, 30, tzinfo=UTC)),
        ("2026-11-18", datetime(2026, 11, 18, tzinfo=UTC)),
        ("Wed, 18 Nov 2026 09:30:00 GMT", datetime(2026, 11, 18, 9, 30, tzinfo=UTC)),
        ("18 November 2026", datetime(2026, 11, 18, tzinfo=UTC)),
        ("18th Sep 26, 4:01pm", datetime(2026, 9, 18, 16, 1, tzinfo=UTC)),
        ("Published: 1st October, 2026 at 09.15", datetime(2026, 10, 1, 9, 15, tzinfo=UTC)),
        ("September 18, 2026", datetime(2026, 9, 18, tzinfo=UTC)),
        ("18/09/2026", datetime(2026, 9, 18, tzinfo=UTC)),
        ("03/04/2026", datetime(2026, 4, 3, tzinfo=UTC)),
        ("18 Tachwedd 2026", datetime(2026, 11, 18, tzinfo=UTC)),
        ("22 Nov 2026 23:00", datetime(2026, 11, 22, 23, tzinfo=UTC)),
    ],
)
def test_dates_are_read_as_publishers_write_them(text, moment):
    assert dates.read(text, NOW) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "1 January 1970",
        "31 February 2026",
        "25 December 2026",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00",
        "45 Maybe 2026",
        "00/00/2026",
        "12 2026",
    ],
)
def test_a_date_that_nobody_can_have_meant_is_none(text):
    assert dates.read(text, NOW) is None


@given(text=st.text(max_size=60))
def test_no_text_whatever_breaks_the_reading_of_dates(text):
    found = dates.read(text, NOW)

    assert found is None or dates.EARLIEST <= found <= NOW + dates.MOST_AHEAD


@given(
    text=st.from_regex(
        r"\d{1,4}[-/. ](\d{1,2}|Nov|march)[-/. ]\d{1,6}[T, ]\d{1,2}[:.]\d\d(am|pm|Z|\+99:99)?"
    )
)
def test_what_looks_like_a_date_is_one_or_none(text):
    found = dates.read(text, NOW)

    assert found is None or found.tzinfo is UTC
