import re
import shutil
from collections import Counter
from datetime import date

import pytest

from cli import newsroom_expected
from cli.newsroom import FOLDER, typeset
from cli.newsroom_calendar import Calendar
from cli.newsroom_data import load
from records import PlacewatchError
from seedfiles import SeedError

FRIDAY = date(2026, 12, 4)


@pytest.fixture(scope="module")
def stock():
    return load(FOLDER)


@pytest.fixture
def folder(tmp_path):
    """A copy of the newsroom to spoil."""
    return shutil.copytree(FOLDER, tmp_path / "newsroom")


def spoil(folder, file, old, new):
    """Write something else in a file, once; return its line."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults_of(folder):
    with pytest.raises(SeedError) as caught:
        newsroom_expected.load(folder, load(folder))
    return caught.value.faults


def test_sixty_articles_and_one_edit_are_told_over_three_days(stock):
    days = Counter(piece.day for piece in stock.pieces.values())
    kinds = Counter(publisher.feed for publisher in stock.publishers.values())

    assert days == {1: 30, 2: 18, 3: 13}
    assert kinds == {"rss": 6, "atom": 4, "rdf": 2, "listing": 1}
    assert [piece.replaces for piece in stock.pieces.values() if piece.replaces] == [
        "whole-county-count"
    ]


def test_every_text_has_the_length_of_an_article(stock):
    lengths = {name: len(piece.body.split()) for name, piece in stock.pieces.items()}

    assert {name: words for name, words in lengths.items() if not 150 <= words <= 450} == {}


def test_the_report_speaks_of_the_workforce_and_never_of_unions(tmp_path):
    text = (FOLDER / "report" / "one-purse-one-place.typ").read_text(encoding="utf-8")

    assert re.findall(r"\bunion|\btuc\b|unison", text, re.IGNORECASE) == []
    assert len(re.findall(r"workforce", text)) > 20
    assert len(re.findall(r"savings", text)) > 12


def test_the_report_is_what_its_source_gives(tmp_path):
    source = FOLDER / "report" / "one-purse-one-place.typ"
    typeset(source, tmp_path / "again.pdf")

    is_same = (tmp_path / "again.pdf").read_bytes() == source.with_suffix(".pdf").read_bytes()

    assert is_same, "run python -m cli.newsroom --typeset"


def test_a_fault_in_a_report_is_foreseen(tmp_path):
    source = tmp_path / "report.typ"
    source.write_text("#nothing-such()", encoding="utf-8")

    with pytest.raises(PlacewatchError, match=r"report\.typ: .*unknown variable"):
        typeset(source, tmp_path / "report.pdf")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("{{day1|%A %d %B %Y}}", "Friday 4 December 2026", id="in full"),
        pytest.param("on {{day2|%A}}", "on Saturday", id="a weekday, at the weekend too"),
        pytest.param("{{day1+1|%d %B}}", "7 December", id="the next working day"),
        pytest.param("{{day2+20|%d %B %Y}}", "1 January 2027", id="four weeks on"),
        pytest.param("{{day3-1|%A %d}}", "Friday 4", id="the working day before"),
        pytest.param("{{day1|%B}}, {{day3+40|%Y}}", "December, 2027", id="two in a line"),
    ],
)
def test_a_placeholder_becomes_a_british_date(text, written):
    assert Calendar(FRIDAY).write(text) == written


@pytest.mark.parametrize("when", ["day4", "day2+0", "day2+200", "day 2", "2", "day2*3", ""])
def test_a_day_that_is_none_is_refused(when):
    with pytest.raises(ValueError, match="is no day of the newsroom"):
        Calendar(FRIDAY).date(when)


def test_a_deadline_in_summer_follows_the_clocks_of_london():
    assert Calendar(date(2026, 7, 1)).moment("day1", "12:00").isoformat() == (
        "2026-07-01T11:00:00+00:00"
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        pytest.param(
            "articles/ledger/front-doors-open.md",
            "day: 3",
            "day: 4",
            "'day' is '4': write one of 1, 2, 3",
            id="a fourth day",
        ),
        pytest.param(
            "articles/ledger/front-doors-open.md",
            "time: 11:30",
            "time: 11.30",
            "'time' is '11.30': write it as 09:30",
            id="no time",
        ),
        pytest.param(
            "articles/ledger/front-doors-open.md",
            "by: Piers Amadi",
            "author: Piers Amadi",
            "no such key 'author': a row has attachment, by, day, replaces, summary, time, title",
            id="an unknown key",
        ),
        pytest.param(
            "articles/dppf/fair-transfer-review.md",
            "The consultation closes at noon on {{day2+20|%A %d %B %Y}}",
            "The consultation closes at noon on {{day2+20|%x}}",
            "no such date {{day2+20|%x}}: write {{day2+20|%A %d %B %Y}}",
            id="an unknown form of date",
        ),
        pytest.param(
            "articles/dppf/fair-transfer-review.md",
            "The review applies to England.",
            "The review applies to England from {{day3.",
            "half a date or an unknown link in "
            "'The review applies to England from {{day3.': dates read {{day2|%A}}; links "
            "article:, home:, file: or mail:",
            id="half a date",
        ),
        pytest.param(
            "articles/branchtable/i-searched-it.md",
            "(file:one-purse-one-place.pdf)",
            "(file:two-purses.pdf)",
            "no file 'two-purses.pdf': link to something of the newsroom",
            id="a link to nothing",
        ),
        pytest.param(
            "articles/dppf/whole-county-count-corrected.md",
            "replaces: whole-county-count",
            "replaces: front-doors-open",
            "it cannot replace 'front-doors-open': name an article of an earlier day that nothing "
            "else of its publisher replaces",
            id="an edit of somebody else's article",
        ),
        pytest.param(
            "newsroom.yaml",
            "feed: rdf",
            "feed: json",
            "'feed' is 'json': write one of atom, rss, rdf, listing",
            id="an unknown format",
        ),
        pytest.param(
            "expected.yaml",
            "initiative: Staff-Owned Services Fund",
            "initiative: Staff-Owned Service Fund",
            "'Staff-Owned Service Fund' is not in "
            "staff-owned-services-fund: correct the article or this row",
            id="a name that no article has",
        ),
        pytest.param(
            "expected.yaml",
            "day: 2\n    kind: new\n    stages: [consultation]",
            "day: 5\n    kind: new\n    stages: [consultation]",
            "'day' is 5: write 1, 2 or 3",
            id="an alert on no day",
        ),
    ],
)
def test_an_editor_sees_the_fault_with_its_line(folder, file, old, new, fault):
    line = spoil(folder, file, old, new)
    shown = file if "/" in file else f"newsroom/{file}"

    assert faults_of(folder) == (f"{shown}:{line}: {fault}",)


def test_an_editor_sees_all_faults_at_once(folder):
    spoil(folder, "articles/ledger/front-doors-open.md", "day: 3", "day: 4")
    spoil(folder, "articles/pswa/library-ballot.md", "title: ", "titel: ")
    (folder / "articles/harbour/ferry-timetable-winter.md").write_bytes(b"\xff\xfe")
    (folder / "articles/scao/best-value-audits.md").write_text("No header.", encoding="utf-8")

    assert [fault.split(": ")[0] for fault in faults_of(folder)] == [
        "articles/harbour/ferry-timetable-winter.md:1",
        "articles/ledger/front-doors-open.md:2",
        "articles/pswa/library-ballot.md:1",
        "articles/pswa/library-ballot.md:4",
        "articles/scao/best-value-audits.md:1",
    ]


def test_a_frame_may_ask_only_for_what_pages_have(folder):
    from cli.newsroom import Newsroom

    spoil(folder, "pages/article/blog.html", "$body", "$boddy")

    with pytest.raises(SeedError, match=r"article/blog\.html:1: no slot \$boddy: slots are "):
        Newsroom(folder, start=FRIDAY)
