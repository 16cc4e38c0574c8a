import json
from datetime import UTC, datetime, timedelta

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from alerts.weekly import compose_weekly
from records import Change, Week, identify
from tests.fakes.slack_blocks import fault_of_blocks

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
NEXT = MONDAY + timedelta(days=7)


def week(**facts):
    given = {
        "number": "2026-W47",
        "began_at": MONDAY,
        "ended_at": NEXT,
        "told_at": NEXT + timedelta(hours=8, minutes=30),
        "states": {"working": 150, "few": 4, "no address": 77, "off": 66},
        "changes": (),
        "failing": (),
        "entries": 412,
        "articles": 388,
        "reports": 12,
        "alerts": 1,
        "broken_off": (),
        "pauses": (),
        "size": 153_000_000,
        "size_before": 141_000_000,
        "free": 20_000_000_000,
        "pages_waiting": 0,
        "pages_since": None,
        "alerts_waiting": 0,
        "alerts_since": None,
        "alerts_refused": 0,
    }
    return Week(**(given | facts))


def change(name, state, health, was="working", was_health="working"):
    return Change(
        source_id=name.lower(),
        name=name,
        was=was,
        was_health=was_health,
        state=state,
        health=health,
    )


def test_a_week_in_which_nothing_happened_is_one_calm_line():
    assert compose_weekly(week(), "C9").text == (
        "Placewatch, week 47 (16 to 22 November 2026): 154 of 154 sources work\n"
        "412 new entries, 388 articles and 12 reports read, 1 alert sent; "
        "77 sources wait for an address\n"
        "See every source: placewatch sources"
    )


def test_a_bad_week_is_told_one_line_a_source():
    told = compose_weekly(
        week(
            states={"working": 150, "blocked": 2, "silent": 1, "gone": 1},
            changes=(
                change("Hard Times", "blocked", "blocked (403) since 17 November"),
                change("Left Page", "silent", "nothing new for 41 days (usually 6)"),
                change("Old Guild", "gone", "gone (410) since 18 November"),
                change("New Town", "moved", "moved to https://new.example/feed"),
                change("Phoenix", "working", "working", "timed out", "timed out since 2 November"),
                change("Quiet Desk", "few", "fewer entries than expected: 1 in 30 days"),
                change("Leaver", "off", "switched off", "blocked", "blocked (403)"),
            ),
            failing=(
                ("Long Gone", "DNS error since 3 March"),
                ("Hard Times", "blocked (403) since 17 November"),
            ),
            pauses=(("classify", MONDAY, MONDAY + timedelta(hours=31)),),
            broken_off=(("poll", MONDAY + timedelta(hours=9)),),
            alerts_waiting=2,
            alerts_since=MONDAY,
            alerts_refused=1,
            free=400_000_000,
        ),
        "C9",
    )

    assert "://" not in told.text
    assert told.text.replace("\u2060", "") == (
        "Placewatch, week 47 (16 to 22 November 2026): 150 of 154 sources work\n"
        "Newly failing\n"
        "- Hard Times: blocked (403) since 17 November\n"
        "Gone for good\n"
        "- Old Guild: gone (410) since 18 November\n"
        "Fallen silent\n"
        "- Left Page: nothing new for 41 days (usually 6)\n"
        "Moved\n"
        "- New Town: moved to https://new.example/feed\n"
        "Well again\n"
        "- Phoenix: working (was: timed out since 2 November)\n"
        "Still failing: 1\n"
        "- Long Gone: DNS error since 3 March\n"
        "Look at\n"
        "- classify did not run from Monday 16 November, 00:00 to Tuesday 17 November, "
        "07:00: was the machine off?\n"
        "- poll of Monday 16 November, 09:00 was broken off\n"
        "- 1 alert refused by Slack: placewatch query alerts-sent\n"
        "- 2 alerts waiting, the oldest since Monday 16 November, 00:00: "
        "placewatch query problems-open\n"
        "- the disk has 400 MB free: make room before writing stops\n"
        "Read\n"
        "- 412 new entries, 388 articles and 12 reports read, 1 alert sent\n"
        "Warehouse\n"
        "- 153 MB, 400 MB free on its disk; 12 MB more than the week before\n"
        "See every source: placewatch sources"
    )


def test_of_many_the_first_are_named_and_the_rest_counted():
    many = tuple((f"Source {n:02}", "DNS error since 3 March") for n in range(40))
    lines = compose_weekly(week(failing=many), "").text.splitlines()

    assert lines[1] == "Still failing: 40, the longest"
    assert lines[2:8] == [
        *(f"- Source {n:02}: DNS error since 3 March" for n in range(5)),
        "- and 35 more",
    ]


def test_the_message_of_a_week_has_one_key_and_names_its_channel():
    told = compose_weekly(week(), "C9")

    assert (told.key, told.alert_id) == ("weekly:2026-W47", identify("weekly:2026-W47"))
    assert told.channel == "C9"
    assert compose_weekly(week(entries=1), "C9").alert_id == told.alert_id


NAMES = st.one_of(
    st.text(st.characters(), max_size=40),
    st.sampled_from(["&", "<!here>", "😀", "word "]).map(lambda piece: piece * 300),
)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(NAMES, min_size=1, max_size=3), st.integers(0, 12))
@example(["word " * 300], 60)
def test_no_name_breaks_the_message_or_what_slack_takes(names, times):
    named = [f"{name}{n}" for n in range(times) for name in names]
    states = ("blocked", "gone", "silent", "moved", "working")
    told = compose_weekly(
        week(
            changes=tuple(
                change(name, states[place % 5], name, "timed out", name)
                for place, name in enumerate(named)
            ),
            failing=tuple((name + "x", name) for name in named),
            pauses=(("poll", MONDAY, NEXT),) * times,
            broken_off=(("poll", MONDAY),) * times,
        ),
        "C9",
    )

    assert fault_of_blocks(json.loads(told.blocks)) is None
    assert len(told.blocks) <= 12_000
    assert "<!here>" not in told.text
