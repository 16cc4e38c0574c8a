"""placewatch backfill, as people run it: real HTTP, real processes, a loopback Slack."""

import os
import signal
import threading
from types import SimpleNamespace

import pytest
import yaml
from click.testing import CliRunner

from cli.main import main
from tests.fakes.blog import Blog
from tests.fakes.press import PILOT, Installation
from tests.fakes.slack import FakeSlack
from tests.fakes.web import Answer, fake_web

ROW = {"name": "Branch", "kind": "union", "nation": "uk", "homepage": "https://branch.invalid/"}


@pytest.fixture
def refused(tmp_path):
    """Run the command on a list of three sources; return how it refuses."""
    rows = [
        {**ROW, "id": "branch-news", "feed": "https://branch.invalid/feed"},
        {**ROW, "id": "branch-blog", "name": "Blog of the Branch", "feed": "https://b.invalid/"},
        {**ROW, "id": "waiting", "name": "No Address Yet"},
    ]
    path = tmp_path / "sources.yaml"
    path.write_text(yaml.safe_dump(rows), encoding="utf-8")
    env = {"PLACEWATCH_HOME": str(tmp_path / "home"), "PLACEWATCH_SOURCES": str(path)}

    def run(source, since):
        ended = CliRunner().invoke(main, ["backfill", source, "--since", since], env=env)
        assert ended.exit_code == 1
        return ended.output

    return run


@pytest.mark.parametrize(
    ("source", "since", "text"),
    [
        ("branch-new", "2025-01-01", "no source has the id 'branch-new': did you mean branch-news"),
        ("blog of the branch", "2025-01-01", "did you mean branch-blog?"),
        ("xyz", "2025-01-01", "no source has the id 'xyz': 'placewatch sources' lists them"),
        ("branch-news", "soon", "the day 'soon' cannot be read: write it as 2025-01-31"),
        ("branch-news", "2025-02-31", "the day '2025-02-31' cannot be read"),
        ("branch-news", "2999-01-01", "1 January 2999 is still to come"),
        ("waiting", "2025-01-01", "waiting has no feed yet: give it an address first"),
    ],
)
def test_what_cannot_be_done_is_one_plain_message(refused, source, since, text):
    output = refused(source, since)

    assert "Error: " in output
    assert text in output
    assert "Traceback" not in output


@pytest.fixture
def web():
    with fake_web() as web:
        web.put("/robots.txt", status=404)
        yield web


@pytest.fixture
def blog(web):
    blog = Blog(web, 12)
    blog.texts[9] = PILOT[1:]
    blog.with_pages("/feed.xml")
    return blog


@pytest.fixture
def installation(tmp_path, web, blog):
    with FakeSlack() as slack:
        press = SimpleNamespace(name="branch", kind="government", url=web.url + "/")
        yield Installation(tmp_path / "place", web, slack, press)


def test_a_killed_backfill_goes_on_and_reads_nothing_twice(installation, web, blog):
    reached, go_on = threading.Event(), threading.Event()
    script = web.routes["/feed.xml"]

    def slow(request):
        if "paged=3" in request.path:
            reached.set()
            go_on.wait(30)
        return script(request)

    web.script("/feed.xml", slow)
    process = installation.start("backfill", "branch", "--since", "2020-01-01")
    assert reached.wait(60)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    go_on.set()

    printed = installation.run("backfill", "branch", "--since", "2020-01-01")
    again = installation.run("backfill", "branch", "--since", "2020-01-01")

    assert "This went on where an earlier run had stopped." in printed
    assert "0 older entries found · 0 articles read" in again
    assert sorted(blog.asked()) == sorted({blog.path(n) for n in blog.posts})
    (state,) = installation.ask("FROM backfills")
    assert (state["source"], state["route"], state["ended"]) == (
        *("Branch", "turned", "the archive ends there"),
    )
    counts = installation.ask(
        "SELECT (SELECT count(*) FROM articles) AS articles, "
        "(SELECT count(*) FROM alerts) AS alerts"
    )
    assert counts == [{"articles": 12, "alerts": 0}]
    names = installation.ask("SELECT name, is_baseline FROM initiatives WHERE NOT is_seeded")
    assert names == [{"name": "Shire Purse", "is_baseline": True}]
    assert installation.shown() == []


def test_what_is_found_rings_if_that_is_asked_for(installation, blog):
    printed = installation.run("backfill", "branch", "--since", "2020-01-01", "--alert")

    (text,) = installation.shown()
    assert "Shire Purse" in text
    assert "1 of 12 on a theme · 1 alert\n" in printed


def test_polls_before_and_after_it_read_no_page_twice(installation, web, blog):
    installation.run("run")
    polled = len(blog.asked())

    printed = installation.run("backfill", "branch", "--since", "2026-10-01")

    assert polled == 4
    assert "Read 3 pages of its archive: its WordPress feed, page by page." in printed
    assert "Its entries are of 2 October 2026 to 20 November 2026." in printed
    assert "It went back to the day that was asked for." in printed
    assert "0 new entries" in installation.run("run")
    assert len(blog.asked()) == len(set(blog.asked())) == 8


def test_nothing_older_is_said_with_what_was_tried(installation, web, blog):
    web.routes["/feed.xml"] = blog.feed(blog.posts[:3])

    printed = installation.run("backfill", "branch", "--since", "2020-01-01", code=1)

    assert "Nothing older is offered: its feed holds the newest 3 entries only" in printed
    assert installation.ask("SELECT count(*) AS n FROM articles") == [{"n": 3}]


def test_a_fault_says_what_to_do(installation, web):
    web.routes["/feed.xml"] = Answer(status=403)

    printed = installation.run("backfill", "branch", "--since", "2020-01-01", code=1)

    assert "Stopped by" in printed
    assert "blocked (403)" in printed
    assert "Run the same command again to go on." in printed
