"""From feeds to what is judged: real HTTP, real warehouse, the shipped rules."""

import asyncio
import functools
from datetime import UTC, datetime, timedelta

import pytest

from extractors import sources
from extractors.publishers.enrichers import GOVUK
from extractors.web import fetch
from extractors.workers import Workers
from flows.classify import classify_once
from flows.poll_feeds import Feeds
from flows.poll_pages import Pages
from records import no_progress
from settings import Settings
from tests.fakes import govuk as fake
from tests.fakes import ready
from tests.fakes.web import fake_web
from themes import reading
from warehouse import articles, feeds, raw_files, store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1, hours=1)  # no feed that works waits longer than a day
ROW = "- {{id: {0}, name: {0}, kind: government, nation: uk, homepage: {1}/, feed: {1}/{0}}}\n"
QUIET = (
    "The town museum has opened a gallery with ninety clocks, the oldest of which no longer goes.",
    "Visitors may wind one of them on Sundays. Tea is served in the yard until five.",
    "Updated 3 minutes ago",
    "1,204 views",
)
PURSE = (
    "The Treasury has announced the Shire Purse programme, which will pool the budgets of "
    "councils, the NHS and the police in Kent, Durham and Cornwall. The pilots start in April."
)


@pytest.fixture(scope="module")
def workers():
    with Workers(1) as workers:
        yield workers


@pytest.fixture(scope="module")
def know():
    return functools.cache(reading.know)


@pytest.fixture
def web():
    with fake_web() as web:
        yield web


@pytest.fixture
def house(tmp_path, web, workers, know):
    return House(tmp_path, web, workers, know)


class House:
    """An installation that takes a publisher on loopback for GOV.UK."""

    def __init__(self, folder, web, workers, know):
        self.folder, self.web, self.workers, self.know = folder, web, workers, know
        ready.warehouse(folder / "home" / "placewatch.duckdb")
        self.settings = Settings.from_env(
            {
                "PLACEWATCH_HOME": str(folder / "home"),
                "PLACEWATCH_SOURCES": str(folder / "sources.yaml"),
                "PLACEWATCH_ALLOW_HOSTS": web.host,
                "PLACEWATCH_HOST_GAP": "0",
            }
        )

    def watch(self, *names):
        rows = "".join(ROW.format(name, self.web.url) for name in names)
        (self.folder / "sources.yaml").write_text(rows, encoding="utf-8")

    def run(self, now):
        """Poll and classify; return the paths asked for and the number of alerts queued."""
        asked = len(self.web.paths())
        asyncio.run(self.poll(now))
        told = classify_once(self.settings, now, know=self.know)
        return self.web.paths()[asked:], told.alerts

    async def poll(self, now):
        watched = {one.source_id: one for one in sources.load(self.settings.sources)}
        with store.open_warehouse(self.settings.warehouse) as con:
            feeds.sync(con, watched.values(), now)
            due = feeds.due(con, now)
        policy = fetch.Policy(
            user_agent="test/1", now=now, allow_hosts=self.settings.allow_hosts, host_gap_s=0.0
        )
        pages = Pages(self.settings, now, no_progress, watched, self.know, {self.web.host: GOVUK})
        async with fetch.Web(policy) as door:
            first = Feeds(self.settings, now, no_progress, alert_baseline=False)
            await first.go(door, self.workers, due)
            await pages.go(door, self.workers)

    def ask(self, sql):
        with store.open_warehouse(self.settings.warehouse) as con:
            return con.execute(sql).fetchall()


def announce(web, *, updated, stamp):
    """Let an organisation's feed, a finder's and a keyword finder's announce one page."""
    page, tag = web.url + fake.PATH, f"tag:www.gov.uk,2005:{fake.PATH}"
    title = fake.item()["title"]
    web.put("/org", fake.feed((f"{page}#{stamp}", page, f"News story: {title}", updated)))
    web.put("/finder", fake.feed((tag, page, title, updated)))
    web.put("/words", fake.feed((tag, page, title, updated)))


def test_three_feeds_of_govuk_make_one_article_of_one_page_with_one_request(house, web):
    house.watch("org", "finder", "words")
    for name in ("/org", "/finder", "/words"):
        web.put(name, fake.feed(("old", web.url + "/old", "Old", "2026-01-01T00:00:00Z")))
    house.run(NOW - DAY)
    api = f"/api/content{fake.PATH}"
    fake.publish(web, fake.item())

    announce(web, updated="2026-11-20T16:00:00Z", stamp="1")
    first, _ = house.run(NOW)
    again, _ = house.run(NOW + DAY)
    edited = fake.item(public_updated_at="2026-11-22T10:00:00Z")
    edited["details"]["body"] += "<p>Unions were not asked before the plan was published.</p>"
    fake.publish(web, edited)
    which = house.ask("SELECT source_id FROM articles")[0][0]
    other = next(name for name in ("org", "finder", "words") if name != which)
    later = "2026-11-22T10:00:00Z"  # of these feeds only one tells of it, and not the first
    web.put(f"/{other}", fake.feed(("new", web.url + fake.PATH, "Budgets", later)))
    third, _ = house.run(NOW + 2 * DAY)

    assert (first.count(api), again.count(api), third.count(api)) == (1, 0, 1)
    assert house.ask("SELECT url, published_at FROM articles") == [
        (web.url + fake.PATH, datetime(2026, 11, 2, 9, 30, tzinfo=UTC))
    ]
    states = house.ask("SELECT DISTINCT state FROM entries WHERE title <> 'Old'")
    assert states == [("read",)]
    assert house.ask("SELECT count(*) FROM article_versions") == [(2,)]
    updates = house.ask("SELECT value FROM article_facts WHERE name = 'updated_at' ORDER BY 1")
    assert [value[:10] for (value,) in updates] == ["2026-11-20", "2026-11-22"]


def publish(web, turn, paragraphs, title="Museum opens new gallery of clocks"):
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    web.put(
        "/clocks/page",
        f"<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body><main><article>"
        f"<h1>{title}</h1>{body}</article></main></body></html>",
    )
    web.put(
        "/clocks",
        '<?xml version="1.0"?><rss version="2.0"><channel><title>c</title><item><guid>1</guid>'
        f"<title>{title}</title><link>{web.url}/clocks/page</link>"
        f"<description>Turn {turn}</description></item></channel></rss>",
    )


NEWER = (
    QUIET[0],
    QUIET[1].replace("Visitors", "Visiters"),
    "Updated on 22 November 2026 at 9.30am",
    "1,391 views",
    "[1] Source: Museum Statistics, table 4. Figures are rounded.",
)


def test_a_page_that_only_looks_newer_is_kept_and_neither_judged_nor_told(house, web):
    house.watch("clocks")
    publish(web, 0, QUIET)
    house.run(NOW)
    judged = house.ask("SELECT count(*) FROM store.verdicts")

    publish(web, 1, NEWER)
    asked, alerts = house.run(NOW + DAY)

    assert ("/clocks/page" in asked, alerts) == (True, 0)
    assert house.ask("SELECT count(*) FROM store.verdicts") == judged
    assert house.ask(
        "SELECT is_minor, is_judged, is_current FROM article_versions ORDER BY seen_at"
    ) == [(False, True, False), (True, False, True)]


def test_a_new_paragraph_of_a_known_article_is_judged_and_rings(house, web):
    house.watch("clocks")
    publish(web, 0, QUIET)
    house.run(NOW - DAY)
    house.ask("UPDATE store.articles SET is_baseline = false")
    publish(web, 1, NEWER)
    house.run(NOW)

    publish(web, 2, (QUIET[0], PURSE, *QUIET[1:]))
    _, alerts = house.run(NOW + DAY)
    publish(web, 3, (QUIET[0], PURSE, *QUIET[1:], "Last updated: 23 November 2026"))
    _, again = house.run(NOW + 2 * DAY)

    assert (alerts, again) == (1, 0)
    ((text, start, stop, quote),) = house.ask(
        """
        SELECT versions.text, hits.start, hits.stop, hits.quote
        FROM hits JOIN article_versions AS versions ON hits.document_id = versions.article_id
        WHERE is_judged AND field = 'text'
        ORDER BY ALL LIMIT 1
        """
    )
    assert text[start:stop] == quote
    with store.open_warehouse(house.settings.warehouse) as con:
        assert articles.unclassified(con, 9) == ()


def test_a_page_is_kept_as_it_came_and_once_for_each_text(house, web):
    house.watch("clocks")
    publish(web, 0, QUIET)
    body = web.routes["/clocks/page"].body.encode()
    asyncio.run(house.poll(NOW))
    publish(web, 1, QUIET)  # announced anew, with the same text
    asyncio.run(house.poll(NOW + DAY))

    ((digest, *rest),) = house.ask(
        "SELECT digest, kind, media_type, version IN (SELECT digest FROM store.article_versions) "
        "FROM raw_pages"
    )
    assert web.paths().count("/clocks/page") == 2
    assert rest == ["article", "text/html; charset=utf-8", True]
    assert raw_files.get(house.settings.raw, digest) == body


def test_where_no_page_can_be_kept_as_it_came_its_text_is_and_somebody_hears(house, web):
    house.settings.raw.write_text("a file where a folder should be")
    house.watch("clocks")
    publish(web, 0, QUIET)
    asyncio.run(house.poll(NOW))

    assert house.ask("SELECT count(*) FROM articles") == [(1,)]
    assert house.ask("SELECT count(*) FROM raw_pages") == [(0,)]
    assert house.ask("SELECT about, times FROM problems WHERE kind = 'raw'") == [
        ("pages as they came", 1)
    ]
