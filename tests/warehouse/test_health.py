"""How a source does, from real rows: one state each, silence by its own rhythm."""

from datetime import UTC, datetime, timedelta

import pytest

from records import Host
from tests.warehouse import make
from tests.warehouse.watched import DAY, START, entries, failure, standing
from warehouse import hosts, polls


@pytest.mark.parametrize(
    ("word", "state", "health"),
    [
        ("blocked (403)", "blocked", "blocked (403) since 4 March"),
        ("HTML instead of a feed", "html instead of a feed",
         "HTML instead of a feed since 4 March"),
        ("DNS error", "dns error", "DNS error since 4 March"),
    ],
)  # fmt: skip
def test_a_failure_is_named_with_its_day(open_at, word, state, health):
    con = open_at(*entries(20, 3))
    polls.polled(con, [failure(word)], START + 2 * DAY)
    polls.polled(con, [failure(word)], START + 9 * DAY)

    row = standing(con)
    assert (row["state"], row["health"], row["severity"]) == (state, health, 3)
    assert row["since"] == START + 2 * DAY


def test_a_day_of_another_year_is_given_with_its_year(open_at):
    con = open_at(*entries(20, 3))
    polls.polled(con, [failure("DNS error")], START)
    polls.polled(con, [failure("DNS error")], START + 365 * DAY)

    assert standing(con)["health"] == "DNS error since 2 March 2026"


def test_a_feed_taken_away_is_gone_and_discovery_helps(open_at):
    con = open_at(*entries(20, 3))
    polls.polled(con, [failure("gone (410)", is_gone=True)], START + DAY)

    row = standing(con)
    assert (row["state"], row["health"]) == ("gone", "gone (410) since 3 March")
    assert "placewatch sources discover lga" in row["remark"]


def test_a_publisher_that_asks_to_wait_is_no_failure_of_its_own(open_at):
    con = open_at(*entries(20, 3))
    until = START + timedelta(hours=5)
    polls.polled(con, [failure("asked to wait (429)", next_poll_at=until)], START)

    row = standing(con)
    assert (row["state"], row["severity"]) == ("waiting", 2)
    assert row["health"] == "asked to wait until 2 March 14:00 UTC"


def test_a_host_that_asked_to_wait_holds_its_feeds(open_at):
    con = open_at(*entries(20, 3))
    until = START + timedelta(hours=30)
    hosts.save(con, [Host(host="lga.example", wait_until=until)])

    assert standing(con)["health"] == "asked to wait until 3 March 15:00 UTC"


def test_a_valid_feed_without_entries_is_empty(open_at):
    assert standing(open_at())["health"] == "empty feed"


@pytest.mark.parametrize(
    ("days", "health"),
    [
        (364, "nothing new for 364 days (usually 3)"),
        (500, "old page still answers: newest entry is 16 months old"),
        (1200, "old page still answers: newest entry is 3 years old"),
    ],
)
def test_an_old_page_is_no_working_feed(open_at, days, health):
    con = open_at(*entries(20, 3, until=START - days * DAY))

    assert standing(con)["health"] == health


def test_a_move_is_told_before_and_after_it_is_believed(open_at):
    con = open_at(*entries(20, 3))
    moved = make.poll("lga", moved_to="https://new.example/feed")
    polls.polled(con, [moved], START + timedelta(hours=1))
    watched = standing(con)
    for days in range(1, 12):
        polls.polled(con, [moved], START + days * DAY)
    settled = standing(con)

    assert watched["health"] == settled["health"] == "moved to https://new.example/feed"
    assert "watched before it is believed" in watched["remark"]
    assert "put the new address into the list" in settled["remark"]


@pytest.mark.parametrize(
    ("source", "health"),
    [
        ({"feed": None}, "waits for an address"),
        ({"is_on": False}, "switched off"),
        ({}, "not polled yet"),
    ],
)
def test_a_source_that_is_not_polled_says_why(open_at, source, health):
    assert standing(open_at(is_polled=False, **source))["health"] == health


@pytest.mark.parametrize(
    ("expect", "seen", "health"),
    [
        pytest.param((4, 60), 1, "fewer entries than expected: 1 in 30 days, at least 4 expected",
                     id="few"),
        pytest.param((0, 2), 3, "more entries than expected: 3 in 30 days, at most 2 expected",
                     id="many"),
        pytest.param((1, 3), 2, "working", id="as expected"),
        pytest.param(None, 1, "working", id="nothing expected"),
    ],
)  # fmt: skip
def test_volume_is_compared_with_what_the_list_expects(open_at, expect, seen, health):
    con = open_at(make.entry(99, published_at=START), expect_per_month=expect)
    new_to_it = standing(con)["health"]
    later = START + 40 * DAY
    fresh = [make.entry(n, published_at=later - n * DAY) for n in range(seen)]
    polls.polled(con, [make.poll("lga", *fresh)], later)

    assert new_to_it == "working"
    assert standing(con)["health"] == health


def test_a_working_source_tells_its_rhythm(open_at):
    con = open_at(*entries(20, 3))

    row = standing(con)
    assert row["health"] == "working: new entries every 3 days or so"
    assert (row["usual_days"], row["quiet_days"], row["severity"]) == (3, 0, 0)
    assert row["newest_at"] == START - timedelta(hours=1)


@pytest.mark.parametrize(
    ("every_days", "quiet", "is_silent"),
    [
        (1, 21, False), (1, 23, True),  # never before three weeks
        (14, 28, False), (14, 30, True),  # twice its own longest pause but one
    ],
)  # fmt: skip
def test_silence_is_judged_by_a_source_s_own_rhythm(open_at, every_days, quiet, is_silent):
    con = open_at(*entries(20, every_days))
    polls.polled(con, [make.poll("lga")], START + quiet * DAY)

    row = standing(con)
    assert (row["state"] == "silent") is is_silent
    if is_silent:
        days = "1" if every_days == 1 else "14"
        assert row["health"] == f"nothing new for {quiet} days (usually {days})"


def test_one_outage_in_its_past_does_not_excuse_a_source_for_ever(open_at):
    old = entries(10, 2, until=START - 200 * DAY, first=50)
    con = open_at(*entries(15, 2), *old)
    polls.polled(con, [make.poll("lga")], START + 25 * DAY)

    assert standing(con)["state"] == "silent"


YULE = datetime(2025, 12, 18, tzinfo=UTC)
SUMMER = datetime(2026, 7, 25, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "last", "days", "state"),
    [
        ("council", YULE, 25, "working"),  # 17 days of Christmas count nothing
        ("council", YULE, 45, "silent"),
        ("council", SUMMER, 34, "working"),  # days of August count half
        ("council", SUMMER, 45, "silent"),
        ("parliament", SUMMER, 45, "working"),  # the summer recess counts nothing
    ],
)
def test_days_without_news_for_anybody_count_little(open_at, kind, last, days, state):
    con = open_at(*entries(20, 1, until=last), at=last, kind=kind)
    polls.polled(con, [make.poll("lga")], last + days * DAY)

    assert standing(con)["state"] == state


def test_undated_entries_that_were_there_before_tell_no_rhythm(open_at):
    con = open_at(*[make.entry(n, published_at=None) for n in range(30)])
    polls.polled(con, [make.poll("lga")], START + 300 * DAY)

    row = standing(con)
    assert (row["state"], row["usual_days"], row["newest_at"]) == ("working", None, None)
