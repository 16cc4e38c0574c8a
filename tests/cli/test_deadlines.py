"""What `placewatch deadlines` shows."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.fakes import ready
from tests.warehouse import make
from warehouse import articles, calls, feeds, hits, publish, store

NOW = datetime.now(UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An installation with an open, a far, a moved and a missed call."""
    home = tmp_path_factory.mktemp("home")
    day = timedelta(days=1)
    with store.open_warehouse(ready.warehouse(home / "placewatch.duckdb")) as con:
        feeds.sync(con, [make.source()], NOW)
        articles.add_articles(con, [make.article(1)], NOW)
        hits.add_ruleset(con, make.RULESET, {"place-budgets": ("Place budgets", "why")}, NOW)
        hits.add_verdicts(con, [make.verdict()], NOW, digests={"lga-a1": make.article(1).digest})
        hits.add_deadlines(con, [make.deadline(closes_at=NOW + 5 * day)], NOW)
        (told,) = calls.unsettled(con)
        given = {"first_seen_at": NOW - day, "noted_at": NOW - day}
        rows = [
            make.call(call_id="near", title="Near", closes_at=NOW + 5 * day, **given),
            make.call(call_id="far", title="Far", kind="application", closes_at=NOW + 90 * day),
            make.call(
                call_id="moved", title="Moved", closes_at=NOW + 40 * day, was_at=NOW, **given
            ),
            make.call(call_id="missed", title="Missed", closes_at=NOW - 9 * day, **given),
            make.call(call_id="closed", title="Closed", closes_at=NOW - day / 2, **given),
        ]
        calls.add(con, rows, [("near", told)], NOW)
        publish.publish(con, home / "public" / "placewatch.duckdb")
    return home


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    home = tmp_path_factory.mktemp("bare")
    with store.open_warehouse(ready.warehouse(home / "placewatch.duckdb")) as con:
        publish.publish(con, home / "public" / "placewatch.duckdb")
    return home


def run(home, *asked):
    return CliRunner().invoke(main, ["deadlines", "--home", str(home), *asked])


def titles(home, *asked):
    return [row["title"] for row in json.loads(run(home, "--format", "json", *asked).stdout)]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ([], ["Near", "Moved", "Far"]),
        (["--closing-within", "14"], ["Near"]),
        (["--kind", "application"], ["Far"]),
        (["--theme", "place-budgets"], ["Near"]),
        (["--theme", "Place Budgets"], ["Near"]),
        (["--closed"], ["Closed", "Missed"]),
        (["--missed"], ["Missed"]),
        (["--changed"], ["Moved"]),
    ],
)
def test_what_is_asked_for_is_listed_the_soonest_first(home, asked, shown):
    assert titles(home, *asked) == shown


def test_a_table_says_when_how_long_who_and_where(home):
    found = run(home)
    lines = found.stdout.splitlines()

    assert lines[0].split() == ["Closes", "Left", "Kind", "Who", "asks"]
    assert "5 days" in lines[2]
    assert lines[2].endswith("LGA")
    assert lines[3:5] == ["  Near", "  https://lga.example/1"]
    assert any(line.startswith("  it was to close on") for line in lines)
    assert lines[-1].endswith("deadlines.ics")
    assert max(map(len, lines[:-1])) <= 100


def test_csv_has_a_row_each(home):
    assert run(home, "--format", "csv").stdout.count("\n") == 4


def test_nothing_to_list_is_said(bare, home):
    assert run(bare).stdout == "Nothing is open that Placewatch knows of.\n"
    assert "Nothing fits what you asked for" in run(home, "--closing-within", "1").stdout


@pytest.mark.parametrize(
    ("asked", "remedy"),
    [
        (["--theme", "trams"], "no document is labelled with the theme 'trams'; there are place"),
        (["--kind", "party"], "is not one of 'consultation'"),
        (["--closing-within", "soon"], "is not a valid integer"),
        (["--closing-within", "3", "--closed"], "leave one out"),
    ],
)
def test_a_wrong_value_is_named_with_what_helps(home, asked, remedy):
    found = run(home, *asked)

    assert found.exit_code
    assert remedy in found.stderr
