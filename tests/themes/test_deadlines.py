from datetime import UTC, datetime

import pytest

from bench import deadlines as bench
from records import Document
from themes.days import deadlines

PUBLISHED = datetime(2026, 6, 2, 8, tzinfo=UTC)


def document(text, title="", published_at=PUBLISHED):
    return Document(
        document_id="d",
        kind="article",
        title=title,
        text=text,
        source_kind="government",
        published_at=published_at,
    )


def read(text, **fields):
    return [
        (found.kind, found.closes_at.isoformat(timespec="minutes"), found.has_hour)
        for found in deadlines.find(document(text, **fields))
    ]


def test_a_consultation_closes_at_the_end_of_the_day_in_london():
    text = "Hubs are planned. The consultation closes on 17 July 2026. Tell us more."

    [found] = deadlines.find(document(text))

    assert found.closes_at == datetime(2026, 7, 17, 22, 59, tzinfo=UTC)
    assert not found.has_hour
    assert found.kind == "consultation"
    assert found.quote == text[found.start : found.stop]
    assert found.quote == "The consultation closes on 17 July 2026."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The call for evidence closes on 17 July.", "call for evidence"),
        ("Written evidence should be sent by 17 July.", "call for evidence"),
        ("Expressions of interest are due by 17 July.", "expressions of interest"),
        ("Councils can apply until 17 July.", "application"),
        ("Bids must be in by 17 July.", "application"),
        ("Have your say by 17 July.", "consultation"),
        ("Responses to the call for evidence are wanted by 17 July.", "call for evidence"),
    ],
)
def test_the_kind_says_what_is_asked_for(text, kind):
    assert read(text) == [(kind, "2026-07-17T22:59+00:00", False)]


def test_the_sentence_before_may_say_what_closes():
    assert read("A consultation is under way. It ends at noon on 17 July.") == [
        ("consultation", "2026-07-17T11:00+00:00", True)
    ]


def test_the_title_may_say_what_closes():
    assert read("Closing date: 17 July 2026.", title="Fund invites bids") == [
        ("application", "2026-07-17T22:59+00:00", False)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The consultation closed on 12 May.",
        "The government will respond to the consultation by 17 July.",
        "The consultation response is due by 17 July.",
        "Winning bids will be announced by 17 July.",
        "The grant must be spent by 31 March 2027.",
        "The library closes on 17 July.",
        "The pilot runs from 1 July to 31 December.",
        "Bids close in a month.",
        "The consultation ends before Christmas.",
        "Applications open on 1 July.",
        "Applications for the job of director close on 17 July.",
        "The meeting about the consultation is on 17 July.",
        "Responses had to be in by 29 May.",
    ],
)
def test_other_days_are_no_deadlines(text):
    assert read(text) == []


def test_a_day_without_a_year_in_an_undated_text_is_no_deadline():
    assert read("The consultation closes on 17 July.", published_at=None) == []


def test_an_extended_deadline_is_the_new_one():
    text = "The consultation was to close on 5 June but will now run until 19 June."

    assert read(text) == [("consultation", "2026-06-19T22:59+00:00", False)]


def test_one_deadline_said_twice_is_one():
    text = "The consultation closes on 17 July. Again: the consultation ends on 17 July 2026."

    assert len(read(text)) == 1


def test_the_year_comes_from_the_day_in_london_on_which_the_text_appeared():
    new_year = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert read("The consultation closes on 9 January.", published_at=new_year) == [
        ("consultation", "2027-01-09T23:59+00:00", False)
    ]


@pytest.mark.parametrize(
    ("text", "now", "line"),
    [
        ("Survey closes 12 December 2026.", (2026, 11, 21), "responses by 12 December (21 days)"),
        ("Survey closes 9 January 2027.", (2026, 12, 10), "responses by 9 January 2027 (30 days)"),
        ("Bids close at 5pm on 3 July.", (2026, 7, 2), "applications by 5pm on 3 July (tomorrow)"),
        ("Written evidence by noon on 3 July.", (2026, 7, 3), "evidence by noon on 3 July (today)"),
        (
            "EOI deadline: 11.30am on 3 July.",
            (2026, 7, 1),
            "expressions of interest by 11.30am on 3 July (2 days)",
        ),
        (
            "Survey closes at midnight on 3 July.",
            (2026, 7, 1),
            "responses by midnight on 3 July (2 days)",
        ),
        ("Survey closes 3 July.", (2026, 7, 4), "responses closed on 3 July"),
    ],
)
def test_a_deadline_fits_in_one_line(text, now, line):
    [found] = deadlines.find(document(text))

    assert deadlines.line(found, datetime(*now, 9, tzinfo=UTC)) == line


def test_days_left_are_counted_in_london():
    [found] = deadlines.find(document("Consultation closes 3 July."))

    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 July in London

    assert deadlines.line(found, late) == "responses by 3 July (tomorrow)"


@pytest.mark.parametrize("half", ["odd", "even"])
@pytest.mark.parametrize("path", [bench.SENTENCES, bench.OTHER], ids=lambda path: path.stem)
def test_closing_dates_keep_their_quality(half, path):
    exact, invented, kinds = bench.figures(half, path)

    assert exact >= 0.97
    assert invented == 0
    assert kinds >= 0.98


@pytest.mark.parametrize("half", ["odd", "even"])
def test_sentences_that_nobody_read_keep_their_quality(half):
    exact, invented, kinds = bench.figures(half, bench.HELD)

    assert exact >= 0.83
    assert invented <= 3
    assert kinds >= 0.98


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ("Comments are wanted by Friday week.", "2026-06-12T22:59"),
        ("The deadline for bids is the last working day of June.", "2026-06-30T22:59"),
        ("The consultation ends on the first Monday of July.", "2026-07-06T22:59"),
        ("Replies are wanted by half past four on 12 June.", "2026-06-12T15:30"),
        ("Expressions of interest must be received by 1700 on 12 June.", "2026-06-12T16:00"),
        ("Dyddiad cau / closing date for responses: 12 Mehefin 2026.", "2026-06-12T22:59"),
        ("Call for evidence. Closing time: noon. Closing date: 12 June 2026.", "2026-06-12T11:00"),
        ("The date for comments, formerly 5 June, has become 12 June.", "2026-06-12T22:59"),
        ("Replies by 12 June, please, not by 5 June.", "2026-06-12T22:59"),
        ("Responses by e-mail: 12 June. Public meeting: 15 June.", "2026-06-12T22:59"),
        ("Applications received after 12 June will not be read.", "2026-06-12T22:59"),
        ("On 12 June the chance to comment comes to an end.", "2026-06-12T22:59"),
        ("Q. When do you need my comments? A. By Friday 12 June.", "2026-06-12T22:59"),
    ],
)
def test_what_stands_beside_a_day_makes_it_the_last_one(text, closes):
    assert [at for _, at, _ in read(text)] == [f"{closes}+00:00"]


@pytest.mark.parametrize(
    "text",
    [
        "The Irish government's consultation ends on 17 July.",
        "The Dutch ministry takes submissions until 17 July.",
        "Registration for the consultation webinar closes on 17 July.",
        "The minister has to reply to the committee by 17 July.",
        "Councils must tell the department by 17 July whether they will bid.",
        "The results of the survey are on the website until 17 July.",
        "An earlier version said that the consultation would close on 17 July.",
        "No response will be accepted before 17 July.",
        "The purdah period lasts until 17 July, and no consultation will begin in it.",
        "Q. When will I know the outcome of the consultation? A. By Friday 17 July.",
    ],
)
def test_a_day_of_somebody_elses_is_none(text):
    assert read(text) == []


def test_bodies_of_these_islands_are_not_abroad():
    assert read("The Northern Irish department takes submissions until 17 July.")
