"""From the outbox to Slack: threads, channels that wait each for itself, and a webhook."""

import io
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from rich.console import Console

from alerts.terminal import TerminalSink
from flows.notify import notify_once, sink_of
from settings import Settings
from tests.fakes import ready
from tests.fakes.slack import FAULTS, FakeSlack, Fault
from tests.warehouse import make
from warehouse import outbox, outbox_shown, problems, store


class Clock:
    """Time that passes only where somebody waits."""

    def __init__(self):
        self.at = make.NOW

    def __call__(self):
        self.at += timedelta(milliseconds=1)
        return self.at

    def sleep(self, seconds):
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def slack(clock):
    with FakeSlack(channels=("C1", "C2"), clock=lambda: clock.at.timestamp()) as slack:
        yield slack


@pytest.fixture
def settings(tmp_path, slack):
    ready.warehouse(tmp_path / "placewatch.duckdb")
    env = {
        "PLACEWATCH_HOME": str(tmp_path),
        "PLACEWATCH_SLACK_TOKEN": slack.token,
        "PLACEWATCH_SLACK_CHANNEL": "C1",
        "PLACEWATCH_SLACK_URL": slack.url,
    }
    return Settings.from_env(env)


def alert(key, **changes):
    return replace(make.alert(key), text=key, blocks="", **changes)


def queue(settings, *alerts):
    with store.open_warehouse(settings.warehouse) as con:
        outbox.enqueue(con, alerts, make.NOW)


def deliver(settings, clock, printed=None):
    terminal = TerminalSink(Console(file=printed or io.StringIO(), width=100))
    return notify_once(settings, clock, terminal=terminal, sleep=clock.sleep)


def threads(slack, channel="C1"):
    """Return what stands below what: the words of each message, and of its parent."""
    words = {m["ts"]: m["text"] for m in slack.workspace.accepted}
    return [(m["text"], words.get(m.get("thread_ts"), "")) for m in slack.messages(channel)]


def rows(settings):
    with store.open_warehouse(settings.warehouse) as con:
        return {row.key: row for row in outbox_shown.listed(con, "", 99)}


def test_a_thread_hangs_from_its_first_message_in_each_channel(settings, slack, clock):
    queue(
        settings,
        alert("a", thread="t"),
        alert("b", thread="t", is_broadcast=True),
        alert("c", thread="t", channel="C2"),
        alert("d"),
    )

    deliver(settings, clock)
    queue(settings, alert("e", thread="t", channel="C1"))
    deliver(settings, clock)

    assert threads(slack) == [("a", ""), ("b", "a"), ("d", ""), ("e", "a")]
    assert threads(slack, "C2") == [("c", "")]
    broadcast = [m["text"] for m in slack.messages("C1") if m.get("subtype") == "thread_broadcast"]
    assert broadcast == ["b"]


@pytest.mark.parametrize(
    ("has_replies", "is_strict"), [(True, False), (False, True)], ids=["tombstone", "refused"]
)
def test_a_message_takes_the_place_of_a_parent_that_was_deleted(
    settings, slack, clock, has_replies, is_strict
):
    slack.workspace.is_strict = is_strict
    first = [alert("a", thread="t"), alert("b", thread="t")]
    queue(settings, *first[: 1 + has_replies])
    deliver(settings, clock)
    slack.delete("C1", slack.messages("C1")[0]["ts"])

    queue(settings, alert("c", thread="t"), alert("d", thread="t"))
    deliver(settings, clock)

    assert threads(slack)[-2:] == [("c", ""), ("d", "c")]
    assert {row.state for row in rows(settings).values()} == {"sent"}


def test_a_parent_that_goes_between_the_look_and_the_post_is_noticed(settings, slack, clock):
    queue(settings, alert("a", thread="t"))
    deliver(settings, clock)
    (parent,) = slack.messages("C1")

    def delete(call, moment):
        if (call.method, moment) == ("chat.postMessage", "came"):
            slack.watch = None
            slack.delete("C1", parent["ts"])

    slack.watch = delete
    queue(settings, alert("b", thread="t"), alert("c", thread="t"))
    deliver(settings, clock)

    assert threads(slack) == [("b", ""), ("c", "b")]


def test_a_reply_whose_answer_was_lost_stands_once_below_its_parent(settings, slack, clock):
    lost = [FAULTS[name] for name in ("closed after accept", "closed before accept")]
    slack.next("chat.postMessage", None, *lost)
    queue(settings, *[alert(key, thread="t") for key in ("a", "b", "c")])

    deliver(settings, clock)

    assert threads(slack) == [("a", ""), ("b", "a"), ("c", "a")]


def test_a_reply_waits_for_a_parent_that_may_have_arrived(settings, slack, clock):
    slack.next("chat.postMessage", FAULTS["closed after accept"])
    slack.next("conversations.history", FAULTS["500"])
    queue(settings, alert("a", thread="t"), alert("b", thread="t"), alert("c"))

    deliver(settings, clock)

    assert ("b", "a") in threads(slack)
    assert len(slack.messages("C1")) == 3


def test_a_parent_that_is_refused_blocks_nobody(settings, slack, clock):
    slack.workspace.poison = "poison"
    queue(settings, alert("poison", thread="t"), alert("b", thread="t"), alert("c", thread="t"))

    done = deliver(settings, clock)

    assert (done.sent, done.parked) == (2, 1)
    assert threads(slack) == [("b", ""), ("c", "b")]
    slack.workspace.poison = ""
    with store.open_warehouse(settings.warehouse) as con:
        assert outbox_shown.release(con, clock()) == 1
    deliver(settings, clock)
    assert threads(slack)[-1] == ("poison", "b")


@pytest.mark.parametrize("fault", ["not in the channel", "429"])
def test_a_channel_that_takes_nothing_holds_up_no_other(settings, slack, clock, fault):
    slack.next("chat.postMessage", FAULTS[fault], *[None] * 9)
    queue(settings, alert("bad", channel="C2"), *[alert(str(n)) for n in range(3)])

    began = clock.at
    deliver(settings, clock)

    assert len(slack.messages("C1")) == 3
    last = max(call.at for call in slack.calls if call.arguments["channel"] == "C1")
    assert last - began.timestamp() < 10
    if fault != "429":
        assert "C2" in rows(settings)["bad"].why
        with store.open_warehouse(settings.warehouse) as con:
            assert "C2" in problems.unsolved(con)[0].text


def test_a_channel_gets_one_message_a_second_and_waits_for_no_other(settings, slack, clock):
    queue(settings, *[alert(f"{c}{n}", channel=c) for n in range(3) for c in ("C1", "C2")])

    deliver(settings, clock)
    queue(settings, alert("next", channel="C1"))
    deliver(settings, clock)

    came = {c: [call.at for call in slack.calls if call.arguments["channel"] == c]
            for c in ("C1", "C2")}  # fmt: skip
    for ats in came.values():
        assert min(b - a for a, b in pairwise(ats)) >= 1.1
    assert came["C2"][2] - came["C1"][0] < 3.3


def test_what_slack_asked_for_is_kept_by_the_next_process(settings, slack, clock):
    slack.next("chat.postMessage", Fault(status=429, headers={"Retry-After": "300"}))
    queue(settings, alert("a"), alert("b"))

    deliver(settings, clock)
    deliver(settings, clock)

    assert slack.count("chat.postMessage") == 1
    clock.sleep(300)
    assert deliver(settings, clock).sent == 2


def test_quiet_hours_hold_a_message_and_not_the_next(settings, slack, clock):
    night = make.later(hours=8)
    queue(settings, alert("a", thread="t", not_before=night), alert("b", thread="t"))

    deliver(settings, clock)
    assert threads(slack) == [("b", "")]

    clock.sleep(8 * 3600)
    deliver(settings, clock)
    assert threads(slack) == [("b", ""), ("a", "b")]


def test_a_webhook_shows_everything_and_after_a_lost_answer_twice(settings, slack, clock):
    settings = replace(settings, slack_token=None, slack_webhook=slack.webhook)
    slack.next("webhook", FAULTS["closed after accept"])
    queue(settings, alert("a", thread="t", channel="C2"), alert("b", thread="t"))

    done = deliver(settings, clock)

    assert done.sent == 2
    assert threads(slack) == [("a", ""), ("a", ""), ("b", "")]
    assert "webhook cannot look" in done.last_error
    assert slack.webhook not in str((done, settings, rows(settings)))
    assert slack.count("conversations.history") == 0


def test_threads_of_the_terminal_are_none_in_slack(settings, slack, clock):
    at_home = replace(settings, slack_token=None)
    queue(settings, alert("a", thread="t"))
    printed = io.StringIO()
    deliver(at_home, clock, printed)

    queue(settings, alert("b", thread="t"))
    deliver(settings, clock)

    assert "a" in printed.getvalue()
    assert threads(slack) == [("b", "")]


def test_what_a_dead_process_sent_at_its_last_moment_has_time_to_show(settings, slack, clock):
    queue(settings, alert("a"))
    with store.open_warehouse(settings.warehouse) as con:
        (taken,) = outbox.take(con, clock(), 1, place=outbox.Place("C1"))
    clock.sleep(60)  # its parent was slow to look at; then it posted, and died
    slack.next("chat.postMessage", Fault(accepts=True, appears_after_s=20.0))
    sink_of(settings).post(taken.alert)

    assert deliver(settings, clock).sent == 1
    assert threads(slack) == [("a", "")]
