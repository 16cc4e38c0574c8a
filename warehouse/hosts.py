"""What hosts asked of us: when to come back, and which pages to leave alone."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from records import Host
from warehouse import keyed, store


def load(con: Connection) -> tuple[Host, ...]:
    """Return all that earlier visits learnt, by host."""
    found = store.read(
        con, "SELECT host, robots, robots_at, wait_until FROM store.hosts ORDER BY host"
    )
    return tuple(Host(**row) for row in found)


def save(con: Connection, hosts: Iterable[Host]) -> None:
    """Remember hosts as they are now; others are left as they were."""
    learnt = {one.host: asdict(one) for one in hosts}  # the last word of each
    keyed.put(con, "hosts", ("host",), learnt.values(), wait_until="TIMESTAMPTZ")


def forget(con: Connection, before: datetime) -> int:
    """Drop hosts that have had no use since; return how many.

    A host in use has its robots.txt read every day, or has asked us to wait.
    """
    with store.transaction(con):
        return keyed.count(
            con,
            """
            DELETE FROM store.hosts
            WHERE coalesce(greatest(robots_at, wait_until) < $before, true)
            """,
            {"before": before},
        )
