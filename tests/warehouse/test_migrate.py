import hashlib
import re
import time

import duckdb
import pytest

from tests.warehouse import make
from tests.warehouse.children import child
from warehouse import feeds, migrate, store

VIEWS = {
    "alerts", "article_facts", "article_versions", "articles", "backfills", "call_history",
    "calls", "changed_calls", "claims", "closing_soon", "co_sponsors", "contradictions",
    "deadlines", "decisions", "entries", "feedback", "first_to_tell", "happenings", "held_alerts",
    "hits",
    "hosts", "initiative_areas", "initiative_figures", "initiative_links", "initiative_names",
    "initiative_pairs", "initiative_sponsors", "initiative_timeline", "initiatives", "mentions",
    "missed_calls", "mutes", "newly_seen_bodies", "open_calls", "organisations", "people",
    "problems", "raw_pages", "reactions", "report_addresses", "report_pages", "reports",
    "rule_precision", "runs", "silence", "source_changes", "sources",
    "stages", "stories", "theme_precision", "themes_by_article", "verdict_history", "voice",
    "who_is_behind_what",
}  # fmt: skip
NEXT = len(migrate.load()) + 1


def step(number: int, sql: str) -> migrate.Migration:
    digest = hashlib.sha256(sql.encode()).hexdigest()
    return migrate.Migration(number=number, name=f"{number:04d}_x.sql", sql=sql, digest=digest)


def test_a_fresh_warehouse_runs_every_file_once(path):
    with store.open_warehouse(path) as con:
        ran = store.words(con, "SELECT name FROM store.migrations ORDER BY number")
        again = migrate.migrate(con, path)

    assert ran == sorted(file.name for file in migrate.FOLDER.glob("*.sql"))
    assert again == []


def test_a_file_that_was_edited_after_it_ran_is_refused(path):
    with store.open_warehouse(path) as con:
        con.execute("UPDATE store.migrations SET digest = 'other' WHERE number = 2")

    for read_only in (False, True):
        with pytest.raises(migrate.MigrationError, match=r"0002_articles\.sql was edited after"):
            with store.open_warehouse(path, read_only=read_only):
                pass


def test_a_warehouse_of_a_newer_version_is_refused(path):
    with store.open_warehouse(path) as con:
        con.execute("INSERT INTO store.migrations VALUES (9001, '9001_future.sql', 'd')")

    for read_only in (False, True):
        with pytest.raises(migrate.MigrationError, match=r"9001_future\.sql has run.: update this"):
            with store.open_warehouse(path, read_only=read_only):
                pass


def test_a_reader_does_not_migrate(path):
    with store.open_warehouse(path) as con:
        con.execute("DELETE FROM store.migrations WHERE number > 4")

    with pytest.raises(migrate.MigrationError, match="from an older version"):
        with store.open_warehouse(path, read_only=True):
            pass


def test_a_database_of_somebody_else_is_left_alone(path):
    path.parent.mkdir()
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE invoices (id INTEGER)")

    with pytest.raises(migrate.MigrationError, match="holds other tables and is no warehouse"):
        with store.open_warehouse(path):
            pass

    with duckdb.connect(path) as con:
        assert con.execute("SELECT table_name FROM duckdb_tables()").fetchall() == [("invoices",)]


def test_a_warehouse_that_holds_something_is_copied_before_it_changes(path):
    with store.open_warehouse(path) as con:
        feeds.sync(con, [make.source()], make.NOW)
        steps = (*migrate.load(), step(NEXT, "CREATE TABLE store.more (id INTEGER)"))
        assert migrate.migrate(con, path, steps) == [f"{NEXT:04d}_x.sql"]

    copy = path.with_name(f"{path.name}.before-{NEXT:04d}")
    with duckdb.connect(copy, read_only=True) as con:
        tables = con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        assert con.execute("SELECT source_id FROM store.sources").fetchall() == [("lga",)]
    assert ("more",) not in tables


def test_a_file_that_fails_leaves_nothing_behind(path):
    bad = step(NEXT, "CREATE TABLE store.more (id INTEGER); SELECT nonsense;")
    with pytest.raises(duckdb.BinderException):
        with store.open_warehouse(path) as con:
            migrate.migrate(con, path, (*migrate.load(), bad))

    with store.open_warehouse(path) as con:
        assert "more" not in store.words(con, "SELECT table_name FROM duckdb_tables()")


def test_line_ends_do_not_make_another_file(tmp_path):
    texts = {"unix": b"SELECT 1;\n-- x\n", "dos": b"SELECT 1;\r\n-- x\r\n"}
    found = {}
    for name, text in texts.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / "0001_x.sql").write_bytes(text)
        found[name] = migrate.load(folder)

    assert found["unix"] == found["dos"]


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["0001_a.sql", "0003_b.sql"], id="gap"),
        pytest.param(["0001_a.sql", "0001_b.sql"], id="twice"),
        pytest.param(["1_a.sql"], id="name"),
    ],
)
def test_numbers_that_do_not_count_up_are_refused(tmp_path, names):
    for name in names:
        (tmp_path / name).write_text("SELECT 1;")

    with pytest.raises(migrate.MigrationError):
        migrate.load(tmp_path)


def test_a_kill_at_any_moment_of_migrating_leaves_a_warehouse_that_opens(path):
    opener = """
        import sys
        from pathlib import Path
        print("ready", flush=True)
        from warehouse import store
        with store.open_warehouse(Path(sys.argv[1])):
            pass
    """
    for turn in range(8):
        migrating = child(opener, path)
        assert migrating.stdout.readline() == "ready\n"
        until = time.monotonic() + 30
        while not path.exists() and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(0.04 * turn)
        migrating.kill()
        migrating.communicate()

        with store.open_warehouse(path) as con:
            ran = store.words(con, "SELECT name FROM store.migrations ORDER BY number")
        assert ran == [file.name for file in migrate.load()]
        path.unlink()


@pytest.mark.parametrize("number", [file.number for file in migrate.load()])
def test_every_file_can_be_replayed_from_the_log(path, number):
    dying = """
        import os, sys
        import duckdb
        from warehouse import migrate
        con = duckdb.connect(sys.argv[1])
        con.execute("CREATE SCHEMA store")
        steps = migrate.load()
        for step in steps[: int(sys.argv[2])]:
            if step.number == int(sys.argv[2]):
                con.execute("CHECKPOINT")
            con.begin()
            for statement in con.extract_statements(step.sql):
                con.execute(statement)
            con.commit()
        os._exit(0)
    """
    path.parent.mkdir()
    dead = child(dying, path, number)
    dead.communicate()
    assert dead.returncode == 0
    assert path.with_name(path.name + ".wal").stat().st_size > 0

    with duckdb.connect(path) as con:
        assert con.execute("SELECT count(*) FROM duckdb_schemas() WHERE schema_name = 'store'")


def test_no_migration_holds_what_the_log_cannot_replay():
    risky = r"(?is)\bALTER\b.*?\bDEFAULT\b\s*[\(a-z]|\bALTER\b.*?\bUSING\b|\bFOREIGN\s+KEY\b"
    found = []
    for file in migrate.load():
        bare = re.sub(r"--[^\n]*", "", file.sql)
        found += [file.name for part in bare.split(";") if re.search(risky, part)]

    assert found == []


def test_every_view_and_each_of_its_columns_is_explained(path):
    with store.open_warehouse(path) as con:
        views = dict(
            con.execute(
                "SELECT view_name, comment FROM duckdb_views() "
                "WHERE NOT internal AND schema_name = 'main'"
            ).fetchall()
        )
        silent = con.execute(
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE schema_name = 'main' AND NOT internal AND comment IS NULL"
        ).fetchall()

    assert set(views) == VIEWS
    assert all(views.values())
    assert silent == []


def test_views_work_from_a_file_of_another_name(path, filled):
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{filled}' AS pw (READ_ONLY)")
        counts = [con.execute(f"SELECT count(*) FROM pw.{view}").fetchone() for view in VIEWS]

    assert len(counts) == len(VIEWS)
