"""What a person should look at: once, however often it happens."""

from collections.abc import Iterable
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from records import Problem, identify
from warehouse import keyed, store


def add(con: Connection, problems: Iterable[Problem]) -> list[Problem]:
    """Keep problems; return those that are new, or back after they were solved.

    The same problem again only raises its count.
    """
    given = tuple(problems)
    if not given:
        return []
    rows: dict[str, dict[str, object]] = {}
    firsts: dict[str, Problem] = {}
    for problem in given:
        problem_id = identify(problem.about, problem.kind, problem.text)
        firsts.setdefault(problem_id, problem)
        row = rows.setdefault(
            problem_id,
            {
                "problem_id": problem_id,
                "about": problem.about,
                "kind": problem.kind,
                "text": problem.text,
                "times": 0,
                "first_at": problem.happened_at,
                "last_at": problem.happened_at,
            },
        )
        row["times"] = int(str(row["times"])) + 1
        row["last_at"] = problem.happened_at
    with store.transaction(con):
        known = set(
            store.words(
                con,
                """
                SELECT problem_id FROM store.problems
                WHERE solved_at IS NULL AND problem_id IN (SELECT unnest($ids::JSON::TEXT[]))
                """,
                {"ids": store.text(list(rows))},
            )
        )
        keyed.put(
            con,
            "problems",
            ("problem_id",),
            rows.values(),
            keep=("about", "kind", "text", "first_at"),
            sets={"times": "old.times + given.times", "solved_at": "NULL"},
        )
    return [firsts[problem_id] for problem_id in rows if problem_id not in known]


def solve(con: Connection, about: str, kind: str, now: datetime) -> int:
    """Note that what was wrong with something is over; return how many problems that closes."""
    with store.transaction(con):
        return keyed.count(
            con,
            """
            UPDATE store.problems SET solved_at = $now
            WHERE about = $about AND kind = $kind AND solved_at IS NULL
            """,
            {"about": about, "kind": kind, "now": now},
        )


def unsolved(con: Connection) -> tuple[Problem, ...]:
    """Return what still needs somebody, the latest first."""
    found = store.read(
        con,
        """
        SELECT about, kind, text, last_at AS happened_at FROM store.problems
        WHERE solved_at IS NULL
        ORDER BY last_at DESC, problem_id
        """,
    )
    return tuple(Problem(**row) for row in found)
