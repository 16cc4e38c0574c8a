import json
from datetime import UTC, datetime

import pytest

from cli.main import main
from flows.poll import poll_once
from settings import Settings
from tests.fakes.desk import Installation, rss
from tests.fakes.sites import TITLES, alternate, page
from tests.fakes.web import fake_web

ROW = {"id": "docks", "name": "Docks", "kind": "union", "nation": "uk"}


@pytest.fixture
def union():
    with fake_web() as web:
        web.put("/", page(alternate("/feed/", "News feed")))
        web.put("/feed/", rss(web.url, *TITLES, title="News – Harbour Union"))
        yield web


@pytest.fixture
def bare():
    with fake_web() as web:
        web.put("/", page())
        yield web


@pytest.fixture
def placewatch(tmp_path, union, bare):
    made = Installation(tmp_path)
    made.hosts = f"{union.host},{bare.host}"
    return made.watch(
        {**ROW, "homepage": "https://docks.invalid/", "feed": "https://docks.invalid/f"}
    )


def waiting(web, source_id="harbour"):
    return {**ROW, "id": source_id, "name": "Harbour", "homepage": web.url + "/"}


def test_discovery_keeps_nothing_unless_it_is_told_to(placewatch, union):
    placewatch.watch(waiting(union))

    shown = placewatch("sources", "discover")
    assert not placewatch.own.exists()
    kept = placewatch("sources", "discover", "--keep")
    again = placewatch("sources", "discover")

    assert (shown.exit_code, kept.exit_code, again.exit_code) == (0, 0, 0)
    assert "harbour: found" in shown.stdout
    assert f"{union.url}/feed/" in shown.stdout
    assert TITLES[0] in shown.stdout
    assert "1 of 1 sources have an address" in shown.stderr
    assert "Every source has an address" in again.stderr
    assert placewatch.rows() == [
        {
            "id": "harbour",
            "feed": f"{union.url}/feed/",
            "feed_kind": "feed",
            "on": True,
            "found": "autodiscovery",
            "checked": f"{datetime.now(UTC):%Y-%m-%d}",
        }
    ]


def test_what_was_kept_is_polled(placewatch, union):
    placewatch.watch(waiting(union))
    placewatch("sources", "discover", "--keep")
    settings = Settings.from_env(placewatch.env())

    polled = poll_once(settings, datetime.now(UTC))

    assert (polled.feeds, polled.failed, polled.entries) == (1, 0, len(TITLES))
    assert len(union.asked("/feed/")) == 2


def test_a_source_that_is_left_without_is_told_with_what_was_tried(placewatch, union, bare):
    placewatch.watch(waiting(union, "a"), waiting(bare, "b"))

    ended = placewatch("sources", "discover", "--format", "json")

    assert ended.exit_code == 1
    first, second = json.loads(ended.stdout)
    assert (first["outcome"], first["best"]["found"]) == ("found", "autodiscovery")
    assert (second["outcome"], second["best"]) == ("nothing found", None)
    assert {"usual path", "sitemap", "listing"} == {one["route"] for one in second["tried_in_vain"]}
    assert all(one["why"] for one in second["tried_in_vain"])


def test_two_sources_of_one_site_do_not_get_one_feed(placewatch, union):
    branch = {**waiting(union, "branch"), "homepage": union.url + "/branch"}
    union.put("/branch", page())
    placewatch.watch(waiting(union, "whole"), branch)

    ended = placewatch("sources", "discover", "--keep")

    assert ended.exit_code == 1
    assert "it is read already, as whole" in ended.stdout
    assert [row["id"] for row in placewatch.rows()] == ["whole"]


def test_all_asks_sources_that_are_off_too(placewatch, union):
    off = {**waiting(union), "feed": union.url + "/gone", "on": False}
    placewatch.watch(off)

    usually = placewatch("sources", "discover")
    with_all = placewatch("sources", "discover", "--all", "--keep")

    assert "Every source has an address" in usually.stderr
    assert with_all.exit_code == 0
    assert placewatch.rows()[0]["feed"] == union.url + "/feed/"


def test_who_asks_us_to_wait_is_not_asked_by_the_next_command_either(placewatch, union, bare):
    placewatch.watch(waiting(bare, "a"))
    poll_once(Settings.from_env(placewatch.env()), datetime.now(UTC))
    bare.put("/", status=429, headers={"Retry-After": "3600"})

    first = placewatch("sources", "discover")
    second = placewatch("sources", "discover")

    assert "a: asked to wait (429)" in first.stdout
    assert "a: waiting" in second.stdout
    assert bare.paths() == ["/"]


def test_all_asks_sources_that_fail_too(placewatch, union):
    placewatch.watch({**waiting(union), "feed": union.url + "/gone"})
    for _ in range(2):
        poll_once(Settings.from_env(placewatch.env()), datetime.now(UTC), is_by_hand=True)

    ended = placewatch("sources", "discover", "--all")

    assert ended.exit_code == 0
    assert f"{union.url}/feed/" in ended.stdout


def test_a_machine_without_network_is_told_plainly(placewatch):
    row = {**ROW, "homepage": "https://docks.invalid/"}
    placewatch.watch(row, {**row, "id": "quays", "homepage": "https://quays.invalid/"})

    ended = placewatch("sources", "discover")

    assert ended.exit_code == 1
    assert "Not one of 2 sites could be reached: is this machine online?" in ended.stderr


def test_faults_of_both_lists_are_told_once(placewatch):
    placewatch.own.parent.mkdir()
    placewatch.own.write_text("- id: docks\n  feeed: x\n", encoding="utf-8")

    mine = placewatch("sources", "export")
    placewatch.watch({**ROW, "homepage": "docks"})
    both = placewatch("check")

    assert "home/sources.yaml:2: no such key 'feeed'" in mine.stderr
    assert "1 faults in the seeds" in both.stderr
    assert "'homepage' is 'docks'" in both.stderr


def test_an_unknown_id_gets_a_hint(placewatch):
    ended = placewatch("sources", "discover", "dock")

    assert ended.exit_code == 1
    assert "no source has the id 'dock'; is it docks?" in ended.stderr


def test_every_command_of_sources_has_help_with_an_example():
    for name, command in main.commands["sources"].commands.items():
        assert f"placewatch sources {name}" in command.help
