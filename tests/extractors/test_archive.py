from datetime import UTC, datetime

import pytest

from extractors.feeds import archive
from extractors.parsed import ParseError
from extractors.publishers import govuk_search
from records import STANDARD

SINCE = datetime(2025, 3, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://blog.example/feed/"


def test_an_atom_feed_names_its_older_documents():
    body = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
    <link rel="self" href="/feed/"/><link rel="next" href="/feed/?start=26"/>
    <link rel="prev-archive" href="https://blog.example/2025/11.atom"/>
    <generator uri="https://wordpress.org/" version="6.8">WordPress</generator>
    <entry><link rel="next" href="/not/this"/></entry></feed>"""

    assert archive.signs(body, URL) == archive.Signs(
        next_url="https://blog.example/feed/?start=26",
        archive_url="https://blog.example/2025/11.atom",
        is_wordpress=True,
    )


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel><item><link>https://blog.example/next</link></item></channel></rss>",
        b"<rss><channel><generator>Joomla!</generator></channel></rss>",
        b"no xml at all",
        b"",
    ],
)
def test_a_feed_that_says_nothing_of_its_past_has_no_signs(body):
    assert archive.signs(body, URL) == archive.Signs()


@pytest.mark.parametrize(
    ("feed", "posts"),
    [
        ("https://b.example/feed/", "https://b.example/wp-json/wp/v2/posts?"),
        ("https://b.example/blog/feed", "https://b.example/blog/wp-json/wp/v2/posts?"),
        ("https://b.example/feed/atom/", "https://b.example/wp-json/wp/v2/posts?"),
        ("https://b.example/?feed=rss2", "https://b.example/wp-json/wp/v2/posts?"),
        ("https://b.example/rss.xml", None),
        ("https://b.example/?feed=rss2&cat=3", None),
    ],
)
def test_only_the_main_feed_of_wordpress_has_its_posts_as_json(feed, posts):
    found = archive.posts(feed, SINCE)

    assert (found or "").startswith(posts or "")
    assert (found is None) == (posts is None)
    assert found is None or "per_page=100&page=1" in found
    assert found is None or "after=2025-02-28T00%3A00%3A00" in found


def test_the_number_of_a_page_is_counted_on():
    first = archive.posts_page("https://b.example/wp-json/wp/v2/posts?categories=3", 1, SINCE)
    second = archive.posts_page(first, archive.number_of(first, "page") + 1)

    assert "categories=3" in second
    assert "page=2" in second
    assert "after=2025-02-28" in second
    assert archive.turned("https://b.example/?feed=rss2", 2) == (
        "https://b.example/?feed=rss2&paged=2"
    )


def test_the_search_of_gov_uk_is_asked_for_an_organisation_only():
    base = "https://www.gov.uk"

    assert archive.search(f"{base}/search/news-and-communications.atom?keywords=x", SINCE) is None
    found = archive.search(f"{base}/government/organisations/cabinet-office.atom", SINCE)
    assert found is not None
    assert found.startswith(f"{base}/api/search.json?filter_organisations=cabinet-office&")
    assert "start=100" in archive.search_page(found, 100)


@pytest.mark.parametrize(
    ("page", "following"),
    [
        ("<a href='/news?p=a' rel='next nofollow'>2</a>", "/news?p=a"),
        ("<link rel=next href='/news/page/2/'>", "/news/page/2/"),
        ("<a href='/news?from=10'>Older posts »</a>", "/news?from=10"),
        ("<a href='/news?from=10' aria-label='Next page'><svg/></a>", "/news?from=10"),
        ("<a href='/news?page=3'>3</a><a href='/news?page=2'>2</a>", "/news?page=2"),
        ("<a href='/news?page=1'>2</a>", "/news?page=1"),  # counted from 0
        ("<a href='/news/page/2'>2</a>", "/news/page/2"),
        ("<a href='/next-steps-for-the-depot'>Next steps for the depot</a>", None),
        ("<a href='https://other.example/news?page=2' rel=next>2</a>", None),
        ("<a href='/news'>Next</a>", None),
    ],
)
def test_a_listing_leads_to_its_older_page(page, following):
    body = f"<html><body><main>{page}</main></body></html>".encode()

    found = archive.next_listing(body, "https://union.example/news")

    assert found == (f"https://union.example{following}" if following else None)


def test_from_a_later_page_of_a_listing_the_way_goes_on():
    body = b"<a href='/news/page/2'>2</a><a href='/news/page/4'>4</a>"

    assert archive.next_listing(body, "https://union.example/news/page/3") == (
        "https://union.example/news/page/4"
    )


def test_robots_txt_names_the_sitemaps_of_its_own_site():
    lines = b"User-agent: *\nSitemap: /a.xml\nsitemap: https://evil.example/b.xml\n"

    assert archive.sitemaps(lines, "https://c.example/robots.txt") == ("https://c.example/a.xml",)
    assert archive.sitemaps(b"", "https://c.example/robots.txt") == (
        "https://c.example/sitemap.xml",
    )


def test_the_folder_of_most_entries_tells_them_from_other_pages():
    news = [f"https://c.example/news/2026/0{n}/x" for n in range(1, 4)]

    assert archive.folder_of([*news, "https://c.example/jobs/1"]) == "/news/*"
    assert archive.folder_of(["https://c.example/a", "https://c.example/b"]) is None
    assert archive.folder_of([]) is None


def test_a_result_of_gov_uk_is_an_entry():
    body = (
        b'{"results": [{"title": "Depot plan", "link": "/government/news/depot",'
        b' "description": "A plan.", "public_timestamp": "2026-05-01T09:30:00Z"}, "odd"]}'
    )

    (item,) = govuk_search.parse(body, "https://www.gov.uk/api/search.json", NOW, STANDARD).entries

    assert item.url == "https://www.gov.uk/government/news/depot"
    assert item.guid == "https://www.gov.uk/government/news/depot#2026-05-01T09:30:00Z"
    assert item.published_at == datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
    assert (item.title, item.summary) == ("Depot plan", "A plan.")


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"results": 3}', b"[" * 100_000])
def test_other_answers_of_gov_uk_say_so(body):
    with pytest.raises(ParseError, match=r"GOV\.UK's search answered"):
        govuk_search.parse(body, "https://www.gov.uk/api/search.json", NOW, STANDARD)
