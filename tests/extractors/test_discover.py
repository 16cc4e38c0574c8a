from functools import partial

import pytest

from extractors.finding.doubles import reduced
from extractors.web import headers
from extractors.workers import Workers
from tests.fakes import sites
from tests.fakes.sites import NOW, TITLES, alternate, listing, page, posts, rss
from tests.fakes.web import fake_web


@pytest.fixture(scope="module")
def workers():
    with Workers(1) as pool:
        yield pool


@pytest.fixture
def union():
    with fake_web() as web:
        yield web


@pytest.fixture
def other():
    with fake_web() as web:
        yield web


@pytest.fixture
def ask(workers):
    return partial(sites.ask, workers)


def summary(found):
    best = found.best
    return best and (best.route, best.kind, best.url)


def test_a_feed_that_the_page_names_is_taken_and_comments_are_not(union, ask):
    union.put(
        "/",
        page(
            alternate("/comments/feed/", "Harbour Union » Comments Feed")
            + alternate("/category/events/feed/", "Events")
            + alternate("/feed/", "Harbour Union » Feed")
            + alternate("/wp-json/oembed/1.0/embed?url=x", "oEmbed", "application/json+oembed")
        ),
    )
    feed = union.put("/feed/", rss(union.url, *TITLES))

    found = ask(union.url + "/", union.host)

    assert summary(found) == ("autodiscovery", "feed", feed)
    assert union.paths() == ["/", "/feed/"]
    assert found.best.title == "Harbour Union"
    assert (found.best.entries, found.best.samples) == (4, TITLES[:3])
    assert (NOW - found.best.newest_at).days == 1


def test_of_several_feeds_the_news_comes_first(union, ask):
    names = ("blog", "jobs", "news", "podcast")
    union.put("/", page("".join(alternate(f"/{one}.xml", one.title()) for one in names)))
    for one in names:
        union.put(f"/{one}.xml", rss(union.url, *TITLES, title=one))

    found = ask(union.url, union.host)

    assert summary(found) == ("autodiscovery", "feed", f"{union.url}/news.xml")


def test_relative_links_start_from_the_base_that_the_page_names(union, ask):
    head = f'<base href="{union.url}/site/">' + alternate("rss.xml", kind="application/atom+xml")
    union.put("/", page(head))
    feed = union.put("/site/rss.xml", rss(union.url, *TITLES))

    assert summary(ask(union.url, union.host)) == ("autodiscovery", "feed", feed)


def test_a_header_names_a_feed_as_well(union, ask):
    link = (
        '<https://x.example/a>; rel="preload", </rss>; rel="alternate"; type="application/rss+xml"'
    )
    union.put("/", page(), headers={"Link": link})
    feed = union.put("/rss", rss(union.url, *TITLES))

    found = ask(union.url, union.host)

    assert summary(found) == ("autodiscovery", "feed", feed)


def test_of_several_link_headers_none_is_lost():
    pairs = [("Link", "</a>; rel=next"), ("link", "</rss>; rel=alternate")]

    assert headers.plain(pairs) == {"link": "</a>; rel=next, </rss>; rel=alternate"}


def test_a_link_for_people_leads_to_a_feed_on_another_host(union, other, ask):
    feed = other.put("/harbour/rss.xml", rss(union.url, *TITLES))
    union.put("/", page(body=f'<a href="{feed}"><img alt="">RSS</a>'))

    found = ask(union.url, union.host, other.host)

    assert summary(found) == ("autodiscovery", "feed", feed)


def test_a_feed_of_another_publisher_is_doubted(union, other, ask):
    feed = other.put("/feed", rss(other.url, *TITLES))
    union.put("/", page(alternate(feed, "News of the world")))

    found = ask(union.url, union.host, other.host)

    assert (found.best, found.word) == (None, "doubtful")
    assert found.candidates[0].doubt.startswith(
        "another publisher's: its entries lead to 127.0.0.1"
    )


def test_a_page_that_moved_is_followed_and_the_new_address_kept(union, other, ask):
    union.put("/", status=301, headers={"Location": other.url + "/home"})
    other.put("/home", page(alternate("/old.rss")))
    other.put("/old.rss", status=301, headers={"Location": "/new.rss"})
    feed = other.put("/new.rss", rss(other.url, *TITLES))

    found = ask(union.url, union.host, other.host)

    assert summary(found) == ("autodiscovery", "feed", feed)


@pytest.mark.parametrize(
    ("head", "path", "asked"),
    [
        pytest.param('<meta name="generator" content="Drupal 10">', "/rss.xml", 1, id="Drupal"),
        pytest.param('<link rel="x" href="/wp-content/a.css">', "/feed/", 1, id="WordPress"),
        pytest.param('<meta name="generator" content="Hugo 0.1">', "/index.xml", 1, id="static"),
        pytest.param("", "/atom.xml", 5, id="anything"),
    ],
)
def test_the_usual_paths_are_asked_until_one_is_a_feed(union, ask, head, path, asked):
    union.put("/", page(head))
    feed = union.put(path, rss(union.url, *TITLES))

    found = ask(union.url, union.host)

    assert summary(found) == ("usual path", "feed", feed)
    assert len(union.paths()) == 1 + asked


def test_wordpress_without_a_feed_is_read_as_json(union, ask):
    union.put("/", page(f'<link rel="https://api.w.org/" href="{union.url}/wp-json/">'))
    address = union.put("/wp-json/wp/v2/posts", posts(union.url, *TITLES))

    found = ask(union.url, union.host)

    assert summary(found) == ("wp-json", "wordpress", address)
    assert found.best.samples == TITLES[:3]


def test_a_site_that_is_no_wordpress_is_not_asked_for_its_json(union, ask):
    union.put("/", page())

    ask(union.url, union.host)

    assert not any("wp-json" in path for path in union.paths())


def test_robots_txt_names_the_sitemap_of_news(union, ask):
    union.put("/", page())
    union.put(
        "/robots.txt", f"User-agent: *\nSitemap: {union.url}/all.xml\n", content_type="text/plain"
    )
    inside = (f"{union.url}/page-sitemap.xml", f"{union.url}/news-sitemap.xml")
    union.put("/all.xml", sites.sitemap(*inside, root="sitemapindex", item="sitemap"))
    news = (f"{union.url}/2026/11/{number}/pay-talks-{number}" for number in range(10, 20))
    address = union.put("/news-sitemap.xml", sites.sitemap(*news))

    found = ask(union.url, union.host)

    assert summary(found) == ("sitemap", "sitemap", address)
    assert (found.best.entries, found.best.links) == (10, None)


def test_a_listing_is_better_than_the_sitemap_of_a_whole_site(union, ask):
    union.put("/", page(body='<nav><a href="/about">About</a> <a href="/news">News</a></nav>'))
    stories = [f"{union.url}/news/story-{number}" for number in range(5)]
    union.put("/sitemap.xml", sites.sitemap(f"{union.url}/about", *stories))
    address = union.put("/news", listing(*TITLES))

    found = ask(union.url, union.host)

    assert summary(found) == ("listing", "listing", address)
    assert found.best.samples == TITLES[:3]
    assert [(one.route, one.links) for one in found.candidates[1:]] == [("sitemap", "/news/*")]


def test_the_news_folder_of_a_sitemap_is_taken_where_nothing_else_is(union, ask):
    union.put("/", page())
    stories = [f"{union.url}/about/news/story-{number}" for number in range(5)]
    union.put("/sitemap.xml", sites.sitemap(f"{union.url}/about", *stories))

    found = ask(union.url, union.host)

    assert summary(found) == ("sitemap", "sitemap", f"{union.url}/sitemap.xml")
    assert (found.best.links, found.best.entries) == ("/about/news/*", 5)


def test_a_homepage_that_is_the_page_of_news_is_the_listing(union, ask):
    address = union.put("/latest/news", listing(*TITLES, folder="/latest/news/"))

    assert summary(ask(address, union.host)) == ("listing", "listing", address)


def test_links_without_dates_on_a_front_page_are_doubted(union, ask):
    union.put("/", listing(*TITLES, folder="/our-work/", dated=False))

    found = ask(union.url, union.host)

    assert found.word == "doubtful"
    assert "no dates" in found.candidates[0].doubt


def test_an_address_that_is_a_feed_is_taken_as_it_is(union, other, ask):
    feed = union.put("/some/feed", rss(other.url, *TITLES))

    found = ask(feed, union.host)

    assert summary(found) == ("by hand", "feed", feed)
    assert found.best.leads_to == other.url + "/"
    assert union.paths() == ["/some/feed"]


@pytest.mark.parametrize(
    ("body", "kind", "route"),
    [
        pytest.param(posts("https://harbour.example", *TITLES), "wordpress", "by hand", id="posts"),
        pytest.param(
            sites.sitemap(*(f"https://harbour.example/news/{one}" for one in "abcd")),
            "sitemap",
            "sitemap",
            id="sitemap",
        ),
        pytest.param(
            f"<?xml-stylesheet href='a'?><!-- made by hand -->{rss('https://h.example', *TITLES)}",
            "feed",
            "by hand",
            id="feed with a prolog",
        ),
    ],
)
def test_an_address_of_any_kind_that_we_read_is_taken_as_it_is(union, ask, body, kind, route):
    address = union.put("/some/news", body)

    found = ask(address, union.host)

    assert [(one.route, one.kind, one.url) for one in found.candidates] == [(route, kind, address)]
    assert union.paths() == ["/some/news"]


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        pytest.param(lambda url: rss(url, *TITLES, age_days=500), "old: nothing newer", id="stale"),
        pytest.param(rss, "it is empty", id="empty"),
    ],
)
def test_a_feed_that_says_nothing_new_ranks_below_the_page_of_news(union, ask, body, doubt):
    union.put("/", page(alternate("/rss"), '<a href="/news">Latest news</a>'))
    union.put("/rss", body(union.url))
    union.put("/news", listing(*TITLES))

    found = ask(union.url, union.host)

    assert summary(found) == ("listing", "listing", f"{union.url}/news")
    assert found.candidates[1].doubt.startswith(doubt)


def test_placeholders_of_a_fresh_wordpress_are_refused(union, ask):
    union.put("/", page(alternate("/feed/")))
    union.put("/feed/", rss(union.url, "Hello world!"))

    found = ask(union.url, union.host)

    assert found.candidates == ()
    assert found.word == "nothing found"
    assert ("autodiscovery", "placeholder") in [(one.route, one.why) for one in found.tried]


def test_a_feed_that_another_source_reads_is_not_offered_again(union, ask):
    union.put("/branch", page(alternate("/feed/")))
    feed = union.put("/feed/", rss(union.url, *TITLES))

    found = ask(union.url + "/branch", union.host, taken={reduced(feed): "harbour"})

    assert found.best is None
    assert found.candidates[0].doubt == "it is read already, as harbour"
