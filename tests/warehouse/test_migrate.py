import hashlib
import re
import subprocess
from contextlib import suppress

import duckdb
import pytest

from tests.warehouse import make
from warehouse import feeds, migrate, store

VIEWS = {
    "alerts", "article_facts", "article_versions", "articles", "backfills", "call_history",
    "calls", "changed_calls", "claims", "closing_soon", "co_sponsors", "contradictions",
    "deadlines", "decisions", "entries", "feedback", "first_to_tell", "happenings", "held_alerts",
    "hints", "hits",
    "hosts", "initiative_areas", "initiative_figures", "initiative_links", "initiative_names",
    "initiative_pairs", "initiative_sponsors", "initiative_timeline", "initiatives", "mentions",
    "missed_calls", "mutes", "newly_seen_bodies", "open_calls", "organisations", "people",
    "problems", "raw_pages", "reactions", "report_addresses", "report_pages", "reports",
    "rule_precision", "runs", "silence", "source_changes", "sources",
    "stages", "stories", "theme_precision", "themes_by_article", "verdict_history", "voice",
    "organisation_roles", "story_articles", "themes_by_document",
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


def test_a_file_that_fails_leaves_nothing_behind_and_tells_the_way_back(path):
    works = step(NEXT, "CREATE TABLE store.more (id INTEGER)")
    fails = step(NEXT + 1, "CREATE TABLE store.other (id INTEGER); SELECT nonsense;")
    with pytest.raises(migrate.MigrationError) as caught:
        with store.open_warehouse(path) as con:
            feeds.sync(con, [make.source()], make.NOW)
            migrate.migrate(con, path, (*migrate.load(), works, fails))
    with duckdb.connect(path, read_only=True) as con:
        half = store.words(con, "SELECT table_name FROM duckdb_tables()")

    said, command = str(caught.value).split("version before: ")
    subprocess.run(command, shell=True, check=True)
    with store.open_warehouse(path) as con:
        whole = store.words(con, "SELECT table_name FROM duckdb_tables()")
        assert store.words(con, "SELECT source_id FROM store.sources") == ["lga"]
    assert f"{fails.name} failed (Binder Error: " in said
    assert "more" in half
    assert "other" not in half
    assert not {"more", "other"} & set(whole)


def test_the_copy_before_stays_until_the_next_change_has_gone_well(path):
    first = (*migrate.load(), step(NEXT, "CREATE TABLE store.more (id INTEGER)"))
    fails = (*first, step(NEXT + 1, "SELECT nonsense"))
    second = (*first, step(NEXT + 1, "CREATE TABLE store.other (id INTEGER)"))
    found = []
    with store.open_warehouse(path) as con:
        for steps in (first, fails, second):
            with suppress(migrate.MigrationError):
                migrate.migrate(con, path, steps)
            found.append({int(copy.name[-4:]) for copy in path.parent.glob("*.before-*")})

    assert found == [{NEXT}, {NEXT, NEXT + 1}, {NEXT + 1}]


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


def test_views_work_from_a_file_of_another_name(filled_file):
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{filled_file}' AS pw (READ_ONLY)")
        counts = [con.execute(f"SELECT count(*) FROM pw.{view}").fetchone() for view in VIEWS]

    assert len(counts) == len(VIEWS)
