"""Backups come back whole, and answer as they did."""

import json
import os
import shutil

import pytest

from tests.warehouse.make import NOW, later
from warehouse import backup, contents, raw, raw_files, restore, store
from warehouse.backup import BackupUnusable
from warehouse.raw import Raw

PAGE = b"<html>page</html>"


@pytest.fixture(scope="module")
def house(tmp_path_factory, filled_file):
    """A home with a little of everything, and a backup of it."""
    home = tmp_path_factory.mktemp("home")
    live = home / "placewatch.duckdb"
    shutil.copyfile(filled_file, live)
    digest, packed = raw_files.put(home / "raw", PAGE, floor_bytes=0)
    with store.open_warehouse(live) as con:
        for number, one in enumerate((digest, "0" * 64)):
            raw.add(con, [Raw(digest=one, document_id=f"lga-a{number + 1}", kind="article",
                              version="v", url="https://lga.example/1", media_type="text/html",
                              size=len(PAGE), packed=packed, fetched_at=NOW)])  # fmt: skip
    (home / "sources.yaml").write_text("- {id: own}\n")
    made = backup.make(
        live,
        home / "backups",
        NOW,
        raw_folder=home / "raw",
        own=[home / "sources.yaml", home / "subscriptions.yaml"],
    )
    return home, made


@pytest.fixture
def copied(house, tmp_path):
    """The backup, to be spoiled; of its answers only a few, for each takes its time."""
    folder = shutil.copytree(house[1].folder, tmp_path / "copied" / house[1].folder.name)
    answers = house[1].manifest.answers
    edit(folder, answers={name: answers[name] for name in ("feedback", "silent-reports")})
    return folder


def bring(folder, home, **how):
    own = {"sources.yaml": home / "sources.yaml"}
    live = home / "placewatch.duckdb"
    return restore.restore(folder, live, later(days=1), raw_folder=home / "raw", own=own, **how)


def held(path):
    with contents.opened(path) as con:
        return contents.tables(con)


def test_a_backup_comes_back_elsewhere_and_answers_the_same(house, tmp_path):
    home, made = house
    asked = made.manifest.answers

    done = bring(made.folder, tmp_path)

    assert made.manifest.raw_missing == ("0" * 64,)
    assert (done.tables, done.answers, done.raw) == (len(made.manifest.tables), len(asked), 1)
    assert done.answers >= 20
    assert done.raw_damaged == ("0" * 64,)
    assert held(tmp_path / "placewatch.duckdb") == held(home / "placewatch.duckdb")
    (path,) = (tmp_path / "raw").rglob("*.gz")
    assert raw_files.get(tmp_path / "raw", path.name.removesuffix(".gz")) == PAGE
    assert (tmp_path / "sources.yaml").read_text() == "- {id: own}\n"


def test_what_stands_there_is_moved_aside_and_only_when_that_is_said(copied, tmp_path):
    live = tmp_path / "placewatch.duckdb"
    with store.open_warehouse(live):
        pass
    (tmp_path / "sources.yaml").write_text("- {id: newer}\n")

    with pytest.raises(BackupUnusable, match="add --replace"):
        bring(copied, tmp_path)
    done = bring(copied, tmp_path, may_replace=True)

    assert held(done.aside / "placewatch.duckdb")["articles"].rows == 0
    assert (done.aside / "sources.yaml").read_text() == "- {id: newer}\n"
    assert held(live)["articles"].rows == 3
    with store.open_warehouse(live):  # and it is a warehouse to write to
        pass


def test_a_warehouse_that_no_longer_opens_is_replaced(copied, tmp_path):
    live = tmp_path / "placewatch.duckdb"
    live.write_bytes(b"broken" * 1000)

    done = bring(copied, tmp_path, may_replace=True)

    assert (done.aside / live.name).read_bytes()[:6] == b"broken"
    assert held(live)["articles"].rows == 3


def test_a_flipped_byte_is_noticed_before_anything_is_touched(copied, tmp_path):
    file = copied / "placewatch.duckdb"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)

    with pytest.raises(BackupUnusable, match="is damaged"):
        bring(copied, tmp_path / "new")

    assert not (tmp_path / "new").exists()


def edit(folder, **changes):
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_a_backup_of_a_newer_version_is_refused(copied, tmp_path):
    edit(copied, migrations=[["9999_next.sql", "0"]])
    with pytest.raises(BackupUnusable, match=r"newer Placewatch \(9999_next.sql has run\): update"):
        bring(copied, tmp_path / "new")

    edit(copied, form=99)
    with pytest.raises(BackupUnusable, match="newer Placewatch"):
        bring(copied, tmp_path / "new")


def test_a_backup_that_answers_otherwise_is_refused_by_name(copied, tmp_path):
    told = json.loads((copied / "manifest.json").read_text())
    tables = told["tables"] | {"articles": {"rows": 4, "digest": "0"}}
    answers = told["answers"] | {"silent-reports": "0"}
    edit(copied, tables=tables, answers=answers)

    with pytest.raises(BackupUnusable, match=r"\(articles, silent-reports\)"):
        bring(copied, tmp_path / "new")

    assert list((tmp_path / "new").iterdir()) == []


def test_what_is_no_backup_is_said_to_be_none(tmp_path):
    with pytest.raises(BackupUnusable, match="is no backup"):
        backup.read(tmp_path)
    (tmp_path / "manifest.json").write_text('{"form": 1}')
    with pytest.raises(BackupUnusable, match="is damaged"):
        backup.read(tmp_path)


def test_the_newest_backups_are_kept_share_files_and_half_ones_are_none(house, tmp_path):
    home, made = house
    for number in range(3):
        older = tmp_path / f"placewatch-2020010{number}T000000Z"
        shutil.copytree(made.folder, older, copy_function=os.link)
    half = tmp_path / ".placewatch-20200104T000000Z"
    half.mkdir()

    new = backup.make(
        home / "placewatch.duckdb", tmp_path, later(days=1), raw_folder=home / "raw", keep=2
    )

    assert backup.known(tmp_path) == (older, new.folder)
    assert [path.name[:19] for path in new.dropped] == [
        "placewatch-20200100",
        "placewatch-20200101",
    ]
    assert not half.exists()
    files = {path.stat().st_ino for path in tmp_path.rglob("*.gz")}
    assert (len(files), new.linked) == (1, 1)
