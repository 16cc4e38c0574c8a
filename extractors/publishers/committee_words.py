"""What an entry of the Committees API says, in sentences that people and our readers understand."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from extractors import plain
from extractors.publishers import json_fields, london
from records import STANDARD

STATUS_WORDS = 60  # a status line is shorter, terms of reference are longer; guess
MOST_NAMED = 20  # witnesses, or inquiries; guess

Row = Mapping[str, Any]

# What a committee writes over its terms of reference once it is done with them.
_STATUS = re.compile(
    r"\bcommittee (?:held|has held|took|has taken|published|has published|concluded|has concluded"
    r"|agreed|has agreed|is not|is no longer|will not|has decided)\b"
    r"|\b(?:inquiry|call for evidence|consultation) (?:is|has|was) (?:now )?"
    r"(?:been )?(?:closed|concluded|completed|ended|launched|paused)\b"
    r"|\bno longer accept|\bdeadline\b.{0,60}\bpassed\b|\blapsed\b|\bdissolution\b",
    re.I | re.S,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An entry in words; they may hold markup."""

    guid: str
    path: str  # on committees.parliament.uk
    title: str
    at: str  # when it appeared, as the API writes it
    lines: list[str]  # of its text; some may be empty


def told(row: Row) -> Told | None:
    """Return an entry of any list of the API in words; None: it is none that we know."""
    read = _reader(row)
    return read(row) if read and json_fields.number(row, "id") is not None else None


def _reader(row: Row) -> Callable[[Row], Told] | None:
    if "publicationStartDate" in row:
        return _publication
    if "activityStartDate" in row or "meetingDate" in row:
        return _oral_evidence
    if "submissionId" in row:
        return _written_evidence
    if "openDate" in row or "openSubmissionPeriods" in row:
        return _business
    return None


def _business(row: Row) -> Told:
    kind = json_fields.text(json_fields.row(row, "type"), "name") or "Inquiry"
    opened = london.read(json_fields.text(row, "openDate"))
    closed = london.read(json_fields.text(row, "closeDate"))
    since = f"{kind}, opened on {_day(opened)}" if opened else kind
    lines = [f"{since}, ended on {_day(closed)}." if closed else f"{since}."]
    lines += _submissions(row)
    scope = plain.from_html(json_fields.text(row, "scope"), STANDARD.summary_chars)
    if scope and not (len(scope.split()) < STATUS_WORDS and _STATUS.search(scope)):
        lines.append(scope)
    report = json_fields.text(json_fields.row(row, "latestReport"), "description")
    lines += [f"Latest report: {report}."] if report else []
    return Told(
        guid=f"business-{row['id']}",
        path=f"/work/{row['id']}/",
        title=json_fields.text(row, "title"),
        at=json_fields.text(row, "openDate"),
        lines=lines,
    )


def _submissions(row: Row) -> Iterator[str]:
    """Yield what may be sent in until when: sentences that the deadline reader understands."""
    for period in json_fields.rows(row, "openSubmissionPeriods"):
        ends = london.read(json_fields.text(period, "endDate"))
        if json_fields.text(period, "submissionType") == "Petition":
            what = "Petitions can be sent in"
        else:
            what = "Open call for evidence: written evidence is accepted"
        yield f"{what} until {london.said(ends, is_end=True)}." if ends else f"{what}."
        yield json_fields.text(period, "statusMessage")
    ended = [
        london.read(json_fields.text(period, "endDate"))
        for period in json_fields.rows(row, "closedSubmissionPeriods")
    ]
    last = max((moment for moment in ended if moment), default=None)
    if last and not json_fields.rows(row, "openSubmissionPeriods"):
        yield f"The call for evidence closed {london.at(last, is_end=True)}."


def _publication(row: Row) -> Told:
    documents = json_fields.rows(row, "documents")
    first = next((json_fields.number(one, "documentId") for one in documents), None)
    path = f"/publications/{row['id']}/"
    path += f"documents/{first}/default/" if first is not None else ""
    kind = json_fields.text(json_fields.row(row, "type"), "name") or "Publication"
    committee = json_fields.text(json_fields.row(row, "committee"), "name")
    department = json_fields.text(json_fields.row(row, "respondingDepartment"), "name")
    lines = [
        f"{kind} of the {committee}." if committee else f"{kind}.",
        f"From: {department}." if department else "",
        _inquiries(json_fields.rows(row, "businesses")),
    ]
    return Told(
        guid=f"publication-{row['id']}",
        path=path,
        title=json_fields.text(row, "description") or kind,
        at=json_fields.text(row, "publicationStartDate"),
        lines=lines,
    )


def _oral_evidence(row: Row) -> Told:
    at = json_fields.text(row, "meetingDate") or json_fields.text(row, "activityStartDate")
    held = london.read(at)
    titles = _titles(json_fields.rows(row, "committeeBusinesses"))
    lines = [
        _of_committee("Oral evidence to", row) + (f" on {_day(held)}." if held else "."),
        _inquiries(json_fields.rows(row, "committeeBusinesses")),
        _witnesses("Witnesses", row),
    ]
    return Told(
        guid=f"oral-evidence-{row['id']}",
        path=f"/oralevidence/{row['id']}/html/",
        title=f"Oral evidence: {'; '.join(titles)}" if titles else "Oral evidence",
        at=json_fields.text(row, "publicationDate") or at,
        lines=lines,
    )


def _written_evidence(row: Row) -> Told:
    business = json_fields.row(row, "committeeBusiness")
    about = json_fields.text(business, "title")
    witness = _names(json_fields.rows(row, "witnesses"))
    lines = [
        _of_committee("Written evidence to", row) + ".",
        _inquiries([business]),
        _witnesses("From", row),
    ]
    title = "Written evidence" + (f" from {witness[0]}" if witness else "")
    return Told(
        guid=f"written-evidence-{row['id']}",
        path=f"/writtenevidence/{row['id']}/html/",
        title=f"{title}: {about}" if about else title,
        at=json_fields.text(row, "publicationDate"),
        lines=lines,
    )


def facts(row: Row) -> Iterator[tuple[str, str]]:
    """Yield what committee business says of itself by name: see docs/enrichers.md."""
    kind = json_fields.text(json_fields.row(row, "type"), "name")
    if kind:
        yield "document_type", kind
    opens = london.read(json_fields.text(row, "openDate"))
    if opens:
        yield "opens_at", opens.isoformat()
    periods = json_fields.rows(row, "openSubmissionPeriods")
    ends = [london.read(json_fields.text(period, "endDate")) for period in periods]
    last = max((moment for moment in ends if moment), default=None)
    if last:
        yield "closes_at", last.isoformat()


def _of_committee(what: str, row: Row) -> str:
    names = [json_fields.text(one, "name") for one in json_fields.rows(row, "committees")]
    return f"{what} the {'; '.join(names)}" if any(names) else f"{what} a committee"


def _titles(businesses: list[Row]) -> list[str]:
    found = [json_fields.text(one, "title") for one in businesses]
    return [title for title in found if title][:MOST_NAMED]


def _inquiries(businesses: list[Row]) -> str:
    titles = _titles(businesses)
    return f"Inquiry: {'; '.join(titles)}." if titles else ""


def _witnesses(what: str, row: Row) -> str:
    names = _names(json_fields.rows(row, "witnesses"))
    return f"{what}: {'; '.join(names)}." if names else ""


def _names(witnesses: list[Row]) -> list[str]:
    """Return people with what they stand for: Jane Roe (Chief Executive, Some Council)."""
    found = []
    for one in witnesses[:MOST_NAMED]:
        bodies = [
            ", ".join(
                filter(None, (json_fields.text(body, "role"), json_fields.text(body, "name")))
            )
            for body in json_fields.rows(one, "organisations")
        ]
        where = "; ".join(filter(None, bodies)) or json_fields.text(one, "additionalContext")
        name = json_fields.text(one, "name")
        found.append(f"{name} ({where})" if name and where else name or where)
    return [name for name in found if name]


def _day(moment: datetime) -> str:
    return london.said(moment).split(" on ")[-1]
