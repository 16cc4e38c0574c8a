import duckdb
import pytest

from warehouse import extensions, store


@pytest.mark.parametrize("name", ["fts", "ducklake", "postgres_scanner", "httpfs"])
def test_an_extension_is_loaded_from_its_package_without_a_home(name, tmp_path):
    with duckdb.connect(config={**store.CONFIG, "home_directory": str(tmp_path)}) as con:
        extensions.load(con, name)
        found = con.execute(
            "SELECT count(*) FROM duckdb_extensions() WHERE loaded AND extension_name = ?", [name]
        ).fetchall()

    assert found == [(1,)]
    assert list(tmp_path.iterdir()) == []


def test_a_missing_extension_is_told_with_its_package():
    with (
        duckdb.connect() as con,
        pytest.raises(extensions.ExtensionMissing, match=r"duckdb-extension-no-such==1\.5\.5"),
    ):
        extensions.load(con, "no_such")
