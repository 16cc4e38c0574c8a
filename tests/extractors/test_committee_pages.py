import asyncio
import base64
import json
from datetime import UTC, datetime
from functools import partial

import pytest

from extractors.pages import visit_page
from extractors.publishers import enrichers
from extractors.publishers.enrichers import COMMITTEES, Enricher
from extractors.web import fetch
from extractors.workers import Workers
from records import Entry
from tests.extractors.test_committees import API, BUSINESS, SCOPE
from tests.fakes.pdf import pdf
from tests.fakes.web import fake_web

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def workers():
    with Workers(1) as workers:
        yield workers


@pytest.fixture
def web():
    with fake_web() as web:
        yield web


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/work/9123/pooled-budgets/", "/CommitteeBusiness/9123"),
        ("/publications/54700/documents/311/default/", "/Publications/54700/Document/311/Pdf"),
        ("/publications/54700/", None),
        ("/oralevidence/18091/html/", "/OralEvidence/18091/Document/Html"),
        ("/writtenevidence/700/html/", "/WrittenEvidence/700/Document/Html"),
        ("/committee/127/public-accounts-committee/", None),
    ],
)
def test_the_api_is_asked_for_what_a_page_shows(path, asked):
    address = enrichers.committees_address(f"https://committees.parliament.uk{path}")

    assert address == (f"{API}{asked}" if asked else None)
    assert enrichers.ENRICHERS["committees.parliament.uk"] is COMMITTEES


def read_page(web, workers, path, summary="Words of the list."):
    better = Enricher(
        address=partial(enrichers.committees_address, api=f"{web.url}/api"),
        read=COMMITTEES.read,
        work=COMMITTEES.work,
        has_page=COMMITTEES.has_page,
    )
    entry = Entry(
        entry_id="e",
        feed_id="f",
        source_id="s",
        url=web.url + path,
        title="Pooled budgets",
        summary=summary,
        published_at=NOW,
    )

    async def go():
        policy = fetch.Policy(
            user_agent="test/1", now=NOW, allow_hosts=frozenset({web.host}), host_gap_s=0.0
        )
        async with fetch.Web(policy) as door:
            return await visit_page.page(
                door, workers, entry, NOW, 10**6, 10**6, enrichers={web.host: better}
            )

    return asyncio.run(go())


def test_an_inquiry_is_read_from_the_api_with_its_scope(web, workers):
    web.put("/api/CommitteeBusiness/9123", json.dumps(BUSINESS | {"scope": SCOPE}))

    article = read_page(web, workers, "/work/9123/").article

    assert article.text.split("\n")[2] == SCOPE
    assert dict(article.facts) == {
        "document_type": "Inquiry",
        "opens_at": "2026-11-03T00:00:00+00:00",
        "closes_at": "2027-01-21T16:00:00+00:00",
    }
    assert web.paths() == ["/api/CommitteeBusiness/9123"]


@pytest.mark.parametrize(
    ("path", "document", "text"),
    [
        pytest.param(
            "/oralevidence/5/html/", b"<p>Q1 Chair:</p><p>Who asked?</p>", "Q1 Chair:\nWho asked?"
        ),
        pytest.param(
            "/publications/5/documents/6/default/", pdf("Page one", "Two"), "Page one\fTwo"
        ),
    ],
    ids=["transcript", "report"],
)
def test_a_document_that_stands_in_the_answer_is_read(web, workers, path, document, text):
    data = base64.b64encode(document).decode()
    asked = enrichers.committees_address(web.url + path, api="/api")
    web.put(asked, json.dumps({"fileName": "x", "data": data}), content_type="application/json")

    assert read_page(web, workers, path).article.text == text


@pytest.mark.parametrize("status", [403, 404])
def test_where_the_api_says_no_the_words_of_the_list_are_the_article(web, workers, status):
    web.put("/api/CommitteeBusiness/9123", status=status)

    found = read_page(web, workers, "/work/9123/")

    assert (found.word, found.article.text) == ("fine", "Words of the list.")
    assert not found.article.is_provisional
    assert found.article.facts[0][0] == "not_enriched"
    assert web.paths() == ["/api/CommitteeBusiness/9123"]  # the page itself turns programs away


def test_where_the_api_is_down_it_is_asked_again_later(web, workers):
    web.put("/api/CommitteeBusiness/9123", status=503)

    found = read_page(web, workers, "/work/9123/", summary="Words of the list. " * 9)

    assert (found.word, found.is_final, found.article.is_provisional) == (
        "server error (503)",
        False,
        True,
    )


def test_what_the_api_does_not_know_and_the_list_only_names_is_no_article(web, workers):
    found = read_page(web, workers, "/committee/127/", summary="")

    assert (found.article, found.is_final, web.paths()) == (None, True, [])
