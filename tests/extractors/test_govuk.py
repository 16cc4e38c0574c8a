import json
from datetime import UTC, datetime

import pytest

from extractors.parsed import ParseError
from extractors.publishers import govuk
from records import Document, Link
from tests.fakes import govuk as fake
from themes.days import deadlines

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
URL = "https://www.gov.uk/government/news/shire-purse"


def read(content, url=URL):
    return govuk.read(json.dumps(content).encode(), url, NOW)


def closes(page, published_at=NOW):
    document = Document(
        document_id="d",
        kind="article",
        title=page.title,
        text=page.text,
        source_kind="government",
        published_at=published_at,
    )
    return [(one.kind, one.closes_at, one.has_hour) for one in deadlines.find(document)]


def test_a_page_is_its_description_and_its_body_in_paragraphs():
    page = read(fake.item())

    assert page.title == "Ministers will pilot whole-area budgets"
    assert page.text == (
        "Six areas are to plan their public spending together.\n"
        "The Treasury has announced the Shire Purse programme, which will pool the budgets of "
        "councils in six areas.\n"
        "Staff in the councils will be asked for their views before it starts in April."
    )
    assert page.author == "HM Treasury; Cabinet Office"
    assert page.canonical_url == URL
    assert [link.url for link in page.links] == ["https://www.gov.uk/government/collections/purse"]


def test_a_page_with_an_edit_keeps_the_day_on_which_it_appeared():
    page = read(fake.item())

    assert page.published_at == datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
    assert dict(page.facts) == {
        "document_type": "news_story",
        "organisations": "HM Treasury; Cabinet Office",
        "first_published_at": "2026-11-02T09:30:00+00:00",
        "updated_at": "2026-11-20T16:00:00+00:00",
        "change_note": "Added a sixth area.",
    }
    assert "sixth" not in page.text


def test_the_day_that_its_publisher_gives_goes_before_the_day_of_the_machine():
    page = read(fake.item(details={"first_public_at": "2019-05-01T08:00:00+01:00"}))

    assert page.published_at == datetime(2019, 5, 1, 7, tzinfo=UTC)


CLOSES = datetime(2027, 2, 3, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "sentence", "found"),
    [
        pytest.param(
            fake.event("open"),
            "This consultation closes at 11:59pm on 3 February 2027.",
            [("consultation", CLOSES, True)],
            id="open consultation",
        ),
        pytest.param(
            fake.event("open", "call_for_evidence", closing_date="2027-07-03T17:00:00+01:00"),
            "This call for evidence closes at 5pm on 3 July 2027.",
            [("call for evidence", datetime(2027, 7, 3, 16, tzinfo=UTC), True)],
            id="open call for evidence, summer time",
        ),
        pytest.param(
            fake.event("", opening_date="2026-12-01T00:00:00+00:00"),
            "This consultation opens on 1 December 2026 and closes at 11:59pm on 3 February 2027.",
            [("consultation", CLOSES, True)],
            id="not open yet",
        ),
        pytest.param(
            fake.event("closed", closing_date="2026-11-10T12:00:00+00:00"),
            "This consultation ran from 10am on 4 November 2026 to midday on 10 November 2026.",
            [],
            id="closed",
        ),
        pytest.param(
            fake.event("outcome", "call_for_evidence", opening_date=None),
            "This call for evidence closed at 11:59pm on 3 February 2027.",
            None,
            id="outcome, without its beginning",
        ),
    ],
)
def test_a_closing_date_is_a_sentence_that_the_deadline_reader_finds(content, sentence, found):
    page = read(content)

    assert sentence in page.text.split("\n")
    assert found is None or closes(page) == found


def test_a_withdrawn_consultation_is_kept_and_asks_for_nothing():
    notice = {"withdrawn_at": "2026-11-12T09:52:00Z", "explanation": "<p>See the new one.</p>"}

    page = read(fake.event("open") | {"withdrawn_notice": notice})

    facts = dict(page.facts)
    assert (facts["withdrawn_at"], facts["withdrawn_because"]) == (
        "2026-11-12T09:52:00+00:00",
        "See the new one.",
    )
    assert closes(page) == []


def test_an_outcome_stands_before_what_was_asked_with_its_documents_first():
    html = {"attachment_type": "html", "url": "/government/consultations/shire-purse/answer"}
    page = read(
        fake.event(
            "outcome",
            final_outcome_detail="<p>Two areas are to begin next year.</p>",
            public_feedback_detail="<p>Most answers were in favour.</p>",
            attachments=[
                fake.attachment("form.docx", "Form"),
                fake.attachment("answer.html", "The answer", **html),
                fake.attachment("questions.pdf", "The questions"),
                fake.attachment("decision.pdf", "The decision"),
            ],
            final_outcome_attachments=["decision.pdf"],
        ),
        "https://www.gov.uk/government/consultations/shire-purse",
    )

    lines = page.text.split("\n")
    assert lines[2:4] == ["Two areas are to begin next year.", "Most answers were in favour."]
    assert lines[-4:] == ["The decision", "The questions", "Form", "The answer"]
    assert [link.text for link in page.links][:4] == lines[-4:]
    assert page.links[3].url == "https://www.gov.uk/government/consultations/shire-purse/answer"


def test_documents_of_older_pages_stand_in_their_markup():
    section = (
        '<section class="attachment embedded"><div class="attachment-thumb"><a class="thumbnail" '
        f'href="{fake.PDF}"><img alt="" src="x.png"/></a></div><h2 class="title"><a '
        f'href="{fake.PDF}">The plan</a></h2></section>'
    )

    page = read(fake.item(details={"documents": [section]}))

    assert page.links[0] == Link(url=fake.PDF, text="The plan")


GUIDE = {
    "body": None,
    "parts": [
        {"title": "Overview & aims", "slug": "overview", "body": "<p>Budgets are pooled.</p>"},
        {
            "title": "Staff",
            "slug": "staff",
            "body": [
                {"content_type": "text/govspeak", "content": "Staff *move*."},
                {"content_type": "text/html", "content": "<p>Staff <em>move</em>.</p>"},
            ],
        },
    ],
}
ANSWER = {"body": [{"content_type": "text/html", "content": "<p>Staff may answer.</p>"}]}


@pytest.mark.parametrize(
    ("kind", "details", "last"),
    [
        pytest.param(
            "guide",
            GUIDE,
            ["Overview & aims", "Budgets are pooled.", "Staff", "Staff move."],
            id="guide of several parts",
        ),
        pytest.param("answer", ANSWER, ["Staff may answer."], id="answer in several forms"),
        pytest.param(
            "transaction",
            {"body": None, "introductory_paragraph": "<p>Bid here.</p>", "more_information": ""},
            ["Bid here."],
            id="service with an introduction only",
        ),
        pytest.param("speech", {"delivered_on": "2026-11-01"}, None, id="speech"),
        pytest.param("written_statement", {"political": True}, None, id="written statement"),
        pytest.param("html_publication", {"change_history": None}, None, id="paper in HTML"),
        pytest.param("policy_paper", {"attachments": "none"}, None, id="odd attachments"),
    ],
)
def test_every_type_with_words_of_its_own_is_read(kind, details, last):
    page = read(fake.item(details=details, document_type=kind, schema_name=kind))

    lines = page.text.split("\n")
    assert dict(page.facts)["document_type"] == kind
    assert lines[1:] == last if last else lines[2].startswith("Staff in the councils")


@pytest.mark.parametrize(
    ("body", "word"),
    [
        pytest.param(b"<html>", "not JSON", id="a page"),
        pytest.param(b"[" * 100_000, "not JSON", id="brackets without end"),
        pytest.param(b"[]", "not a content item", id="a list"),
        pytest.param(b'{"title": "x", "details": "none"}', "not a content item", id="other form"),
        *(
            pytest.param(
                json.dumps(fake.item(document_type=kind, schema_name=kind)).encode(),
                "no text of its own",
                id=kind,
            )
            for kind in ("organisation", "finder", "taxon", "redirect", "gone")
        ),
        pytest.param(
            json.dumps(fake.item(details={"body": "<div></div>"})).encode(),
            "no text of its own",
            id="an empty body",
        ),
    ],
)
def test_what_is_no_page_with_words_is_refused(body, word):
    with pytest.raises(ParseError) as caught:
        govuk.read(body, URL, NOW)

    assert caught.value.word == word


def test_a_page_cannot_name_itself_on_another_host():
    assert read(fake.item("//evil.example/x")).canonical_url == URL
    assert read(fake.item("https://evil.example/x")).canonical_url == URL
