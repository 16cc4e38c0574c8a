import gc

import pytest

import seedfiles
from seedfiles import SeedError


def write(tmp_path, text):
    path = tmp_path / "seed.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def faults_of(tmp_path, text):
    with pytest.raises(SeedError) as caught:
        _, faults = seedfiles.read(write(tmp_path, text), shown_as="seed.yaml")
        faults.stop()
    return caught.value.faults


def test_rows_know_their_lines(tmp_path):
    rows, faults = seedfiles.read(write(tmp_path, "- id: a\n- id: b\n  why: x\n"))

    faults.stop()
    assert [(row["id"], row.line, row.lines) for row in rows] == [
        ("a", 1, {"id": 1}),
        ("b", 2, {"id": 2, "why": 3}),
    ]


def test_dates_and_yes_and_no_stay_words(tmp_path):
    rows, _ = seedfiles.read(write(tmp_path, "- 2010-03-01\n- no\n- on\n- trueish\n"))

    assert rows == ["2010-03-01", "no", "on", "trueish"]


def test_only_true_and_false_are_true_or_false(tmp_path):
    rows, faults = seedfiles.read(write(tmp_path, "- on: false\n- on: true\n"))

    faults.stop()
    assert rows == [{"on": False}, {"on": True}]


def test_a_key_that_stands_twice_is_a_fault(tmp_path):
    assert faults_of(tmp_path, "id: a\nwhy: x\nid: b\n") == (
        "seed.yaml:3: 'id' stands twice: keep one; the first is on line 1",
    )


def test_every_fault_is_told_in_the_order_of_the_file(tmp_path):
    rows, faults = seedfiles.read(write(tmp_path, "- idd: a\n- why: x\n"), shown_as="seed.yaml")
    for row in rows:
        faults.keys(row, required=["id"], optional=["why"])

    with pytest.raises(SeedError) as caught:
        faults.stop()

    assert caught.value.faults == (
        "seed.yaml:1: no such key 'idd': a row has id, why",
        "seed.yaml:1: 'id' is missing: write 'id: …'",
        "seed.yaml:2: 'id' is missing: write 'id: …'",
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("a: [1\nb: 2\n", "seed.yaml:2: not YAML", id="bracket"),
        pytest.param("a: 1\nb: \x01\n", "seed.yaml:2: not YAML", id="control character"),
        pytest.param(b"a: 1\nb: \xff\n", "seed.yaml:2: not UTF-8", id="latin-1"),
        pytest.param("!!python/object/apply:os.system [x]\n", "seed.yaml:1: not YAML", id="tag"),
        pytest.param("a: &a [*a]\n", "seed.yaml:1: not YAML", id="list inside itself"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(tmp_path, text, place):
    assert faults_of(tmp_path, text)[0].startswith(place)


def test_a_missing_file_is_told_by_name(tmp_path):
    with pytest.raises(SeedError, match=r"gone\.yaml:1: cannot be read: No such file"):
        seedfiles.read(tmp_path / "gone.yaml")


def test_a_file_is_read_anew_only_when_its_bytes_have_changed(tmp_path):
    rows = seedfiles.remembered(lambda path: tuple(seedfiles.read(path)[0]))
    path = write(tmp_path, "[a]\n")
    first = rows(path)

    path.write_text("[a]\n", encoding="utf-8")
    assert rows(path) is first
    path.write_text("[b]\n", encoding="utf-8")
    assert rows(path) == ("b",)


def test_faults_are_told_each_time(tmp_path):
    rows = seedfiles.remembered(lambda path: seedfiles.read(path)[0])
    path = write(tmp_path, "a: [1\n")

    for _ in range(2):
        with pytest.raises(SeedError, match="not YAML"):
            rows(path)
    path.unlink()
    with pytest.raises(SeedError, match="cannot be read"):
        rows(path)


def test_garbage_is_swept_again_once_the_files_are_read():
    with pytest.raises(ValueError, match="no rule"), seedfiles.unswept():
        assert not gc.isenabled()
        raise ValueError("no rule")

    assert gc.isenabled()
