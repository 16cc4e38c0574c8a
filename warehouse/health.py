"""How the sources do: silence that no single poll can see, changes that lasted, a table."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from duckdb import DuckDBPyConnection as Connection

from records import Change, Problem
from warehouse import problems, store

SILENCE = "silence"  # kind of the problems that are added here
# What every single poll finds in order, and only the calendar shows.
QUIET = ("silent", "old", "empty")
LASTS = timedelta(days=1)  # a failure is a change once it has lasted; sites are mended overnight
MOST_ROWS = 400  # of the table: a third more than we watch; about 80 kB of JSON
LONDON = ZoneInfo("Europe/London")

NOW_AND_BEFORE = """
    WITH noted AS (
        SELECT source_id, arg_max(state, noted_at) AS was
        FROM store.states GROUP BY source_id
    )
    SELECT source_id, name, state, health, since, severity, was, remark, homepage,
           newest_at, usual_days
    FROM main.sources
    LEFT JOIN noted USING (source_id)
    ORDER BY source_id
"""


def watch(con: Connection, now: datetime) -> list[Problem]:
    """Note which sources changed their state; return the problems that are new.

    A source that falls silent, turns empty or turns out to be an old page is one problem,
    solved when it speaks again or is watched no more. A source that fails meanwhile is
    neither: its problem stays as it is. Failures have problems of their own, from the poll.
    """
    rows = store.read(con, NOW_AND_BEFORE)
    changed = [row for row in rows if row["state"] != row["was"] and _lasts(row, now)]
    open_now = set(
        store.words(
            con,
            "SELECT about FROM store.problems WHERE kind = $kind AND solved_at IS NULL",
            {"kind": SILENCE},
        )
    )
    silent = [row for row in rows if row["state"] in QUIET and row["source_id"] not in open_now]
    heard = [
        row["source_id"]
        for row in rows
        if row["source_id"] in open_now and row["state"] not in QUIET and row["severity"] < 2
    ]
    with store.transaction(con):
        store.insert(
            con,
            "states",
            (
                {
                    "source_id": row["source_id"],
                    "state": row["state"],
                    "health": row["health"],
                    "since_at": row["since"],
                    "noted_at": now,
                }
                for row in changed
            ),
        )
        for source_id in heard:
            problems.solve(con, source_id, SILENCE, now)
        return problems.add(con, [_problem(row, now) for row in silent])


def is_worth_telling(con: Connection, now: datetime, told_at: datetime | None) -> bool:
    """Return whether the table is worth a new version: bad news, or none of today in London.

    Measured at 302 sources, one version weighs 52 kB: kept at every poll, every five
    minutes, they would fill 5 GB a year with copies of the same.

    Args:
        con: The warehouse.
        now: The time of the poll; what ``watch`` noted at it is news.
        told_at: Of the latest version; None: there is none.
    """
    if told_at is None or told_at.astimezone(LONDON).date() != now.astimezone(LONDON).date():
        return True
    found = con.execute(
        """
        SELECT EXISTS (SELECT 1 FROM store.states WHERE noted_at = $now
                       AND state NOT IN ('working', 'few', 'many', 'moved'))
        """,
        {"now": now},
    ).fetchone()
    return bool(found and found[0])


def table(con: Connection) -> list[dict[str, str]]:
    """Return how each source does, worst first, as words only; at most MOST_ROWS rows."""
    found = store.read(
        con,
        """
        SELECT name AS source, health AS state,
               coalesce(strftime(since, '%Y-%m-%d'), '') AS since,
               coalesce(strftime(newest_at, '%Y-%m-%d'), '') AS newest,
               coalesce(remark, '') AS remark
        FROM main.sources
        WHERE state <> 'removed'
        ORDER BY severity DESC, state, name, source_id
        LIMIT $most
        """,
        {"most": MOST_ROWS},
    )
    return [dict(row) for row in found]


def changes(con: Connection, since: datetime) -> tuple[Change, ...]:
    """Return the sources whose state differs from the one at a time, sorted by name.

    What failed and healed in between is not told, nor is a source that is new to us and well.
    """
    found = store.read(
        con,
        """
        WITH before AS (
            SELECT source_id, arg_max(state, noted_at) AS state, arg_max(health, noted_at) AS health
            FROM store.states WHERE noted_at < $since GROUP BY source_id
        ),
        latest AS (
            SELECT source_id, arg_max(state, noted_at) AS state
            FROM store.states GROUP BY source_id
        )
        SELECT source_id, sources.name, before.state AS was, before.health AS was_health,
               sources.state, sources.health
        FROM latest
        JOIN main.sources USING (source_id, state)  -- else it is changing just now
        LEFT JOIN before USING (source_id)
        WHERE before.state IS DISTINCT FROM sources.state
          AND (before.state IS NOT NULL OR sources.severity > 1)
        ORDER BY sources.name, source_id
        """,
        {"since": since},
    )
    return tuple(Change(**row) for row in found)


def tally(con: Connection) -> dict[str, int]:
    """Return how many sources are in each state, worst state first."""
    found = con.execute(
        """
        SELECT state, count(*) FROM main.sources WHERE state <> 'removed'
        GROUP BY state ORDER BY max(severity) DESC, count(*) DESC, state
        """
    ).fetchall()
    return dict(found)


def failing(con: Connection) -> tuple[tuple[str, str], ...]:
    """Return name and health of the sources that give nothing, the longest first."""
    found = con.execute(
        """
        SELECT name, health FROM main.sources WHERE severity = 3
        ORDER BY since, name, source_id
        """
    ).fetchall()
    return tuple((name, health) for name, health in found)


def _lasts(row: dict[str, Any], now: datetime) -> bool:
    """Return whether a state is worth a note: failures that heal overnight are not."""
    is_passing = row["severity"] >= 2 and row["state"] not in QUIET
    return not is_passing or row["since"] is None or now - row["since"] >= LASTS


def _problem(row: dict[str, Any], now: datetime) -> Problem:
    """Return the problem of a quiet source; its words do not change while it lasts."""
    if row["state"] == "empty":
        what = "its feed is valid and has no entries"
    else:
        what = f"nothing new since {row['newest_at']:%-d %B %Y}"
        if row["usual_days"]:
            what += f" (usually every {row['usual_days']} days)"
    return Problem(
        about=row["source_id"],
        kind=SILENCE,
        text=f"{what}: look at {row['homepage']}, then placewatch sources discover "
        f"{row['source_id']}",
        happened_at=now,
    )
