"""The table for spreadsheets, read as Python and DuckDB read it."""

import csv
import io
from datetime import UTC, date, datetime

import duckdb
import pytest

from alerts.sheet import CELL_LIMIT, compose_sheet
from tests.alerts.test_injection import HOSTILE, is_harmless


def cells(*row):
    content = compose_sheet([f"c{number}" for number in range(len(row))], [row])
    assert content.startswith(b"\xef\xbb\xbf")  # else Excel takes it for another code page
    read = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    _, (*found,) = list(read)
    return found


def test_a_row_holds_words_numbers_times_and_lists():
    assert cells(
        "Cyngor Gwynedd, “Tŷ”", 0.82, True, None, datetime(2026, 11, 21, 12, tzinfo=UTC),
        date(2026, 12, 12), ["Devon", "Kent"], (), "one\ntwo", 'say "it"',
    ) == [
        "Cyngor Gwynedd, “Tŷ”", "0.82", "yes", "", "2026-11-21 12:00:00",
        "2026-12-12", "Devon; Kent", "", "one two", 'say "it"',
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "=1+1",
        "+44 20 7946 0000",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r\n=1+1",
        "\u200b=1+1",
        "＝1+1",
        "＠SUM(A1)",
        "=cmd|' /C calc'!A0",
        '=HYPERLINK("https://evil.example","here")',
    ],
)
def test_no_cell_is_a_formula(words):
    plain, listed = cells(words, ["Kent", words])

    assert plain.startswith("'")
    assert plain[1] in "=+-@＝＠"
    assert listed == f"Kent; {plain}"


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_foreign_words_stay_in_their_cell(words):
    before, name, areas, after = cells("before", words, [words, words], "after")

    assert (before, after) == ("before", "after")
    for cell in (name, areas):
        assert len(cell) <= CELL_LIMIT
        assert cell[:1] not in {*"=+-@"}
        assert [char for char in cell if not is_harmless(char) or char == "\n"] == []


def test_another_program_reads_the_same(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(compose_sheet(["name", "sure"], [("Tŷ, =1", 0.5), ('"=2"\n3', 1.0)]))

    found = duckdb.sql(f"SELECT name, sure FROM read_csv('{path}', header = true)").fetchall()

    assert found == [("Tŷ, =1", 0.5), ('"=2" 3', 1.0)]
