"""What `placewatch initiatives` and `initiatives show` print."""

import csv
import io
import json
import shutil

import pytest
from click.testing import CliRunner
from rich.console import Console

from cli import initiatives_shown
from cli.main import main
from tests.fakes import ready
from tests.warehouse import make, said, scheme
from warehouse import (
    articles,
    decisions,
    entries,
    initiatives,
    outbox,
    publish,
    queries,
    store,
)
from warehouse.decisions import By

ANN = By(who="ann", at=make.NOW, note="sure of it")
UNSURE = "[bold]Ward \x1b[31mFund"
TEXT = "A Ward Fund is spoken of."


def published(con, home):
    publish.publish(con, home / "public" / "placewatch.duckdb")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    with store.open_warehouse(ready.warehouse(folder / "placewatch.duckdb")) as con:
        scheme.fill(con)
        entries.add_entries(con, [make.entry(9)], make.NOW)
        articles.add_articles(con, [make.article(9, text=TEXT)], make.NOW)
        doubtful = scheme.told(TEXT, "lga-a9", name=UNSURE, confidence=0.6, why="named as a fund")
        initiatives.record(con, [doubtful], make.NOW)
        published(con, folder)
    return folder


@pytest.fixture
def placewatch(home):
    def run(*words, at=home):
        return CliRunner().invoke(main, ["initiatives", "--home", str(at), *words])

    return run


@pytest.fixture
def decided(home, tmp_path):
    """An installation of its own, in which people decide."""
    shutil.copytree(home, tmp_path / "home")
    with store.open_warehouse(tmp_path / "home" / "placewatch.duckdb") as con:
        yield tmp_path / "home", con


@pytest.fixture(scope="module")
def life(home):
    return CliRunner().invoke(main, ["initiatives", "show", "hire p", "--home", str(home)]).output


def names(ended):
    return [row["name"] for row in json.loads(ended.stdout)]


def test_the_latest_news_comes_first_and_marks_tell_what_is_known_and_what_is_doubtful(placewatch):
    shown = placewatch("--all").output
    lines = shown.splitlines()

    assert max(map(len, lines)) <= 120
    names = ("Shire Purse ", "[bold]Ward", "County Pot ", "Total Place •")
    starts = [lines.index(next(one for one in lines if one.startswith(name))) for name in names]
    assert starts == sorted(starts)
    assert "[bold]Ward [31mFund ?" in shown
    assert "\x1b" not in shown
    assert "sites named" in lines[starts[0] + 1]
    assert "4 initiatives; • known before we looked; ? not sure that it is one" in shown


@pytest.fixture(scope="module")
def rows(home):
    found = queries.run(home / "public" / "placewatch.duckdb", "register")
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


@pytest.mark.parametrize("width", [30, 60, 99, 100, 200])
def test_a_screen_of_any_width_has_every_name_and_no_line_is_too_long(rows, width):
    out = io.StringIO()

    initiatives_shown.tell(Console(file=out, width=width), rows)

    lines = out.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    assert "Shire Purse" in out.getvalue()
    assert "County Pot" in out.getvalue()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--stage", "sites named"), ["Shire Purse"]),
        (("--area", "kent", "--all"), ["Shire Purse", "County Pot", "Total Place"]),
        (("--sponsor", "treasury", "--kind", "Pilot"), ["Shire Purse", "County Pot"]),
        (("--theme", "Place budg"), ["Shire Purse"]),
        (("--since", "2026-11-15"), ["Shire Purse"]),
        (("--new", "--since", "2026-11-01"), ["Shire Purse", UNSURE]),
        (("--unsure",), [UNSURE]),
        (("--search", "county"), ["County Pot"]),
    ],
)
def test_options_narrow_the_list_down(placewatch, words, found):
    assert names(placewatch(*words, "--format", "json")) == found


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--stage", "pillot"), "no stage 'pillot': choose one of announced, consultation, pilot"),
        (("--kind", "fond"), "no initiative is a 'fond': there are pilot, programme"),
        (("--area", "Kant"), "said to be in 'Kant': did you mean Kent?"),
        (("--search", "xyzzy"), "has in a name 'xyzzy': 'placewatch initiatives --all' lists"),
        (("--since", "soon"), "the day 'soon' cannot be read: write it as"),
        (("--area", "Devon", "--stage", "closed"), "meets --stage, --area together: leave one out"),
    ],
)
def test_what_nothing_can_meet_is_named_with_what_helps(placewatch, words, says):
    ended = placewatch(*words)

    assert ended.exit_code == 1
    assert says in ended.output


def test_csv_is_complete(placewatch):
    (row,) = csv.DictReader(io.StringIO(placewatch("--area", "Devon", "--format", "csv").stdout))

    assert json.loads(row["areas"]) == ["Kent", "Devon", "Durham"]
    assert (row["sources"], row["last_source"], row["sure"]) == ("3", "TUC", "0.8")


def test_an_empty_warehouse_says_what_fills_it(placewatch, tmp_path):
    with store.open_warehouse(tmp_path / "placewatch.duckdb") as con:
        published(con, tmp_path)

    ended = placewatch(at=tmp_path)
    assert ended.exit_code == 1
    assert "no document names an initiative yet: 'placewatch run' reads" in ended.output
    assert "the register is empty" in placewatch("--all", at=tmp_path).output
    assert json.loads(placewatch("--format", "json", at=tmp_path).stdout) == []


def test_a_life_tells_each_thing_with_its_quote_and_link(life):
    told = [line.strip() for line in life.splitlines()]

    def beneath(line, count=2):
        return told[told.index(line) + 1 :][:count]

    assert life.startswith("Shire Purse   pilot · stage pilot · sites named")
    assert "80%: named and announced" in life
    assert "3 documents of 3 sources; the latest 2026-11-18, TUC" in life
    assert told.index("2026-11-11  new to us") < told.index("2026-11-11  announced")
    assert "2026-11-11  named for it: Durham, Kent" in told
    assert beneath("2026-11-18  sites named") == [
        "“Sites for the Shire Purse are named: Kent and Devon.”",
        "TUC, 2026-11-18 · https://tuc.example/3",
    ]
    assert beneath("Kent ×2, Durham")[0] == "“Kent and Durham will take part, with £12 million.”"
    assert beneath("12 places")[1] == "DEPT, 2026-11-11 · https://dept.example/1"
    assert beneath("commissioned by HM Treasury (department), Home Office (department)")[0] == (
        "“It was commissioned by HM Treasury and the Home Office!”"
    )
    assert beneath("written by Rochdale Trust (on no list)")[0] == (
        "“Rochdale Trust wrote the report.”"
    )
    assert beneath("commissioned by: Local Government Trust – says LGA")[0] == (
        "“The Shire Purse was commissioned by the Local Government Trust.”"
    )
    assert beneath("2026-12-12  consultation closes")[0] == "“Views by then.”"
    assert "first  2026-11-11  DEPT: A purse for shires" in told


def test_what_the_seeds_knew_is_told_apart(placewatch):
    shown = placewatch("show", "whole place").output

    assert "known before we looked, since 2009: seeds/initiatives.yaml" in shown
    assert "closed – known before we looked" in shown
    assert "known before we looked: HM Treasury\n    evidence · https://old.example/place" in shown


def test_a_life_as_json_has_every_field(placewatch):
    found = json.loads(placewatch("show", scheme.ID, "--format", "json").output)

    assert found["name"] == "Shire Purse"
    assert [row["value"] or row["kind"] for row in found["timeline"]] == [
        "new", "announced", "consultation open", "Durham", "Kent", "announced", "sites named",
    ]  # fmt: skip
    assert {row["body"]: row["role"] for row in found["sponsors"]}["Rochdale Trust"] == "writes"
    assert [row["person"] for row in found["people"]] == ["Ann Example"]
    assert len(found["contradictions"]) == 5
    assert len(found["documents"]) == 3
    assert found["documents"][0]["said_at"] == scheme.day(10).isoformat()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Shyre Purze", "no initiative is called 'Shyre Purze': the nearest are 'Shire Purse'"),
        ("p", "'p' may be 3 initiatives"),
    ],
)
def test_a_name_that_means_none_or_several_says_what_there_is(placewatch, name, says):
    ended = placewatch("show", name)

    assert ended.exit_code == 1
    assert says in ended.output


def test_what_people_decided_shows(placewatch, decided):
    home, con = decided
    decisions.merge(con, scheme.OTHER_ID, scheme.ID, ANN)
    decisions.refuse(con, make.mention(UNSURE).initiative_id, ANN)
    published(con, home)

    merged = placewatch("show", "County Pot", at=home).output
    refused = placewatch("show", "ward", at=home)
    assert merged.startswith("Shire Purse ")
    assert "also called  County Pot (since 2026-11-21, when it was found by itself)" in merged
    assert "merge: County Pot → Shire Purse – ann, 2026-11-21 “sure of it”" in merged
    assert names(placewatch("--format", "json", at=home)) == ["Shire Purse"]
    assert refused.exit_code == 1
    assert "was refused by a person" in refused.output


def test_what_people_in_slack_say_shows_and_what_is_held_back(placewatch, decided):
    home, con = decided
    alert = make.alert("new", thread=scheme.ID, tier="daily")
    outbox.enqueue(con, [alert], make.NOW, about={"new": outbox.About("area", scheme.ID)})
    for who, meaning in (("U1", "noise"), ("U2", "noise"), ("U3", "on it")):
        said.react(con, alert.alert_id, who, meaning)
    published(con, home)

    shown = " ".join(placewatch("show", "Shire Purse", at=home).output.split())
    assert "in Slack on it: U3; noise to U1, U2" in shown
    assert "muted replies as urgent as daily or less, noise to U1, U2; until a step" in shown
