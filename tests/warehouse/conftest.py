"""A warehouse on the disk, empty or with a little of everything."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from records import Entry, Lake, Place
from tests.warehouse import make
from tests.warehouse.postgres import MISSING, Lakes, Postgres, binaries
from tests.warehouse.watched import START
from warehouse import (
    articles,
    calls,
    feedback,
    feeds,
    held,
    hits,
    initiatives,
    outbox,
    polls,
    problems,
    reports,
    runs,
    store,
    stories,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "placewatch.duckdb"


@pytest.fixture(scope="session")
def watching(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a warehouse that watches lga and tuc, past their first reading."""
    path = tmp_path_factory.mktemp("watching") / "placewatch.duckdb"
    with store.open_warehouse(path) as con:
        feeds.sync(con, [make.source("lga"), make.source("tuc", kind="union")], make.NOW)
        feeds.polled(con, [make.poll("lga"), make.poll("tuc")], make.NOW)
    return path


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server for the catalogues of lakes."""
    if binaries() is None:
        pytest.skip(MISSING)
    server = Postgres()
    yield server
    server.end()


@pytest.fixture(scope="session")
def lakes(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Lakes:
    """Lakes, new or copied."""
    return Lakes(postgres, tmp_path_factory.mktemp("lakes"))


@pytest.fixture(scope="session")
def empty_lake(lakes: Lakes) -> Lake:
    """A lake that holds nothing; to be copied."""
    lake = lakes.new()
    with store.open_warehouse(lake):
        return lake


@pytest.fixture(scope="session")
def watching_lake(lakes: Lakes, empty_lake: Lake) -> Lake:
    """A lake that watches lga and tuc, past their first reading; to be copied."""
    lake = lakes.copy(empty_lake)
    with store.open_warehouse(lake) as con:
        feeds.sync(con, [make.source("lga"), make.source("tuc", kind="union")], make.NOW)
        feeds.polled(con, [make.poll("lga"), make.poll("tuc")], make.NOW)
    return lake


@pytest.fixture(scope="session")
def filled_lake(lakes: Lakes, empty_lake: Lake) -> Lake:
    """A lake with a little of everything; nobody writes to it."""
    lake = lakes.copy(empty_lake)
    with store.open_warehouse(lake) as con:
        fill(con)
    return lake


@pytest.fixture
def lake(lakes: Lakes, empty_lake: Lake) -> Iterator[Lake]:
    """A lake of one's own that holds nothing."""
    lake = lakes.copy(empty_lake)
    yield lake
    lakes.drop(lake)


# Everything runs on a file; on a lake too with `make test-lake`.
BOTH = ("file", pytest.param("lake", marks=pytest.mark.lake))


@pytest.fixture(params=BOTH)
def con(
    request: pytest.FixtureRequest, path: Path, watching: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """An open warehouse that watches lga and tuc, past their first reading."""
    if request.param == "lake":
        yield from _copied(request, "watching_lake")
        return
    path.parent.mkdir()
    shutil.copyfile(watching, path)
    with store.open_warehouse(path) as con:
        yield con


def _copied(request: pytest.FixtureRequest, ready: str) -> Iterator[duckdb.DuckDBPyConnection]:
    lakes: Lakes = request.getfixturevalue("lakes")
    lake = lakes.copy(request.getfixturevalue(ready))
    with store.open_warehouse(lake) as con:
        yield con
    lakes.drop(lake)


def fill(con: duckdb.DuckDBPyConnection, at: datetime | None = None) -> None:
    """Put in what one poll and one classification would; times are about today's, or a day's."""
    now = at or datetime.now(UTC) - timedelta(hours=1)
    day = timedelta(days=1)
    feeds.sync(con, [make.source("lga"), make.source("tuc", kind="union")], now - 60 * day)
    feeds.polled(con, [make.poll("lga"), make.poll("tuc")], now - 60 * day)
    feeds.polled(
        con,
        [
            make.poll("lga", make.entry(1), make.entry(2, published_at=None)),
            make.poll("tuc", make.entry(3, "tuc")),
        ],
        now,
    )
    articles.add_articles(
        con,
        [
            make.article(1, published_at=now - day),
            make.article(2, published_at=None),
            make.article(3, "tuc", published_at=now),
        ],
        now,
    )
    reports.add_reports(con, [make.report(1)], now)
    with store.transaction(con):
        hits.add_ruleset(con, make.RULESET, {"place-budgets": ("Place budgets", "why")}, now)
        digests = {f"lga-a{n}": make.article(n).digest for n in (1, 2)}
        staff = (make.theme_score("staff", 2.0, is_given=True),)
        older = make.verdict(ruleset="q" * 20, scores=staff, hits=())
        hits.add_verdicts(con, [older], now - day, digests=digests)
        hits.add_verdicts(con, [make.verdict(), make.verdict("report-1")], now, digests=digests)
        initiatives.sync(con, [make.initiative()], now - 60 * day)
        pilots = make.mention()
        initiatives.record(con, [pilots, make.mention(document_id="report-1")], now)
        hits.add_voices(con, [make.voice(), make.voice("report-1", pages=2)], now)
        hits.add_hints(con, [make.mention("Hubs, maybe", "lga-a2", confidence=0.3)], now)
        hits.add_deadlines(con, [make.deadline(closes_at=now + 21 * day)], now)
        moved = make.call(closes_at=now + 14 * day)
        calls.add(con, [moved, make.call(call_id="c2", closes_at=now - 9 * day)], [], now)
        (told,) = calls.unsettled(con)
        after = replace(moved, sequence=1, was_at=moved.closes_at, closes_at=told.closes_at)
        calls.add(con, [after], [("c1", told)], now)
        stories.add(
            con,
            {"lga-a1": (1, 2**64 - 1), "tuc-a3": (1, 2), "lga-a2": ()},
            {"lga-a1": "lga-a1", "tuc-a3": "lga-a1", "lga-a2": "lga-a2"},
            now,
        )
        outbox.enqueue(
            con,
            [make.alert("pilots/new", created_at=now)],
            now,
            about={"pilots/new": outbox.About("new", pilots.initiative_id, "lga-a1")},
        )
        kept_back = held.Held(
            key="places/new", channel="", kind="new", initiative_id=pilots.initiative_id,
            article_id="lga-a2", headline="New initiative: Total Place", why=held.CAP,
        )  # fmt: skip
        held.hold(con, [kept_back], now)
    about = feedback.meant(con, "", ["https://lga.example/1"])
    said = feedback.Feedback(who="anna", way="hand", verdict="noise", words="no council")
    feedback.add(con, about, said, now)
    problems.add(con, [make.problem(happened_at=now)])
    silent = "nothing new for 41 days (usually 6)"
    for state, health, noted_at in (
        ("working", "working", now - 60 * day),
        ("silent", silent, now),
    ):
        row = {"source_id": "lga", "state": state, "health": health, "noted_at": noted_at}
        store.insert(con, "states", [row])
    run_id = runs.start(con, "poll", now)
    runs.finish(con, run_id, {"entries": 3}, now + timedelta(seconds=5))


@pytest.fixture(params=BOTH)
def filled(request: pytest.FixtureRequest) -> Place:
    """A warehouse with a little of everything; nobody writes to it."""
    return request.getfixturevalue(f"filled_{request.param}")


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a warehouse with a little of everything; nobody writes to it."""
    path = tmp_path_factory.mktemp("filled") / "placewatch.duckdb"
    with store.open_warehouse(path) as con:
        fill(con)
    return path


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a warehouse that holds nothing."""
    path = tmp_path_factory.mktemp("empty") / "placewatch.duckdb"
    with store.open_warehouse(path):
        return path


@pytest.fixture(params=BOTH)
def nothing(
    request: pytest.FixtureRequest, path: Path, empty: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """An open warehouse that holds nothing."""
    if request.param == "lake":
        yield from _copied(request, "empty_lake")
        return
    path.parent.mkdir()
    shutil.copyfile(empty, path)
    with store.open_warehouse(path) as con:
        yield con


@pytest.fixture
def open_at(
    nothing: duckdb.DuckDBPyConnection,
) -> Callable[..., duckdb.DuckDBPyConnection]:
    """Return a way to open a warehouse that watches lga, with a first reading at START."""
    con = nothing

    def begin(
        *announced: Entry, at: datetime = START, is_polled: bool = True, **source: Any
    ) -> duckdb.DuckDBPyConnection:
        feeds.sync(con, [make.source(**source)], at)
        if is_polled:
            polls.polled(con, [make.poll("lga", *announced)], at)
        return con

    return begin
