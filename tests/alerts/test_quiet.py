from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.quiet import Quiet, not_before, spell

LONDON = ZoneInfo("Europe/London")
NIGHT = Quiet(begins=time(19), ends=time(8))
NOON = Quiet(begins=time(12), ends=time(13, 30))
WEEKEND = Quiet(weekends=True)
BOTH = Quiet(begins=time(19), ends=time(8), weekends=True)
HOURS = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30]))
QUIETS = st.builds(Quiet, begins=HOURS, ends=HOURS, weekends=st.booleans()).filter(
    lambda quiet: quiet.begins != quiet.ends
)


def at(text):
    """Return a moment that London's clocks show."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        pytest.param(None, "2026-11-20T03:00", None, id="no quiet"),
        pytest.param(NIGHT, "2026-11-19T18:59", None, id="before the night"),
        pytest.param(NIGHT, "2026-11-19T19:00", "2026-11-20T08:00", id="the night begins"),
        pytest.param(NIGHT, "2026-11-20T07:59", "2026-11-20T08:00", id="the night ends"),
        pytest.param(NIGHT, "2026-11-20T08:00", None, id="after the night"),
        pytest.param(NOON, "2026-11-20T12:10", "2026-11-20T13:30", id="within a day"),
        pytest.param(WEEKEND, "2026-11-20T23:59", None, id="Friday"),
        pytest.param(WEEKEND, "2026-11-22T23:59", "2026-11-23T00:00", id="Sunday"),
        pytest.param(BOTH, "2026-11-20T20:00", "2026-11-23T08:00", id="Friday night to Monday"),
        pytest.param(NIGHT, "2026-03-28T22:00", "2026-03-29T08:00", id="clocks go forward"),
        pytest.param(NIGHT, "2026-10-24T22:00", "2026-10-25T08:00", id="clocks go back"),
    ],
)
def test_what_waits_waits_for_the_end_of_the_quiet_in_london(quiet, now, until):
    found = not_before(quiet, "digest", "daily", at(now))

    assert found == (until and at(until))


def test_a_night_with_a_change_of_clocks_is_an_hour_shorter_or_longer():
    forward, back = (spell(NIGHT, at(f"2026-{day}T23:00")) for day in ("03-28", "10-24"))

    assert forward.ends_at - forward.began_at == timedelta(hours=12)
    assert back.ends_at - back.began_at == timedelta(hours=14)


@pytest.mark.parametrize(
    ("kind", "tier", "is_strict", "waits"),
    [
        ("new", "immediate", False, False),
        ("step", "immediate", False, False),
        ("reminder", "immediate", False, False),
        ("area", "immediate", False, True),
        ("more", "daily", False, True),
        ("review", "weekly", False, True),
        ("new", "immediate", True, True),
    ],
)
def test_what_is_urgent_goes_through_unless_the_channel_says_otherwise(
    kind, tier, is_strict, waits
):
    quiet = Quiet(begins=time(19), ends=time(8), is_strict=is_strict)

    assert (not_before(quiet, kind, tier, at("2026-11-19T23:00")) is not None) is waits


@given(quiet=QUIETS, hours=st.integers(0, 2 * 366 * 24), minutes=st.sampled_from([0, 7, 30]))
def test_when_the_quiet_ends_it_is_quiet_no_more(quiet, hours, minutes):
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours, minutes=minutes)
    found = spell(quiet, now)

    assert found is None or found.began_at <= now < found.ends_at
    assert found is None or spell(quiet, found.ends_at) is None
