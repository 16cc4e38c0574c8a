"""The same hostile words in replies, reviews, reminders, operators' messages and calendars."""

from dataclasses import replace

import pytest
import vobject

from alerts.calendar import compose_calendar
from alerts.escape import web_link
from alerts.more import compose_more
from alerts.reminder import compose_reminder
from alerts.replies import compose_coverage, compose_reply
from alerts.review import New, compose_review, review
from alerts.weekly import compose_weekly
from records import Coverage, Teller
from tests.alerts.samples import URL, happening
from tests.alerts.test_calendar import CALL, NOW
from tests.alerts.test_injection import (
    HOSTILE,
    HOSTILE_URLS,
    LINES,
    LISTS,
    WORDS,
    is_harmless,
    seen,
)
from tests.alerts.test_weekly import change, week
from tests.fakes.slack import FakeSlack

LABELS = {f"{word}:\xa0" for word in ("Closes", "What", "Who asks", "Write to")}
FOREIGN = ("title", "asker", "quote")  # kinds are a list of ours


@pytest.fixture(scope="module")
def slack():
    with FakeSlack() as slack:
        yield slack


def harmless(reading):
    assert reading.pings == []
    assert reading.emoji == []
    assert [char for text in reading.shown for char in text if not is_harmless(char)] == []


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_do_anything_in_a_thread(slack, words):
    facts = dict.fromkeys((*WORDS, *LINES), words) | dict.fromkeys(LISTS, (words, words))
    teller = Teller(
        **dict.fromkeys(("source", "source_kind", "title", "quote"), words),
        article_id="a1", url=URL, matched=(words,), published_at=NOW, is_same=False,
    )  # fmt: skip
    coverage = Coverage(key="k", initiative_id="i", name=words, tellers=(teller, teller))

    for reply in (
        compose_reply(happening(**facts, kind="step"), NOW),
        compose_coverage(coverage, NOW),
    ):
        reading = seen(slack, reply)
        harmless(reading)
        assert {address for address, _ in reading.links} == {URL}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_do_anything_in_a_review_and_where_there_was_too_much(slack, words):
    new = New(name=words, stage="pilot", areas=(words,), groups=("Wales",), url=URL, source=words)
    week = review("2026-W47", NOW.date(), [(words, NOW.date())], [new])

    for alert, links in (
        (compose_review(week, NOW, "", "review-2026-W47.png"), [URL]),
        (compose_more("k", [words] * 7, NOW, ""), []),
    ):
        reading = seen(slack, alert)
        harmless(reading)
        assert [address for address, _ in reading.links] == links


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_do_anything_in_a_reminder(slack, words):
    call = replace(CALL, **dict.fromkeys(FOREIGN, words), respond_url=f"mailto:{words}")

    reading = seen(slack, compose_reminder(call, 7, NOW))

    harmless(reading)
    assert reading.links == []
    assert set(reading.formats) <= LABELS | {"placewatch deadlines"}


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_do_anything_in_the_message_to_the_operator(slack, words):
    named = week(
        changes=(change(words, "silent", words), change(words, "working", "working", "old", words)),
        failing=((words, words),),
        broken_off=((words, NOW),),
    )

    reading = seen(slack, compose_weekly(named, ""))

    harmless(reading)
    assert reading.links == []


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_leave_their_line_of_a_calendar(words):
    call = replace(CALL, **dict.fromkeys(FOREIGN, words), respond_url=f"mailto:{words}")
    content = compose_calendar([call], about=words)

    calendar = vobject.readOne(content.decode())
    calendar.validate(raiseException=True)
    (event,) = calendar.vevent_list
    assert {alarm.action.value for alarm in event.valarm_list} == {"DISPLAY"}
    assert "url" not in event.contents
    assert event.description.value.count("\n") == 3  # the four lines are ours
    told = event.summary.value + event.description.value + calendar.x_wr_calname.value
    assert [char for char in told if not is_harmless(char)] == []
    assert len(content) < 10_000


@pytest.mark.parametrize("url", HOSTILE_URLS.values(), ids=HOSTILE_URLS)
def test_no_address_leaves_its_place_in_a_reminder_and_a_calendar(slack, url):
    call = replace(CALL, respond_url=url)

    reading = seen(slack, compose_reminder(call, 7, NOW))
    (event,) = vobject.readOne(compose_calendar([call]).decode()).vevent_list

    safe = [web_link(url)] if web_link(url) else []
    assert [address for address, _ in reading.links] == safe
    assert [line.value for line in event.contents.get("url", ())] == safe
    harmless(reading)
