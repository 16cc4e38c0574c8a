import pytest

from tests.fakes.desk import Installation, listing, rss
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
