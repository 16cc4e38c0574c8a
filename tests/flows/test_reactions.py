"""Reactions in Slack, read back over loopback."""

import shutil
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest

from alerts.terminal import TerminalSink
from flows.notify import notify_once
from flows.reactions import DAYS, GAP_S, reactions_once
from settings import Settings
from tests.fakes import ready
from tests.fakes.slack import FAULTS, SCOPES
from tests.fakes.slack_reactions import BOT, ReactingSlack
from tests.warehouse import make
from tests.warehouse.said import key, named
from warehouse import feeds, outbox, queries, store
from warehouse.outbox import About

START = datetime.now(UTC)


class House:
    """An installation whose messages stand in a Slack where people react."""

    def __init__(self, folder, slack):
        self.slack = slack
        self.passed_s = 0.0
        self.waits = []
        self.settings = Settings.from_env(
            {
                "PLACEWATCH_HOME": str(folder),
                "PLACEWATCH_SLACK_TOKEN": slack.token,
                "PLACEWATCH_SLACK_CHANNEL": "C1",
                "PLACEWATCH_SLACK_URL": slack.url,
            }
        )

    def clock(self):
        return START + timedelta(seconds=self.passed_s)

    def sleep(self, wait_s):
        self.waits.append(wait_s)
        self.passed_s += wait_s

    def tell(self, *kinds):
        """Queue messages of one thread and let them arrive."""
        made = [
            make.alert(f"{kind}-{number}", thread=key(), created_at=self.clock())
            for number, kind in enumerate(kinds)
        ]
        about = {
            one.key: About(kind, key(), "lga-a1") for one, kind in zip(made, kinds, strict=True)
        }
        with store.open_warehouse(self.settings.warehouse) as con:
            outbox.enqueue(con, made, self.clock(), about=about)
        notify_once(self.settings, self.clock, terminal=TerminalSink(StringIO()), sleep=self.sleep)
        return [str(one["ts"]) for one in self.slack.messages("C1")]

    def hear(self):
        self.waits.clear()
        self.slack.calls.clear()
        return reactions_once(self.settings, self.clock(), clock=self.clock, sleep=self.sleep)

    def ask(self, sql):
        with store.open_warehouse(self.settings.warehouse) as con:
            assert queries.ask(con, "orphans").rows == ()
            return con.execute(sql).fetchall()

    def asked(self):
        return [call.method for call in self.slack.calls]


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The warehouse of an installation that knows one article about one initiative."""
    path = tmp_path_factory.mktemp("begun") / "placewatch.duckdb"
    with store.open_warehouse(ready.warehouse(path)) as con:
        feeds.sync(con, [make.source("lga")], make.NOW)
        named(con, 1)
    return path


@pytest.fixture
def house(tmp_path, begun):
    shutil.copy(begun, tmp_path)
    with ReactingSlack() as slack:
        yield House(tmp_path, slack)


def test_who_said_what_is_heard_once_in_any_colour_and_the_bot_does_not_count(house):
    (ts,) = house.tell("new")
    for emoji, who in (
        ("+1", "U1"),
        ("thumbsup::skin-tone-4", "U2"),
        ("-1::skin-tone-6", "U3"),
        ("eyes", "U4"),
        ("tada", "U5"),
        ("+1", BOT),
    ):
        house.slack.react("C1", ts, emoji, who)

    first, again = house.hear().reactions, house.hear().reactions

    assert (first, again) == (4, 0)
    assert house.ask("SELECT who, meaning FROM reactions ORDER BY who") == [
        ("U1", "useful"),
        ("U2", "useful"),
        ("U3", "noise"),
        ("U4", "on it"),
    ]
    said = house.ask("SELECT who, way, verdict FROM feedback ORDER BY who")
    assert said == [
        ("U1", "reaction", "useful"),
        ("U2", "reaction", "useful"),
        ("U3", "reaction", "noise"),
    ]


def test_what_is_taken_back_is_a_row_more_and_counts_no_more(house):
    (ts,) = house.tell("new")
    house.slack.react("C1", ts, "-1", "U1")
    house.hear()
    house.slack.unreact("C1", ts, "-1", "U1")

    assert house.hear().reactions == 1
    rows = house.ask("SELECT meaning, is_there, stands FROM reactions ORDER BY reaction_id")
    assert rows == [("noise", True, False), ("noise", False, False)]
    assert house.ask("SELECT verdict FROM feedback WHERE is_last_word") == [("taken back",)]


def test_a_thread_is_asked_for_as_a_whole_and_at_slacks_pace(house):
    parent, *replies = house.tell("new", "area", "report", "sponsor")
    for ts in (parent, *replies):
        house.slack.react("C1", ts, "eyes", "U1")

    heard = house.hear()

    assert (heard.messages, heard.reactions) == (4, 4)
    assert house.asked() == ["auth.test", "conversations.replies", "reactions.get"]
    assert all(wait_s <= GAP_S for wait_s in house.waits)
    assert sum(house.waits) == pytest.approx(2 * GAP_S, abs=0.1)


def test_where_many_reacted_all_of_them_are_asked_for(house):
    house.tell("new", "area", "report")
    (*_, last) = house.slack.messages("C1")
    house.slack.react("C1", last["ts"], "+1", "U1", "U2", "U3")
    house.slack.most_named = 2

    assert house.hear().reactions == 3


def test_without_the_scope_for_history_each_message_is_asked_for(house):
    parent, *_ = house.tell("new", "area", "report")
    house.slack.react("C1", parent, "+1", "U1")
    house.slack.scopes = SCOPES - {"channels:history"}

    assert house.hear().reactions == 1
    assert house.asked().count("reactions.get") == 3


def test_a_message_that_was_deleted_keeps_what_was_said_of_it(house):
    (ts,) = house.tell("new")
    house.slack.react("C1", ts, "+1", "U1")
    house.hear()
    house.slack.delete("C1", ts)

    assert house.hear().last_error == ""
    assert house.ask("SELECT meaning FROM reactions WHERE stands") == [("useful",)]


def test_what_is_older_than_the_last_days_is_not_asked_for(house):
    house.tell("new")
    house.passed_s += timedelta(days=DAYS, hours=1).total_seconds()

    assert house.hear().messages == 0
    assert house.asked() == []


@pytest.mark.parametrize("name", ["429", "500", "broken JSON after accept"])
def test_a_call_that_failed_is_made_again_as_slack_asks(house, name):
    (ts,) = house.tell("new")
    house.slack.react("C1", ts, "+1", "U1")
    house.slack.next("reactions.get", FAULTS[name])

    assert house.hear().reactions == 1


def test_a_missing_scope_is_a_problem_that_says_what_to_do(house):
    house.tell("new")
    house.slack.allowed = SCOPES

    heard = house.hear()

    assert "add the bot scope reactions:read" in heard.last_error
    ((text,),) = house.ask("SELECT text FROM problems WHERE kind = 'deliver'")
    assert text.startswith("reactions cannot be read: Slack: missing_scope")


def test_without_slack_there_is_nothing_to_read(tmp_path):
    settings = Settings.from_env({"PLACEWATCH_HOME": str(tmp_path)})

    heard = reactions_once(settings, START, clock=lambda: START)

    assert (heard.messages, heard.last_error) == (0, "")
    assert not settings.warehouse.exists()
