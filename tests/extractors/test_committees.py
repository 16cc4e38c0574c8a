import json
from datetime import UTC, datetime

import pytest

from extractors import tasks
from extractors.parsed import ParseError
from extractors.publishers import committees
from records import STANDARD, Document
from themes.days import deadlines

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
API = "https://committees-api.parliament.uk/api"
SCOPE = (
    "The Committee is looking at pooled budgets: who decides, what staff are told, and what "
    "becomes of their terms when they move between employers."
)
BUSINESS = {
    "id": 9123,
    "title": "Pooled budgets in six areas",
    "type": {"id": 1, "name": "Inquiry", "isInquiry": True},
    "openDate": "2026-11-03T00:00:00",
    "closeDate": None,
    "openSubmissionPeriods": [
        {
            "id": 77,
            "startDate": "2026-11-03T00:00:00",
            "endDate": "2027-01-21T16:00:00",
            "submissionType": "WrittenEvidence",
            "statusMessage": None,
        }
    ],
    "closedSubmissionPeriods": [],
    "latestReport": None,
}


def parse(*rows, body=None):
    body = body or json.dumps({"items": rows, "totalResults": len(rows)}).encode()
    return committees.parse(body, f"{API}/CommitteeBusiness?CommitteeId=127", None, NOW)


def closes(item):
    document = Document(
        document_id="d",
        kind="article",
        title=item.title,
        text=item.summary,
        source_kind="parliament",
        published_at=item.published_at,
    )
    return [(one.kind, one.closes_at) for one in deadlines.find(document)]


def test_an_open_call_for_evidence_is_an_entry_with_its_deadline():
    (item,) = parse(BUSINESS).entries

    assert (item.guid, item.url) == (
        "business-9123",
        "https://committees.parliament.uk/work/9123/",
    )
    assert item.title == "Pooled budgets in six areas"
    assert item.published_at == datetime(2026, 11, 3, tzinfo=UTC)
    assert item.summary == (
        "Inquiry, opened on 3 November 2026.\n"
        "Open call for evidence: written evidence is accepted until 4pm on 21 January 2027."
    )
    assert closes(item) == [("call for evidence", datetime(2027, 1, 21, 16, tzinfo=UTC))]


def test_a_deadline_in_summer_is_london_time():
    period = BUSINESS["openSubmissionPeriods"][0] | {"endDate": "2027-07-01T23:59:00"}
    (item,) = parse(BUSINESS | {"openSubmissionPeriods": [period]}).entries

    assert closes(item) == [("call for evidence", datetime(2027, 7, 1, 22, 59, tzinfo=UTC))]


def test_a_call_without_an_end_and_one_that_is_over_have_no_deadline():
    period = BUSINESS["openSubmissionPeriods"][0]
    rolling = BUSINESS | {"openSubmissionPeriods": [period | {"endDate": None}]}
    over = BUSINESS | {
        "openSubmissionPeriods": [],
        "closedSubmissionPeriods": [period | {"endDate": "2026-11-10T16:00:00"}],
    }

    first, second = parse(rolling, over).entries

    assert first.summary.endswith("Open call for evidence: written evidence is accepted.")
    assert second.summary.endswith("The call for evidence closed at 4pm on 10 November 2026.")
    assert (closes(first), closes(second)) == ([], [])


@pytest.mark.parametrize(
    ("scope", "is_kept"),
    [
        (SCOPE, True),
        (f"<p>{SCOPE}</p>", True),
        ("The Committee held its last session of this inquiry on Tuesday 30 June.", False),
        ("This inquiry has now closed and the Committee is no longer accepting evidence.", False),
        ("", False),
        (None, False),
    ],
)
def test_terms_of_reference_are_kept_and_a_status_line_is_not(scope, is_kept):
    (item,) = parse(BUSINESS | {"scope": scope}).entries

    assert item.summary.split("\n")[2:] == ([SCOPE] if is_kept else [])


PUBLICATION = {
    "id": 54700,
    "description": "12th Report - Pooled budgets & their staff",
    "publicationStartDate": "2026-11-20T00:01:00",
    "documents": [{"documentId": 311, "files": [{"fileDataFormat": "Pdf"}]}],
    "type": {"name": "Report"},
    "committee": {"id": 127, "name": "Public Accounts Committee"},
    "businesses": [BUSINESS],
}
WITNESS = {
    "name": "Jane Roe",
    "organisations": [{"name": "Shire Council", "role": "Chief Executive"}],
}
ORAL = {
    "id": 18091,
    "meetingDate": "2026-11-18T00:00:00",
    "activityStartDate": "2026-11-18T09:30:00",
    "publicationDate": "2026-11-20T10:00:00",
    "witnesses": [WITNESS, {"name": None}, {"name": "John Doe", "additionalContext": "UNISON"}],
    "committees": [{"name": "Public Accounts Committee"}],
    "committeeBusinesses": [BUSINESS],
}
WRITTEN = {
    "id": 700,
    "submissionId": "c0ffee",
    "publicationDate": None,
    "witnesses": [WITNESS],
    "committeeBusiness": BUSINESS,
}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param(
            PUBLICATION,
            (
                "/publications/54700/documents/311/default/",
                "12th Report - Pooled budgets & their staff",
                "Report of the Public Accounts Committee.\nInquiry: Pooled budgets in six areas.",
                datetime(2026, 11, 20, 0, 1, tzinfo=UTC),
            ),
            id="report",
        ),
        pytest.param(
            {"value": ORAL},
            (
                "/oralevidence/18091/html/",
                "Oral evidence: Pooled budgets in six areas",
                "Oral evidence to the Public Accounts Committee on 18 November 2026.\n"
                "Inquiry: Pooled budgets in six areas.\n"
                "Witnesses: Jane Roe (Chief Executive, Shire Council); John Doe (UNISON).",
                datetime(2026, 11, 20, 10, tzinfo=UTC),
            ),
            id="oral evidence",
        ),
        pytest.param(
            WRITTEN,
            (
                "/writtenevidence/700/html/",
                "Written evidence from Jane Roe (Chief Executive, Shire Council): "
                "Pooled budgets in six areas",
                "Written evidence to a committee.\nInquiry: Pooled budgets in six areas.\n"
                "From: Jane Roe (Chief Executive, Shire Council).",
                None,
            ),
            id="written evidence",
        ),
        pytest.param(
            {"id": 1, "title": "Bare", "openDate": "soon", "type": None, "scope": ["x"]},
            ("/work/1/", "Bare", "Inquiry.", None),
            id="almost nothing",
        ),
    ],
)
def test_each_list_of_the_api_is_read(row, told):
    (item,) = parse(row).entries

    path = item.url.removeprefix("https://committees.parliament.uk")
    assert (path, item.title, item.summary, item.published_at) == told


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b'{"items": 1}',
        b'"x"',
        b'[{"total": 3, "publicationType": {}}]',
        b'{"items": [{"id": 1, "other": 2}]}',
        b'{"items": [{"title": "x", "openDate": "2026-01-01"}]}',
    ],
)
def test_what_is_no_list_of_the_api_is_refused_with_a_remedy(body):
    with pytest.raises(ParseError) as caught:
        parse(body=body)

    assert caught.value.word in {"not JSON", "not a list"}


def test_an_empty_list_is_said_and_a_kind_leads_here():
    found = tasks.parse_feed("committees", b'{"items": []}', API, "", None, NOW, STANDARD)

    assert (found.kind, found.entries, found.remark) == ("committees", (), "empty")
