"""What the flows did, so that a person can see that they do it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from duckdb import DuckDBPyConnection as Connection

from warehouse import store

BEAT = timedelta(hours=1)  # guess: seldom enough to cost nothing, often enough to be missed


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One execution of a flow, with its counts."""

    run_id: str
    flow: str
    started_at: datetime
    ended_at: datetime | None  # None: under way, or killed
    counts: dict[str, int]


def start(con: Connection, flow: str, now: datetime) -> str:
    """Note that a flow begins; return the id of the run."""
    run_id = uuid4().hex[:20]
    with store.transaction(con):
        con.execute(
            """
            INSERT INTO store.runs BY NAME
            SELECT $run_id AS run_id, $flow AS flow, $now AS started_at, MAP {} AS counts
            """,
            {"run_id": run_id, "flow": flow, "now": now},
        )
    return run_id


def finish(con: Connection, run_id: str, counts: Mapping[str, int], now: datetime) -> None:
    """Note that a run ended, and what it counted."""
    with store.transaction(con):
        con.execute(
            """
            UPDATE store.runs SET ended_at = $now, counts = map($names, $numbers)
            WHERE run_id = $run_id
            """,
            {"run_id": run_id, "now": now, "names": list(counts), "numbers": list(counts.values())},
        )


def rested(con: Connection, flow: str, now: datetime) -> None:
    """Note that a flow looked and found nothing to do: at most once in BEAT.

    A row at each sweep would make a file of something new, and so a copy for readers, 576
    times a day.
    """
    with store.transaction(con):
        con.execute(
            """
            INSERT INTO store.runs BY NAME
            SELECT $run_id AS run_id, $flow AS flow, $now AS started_at, $now AS ended_at,
                   MAP {} AS counts
            WHERE NOT EXISTS (
                SELECT 1 FROM store.runs WHERE flow = $flow AND started_at > $since
            )
            """,
            {"run_id": uuid4().hex[:20], "flow": flow, "now": now, "since": now - BEAT},
        )


def latest(con: Connection, limit: int = 20) -> tuple[Run, ...]:
    """Return the last runs, newest first."""
    found = store.read(
        con,
        """
        SELECT run_id, flow, started_at, ended_at, counts FROM store.runs
        ORDER BY started_at DESC, run_id
        LIMIT $limit
        """,
        {"limit": limit},
    )
    return tuple(Run(**row) for row in found)


def is_begun(con: Connection, flow: str) -> bool:
    """Return whether a run of a flow ever came to its end."""
    found = con.execute(
        "SELECT count(*) FROM store.runs WHERE flow = $flow AND ended_at IS NOT NULL",
        {"flow": flow},
    ).fetchone()
    return found != (0,)


def is_due(con: Connection, flow: str, due_at: datetime, now: datetime) -> bool:
    """Return whether the hour of a flow has come and no run since then came to its end."""
    found = con.execute(
        """
        SELECT count(*) FROM store.runs
        WHERE flow = $flow AND ended_at IS NOT NULL AND started_at >= $due_at
        """,
        {"flow": flow, "due_at": due_at},
    ).fetchone()
    return now >= due_at and found == (0,)


def summary(con: Connection) -> dict[str, int]:
    """Return what the warehouse holds and what waits, as counts fit for one screen."""
    cursor = con.execute(
        """
        SELECT
            (SELECT count(*) FROM store.sources WHERE removed_at IS NULL) AS sources,
            (SELECT count(*) FROM store.feeds
             JOIN store.sources USING (source_id)
             WHERE is_current AND is_on AND failures > 0) AS feeds_failing,
            (SELECT count(*) FROM store.entries) AS entries,
            (SELECT count(*) FROM store.entries WHERE state = 'pending') AS entries_pending,
            (SELECT count(*) FROM store.articles) AS articles,
            (SELECT count(*) FROM store.reports WHERE problem IS NULL) AS reports,
            (SELECT count(*) FROM store.initiatives) AS initiatives,
            (SELECT count(*) FROM store.mentions) AS mentions,
            (SELECT count(*) FROM store.outbox WHERE state IN ('pending', 'sending'))
                AS alerts_waiting,
            (SELECT count(*) FROM store.outbox WHERE state = 'parked') AS alerts_parked,
            (SELECT count(*) FROM store.outbox WHERE state = 'sent') AS alerts_sent,
            (SELECT count(*) FROM store.problems WHERE solved_at IS NULL) AS problems_open
        """
    )
    names = [column[0] for column in cursor.description or ()]
    return dict(zip(names, cursor.fetchone() or (), strict=True))


def forget(con: Connection, before: datetime, *, is_dry: bool = False) -> int:
    """Delete runs that started, and problems that were solved, before a time; count them.

    The last run of each flow that came to its end stays: it tells that the flow was begun.

    Args:
        con: The warehouse.
        before: What is older goes.
        is_dry: Only count.
    """
    old = {
        "runs": """started_at < $before AND run_id NOT IN (
            SELECT arg_max(run_id, started_at) FROM store.runs
            WHERE ended_at IS NOT NULL GROUP BY flow
        )""",
        "problems": "solved_at < $before",
    }
    gone = 0
    with store.transaction(con):
        for table, which in old.items():
            counted = con.execute(
                f"SELECT count(*) FROM store.{table} WHERE {which}",  # noqa: S608 - our own words
                {"before": before},
            ).fetchone()
            gone += counted[0] if counted else 0
            if not is_dry:
                con.execute(
                    f"DELETE FROM store.{table} WHERE {which}",  # noqa: S608 - our own words
                    {"before": before},
                )
    return gone
