import random
from collections import Counter
from datetime import timedelta

import pytest

from alerts.delivery import (
    GAP_S,
    Decision,
    NotAllowed,
    PostError,
    Receipt,
    Row,
    backoff_s,
    decide,
    next_call_at,
)
from alerts.slack import SlackSink
from tests.alerts.samples import NOW, alert
from tests.fakes.slack import FAULTS, FakeSlack, Fault

SETTLE_S = 30.0
RECEIPT = Receipt(ts="1.000001", channel="C1")


def row(**facts):
    return Row(**({"posts": 1, "is_uncertain": False} | facts))


def decision(step, after_s=None, scope="row", why="told", is_for_people=False, receipt=None):
    at = None if after_s is None else NOW + timedelta(seconds=after_s)
    return Decision(
        step=step, at=at, scope=scope, why=why, is_for_people=is_for_people, receipt=receipt
    )


def error(kind, retry_after_s=None):
    return PostError(kind, "told", retry_after_s)


POSTED = {
    "a receipt": (row(), RECEIPT, decision("sent", why="accepted", receipt=RECEIPT)),
    "no clear answer": (row(), error("unknown"), decision("look up", SETTLE_S, "channel")),
    "asked to wait": (row(), error("wait", 7.0), decision("retry", 7.0, "channel")),
    "asked to wait a day": (row(), error("wait", 86_400.0), decision("retry", 3600.0, "channel")),
    "no clear answer again and again": (
        row(posts=3),
        error("unknown"),
        decision("look up", SETTLE_S, "row"),
    ),
    "its parent is gone": (row(), error("parent"), decision("orphan")),
    "asked to wait for nothing": (row(), error("wait", 0.0), decision("retry", GAP_S, "channel")),
    "no network": (row(), error("wait"), decision("retry", 15.0, "all")),
    "still no network": (row(posts=4), error("wait"), decision("retry", 120.0, "all")),
    "a closed channel": (
        row(),
        error("destination"),
        decision("retry", 3600.0, "channel", is_for_people=True),
    ),
    "a revoked token": (
        row(),
        error("credentials"),
        decision("retry", 600.0, "all", is_for_people=True),
    ),
    "refused words": (row(), error("content"), decision("shorten")),
    "refused short words": (
        row(posts=2, is_short=True),
        error("content"),
        decision("park", is_for_people=True),
    ),
}
SEARCHED = {
    "found": (RECEIPT, 1, decision("sent", why="found in the channel", receipt=RECEIPT)),
    "not there": (
        None,
        1,
        decision("retry", 0.0, "channel", "not in the channel: sent again"),
    ),
    "not there the second time": (
        None,
        2,
        decision("retry", 15.0, "channel", "not in the channel: sent again"),
    ),
    "not there the third time": (
        None,
        3,
        decision("retry", 30.0, "row", "not in the channel: sent again"),
    ),
    "not allowed": (
        NotAllowed(text="told"),
        1,
        decision("retry", 0.0, "channel", "sent again, it may show twice: told", True),
    ),
    "no answer": (error("unknown"), 2, decision("look up", 15.0, "row")),
    "no network": (error("wait"), 2, decision("look up", 15.0, "all")),
    "asked to wait": (error("wait", 60.0), 1, decision("look up", 60.0, "search")),
    "no longer invited": (
        error("destination"),
        1,
        decision("look up", 3600.0, "row", is_for_people=True),
    ),
    "a revoked token": (
        error("credentials"),
        1,
        decision("look up", 600.0, "all", is_for_people=True),
    ),
}


@pytest.mark.parametrize(("given", "outcome", "expected"), POSTED.values(), ids=POSTED)
def test_what_follows_a_post(given, outcome, expected):
    assert decide(given, outcome, NOW, SETTLE_S) == expected


@pytest.mark.parametrize(("outcome", "posts", "expected"), SEARCHED.values(), ids=SEARCHED)
def test_what_follows_a_search(outcome, posts, expected):
    given = row(posts=posts, is_uncertain=True)

    assert decide(given, outcome, NOW, SETTLE_S) == expected


def test_the_longer_a_search_fails_the_longer_it_waits():
    waits = [
        decide(row(is_uncertain=True, age_s=age_s), error("unknown"), NOW, SETTLE_S).at - NOW
        for age_s in (0, 60, 120, 3600, 86_400)
    ]

    assert [wait.total_seconds() for wait in waits] == [15.0, 15.0, 30.0, 900.0, 900.0]


def test_a_channel_that_cannot_be_searched_for_hours_gets_the_message_again():
    given = row(is_uncertain=True, age_s=7200.0)

    assert decide(given, error("destination"), NOW, SETTLE_S) == decision(
        "retry", 0.0, "channel", "sent again, it may show twice: told", True
    )


@pytest.mark.parametrize(
    ("posts", "is_overtaken", "is_short", "step"),
    [
        (9, True, False, "retry"),
        (10, False, False, "retry"),
        (10, True, False, "shorten"),
        (14, True, True, "retry"),
        (15, False, True, "retry"),
        (15, True, True, "park"),
    ],
)
def test_a_message_on_which_slack_fails_alone_is_made_short_and_then_parked(
    posts, is_overtaken, is_short, step
):
    given = row(posts=posts, is_uncertain=True, is_overtaken=is_overtaken, is_short=is_short)

    assert decide(given, None, NOW, SETTLE_S).step == step


@pytest.mark.parametrize("outcome", [None, NotAllowed(text="told")], ids=["None", "NotAllowed"])
def test_a_post_cannot_end_like_a_search(outcome):
    with pytest.raises(ValueError, match="a post cannot come out as"):
        decide(row(), outcome, NOW, SETTLE_S)


def test_delays_double_up_to_a_quarter_of_an_hour():
    assert [backoff_s(posts) for posts in (0, 1, 2, 3, 7, 8, 10_000)] == [
        15.0,
        15.0,
        30.0,
        60.0,
        900.0,
        900.0,
        900.0,
    ]


@pytest.mark.parametrize(("passed_s", "after_s"), [(0, 1.1), (0.3, 0.8), (60, -58.9), (-3600, 1.1)])
def test_a_channel_gets_one_message_a_second(passed_s, after_s):
    last = NOW - timedelta(seconds=passed_s)

    assert next_call_at(last, NOW, GAP_S) == NOW + timedelta(seconds=after_s)
    assert next_call_at(None, NOW, GAP_S) == NOW


class Clock:
    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now.timestamp()

    def wait_until(self, moment):
        self.now = max(self.now, moment)


LATE = Fault(drop="close", accepts=True, appears_after_s=SETTLE_S - 1)
AFTER = [fault for name, fault in FAULTS.items() if "after" in name and not fault.wait_s]
SILENCE = [FAULTS[name] for name in ("429", "500", "503", "closed before accept", "HTML", "null")]
REFUSALS = [FAULTS[name] for name in ("revoked token", "archived channel", "invalid blocks")]
TROUBLE = [LATE, *AFTER, *SILENCE, *REFUSALS]


def deliver(sink, clock, one, luck):
    """Follow the policy to the end for one alert; now and then die between post and note."""
    given, first_at = Row(posts=0, is_uncertain=False), clock.now
    for _ in range(200):
        try:
            if given.is_uncertain:
                outcome = sink.find(one.alert_id, first_at)
            else:
                given = Row(posts=given.posts + 1, is_uncertain=False, is_short=given.is_short)
                outcome = sink.post(one, short=given.is_short)
        except PostError as exc:
            outcome = exc
        if not given.is_uncertain and luck.random() < 0.1:  # killed: the answer is forgotten
            outcome = PostError("unknown", "killed")
        then = decide(given, outcome, clock.now, SETTLE_S)
        if then.step in {"sent", "park"}:
            return then.step
        if then.at:
            clock.wait_until(then.at)
        is_short = given.is_short or then.step == "shorten"
        given = Row(posts=given.posts, is_uncertain=then.step == "look up", is_short=is_short)
    return "no end"


@pytest.mark.parametrize("seed", range(3))
def test_through_all_trouble_every_alert_is_seen_once(seed):
    luck, clock = random.Random(seed), Clock()
    with FakeSlack(clock=clock) as slack:
        sink = SlackSink(slack.token, "C1", slack.url)
        for method, trouble in (("chat.postMessage", TROUBLE), ("conversations.history", SILENCE)):
            some = [luck.choice(trouble) if luck.random() < 0.4 else None for _ in range(200)]
            slack.next(method, *some)

        ends = Counter(deliver(sink, clock, alert(number), luck) for number in range(60))
        clock.wait_until(clock.now + timedelta(hours=1))

        seen = Counter(m["metadata"]["event_payload"]["key"] for m in slack.messages("C1"))
    assert set(ends) <= {"sent", "park"}
    assert ends["sent"] == len(seen)
    assert set(seen.values()) == {1}


def test_without_the_history_every_alert_is_seen_at_least_once():
    clock = Clock()
    with FakeSlack(clock=clock, scopes=frozenset({"chat:write"})) as slack:
        sink = SlackSink(slack.token, "C1", slack.url)
        slack.next("chat.postMessage", FAULTS["closed after accept"])

        assert deliver(sink, clock, alert(), random.Random(1)) == "sent"
        assert len(slack.messages("C1")) == 2
