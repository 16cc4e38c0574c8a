"""The ways back through what was published before a source was watched."""

from datetime import timedelta

import pytest

from flows.poll_way import AT_END, REACHED
from tests.fakes.blog import Blog
from warehouse import store


def test_posts_as_json_bring_the_whole_past_in_one_page_of_the_archive(web, walk):
    blog = Blog(web, 12)
    blog.with_json()

    got = walk(blog.with_pages())

    assert (got.ended, got.state.route, got.done.pages) == (AT_END, "posts", 2)
    assert (got.read, len(got.articles), got.done.entries) == (12, 12, 12)
    assert sorted(blog.asked()) == sorted({blog.path(n) for n in range(12)})
    assert all(row["is_baseline"] for row in got.rows)
    assert (got.state.oldest_at, got.state.newest_at) == (blog.day(11), blog.day(0))


def test_the_pages_of_a_wordpress_feed_are_read_to_their_end(web, walk):
    blog = Blog(web, 60, a_page=10)
    feed = blog.with_pages()

    first = walk(feed)
    asked = len(blog.asked())
    second = walk(feed)

    assert (first.ended, first.state.route, first.read) == (AT_END, "turned", 60)
    assert (second.done.entries, second.done.articles, second.read) == (0, 0, 60)
    assert len(blog.asked()) == asked == 60


def test_it_stops_at_the_day_that_was_asked_for(web, walk):
    blog = Blog(web, 40)

    got = walk(blog.with_pages(), blog.day(8))

    assert (got.ended, got.read) == (REACHED, 9)
    assert min(row["published_at"] for row in got.rows) == blog.day(8)
    assert "/feed/?paged=4" not in web.paths()


@pytest.mark.parametrize(("relation", "route"), [("next", "paged"), ("prev-archive", "archived")])
def test_what_a_feed_says_of_its_older_pages_is_followed(web, walk, relation, route):
    blog = Blog(web, 10)

    got = walk(blog.with_links(relation))

    assert (got.ended, got.state.route, got.read) == (AT_END, route, 10)


def test_the_search_of_gov_uk_brings_what_an_organisation_published(web, walk):
    blog = Blog(web, 12, folder="/government/news/")

    got = walk(blog.with_search("depot-office"))

    assert (got.ended, got.state.route, got.read) == (AT_END, "search", 12)
    assert len(blog.asked()) == 12
    asked = next(path for path in web.paths() if path.startswith("/api/search.json"))
    assert "filter_organisations=depot-office" in asked
    assert "filter_public_timestamp=from%3A2020-01-01" in asked


def test_a_source_read_as_wordpress_json_goes_back_the_same_way(web, walk):
    blog = Blog(web, 8)

    got = walk(f"{blog.with_json()}?per_page=4", kind="wordpress")

    assert (got.ended, got.state.route, got.read) == (AT_END, "posts", 8)


def test_a_sitemap_with_children_is_read_from_the_day_on(web, walk):
    blog = Blog(web, 9, folder="/news/")
    blog.sitemap("/new.xml", blog.posts[:3])
    about = f"<url><loc>{web.url}/about</loc><lastmod>2026-11-01</lastmod></url>"
    blog.sitemap("/middle.xml", blog.posts[3:6], about)
    blog.sitemap("/old.xml", blog.posts[6:])
    index = blog.index(
        "/sitemap.xml", old=f"{blog.day(6):%Y-%m-%d}", new="2026-11-20", middle="2026-11-01"
    )
    web.put("/robots.txt", f"Sitemap: {index}", content_type="text/plain")
    web.routes["/rss"] = blog.feed(blog.posts[:2])

    got = walk(f"{web.url}/rss", blog.day(4).replace(hour=0))

    assert (got.ended, got.state.route, got.read) == (AT_END, "sitemap", 5)
    assert "/old.xml" not in web.paths()
    assert "/about" not in web.paths()
    titles = {row["url"]: row["title"] for row in got.articles}
    assert titles[blog.url(0)] == "Week 0: the branch met"  # as the feed announced it
    assert titles[blog.url(4)] == "The branch in week 4"  # the page's own: a sitemap has none


def test_an_index_given_as_the_address_of_a_sitemap_is_followed(web, walk):
    blog = Blog(web, 4, folder="/news/")
    blog.sitemap("/a.xml", blog.posts[:2])
    blog.sitemap("/b.xml", blog.posts[2:])
    index = blog.index("/sitemap.xml", a="2026-11-20", b="2026-11-01")

    got = walk(index, kind="sitemap", links="/news/*")

    assert (got.ended, got.read) == (AT_END, 4)


def test_a_listing_without_days_ends_where_its_texts_are_too_old(web, walk):
    blog = Blog(web, 20)

    got = walk(blog.with_listing(), blog.day(6), kind="listing", links="/post-*")

    assert (got.ended, got.state.route) == (REACHED, "listing")
    assert got.read == 12  # the page on which all texts were older was the third
    assert "/news?page=4" not in web.paths()


def test_what_a_first_poll_only_knew_by_name_is_read(web, walk, tmp_path):
    blog = Blog(web, 2)
    web.routes["/rss"] = blog.feed(blog.posts)
    walk(f"{web.url}/rss", blog.day(0), most=1)
    with store.open_warehouse(tmp_path / "home/placewatch.duckdb") as con:
        con.execute("UPDATE store.entries SET state = 'kept', article_id = NULL")

    got = walk(f"{web.url}/rss", blog.day(0) - timedelta(days=1))

    assert [row["state"] for row in got.rows] == ["read"]
