"""Where a walk back ends, and how it is taken up again."""

from threading import Thread

import pytest

from flows.poll_way import AGAIN, AT_END, ENOUGH, NO_ARCHIVE, NothingToRead
from tests.fakes.blog import Blog
from tests.fakes.web import Answer
from warehouse.turn import turn


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


def test_what_was_left_for_the_next_run_is_taken_the_same_way(web, walk):
    blog = Blog(web, 12)
    blog.with_json()
    feed = blog.with_pages()

    first = walk(feed, most=6)
    second = walk(feed)

    assert (first.read, first.ended) == (6, ENOUGH)
    assert (second.read, second.ended, second.state.route) == (12, AT_END, "posts")
    assert not any("paged" in path for path in web.paths())


def test_posts_that_are_not_those_of_the_feed_are_left(web, walk):
    blog, other = Blog(web, 10), Blog(web, 10, folder="/other/")
    other.with_json()

    got = walk(blog.with_pages())

    assert (got.state.route, got.read) == ("turned", 10)
    assert other.asked() == []


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


def test_pages_that_gave_no_text_are_told_and_tried_again_later(web, walk):
    blog = Blog(web, 3)
    web.routes["/rss"] = blog.feed(blog.posts)
    web.put(blog.path(0), status=410)
    web.put(blog.path(1), status=500)

    got = walk(f"{web.url}/rss")

    assert (got.read, got.done.unread, got.done.waiting) == (1, 2, 1)


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
