"""Reports of office programs: DOCX and ODT."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.pages import office
from extractors.parsed import ParseError
from extractors.workers import Workers
from records import Bounds
from tests.fakes.office import docx, odt, packed

PAGES = ("# Why pool budgets\nCouncils & health bodies share staff.", "# Next\nA second page.")
REMARK = (
    "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t></w:r><w:del><w:r><w:delText>gone"
    "</w:delText></w:r></w:del></w:p>"
)
NOTE = (
    "<text:p>One<text:s/>two<office:annotation><text:p>a remark</text:p></office:annotation>"
    " three</text:p>"
)


@pytest.mark.parametrize("make", [docx, odt])
def test_a_document_is_read_page_by_page_with_its_headings(make):
    found = office.read(make(*PAGES, title="Pooled budgets"))

    assert (found.title, found.problem, found.count) == ("Pooled budgets", None, 2)
    assert found.pages == (
        "Why pool budgets\nCouncils & health bodies share staff.",
        "Next\nA second page.",
    )
    assert found.headings == ((1, "Why pool budgets"), (2, "Next"))


def test_who_wrote_it_and_when_is_what_the_file_says():
    found = office.read(docx(*PAGES, author="Ann Example"))

    assert (found.title, found.authors, found.dated) == (
        "Why pool budgets",
        "Ann Example",
        "2026-03-04",
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [(docx("", inside=REMARK), "One two"), (odt("", inside=NOTE), "One two three")],
)
def test_what_was_deleted_or_remarked_is_no_text(body, text):
    assert office.read(body).pages == (text,)


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"PK\x03\x04 nonsense", "damaged, or locked with a password"),
        (packed({"a.txt": "words"}), "neither DOCX nor ODT"),
        (packed({"word/document.xml": b""}), "damaged"),
        (docx("", ""), "a document without text"),
        (odt(), "a document without text"),
        (docx(*PAGES)[:-40], "damaged, or locked with a password"),
    ],
)
def test_what_cannot_be_read_says_why(body, problem):
    assert office.read(body).problem == f"cannot be read: {problem}"


def test_only_so_many_pages_and_characters_are_read():
    many = docx(*["A page of some words."] * 30)

    assert len(office.read(many, Bounds(pages=4)).pages) == 4
    assert len(office.read(many, Bounds(text_chars=50)).pages) <= 6


@settings(max_examples=40)
@given(at=st.integers(0, 5_000), junk=st.binary(min_size=1, max_size=8))
def test_a_document_that_was_damaged_on_the_way_is_read_or_refused(at, junk):
    whole = docx(*PAGES)
    at %= len(whole)

    found = office.read(whole[:at] + junk + whole[at + len(junk) :])

    assert bool(found.pages) != bool(found.problem)


def test_a_bomb_ends_as_a_fault():
    bomb = packed({"word/document.xml": b" " * 80_000_000})

    async def go():
        with Workers(count=1) as workers:
            await workers.read_office(bomb)

    with pytest.raises(ParseError, match="too much memory"):
        asyncio.run(go())
