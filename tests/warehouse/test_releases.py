"""What any release kept, every later version keeps. How the rows came to be: releases.py."""

import json

import pytest

from tests.warehouse import releases
from warehouse import queries, store

RELEASES = sorted(releases.FOLDER.glob("*.json"))
# What a later migration changed on purpose: table or table.column, and the migration that did.
CHANGED: dict[str, str] = {}
VIEWS = "SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal"


def as_then(row, names):
    return json.dumps({name: row.get(name) for name in names}, sort_keys=True)


@pytest.mark.parametrize("release", RELEASES, ids=[release.stem for release in RELEASES])
def test_a_filled_warehouse_of_a_release_is_taken_over_without_loss(path, release):
    path.parent.mkdir()
    before = releases.build(path, release)

    with store.open_warehouse(path) as con:
        after = releases.rows(con)
        orphans = queries.ask(con, "orphans").rows
        for view in store.words(con, VIEWS):
            con.execute(f"FROM {view}").fetchall()

    assert orphans == ()
    for table, rows in before.items():
        if table in CHANGED:
            continue
        names = [name for name in rows[0] if f"{table}.{name}" not in CHANGED]
        kept = sorted(as_then(row, names) for row in after[table])
        assert kept == sorted(as_then(row, names) for row in rows), table


def test_the_rows_of_a_release_fill_every_table():
    empty = {
        release.stem: [table for table, rows in json.loads(release.read_text()).items() if not rows]
        for release in RELEASES
    }

    assert not any(empty.values()), empty
