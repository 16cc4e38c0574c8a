import pytest

from extractors.pages.changes import Text, is_minor
from records import Link

TITLE = "Ministers will pilot whole-area budgets"
LINES = (
    "The Treasury has announced a programme that will pool the budgets of councils in six areas.",
    "Staff in the councils will be asked for their views before it starts in April, said Jane Roe.",
    "Published on 4 May 2026 at 4.15pm",
    "The consultation closes on 3 June 2026.",
    "1,204 views",
)


def text(*lines, title=TITLE, links=()):
    return Text(title, "\n".join(lines), tuple(Link(url=url, text="x") for url in links))


def swap(old, new):
    return tuple(line.replace(old, new) for line in LINES)


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(LINES, id="nothing"),
        pytest.param(swap("4 May 2026 at 4.15pm", "Tuesday 5 May 2026, 09:00 BST"), id="a date"),
        pytest.param((*LINES, "Updated 3 minutes ago"), id="minutes ago"),
        pytest.param((*LINES, "Last updated: 21/11/2026"), id="a stamp"),
        pytest.param(swap("1,204 views", "1,391 views"), id="a view counter"),
        pytest.param((*LINES, "Comments (12)"), id="a comment counter"),
        pytest.param(swap("programme", "program"), id="a typo"),
        pytest.param(swap("Jane Roe", "Jane Reo"), id="a typo in a name"),
        pytest.param(swap("six areas.", "six areas"), id="punctuation"),
        pytest.param(swap(" of ", "  of  "), id="blanks"),
        pytest.param(tuple(reversed(LINES)), id="another order"),
        pytest.param((*LINES[:2], *LINES[3:]), id="a line less"),
        pytest.param(
            (*LINES, "[1] Source: Office for National Statistics, table 4."), id="a footnote"
        ),
        pytest.param(
            (*LINES, "* Figures are rounded and may not add up to the totals given above."),
            id="a footnote with a star",
        ),
        pytest.param(
            (*LINES, "Correction: an earlier version of this article misspelled a name."),
            id="a correction",
        ),
    ],
)
def test_what_only_looks_newer_is_minor(after):
    assert is_minor(text(*LINES), text(*after))


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(text(*LINES, "Six more areas will follow next year."), id="a short paragraph"),
        pytest.param(text(*LINES, "Turnaround Boards begin."), id="a few words with a name"),
        pytest.param(text(*swap("a programme", "the Shire Purse")), id="a name inside"),
        pytest.param(text(*swap("six areas", "six areas for £40m")), id="a sum"),
        pytest.param(text(*swap("3 June", "17 June")), id="a deadline moved"),
        pytest.param(text(*LINES[:3], LINES[4]), id="a deadline gone"),
        pytest.param(
            text(*LINES, "This article was amended on 5 May: it is called Shire Purse."),
            id="a correction with a name",
        ),
        pytest.param(text(*LINES, title="Pooled budgets are off"), id="another title"),
        pytest.param(text(*LINES, links=("https://x.example/a.pdf",)), id="a document"),
        pytest.param(text(LINES[2]), id="most of it gone"),
    ],
)
def test_what_says_something_else_is_not(after):
    assert not is_minor(text(*LINES), after)


def test_another_link_that_is_no_document_is_minor():
    assert is_minor(text(*LINES), text(*LINES, links=("https://x.example/share",)))


def test_texts_without_end_are_taken_for_changed():
    long = "word " * 100_000

    assert not is_minor(text(long), text(long + "word"))
