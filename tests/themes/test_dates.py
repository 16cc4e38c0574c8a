from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.days import dates

TUESDAY = date(2026, 6, 2)


def days(text, written_on=TUESDAY):
    return [when.day.isoformat() for when in dates.find(text, written_on)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 12 December 2026", "2026-12-12"),
        ("on the 12th of December 2026", "2026-12-12"),
        ("12th Dec. 2026", "2026-12-12"),
        ("Saturday, 12 December 2026", "2026-12-12"),
        ("December 12, 2026", "2026-12-12"),
        ("Sat 12 Dec", "2026-12-12"),
        ("12/12/2026", "2026-12-12"),
        ("04/09/26", "2026-09-04"),
        ("04.09.2026", "2026-09-04"),
        ("2026-12-12", "2026-12-12"),
        ("by the end of February", "2027-02-28"),
        ("the end of February 2028", "2028-02-29"),
        ("at the end of 2026", "2026-12-31"),
        ("the end of the month", "2026-06-30"),
        ("the end of next month", "2026-07-31"),
        ("today", "2026-06-02"),
        ("tomorrow", "2026-06-03"),
        ("by Friday", "2026-06-05"),
        ("this coming Monday", "2026-06-08"),
        ("on 1 MAY 2027", "2027-05-01"),
        ("5 Chwefror (February) 2027", "2027-02-05"),
        ("a week on Friday", "2026-06-12"),
        ("Friday week, 13 June 2026", "2026-06-13"),  # what is numbered rules
        ("a fortnight today", "2026-06-16"),
        ("the third Thursday in July", "2026-07-16"),
        ("the last Friday of this month", "2026-06-26"),
        ("the last working day of May 2025", "2025-05-30"),
        ("the 12th of next month", "2026-07-12"),
        ("by Christmas Eve", "2026-12-24"),
        ("the end of the financial year", "2027-03-31"),
    ],
)
def test_british_dates_are_read(text, day):
    assert days(text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "before Christmas",
        "in mid-July",
        "early in September",
        "by December",
        "in June 2027",
        "in a fortnight",
        "in two weeks' time",
        "31 June 2026",
        "29 February 2027",
        "Monday 12 December 2026",  # a Saturday
        "by Tuesday",  # written on a Tuesday: today or in a week?
        "next Friday",
        "a week on Tuesday",  # written on a Tuesday
        "the fifth Monday of July",
        "the second working day of July",
        "the last working day of May 2027",  # the 31st is a holiday
        "the last working day of March 2024",  # Good Friday was the 29th
        "the end of the year",
        "on Fridays",
        "12/13/2026",
        "version 1.2.26",
        "may 12 councils bid",
        "£12 May",
        "3,12 June",
        "",
    ],
)
def test_what_is_vague_or_wrong_is_left_alone(text):
    assert days(text) == []


def test_a_day_without_a_year_is_the_next_one():
    assert days("9 January", date(2026, 11, 20)) == ["2027-01-09"]
    assert days("2 June", TUESDAY) == ["2026-06-02"]


def test_a_day_just_gone_is_not_taken_for_next_years():
    assert days("29 May", TUESDAY) == []


def test_the_weekday_chooses_the_year_or_refuses():
    assert days("Friday 12 December", date(2025, 11, 3)) == ["2025-12-12"]
    assert days("Friday 12 December", date(2026, 11, 3)) == []


def test_without_a_date_of_its_own_a_text_needs_years():
    assert days("by Friday, today, 9 May, the end of May", None) == []
    assert days("9 May 2027", None) == ["2027-05-09"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("between 3 June and 26 August", "2026-08-26"),
        ("from 3 June to 26 August 2026", "2026-08-26"),
        ("3 June – 26 August", "2026-08-26"),
        ("8–30 June 2026", "2026-06-30"),
        ("between 8 and 30 June", "2026-06-30"),
        ("from 11 May until 31 July", "2026-07-31"),
        ("from 3 November 2026 to 26 January", "2027-01-26"),
        ("from 9am on 8 June to 5pm on 30 June", "2026-06-30"),
    ],
)
def test_a_range_is_read_as_its_last_day(text, day):
    found = dates.find(text, TUESDAY)

    assert [(when.day.isoformat(), when.form) for when in found] == [(day, "range")]


def test_two_days_joined_by_and_are_no_range():
    found = dates.find("events on 18 and 25 June", TUESDAY)

    assert [when.form for when in found] == ["day"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("runs for twelve weeks from 3 June", "2026-08-26"),
        ("a 90-day consultation starts on 1 July 2026", "2026-09-29"),
        ("three months from 30 November 2026", "2027-02-28"),
        ("an eight-week consultation, launched today", "2026-07-28"),
        ("begins on 15 June and will last 45 days", "2026-07-30"),
        ("the eight-week consultation opened on 11 May", "2026-07-06"),
        ("the six-week survey opened on Monday", "2026-07-13"),
    ],
)
def test_a_duration_ends_so_many_weeks_after_its_first_day(text, day):
    found = dates.find(text, TUESDAY)

    assert [(when.day.isoformat(), when.form) for when in found] == [(day, "duration")]


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("5pm on 9 May 2027", time(17)),
        ("5.30 p.m. on 9 May 2027", time(17, 30)),
        ("noon on Sunday 9 May 2027", time(12)),
        ("12:00 noon, 9 May 2027", time(12)),
        ("12pm on 9 May 2027", time(12)),
        ("9 May 2027 at 9am.", time(9)),
        ("9 May 2027 (17:00)", time(17)),
        ("11:59pm on 9 May 2027", time(23, 59)),
        ("midnight on 9 May 2027", time(23, 59)),
        ("12am on 9 May 2027", None),
        ("9 May 2027", None),
    ],
)
def test_the_hour_beside_a_day_is_read(text, hour):
    assert [when.hour for when in dates.find(text, None)] == [hour]


def test_offsets_hold_the_words_of_the_day():
    text = "Replies are due at noon on Friday 12 June, please."

    [when] = dates.find(text, TUESDAY)

    assert text[when.start : when.stop] == "noon on Friday 12 June"


@pytest.mark.parametrize(
    ("day", "hour", "moment"),
    [
        (date(2026, 1, 9), None, datetime(2026, 1, 9, 23, 59, tzinfo=UTC)),
        (date(2026, 7, 9), None, datetime(2026, 7, 9, 22, 59, tzinfo=UTC)),
        (date(2026, 7, 9), time(12), datetime(2026, 7, 9, 11, tzinfo=UTC)),
        (date(2026, 10, 26), time(10), datetime(2026, 10, 26, 10, tzinfo=UTC)),
    ],
    ids=["winter", "summer", "summer noon", "the day after the clocks change"],
)
def test_london_time_becomes_utc(day, hour, moment):
    assert dates.to_utc(day, hour) == moment


def test_a_summer_evening_in_utc_is_tomorrow_in_london():
    assert dates.day_in_london(datetime(2026, 6, 2, 23, 30, tzinfo=UTC)) == date(2026, 6, 3)


@given(text=st.text(alphabet="0123456789/-–. :toandJuneMayFriby", max_size=60))
def test_no_text_breaks_the_reader(text):
    for when in dates.find(text, TUESDAY):
        assert 0 <= when.start < when.stop <= len(text)
        assert 1900 <= when.day.year <= 2300


@given(day=st.dates(date(2026, 6, 2), date(2027, 3, 1)))
def test_every_day_of_the_coming_months_is_understood(day):
    assert days(f"by {day:%A} {day.day} {day:%B}") == [day.isoformat()]
