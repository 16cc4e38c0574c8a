"""Each limit of ``records.Bounds`` cuts, skips or refuses what passes it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from extractors.feeds import feed, listing
from extractors.pages import article, report
from extractors.parsed import ParseError
from extractors.workers import MEGABYTE, Workers
from records import STANDARD, Bounds
from tests.fakes.pdf import bomb, pdf

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://example.org/news/"
WORDS = "The district plans its services with its neighbours. " * 40
AUTHOR = "a@" + "a." * 32_000 + "!"  # keeps a regular expression busy for half a minute


def rss(count, more=""):
    items = "".join(
        f"<item><title>{WORDS}</title><link>https://example.org/{n}</link>"
        f"<description>{WORDS}</description>{more}</item>"
        for n in range(count)
    )
    return f"<rss version='2.0'><channel><title>{WORDS}</title>{items}</channel></rss>".encode()


def page(levels):
    inner = f"<article><h1>A notice</h1><p>{WORDS}</p></article>"
    return f"<body>{'<ul><li>' * levels}{inner}{'</li></ul>' * levels}</body>".encode()


@pytest.mark.parametrize("most", [1, 3])
def test_a_feed_gives_so_many_entries_and_says_that_it_was_cut(most):
    bounds = Bounds(entries=most)
    cut = feed.parse(rss(5), URL, "", NOW, bounds)
    whole = feed.parse(rss(most), URL, "", NOW, bounds)

    assert [item.url for item in cut.entries] == [f"https://example.org/{n}" for n in range(most)]
    assert (cut.remark, whole.remark) == ("cut", None)


def test_a_listing_gives_so_many_entries_and_says_that_it_was_cut():
    links = "".join(f"<a href='/news/{n}'>A headline that is long enough {n}</a>" for n in range(5))

    found = listing.parse(f"<body>{links}</body>".encode(), URL, None, NOW, Bounds(entries=3))

    assert (len(found.entries), found.remark) == (3, "cut")


def test_titles_and_summaries_are_cut():
    found = feed.parse(rss(1), URL, "", NOW, Bounds(title_chars=30, summary_chars=60))

    (item,) = found.entries
    assert [len(text) <= most for text, most in ((found.title, 30), (item.title, 30))] == [True] * 2
    assert 30 < len(item.summary) <= 60
    assert item.summary.endswith("…")


def test_titles_and_summaries_of_a_listing_are_cut():
    card = f"<article><h2><a href='/news/%d'>{WORDS}</a></h2><p>{WORDS}</p></article>"
    body = "".join(card % n for n in range(4)).encode()

    found = listing.parse(body, URL, None, NOW, Bounds(title_chars=30, summary_chars=60))

    assert all(len(item.title) <= 30 and 30 < len(item.summary) <= 60 for item in found.entries)


@pytest.mark.parametrize("depth", [20, 256])
def test_a_page_that_nests_deeper_is_refused_and_not_cut_in_silence(depth):
    bounds = Bounds(depth=depth)

    assert "neighbours" in article.extract(page(5), URL, "", NOW, None, bounds).text
    with pytest.raises(ParseError, match="nested too deep"):
        article.extract(page(depth), URL, "", NOW, None, bounds)


def test_a_report_gives_so_many_pages_and_says_that_the_rest_is_missing():
    found = report.read(pdf("One.", "Two.", "Three."), Bounds(pages=2))

    assert found.pages == ("One.", "Two.\n… (1 more pages were not read)")


def test_a_report_gives_only_so_much_text():
    page = WORDS.replace(". ", ".\n")  # 2,120 characters

    found = report.read(pdf(*[page] * 5), Bounds(text_chars=2_200))

    assert len(found.pages) == 2
    assert found.pages[1].endswith("… (3 more pages were not read)")


def word_of(bounds, ask):
    async def go():
        with Workers(count=1, bounds=bounds) as workers:
            await ask(workers)

    with pytest.raises(ParseError) as caught:
        asyncio.run(go())
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "ask"),
    [
        (
            "feed_cpu_s",
            lambda pool: pool.parse_feed(rss(1, f"<author>{AUTHOR}</author>"), URL, "", NOW),
        ),
        (
            "page_cpu_s",
            lambda pool: pool.extract_page(b"<p>word</p>" * 200_000, URL, "text/html", NOW),
        ),
        ("report_cpu_s", lambda pool: pool.read_report(pdf(*[""] * 400, stream=OPERATORS), URL)),
    ],
)
def test_each_kind_of_body_has_seconds_of_its_own(name, ask):
    roomy = Bounds(feed_cpu_s=60, page_cpu_s=60, report_cpu_s=60)

    assert word_of(replace(roomy, **{name: 1}), ask) == (
        "took too long: no end after 1 s of work; given up"
    )


OPERATORS = b"BT /F1 9 Tf " + b"(word) Tj T* " * 20_000 + b"ET"


def test_a_worker_may_need_so_much_memory_and_no_more():
    said = word_of(
        Bounds(worker_bytes=100 * MEGABYTE), lambda pool: pool.read_report(bomb(300), URL)
    )

    assert "more than 100 MB" in said
    assert STANDARD.worker_bytes > 200 * MEGABYTE  # what honest bodies at their caps need
