"""Damage of a log that DuckDB passes over is seen, and what a killed process leaves is none."""

import random
import shutil

import pytest

from tests.warehouse.test_survival import crash
from warehouse import attached, problems, store

HEAD = 60  # bytes: whose log it is, and the size of the first entry
BATCHES = 30


@pytest.fixture(scope="module")
def crashed(tmp_path_factory):
    """A file whose log holds thirty batches, one entry each."""
    path = tmp_path_factory.mktemp("crashed") / "placewatch.duckdb"
    crash(path)
    return path


def opened(crashed, folder, log):
    """Return how many entries are found with another log, and what is said of it."""
    folder.mkdir()
    path = folder / crashed.name
    shutil.copyfile(crashed, path)
    path.with_name(path.name + ".wal").write_bytes(log)
    with store.open_warehouse(path) as con:
        (count,) = con.execute("SELECT count(*) FROM store.entries").fetchone()
        said = [problem.text for problem in problems.unsolved(con)]
    if said:
        assert (folder / "quarantine" / "001" / f"{path.name}.wal").read_bytes() == log
    return count, said


def log_of(crashed):
    return crashed.with_name(crashed.name + ".wal").read_bytes()


def test_whichever_bit_changes_nothing_is_lost_in_silence(crashed, tmp_path):
    whole = log_of(crashed)
    dice = random.Random(7)
    places = [*range(HEAD), *dice.sample(range(HEAD, len(whole)), 40), *range(-21, 0)]
    silent = {}
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 1 if place < HEAD else 1 << dice.randrange(8)
        count, said = opened(crashed, tmp_path / f"{place}", bytes(damaged))
        if not said and count < BATCHES:
            silent[place] = count
    assert silent == {}


def test_a_log_without_damage_is_read_and_nothing_is_said(crashed, tmp_path):
    assert opened(crashed, tmp_path / "whole", log_of(crashed)) == (BATCHES, [])


def test_what_a_killed_process_was_writing_is_no_damage(crashed, tmp_path):
    whole = log_of(crashed)
    dice = random.Random(8)
    for cut in [0, 1, 30, *dice.sample(range(HEAD, len(whole)), 20)]:
        count, said = opened(crashed, tmp_path / f"{cut}", whole[:cut])
        assert (count < BATCHES, said) == (True, []), cut


def test_the_log_of_an_earlier_state_is_put_aside(crashed, tmp_path):
    path = tmp_path / "newer" / crashed.name
    path.parent.mkdir()
    shutil.copyfile(crashed, path)
    log = path.with_name(path.name + ".wal")
    log.write_bytes(log_of(crashed))
    with store.open_warehouse(path):
        pass  # a checkpoint brings the log into the file

    count, said = opened(path, tmp_path / "again", log_of(crashed))

    assert count == BATCHES
    assert "left out what was not yet in the file" in said[0]


def test_nobody_looks_into_a_file_that_this_process_holds(path):
    """To close it would give away the lock: another process could then write too."""
    looked = []
    with store.open_warehouse(path):
        assert attached.unless_held(path.resolve(), lambda one: looked.append(one) or "seen") == ""
    assert looked == []
    assert attached.unless_held(path.resolve(), lambda one: looked.append(one) or "seen") == "seen"
