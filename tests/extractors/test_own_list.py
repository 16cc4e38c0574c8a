import pytest

from extractors import own_list, sources
from seedfiles import SeedError

MAIN = """\
- id: harbour
  name: Harbour Union
  kind: union
  nation: uk
  homepage: https://harbour.example/
- id: docks
  name: Docks
  kind: union
  nation: uk
  homepage: https://docks.example/
  feed: https://docks.example/news
  feed_kind: listing
  links: /news/*
"""
NEW = {
    "id": "cranes",
    "name": "no",
    "kind": "union",
    "nation": "uk",
    "homepage": "https://cranes.example/",
    "feed": "https://cranes.example/feed",
}


@pytest.fixture
def main(tmp_path):
    path = tmp_path / "list.yaml"
    path.write_text(MAIN, encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path):
    return tmp_path / "home" / "sources.yaml"


def write(own, text):
    own.parent.mkdir(exist_ok=True)
    own.write_bytes(text.encode())


def faults(main, own):
    with pytest.raises(SeedError) as caught:
        sources.load(main, own)
    return list(caught.value.faults)


def by_id(main, own):
    return {source.source_id: source for source in sources.load(main, own)}


def test_a_row_changes_the_keys_that_it_names_and_no_others(main, own):
    write(own, "- {id: harbour, feed: https://harbour.example/rss, found: by hand}\n")

    found = by_id(main, own)

    assert (found["harbour"].feed, found["harbour"].is_on) == ("https://harbour.example/rss", True)
    assert (found["harbour"].name, found["harbour"].found) == ("Harbour Union", "by hand")
    assert found["docks"] == by_id(main, None)["docks"]


def test_new_rows_follow_those_of_the_list(main, own):
    own_list.keep(main, own, [NEW])

    assert list(by_id(main, own)) == ["harbour", "docks", "cranes"]


@pytest.mark.parametrize("text", [None, "", "# only words\n"], ids=["missing", "empty", "words"])
def test_a_list_of_ones_own_may_hold_nothing(main, own, text):
    if text is not None:
        write(own, text)

    assert sources.load(main, own) == sources.load(main)


def test_the_list_itself_adds_nothing_to_itself(main):
    assert sources.load(main, main) == sources.load(main)


def test_an_emptied_key_is_taken_away(main, own):
    write(own, '- {id: docks, feed: https://docks.example/rss, feed_kind: rss, links: ""}\n')

    docks = by_id(main, own)["docks"]

    assert (docks.feed_kind, docks.links) == ("feed", None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param(
            "# mine\n- id: cranes\n  name: Cranes\n",
            "home/sources.yaml:2: 'kind' is missing: write 'kind: …'",
            id="a new row is a whole row",
        ),
        pytest.param(
            "- id: docks\n  feed_kind: rss\n",
            "home/sources.yaml:1: 'links' is for listings and sitemaps only",
            id="what it keeps must fit",
        ),
        pytest.param(
            "- id: harbour\n  feed: https://docks.example/news/\n",
            "home/sources.yaml:2: the feed 'https://docks.example/news/' stands twice: "
            "the first is in ",
            id="a feed of the list",
        ),
        pytest.param(
            "- {id: harbour, why: a}\n- {id: harbour, why: b}\n",
            "home/sources.yaml:2: the id 'harbour' stands twice: the first is on line 1",
            id="an id of its own",
        ),
        pytest.param(
            "- {id: Harbour, name: H, kind: union, nation: uk, homepage: 'https://h.example'}\n",
            "home/sources.yaml:1: the id 'Harbour' stands twice: the first is in ",
            id="an id in other letters",
        ),
        pytest.param(
            "- id: harbour\n  checked: yesterday\n", "home/sources.yaml:2: 'checked' is", id="day"
        ),
        pytest.param("id: harbour\n", "home/sources.yaml:1: the file is not a list", id="no list"),
    ],
)
def test_faults_name_the_file_and_the_line(main, own, text, fault):
    write(own, text)

    first = faults(main, own)[0]

    assert first.startswith(fault)


def test_a_feed_may_move_from_one_source_to_another(main, own):
    write(
        own,
        "- {id: docks, feed: https://docks.example/b}\n"
        "- {id: harbour, feed: https://docks.example/news}\n",
    )

    assert by_id(main, own)["harbour"].feed == "https://docks.example/news"


def test_a_new_file_says_what_it_is(main, own):
    own_list.keep(main, own, [NEW, {"id": "harbour", "feed": "https://h.example/f", "on": True}])

    assert own.read_text(encoding="utf-8") == own_list.HEADER + (
        "- id: cranes\n"
        "  name: 'no'\n"
        "  kind: union\n"
        "  nation: uk\n"
        "  homepage: https://cranes.example/\n"
        "  feed: https://cranes.example/feed\n"
        "\n"
        "- id: harbour\n"
        "  feed: https://h.example/f\n"
        '  "on": true\n'
    )


MINE = """\
# mine, all mine
- feed: "https://cranes.example/a"  # the old one
  id: cranes   # never changed
  name: 'Crane drivers: all'
  kind: union
  # of the whole country
  nation: uk
  homepage: https://cranes.example/
  why: >-
    Those who drive
    cranes.

  # between the rows
-   id: harbour
    feed: https://harbour.example/old"""


def test_only_the_keys_that_change_are_written_anew(main, own):
    write(own, MINE)

    own_list.keep(
        main,
        own,
        [
            {"id": "harbour", "feed": "https://harbour.example/new", "found": "usual path"},
            {"id": "cranes", "feed": "https://cranes.example/b", "why": "cranes", "on": False},
        ],
    )

    expected = (
        MINE.replace('"https://cranes.example/a"', "https://cranes.example/b")
        .replace(">-\n    Those who drive\n    cranes.\n", 'cranes\n  "on": false\n')
        .replace("/old", "/new\n    found: usual path\n")
    )
    assert own.read_text(encoding="utf-8") == expected
    assert by_id(main, own)["cranes"].why == "cranes"


def test_line_ends_of_windows_and_an_indent_stay(main, own):
    write(own, "  - id: harbour\r\n    feed: https://harbour.example/a\r\n")

    own_list.keep(main, own, [{"id": "harbour", "feed": "https://harbour.example/b"}, NEW])

    lines = own.read_bytes().split(b"\r\n")
    assert lines[:4] == [
        b"  - id: harbour",
        b"    feed: https://harbour.example/b",
        b"",
        b"  - id: cranes",
    ]
    assert b"\n" not in b"".join(lines)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("- {id: harbour, why: a}\n", {"id": "harbour", "why": "b"}, id="in braces"),
        pytest.param("[]\n", NEW, id="a list in brackets"),
        pytest.param("# x\n", {**NEW, "kind": "pub"}, id="a row that cannot be"),
        pytest.param("# x\n", {**NEW, "feed": "https://docks.example/news"}, id="a double"),
    ],
)
def test_a_file_that_cannot_be_added_to_stays_as_it_was(main, own, text, change):
    write(own, text)

    with pytest.raises(own_list.OwnListError) as caught:
        own_list.keep(main, own, [change])

    assert "nothing is kept" in str(caught.value)
    assert own.read_text(encoding="utf-8") == text
    assert [path.name for path in own.parent.iterdir()] == ["sources.yaml"]


def test_a_file_with_faults_is_not_written_to(main, own):
    write(own, "- id: x\n")

    with pytest.raises(SeedError):
        own_list.keep(main, own, [NEW])

    assert own.read_text(encoding="utf-8") == "- id: x\n"


def test_a_file_that_others_may_not_read_stays_so(main, own):
    write(own, "# mine\n")
    own.chmod(0o600)

    own_list.keep(main, own, [NEW])

    assert own.stat().st_mode & 0o777 == 0o600
    assert by_id(main, own)["cranes"].feed == NEW["feed"]
