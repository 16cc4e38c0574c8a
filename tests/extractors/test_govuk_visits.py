import asyncio
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from extractors.pages import offered, visit_page, visit_report
from extractors.pages.offered import Offer
from extractors.publishers import enrichers
from extractors.publishers.enrichers import GOVUK
from extractors.web import fetch
from extractors.workers import Workers
from records import Entry, Link
from tests.fakes import govuk as fake
from tests.fakes.web import Answer, fake_web

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://www.gov.uk/government/news/shire-purse"
LIMIT = 1_000_000
PAGE = (
    "<!DOCTYPE html><html><head><title>Budgets - GOV.UK</title></head><body><main><h1>Budgets"
    f"</h1>{fake.BODY}<p>Councils and health bodies will plan all public spending together.</p>"
    "</main></body></html>"
)


@pytest.fixture(scope="module")
def workers():
    with Workers(1) as workers:
        yield workers


@pytest.fixture
def web():
    with fake_web() as web:
        yield web


def visit(web, call):
    async def go():
        policy = fetch.Policy(
            user_agent="test/1", now=NOW, allow_hosts=frozenset({web.host}), host_gap_s=0.0
        )
        async with fetch.Web(policy) as door:
            return await call(door, {web.host: GOVUK})

    return asyncio.run(go())


def entry(url, **known):
    made = {"entry_id": "e", "feed_id": "f", "source_id": "s", "url": url, "title": "News: Budgets"}
    return Entry(**{**made, "summary": "", "published_at": NOW, **known})


def read_page(web, workers, url, **known):
    return visit(
        web,
        lambda door, better: visit_page.page(
            door, workers, entry(url, **known), NOW, LIMIT, LIMIT, enrichers=better
        ),
    )


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (URL, "https://www.gov.uk/api/content/government/news/shire-purse"),
        ("http://gov.uk/help/", "https://www.gov.uk/api/content/help"),
        ("https://www.gov.uk/", None),
        ("https://www.gov.uk/search/all?keywords=x", None),
        ("https://www.gov.uk/api/content/help", None),
    ],
)
def test_the_content_api_is_asked_for_pages_only(url, address):
    assert enrichers.govuk_address(url) == address
    assert {"www.gov.uk", "gov.uk"} <= set(enrichers.ENRICHERS)


def test_the_content_api_is_asked_and_the_page_is_not(web, workers):
    url = fake.publish(web, fake.item())
    web.put(fake.PATH, PAGE)

    found = read_page(web, workers, url + "#2026-11-20")

    assert web.paths() == [f"/api/content{fake.PATH}"]
    assert found.article.title == "Ministers will pilot whole-area budgets"
    assert found.article.published_at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    assert ("change_note", "Added a sixth area.") in found.article.facts
    assert (found.word, found.remark) == ("fine", None)


def test_a_page_below_another_is_the_other(web, workers):
    url = fake.publish(web, fake.item())
    web.put(
        f"/api/content{fake.PATH}/staff",
        status=303,
        headers={"Location": f"/api/content{fake.PATH}"},
    )

    found = read_page(web, workers, f"{url}/staff").article

    assert found.article_id == read_page(web, workers, url).article.article_id
    assert found.url == url


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        pytest.param(Answer(status=404), "not found (404)", id="404"),
        pytest.param(Answer(status=410, body="{}"), "gone (410)", id="410"),
        pytest.param(Answer(status=403), "blocked (403)", id="403"),
        pytest.param(Answer(status=503), "server error (503)", id="503"),
        pytest.param(Answer(body="<html>"), "not JSON", id="no JSON"),
        pytest.param(Answer(body='{"v": 2}'), "not a content item", id="another form"),
        pytest.param(
            Answer(body=json.dumps(fake.item(document_type="finder"))),
            "no text of its own",
            id="a list of pages",
        ),
    ],
)
def test_where_the_content_api_is_of_no_use_the_page_is_read_and_a_fact_says_why(
    web, workers, answer, why
):
    web.routes[f"/api/content{fake.PATH}"] = answer
    url = web.put(fake.PATH, PAGE)

    found = read_page(web, workers, url)

    assert found.word == "fine"
    assert found.article.text.startswith("The Treasury has announced")
    ((name, value),) = found.article.facts
    assert (name, value.split(":")[0]) == ("not_enriched", why)
    assert found.remark == (None if why == "no text of its own" else value)


def test_robots_rules_hold_for_the_content_api_too(web, workers):
    url = fake.publish(web, fake.item())
    web.put("/robots.txt", "User-agent: *\nDisallow: /api/\n", content_type="text/plain")
    web.put(fake.PATH, PAGE)

    found = read_page(web, workers, url)

    assert web.paths() == [fake.PATH]
    assert found.article.facts[0][1].startswith("robots.txt forbids")


def test_a_paper_in_html_is_a_report_in_pages(web, workers):
    paper = f"{fake.PATH}/plan"
    body = "".join(f"<p>Paragraph {n} tells of pooled budgets and of staff.</p>" for n in range(99))
    fake.publish(web, fake.item(paper, {"body": body}, title="The plan"))
    url = fake.publish(
        web, fake.item(details={"attachments": [fake.attachment("p", "Plan", url=paper)]})
    )
    article = read_page(web, workers, url).article
    outside = Link(url=f"{web.url}/elsewhere", text="Elsewhere")
    article = replace(article, links=(*article.links, outside))

    async def go(door, better):
        (offer,) = offered.links(article, 3, better)
        return await visit_report.report(door, workers, "a", offer, LIMIT, NOW, better)

    report = visit(web, go)

    assert (report.title, report.problem) == ("The plan", None)
    starts = [page.split("\n")[0] for page in report.pages]
    assert [start.split(" tells")[0] for start in starts[1:]] == ["Paragraph 44", "Paragraph 89"]
    assert starts[0] == "Six areas are to plan their public spending together."
    assert "\n".join(report.pages).count("pooled budgets") == 99


def test_a_paper_in_html_that_cannot_be_read_says_why(web, workers):
    url = fake.publish(web, fake.item())
    read_page(web, workers, url)
    link = Offer(Link(url=f"{url}/plan", text="Plan"), offered.ATTACHMENT)

    report = visit(
        web,
        lambda door, better: visit_report.report(door, workers, "a", link, LIMIT, NOW, better),
    )

    assert report.pages == ()
    assert report.problem.startswith("not found (404)")


def test_a_host_that_asked_us_to_wait_is_asked_for_nothing_more(web, workers):
    web.put(f"/api/content{fake.PATH}", status=429, headers={"Retry-After": "3600"})
    url = web.put(fake.PATH, PAGE)

    found = read_page(web, workers, url)

    assert web.paths() == [f"/api/content{fake.PATH}"]
    assert (found.article, found.is_deferred) == (None, True)
