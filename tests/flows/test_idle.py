"""Sweeps that find nothing to do leave the disk alone: they come every five minutes, for months."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from rich.console import Console

from alerts.terminal import TerminalSink
from flows.classify import classify_once
from flows.notify import notify_once
from settings import Settings
from tests.fakes import ready
from tests.warehouse import make
from warehouse import outbox, store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def home(tmp_path):
    ready.warehouse(tmp_path / "placewatch.duckdb")
    return Settings.from_env({"PLACEWATCH_HOME": str(tmp_path)})


def no_seeds(folder):
    raise AssertionError(f"nothing is to be judged, and {folder} was read")


def sweep(home, at):
    """Sweep once; return how many alerts were queued and sent."""
    done = classify_once(home, at, know=no_seeds)
    terminal = TerminalSink(Console(file=io.StringIO(), width=100))
    return done.alerts, notify_once(home, lambda: at, terminal=terminal).sent


def written(home):
    """Return what tells whether the warehouse, or its copy, was written."""
    live, copy = home.warehouse.stat(), home.snapshot.stat()
    return live.st_mtime_ns, copy.st_ino


def begun(home):
    with store.open_warehouse(home.snapshot, read_only=True) as con:
        rows = store.read(con, "SELECT flow, started_at, ended_at FROM runs ORDER BY started_at")
    return [(row["flow"], row["started_at"]) for row in rows if row["ended_at"]]


def test_sweeps_without_work_write_nothing_for_an_hour(home):
    sweep(home, NOW)
    before = written(home)

    for minutes in range(5, 60, 5):
        assert sweep(home, NOW + timedelta(minutes=minutes)) == (0, 0)
        assert written(home) == before, minutes

    assert begun(home) == [("classify", NOW), ("notify", NOW)]


def test_once_an_hour_they_show_that_they_live(home):
    later = NOW + timedelta(minutes=60)
    sweep(home, NOW)

    sweep(home, later)

    rests = [("classify", NOW), ("notify", NOW), ("classify", later), ("notify", later)]
    assert begun(home) == rests


def test_what_waits_for_the_morning_is_no_work(home):
    alert = replace(make.alert("pilots/new", created_at=NOW), not_before=NOW + timedelta(hours=9))
    with store.open_warehouse(home.warehouse) as con:
        outbox.enqueue(con, [alert], NOW)
    sweep(home, NOW)
    before = written(home)

    assert sweep(home, NOW + timedelta(minutes=5)) == (0, 0)
    assert written(home) == before
    assert sweep(home, NOW + timedelta(hours=9)) == (0, 1)
