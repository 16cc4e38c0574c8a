import shutil
from dataclasses import replace

import pytest

from records import Happened
from tests.warehouse import make
from tests.warehouse.make import NOW, later
from warehouse import decisions, happenings, initiatives, store
from warehouse.decisions import By

PURSE = make.initiative("Shire Purse", is_seeded=False, stage="pilot")


def happened(kind="step", value="running", told_in="", **changes):
    one = Happened(
        key=f"{PURSE.initiative_id}:{kind}:{value}",
        initiative_id=PURSE.initiative_id,
        kind=kind,
        value=value,
        article_id="",
        quote="It runs.",
        happened_at=NOW,
        told_in=told_in,
    )
    return replace(one, **changes)


@pytest.fixture
def con(path):
    with store.open_warehouse(path) as con:
        initiatives.sync(con, [PURSE], NOW)
        yield con


def test_what_is_known_is_known_once_and_stays_as_it_was(con):
    assert happenings.add(con, [happened(told_in="a"), happened(told_in="b")], NOW) == [
        happened().key
    ]
    assert happenings.add(con, [happened(told_in="c")], later(days=1)) == []

    life = happenings.standing(con, [PURSE.initiative_id])[PURSE.initiative_id].life
    assert life == (happened(told_in="a"),)


def test_the_seeds_are_known_and_never_told(con):
    seeded = replace(PURSE, areas=("Kent", "Hull"), sponsors=("HM Treasury",))

    happenings.sync(con, [seeded], NOW)
    happenings.sync(con, [replace(seeded, stage="closed")], later(days=1))

    one = happenings.standing(con, [PURSE.initiative_id])[PURSE.initiative_id]
    assert {(row.kind, row.value) for row in one.life} == {
        ("new", ""), ("step", "running"), ("step", "ended"), ("area", "Kent"), ("area", "Hull"),
        ("sponsor", "HM Treasury"),
    }  # fmt: skip
    assert {row.told_in for row in one.life} == {""}
    assert (one.is_old, one.is_refused) == (True, False)


def test_the_life_of_what_was_merged_belongs_to_what_is_kept(con):
    chest = make.initiative("County Chest", is_seeded=False)
    initiatives.sync(con, [chest], NOW)
    happenings.add(con, [happened()], NOW)
    decisions.merge(con, PURSE.initiative_id, chest.initiative_id, By(who="me", at=NOW, note=""))

    one = happenings.standing(con, [chest.initiative_id])[chest.initiative_id]

    assert one.life == (happened(),)


def test_an_older_warehouse_knows_what_it_told_before_there_was_the_table(path, filled_file):
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(filled_file, path)
    with store.open_warehouse(path) as con:
        con.execute("DROP VIEW main.happenings")
        con.execute("DROP TABLE store.happenings")
        con.execute("DELETE FROM store.migrations WHERE name LIKE '%happenings%'")

    with store.open_warehouse(path) as con:
        rows = con.execute(
            "SELECT kind, value FROM store.happenings WHERE key LIKE $id || ':%' ORDER BY ALL",
            {"id": make.mention().initiative_id},
        ).fetchall()
        again = con.execute("SELECT key FROM store.happenings GROUP BY key HAVING count(*) > 1")

        assert ("area", "Leicestershire") in rows
        assert ("sponsor", "HM Treasury") in rows
        assert ("step", "running") in rows
        assert again.fetchall() == []
