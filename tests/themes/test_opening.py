"""Since when somebody may respond, as the sentence with the last day says it."""

from datetime import UTC, datetime

import pytest

from tests.themes.test_calls import NOW, notice, settle
from themes.days import dates, opening


@pytest.mark.parametrize(
    ("quote", "opens"),
    [
        ("The consultation opened on 1 June and closes on 17 July 2026.", "2026-06-01"),
        ("It runs from Monday 1 June until 5pm on 17 July 2026.", "2026-06-01"),
        ("It will run for six weeks from 5 June 2026.", "2026-06-05"),
        ("The survey is open from 1 June to 17 July.", "2026-06-01"),
        ("You can respond between 8 and 17 July 2026.", "2026-07-08"),
        ("Bids are welcome from 8–17 July.", "2026-07-08"),
        ("The window opens for bids on 1st July; it closes on 17 July.", "2026-07-01"),
        ("The changes take effect from 1 June; responses are due by 17 July.", None),
        ("Responses from 3 councils came before 17 July.", None),
        ("It is open until 17 July 2026.", None),
        ("The pilot starts on 1 June; the consultation closes on 17 July.", None),
        ("It opened on 31 June and closes on 17 July.", None),
        ("From 1 August it will be law; tell us by 17 July.", None),
        ("It opened on 1 September 2025 and closes on 17 July 2026.", None),
    ],
)
def test_a_sentence_may_say_when_a_call_opens(quote, opens):
    found = opening.find(notice(quote=quote))

    assert (dates.day_in_london(found).isoformat() if found else None) == opens


def test_a_range_over_the_new_year_begins_in_the_old_one():
    closes_at = datetime(2027, 2, 9, 23, 59, tzinfo=UTC)
    quote = "It runs from 15 December to 9 February 2027."

    found = opening.find(notice(quote=quote, closes_at=closes_at))

    assert found == datetime(2026, 12, 15, tzinfo=UTC)


def test_a_call_opens_when_its_publisher_says_else_its_sentence():
    quote = "The consultation runs from 1 June to 17 July 2026."
    (told,) = settle([notice(quote=quote)])
    (said,) = settle([notice(quote=quote, opens_at=NOW)])

    assert (told.call.opens_at, said.call.opens_at) == (datetime(2026, 5, 31, 23, tzinfo=UTC), NOW)
