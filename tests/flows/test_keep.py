"""A night of keeping: what goes, what is checked, what a person hears of."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from flows.keep import CHECKED_IN_DAYS, keep_once
from settings import Settings
from tests.fakes import ready
from tests.warehouse import make
from tests.warehouse.make import NOW
from warehouse import problems, raw, raw_files, runs, store
from warehouse.raw import Raw

DAY = timedelta(days=1)


@pytest.fixture
def settings(tmp_path):
    home = tmp_path / "home"
    ready.warehouse(home / "placewatch.duckdb")
    return Settings.from_env(
        {
            "PLACEWATCH_HOME": str(home),
            "PLACEWATCH_KEEP_RAW_DAYS": "30",
            "PLACEWATCH_KEEP_RUNS_DAYS": "10",
            "PLACEWATCH_KEEP_BACKUPS": "1",
        }
    )


def keep_page(settings, con, body, fetched_at):
    """Keep a page with its row; its file is two days old."""
    digest, packed = raw_files.put(settings.raw, body, floor_bytes=0)
    path = raw_files.place(settings.raw, digest)
    then = (NOW - 2 * DAY).timestamp()
    os.utime(path, (then, then))
    raw.add(con, [Raw(digest=digest, document_id=digest[:8], kind="article", version="v",
                      url=f"https://lga.example/{digest[:8]}", media_type="text/html",
                      size=len(body), packed=packed, fetched_at=fetched_at)])  # fmt: skip
    return path


def test_a_night_forgets_checks_backs_up_and_says_what_is_damaged(settings):
    with store.open_warehouse(settings.warehouse) as con:
        for days in (40, 20, 1):
            run_id = runs.start(con, "poll", NOW - days * DAY)
            runs.finish(con, run_id, {}, NOW - days * DAY)
        problems.add(con, [make.problem("solved", happened_at=NOW - 40 * DAY)])
        problems.solve(con, "lga", "fetch", NOW - 30 * DAY)
        old = keep_page(settings, con, b"old", NOW - 40 * DAY)
        fine = keep_page(settings, con, b"fine", NOW - DAY)
        lost = keep_page(settings, con, b"lost", NOW - DAY)
        spoilt = keep_page(settings, con, b"spoilt", NOW - DAY)
    lost.unlink()
    spoilt.write_bytes(b"?")
    digest = spoilt.name.removesuffix(".gz")
    night = next(
        NOW + n * DAY
        for n in range(CHECKED_IN_DAYS)
        if raw_files.is_due(digest, (NOW + n * DAY).toordinal(), CHECKED_IN_DAYS)
    )

    would = keep_once(settings, night, is_dry=True)
    there = (old.exists(), spoilt.exists(), list(settings.backups.glob("*")))
    first = keep_once(settings, night)
    without = replace(settings, keep_backups=0)
    second = keep_once(without, night + timedelta(hours=1))

    assert there == (True, True, [])
    assert (would.raw, would.damaged, would.missing, would.orphans) == (1, 1, 1, 0)
    assert (first.runs, first.raw, first.damaged, first.missing) == (would.runs, 1, 1, 1)
    assert first.orphans == 1  # of the row that was forgotten
    assert (old.exists(), fine.exists(), spoilt.exists()) == (False, True, False)
    assert (first.backups, second.backups, second.missing) == (1, 1, 2)
    assert settings.snapshot.exists()
    with store.open_warehouse(settings.warehouse) as con:
        (told,) = problems.unsolved(con)
        counts = {run.run_id: run.counts for run in runs.latest(con) if run.flow == "keep"}
    assert told.text.startswith(f"2 of the files in {settings.raw} are missing or damaged, as ")
    assert [found["missing"] for found in counts.values()] == [2, 1]

    raw_files.put(settings.raw, b"lost", floor_bytes=0)
    raw_files.put(settings.raw, b"spoilt", floor_bytes=0)
    keep_once(without, night + timedelta(hours=2))

    with store.open_warehouse(settings.warehouse, read_only=True) as con:
        assert problems.unsolved(con) == ()


def test_the_last_run_of_a_flow_is_never_forgotten(settings):
    with store.open_warehouse(settings.warehouse) as con:
        for days in (400, 300):
            runs.finish(con, runs.start(con, "weekly", NOW - days * DAY), {}, NOW - days * DAY)

        assert runs.forget(con, NOW) == 1
        assert runs.is_begun(con, "weekly")


def test_a_backup_that_cannot_be_made_is_a_problem_and_stops_nothing(settings):
    settings.backups.write_text("a file where a folder should be")

    kept = keep_once(settings, NOW)

    assert kept.backup is None
    assert len(kept.faults) == 1
    with store.open_warehouse(settings.warehouse, read_only=True) as con:
        assert [(one.about, one.kind) for one in problems.unsolved(con)] == [("backup", "keep")]
        assert runs.latest(con)[0].ended_at is not None
