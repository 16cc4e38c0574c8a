"""Pages as they were fetched: files by content, and the rows that tell whose they are."""

import os

import pytest

from tests.warehouse.make import NOW, later
from warehouse import raw, raw_files
from warehouse.raw import Raw

PAGE = b"<html><p>Pilots begin in April.</p></html>" * 40
DAY_S = 86_400.0


def kept(**changes):
    given = {
        "digest": "ab" * 32, "document_id": "lga-a1", "kind": "article", "version": "v1",
        "url": "https://lga.example/1", "media_type": "text/html", "size": 40, "packed": 20,
        "fetched_at": NOW,
    }  # fmt: skip
    return Raw(**given | changes)


def age(path, days):
    then = path.stat().st_mtime - days * DAY_S
    os.utime(path, (then, then))


def test_the_same_content_is_one_file_and_comes_back_as_it_was(tmp_path):
    digest, packed = raw_files.put(tmp_path, PAGE, floor_bytes=0)
    again = raw_files.put(tmp_path, PAGE, floor_bytes=0)

    assert again == (digest, packed)
    assert [path.name for path in tmp_path.rglob("*.gz")] == [f"{digest}.gz"]
    assert packed < len(PAGE) / 4
    assert raw_files.get(tmp_path, digest) == PAGE


def test_a_file_that_is_gone_or_damaged_is_told(tmp_path):
    digest, _ = raw_files.put(tmp_path, PAGE, floor_bytes=0)
    other, _ = raw_files.put(tmp_path, PAGE + b"!", floor_bytes=0)
    path = raw_files.place(tmp_path, digest)

    raw_files.place(tmp_path, other).replace(path)
    with pytest.raises(raw_files.RawGone, match="something else than its name"):
        raw_files.get(tmp_path, digest)
    path.write_bytes(b"no gzip")
    with pytest.raises(raw_files.RawGone, match="cannot be read"):
        raw_files.get(tmp_path, digest)
    aside = raw_files.quarantine(tmp_path, digest)
    with pytest.raises(raw_files.RawGone, match="is missing"):
        raw_files.get(tmp_path, digest)

    assert aside.read_bytes() == b"no gzip"
    raw_files.put(tmp_path, PAGE, floor_bytes=0)
    assert raw_files.get(tmp_path, digest) == PAGE


def test_below_the_floor_nothing_is_kept(tmp_path):
    with pytest.raises(raw_files.RawUnkept, match="make room, or keep them for fewer days"):
        raw_files.put(tmp_path, PAGE, floor_bytes=1 << 60)

    assert list(tmp_path.rglob("*.gz")) == []


def test_a_folder_that_takes_no_files_is_told(tmp_path):
    (tmp_path / "raw").write_text("a file where a folder should be")

    with pytest.raises(raw_files.RawUnkept, match="takes no more pages"):
        raw_files.put(tmp_path / "raw", PAGE, floor_bytes=0)


def test_only_old_files_without_a_row_go_and_one_that_is_wanted_again_stays(tmp_path):
    digests = [raw_files.put(tmp_path, PAGE + bytes([n]), floor_bytes=0)[0] for n in range(4)]
    named, stray, wanted, _young = digests
    half = tmp_path / "ab" / ".abcd.1.2"
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b"half")
    for path in (*(raw_files.place(tmp_path, one) for one in (named, stray, wanted)), half):
        age(path, 2)
    now_s = raw_files.place(tmp_path, digests[3]).stat().st_mtime

    found = raw_files.orphans(tmp_path, [named], now_s)
    raw_files.put(tmp_path, PAGE + bytes([2]), floor_bytes=0)  # a poll finds it, its row follows
    raw_files.remove(tmp_path, found, now_s)

    assert set(found) == {raw_files.place(tmp_path, one) for one in (stray, wanted)} | {half}
    assert set(raw_files.kept(tmp_path)) == {named, wanted, digests[3]}
    assert not half.exists()


def test_every_file_is_checked_once_in_its_days():
    digests = [f"{n * 2654435761 % 2**32:08x}" + "0" * 56 for n in range(100)]

    checked = [one for day in range(28) for one in digests if raw_files.is_due(one, day, 28)]

    assert sorted(checked) == sorted(digests)


def test_the_same_text_from_the_same_address_is_kept_once(con):
    first = raw.add(con, [kept(), kept(url="https://lga.example/api/1", digest="cd" * 32)])
    again = raw.add(con, [kept(digest="ef" * 32, fetched_at=later(days=1))])
    edited = raw.add(con, [kept(digest="ef" * 32, version="v2", fetched_at=later(days=1))])

    assert (first, again, edited) == (2, 0, 1)
    assert raw.digests(con) == ["ab" * 32, "cd" * 32, "ef" * 32]
    found = raw.find(con, "lga-a1")
    assert [(one.version, one.digest[:2]) for one in found] == [
        ("v2", "ef"), ("v1", "ab"), ("v1", "cd"),
    ]  # fmt: skip
    assert raw.find(con, "", ["https://lga.example/api/1"]) == (found[2],)
    assert raw.find(con, "cdcdcdcd") == (found[2],)
    assert (raw.forget(con, later(hours=1), is_dry=True), len(raw.digests(con))) == (2, 3)
    assert raw.forget(con, later(hours=1)) == 2
    assert raw.digests(con) == ["ef" * 32]
