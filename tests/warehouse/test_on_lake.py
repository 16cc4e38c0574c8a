"""One life on a file and on a lake: the same statements, the same rows, the same answers."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.warehouse import life, make, writers
from tests.warehouse.conftest import fill
from tests.warehouse.postgres import PASSWORD
from tests.warehouse.test_queries import ASKS
from warehouse import lake_move, migrate, queries, runs, store

APART = {"migrations", "view_comments"}
# Their answers depend on the moment at which they are asked.
BY_THE_CLOCK = {"sources-health"}


@pytest.fixture(scope="module")
def lived(lakes, empty_lake, tmp_path_factory):
    """A file and a lake that lived the same, and the functions that ran on the lake."""
    file = tmp_path_factory.mktemp("lived") / "placewatch.duckdb"
    lake = lakes.copy(empty_lake)
    for place in (file, lake):
        with store.open_warehouse(place) as con, writers.watched() as called:
            fill(con, make.NOW)
            life.live(con)
    return file, lake, called


def tables(con):
    sql = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'store' AND NOT temporary"
    return sorted(set(store.words(con, sql)) - APART)


def held(con, name):
    """The rows of a table in an order that both sides agree on."""
    drawn = "EXCLUDE (run_id)" if name == "runs" else ""  # the one id that is drawn by lot
    return sorted(map(repr, con.execute(f"SELECT * {drawn} FROM store.{name}").fetchall()))


def test_every_function_that_writes_runs_on_a_lake(lived):
    _, _, called = lived

    assert writers.writing() - called == set()


def test_a_lake_holds_what_a_file_holds(lived):
    file, lake, _ = lived
    with store.open_warehouse(file, read_only=True) as one:
        names = tables(one)
        rows = {name: held(one, name) for name in names}
    with store.open_warehouse(lake, read_only=True) as other:
        assert tables(other) == names
        assert {name: held(other, name) for name in names} == rows
    assert sum(map(bool, rows.values())) > 0.8 * len(names)


@pytest.mark.lake  # planning all of them takes half a minute
def test_every_named_query_answers_the_same(lived):
    file, lake, _ = lived
    params = {name: ASKS.get(name) for name in queries.names()}
    told = []
    for place in (file, lake):
        with store.open_warehouse(place, read_only=True) as con:
            told.append({name: queries.ask(con, name, params[name]) for name in params})

    different = {name for name in params if told[0][name] != told[1][name]}
    assert different - BY_THE_CLOCK == set()
    assert told[1]["orphans"].rows == ()


def test_the_words_for_every_column_of_a_view_are_kept_on_a_lake(lived):
    file, lake, _ = lived
    sql = """
        SELECT schema_name, table_name, column_name, comment FROM duckdb_columns()
        WHERE comment IS NOT NULL AND NOT internal
          AND (schema_name, table_name) IN (SELECT (schema_name, view_name) FROM duckdb_views())
    """
    with store.open_warehouse(file, read_only=True) as one:
        words = sorted(one.execute(sql).fetchall())
    with store.open_warehouse(lake, read_only=True) as other:
        kept = other.execute(
            "SELECT schema_name, view_name, column_name, comment FROM store.view_comments"
        ).fetchall()

    assert len(words) > 500
    assert set(words) <= set(kept)


@pytest.mark.lake
def test_a_warehouse_moves_to_a_lake_and_back_without_loss(lived, lakes, tmp_path):
    file, _, _ = lived
    new, back = lakes.new(), tmp_path / "back" / "placewatch.duckdb"
    told = []

    there = lake_move.move(file, new, tell=lambda *seen: told.append(seen))
    home = lake_move.move(new, back)

    assert there == home
    assert told[-1] == ("rows", there.rows, there.rows)
    with store.open_warehouse(file, read_only=True) as one:
        rows = {name: held(one, name) for name in tables(one)}
    with store.open_warehouse(back, read_only=True) as other:
        assert {name: held(other, name) for name in rows} == rows
        assert queries.ask(other, "orphans").rows == ()
    for source, target in ((file, new), (new, back)):
        with pytest.raises(lake_move.NotMoved, match="already"):
            lake_move.move(source, target)
    with store.open_warehouse(back) as con:  # numbers go on where they were
        last = max(map(int, store.words(con, "SELECT decision_id FROM store.decisions")))
        said = life.decisions.confirm(con, life.key("County Pot"), life.ANN)
        assert said.decision_id == last + 1


def test_the_command_that_moves_says_what_to_set_and_shows_no_password(lakes, tmp_path):
    home, address = tmp_path / "home", tmp_path / "lake"
    with store.open_warehouse(home / "placewatch.duckdb") as con:
        runs.start(con, "poll", make.NOW)
        count = len(tables(con))
    new = lakes.new()
    address.write_text(f"ducklake:postgres:{new.catalogue}", encoding="utf-8")
    env = {"PLACEWATCH_HOME": str(home), "PLACEWATCH_LAKE_DATA": new.data}

    moved = CliRunner().invoke(main, ["warehouse", "move", f"@{address}"], env=env)
    again = CliRunner().invoke(main, ["warehouse", "move", f"@{address}"], env=env)

    assert moved.exit_code == 0, moved.output
    assert f"1 rows of {count} tables" in moved.output
    assert f"PLACEWATCH_WAREHOUSE_FILE={address}" in moved.output
    assert f"PLACEWATCH_LAKE_DATA={new.data}" in moved.output
    assert again.exit_code == 1
    assert "holds something already (runs)" in again.output
    assert PASSWORD not in moved.output + again.output


def test_migrations_that_a_lake_cannot_keep_are_refused(lake):
    later = migrate.Migration(number=len(migrate.load()) + 1, name="x.sql", digest="d", sql="")
    with store.open_warehouse(lake) as con:
        for sql, says in (
            ("CREATE INDEX one ON store.feeds (url);", "not known on a lake"),
            ("CREATE TYPE mood AS ENUM ('a');", "not known on a lake"),
            ("CREATE TABLE store.a (b INTEGER REFERENCES store.c (d));", "REFERENCES"),
        ):
            step = replace(later, sql=sql)
            with pytest.raises(store.WarehouseUnusable, match=says):
                migrate.migrate(con, lake, [*migrate.load(), step])


def test_a_migration_on_a_lake_is_whole_or_not_there_and_names_the_snapshot(lake, caplog):
    steps = migrate.load()
    sql = """
        CREATE TABLE store.more (
            number BIGINT NOT NULL DEFAULT nextval('store.more_order'),  -- of them
            name TEXT NOT NULL UNIQUE CHECK (length(name) > (0)), -- with a comma, and ( too
            PRIMARY KEY (number, name)
        );
        CREATE VIEW main.more AS SELECT * FROM store.more;
        COMMENT ON COLUMN main.more.name IS 'what it''s called';
    """
    fine = migrate.Migration(number=len(steps) + 1, name="x.sql", digest="d", sql=sql)
    fails = "CREATE TABLE store.last (a INTEGER); DROP TABLE store.no;"
    bad = migrate.Migration(number=len(steps) + 2, name="y.sql", digest="e",
                            sql=fails)  # fmt: skip
    with store.open_warehouse(lake) as con:
        with pytest.raises(migrate.MigrationError, match=r"y\.sql failed"):
            migrate.migrate(con, lake, [*steps, fine, bad])

        assert {"more"} == {"more", "last"} & set(tables(con))
        words = "SELECT comment FROM store.view_comments WHERE view_name = 'more'"
        assert store.words(con, words) == ["what it's called"]
        con.execute("INSERT INTO store.more VALUES (1, 'a')")
        assert store.words(con, "SELECT name FROM more") == ["a"]
    assert "before it was snapshot" in caplog.text
