import gzip
from datetime import UTC, datetime

import pytest

from extractors import tasks
from extractors.feeds import sitemap
from extractors.parsed import ParseError
from records import STANDARD, Bounds

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://council.example/sitemap.xml"
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def urlset(*rows):
    root = f'<urlset xmlns="{SITEMAPS}" xmlns:n="{NEWS}">{"".join(rows)}</urlset>'
    return f'<?xml version="1.0"?>{root}'.encode()


def row(path, lastmod="", more=""):
    day = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<url><loc>https://council.example{path}</loc>{day}{more}</url>"


def parse(body, links=None, **how):
    return sitemap.parse(body, URL, links, NOW, **how)


def test_pages_come_with_the_last_changed_first():
    body = urlset(
        row("/news/old", "2026-01-02"),
        row("/news/undated"),
        row("/news/pay-talks_begin.html", "2026-11-20T10:00:00+00:00"),
        row("/news/middle", "2026-06-01T00:00:00Z"),
    )

    parsed = parse(body)

    assert (parsed.kind, parsed.remark) == ("sitemap", None)
    assert [item.url.rsplit("/", 1)[-1] for item in parsed.entries] == [
        *("pay-talks_begin.html", "middle", "old", "undated")
    ]
    first = parsed.entries[0]
    assert (first.title, first.guid) == ("Pay talks begin", "")
    assert first.updated == "2026-11-20T10:00:00+00:00"
    assert first.published_at is None  # the day of a change is no day of publication


def test_a_feed_of_this_kind_is_parsed_so():
    body = urlset(row("/news/a"), row("/about"))

    parsed = tasks.parse_feed("sitemap", body, URL, "text/xml", "/news/*", NOW, STANDARD)

    assert [item.url for item in parsed.entries] == ["https://council.example/news/a"]


def test_from_a_day_on_only_what_changed_since_is_told():
    rows = (row("/news/new", "2026-11-02"), row("/news/old", "2026-10-31"), row("/news/undated"))

    found = sitemap.since(urlset(*rows), URL, None, datetime(2026, 11, 1, tzinfo=UTC), NOW)

    assert [item.title for item in found.items] == ["New"]
    assert (found.undated, found.children) == (1, ())


def test_news_bring_their_titles_and_days():
    news = (
        "<n:news><n:publication><n:name>C</n:name></n:publication>"
        "<n:title>Depot to close &amp; move</n:title>"
        "<n:publication_date>2026-11-19T06:00:00Z</n:publication_date></n:news>"
    )
    body = urlset(row("/news/1", "2026-01-01", news), row("/news/2", "2026-11-01"))

    first = parse(body).entries[0]

    assert (first.title, first.url) == ("Depot to close & move", "https://council.example/news/1")
    assert first.published_at == datetime(2026, 11, 19, 6, tzinfo=UTC)


def test_the_title_of_an_image_is_not_that_of_the_page():
    image = (
        '<i:image xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">'
        "<i:loc>https://cdn.example/a.jpg</i:loc><i:title>Logo</i:title></i:image>"
    )

    only = parse(urlset(row("/news/depot-moves", "", image))).entries[0]

    assert (only.title, only.url) == ("Depot moves", "https://council.example/news/depot-moves")


def test_a_day_in_the_address_is_the_day_of_publication():
    only = parse(urlset(row("/news/2026/11/03/depot", "2026-11-20"))).entries[0]

    assert only.published_at == datetime(2026, 11, 3, tzinfo=UTC)


def test_a_glob_keeps_the_articles():
    body = urlset(row("/about"), row("/news/a"), row("/news/b"), row("/jobs/c"))

    assert [item.title for item in parse(body, "/news/*").entries] == ["A", "B"]
    with pytest.raises(ParseError, match=r"none of 4 addresses matches '/blog/\*'"):
        parse(body, "/blog/*")


def test_only_the_newest_are_kept_within_the_bound():
    rows = [row(f"/news/day-{day}", f"2026-11-{day:02}") for day in range(1, 20)]

    parsed = parse(urlset(*rows), bounds=Bounds(entries=2))

    assert [item.title for item in parsed.entries] == ["Day 19", "Day 18"]
    assert parsed.remark == "cut"


def test_the_moment_of_building_is_no_change_of_every_page():
    rows = [row(f"/news/a-{n}", f"2026-11-21T04:00:{n:02}Z") for n in range(12)]
    late = row("/news/real", "2026-11-20T09:00:00Z")

    parsed = parse(urlset(*rows, late))
    few = parse(urlset(*rows[:3], late))

    assert {item.updated for item in parsed.entries} == {""}
    assert {item.updated[:10] for item in few.entries} == {"2026-11-21", "2026-11-20"}


def test_packed_sitemaps_are_unpacked():
    assert len(parse(gzip.compress(urlset(row("/news/a")))).entries) == 1


def test_an_index_given_as_a_sitemap_names_what_it_holds():
    index = (
        f'<sitemapindex xmlns="{SITEMAPS}">'
        "<sitemap><loc>/pages.xml</loc><lastmod>2026-02-01</lastmod></sitemap>"
        "<sitemap><loc>/news.xml</loc><lastmod>2026-11-20</lastmod></sitemap></sitemapindex>"
    ).encode()

    found = sitemap.children(index, URL)
    with pytest.raises(ParseError) as caught:
        parse(index)

    assert [child.url for child in found] == [
        "https://council.example/news.xml",
        "https://council.example/pages.xml",
    ]
    assert found[0].changed_at == datetime(2026, 11, 20, tzinfo=UTC)
    assert caught.value.word == "a list of sitemaps"
    assert "https://council.example/news.xml" in caught.value.text
    assert sitemap.children(urlset(row("/a")), URL) == ()


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"", "empty answer"),
        (b"<html><body>Not found</body></html>", "HTML instead of a sitemap"),
        (b"<rss><channel/></rss>", "not a sitemap"),
        (b"User-agent: *", "not a sitemap"),
        (b"\x1f\x8bnot gzip at all", "cannot be parsed"),
        (gzip.compress(b" " * 50_000_001), "too large"),
    ],
)
def test_what_is_no_sitemap_says_so(body, word):
    with pytest.raises(ParseError) as caught:
        parse(body)

    assert caught.value.word == word


def test_nothing_outside_the_sitemap_is_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("stolen")
    body = (
        f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file://{secret}">'
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        f'<urlset xmlns="{SITEMAPS}">{row("/news/&x;&b;")}{row("/news/fine")}</urlset>'
    ).encode()

    shown = [item.url for item in parse(body).entries]

    assert shown[-1] == "https://council.example/news/fine"
    assert "stolen" not in str(shown)
    assert "aaaa" not in str(shown)


def test_a_broken_end_loses_only_what_is_broken():
    body = urlset(row("/news/a"), row("/news/b"))[:-30]

    assert parse(body).entries[0].title == "A"
