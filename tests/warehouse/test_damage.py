"""A file that is damaged is never written to; what is said names the remedy."""

import re

import duckdb
import pytest

from warehouse import store

PUT = "move it away and put a backup, or public/placewatch.duckdb, in its place"
VERSION_AT = 12  # in the header: behind 8 bytes of checksum and the word DUCK


def flip(content: bytes, *places: int) -> bytes:
    changed = bytearray(content)
    for place in places:
        changed[place] ^= 255
    return bytes(changed)


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        pytest.param(
            lambda _: b"no database" * 999, f"it is no warehouse, or .* {PUT}", id="foreign"
        ),
        pytest.param(
            lambda whole: bytes(len(whole)), f"it is no warehouse, or .* {PUT}", id="zeros"
        ),
        pytest.param(lambda whole: flip(whole, 60), f"it is damaged: {PUT}", id="first page"),
        pytest.param(
            lambda whole: flip(whole, 4116, 8212), f"it is damaged: {PUT}", id="both headers"
        ),
        pytest.param(lambda whole: whole[:100], f"it was cut short: {PUT}", id="cut in the header"),
        pytest.param(lambda whole: whole[:12288], f"it was cut short: {PUT}", id="headers alone"),
    ],
)
@pytest.mark.parametrize("read_only", [True, False])
def test_a_file_that_cannot_be_opened_is_refused_with_a_remedy(
    path, empty, damage, says, read_only
):
    path.parent.mkdir()
    damaged = damage(empty.read_bytes())
    path.write_bytes(damaged)

    with pytest.raises(store.WarehouseUnusable, match=says):
        with store.open_warehouse(path, read_only=read_only):
            pass

    assert path.read_bytes() == damaged


@pytest.mark.parametrize("is_cut", [True, False])
def test_damage_that_is_found_while_reading_is_told_with_a_remedy(path, filled_file, is_cut):
    path.parent.mkdir()
    content = filled_file.read_bytes()
    middle = [place for place in range(12_288, len(content), 262_144) if place > len(content) // 2]
    path.write_bytes(content[: middle[0]] if is_cut else flip(content, *middle))

    with pytest.raises((store.WarehouseBroken, store.WarehouseUnusable)) as caught:
        with store.open_warehouse(path, read_only=True) as con:
            for table in store.words(con, "SELECT table_name FROM duckdb_tables()"):
                con.execute(f"FROM store.{table}").fetchall()

    assert ("it was cut short: " if is_cut else "it is damaged: ") + PUT in str(caught.value)
    assert "what was committed is kept" not in str(caught.value)


def test_a_file_of_a_newer_duckdb_is_refused(path, empty):
    path.parent.mkdir()
    newer = bytearray(empty.read_bytes())
    newer[VERSION_AT : VERSION_AT + 8] = (999).to_bytes(8, "little")
    path.write_bytes(newer)
    with pytest.raises(duckdb.IOException) as told:  # it tells the checksum that would be right
        duckdb.connect(path)
    right = re.search(r"computed checksum (\d+)", str(told.value))
    newer[:8] = int(right[1]).to_bytes(8, "little")
    path.write_bytes(newer)

    with pytest.raises(store.WarehouseUnusable) as caught:
        with store.open_warehouse(path):
            pass

    assert "with version number 999" in str(caught.value)
    assert str(caught.value).endswith("it was written by a newer DuckDB: update Placewatch")
    assert path.read_bytes() == newer
