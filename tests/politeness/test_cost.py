"""What a month costs a publisher, by the arithmetic that chooses each poll."""

from datetime import UTC, datetime, timedelta

import pytest

from warehouse import pace

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
CLOCK = timedelta(minutes=5)
END = MONDAY + 30 * DAY


def every(days):
    return [MONDAY + n * days * DAY + timedelta(hours=9.5) for n in range(-20, int(30 / days))]


def working_hours(a_day):
    days = [MONDAY + n * DAY for n in range(-7, 30)]
    step = timedelta(hours=12) / a_day
    return [
        day + timedelta(hours=7) + n * step
        for day in days
        if day.weekday() < 5
        for n in range(a_day)
    ]


def month(times, *, is_costly):
    """Return requests, bodies, and the delays of entries, of one feed in 30 days."""
    now, whole_at, read_at = MONDAY, MONDAY - 2 * DAY, MONDAY
    requests, bodies, delays = 0, 0, []
    while now < END:
        known = [time for time in times if time <= now]
        new = [time for time in known if time > read_at]
        is_whole = is_costly or now - whole_at >= DAY
        requests, bodies = requests + 1, bodies + bool(new or is_whole)
        whole_at = now if is_whole else whole_at
        delays += [now - time for time in new]
        read_at = now
        rhythm_s = pace.rhythm_s(known[-80:]) or pace.UNKNOWN_S
        quiet_s = (now - known[-1]).total_seconds()
        every_s = pace.interval_s(rhythm_s, quiet_s, is_costly=is_costly)
        due = pace.next_poll(now, every_s, jitter=(requests * 0.618) % 1)
        now += CLOCK * -(-(due - now) // CLOCK)
    return requests, bodies, delays


@pytest.mark.parametrize(
    ("kind", "times", "is_costly", "most_requests", "most_bodies", "most_h"),
    [
        ("forty a working day", working_hours(40), False, 4_320, 940, 0.9),
        ("one a day", every(1), False, 720, 62, 1.3),
        ("one a week", every(7), False, 110, 36, 8),
        ("one a month", every(29), False, 36, 34, 26.5),
        ("none for years", [MONDAY - 900 * DAY, MONDAY - 890 * DAY], False, 32, 32, 0),
        ("forty, whole bodies", working_hours(40), True, 720, 720, 4.5),
        ("one a day, whole bodies", every(1), True, 132, 132, 6.8),
        ("one a week, whole bodies", every(7), True, 34, 34, 26.5),
    ],
)
def test_what_a_feed_costs_is_bounded(kind, times, is_costly, most_requests, most_bodies, most_h):
    requests, bodies, delays = month(times, is_costly=is_costly)
    longest = max(delays, default=timedelta())
    mean = sum(delays, timedelta()) / max(1, len(delays))

    row = f"{kind:25} {requests:5} requests {bodies:4} bodies, heard of after"
    print(
        f"{row} {mean.total_seconds() / 60:5.0f} min, {longest.total_seconds() / 60:5.0f} at most"
    )
    assert requests <= most_requests
    assert bodies <= most_bodies
    assert longest <= timedelta(hours=most_h)
