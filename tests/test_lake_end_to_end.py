"""The way of test_end_to_end.py where the warehouse is a lake: a poll, a message, a question."""

from collections.abc import Iterator

import pytest

from tests.fakes.press import ORDINARY, PILOT, Installation, Press
from tests.fakes.slack import FakeSlack
from tests.fakes.web import fake_web
from tests.warehouse.postgres import MISSING, Postgres, binaries

pytestmark = [pytest.mark.lake, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    if binaries() is None:
        pytest.skip(MISSING)
    server = Postgres()
    yield server
    server.end()


def test_what_a_lake_remembers_rings_once_and_can_be_asked_for(tmp_path, postgres):
    with fake_web() as web, FakeSlack() as slack:
        ministry = Press(web, "ministry", "government")
        ministry.publish("clocks", ORDINARY)
        made = Installation(tmp_path, web, slack, ministry)
        made.env["PLACEWATCH_WAREHOUSE"] = f"ducklake:postgres:{postgres.make('whole')}"
        made.run("run")
        assert made.shown() == []

        ministry.publish("purse", PILOT)
        made.run("run")

        (text,) = made.shown()
        assert "New initiative: Shire Purse" in text
        (found,) = made.ask("SELECT name, stage, areas FROM initiatives WHERE NOT is_seeded")
        assert (found["name"], found["stage"]) == ("Shire Purse", "pilot")
        assert {"Kent", "Durham", "Cornwall"} <= set(found["areas"])
        assert not (made.home / "placewatch.duckdb").exists()
        assert (made.home / "lake").is_dir()
