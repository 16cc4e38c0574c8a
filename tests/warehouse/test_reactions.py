"""Reactions are remembered, said and taken back, and speak of the article of their message."""

import pytest

from tests.warehouse import make
from tests.warehouse.make import later
from tests.warehouse.said import named, react, tell
from warehouse import outbox, queries, reactions


@pytest.fixture
def con(con):
    named(con, 1)
    return con


def words(con):
    return con.execute(
        "SELECT who, way, verdict, alert_id IS NOT NULL FROM feedback ORDER BY feedback_id"
    ).fetchall()


def test_a_thumb_is_feedback_on_the_article_and_so_is_its_end(con):
    parent = tell(con, 1)
    react(con, parent, "U1", "noise")
    react(con, parent, "U2", "useful")
    react(con, parent, "U3", "on it")
    react(con, parent, "U1", "noise", later(hours=1), is_there=False)

    assert words(con) == [
        ("U1", "reaction", "noise", True),
        ("U2", "reaction", "useful", True),
        ("U1", "reaction", "taken back", True),
    ]
    rows = con.execute("SELECT who, meaning, is_there, stands FROM reactions ORDER BY reaction_id")
    assert rows.fetchall() == [
        ("U1", "noise", True, False),
        ("U2", "useful", True, True),
        ("U3", "on it", True, True),
        ("U1", "noise", False, False),
    ]
    assert queries.ask(con, "orphans").rows == ()


def test_what_is_taken_back_leaves_what_the_same_person_said_elsewhere(con):
    parent, reply = tell(con, 1), tell(con, 2, "area")  # of the same article
    react(con, parent, "U1", "useful")
    react(con, reply, "U1", "noise", later(hours=1))
    react(con, reply, "U1", "noise", later(hours=2), is_there=False)

    assert [row[2] for row in words(con)] == ["useful", "noise", "useful"]


def test_a_message_about_no_article_is_remembered_and_speaks_of_none(con):
    alert = make.alert("digest")
    outbox.enqueue(con, [alert], make.NOW)
    react(con, alert.alert_id, "U1", "noise")

    assert words(con) == []
    assert con.execute("SELECT count(*) FROM reactions").fetchall() == [(1,)]


def test_messages_of_the_last_days_that_still_stand_are_asked_for_newest_first(con):
    old = tell(con, 1)
    gone = tell(con, 2, "step", at=later(days=10))
    con.execute("UPDATE store.outbox SET gone_at = now() WHERE alert_id = $1", [gone])
    shown = tell(con, 3, "step", at=later(days=11), parent="1.000001", is_broadcast=True)
    reply = tell(con, 4, "area", at=later(days=12), parent="1.000001")
    waiting = make.alert("waits")
    outbox.enqueue(con, [waiting], later(days=12))

    found = reactions.messages(con, later(days=5), 10)

    assert old not in {one.alert_id for one in found}
    assert [tuple(one) for one in found] == [
        (reply, "C1", "4.000001", "1.000001", False),
        (shown, "C1", "3.000001", "1.000001", True),
    ]
    assert len(reactions.messages(con, later(days=5), 1)) == 1
