from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.feeds import feed
from extractors.parsed import ParsedFeed, ParseError

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
GOOD = (
    '<?xml version="1.0" encoding="{}"?><rss version="2.0"><channel><title>Newyddion</title>'
    "<item><title>Cost £5 – ‘pilot’</title><link>https://example.org/a</link></item>"
    "</channel></rss>"
)


def titles(body, content_type="application/xml"):
    return [
        item.title for item in feed.parse(body, "https://example.org/f", content_type, NOW).entries
    ]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (GOOD.format("utf-8").encode(), "application/rss+xml"),
        (GOOD.format("utf-8").encode(), "text/xml; charset=iso-8859-1"),
        (GOOD.format("iso-8859-1").encode(), "text/html"),
        (GOOD.format("utf-16").encode(), "application/xml"),
        (b"\xef\xbb\xbf" + GOOD.format("utf-8").encode(), "text/xml"),
        (b"\n\n  " + GOOD.format("utf-8").encode(), "text/xml"),
        (GOOD.format("utf-16").encode("utf-16"), "application/xml"),
        (GOOD.format("utf-16").encode("utf-16-be"), "application/xml"),
        (GOOD.format("windows-1252").encode("cp1252"), "application/xml"),
        (GOOD.format("utf-8").encode("cp1252"), "application/xml"),
        (GOOD.format("utf-8").encode("cp1252"), "text/xml; charset=windows-1252"),
        (b"<br />\n<b>Warning</b>: in x.php\n" + GOOD.format("utf-8").encode(), "text/html"),
        (GOOD.format("utf-8").encode().replace(b"</item>", b""), "text/xml"),
        (GOOD.format("utf-8").encode()[:-30], "text/xml"),
        (GOOD.format("utf-8").replace("</title><link>", " &amp;nbsp;</title><link>").encode(), ""),
    ],
    ids=[
        "as it should be",
        "the header lies",
        "the declaration lies",
        "declared as UTF-16, sent as UTF-8",
        "byte order mark",
        "blank lines first",
        "UTF-16",
        "UTF-16 without a mark",
        "Windows-1252, declared",
        "Windows-1252, declared as UTF-8",
        "Windows-1252 by the header",
        "a warning first",
        "an open tag",
        "cut",
        "escaped twice",
    ],
)
def test_no_bad_habit_of_a_publisher_garbles_a_title(body, content_type):
    assert titles(body, content_type) == ["Cost £5 – ‘pilot’"]


@pytest.mark.parametrize("number", ["&#xD800;", "&#55296;", "&#0;", "&#x110000;", "&#9999999999;"])
def test_a_number_that_is_no_character_raises_nothing(number):
    body = f"<rss version='2.0'><channel><item><title>a{number}b</title></item></channel></rss>"

    assert titles(body.encode())[0].startswith("a")


def test_a_feed_that_makes_the_library_raise_is_told_as_unreadable():
    with pytest.raises(ParseError, match="cannot be parsed"):
        titles(b"<rss><channel><image></width></image><item></item></channel></rss> <")


def test_entities_of_its_own_are_not_expanded_without_end():
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 8))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{levels}]>'
    body = f"{doctype}<rss version='2.0'><channel><item><title>&l7;</title></item></channel></rss>"

    assert len(titles(body.encode())[0]) <= 500


def test_no_file_is_read_for_an_external_entity(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the keys")
    body = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss version="2.0"><channel>'
        "<item><title>a&x;b</title></item></channel></rss>"
    )

    assert "keys" not in titles(body.encode())[0]


@given(body=st.binary(max_size=400))
def test_no_bytes_whatever_raise_anything_but_a_parse_error(body):
    try:
        found = feed.parse(body, "https://example.org/f", "", NOW)
    except ParseError as exc:
        found = exc

    assert isinstance(found, ParsedFeed | ParseError)


@given(
    pieces=st.lists(
        st.sampled_from(
            [
                *("<rss version='2.0'>", "<channel>", "<item>", "</item>", "<title>", "</title>"),
                *("<link>", "https://e.org/a", "&amp;", "&#xDFFF;", "<![CDATA[", "]]>", "<!--"),
                *("<pubDate>", "2026-13-45", "<guid isPermaLink='x'>", "\x00", "é", "</rss>"),
            ]
        ),
        max_size=25,
    )
)
def test_pieces_of_feeds_in_any_order_raise_nothing_else(pieces):
    body = "<rss version='2.0'><channel><item>" + "".join(pieces)

    try:
        found = feed.parse(body.encode(), "https://example.org/f", "", NOW).entries
    except ParseError:
        found = ()

    assert all(item.title == item.title.strip() for item in found)
