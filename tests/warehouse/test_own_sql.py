import csv
import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from warehouse import queries


def test_own_sql_is_answered(filled):
    table = queries.sql(filled, "SELECT source_id, 1 AS source_id FROM sources ORDER BY ALL")

    assert table == queries.Table(
        columns=("source_id", "source_id_2"), rows=(("lga", 1), ("tuc", 1))
    )


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "FROM read_blob('{path}')",
        "SELECT * FROM glob('/*')",
        "COPY (SELECT 1) TO '{path}.wal'",
        "COPY (SELECT 1) TO '{path}' (USE_TMP_FILE false)",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO '{path}.wal'",
        "ATTACH '{path}' AS other",
        "EXPORT DATABASE '{path}-out'",
        "INSTALL fts",
        "SET enable_external_access = true",
        "SET disabled_filesystems = ''",
        "RESET lock_configuration",
        "FROM table",
        "DELETE FROM store.sources",
        "DROP VIEW articles",
        "SELECT nothing FROM articles",
        "SELEC 1",
        "",
    ],
)
def test_own_sql_reaches_nothing_but_the_copy_and_changes_nothing(filled, text):
    table = [1, 2]  # a variable that DuckDB would find by name
    path = filled if isinstance(filled, Path) else Path(filled.data).with_name("x")
    before = sorted((p.name, p.stat().st_mtime_ns) for p in path.parent.iterdir())

    with pytest.raises(queries.QueryError):
        queries.sql(filled, text.format(path=path))

    assert table == [1, 2]
    assert sorted((p.name, p.stat().st_mtime_ns) for p in path.parent.iterdir()) == before


VALUES = queries.Table(
    columns=("what", "seen_at", "share", "parts"),
    rows=(
        ("=1+1, \x1b[31mred\x1b[0m\n“x”", datetime(2026, 11, 21, 12, 30, tzinfo=UTC), 0.5, ["a"]),
        (None, None, Decimal("1.5"), []),
        ("x" * 100, None, float("nan"), {"key": True}),
    ),
)


def test_json_is_exact_and_times_are_iso():
    answer = json.loads(queries.render(VALUES, "json"))

    assert answer == [
        {
            "what": "=1+1, \x1b[31mred\x1b[0m\n“x”",
            "seen_at": "2026-11-21T12:30:00+00:00",
            "share": 0.5,
            "parts": ["a"],
        },
        {"what": None, "seen_at": None, "share": 1.5, "parts": []},
        {"what": "x" * 100, "seen_at": None, "share": None, "parts": {"key": True}},
    ]


def test_csv_is_exact():
    answer = list(csv.reader(io.StringIO(queries.render(VALUES, "csv"))))

    assert answer == [
        ["what", "seen_at", "share", "parts"],
        ["=1+1, \x1b[31mred\x1b[0m\n“x”", "2026-11-21T12:30:00+00:00", "0.5", '["a"]'],
        ["", "", "1.5", "[]"],
        ["x" * 100, "", "", '{"key": true}'],
    ]


def test_a_table_is_cut_to_fit_and_gives_a_terminal_no_commands():
    lines = queries.render(VALUES, "table").splitlines()

    assert [line.split() for line in lines[:3]] == [
        ["what", "seen_at", "share", "parts"],
        ["-" * 60, "-" * 16, "-" * 5, "-" * 13],
        ["=1+1,", "[31mred", "[0m", "“x”", "2026-11-21", "12:30", "0.5", "a"],
    ]
    assert lines[4].startswith("x" * 59 + "…  ")


def test_another_form_is_refused():
    with pytest.raises(queries.QueryError, match="there are table, csv and json"):
        queries.render(VALUES, "xml")
