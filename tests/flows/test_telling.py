"""What of a batch is told: first messages, replies, further sources, and what is held back."""

import pytest

from flows.classify_telling import Made, alerts, is_held, joined
from tests.themes.told import NOW, TITLES, claim, mention, report, told
from themes import happenings
from themes.happenings import Standing
from warehouse.threads import Thread

ID = "open-door"
KNOWN = Standing(stage="announced", is_old=True, life=(), is_refused=False)
STEP = mention("pilot", claims=(claim("step", "running"),))


def thread(**changes):
    known = {
        "initiative_id": ID,
        "name": "Open Door",
        "thread": ID,
        "channels": frozenset({""}),
        "sources": frozenset({"MHCLG"}),
        "replies": 0,
        "muted": frozenset(),
        "people": 0,
    }
    return {ID: Thread(**known | changes)}


def tell(*items, threads=None, stories=None, standing=KNOWN):
    """Return what is told of a batch, and what is only remembered."""
    at = thread() if threads is None else threads
    decided = happenings.decide(items, {ID: standing}, TITLES, NOW, {})
    telling = joined(decided, items, at, stories or {})
    return alerts(telling, at, NOW), telling.decisions


def shape(made):
    return [
        (made.about[one.key].kind, one.tier, one.thread, one.is_broadcast) for one in made.alerts
    ]


def test_the_first_message_tells_all_and_begins_the_thread():
    fresh = Standing(stage="idea", is_old=False, life=(), is_refused=False)

    made, _ = tell(told([mention()]), threads={}, standing=fresh)

    assert shape(made) == [("new", "immediate", ID, False)]
    assert "How sure" in made.alerts[0].text


def test_a_step_is_a_short_reply_that_the_channel_is_shown_too():
    made, _ = tell(told([STEP]))

    assert shape(made) == [("step", "immediate", ID, True)]
    assert "How sure" not in made.alerts[0].text


def test_reports_are_replies_that_wait_for_the_morning():
    made, _ = tell(told([mention(None, is_live=False, claims=())], reports=(report("A year on"),)))

    assert shape(made) == [("report", "daily", ID, False)]


def test_a_channel_that_heard_nothing_yet_is_told_all():
    made, _ = tell(told([STEP]))

    (reply,) = made.alerts
    assert made.words(reply, "") == reply
    assert "How sure" in made.words(reply, "C2").text
    assert made.words(reply, "C2").key == reply.key


def test_what_was_never_told_is_told_in_full_though_it_was_known():
    made, _ = tell(told([STEP]), threads=thread(channels=frozenset()))

    assert shape(made) == [("step", "immediate", ID, True)]
    assert "How sure" in made.alerts[0].text


def test_further_sources_join_and_what_was_merged_goes_on_in_its_thread():
    lgc = told([mention(None, is_live=False, claims=())], "a2", "LGC", "trade_press")

    made, decisions = tell(lgc, threads=thread(thread="shut-door"))

    assert shape(made) == [("source", "daily", "shut-door", False)]
    assert decisions.rings == ()


@pytest.mark.parametrize("muted", ["immediate", "daily"])
def test_what_people_call_noise_is_remembered_and_not_told(muted):
    paper = told([mention(None, is_live=False, claims=())], "a2", "LGC", reports=(report("Year"),))

    made, decisions = tell(paper, threads=thread(muted=frozenset({muted})))

    assert made == Made(alerts=(), about={}, firsts={})
    assert [(one.kind, one.told_in) for one in decisions.facts] == [("report", "")]


def test_a_step_rings_whatever_people_called_noise():
    made, _ = tell(told([STEP]), threads=thread(muted=frozenset({"immediate", "daily"})))

    assert shape(made) == [("step", "immediate", ID, True)]


@pytest.mark.parametrize(
    ("kind", "muted", "held"),
    [
        ("area", {"daily"}, True),
        ("area", {"weekly"}, False),
        ("source", {"immediate"}, True),
        ("reminder", {"immediate"}, True),
        ("reminder", {"daily"}, False),
        ("deadline", {"immediate", "daily"}, False),
        ("moved deadline", {"immediate"}, False),
        ("area", set(), False),
    ],
)
def test_who_finds_the_urgent_noise_does_not_want_the_rest(kind, muted, held):
    assert is_held(kind, muted) is held
