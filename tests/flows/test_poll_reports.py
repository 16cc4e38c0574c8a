"""Documents that articles link to: fetched once, and later where a host puts us off."""

import functools
from datetime import timedelta

import pytest

from extractors.workers import Workers
from tests.fakes.office import docx
from tests.fakes.pdf import pdf
from tests.fakes.web import fake_web
from tests.flows.test_poll_pages import NOW, PURSE, House
from themes import reading

REPORT = "The Shire Purse will pool the budgets of councils.\nThe workforce will gain.\nMay 2026"


@pytest.fixture(scope="module")
def workers():
    with Workers(1) as workers:
        yield workers


@pytest.fixture
def house(tmp_path, workers):
    with fake_web() as web:
        yield House(tmp_path, web, workers, functools.cache(reading.know))


def publish(house, *names, link="<a href=/plan.pdf>The plan</a>"):
    items = ""
    for name in names:
        house.web.put(
            f"/{name}/page",
            f"<html lang=en><head><title>Purse {name}</title></head><body><main><article>"
            f"<h1>Purse {name}</h1><p>{PURSE}</p><p>Told by {name}. {link}</p></article></main>"
            "</body></html>",
        )
        items += (
            f"<item><guid>{name}</guid><title>Purse {name}</title>"
            f"<link>{house.web.url}/{name}/page</link></item>"
        )
    feed = (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>c</title>{items}</channel></rss>'
    )
    house.web.put("/purse", feed)
    house.watch("purse")


def test_a_report_that_five_articles_link_to_is_one_and_fetched_once(house):
    house.web.put("/plan.pdf", pdf(REPORT), content_type="application/pdf")
    publish(house, "a", "b", "c", "d")
    first, _ = house.run(NOW)
    publish(house, "a", "b", "c", "d", "e")
    again, _ = house.run(NOW + timedelta(days=2))

    assert (first + again).count("/plan.pdf") == 1
    assert house.ask("SELECT title, dated, page_count, words, articles FROM reports") == [
        ("The Shire Purse will pool the budgets of councils.", "2026-05", 1, 15, 5)
    ]


def test_a_report_whose_host_puts_us_off_for_long_is_read_later_and_judged(house):
    busy = {"status": 429, "headers": {"Retry-After": "20000"}}
    publish(house, "a")
    house.web.put("/plan.pdf", "", **busy)
    house.run(NOW)
    ((problem, again_at),) = house.ask("SELECT problem, read_again_at FROM reports")
    assert problem.startswith("asked to wait (429)")
    assert again_at == NOW + timedelta(seconds=20_000)
    assert house.ask("SELECT count(*) FROM problems WHERE kind = 'report'") == [(0,)]
    sure = "SELECT confidence, why FROM mentions WHERE document_id = article_id"
    first = house.ask(sure)

    house.web.put("/plan.pdf", pdf(REPORT), content_type="application/pdf")
    early, _ = house.run(NOW + timedelta(hours=2))
    due, alerts = house.run(NOW + timedelta(hours=8))
    after, _ = house.run(NOW + timedelta(hours=9))

    assert [asked.count("/plan.pdf") for asked in (early, due, after)] == [0, 1, 0]
    assert alerts == 0
    assert house.ask(sure) == first
    assert "known to the register" not in first[0][1]
    assert house.ask("SELECT problem, read_again_at, pages FROM reports") == [(None, None, 1)]
    assert house.ask("SELECT count(*) FROM voice WHERE document_kind = 'report'") == [(1,)]


def test_a_scan_is_unread_and_never_silent(house):
    house.web.put("/plan.pdf", pdf("", ""), content_type="application/pdf")
    publish(house, "a")
    house.run(NOW)

    assert house.ask("SELECT problem, read_again_at FROM reports") == [
        ("cannot be read: a scan without text", None)
    ]
    assert house.ask("SELECT count(*) FROM problems WHERE kind = 'report'") == [(1,)]
    assert house.ask("SELECT count(*) FROM voice WHERE document_kind = 'report'") == [(0,)]


def paper(many):
    """A page of so many paragraphs, twelve words each."""
    paragraphs = "".join(
        f"<p>In year {n} the councils of district {n} pool what they spend on {n}.</p>"
        for n in range(many)
    )
    return (
        "<html lang=en><title>The plan</title><main><h1>The plan</h1><h2>What it costs</h2>"
        f"{paragraphs}</main></html>"
    )


def test_pages_and_documents_of_office_programs_that_an_article_offers_are_read(house):
    house.web.put("/plan", paper(120))
    house.web.put("/plan.docx", docx("# The plan\nThe workforce of two councils is one."))
    publish(house, "a", link="<a href=/plan>Read the full report</a>")
    house.run(NOW)
    publish(house, "b", link="<a href=/plan.docx>The plan</a> <a href=/old.doc>Annex</a>")
    house.run(NOW + timedelta(days=2))

    assert house.ask("SELECT title, words > 1200, problem FROM reports ORDER BY words DESC") == [
        ("The plan", True, None),
        ("The plan", False, None),
        ("Annex", False, "cannot be read: DOC; PDF, HTML, DOCX and ODT are read"),
    ]
    assert house.ask("SELECT headings FROM reports WHERE words > 1200") == [
        (["The plan", "What it costs"],)
    ]
    assert house.ask("SELECT text FROM problems WHERE kind = 'report'") == [
        ("cannot be read: DOC; PDF, HTML, DOCX and ODT are read",)
    ]


def test_a_page_about_a_report_is_not_taken_for_it(house):
    house.web.put("/plan", paper(20))
    publish(house, "a", link="<a href=/plan>Read the full report</a>")
    house.run(NOW)

    ((problem, words),) = house.ask("SELECT problem, words FROM reports")
    assert (problem.endswith("words about it, not to it"), words) == (True, 0)
    assert house.ask("SELECT count(*) FROM voice WHERE document_kind = 'report'") == [(0,)]


def test_one_report_at_two_addresses_is_one_and_fetched_once_at_each(house):
    long = REPORT + "\nIts staff move on Monday." * 12
    house.web.put("/plan.pdf", pdf(long), content_type="application/pdf")
    house.web.put("/copy.pdf", pdf(long), content_type="application/pdf")
    publish(house, "a", "b")
    house.run(NOW)
    publish(house, "c", "d", link="<a href=/copy.pdf>The plan</a>")
    first, _ = house.run(NOW + timedelta(days=2))
    publish(house, "e", link="<a href=/copy.pdf>The plan</a>")
    again, _ = house.run(NOW + timedelta(days=4))

    assert [asked.count("/copy.pdf") for asked in (first, again)] == [1, 0]
    assert house.ask("SELECT articles FROM reports") == [(5,)]
    assert house.ask("SELECT count(*) FROM report_addresses") == [(2,)]
    assert house.ask("SELECT count(*) FROM voice WHERE document_kind = 'report'") == [(1,)]


def test_a_page_that_is_an_article_itself_is_no_report(house):
    publish(house, "a")
    house.run(NOW)
    publish(house, "b", link="<a href=/a/page>Read the full report</a>")
    house.run(NOW + timedelta(days=2))

    assert house.ask("SELECT DISTINCT url FROM reports") == [(f"{house.web.url}/plan.pdf",)]
