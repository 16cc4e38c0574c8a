"""What `placewatch alerts` shows, and how a refused alert is sent again."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from alerts.slack import SlackSink
from cli.main import main
from tests.fakes import ready
from tests.fakes.slack import FakeSlack
from tests.warehouse import make
from warehouse import outbox, outbox_shown, publish, store

NOW = datetime.now(UTC)
HEADER = json.dumps([{"type": "header", "text": {"type": "plain_text", "text": "Shire\x1b Purse"}}])


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """An installation with an alert that was refused, one that was sent and one that waits."""
    refused, sent, waits = (
        replace(make.alert(key), text=f"About {key}\nMore", blocks=HEADER, created_at=NOW)
        for key in ("refused", "sent", "waits")
    )
    home = tmp_path_factory.mktemp("home")
    with store.open_warehouse(ready.warehouse(home / "placewatch.duckdb")) as con:
        outbox.enqueue(con, [refused, sent, waits], NOW)
        outbox.take(con, NOW, 2, place=outbox.Place("C1"))
        outbox.failed(con, refused.alert_id, "Slack: no_text: the message is empty", NOW, None)
        outbox.sent(con, sent.alert_id, None, NOW)
        publish.publish(con, home / "public" / "placewatch.duckdb")
    return home


def asked(home, *words):
    return CliRunner().invoke(main, ["alerts", *words, "--home", str(home)])


def test_what_was_refused_comes_first_with_the_reason(home):
    lines = asked(home).output.splitlines()

    assert lines[2].split()[1:4] == ["parked", "immediate", "C1"]
    assert lines[3] == "  Slack: no_text: the message is empty"
    assert [line.split()[1] for line in lines[4:6]] == ["pending", "sent"]
    assert "resend" in lines[-1]
    assert max(map(len, lines)) <= 100


def test_the_list_is_narrowed_and_handed_to_programs(home):
    found = json.loads(asked(home, "--parked", "--format", "json").output)

    assert [(row["key"], row["why"]) for row in found] == [
        ("refused", "Slack: no_text: the message is empty")
    ]
    assert "No alert is sending." in asked(home, "--state", "sending").output


def test_one_is_shown_with_its_words(home):
    alert_id = make.alert("refused").alert_id

    for name in ("refused", alert_id, alert_id[:8]):
        printed = asked(home, "show", name).output
        assert "State:       parked" in printed
        assert printed.endswith("About refused\nMore\n")
    missing = asked(home, "show", "nothing")
    assert (missing.exit_code, "there is no alert" in missing.output) == (1, True)


def test_a_refused_alert_is_sent_again_with_its_layout_and_one_that_arrived_is_not(home, tmp_path):
    home = shutil.copytree(home, tmp_path / "home")
    again = asked(home, "resend", "refused")
    arrived = asked(home, "resend", "sent")

    assert again.output == "1 alert is back in the queue; the next run sends them.\n"
    assert arrived.exit_code == 1
    assert "not sent twice" in arrived.output
    with store.open_warehouse(home / "placewatch.duckdb") as con:
        (queued, *_) = outbox.take(con, datetime.now(UTC), 1)
        assert (queued.alert.key, queued.attempts, queued.is_short) == ("refused", 1, False)
        assert outbox_shown.release(con, NOW) == 0
    assert "None is parked." in asked(home, "resend", "--all").output
    assert asked(home, "resend").exit_code == 2


def test_the_preview_draws_the_newest_and_nothing_foreign_reaches_the_terminal(home):
    printed = asked(home, "preview", "sent").output

    assert "Shire Purse" in printed
    assert "\x1b" not in printed
    assert json.loads(asked(home, "preview", "--json").output)["text"] == "About waits\nMore"


def test_before_there_is_news_the_preview_is_invented_and_slack_would_take_it(tmp_path):
    drawn, printed = asked(tmp_path, "preview"), asked(tmp_path, "preview", "--json")

    message = json.loads(printed.stdout)
    assert "Place Budget Pilots" in drawn.output
    assert "invented" in drawn.stderr
    with FakeSlack() as slack:
        alert = replace(make.alert(), text=message["text"], blocks=json.dumps(message["blocks"]))
        SlackSink(slack.token, "C1", slack.url).post(alert)
        assert len(slack.messages("C1")) == 1
