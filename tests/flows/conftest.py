"""A publisher on loopback, and the walk back through its past."""

import functools
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from flows import poll_older
from flows.poll_way import Wish
from records import Source, no_progress
from settings import Settings
from tests.fakes import ready
from tests.fakes.web import fake_web
from themes import reading
from warehouse import store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
know = functools.cache(reading.know)


@pytest.fixture
def web():
    with fake_web() as web:
        web.put("/robots.txt", status=404)
        yield web


@pytest.fixture
def walk(tmp_path, web):
    """Read the past of one source; the warehouse is the same at each call."""
    ready.warehouse(tmp_path / "home" / "placewatch.duckdb")
    settings = Settings.from_env(
        {
            "PLACEWATCH_HOME": str(tmp_path / "home"),
            "PLACEWATCH_ALLOW_HOSTS": web.host,
            "PLACEWATCH_HOST_GAP": "0",
        }
    )

    def run(feed, since=LONG_AGO, *, kind="feed", links=None, most=1_000, breath=0.0):
        source = Source(
            source_id="branch", name="Branch", kind="union", nation="uk", homepage=web.url,
            feed=feed, feed_kind=kind, is_on=True, expect_per_month=None, links=links, why="",
        )  # fmt: skip
        done = poll_older.read_older(
            settings,
            Wish(source=source, since=since, most=most, rings=False),
            {"branch": source},
            NOW,
            progress=no_progress,
            tell=lambda _: None,
            know=know,
            pauses=poll_older.Pauses(again_s=(0.0, 0.0), breath_s=breath),
        )
        with store.open_warehouse(settings.warehouse, read_only=True) as con:
            rows = store.read(con, "FROM store.entries ORDER BY published_at DESC, url")
            articles = store.read(con, "FROM main.articles")
            orphans = con.execute(
                (store.Path(store.__file__).parent / "queries/orphans.sql").read_text()
            ).fetchall()
        assert orphans == []
        return SimpleNamespace(
            done=done, state=done.backfill, ended=done.backfill.ended, rows=rows,
            read=sum(row["state"] == "read" for row in rows), articles=articles,
        )  # fmt: skip

    return run
