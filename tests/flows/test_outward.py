"""The files that others fetch: from the published copy, and left alone while nothing changes."""

import csv
import io
import logging
import shutil
from datetime import UTC, datetime, timedelta

import duckdb
import feedparser
import pytest
import vobject

from flows.classify_outward import put_out
from records import Happened
from settings import Settings
from tests.fakes import ready
from tests.warehouse import make
from tests.warehouse.conftest import fill
from warehouse import happenings, hits, publish, store

NOW = datetime.now(UTC)
PILOTS = make.mention().initiative_id


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """An installation with a little of everything, and two alerts about one initiative."""
    home = tmp_path_factory.mktemp("told")
    settings = Settings.from_env({"PLACEWATCH_HOME": str(home)})
    with store.open_warehouse(ready.warehouse(settings.warehouse)) as con:
        fill(con)
        tell(con, "new", f"{PILOTS}:new", "")
        tell(con, "area", f"{PILOTS}:new", "Leicestershire")
        tell(con, "step", f"{PILOTS}:step:running", "running")
        tell(con, "step", "", "announced")
        publish.publish(con, settings.snapshot)
    return home


@pytest.fixture
def home(tmp_path, told):
    shutil.copytree(told, tmp_path / "home")
    return Settings.from_env({"PLACEWATCH_HOME": str(tmp_path / "home")})


def tell(con, kind, told_in, value):
    one = Happened(
        key=f"{PILOTS}:{kind}" + (f":{value}" if value else ""),
        initiative_id=PILOTS,
        kind=kind,
        value=value,
        article_id="lga-a1",
        quote="Text of 1.",
        happened_at=NOW,
        told_in=told_in,
    )
    happenings.add(con, [one], NOW)


def lying(settings):
    """Return what lies in the folder for others: path, and which file it is."""
    files = (path for path in settings.public.rglob("*") if path.is_file())
    return {path.relative_to(settings.public).as_posix(): path.stat().st_ino for path in files}


def table(settings):
    text = settings.table.read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_what_was_told_stands_in_the_feeds_once_a_message(home):
    put_out(home, NOW)

    everything, mine = (
        feedparser.parse(((home.public / "feeds") / f"{name}.atom").read_bytes())
        for name in ("all", "place-budgets")
    )
    titles = [entry.title for entry in everything.entries]
    assert sorted(titles) == [
        "New initiative: Place Budget Pilots",
        "New step: Place Budget Pilots: running",
    ]
    assert [entry.id for entry in mine.entries] == [entry.id for entry in everything.entries]
    assert "Leicestershire" in everything.entries[titles.index(min(titles))].content[0].value


def test_a_theme_has_its_own_calendar_with_its_own_calls(home):
    with store.open_warehouse(home.warehouse) as con:
        hits.add_ruleset(con, "s" * 20, {"place-budgets": ("A", ""), "staff": ("Staff", "")}, NOW)
        publish.publish(con, home.snapshot)

    put_out(home, NOW)

    calendars = {
        path.stem: vobject.readOne(path.read_text(encoding="utf-8"))
        for path in (home.public / "deadlines").iterdir()
    }
    assert {name: len(one.contents.get("vevent", ())) for name, one in calendars.items()} == {
        "place-budgets": 1,
        "staff": 0,
    }
    assert calendars["staff"].x_wr_calname.value == "Placewatch: deadlines: Staff"
    assert "Said in" in calendars["place-budgets"].vevent.description.value


def test_analysts_find_new_initiatives_in_two_forms(home):
    put_out(home, NOW)

    (row,) = table(home)
    assert row | {"deadline": "", "first_seen_at": "", "last_news_at": ""} == {
        "initiative_id": PILOTS,
        "name": "Place Budget Pilots",
        "names": "Place Budget Pilots",
        "kind": "pilot",
        "first_seen_at": "",
        "last_news_at": "",
        "stage": "pilot",
        "step": "",
        "areas": "Leicestershire",
        "sponsors": "HM Treasury",
        "themes": "Place budgets",
        "sources": "LGA",
        "documents": "2",
        "quote": "Text of 1.",
        "first_source": "LGA",
        "title": "Title 1",
        "link": "https://lga.example/1",
        "links": "https://lga.example/1; https://lga.example/1.pdf",
        "confidence": "0.9",
        "why": "named and announced",
        "deadline": "",
        "respond_url": "https://lga.example/1",
        "voice": "workforce discussed without unions",
        "voice_reason": row["voice_reason"],
    }
    parquet = home.table.with_suffix(".parquet")
    found = duckdb.sql(f"SELECT * FROM '{parquet}'")
    assert found.columns == list(row)
    assert found.fetchone()[1:3] == ("Place Budget Pilots", ["Place Budget Pilots"])
    assert str(dict(zip(found.columns, found.types, strict=True))["deadline"]) == (
        "TIMESTAMP WITH TIME ZONE"
    )


def test_nothing_is_written_anew_while_nothing_changes(home):
    put_out(home, NOW)
    before = lying(home)
    put_out(home, NOW)

    assert lying(home) == before
    assert sorted(before) == [
        "deadlines/place-budgets.ics",
        "feeds/all.atom",
        "feeds/place-budgets.atom",
        "initiatives.csv",
        "initiatives.parquet",
        "placewatch.duckdb",
    ]


def test_what_a_theme_left_that_is_gone_and_halves_of_a_killed_run_are_removed(home):
    put_out(home, NOW)
    before = lying(home)
    for name in ("feeds/gone.atom", "feeds/.all.atom.77", "deadlines/gone.ics"):
        (home.public / name).write_text("old", encoding="utf-8")

    put_out(home, NOW + timedelta(days=1))

    assert lying(home) == before


def test_a_file_that_was_taken_away_comes_back_and_news_come_in_at_once(home):
    put_out(home, NOW)
    ((home.public / "feeds") / "all.atom").unlink()
    put_out(home, NOW)
    first = ((home.public / "feeds") / "all.atom").read_bytes()
    with store.open_warehouse(home.warehouse) as con:
        tell(con, "area", f"{PILOTS}:area:Kent", "Kent")
        publish.publish(con, home.snapshot)
    put_out(home, NOW)

    assert b"Place Budget Pilots: Kent" not in first
    assert b"Place Budget Pilots: Kent" in ((home.public / "feeds") / "all.atom").read_bytes()


def test_feeds_say_where_they_lie_if_the_folder_is_served(home):
    given = {"PLACEWATCH_HOME": str(home.home), "PLACEWATCH_PUBLIC_URL": "https://a.example/p"}

    put_out(Settings.from_env(given), NOW)

    feed = feedparser.parse(((home.public / "feeds") / "all.atom").read_bytes())
    assert [link.href for link in feed.feed.links] == ["https://a.example/p/feeds/all.atom"]


def test_a_file_that_cannot_be_written_is_told_and_stops_nothing(home, caplog):
    home.table.with_suffix(".parquet").mkdir(parents=True)

    with caplog.at_level(logging.WARNING, "placewatch"):
        put_out(home, NOW)

    assert "make room, or give the right" in caplog.text
    assert not list(home.public.glob(".*"))
