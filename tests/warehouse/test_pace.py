import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse import pace

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)  # a Wednesday
HOUR, DAY = 3_600.0, 86_400.0
SECONDS = st.floats(0, 1e9)
JITTER = st.floats(0, 1, exclude_max=True)
KINDS = st.sampled_from([None, "hard", "soft", "temporary"])
ASKED = st.builds(
    pace.Asked,
    fresh_until=st.none() | st.integers(-99, 99).map(lambda n: NOW + timedelta(hours=n)),
    ttl_s=st.none() | st.floats(),
    skip_hours=st.sets(st.integers(0, 23)),
    skip_days=st.sets(st.integers(0, 6)),
)
MOMENTS = st.lists(st.integers(0, 10**8).map(lambda n: NOW - timedelta(seconds=n)), max_size=40)


def after(**passed):
    return NOW + timedelta(**passed)


@given(usual=SECONDS, longer=SECONDS, quiet=SECONDS, is_costly=st.booleans())
def test_the_rarer_the_entries_the_longer_the_wait_within_its_bounds(
    usual, longer, quiet, is_costly
):
    wait = pace.interval_s(usual, quiet, is_costly=is_costly)
    least = pace.BODY_LEAST_S if is_costly else pace.LEAST_S

    assert least <= wait <= pace.MOST_S
    assert wait <= pace.interval_s(usual + longer, quiet, is_costly=is_costly)
    assert wait <= pace.interval_s(usual, quiet + longer, is_costly=is_costly)
    assert wait <= pace.interval_s(usual, quiet, is_costly=True)


@given(every=st.floats(600, 86_400), failures=st.floats(0, 1e6), kind=KINDS, asked=ASKED, j=JITTER)
def test_no_poll_is_in_the_past_or_given_up(every, failures, kind, asked, j):
    at = pace.next_poll(NOW, every, failures=failures, kind=kind, asked=asked, jitter=j)
    most_s = (pace.HARD_CAP_S if kind == "hard" else pace.MOST_S) + 7 * DAY

    assert after(seconds=pace.LEAST_S) <= at
    assert at <= max(after(seconds=most_s), (asked.fresh_until or NOW) + timedelta(days=7))
    assert asked.fresh_until is None or at >= asked.fresh_until


@given(every=st.floats(600, 86_400), failures=st.floats(0, 99), more=st.floats(0, 99), kind=KINDS)
def test_each_failure_makes_the_wait_longer_or_leaves_it(every, failures, more, kind):
    first = pace.next_poll(NOW, every, failures=failures, kind=kind)

    assert first <= pace.next_poll(NOW, every, failures=failures + more, kind=kind)


@given(moments=MOMENTS, prior=st.none() | st.floats(1, 1e8))
def test_a_rhythm_is_a_number_between_its_shortest_and_its_longest_gap(moments, prior):
    rhythm = pace.rhythm_s(moments, prior)

    assert rhythm is None or (math.isfinite(rhythm) and 0 < rhythm <= 1.0001e8)
    assert (rhythm is None) == (not moments or max(moments) - min(moments) < timedelta(hours=1))
    assert rhythm == pace.rhythm_s(reversed(moments), prior)


@given(fresh=st.none() | st.floats(), retry=st.none() | st.floats(), is_busy=st.booleans())
def test_whatever_http_asks_for_ends_within_a_week(fresh, retry, is_busy):
    until = pace.fresh_until(NOW, fresh, retry, is_busy=is_busy)

    assert until is None or NOW < until <= after(days=7) or until == NOW


@pytest.mark.parametrize(
    ("gaps_h", "prior_h", "rhythm_h"),
    [
        pytest.param([24] * 9, None, 24, id="daily"),
        pytest.param([0.1, 0.1, 168, 0.1, 168, 168], None, 168, id="a newsletter in parts"),
        pytest.param([24] * 18 + [87_600], None, 36.97, id="an entry pinned ten years ago"),
        pytest.param([720], 720, 720, id="one gap, as expected"),
        pytest.param([2], 168, 18.33, id="one gap, and another expectation"),
        pytest.param([24, 24, 24], 9_999, 24, id="three gaps need no expectation"),
    ],
)
def test_a_rhythm_is_the_usual_gap(gaps_h, prior_h, rhythm_h):
    moments = [NOW]
    for gap in gaps_h:
        moments.append(moments[-1] - timedelta(hours=gap))

    found = pace.rhythm_s(moments, prior_h and prior_h * HOUR)
    assert found == pytest.approx(rhythm_h * HOUR, rel=1e-2)


@pytest.mark.parametrize(
    ("expect", "days"),
    [
        pytest.param((4, 4), 7.5, id="weekly"),
        pytest.param((2, 50), 3, id="between few and many"),
        pytest.param((0, 0), 30, id="none"),
        pytest.param(None, 1, id="unknown"),
    ],
)
def test_before_anything_is_known_the_list_of_sources_is_believed(expect, days):
    assert pace.prior_s(expect) == days * DAY


@pytest.mark.parametrize(
    ("usual_h", "quiet_h", "is_costly", "minutes"),
    [
        pytest.param(1, 0, False, 10, id="busy"),
        pytest.param(1, 64, False, 40, id="busy, on Monday morning"),
        pytest.param(24, 0, False, 60, id="daily"),
        pytest.param(168, 0, False, 7 * 60, id="weekly"),
        pytest.param(720, 0, False, 24 * 60, id="monthly"),
        pytest.param(24, 48 * 96, False, 24 * 60, id="asleep"),
        pytest.param(1, 0, True, 60, id="busy, a whole body each time"),
        pytest.param(24, 0, True, 6 * 60, id="daily, a whole body each time"),
        pytest.param(168, 0, True, 24 * 60, id="weekly, a whole body each time"),
    ],
)
def test_a_feed_is_asked_as_often_as_it_is_worth(usual_h, quiet_h, is_costly, minutes):
    wait_s = pace.interval_s(usual_h * HOUR, quiet_h * HOUR, is_costly=is_costly)

    assert wait_s == pytest.approx(minutes * 60)


@pytest.mark.parametrize(
    ("failures", "kind", "hours"),
    [
        pytest.param(0.0, None, 1, id="well"),
        pytest.param(0.25, "temporary", 1.189, id="first temporary failure"),
        pytest.param(0.5, "soft", 1.414, id="first soft failure"),
        pytest.param(1.0, "hard", 2, id="first hard failure"),
        pytest.param(50.0, "soft", 24, id="soft for weeks"),
        pytest.param(5000.0, "hard", 30 * 24, id="hard for years"),
    ],
)
def test_the_wait_grows_with_failures_and_has_an_end(failures, kind, hours):
    at = pace.next_poll(NOW, HOUR, failures=failures, kind=kind)

    assert (at - NOW).total_seconds() == pytest.approx(hours * HOUR, rel=1e-3)


@pytest.mark.parametrize(
    ("asked", "at"),
    [
        pytest.param({"ttl_s": 3 * HOUR}, after(hours=3), id="ttl"),
        pytest.param({"ttl_s": 99 * DAY}, after(days=1), id="ttl for months"),
        pytest.param({"ttl_s": math.nan}, after(hours=1), id="ttl of nonsense"),
        pytest.param({"fresh_until": after(days=6)}, after(days=6), id="Retry-After"),
        pytest.param({"skip_hours": {13, 14}}, after(hours=3), id="skipHours"),
        pytest.param({"skip_hours": set(range(24))}, after(hours=1), id="skipHours, all"),
        pytest.param({"skip_days": {2, 3}}, after(hours=36), id="skipDays"),
        pytest.param({"skip_days": {2, 3, 4, 5, 6}}, after(hours=108), id="skipDays, most"),
        pytest.param({"skip_days": set(range(7))}, after(hours=1), id="skipDays, all"),
    ],
)
def test_a_publisher_may_ask_for_longer_waits(asked, at):
    assert pace.next_poll(NOW, HOUR, asked=pace.Asked(**asked)) == at


def test_jitter_spreads_the_wait_by_a_tenth_each_way():
    waits = [pace.next_poll(NOW, 1_200.0, jitter=j) - NOW for j in (0.0, 0.5, 1.0)]

    assert waits == [timedelta(minutes=18), timedelta(minutes=20), timedelta(minutes=22)]


def test_a_failure_weighs_as_much_as_it_says():
    weights = [pace.failures_after(1.0, kind) for kind in ("hard", "soft", "temporary")]

    assert weights == [2.0, 1.5, 1.25]


def test_who_asks_for_fewer_requests_without_saying_how_few_is_left_alone_for_an_hour():
    assert pace.fresh_until(NOW, None, None, is_busy=True) == after(hours=1)
    assert pace.fresh_until(NOW, None, 60.0, is_busy=True) == after(minutes=1)
    assert pace.fresh_until(NOW, None, None) is None
