import pytest

from extractors.finding import opml
from extractors.parsed import ParseError
from records import Source
from tests.fakes.sites import NOW

OLD = """<?xml version="1.0"?>
<!DOCTYPE opml>
<opml version="1.0"><body>
  <outline text="My unions">
    <outline text="Trade Unions">
      <outline text="Harbour &amp; Docks" type="rss"
        xmlURL="https://harbour.example/feed?a=1&b=2" htmlurl="https://harbour.example"/>
    </outline>
  </outline>
  <outline text="Cr&acirc;nes" xmlUrl="https://cranes.example/rss" category="/work/Think Tanks,/x"/>
  <outline text="Reading" type="link" url="https://reading.example/"/>
  <outline title="Nameless" type="rss"/>
  <outline text="Odd" type="rss" xmlUrl="feed://odd.example/"/>
</body></opml>
"""


def source(source_id, **changes):
    row = {
        "source_id": source_id,
        "name": f"{source_id} <& “union”",
        "kind": "union",
        "nation": "uk",
        "homepage": f"https://{source_id}.example/",
        "feed": f"https://{source_id}.example/feed?a=1&b=2",
        "feed_kind": "feed",
        "is_on": True,
        "expect_per_month": None,
        "links": None,
        "why": "",
    }
    return Source(**{**row, **changes})


def test_lists_of_other_programs_are_read():
    found = opml.read(OLD.encode())

    assert [(one.name, one.feed, one.homepage, one.kind, one.fault) for one in found] == [
        (
            "Harbour & Docks",
            "https://harbour.example/feed?a=1&b=2",
            "https://harbour.example",
            "union",
            None,
        ),
        ("Crânes", "https://cranes.example/rss", "", "think_tank", None),
        ("Nameless", "", "", None, "it has no xmlUrl, the address of the feed"),
        ("Odd", "feed://odd.example/", "", None, "'feed://odd.example/' is no address of the web"),
    ]
    assert [one.line for one in found][1:] == [10, 12, 13]


def test_what_we_write_we_read_back():
    listed = [
        source("a", expect_per_month=(2, 40), why="wharves & “cranes”"),
        source("b", kind="think_tank", nation="ni", found="usual path"),
        source("c", feed="https://c.example/news", feed_kind="listing", links="/news/*"),
        source("d", is_on=False),
    ]

    found = opml.read(opml.write(listed, NOW))

    assert [(one.name, one.feed, one.homepage, one.kind) for one in found] == [
        (one.name, one.feed, one.homepage, one.kind)
        for one in [*listed[::2], *listed[3:], listed[1]]
    ]
    assert [one.ours for one in found] == [
        {
            "id": "a",
            "kind": "union",
            "nation": "uk",
            "feed_kind": "feed",
            "expect": {"per_month": [2, 40]},
            "why": "wharves & “cranes”",
        },
        {"id": "c", "kind": "union", "nation": "uk", "feed_kind": "listing", "links": "/news/*"},
        {"id": "d", "kind": "union", "nation": "uk", "feed_kind": "feed", "on": False},
        {
            "id": "b",
            "kind": "think_tank",
            "nation": "ni",
            "feed_kind": "feed",
            "found": "usual path",
        },
    ]


def test_readers_subscribe_to_feeds_and_not_to_pages():
    written = opml.write([source("a"), source("b", feed_kind="sitemap")], NOW).decode()

    assert written.count("xmlUrl=") == written.count('type="rss"') == 1
    assert 'type="link" url="https://b.example/feed?a=1&amp;b=2"' in written
    assert "<dateCreated>Sun, 22 Nov 2026 09:00:00 GMT</dateCreated>" in written


def test_sources_without_a_feed_are_left_out():
    assert opml.read(opml.write([source("a", feed=None)], NOW)) == ()


BOMB = '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("body", "word"),
    [
        pytest.param(b"", "not OPML", id="empty"),
        pytest.param(b"feeds: []", "not OPML", id="something else"),
        pytest.param(b"<rss><channel/></rss>", "not OPML", id="a feed"),
        pytest.param(f"{BOMB}<opml>&b;</opml>".encode(), "refused", id="a bomb"),
        pytest.param(
            b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hosts">]><opml>&x;</opml>',
            "refused",
            id="a file of ours",
        ),
        pytest.param(
            f"{BOMB}<opml>&b;</opml>".encode("utf-16"), "refused", id="a bomb in two bytes"
        ),
        pytest.param(b"<opml>" + b" " * opml.MOST_BYTES, "too large", id="too large"),
    ],
)
def test_what_is_no_list_is_refused(body, word):
    with pytest.raises(ParseError) as caught:
        opml.read(body)

    assert caught.value.word == word


def test_words_of_others_in_our_namespace_are_no_faith():
    head = f'<opml xmlns:p="{opml.OURS}"><body><outline xmlUrl="https://a.example/f" '

    (found,) = opml.read(
        (head + 'p:expect="9" p:extraction="[" p:on="maybe"/></body></opml>').encode()
    )

    assert found.ours == {}
