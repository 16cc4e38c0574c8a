"""The calendar, read by a parser that did not write it; and the messages of a call."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts import blocks, calendar, files, reminder
from alerts.compose import LONDON
from records import Call

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CALL = Call(
    call_id="c1",
    sequence=0,
    state="open",
    kind="consultation",
    title="Place budgets, pooled; and shared",
    asker="HM Treasury",
    respond_url="mailto:places@treasury.example",
    opens_at=None,
    closes_at=datetime(2026, 12, 12, 12, tzinfo=UTC),
    has_hour=True,
    was_at=None,
    document_id="a1",
    start=0,
    stop=20,
    quote="Responses are due by noon on 12 December.",
    is_baseline=False,
    first_seen_at=NOW,
    noted_at=NOW,
)


def events(*calls):
    content = calendar.compose_calendar(calls)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    parsed = vobject.readOne(content.decode())
    parsed.validate(raiseException=True)
    return [one for one in parsed.getChildren() if one.name == "VEVENT"]


def test_a_call_is_an_event_with_three_alarms():
    (event,) = events(CALL)

    assert event.uid.value == "c1@placewatch"
    assert event.dtstart.value == datetime(2026, 12, 12, 12, tzinfo=UTC)
    assert event.summary.value == "Consultation closes: Place budgets, pooled; and shared"
    assert "Who asks: HM Treasury\n" in event.description.value
    assert "places@treasury.example" in event.description.value
    assert event.sequence.value == "0"
    assert event.status.value == "CONFIRMED"
    alarms = [alarm.trigger.value for alarm in event.valarm_list]
    assert alarms == [-timedelta(days=days) for days in (14, 7, 2)]


def test_a_day_without_an_hour_is_a_whole_day_and_its_alarms_ring_in_the_morning():
    (event,) = events(
        replace(CALL, has_hour=False, closes_at=datetime(2026, 7, 17, 22, 59, tzinfo=UTC))
    )

    assert event.dtstart.value == date(2026, 7, 17)
    assert event.valarm_list[2].trigger.value == timedelta(hours=9) - timedelta(days=2)


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        pytest.param(date(2027, 3, 27), 12, id="the day before clocks go forward"),
        pytest.param(date(2027, 3, 28), 11, id="the day on which they do"),
        pytest.param(date(2027, 10, 30), 11, id="the day before they go back"),
        pytest.param(date(2027, 10, 31), 12, id="the day on which they do that"),
    ],
)
def test_noon_in_london_is_noon_over_the_change_of_clocks(day, utc):
    local = datetime.combine(day, time(12), LONDON)

    (event,) = events(replace(CALL, closes_at=local.astimezone(UTC)))

    assert event.dtstart.value.hour == utc
    assert event.dtstart.value.astimezone(LONDON).hour == 12


def test_a_changed_call_keeps_its_uid_and_counts_on():
    moved = replace(
        CALL,
        sequence=1,
        closes_at=CALL.closes_at + timedelta(days=7),
        noted_at=NOW + timedelta(days=3),
    )
    before, after = (events(one)[0] for one in (CALL, moved))

    assert before.uid.value == after.uid.value
    assert (before.sequence.value, after.sequence.value) == ("0", "1")
    assert after.last_modified.value == moved.noted_at
    assert after.created.value == NOW


def test_a_withdrawn_call_is_cancelled_and_rings_no_more():
    (event,) = events(replace(CALL, state="withdrawn", sequence=1))

    assert event.status.value == "CANCELLED"
    assert not hasattr(event, "valarm_list")


def test_a_calendar_without_calls_is_one():
    assert events() == []


def test_the_same_calls_are_the_same_bytes_and_are_written_once(tmp_path):
    path = tmp_path / "public" / "deadlines.ics"
    content = calendar.compose_calendar([CALL])

    assert content == calendar.compose_calendar([CALL])
    assert files.write(path, content)
    assert not files.write(path, content)
    assert [one.name for one in path.parent.iterdir()] == ["deadlines.ics"]


HOSTILE = st.one_of(
    st.text(max_size=200),
    st.sampled_from(["x\r\nEND:VEVENT\r\nBEGIN:VEVENT", '\\n;,:"', "é" * 300, "<!channel>", ""]),
)


@settings(max_examples=15, deadline=None)
@given(title=HOSTILE, asker=HOSTILE, quote=HOSTILE, url=HOSTILE)
def test_foreign_words_break_neither_calendar_nor_message(title, asker, quote, url):
    call = replace(CALL, title=title, asker=asker, quote=quote, respond_url=url)

    (event,) = events(call)
    alert = reminder.compose_reminder(call, 7, NOW)

    assert event.uid.value == "c1@placewatch"
    assert "<!channel>" not in alert.text + alert.blocks
    assert len(alert.blocks) < blocks.MESSAGE_LIMIT


def test_a_reminder_says_how_long_is_left_who_asks_and_where():
    alert = reminder.compose_reminder(CALL, 7, datetime(2026, 12, 5, 9, tzinfo=UTC))

    assert alert.key == "c1:reminder:2026-12-12:7"
    assert alert.text.splitlines() == [
        "7 days left: Place budgets, pooled; and shared",
        "Closes: noon on 12 December 2026 (7 days left)",
        "What: consultation",
        "Who asks: HM Treasury",
        "Write to: places@treasury.example",
        "“Responses are due by noon on 12 December.”",
        "See every deadline: placewatch deadlines",
    ]


def test_a_moved_day_names_the_old_one():
    moved = replace(
        CALL, was_at=CALL.closes_at - timedelta(days=8), respond_url="https://a.example/x"
    )

    text = reminder.compose_change(moved, "moved", NOW).text

    assert text.startswith("Deadline moved: Place budgets, pooled; and shared\n")
    assert "noon on 12 December 2026 (21 days left); it was to close on 4 December 2026" in text
    assert "Respond: https://a.example/x" in text


def test_a_message_links_the_page_of_a_report_that_says_so():
    said = "https://places.example/plan.pdf#page=12"

    alert = reminder.compose_reminder(CALL, 7, NOW, said=said)
    content = calendar.compose_calendar([CALL], said={"c1": said})

    assert f"Said in a report, page 12: {said}" in alert.text
    assert said in alert.blocks
    assert f"Said in: {said}" in vobject.readOne(content.decode()).vevent.description.value


def test_a_withdrawn_call_asks_for_no_answer():
    gone = replace(CALL, state="withdrawn", respond_url="https://a.example/x")

    alert = reminder.compose_change(gone, "withdrawn", NOW, "https://places.example/news")

    assert alert.key == "c1:withdrawn:2026-12-12"
    assert alert.text.splitlines() == [
        "Withdrawn: Place budgets, pooled; and shared",
        "Was to close: noon on 12 December 2026",
        "What: consultation",
        "Who asks: HM Treasury",
        "“Responses are due by noon on 12 December.”",
        "Said in: https://places.example/news",
        "See every deadline: placewatch deadlines",
    ]


def test_a_call_that_is_not_open_yet_says_when_it_opens():
    later = replace(CALL, opens_at=NOW + timedelta(days=2))

    assert "Opens: 23 November 2026\n" in reminder.compose_reminder(later, 7, NOW).text
