"""Reading what was published before a source was watched; every publisher is on loopback."""

import functools
from datetime import UTC, datetime, timedelta
from threading import Thread
from types import SimpleNamespace

import pytest

from flows import poll_older
from flows.poll_way import AGAIN, AT_END, ENOUGH, NO_ARCHIVE, REACHED, NothingToRead, Wish
from records import Source, no_progress
from settings import Settings
from tests.fakes.blog import Blog
from tests.fakes.web import Answer, fake_web
from themes import reading
from warehouse import store
from warehouse.turn import turn

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
know = functools.cache(reading.know)


@pytest.fixture
def web():
    with fake_web() as web:
        web.put("/robots.txt", status=404)
        yield web


@pytest.fixture
def walk(tmp_path, web):
    """Read the past of one source; the warehouse is the same at each call."""
    settings = Settings.from_env(
        {
            "PLACEWATCH_HOME": str(tmp_path / "home"),
            "PLACEWATCH_ALLOW_HOSTS": web.host,
            "PLACEWATCH_HOST_GAP": "0",
        }
    )

    def run(feed, since=LONG_AGO, *, kind="feed", links=None, most=1_000, rings=False, breath=0.0):
        source = Source(
            source_id="branch", name="Branch", kind="union", nation="uk", homepage=web.url,
            feed=feed, feed_kind=kind, is_on=True, expect_per_month=None, links=links, why="",
        )  # fmt: skip
        done = poll_older.read_older(
            settings,
            Wish(source=source, since=since, most=most, rings=rings),
            {"branch": source},
            NOW,
            progress=no_progress,
            tell=lambda _: None,
            know=know,
            pauses=poll_older.Pauses(again_s=(0.0, 0.0), breath_s=breath),
        )
        with store.open_warehouse(settings.warehouse, read_only=True) as con:
            rows = store.read(con, "FROM store.entries ORDER BY published_at DESC, url")
            articles = store.read(con, "FROM main.articles")
            orphans = con.execute(
                (store.Path(store.__file__).parent / "queries/orphans.sql").read_text()
            ).fetchall()
        assert orphans == []
        return SimpleNamespace(
            done=done, state=done.backfill, ended=done.backfill.ended, rows=rows,
            read=sum(row["state"] == "read" for row in rows), articles=articles,
        )  # fmt: skip

    return run


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


def test_a_feed_without_an_archive_says_so(web, walk):
    blog = Blog(web, 3)
    web.routes["/rss"] = blog.feed(blog.posts)

    got = walk(f"{web.url}/rss")

    assert (got.ended, got.done.announced, got.read) == (NO_ARCHIVE, 3, 3)


def test_a_page_that_comes_again_is_the_end(web, walk):
    blog = Blog(web, 12)
    first = blog.with_links("next")
    back = f'<atom:link rel="next" href="{web.url}/doc-1.xml"/>'
    web.routes["/doc-2.xml"] = blog.feed(blog.posts[8:], back)  # to the second: a circle

    got = walk(first)

    assert (got.ended, got.read) == (AGAIN, 12)
    assert web.paths().count("/doc-1.xml") == 2


def test_a_server_that_ignores_the_page_has_no_archive(web, walk):
    blog = Blog(web, 4)
    head = "<generator>https://wordpress.org/?v=6.8</generator>"
    web.routes["/feed/"] = blog.feed(blog.posts, head)

    got = walk(f"{web.url}/feed/")

    assert (got.ended, got.read) == (NO_ARCHIVE, 4)
    assert any(AGAIN in why for why in got.done.tried)


def test_pages_without_end_are_bounded_by_what_is_wanted(web, walk):
    blog = Blog(web, 100)
    feed = blog.with_pages()

    first = walk(feed, most=6)
    second = walk(feed, most=6)

    assert (first.ended, first.state.done_at, first.read) == (ENOUGH, None, 6)
    assert (second.read, second.done.goes_on) == (12, True)
    assert len(blog.asked()) == 12


def test_posts_that_are_not_those_of_the_feed_are_left(web, walk):
    blog, other = Blog(web, 10), Blog(web, 10, folder="/other/")
    other.with_json()

    got = walk(blog.with_pages())

    assert (got.state.route, got.read) == ("turned", 10)
    assert other.asked() == []


def test_what_a_first_poll_only_knew_by_name_is_read(web, walk, tmp_path):
    blog = Blog(web, 2)
    web.routes["/rss"] = blog.feed(blog.posts)
    walk(f"{web.url}/rss", blog.day(0), most=1)
    with store.open_warehouse(tmp_path / "home/placewatch.duckdb") as con:
        con.execute("UPDATE store.entries SET state = 'kept', article_id = NULL")

    got = walk(f"{web.url}/rss", blog.day(0) - timedelta(days=1))

    assert [row["state"] for row in got.rows] == ["read"]


def test_news_that_rings_is_no_baseline(web, walk):
    blog = Blog(web, 3)
    web.routes["/rss"] = blog.feed(blog.posts)

    got = walk(f"{web.url}/rss", rings=True)

    assert not any(row["is_baseline"] for row in got.rows)


def test_robots_txt_closes_the_archive_and_not_the_feed(web, walk):
    blog = Blog(web, 12)
    blog.with_json()
    closed = "User-agent: *\nDisallow: /wp-json/\nDisallow: /*paged="
    web.put("/robots.txt", closed, content_type="text/plain")

    got = walk(blog.with_pages())

    assert (got.ended, got.read) == (NO_ARCHIVE, 4)
    assert all("robots.txt" in why for why in got.done.tried[:2])
    assert not any("paged" in path or "wp-json" in path for path in web.paths())


def test_a_fault_in_the_middle_is_told_and_taken_up_again(web, walk):
    blog = Blog(web, 12)
    feed = blog.with_pages()
    script = web.routes["/feed/"]
    web.script("/feed/", lambda r: Answer(status=503) if "paged=3" in r.path else script(r))

    first = walk(feed)
    tries = [path for path in web.paths() if path == "/feed/?paged=3"]
    web.routes["/feed/"] = script
    second = walk(feed)

    assert "server error" in first.done.fault
    assert (first.read, len(tries), first.state.done_at) == (8, 3, None)
    assert (second.ended, second.read, second.done.goes_on) == (AT_END, 12, True)
    assert web.paths().count("/feed/?paged=2") == 1


def test_a_publisher_that_asks_for_a_long_pause_gets_it(web, walk):
    blog = Blog(web, 12)
    feed = blog.with_pages()
    script = web.routes["/feed/"]
    busy = Answer(status=429, headers={"Retry-After": "3600"})
    web.script("/feed/", lambda r: busy if "paged=2" in r.path else script(r))

    got = walk(feed)

    assert "asked to wait" in got.done.fault
    assert web.paths().count("/feed/?paged=2") == 1


def test_a_poll_gets_its_turn_between_two_pages(web, walk, tmp_path):
    blog = Blog(web, 12)
    feed = blog.with_pages()
    script, met = web.routes["/feed/"], []

    def poll():
        with turn(tmp_path / "home", "poll"):
            met.append(len(blog.asked()))

    def answer(request):
        if "paged=2" in request.path:
            Thread(target=poll, daemon=True).start()
        return script(request)

    web.script("/feed/", answer)

    got = walk(feed, breath=0.6)

    assert got.read == 12
    assert met
    assert met[0] < 12


def test_a_source_without_a_feed_says_so(walk):
    with pytest.raises(NothingToRead, match="branch has no feed yet"):
        walk(None)
