"""A bloated file is written anew, with everything in it, and never while somebody writes."""

import shutil
import time

import pytest

from tests.warehouse import make
from tests.warehouse.children import child
from warehouse import compact, contents, feedback, feeds, polls, store


@pytest.fixture
def bloated(path, filled_file):
    """A warehouse of which most is free."""
    path.parent.mkdir()
    shutil.copyfile(filled_file, path)
    with store.open_warehouse(path) as con:
        about = feedback.meant(con, "", ["https://lga.example/1"])
        con.execute("CREATE TABLE store.big AS SELECT md5(i::TEXT) AS x FROM range(200_000) t(i)")
        said = feedback.Feedback(who="ben", way="hand", verdict="useful", words="")
        feedback.add(con, about, said, make.NOW)
    with store.open_warehouse(path) as con:
        con.execute("DROP TABLE store.big")
    return path


def left(path):
    """Return what lies beside a file, without the locks of those who stand in line for it."""
    return [one.name for one in path.parent.iterdir() if one.suffix not in {".next", ".pen"}]


def held(path):
    with contents.opened(path) as con:
        return contents.tables(con), con.execute(
            "SELECT comment FROM duckdb_columns() WHERE schema_name = 'main' ORDER BY ALL"
        ).fetchall()


def test_room_is_won_and_nothing_lost(bloated):
    before, size = held(bloated), bloated.stat().st_size
    with store.open_warehouse(bloated, read_only=True) as con:
        room = compact.room(con)

    with contents.opened(bloated) as reader:  # who has the old file keeps it
        done = compact.compact(bloated)
        assert contents.tables(reader) == before[0]

    assert done
    assert (room.size, room.free > 3_000_000, room.is_worth) == (size - 12_288, True, False)
    assert bloated.stat().st_size < size - 3_000_000
    assert held(bloated) == before
    assert left(bloated) == [bloated.name]
    with store.open_warehouse(bloated) as con:  # numbers go on where they were
        about = feedback.meant(con, "", ["https://lga.example/1"])
        said = feedback.Feedback(who="cleo", way="hand", verdict="useful", words="")
        feedback.add(con, about, said, make.NOW)
        ids = con.execute("SELECT feedback_id FROM store.feedback ORDER BY ALL").fetchall()
    assert len(set(ids)) == len(ids) == 3


def test_no_attempt_no_change(bloated):
    before = bloated.stat()

    assert not compact.compact(bloated, attempts=0)

    assert bloated.stat() == before


CHILD = """
import sys
from pathlib import Path
from warehouse import compact
compact.compact(Path(sys.argv[1]))
"""


def test_a_kill_leaves_a_whole_file_and_the_next_one_tidies_up(bloated):
    before = held(bloated)
    at_work = child(CHILD, bloated)
    new = bloated.with_name(f".{bloated.name}.compact-new")
    while not new.exists() and at_work.poll() is None:
        time.sleep(0.001)
    at_work.kill()
    at_work.communicate()

    assert held(bloated) == before
    assert compact.compact(bloated)
    assert left(bloated) == [bloated.name]


def test_polling_known_entries_again_does_not_grow_the_file(path, watching):
    path.parent.mkdir()
    shutil.copyfile(watching, path)
    names = [f"s{number}" for number in range(10)]
    entries = {name: [make.entry(number, name) for number in range(5)] for name in names}
    with store.open_warehouse(path) as con:
        feeds.sync(con, [make.source(name) for name in names], make.NOW)
        polls.polled(con, [make.poll(name, *entries[name]) for name in names], make.NOW)
    sizes = []

    for number in range(16):
        with store.open_warehouse(path) as con:
            found = [make.poll(one, *entries[one], etag=f'"{number}"') for one in names]
            assert polls.polled(con, found, make.later(hours=number)) == []
        sizes.append(path.stat().st_size)

    assert max(sizes[8:]) <= max(sizes[:8])
