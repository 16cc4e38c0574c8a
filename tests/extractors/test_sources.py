import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from extractors import sources
from records import Source
from seedfiles import SeedError

SEEDS = Path(__file__).parents[2] / "seeds" / "sources.yaml"

ROW = {
    "id": "harbour-news",
    "name": "Harbour News",
    "kind": "union",
    "nation": "uk",
    "homepage": "https://harbour.example/",
    "feed": "https://harbour.example/feed/",
}


def row(**changes: object) -> str:
    keys = {**ROW, **changes}
    lines = [f"{key}: {value}" for key, value in keys.items() if value is not None]
    return "- " + "\n  ".join(lines) + "\n"


def written(tmp_path, *rows: str) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text("".join(rows), encoding="utf-8")
    return path


def faults_of(path: Path) -> list[str]:
    with pytest.raises(SeedError) as caught:
        sources.load(path)
    return [fault.removeprefix(f"{path.parent.name}/") for fault in caught.value.faults]


def test_six_keys_make_a_source_that_is_polled(tmp_path):
    path = written(tmp_path, row())

    loaded = sources.load(path)

    assert loaded == (
        Source(
            source_id="harbour-news",
            name="Harbour News",
            kind="union",
            nation="uk",
            homepage="https://harbour.example/",
            feed="https://harbour.example/feed/",
            feed_kind="feed",
            is_on=True,
            expect_per_month=None,
            links=None,
            why="",
        ),
    )


def test_every_optional_key_reaches_the_record(tmp_path):
    listing = row(
        feed="http://127.0.0.1:8765/news",
        feed_kind="listing",
        links="http://127.0.0.1:8765/news/*",
        expect="{per_month: [2, 40]}",
        confidence="low",
        checked="seen",
        why="wharves",
        **{'"on"': "false"},
    )

    (loaded,) = sources.load(written(tmp_path, listing))

    assert (loaded.feed_kind, loaded.links) == ("listing", "http://127.0.0.1:8765/news/*")
    assert (loaded.is_on, loaded.expect_per_month, loaded.why) == (False, (2, 40), "wharves")


@pytest.mark.parametrize("spelling", ["think-tank", "think_tank"])
def test_both_spellings_of_a_kind_are_one_kind(tmp_path, spelling):
    (loaded,) = sources.load(written(tmp_path, row(kind=spelling)))

    assert loaded.kind == "think_tank"


@pytest.mark.parametrize("feed", [None, '""', "null"])
def test_a_source_without_a_feed_is_kept_and_is_off(tmp_path, feed):
    (loaded,) = sources.load(written(tmp_path, row(feed=feed)))

    assert (loaded.feed, loaded.is_on) == (None, False)


def test_the_order_of_the_file_is_the_order_of_the_sources(tmp_path):
    rows = [row(id=name, feed=f"https://{name}.example/feed") for name in "cab"]

    loaded = sources.load(written(tmp_path, *rows))

    assert [source.source_id for source in loaded] == ["c", "a", "b"]


def test_all_faults_of_a_file_come_at_once_with_their_lines(tmp_path):
    path = written(
        tmp_path,
        row(kind="unoin", feeds="https://harbour.example/two"),
        row(id="harbour-two", nation="france", homepage="harbour.example"),
        row(id="harbour-three", name=None, feed="https://harbour.example/3"),
    )

    found = faults_of(path)

    kinds, nations = ", ".join(sources.KINDS), ", ".join(sources.NATIONS)
    known = ", ".join(sorted((*sources.REQUIRED, *sources.OPTIONAL)))
    whole = "write a whole address, as https://example.org/feed/"
    assert found == [
        f"mine.yaml:3: 'kind' is 'unoin': write one of {kinds}",
        f"mine.yaml:7: no such key 'feeds': a row has {known}",
        f"mine.yaml:11: 'nation' is 'france': write one of {nations}",
        f"mine.yaml:12: 'homepage' is 'harbour.example': {whole}",
        "mine.yaml:13: the feed 'https://harbour.example/feed/' stands twice: "
        "the first is on line 6; keep one row",
        "mine.yaml:14: 'name' is missing: write 'name: …'",
    ]


@pytest.mark.parametrize(
    "again",
    [
        "https://harbour.example/feed/",
        "https://harbour.example/feed",
        "http://harbour.example/feed/",
        "https://Harbour.example:443/feed/",
    ],
)
def test_two_spellings_of_a_feed_address_are_the_same_feed(tmp_path, again):
    path = written(tmp_path, row(), row(id="other", feed=again))

    (fault,) = faults_of(path)

    assert fault.startswith(
        f"mine.yaml:12: the feed '{again}' stands twice: the first is on line 6"
    )


def test_feeds_that_differ_in_their_query_are_two_feeds(tmp_path):
    first = row(feed="https://harbour.example/search.atom?of=a")
    second = row(id="other", feed="https://harbour.example/search.atom?of=b")

    loaded = sources.load(written(tmp_path, first, second))

    assert len(loaded) == 2


@pytest.mark.parametrize("again", ["harbour-news", "Harbour-News"])
def test_an_id_stands_once(tmp_path, again):
    path = written(tmp_path, row(), row(id=again, feed="https://harbour.example/2"))

    (fault,) = faults_of(path)

    assert fault.startswith(f"mine.yaml:7: the id '{again}' stands twice: the first is on line 1")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        pytest.param({"feed": "ftp://harbour.example/"}, "'feed' is", id="not the web"),
        pytest.param({"feed": "file:///etc/hosts"}, "'feed' is", id="a file"),
        pytest.param({"feed": "https:///feed"}, "'feed' is", id="no host"),
        pytest.param({"feed": "https://harbour.example:x/"}, "'feed' is", id="no port"),
        pytest.param({"feed": "https://harbour.example:99999/"}, "'feed' is", id="port too high"),
        pytest.param({"feed": "https://[::1/feed"}, "'feed' is", id="half a bracket"),
        pytest.param({"feed": "https://me:key@harbour.example/"}, "'feed' is", id="a password"),
        pytest.param({"feed": "https://harbour.example/a b"}, "'feed' is", id="a blank"),
        pytest.param({"feed": "[https://a.example/]"}, "'feed' is a list, not text", id="list"),
        pytest.param({"id": "2020"}, "'id' is 2020, not text", id="a number"),
        pytest.param({"id": "two words"}, "'id' is 'two words'", id="a blank in an id"),
        pytest.param({"name": "2026"}, "'name' is 2026, not text", id="a name of digits"),
        pytest.param({"name": '"Har\\u202ebour"'}, "'name' is 'Har\\u202ebour'", id="bidi sign"),
        pytest.param({"feed_kind": "json"}, "'feed_kind' is 'json'", id="kind of feed"),
        pytest.param({"links": "https://a.example/*"}, "'links' is for listings and", id="links"),
        pytest.param({'"on"': "maybe"}, "'on' is 'maybe'", id="on is a word"),
        pytest.param({'"on"': "1"}, "'on' is 1", id="on is a number"),
        pytest.param({'"on"': "true", "feed": None}, "the source is on and has no feed", id="on"),
        pytest.param({"expect": "{per_month: [9, 2]}"}, "'expect' is", id="range upside down"),
        pytest.param({"expect": "{per_month: [true, 2]}"}, "'expect' is", id="range of words"),
        pytest.param({"expect": "40"}, "'expect' is 40", id="one number"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(tmp_path, changes, fault):
    (found,) = faults_of(written(tmp_path, row(**changes)))

    place, what = found.split(": ", 1)
    assert place.startswith("mine.yaml:")
    assert what.startswith(fault)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("", "mine.yaml:1: the file holds no sources", id="empty"),
        pytest.param("# only words\n", "mine.yaml:1: the file holds no sources", id="comments"),
        pytest.param("[]\n", "mine.yaml:1: the file holds no sources", id="no row"),
        pytest.param("sources: []\n", "mine.yaml:1: the file is not a list", id="no list"),
        pytest.param("harbour news\n", "mine.yaml:1: the file is not a list", id="a word"),
        pytest.param("- harbour\n", "mine.yaml:1: row 1 is not a row of keys", id="no keys"),
        pytest.param("- id: [\n", "mine.yaml:2: not YAML", id="no YAML"),
    ],
)
def test_a_file_that_is_no_list_of_rows_is_refused(tmp_path, text, fault):
    (found,) = faults_of(written(tmp_path, text))

    assert found.startswith(fault)


def test_a_file_that_is_missing_is_named(tmp_path):
    with pytest.raises(SeedError) as caught:
        sources.load(tmp_path / "nowhere.yaml")

    assert "nowhere.yaml:1: cannot be read" in str(caught.value)


def test_the_bundled_list_covers_every_kind_and_nation():
    loaded = sources.load(SEEDS)

    assert {source.kind for source in loaded} == set(sources.KINDS)
    assert {source.nation for source in loaded} == set(sources.NATIONS)
    assert Counter(source.is_on for source in loaded)[True] >= 150
    assert all(source.why for source in loaded)
    assert all(source.expect_per_month for source in loaded)


def test_the_yaml_that_people_edit_is_tidy():
    root = SEEDS.parents[1]
    command = [sys.executable, "-m", "yamllint", "--strict", "seeds/sources.yaml", ".yamllint"]

    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "")
