"""A lake whose Parquet files lie in an object store: the same statements, and what goes wrong."""

import traceback
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.fakes.bucket import SECRET, fake_bucket
from tests.warehouse import make
from warehouse import lake_move, lake_tidy, problems, queries, store


@pytest.fixture(scope="module")
def bucket():
    with fake_bucket("reform") as bucket:
        yield bucket


@pytest.fixture(scope="module")
def remote(lakes, bucket, filled_file):
    """A lake in an object store, moved there from a file with a little of everything."""
    lake = replace(lakes.new(), data="s3://reform/lake", bucket=bucket.keys)
    lake_move.move(filled_file, lake)
    return lake


def everything(place):
    """Return all rows of all views, in an order that both sides agree on."""
    sql = "SELECT concat(schema_name, '.', view_name) FROM duckdb_views() WHERE NOT internal"
    with store.open_warehouse(place, read_only=True) as con:
        names = store.words(con, sql)
        return {name: sorted(map(repr, con.execute(f"FROM {name}").fetchall())) for name in names}


@pytest.mark.lake  # planning all of them takes long
def test_every_view_says_the_same_from_an_object_store(remote, bucket, filled_file):
    there, here = everything(remote), everything(filled_file)

    assert there == here
    assert sum(map(bool, there.values())) > 30
    assert all(key.startswith("lake/store/") for key in bucket.objects)


def test_the_command_line_reads_an_object_store_by_its_settings(remote, bucket, tmp_path):
    env = {
        "PLACEWATCH_HOME": str(tmp_path),
        "PLACEWATCH_WAREHOUSE": f"ducklake:postgres:{remote.catalogue}",
        "PLACEWATCH_LAKE_DATA": remote.data,
        "PLACEWATCH_S3_KEY": bucket.keys.key,
        "PLACEWATCH_S3_SECRET": bucket.keys.secret,
        "PLACEWATCH_S3_REGION": bucket.keys.region,
        "PLACEWATCH_S3_ENDPOINT": bucket.keys.endpoint,
    }
    said = CliRunner().invoke(main, ["query", "sources-health", "--format", "csv"], env=env)

    assert said.exit_code == 0, said.output
    assert "\nlga," in said.output


def test_a_lake_in_an_object_store_is_tidied_and_says_the_same(remote, bucket):
    with store.open_warehouse(remote) as con:
        for number in range(10):
            problems.add(con, [make.problem(text=f"{number}-{n}") for n in range(12)])
        before = sorted(store.words(con, "SELECT text FROM problems"))
    count = len(bucket.objects)

    with store.open_warehouse(remote) as con:
        done = lake_tidy.tidy(con, datetime.now(UTC) + timedelta(days=30))

        assert done is not None
        assert done.files_after < done.files_before
        assert sorted(store.words(con, "SELECT text FROM problems")) == before
    assert len(bucket.objects) < count


def test_a_store_that_goes_down_under_a_writer_loses_nothing_but_that_step(remote, bucket):
    with pytest.raises(store.WarehouseBroken, match=r"s3://reform/lake failed") as caught:
        with store.open_warehouse(remote) as con, store.transaction(con):
            problems.add(con, [make.problem(text="half")])
            bucket.is_down = True
            problems.add(con, [make.problem(text=f"half {n}") for n in range(500)])
    bucket.is_down = False

    with store.open_warehouse(remote) as con:
        texts = store.words(con, "SELECT text FROM problems")
        problems.add(con, [make.problem(text="after")])
    assert not any(text.startswith("half") for text in texts)
    assert queries.sql(remote, "SELECT count(*) FROM problems").rows == ((len(texts) + 1,),)
    assert SECRET not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"secret": "guessed/word"}, id="wrong secret"),
        pytest.param({"region": "eu-north-1"}, id="wrong region"),
    ],
)
def test_a_key_that_the_store_refuses_is_told_with_its_settings_and_shows_no_secret(
    remote, bucket, wrong
):
    with pytest.raises(store.WarehouseBroken, match=r"PLACEWATCH_S3_KEY, _SECRET") as caught:
        with store.open_warehouse(replace(remote, bucket=replace(bucket.keys, **wrong))) as con:
            problems.add(con, [make.problem(text=f"{n}") for n in range(500)])

    assert "guessed/word" not in "".join(traceback.format_exception(caught.value))
