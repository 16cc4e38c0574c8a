import pytest

from extractors.pages import imprint, report
from tests.fakes.pdf import pdf


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("By Ann Hall and Bo de Lee\nMarch 2009", ("Ann Hall; Bo de Lee", "", "2009-03")),
        ("Published by the Aldermere Institute, 2 High Street", ("", "Aldermere Institute", "")),
        ("Published: 14th June 2024", ("", "", "2024-06-14")),
        ("© Aldermere Institute 2011", ("", "Aldermere Institute", "2011")),
        ("By the end of March 2009 all areas will have a plan", ("", "", "")),
        ("© the copyright holders", ("", "", "")),
    ],
)
def test_an_imprint_says_who_and_when(lines, told):
    found = imprint.read((lines,))

    assert (found.authors, found.publisher, found.dated) == told


@pytest.mark.parametrize("author", ["admin", "User", "jsmith12", "", "Microsoft Office User"])
def test_the_name_of_a_computer_is_no_author(author):
    assert imprint.read(("A report",), author).authors == ""


def test_the_day_on_which_a_file_was_made_is_the_last_resort():
    assert imprint.read(("A report",), "", "D:20110314120000Z").dated == "2011-03-14"
    assert imprint.read(("May 2010",), "", "D:20110314120000Z").dated == "2010-05"
    assert imprint.read(("A report",), "", "D:20119914").dated == ""


def test_a_report_tells_its_pages_and_its_imprint():
    found = report.read(pdf("Pooled budgets\nBy Ann Hall\nMarch 2009", "One.", title="Pooled"))

    assert (found.title, found.authors, found.dated) == ("Pooled", "Ann Hall", "2009-03")
    assert (found.count, found.headings) == (2, ())


def test_large_letters_are_headings_but_not_at_the_head_of_every_page():
    text = "Plain words that go on for a line or two, as they do on most pages of a report."
    lines = b"".join(b"(%s) Tj T*\n" % text.encode() for _ in range(6))
    large = b"BT /F1 20 Tf 24 TL 50 800 Td (Head of the page) Tj T* (%s) Tj T* ET "
    small = b"BT /F1 11 Tf 14 TL 50 700 Td\n" + lines + b"ET"
    whole = pdf(*[""] * 5, stream=large % b"Head two" + small)
    alone = pdf("", stream=large % b"Head two" + small)

    assert report.read(whole).headings == ()
    assert report.read(alone).headings == ((1, "Head of the page Head two"),)


def test_the_outline_gives_the_headings_and_one_that_goes_round_ends():
    text = "Words on a page."
    outline = b"/Outlines << /First 1 0 R >> /Title (Part one) /Dest [5 0 R /Fit] /Next 1 0 R"
    body = pdf(text).replace(b"/Type /Catalog", b"/Type /Catalog " + outline)

    assert report.read(body).pages == (text,)
