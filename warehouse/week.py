"""A week in figures: what was read, what broke, what waits, how the house grows."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from duckdb import DuckDBPyConnection as Connection

from records import Week
from warehouse import health, store

LONDON = ZoneInfo("Europe/London")
FLOW = "weekly"  # its run keeps SIZE among its counts, for the week after
SIZE = "warehouse_bytes"
# Longer pauses are told. classify and notify sweep every five minutes: beyond a reboot, guess.
# A poll that finds nothing due leaves no run behind, and no feed waits longer than a day.
RESTS = {"classify": 6 * 3600, "notify": 6 * 3600, "poll": 30 * 3600}
ENDS = timedelta(hours=6)  # guess: a run that is older and has no end was killed


def last_week(now: datetime) -> tuple[str, datetime, datetime]:
    """Return the last week that is over in London: its ISO name, its start, its end."""
    today = now.astimezone(LONDON).date()
    monday = today - timedelta(days=today.weekday())
    year, week, _ = (monday - timedelta(days=7)).isocalendar()
    return f"{year}-W{week:02d}", _midnight(monday - timedelta(days=7)), _midnight(monday)


def facts(con: Connection, now: datetime) -> Week:
    """Return what an operator should know of the last week that is over.

    How the sources do, and what waits, is of this moment; ``health.watch`` comes before.
    """
    number, began_at, ended_at = last_week(now)
    entries, articles, reports = _row(
        con,
        """
        SELECT coalesce(sum(counts['entries']), 0)::BIGINT,
               coalesce(sum(counts['articles']), 0)::BIGINT,
               coalesce(sum(counts['reports']), 0)::BIGINT
        FROM store.runs
        WHERE flow = 'poll' AND started_at >= $began_at AND started_at < $ended_at
        """,
        began_at=began_at,
        ended_at=ended_at,
    )
    (alerts,) = _row(
        con,
        "SELECT count(*) FROM store.outbox WHERE sent_at >= $began_at AND sent_at < $ended_at",
        began_at=began_at,
        ended_at=ended_at,
    )
    (size_before,) = _row(
        con,
        """
        SELECT arg_max(counts[$size], started_at) FROM store.runs
        WHERE flow = $flow AND counts[$size] IS NOT NULL AND started_at < $now - to_days(5)
        """,
        flow=FLOW,
        size=SIZE,
        now=now,
    )
    pages_waiting, pages_since = _row(
        con, "SELECT count(*), min(first_seen_at) FROM store.entries WHERE state = 'pending'"
    )
    alerts_waiting, alerts_since, alerts_refused = _row(
        con,
        """
        SELECT count(*) FILTER (state IN ('pending', 'sending')),
               min(created_at) FILTER (state IN ('pending', 'sending')),
               count(*) FILTER (state = 'parked')
        FROM store.outbox
        """,
    )
    return Week(
        number=number,
        began_at=began_at,
        ended_at=ended_at,
        told_at=now,
        states=health.tally(con),
        changes=health.changes(con, began_at),
        failing=health.failing(con),
        entries=entries,
        articles=articles,
        reports=reports,
        alerts=alerts,
        broken_off=_broken_off(con, began_at, now),
        pauses=_pauses(con, began_at, now),
        size=size(con),
        size_before=size_before,
        free=store.free(con),
        pages_waiting=pages_waiting,
        pages_since=pages_since,
        alerts_waiting=alerts_waiting,
        alerts_since=alerts_since,
        alerts_refused=alerts_refused,
    )


def size(con: Connection) -> int:
    """Return the bytes of the warehouse on the disk."""
    return store.size(con)


def _broken_off(
    con: Connection, since: datetime, now: datetime
) -> tuple[tuple[str, datetime], ...]:
    found = con.execute(
        """
        SELECT flow, started_at FROM store.runs
        WHERE ended_at IS NULL AND started_at >= $since AND started_at < $before
        ORDER BY started_at, run_id
        """,
        {"since": since, "before": now - ENDS},
    ).fetchall()
    return tuple((flow, started_at) for flow, started_at in found)


def _pauses(
    con: Connection, since: datetime, now: datetime
) -> tuple[tuple[str, datetime, datetime], ...]:
    """Return when a flow that sweeps did not: between two runs, or from the last one on."""
    found = con.execute(
        """
        WITH starts AS (
            SELECT flow, started_at,
                   coalesce(lead(started_at) OVER (PARTITION BY flow ORDER BY started_at), $now)
                       AS next_at
            FROM store.runs
            WHERE started_at <= $now
        )
        SELECT flow, started_at, next_at FROM starts
        JOIN (SELECT unnest(from_json_strict($rows, $types), max_depth := 2)) USING (flow)
        WHERE next_at >= $since AND next_at - started_at > to_seconds(rest_s)
        ORDER BY started_at, flow
        """,
        {
            **store.given({"flow": flow, "rest_s": rest_s} for flow, rest_s in RESTS.items()),
            "since": since,
            "now": now,
        },
    ).fetchall()
    return tuple((flow, started_at, next_at) for flow, started_at, next_at in found)


def _row(con: Connection, sql: str, **values: object) -> tuple:  # type: ignore[type-arg]
    return con.execute(sql, values).fetchone() or ()


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)
