"""Which messages belong together, and which of them people want no more of."""

import pytest

from tests.warehouse import make
from tests.warehouse.make import later
from tests.warehouse.said import CHEST, PURSE, key, named, react, tell
from warehouse import calls, decisions, feedback, hits, queries, stories, threads
from warehouse.decisions import By
from warehouse.feedback import Feedback

ANN = By(who="ann", at=make.NOW)


@pytest.fixture
def con(con):
    """A warehouse in which one article of lga is about an initiative."""
    named(con, 1)
    return con


def at(con, name=PURSE):
    return threads.standing(con, [key(name)])[key(name)]


def muted(con):
    return sorted(at(con).muted)


def test_what_was_told_is_a_thread_and_what_was_not_is_none(con):
    before = at(con)
    tell(con, 1)

    assert (before.is_told, before.thread, before.sources) == (False, key(), {"LGA"})
    assert (at(con).is_told, at(con).thread, at(con).channels) == (True, key(), {""})


def test_what_waits_can_be_replied_to_and_what_is_parked_or_deleted_cannot(con):
    alert_id = tell(con, 1)
    states = []
    for change in ("state = 'pending'", "state = 'parked'", "state = 'sent', gone_at = now()"):
        con.execute(f"UPDATE store.outbox SET {change} WHERE alert_id = '{alert_id}'")
        states.append(at(con).is_told)

    assert states == [True, False, False]


def test_a_merged_initiative_goes_on_in_the_thread_that_there_is(con):
    named(con, 2, CHEST)
    tell(con, 1)
    decisions.merge(con, key(PURSE), key(CHEST), ANN)
    moved = (at(con, CHEST), at(con, PURSE))
    tell(con, 2, name=CHEST, at=later(days=1))

    assert [(one.initiative_id, one.name, one.thread) for one in moved] == [
        (key(CHEST), CHEST, key(PURSE))
    ] * 2
    assert at(con, PURSE).thread == key(CHEST)  # it has a thread of its own by now


def test_a_renamed_initiative_keeps_its_thread(con):
    tell(con, 1)
    decisions.rename(con, key(), "Purse of the Shires", ANN)

    assert (at(con).name, at(con).thread) == ("Purse of the Shires", key())


def test_a_refused_initiative_has_no_thread(con):
    tell(con, 1)
    decisions.refuse(con, key(), ANN)

    assert threads.standing(con, [key()]) == {}


def test_replies_that_name_sources_count_from_the_last_news_on(con):
    counts = []
    for number, kind in enumerate(("new", "source", "source", "area", "source"), start=1):
        tell(con, number, kind, at=later(minutes=number))
        counts.append(at(con).replies)

    assert counts == [0, 1, 2, 0, 1]


def test_a_source_that_carried_the_text_is_known_though_it_names_nothing(con):
    tell(con, 1)
    named(con, 3, CHEST, "tuc")
    stories.add(
        con, {"lga-a1": (), "tuc-a3": ()}, {"lga-a1": "lga-a1", "tuc-a3": "lga-a1"}, make.NOW
    )

    assert at(con).sources == {"LGA", "TUC"}
    assert threads.of_stories(con, {"other": "lga-a1", "x": "y"}) == {"other": key()}


def test_a_call_belongs_to_what_most_of_its_documents_are_about(con):
    named(con, 2, CHEST)
    named(con, 3, CHEST, "tuc")
    given = [make.deadline(f"{name}") for name in ("lga-a1", "lga-a2", "tuc-a3")]
    hits.add_deadlines(con, given, make.NOW)
    calls.add(con, [make.call()], [("c1", one) for one in calls.unsettled(con)], make.NOW)

    assert threads.of_calls(con, ["c1", "c2"]) == {"c1": key(CHEST)}


def test_two_people_who_say_noise_mute_the_tier_and_one_does_not(con):
    parent, area = tell(con, 1), tell(con, 2, "area")
    react(con, area, "U1", "noise", later(minutes=1))
    alone = muted(con)
    react(con, area, "U1", "noise", later(minutes=2))
    react(con, parent, "U2", "noise", later(minutes=2))  # of another tier
    apart = muted(con)
    react(con, area, "U2", "noise", later(minutes=3))

    assert (alone, apart, muted(con)) == ([], [], ["daily"])
    found = con.execute("SELECT initiative, tier, since_at, noise_to, useful_to FROM mutes")
    assert found.fetchall() == [(PURSE, "daily", later(minutes=3), ["U1", "U2"], [])]
    assert queries.ask(con, "orphans").rows == ()


@pytest.mark.parametrize("kind", ["step", "deadline", "moved deadline"])
def test_something_new_ends_a_mute_and_takes_two_people_more(con, kind):
    area = tell(con, 2, "area")
    for who in ("U1", "U2"):
        react(con, area, who, "noise", later(hours=1))
    before = muted(con)
    tell(con, 3, kind, at=later(hours=2))
    ended = muted(con)
    report = tell(con, 4, "report", at=later(hours=3))
    for who in ("U1", "U2"):
        react(con, report, who, "noise", later(hours=4))

    assert (before, ended, muted(con)) == (["daily"], [], ["daily"])


@pytest.mark.parametrize(
    ("who", "meaning", "is_there", "ends"),
    [
        pytest.param("U3", "useful", True, True, id="a third person finds it useful"),
        pytest.param("U2", "noise", False, True, id="one takes it back"),
        pytest.param("U2", "useful", True, True, id="one thinks otherwise"),
        pytest.param("U3", "on it", True, False, id="a third person is on it"),
    ],
)
def test_people_can_lift_a_mute(con, who, meaning, is_there, ends):
    area = tell(con, 2, "area")
    for one in ("U1", "U2"):
        react(con, area, one, "noise")

    react(con, area, who, meaning, is_there=is_there)

    assert muted(con) == ([] if ends else ["daily"])


def test_whoever_runs_the_house_lifts_a_mute_by_hand(con):
    area = tell(con, 2, "area")
    for who in ("U1", "U2", "U3"):
        react(con, area, who, "noise")
    said = Feedback(who="ann", way="hand", verdict="useful")
    feedback.add(con, feedback.meant(con, area, ()), said, later(hours=1))

    assert muted(con) == []


def test_those_who_are_on_it_are_counted_once(con):
    parent, area = tell(con, 1), tell(con, 2, "area")
    for alert_id, who in ((parent, "U1"), (area, "U1"), (area, "U2")):
        react(con, alert_id, who, "on it")

    assert at(con).people == 2
