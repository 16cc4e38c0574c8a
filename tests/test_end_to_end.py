"""From the byte of a feed to a message in Slack: real HTTP, real processes, nothing patched."""

import os
import shutil
import signal
import time

import pytest

from tests.fakes.press import ORDINARY, PILOT, REWRITE, Installation, Press
from tests.fakes.slack import FAULTS, FakeSlack
from tests.fakes.web import fake_web


@pytest.fixture(scope="module")
def web():
    with fake_web() as web:
        yield web


@pytest.fixture
def slack():
    with FakeSlack() as slack:
        yield slack


def presses_of(web):
    """Return two publishers that have put out nothing of interest, whatever they did before."""
    ministry, weekly = Press(web, "ministry", "government"), Press(web, "weekly", "trade_press")
    ministry.publish("clocks", ORDINARY)
    weekly.publish("more-clocks", ORDINARY)
    return ministry, weekly


@pytest.fixture
def presses(web):
    return presses_of(web)


@pytest.fixture
def ministry(presses):
    return presses[0]


@pytest.fixture
def weekly(presses):
    return presses[1]


@pytest.fixture(scope="module")
def begun(tmp_path_factory, web):
    """The home of an installation after its first run: each test goes on from a copy."""
    with FakeSlack() as slack:
        made = Installation(tmp_path_factory.mktemp("begun"), web, slack, *presses_of(web))
        made.run("run")
        assert made.shown() == []
    return made.home


@pytest.fixture
def installation(tmp_path, web, slack, begun, ministry, weekly):
    made = Installation(tmp_path, web, slack, ministry, weekly)
    shutil.copytree(begun, made.home, dirs_exist_ok=True)
    return made


def test_a_new_initiative_rings_once_whoever_repeats_it(installation, ministry, weekly):
    url = ministry.publish("purse", PILOT)
    installation.run("run")
    weekly.publish("pot", REWRITE)
    installation.run("run")
    ministry.publish("purse-again", PILOT)
    installation.run("run")

    text, also = installation.shown()
    assert "New initiative: Shire Purse" in text
    assert "Kent" in text
    assert "Treasury" in text
    assert url in text
    assert "Further source: Shire Purse" in also
    message, reply = installation.slack.messages("C1")
    assert reply["thread_ts"] == message["ts"]
    row, _ = installation.ask("SELECT alert_id, state FROM alerts ORDER BY created_at")
    assert message["metadata"]["event_payload"]["alert_id"] == row["alert_id"]
    assert row["state"] == "sent"
    (found,) = installation.ask("SELECT name, stage, areas FROM initiatives WHERE NOT is_seeded")
    assert (found["name"], found["stage"]) == ("Shire Purse", "pilot")
    assert {"Kent", "Durham", "Cornwall"} <= set(found["areas"])


def test_a_second_run_finds_nothing_and_sends_nothing(installation, ministry):
    ministry.publish("purse", PILOT)
    installation.run("run")

    printed = installation.run("run")

    assert "0 new entries · 0 articles read" in printed
    assert len(installation.shown()) == 1


def test_the_baseline_rings_nothing_unless_asked(tmp_path, web, slack, ministry):
    ministry.publish("purse", PILOT)

    quiet = Installation(tmp_path / "quiet", web, slack, ministry)
    assert "Shire Purse" in quiet.run("run")
    assert quiet.shown() == []

    loud = Installation(tmp_path / "loud", web, slack, ministry)
    loud.run("run", "--alert-baseline")
    assert len(loud.shown()) == 1


def test_a_title_pings_and_formats_nothing(installation, ministry):
    title = "<!channel> *Ministers* will pilot <https://evil.example|budgets> & more"
    ministry.publish("purse", (title, *PILOT[1:]))

    installation.run("run")

    (message,) = installation.slack.messages("C1")
    assert "<!channel>" not in str(message)
    assert "<https://evil.example|budgets>" not in str(message)


@pytest.mark.parametrize("fault", ["500", "429", "closed after accept", "cut off after accept"])
def test_a_failing_slack_loses_and_doubles_nothing(installation, ministry, slack, fault):
    ministry.publish("purse", PILOT)
    slack.next("chat.postMessage", FAULTS[fault])

    installation.run("run")

    assert len(installation.shown()) == 1
    assert installation.ask("SELECT state FROM alerts") == [{"state": "sent"}]


def test_a_revoked_token_keeps_the_alert_and_says_what_to_do(installation, ministry, slack):
    ministry.publish("purse", PILOT)
    slack.always("chat.postMessage", FAULTS["revoked token"])
    printed = installation.run("run")
    assert "token" in printed
    assert installation.shown() == []
    assert slack.token not in printed

    slack.always("chat.postMessage", None)
    (row,) = installation.ask("SELECT state, last_error FROM alerts")
    assert row["state"] == "pending"


def test_a_run_killed_at_any_point_loses_and_doubles_nothing(installation, ministry, weekly):
    ministry.publish("purse", PILOT)
    weekly.publish("pot", REWRITE)
    began_s = time.monotonic()
    installation.start("sources").communicate()
    start_s = time.monotonic() - began_s  # what this machine takes to start a command

    for step in range(5):
        process = installation.start("run")
        time.sleep(start_s + 0.6 * step)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
    installation.run("run")

    assert len(installation.shown()) == 1
    titles = installation.ask("SELECT title FROM articles ORDER BY title")
    assert [row["title"] for row in titles] == sorted([ORDINARY[0]] * 2 + [PILOT[0], REWRITE[0]])
    assert installation.ask("SELECT state, count(*) AS n FROM alerts GROUP BY state") == [
        {"state": "sent", "n": 1}
    ]


def test_a_broken_feed_is_a_line_and_not_a_stop(installation, ministry, web):
    web.put("/weekly/feed.xml", "<html><body>Sorry</body></html>")
    ministry.publish("purse", PILOT)

    installation.run("run")

    assert len(installation.shown()) == 1
    (row,) = installation.ask("SELECT health FROM sources WHERE source_id = 'weekly'")
    assert "HTML instead of a feed" in row["health"]
