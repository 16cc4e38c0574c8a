"""A lake is backed up as a file, and comes back as one."""

import json

import pytest

from tests.warehouse.make import NOW
from warehouse import backup, contents, lake_tidy, restore, store


@pytest.mark.lake
def test_a_lake_is_backed_up_as_a_file_that_answers_the_same(filled_lake, tmp_path):
    made = backup.make(filled_lake, tmp_path / "backups", NOW, raw_folder=tmp_path / "raw")
    manifest = made.folder / "manifest.json"
    told = json.loads(manifest.read_text())
    few = {name: told["answers"][name] for name in ("feedback", "silent-reports")}
    manifest.write_text(json.dumps(told | {"answers": few}))

    live = tmp_path / "new" / "placewatch.duckdb"
    done = restore.restore(made.folder, live, NOW, raw_folder=tmp_path / "new" / "raw", own={})

    assert (done.answers, done.tables) == (2, len(made.manifest.tables))
    with contents.opened(live) as con:
        assert contents.tables(con)["articles"].rows == 3
    with store.open_warehouse(live) as con:  # and it is a warehouse to write to
        assert lake_tidy.tidy(con, NOW) is None
