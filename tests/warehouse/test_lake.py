"""A lake by itself: how it opens, who holds its pen, what it says when something is wrong."""

import signal
import socket
import time
import traceback
from dataclasses import replace

import pytest

from records import Bucket, Lake, PlacewatchError
from tests.warehouse import make
from tests.warehouse.children import child
from tests.warehouse.postgres import PASSWORD
from warehouse import claims, feeds, lake_pen, lake_tidy, lake_words, problems, queries, store, turn

HOLDS = """
    import sys, time
    from records import Lake
    from warehouse import problems, store
    from tests.warehouse import make
    with store.open_warehouse(Lake(catalogue=sys.argv[1], data=sys.argv[2])) as con:
        with store.transaction(con):
            problems.add(con, [make.problem(text="half")])
            print("ready", flush=True)
            time.sleep(60)
"""


def test_what_one_writes_the_next_one_reads(lake):
    with store.open_warehouse(lake) as con:
        problems.add(con, [make.problem()])

    with store.open_warehouse(lake, read_only=True) as con:
        assert store.words(con, "SELECT text FROM problems") == [make.problem().text]


def test_times_are_in_utc_and_sql_sees_no_variables_of_ours(lake):
    secret_rows = [(1,)]  # noqa: F841 - what a replacement scan would find
    with store.open_warehouse(lake) as con:
        assert store.words(con, "SELECT current_setting('TimeZone')") == ["UTC"]
        with pytest.raises(Exception, match="secret_rows"):
            con.execute("FROM secret_rows")


def test_a_second_writer_is_told_who_holds_the_pen_and_readers_do_not_wait(lake):
    holder = child(HOLDS, lake.catalogue, lake.data)
    assert holder.stdout.readline() == "ready\n"

    with pytest.raises(store.WarehouseBusy) as caught, store.open_warehouse(lake, wait_s=0.2):
        pass
    with store.open_warehouse(lake, read_only=True) as con:
        rows = store.words(con, "SELECT text FROM problems")
    holder.kill()
    holder.wait()

    assert f"placewatch {holder.pid} on " in str(caught.value)
    assert PASSWORD not in str(caught.value)
    assert rows == []
    with store.open_warehouse(lake, wait_s=30) as con:  # freed by the kill, and nothing of it kept
        assert store.words(con, "SELECT text FROM problems") == []


def test_who_puts_the_pen_down_does_not_take_it_up_before_the_next_in_line(lake, tmp_path):
    waits = """
        import sys, time
        from records import Lake
        from warehouse import store
        print("ready", flush=True)
        with store.open_warehouse(Lake(catalogue=sys.argv[1], data=sys.argv[2])):
            print("mine", flush=True)
            open(sys.argv[3], "w").close()
            time.sleep(0.2)
    """
    taken = tmp_path / "taken"
    with store.open_warehouse(lake):
        waiting = child(waits, lake.catalogue, lake.data, taken)
        assert waiting.stdout.readline() == "ready\n"
        while not is_taken(lake, f"next: {lake_pen.PEN}"):
            time.sleep(0.01)
    with store.open_warehouse(lake):
        assert taken.exists()
    waiting.communicate()


def is_taken(lake, name):
    """Return whether somebody else holds a lock."""
    try:
        with lake_pen.lock(lake, name, 0.0):
            return False
    except lake_pen.LockTaken:
        return True


def test_who_loses_the_pen_in_the_middle_keeps_nothing(lake, postgres, lakes):
    name = lake.data.rsplit("/", 1)[-1]
    with pytest.raises(store.WarehouseBroken, match="run again") as caught:
        with store.open_warehouse(lake) as con, store.transaction(con):
            problems.add(con, [make.problem()])
            postgres.sql(
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                f"WHERE datname = '{name}' AND application_name LIKE 'placewatch%'",
            )

    assert PASSWORD not in "".join(traceback.format_exception(caught.value))
    with store.open_warehouse(lake) as con:
        assert store.words(con, "SELECT text FROM problems") == []


def test_a_server_that_crashes_under_a_writer_ends_in_one_message_and_the_next_run_goes_on(
    lake, postgres
):
    with store.open_warehouse(lake) as con:
        problems.add(con, [make.problem(text="before")])
    try:
        with pytest.raises(store.WarehouseBroken, match="went away") as caught:
            with store.open_warehouse(lake) as con, store.transaction(con):
                problems.add(con, [make.problem(text="during")])
                postgres.stop(signal.SIGQUIT)
    finally:
        postgres.start()

    assert PASSWORD not in "".join(traceback.format_exception(caught.value))
    with store.open_warehouse(lake) as con:
        problems.add(con, [make.problem(text="after")])
        assert sorted(store.words(con, "SELECT text FROM problems")) == ["after", "before"]


def test_an_object_store_that_nobody_answers_for_is_named_with_its_settings(lakes):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]  # closed again: who asks there is refused
    bucket = Bucket(key="k", secret="hush", region="", endpoint=f"http://127.0.0.1:{port}")
    lake = replace(lakes.new(), data="s3://reform/lake", bucket=bucket)

    with pytest.raises(store.WarehouseBroken, match=r"s3://reform/lake failed.*PLACEWATCH_S3"):
        with store.open_warehouse(lake):
            pass


def wrong(lake: Lake, **words: str) -> Lake:
    return replace(lake, catalogue=lake_words.write(lake_words.parse(lake.catalogue) | words))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"dbname": "elsewhere"}, "make it with createdb", id="no database"),
        pytest.param({"password": "guessed word"}, "user and password", id="wrong password"),
        pytest.param({"port": "1"}, "Postgres runs there", id="no server"),
        pytest.param({"frob": "1"}, "mend that word", id="no such word"),
    ],
)
@pytest.mark.parametrize("read_only", [False, True], ids=["writer", "reader"])
def test_a_lake_that_cannot_be_reached_says_what_to_do_and_no_secret(lake, change, says, read_only):
    with pytest.raises(store.WarehouseUnusable, match=says) as caught:
        with store.open_warehouse(wrong(lake, **change), read_only=read_only):
            pass

    told = "".join(traceback.format_exception(caught.value)) + repr(lake)
    assert PASSWORD not in told
    assert "guessed word" not in told


def test_a_lake_whose_files_are_elsewhere_says_where(lake, tmp_path):
    with pytest.raises(store.WarehouseUnusable) as caught:
        with store.open_warehouse(replace(lake, data=str(tmp_path / "other"))):
            pass

    assert f"PLACEWATCH_LAKE_DATA={lake.data}" in str(caught.value)


def test_a_reader_of_an_empty_database_is_told_to_run_first(lakes):
    new = lakes.new()

    with pytest.raises(store.WarehouseUnusable, match="run 'placewatch run' first"):
        with store.open_warehouse(new, read_only=True):
            pass


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        pytest.param(
            "UPDATE ducklake_metadata SET value = '99.0' WHERE key = 'version'",
            "update Placewatch",
            id="of a newer DuckLake",
        ),
    ],
)
def test_a_catalogue_that_we_cannot_read_says_what_helps(lake, postgres, spoilt, says):
    postgres.sql(lake.data.rsplit("/", 1)[-1], spoilt)

    with pytest.raises(store.WarehouseUnusable, match=says):
        with store.open_warehouse(lake):
            pass


def test_a_lake_of_a_newer_version_is_not_touched(lake):
    with store.open_warehouse(lake) as con:
        con.execute("INSERT INTO store.migrations VALUES (9999, '9999_later.sql', 'x')")

    with pytest.raises(PlacewatchError, match="newer Placewatch"), store.open_warehouse(lake):
        pass


def test_a_lake_of_somebody_else_is_not_touched(lakes):
    new = lakes.new()
    from warehouse import lake_shell

    with lake_shell.session(new, read_only=False) as con:
        con.execute("CREATE TABLE invoices (number INTEGER)")

    with pytest.raises(PlacewatchError, match="holds other tables"), store.open_warehouse(new):
        pass


def test_analysts_reach_the_lake_and_nothing_else(lake, tmp_path):
    with store.open_warehouse(lake) as con:
        feeds.sync(con, [make.source("lga")], make.NOW)
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="ascii")

    assert queries.sql(lake, "SELECT source_id FROM sources").rows == (("lga",),)
    for text in (
        f"FROM read_csv('{secret}')",
        f"COPY (SELECT 1) TO '{tmp_path / 'out.csv'}'",
        "DELETE FROM store.sources",
        "SET enable_external_access = true",
        f"ATTACH '{tmp_path / 'x.duckdb'}' AS x",
        "CREATE TABLE main.mine (a INTEGER)",
        "DELETE FROM __ducklake_metadata_lake.public.ducklake_table",
    ):
        with pytest.raises(queries.QueryError):
            queries.sql(lake, text)
    told = repr(queries.sql(lake, "FROM duckdb_databases()").rows)
    told += repr(queries.sql(lake, "FROM duckdb_secrets()").rows)
    assert PASSWORD not in told


def test_a_rolled_back_step_leaves_nothing(lake):
    with store.open_warehouse(lake) as con:
        with pytest.raises(ZeroDivisionError), store.transaction(con):
            problems.add(con, [make.problem()])
            raise ZeroDivisionError

        assert store.words(con, "SELECT text FROM problems") == []


def test_a_turn_is_one_among_all_machines_that_share_a_lake(lake, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    with turn.turn(one, "notify", lake):
        with pytest.raises(turn.TurnTaken, match=r"placewatch .* on ") as caught:
            with turn.turn(other, "notify", lake, wait_s=0.3):
                pass
        with turn.turn(other, "classify", lake), turn.turn(other, "poll"):
            pass

    assert PASSWORD not in str(caught.value)
    with turn.turn(other, "notify", lake, wait_s=0.3):
        pass


def test_a_host_is_asked_by_one_machine_until_its_poll_ends(lake):
    with claims.claims(lake) as here, claims.claims(lake) as there:
        assert here.take(["a.example", "b.example"]) == {"a.example", "b.example"}
        assert there.take(["b.example", "c.example"]) == {"c.example"}
        assert here.take(["a.example", "c.example"]) == {"a.example"}
        assert here.take([]) == frozenset()

    with claims.claims(lake) as later:
        assert later.take(["a.example", "c.example"]) == {"a.example", "c.example"}


def test_a_lake_is_tidied_in_steps_and_says_the_same_afterwards(lake):
    with store.open_warehouse(lake) as con:
        for number in range(10):
            problems.add(con, [make.problem(text=f"{number}-{n}") for n in range(12)])
        before = sorted(store.words(con, "SELECT text FROM problems"))

        none = lake_tidy.tidy(con, make.NOW, most_s=0.0)
        some = lake_tidy.tidy(con, make.NOW)

        assert none is not None
        assert some is not None
        assert (none.tables, none.files_after) == (0, none.files_before)
        assert none.left >= 1
        assert some.files_after < some.files_before
        assert sorted(store.words(con, "SELECT text FROM problems")) == before
