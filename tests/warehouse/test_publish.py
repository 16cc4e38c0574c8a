"""What readers open: a copy that is whole, new where something is new, and theirs to keep."""

import os
import subprocess
import sys
import time

import duckdb
import pytest

from tests.warehouse import make
from warehouse import copying, problems, publish, queries, store

COUNT = "SELECT count(*) FROM problems"
READER = f"""
import sys, duckdb
for _ in range(4):
    con = duckdb.connect(sys.argv[1], read_only=True)
    print(con.execute("{COUNT}").fetchone()[0])
    con.close()
"""


@pytest.fixture
def live(path, filled_file):
    path.parent.mkdir()
    copying.copy(filled_file, path)
    return path


@pytest.fixture
def public(path):
    return path.parent / "public" / "placewatch.duckdb"


def note(con, number):
    problems.add(con, [make.problem(text=f"problem {number}")])


def seen(public):
    ((count,),) = queries.sql(public, COUNT).rows
    return count


def test_a_copy_is_made_once_and_again_only_when_something_changed(live, public):
    with store.open_warehouse(live) as con:
        first = publish.publish(con, public)
        again = publish.publish(con, public)
    with store.open_warehouse(live) as con:
        reopened = publish.publish(con, public)
        inode = public.stat().st_ino
        note(con, 1)
        changed = publish.publish(con, public)

    assert (first, again, reopened, changed) == (True, False, False, True)
    assert public.stat().st_ino != inode
    assert seen(public) == 2


def test_whoever_reads_the_old_copy_keeps_it(live, public):
    with store.open_warehouse(live) as con:
        publish.publish(con, public)
        with queries.opened(public) as reader:
            note(con, 1)
            publish.publish(con, public)

            assert reader.execute(COUNT).fetchall() == [(1,)]
    assert seen(public) == 2


def test_a_draft_of_a_killed_process_and_a_log_of_a_reader_are_cleared_away(live, public):
    with store.open_warehouse(live) as con:
        publish.publish(con, public)
        (public.parent / f".{public.name}.4711").write_bytes(b"half a copy")
        log = public.with_name(public.name + ".wal")
        log.write_bytes(b"what a reader wrote")
        unchanged = publish.publish(con, public)
        is_gone = not log.exists()
        note(con, 1)
        publish.publish(con, public)

    assert (unchanged, is_gone) == (False, True)
    assert os.listdir(public.parent) == [public.name]


def test_what_a_reader_wrote_into_the_copy_is_seen_by_nobody(live, public):
    writes = (
        "import os, sys, duckdb; con = duckdb.connect(sys.argv[1]); "
        "con.execute('CREATE TABLE main.mine AS SELECT 1'); os._exit(1)"
    )
    with store.open_warehouse(live) as con:
        publish.publish(con, public)
    public.chmod(0o644)  # as root or the owner may
    subprocess.run([sys.executable, "-c", writes, str(public)], check=False)
    was_left = public.with_name(public.name + ".wal").exists()
    found = queries.sql(public, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'mine'")

    assert was_left
    assert found.rows == ((0,),)


def test_a_copy_that_was_damaged_is_published_anew_though_nothing_changed(live, public):
    with store.open_warehouse(live) as con:
        publish.publish(con, public)
        public.chmod(0o644)
        public.write_bytes(b"torn")
        anew = publish.publish(con, public)

    assert anew
    assert seen(public) == 1


def test_ten_readers_at_once_see_whole_copies_while_it_is_replaced(live, public):
    with store.open_warehouse(live) as con:
        publish.publish(con, public)
        readers = [
            subprocess.Popen(
                [sys.executable, "-c", READER, str(public)],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            for _ in range(10)
        ]
        number = 0
        while any(reader.poll() is None for reader in readers):
            number += 1
            note(con, number)
            publish.publish(con, public)
            time.sleep(0.05)
        told = [reader.communicate()[0].split() for reader in readers]

    assert [reader.returncode for reader in readers] == [0] * 10, told
    for counts in told:
        assert counts == sorted(counts, key=int)  # nobody is sent back to an older copy
        assert len(counts) == 4


def test_no_room_for_a_copy_leaves_the_old_one(live, public):
    with store.open_warehouse(live) as con:
        publish.publish(con, public)
        note(con, 1)
        con.execute("CHECKPOINT")
        with pytest.raises(copying.CopyFailed, match="make room there"):
            copying.copy(live, public.parent / "no" / "such" / "folder")

    assert seen(public) == 1


def test_duckdb_itself_opens_the_copy_and_cannot_write_to_it(live, public):
    with store.open_warehouse(live) as con:
        publish.publish(con, public)
    with duckdb.connect(public, read_only=True) as con:
        rows = con.execute(COUNT).fetchall()

        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            con.execute("CREATE TABLE mine AS SELECT 1")
    assert rows == [(1,)]
