from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.pdf_readers import consensus, f1
from extractors.pages import report
from records import STANDARD
from tests.fakes.pdf import pdf

PAGE = (
    "Public services in twelve areas\n"
    "The programme will pool the budgets of councils, health bodies and\n"
    "police forces. Each area draws up a plan with its partners and its work-\nforce."
)


def test_a_report_is_read_page_by_page_with_sentences_in_one_piece():
    found = report.read(pdf(PAGE, "Second page.", title="Pooled budgets"))

    assert (found.title, found.problem) == ("Pooled budgets", None)
    assert found.pages == (
        "Public services in twelve areas\nThe programme will pool the budgets of councils, health "
        "bodies and police forces. Each area draws up a plan with its partners and its workforce.",
        "Second page.",
    )


@pytest.mark.parametrize(
    "named", ["", "Microsoft Word - final_v3.docx", "Untitled", "brochure.indd", "12"]
)
def test_a_report_without_a_title_is_called_by_its_first_line(named):
    assert report.read(pdf(PAGE, title=named)).title == "Public services in twelve areas"


def test_the_name_of_the_program_is_no_part_of_the_title():
    assert report.read(pdf(PAGE, title="Microsoft Word - Pooled budgets")).title == "Pooled budgets"


def test_an_empty_page_keeps_its_number():
    assert report.read(pdf("One.", "", "Three.")).pages == ("One.", "", "Three.")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "cannot be read: not a PDF"),
        (b"<html>Not found</html>", "cannot be read: not a PDF"),
        (b"%PDF-1.4\nnonsense %%EOF", "cannot be read: damaged"),
        (b"%PDF-1.4\n1 0 obj << /Type", "cannot be read: cut short, its end is missing"),
        (pdf("", ""), "cannot be read: a scan without text"),
    ],
)
def test_what_cannot_be_read_says_why(body, problem):
    found = report.read(body)

    assert (found.pages, found.problem) == ((), problem)


LOCKED = pdf(PAGE).replace(
    b"/Root 1 0 R",
    b"/Root 1 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] "
    b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32),
)


def test_a_locked_report_says_that_it_is_locked():
    assert report.read(LOCKED).problem == "cannot be read: locked with a password"


def test_a_damaged_report_does_not_take_over_the_lock_of_the_one_before():
    report.read(LOCKED)

    assert report.read(pdf()).problem == "cannot be read: damaged"


def test_only_so_many_pages_are_read():
    assert len(report.read(pdf(*["A page."] * 510)).pages) == STANDARD.pages


@settings(max_examples=40)
@given(cut=st.integers(min_value=1, max_value=2_000), junk=st.binary(min_size=1, max_size=8))
def test_a_report_that_was_damaged_on_the_way_is_read_or_refused(cut, junk):
    whole = pdf(PAGE, "Second page.")

    found = report.read(whole[: cut % len(whole)] + junk)

    assert bool(found.pages) != bool(found.problem)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("first line that is long\r\nand goes on\r\n", "first line that is long and goes on\n"),
        ("A heading\r\nA sentence that is much longer.\r\nNext.", None),
        (
            "the work\u00adforce and end\u00adto\u00adend care",
            "the work-force and end-to-end care\n",
        ),
        ("local govern\ufffe\r\nment", "local government\n"),
        ("A list of several things that follow\r\n• one\r\n• two", None),
        ("", ""),
    ],
)
def test_lines_flow_where_the_sentence_goes_on(raw, text):
    expected = raw.replace("\r\n", "\n") + "\n" if text is None else text

    assert report.flowing(raw) == expected


def test_a_word_counts_as_often_as_most_readers_see_it():
    read = [Counter("aab"), Counter("aab"), Counter("ab"), Counter("aabc")]

    assert consensus(read) == Counter({"a": 2, "b": 1, "c": 0})
    assert f1(Counter("aab"), consensus(read)) == 1.0
