import fcntl
import os
import shutil
import time
from datetime import UTC, datetime

import duckdb
import pytest

from tests.warehouse import make
from tests.warehouse.children import child
from warehouse import articles, copying, entries, problems, store

HOLD = """
    import sys
    import time
    from pathlib import Path
    from warehouse import store
    with store.open_warehouse(Path(sys.argv[1])) as con:
        print("held", flush=True)
        time.sleep(60)
"""


def test_a_new_warehouse_compresses_keeps_utc_and_opens_with_plain_duckdb(path):
    with store.open_warehouse(path) as con:
        con.execute("CREATE TABLE store.times AS SELECT TIMESTAMPTZ '2026-07-01 12:00:00+01' AS t")
        zone = con.execute("SELECT current_setting('TimeZone')").fetchone()
        t = con.execute("SELECT t::TEXT FROM store.times").fetchone()

    with duckdb.connect(path, read_only=True) as con:
        tags = con.execute("SELECT tags FROM duckdb_databases() WHERE path IS NOT NULL").fetchone()
    assert (zone, t) == (("UTC",), ("2026-07-01 11:00:00+00",))
    assert tags == ({"storage_version": "v1.5.0+"},)
    assert not path.with_name(path.name + ".wal").exists()


def test_whoever_waits_in_vain_learns_who_holds_the_warehouse(path):
    holder = child(HOLD, path)
    assert holder.stdout.readline() == "held\n"

    try:
        with pytest.raises(store.WarehouseBusy) as caught:
            with store.open_warehouse(path, wait_s=0.2):
                pass
    finally:
        holder.kill()
        holder.communicate()

    assert f"held by process {holder.pid} (" in str(caught.value)
    assert "not free within 0.2 s: wait for it or stop it" in str(caught.value)


def test_whoever_waits_long_enough_gets_the_warehouse(path):
    holder = child(HOLD.replace("sleep(60)", "sleep(0.5)"), path)
    assert holder.stdout.readline() == "held\n"

    with store.open_warehouse(path, wait_s=30) as con:
        names = store.words(con, "SELECT name FROM store.migrations LIMIT 1")
    holder.communicate()

    assert names == ["0001_sources.sql"]


def test_a_copy_does_not_give_the_lock_away(path, tmp_path):
    with store.open_warehouse(path) as con:
        con.execute("CHECKPOINT")
        copying.copy(path, tmp_path / "copy")
        rival = child(HOLD.replace("[1])", "[1]), wait_s=0"), path)
        _, errors = rival.communicate()

    assert f"WarehouseBusy: {path} is held by process {os.getpid()}" in errors
    assert (tmp_path / "copy").stat().st_size == path.stat().st_size


def test_one_process_cannot_read_beside_its_own_pen(path):
    with store.open_warehouse(path):
        with pytest.raises(store.WarehouseBusy, match="in this very process"):
            with store.open_warehouse(path, read_only=True):
                pass


def test_a_reader_finds_no_warehouse_before_a_writer_was_there(path):
    with pytest.raises(store.WarehouseUnusable, match="run 'placewatch run' first"):
        with store.open_warehouse(path, read_only=True):
            pass

    assert not path.exists()


def test_a_reader_changes_nothing(path):
    with store.open_warehouse(path):
        pass

    with store.open_warehouse(path, read_only=True) as con:
        with pytest.raises(duckdb.InvalidInputException):
            con.execute("DELETE FROM store.sources")


def test_a_file_that_was_killed_before_its_first_byte_is_begun_anew(path):
    path.parent.mkdir()
    path.touch()

    with store.open_warehouse(path) as con:
        assert store.words(con, "SELECT name FROM store.migrations LIMIT 1")


def test_nothing_is_written_when_the_disk_is_nearly_full(path):
    free = shutil.disk_usage(path.parent.parent).free

    with pytest.raises(store.DiskFull, match="make room or move PLACEWATCH_HOME"):
        with store.open_warehouse(path, floor_bytes=free * 2):
            pass

    assert not path.exists()


@pytest.mark.parametrize("stem", ["store", "main", "memory", "system", "temp"])
def test_a_name_that_hides_our_schemas_or_a_database_of_duckdb_is_refused(tmp_path, stem):
    with pytest.raises(store.WarehouseUnusable, match=f"called '{stem}': rename it"):
        with store.open_warehouse(tmp_path / f"{stem}.duckdb"):
            pass


def test_a_failed_database_is_a_clear_error_and_what_was_committed_stays(path):
    with pytest.raises(store.WarehouseBroken, match="kept: make room on the disk"):
        with store.open_warehouse(path) as con:
            problems.add(con, [make.problem()])
            raise duckdb.FatalException("Failed to commit: No space left on device")

    with store.open_warehouse(path) as con:
        assert problems.unsolved(con) == (make.problem(),)


def test_a_transaction_keeps_all_or_nothing(con):
    with pytest.raises(ZeroDivisionError):
        with store.transaction(con):
            entries.add_entries(con, [make.entry(1)], make.NOW)
            articles.add_articles(con, [make.article(1)], make.NOW)
            problems.add(con, [make.problem()])
            raise ZeroDivisionError

    assert entries.pending(con, make.NOW, 9) == ()
    assert articles.unclassified(con, 9) == ()
    assert problems.unsolved(con) == ()


def test_after_a_failed_transaction_the_next_one_works(con):
    with pytest.raises(duckdb.ConstraintException):
        with store.transaction(con):
            con.execute("INSERT INTO store.rulesets VALUES ('a', now())")
            con.execute("INSERT INTO store.rulesets VALUES (NULL, now())")  # a lake has no keys

    assert store.words(con, "SELECT digest FROM store.rulesets") == []
    assert problems.add(con, [make.problem()]) == [make.problem()]


def test_text_that_utf8_cannot_hold_does_not_refuse_the_batch(con):
    odd = make.article(1, text="half a \ud83d pair and a \x00 byte")
    entries.add_entries(con, [make.entry(1, title="\udfff")], make.NOW)

    articles.add_articles(con, [odd], make.NOW)

    (unread,) = articles.unclassified(con, 9)
    assert unread.article.text == "half a ? pair and a \x00 byte"


def test_times_come_back_with_their_zone(con):
    problems.add(con, [make.problem()])

    (problem,) = problems.unsolved(con)
    assert problem.happened_at == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert problem.happened_at.utcoffset().total_seconds() == 0


def test_who_puts_the_pen_down_does_not_take_it_up_before_the_next_in_line(path):
    with store.open_warehouse(path):
        waiting = child(
            """
            import sys, time
            from pathlib import Path
            from warehouse import store
            print("ready", flush=True)
            with store.open_warehouse(Path(sys.argv[1])) as con:
                con.execute("CREATE TABLE store.was_here (id INTEGER)")
            """,
            path,
        )
        assert waiting.stdout.readline() == "ready\n"
        first = (path.parent / f"{path.name}.next").open("a")
        while not taken(first):
            time.sleep(0.01)  # until the other one is the next
    with store.open_warehouse(path) as con:
        assert "was_here" in store.words(con, "SELECT table_name FROM duckdb_tables()")
    waiting.communicate()


def taken(file):
    """Return whether somebody else holds a lock."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(file, fcntl.LOCK_UN)
    return False


def test_a_block_within_another_leaves_the_log_to_the_outer_one(path):
    log = path.with_name(path.name + ".wal")
    with store.open_warehouse(path) as con:
        with store.open_warehouse(path) as inner:
            inner.execute("CREATE TABLE store.within AS SELECT 1 AS one")
        during = log.exists()
        found = store.words(con, "SELECT one FROM store.within")

    assert (during, found, log.exists()) == (True, [1], False)
