import json
from datetime import UTC, datetime

import pytest
import yaml
from click.testing import CliRunner

from cli.main import main
from flows.poll import poll_once
from settings import Settings
from tests.fakes.sites import TITLES, alternate, listing, page
from tests.fakes.sites import rss as rss_of_old
from tests.fakes.web import fake_web

# The commands know the time by themselves: entries of the fakes must be new today.
SHIFT_DAYS = (datetime(2026, 11, 22, 9, tzinfo=UTC) - datetime.now(UTC)).days


def rss(site, *titles, title="Harbour Union"):
    return rss_of_old(site, *titles, title=title, age_days=SHIFT_DAYS + 1)


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


class Installation:
    """Commands on a home and a list of its own."""

    def __init__(self, folder):
        self.home = folder / "home"
        self.list = folder / "list.yaml"
        self.own = self.home / "sources.yaml"
        self.hosts = ""

    def watch(self, *rows):
        self.list.write_text(yaml.safe_dump(list(rows)), encoding="utf-8")
        return self

    def env(self):
        return {
            "PLACEWATCH_HOME": str(self.home),
            "PLACEWATCH_SOURCES": str(self.list),
            "PLACEWATCH_ALLOW_HOSTS": self.hosts,
            "PLACEWATCH_HOST_GAP": "0",
        }

    def __call__(self, *words, **how):
        return CliRunner().invoke(main, words, env=self.env(), **how)

    def rows(self):
        return yaml.safe_load(self.own.read_text(encoding="utf-8"))


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


def test_adding_a_homepage_finds_its_feed_and_its_name(placewatch, union):
    ended = placewatch("sources", "add", union.url, "--kind", "union")

    assert ended.exit_code == 0, ended.output
    assert TITLES[0] in ended.stdout
    (row,) = placewatch.rows()
    assert row == {
        "id": "harbour-union",
        "name": "Harbour Union",
        "kind": "union",
        "nation": "uk",
        "homepage": union.url + "/",
        "feed": union.url + "/feed/",
        "feed_kind": "feed",
        "on": True,
        "found": "autodiscovery",
        "checked": row["checked"],
    }


def test_a_dry_run_shows_the_row_and_keeps_nothing(placewatch, union):
    ended = placewatch("sources", "add", union.url + "/feed/", "--dry-run", "--id", "mine")

    assert ended.exit_code == 0
    assert "- id: mine\n  name: Harbour Union\n" in ended.stdout
    assert "found: by hand" in ended.stdout
    assert "is a guess: --kind says it better" in ended.stdout
    assert not placewatch.own.exists()


def test_adding_a_page_of_news_makes_a_listing(placewatch, bare):
    address = bare.put("/news", listing(*TITLES))

    ended = placewatch("sources", "add", address, "--name", "Harbour", "--nation", "scotland")

    assert ended.exit_code == 0, ended.output
    (row,) = placewatch.rows()
    assert (row["feed"], row["feed_kind"], row["found"]) == (address, "listing", "listing")
    assert (row["id"], row["nation"]) == ("harbour", "scotland")


def test_a_known_host_belongs_to_its_source_and_nothing_is_changed(placewatch, union):
    placewatch.watch({**waiting(union), "feed": union.url + "/other"})

    ended = placewatch("sources", "add", union.url + "/feed/")

    assert ended.exit_code == 1
    assert "belongs to Harbour, which is known as harbour" in ended.stdout
    assert union.requests == []
    assert not placewatch.own.exists()


def test_an_address_that_is_read_already_is_said_to_be(placewatch, union):
    placewatch.watch({**waiting(union), "feed": union.url + "/feed/"})

    same = placewatch("sources", "add", union.url + "/feed")
    apart = placewatch("sources", "add", union.url + "/feed", "--id", "mine", "--keep")

    assert "is read already, for Harbour (harbour)" in same.stdout
    assert "it is read already, as harbour" in apart.stdout
    assert (same.exit_code, apart.exit_code, placewatch.own.exists()) == (1, 1, False)


def test_a_known_source_that_waits_gets_the_address(placewatch, union):
    placewatch.watch(waiting(union))

    ended = placewatch("sources", "add", union.url + "/feed/")

    assert ended.exit_code == 0
    assert [(row["id"], row["feed"]) for row in placewatch.rows()] == [
        ("harbour", union.url + "/feed/")
    ]


def test_naming_a_known_id_replaces_its_address(placewatch, union):
    placewatch.watch({**waiting(union), "feed": union.url + "/other"})

    ended = placewatch("sources", "add", union.url + "/feed/", "--id", "harbour")

    assert ended.exit_code == 0, ended.output
    assert placewatch.rows()[0]["feed"] == union.url + "/feed/"


def test_where_nothing_is_found_the_reasons_are_told(placewatch, bare):
    ended = placewatch("sources", "add", bare.url)

    assert ended.exit_code == 1
    assert "nothing found. Nothing is kept." in ended.stdout
    assert "usual path: not found (404): /feed/" in ended.stdout
    assert not placewatch.own.exists()


def test_a_doubtful_feed_is_kept_only_if_somebody_insists(placewatch, bare):
    feed = bare.put("/rss", rss("https://elsewhere.example", *TITLES))
    bare.put("/", page(alternate("/rss")))

    careful = placewatch("sources", "add", bare.url)
    insisting = placewatch("sources", "add", bare.url, "--keep")

    assert (careful.exit_code, insisting.exit_code) == (1, 0)
    assert "another publisher's" in careful.stdout
    assert placewatch.rows()[0]["feed"] == feed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("ftp://x.example",), "is no address of the web", id="scheme"),
        pytest.param(("x.example", "--kind", "pub"), "write one of union", id="kind"),
        pytest.param(("x.example", "--nation", "france"), "write one of uk", id="nation"),
        pytest.param(("x.example", "--id", "a b"), "write letters, digits", id="id"),
        pytest.param(("x.example", "--id", "Docks"), "the source is spelt 'docks'", id="spelling"),
    ],
)
def test_words_that_cannot_be_used_are_refused_before_anybody_is_asked(placewatch, words, said):
    ended = placewatch("sources", "add", *words)

    assert ended.exit_code == 1
    assert said in ended.stderr


def test_every_command_of_sources_has_help_with_an_example():
    for name, command in main.commands["sources"].commands.items():
        assert f"placewatch sources {name}" in command.help
