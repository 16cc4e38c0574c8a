from datetime import UTC, datetime

import pytest

from extractors.feeds import feed
from extractors.feeds.feed import Item
from extractors.parsed import ParseError

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://example.org/news/feed"


def parse(text, content_type="application/xml"):
    body = text.encode() if isinstance(text, str) else text
    return feed.parse(body, URL, content_type, NOW)


def rss(items, channel="<title>News</title>"):
    return f'<rss version="2.0" {SPACES}><channel>{channel}{items}</channel></rss>'


def first(items):
    return parse(rss(f"<item>{items}</item>")).entries[0]


SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:a10="http://www.w3.org/2005/Atom"'
)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>{}</feed>'
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<channel><title>News</title></channel>{}</rdf:RDF>"
)


def test_an_rss_entry_comes_plain_canonical_and_in_utc():
    item = first(
        "<title>Place &amp;amp; people</title><guid isPermaLink='false'>n-1</guid>"
        "<link>https://Example.org/news/a?utm_source=rss#top</link>"
        "<description>&lt;p&gt;Twelve &lt;b&gt;areas&lt;/b&gt;.&lt;/p&gt;"
        "&lt;p&gt;Two.&lt;/p&gt;</description>"
        "<content:encoded><![CDATA[<p>All</p><script>x()</script><p>of it</p>]]></content:encoded>"
        "<dc:creator>A. Writer</dc:creator><pubDate>Wed, 18 Nov 2026 10:30:00 +0100</pubDate>"
    )

    assert item == Item(
        guid="n-1",
        url="https://example.org/news/a",
        title="Place & people",
        summary="Twelve areas.\nTwo.",
        content_text="All\nof it",
        published_at=datetime(2026, 11, 18, 9, 30, tzinfo=UTC),
        author="A. Writer",
    )


def test_an_atom_entry_leads_to_its_page_not_to_its_enclosure():
    parsed = parse(
        ATOM.format(
            "<entry><id>tag:example.org,2026:1</id>"
            "<title type='html'>A &lt;b&gt;title&lt;/b&gt;</title>"
            "<link rel='enclosure' href='/a.mp3'/><link rel='self' href='/self'/>"
            "<link rel='alternate' type='text/html' href='/a'/>"
            "<updated>2026-11-18T09:30:00Z</updated><summary>S</summary></entry>"
        )
    )

    item = parsed.entries[0]
    assert item.title == "A title"
    assert (parsed.kind, item.url, item.guid) == (
        "atom",
        "https://example.org/a",
        "tag:example.org,2026:1",
    )
    assert item.published_at == datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


def test_an_rdf_feed_without_dates_is_read():
    parsed = parse(RDF.format("<item><title>T</title><link>https://example.org/a</link></item>"))

    assert (parsed.kind, parsed.title) == ("rdf", "News")
    assert (parsed.entries[0].url, parsed.entries[0].published_at) == (
        "https://example.org/a",
        None,
    )


@pytest.mark.parametrize(
    "date",
    [
        "<pubDate>Wed, 18 Nov 2026 09:30:00 GMT</pubDate>",
        "<dc:date>2026-11-18T09:30:00Z</dc:date>",
        "<a10:updated>2026-11-18T09:30:00Z</a10:updated>",
        "<pubDate>18th Nov 26, 9:30am</pubDate>",
    ],
)
def test_dates_are_found_under_all_their_names(date):
    assert first(f"<title>T</title>{date}").published_at == datetime(
        2026, 11, 18, 9, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "date", ["-0001-01-01T00:00:00Z", "1795000000", "Wed, 18 Nov 2037 09:30:00 GMT", "soon", ""]
)
def test_a_date_that_lies_is_no_date(date):
    assert first(f"<title>T</title><pubDate>{date}</pubDate>").published_at is None


@pytest.mark.parametrize(
    ("links", "url"),
    [
        ("<guid>https://example.org/a</guid>", "https://example.org/a"),
        ("<guid isPermaLink='false'>7</guid>", None),
        ("<link>/a</link>", "https://example.org/a"),
        ("<link>\n https://example.org/a \n</link>", "https://example.org/a"),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>https://example.org/a b</link>", "https://example.org/a%20b"),
        ("", None),
    ],
)
def test_an_entry_leads_to_a_page_of_the_web_or_nowhere(links, url):
    assert first(f"<title>T</title>{links}").url == url


def test_an_entry_without_a_title_is_called_by_its_first_words():
    assert first("<description>Twelve areas were chosen.</description>").title == (
        "Twelve areas were chosen."
    )


def test_a_feed_says_how_often_it_wants_to_be_asked():
    assert parse(rss("", "<title>T</title><ttl>60</ttl>")).ttl_minutes == 60
    assert parse(rss("", "<title>T</title><ttl>often</ttl>")).ttl_minutes is None


def test_an_empty_feed_is_fine_and_says_so():
    parsed = parse(rss(""))

    assert (parsed.entries, parsed.remark, parsed.newest_at) == ((), "empty", None)


def test_an_archive_is_cut_and_long_words_too():
    long = first(f"<title>{'word ' * 300}</title><description>{'word ' * 9000}</description>")
    many = parse(rss("<item><title>T</title></item>" * 2_100))

    assert (len(long.title) <= 500, len(long.summary) <= 20_000) == (True, True)
    assert (len(many.entries), many.remark) == (2_000, "cut")


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("<!DOCTYPE html><html><body>News</body></html>", "HTML instead of a feed"),
        ("\n<html><head><title>x</title></head></html>", "HTML instead of a feed"),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html/>", "HTML instead of a feed"),
        ('{"version": "https://jsonfeed.org/version/1"}', "JSON instead of a feed"),
        ("", "empty answer"),
        ("  \n ", "empty answer"),
        ("Forbidden", "not a feed"),
        ("<sitemapindex><sitemap/></sitemapindex>", "not a feed"),
        (b"%PDF-1.4 \xff\xfe", "not a feed"),
    ],
)
def test_what_is_no_feed_is_told_apart(body, word):
    with pytest.raises(ParseError) as caught:
        parse(body)

    assert caught.value.word == word


def test_a_feed_that_says_it_has_ended_is_no_news():
    ended = "<entry><id>https://www.gov.uk/search/x/feed-ended</id><title>Ended</title></entry>"

    with pytest.raises(ParseError, match="this feed has ended"):
        parse(ATOM.format(ended))


def test_a_feed_is_not_taken_for_a_file_name():
    with pytest.raises(ParseError, match="not a feed"):
        parse(b"/etc/passwd")
