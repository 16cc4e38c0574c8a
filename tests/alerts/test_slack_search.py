from datetime import timedelta

import pytest

from alerts.slack import NotAllowed, PostError, Receipt, SlackSink
from tests.alerts.samples import NOW, alert
from tests.fakes.slack import FAULTS, FakeSlack, Fault

TIMEOUT_S = 0.4  # the fake's slow answers take 1 s


@pytest.fixture
def slack():
    with FakeSlack(channels=("C1", "C2"), clock=NOW.timestamp) as slack:
        yield slack


def sink_for(slack):
    return SlackSink(slack.token, "C1", slack.url, timeout_s=TIMEOUT_S)


def error_of(call, *arguments, **named):
    with pytest.raises(PostError) as caught:
        call(*arguments, **named)
    return caught.value


def test_after_a_lost_answer_the_message_is_found(slack):
    sink = sink_for(slack)
    slack.next("chat.postMessage", FAULTS["closed after accept"])
    error_of(sink.post, alert())

    found = sink.find(alert().alert_id, NOW)

    assert found == Receipt(ts=slack.messages("C1")[0]["ts"], channel="C1")
    assert sink.find(alert(2).alert_id, NOW) is None


def test_what_was_never_accepted_is_not_found(slack):
    sink = sink_for(slack)
    slack.next("chat.postMessage", FAULTS["closed before accept"])
    error_of(sink.post, alert())

    assert sink.find(alert().alert_id, NOW) is None


def test_a_message_is_found_behind_hundreds_of_newer_ones(slack):
    sink = sink_for(slack)
    receipt = sink.post(alert())
    for number in range(2, 452):
        slack.answer("chat.postMessage", {"channel": "C1", "text": str(number)}, slack.token)

    assert sink.find(alert().alert_id, NOW) == receipt
    assert slack.count("conversations.history") == 3


def test_a_clock_some_minutes_ahead_of_slacks_hides_nothing(slack):
    sink = sink_for(slack)
    receipt = sink.post(alert())

    assert sink.find(alert().alert_id, NOW + timedelta(minutes=9)) == receipt


def test_only_our_own_metadata_count(slack):
    metadata = {"event_type": "other_app", "event_payload": {"alert_id": alert().alert_id}}
    message = {"channel": "C1", "text": "x", "metadata": metadata}
    slack.answer("chat.postMessage", message, slack.token)

    assert sink_for(slack).find(alert().alert_id, NOW) is None


@pytest.mark.parametrize("error", ["not_in_channel", "channel_not_found", "no_permission"])
def test_a_channel_that_is_closed_to_us_is_searched_when_it_is_open_again(slack, error):
    slack.next("conversations.history", Fault(error=error))

    assert error_of(sink_for(slack).find, alert().alert_id, NOW).kind == "destination"


def test_a_slack_that_has_no_history_is_told_apart(slack):
    slack.next("conversations.history", Fault(error="unknown_method"))

    assert isinstance(sink_for(slack).find(alert().alert_id, NOW), NotAllowed)


def test_a_channel_that_is_named_by_its_name_cannot_be_searched(slack):
    found = sink_for(slack).find(alert().alert_id, NOW, "#alerts")

    assert isinstance(found, NotAllowed)
    assert "PLACEWATCH_SLACK_CHANNEL" in found.text


def test_without_the_scope_the_operator_learns_its_name(slack):
    slack.scopes = frozenset({"chat:write"})

    found = sink_for(slack).find(alert().alert_id, NOW)

    assert isinstance(found, NotAllowed)
    assert "channels:history" in found.text


@pytest.mark.parametrize(
    ("name", "kind"),
    [("429", "wait"), ("HTML", "unknown"), ("slow", "unknown"), ("revoked token", "credentials")],
)
def test_a_failed_search_is_no_answer(slack, name, kind):
    slack.next("conversations.history", FAULTS[name])

    assert error_of(sink_for(slack).find, alert().alert_id, NOW).kind == kind


def test_the_check_tells_who_we_are_and_whether_we_may_search(slack):
    sink = sink_for(slack)

    assert sink.check() == (
        "signed in to Slack as placewatch in Fake workspace; lost answers can be looked up"
    )
    slack.scopes = frozenset({"chat:write"})
    assert "cannot: Slack: missing_scope: add the bot scope channels:history" in sink.check()


def test_a_message_is_found_in_the_channel_that_it_was_sent_to(slack):
    sink = sink_for(slack)
    receipt = sink.post(alert(channel="C2"))

    assert sink.find(alert().alert_id, NOW, channel="C2") == receipt
    assert sink.find(alert().alert_id, NOW) is None


def test_a_history_without_end_is_given_up(slack):
    page = b'{"ok": true, "messages": [], "response_metadata": {"next_cursor": "%d"}}'
    slack.next("conversations.history", *(Fault(body=page % number) for number in range(60)))

    found = sink_for(slack).find(alert().alert_id, NOW)

    assert isinstance(found, NotAllowed)
    assert slack.count("conversations.history") == 50


@pytest.mark.parametrize(
    "body",
    [
        b'{"ok": true}',
        b'{"ok": true, "messages": {"ts": "1"}}',
        b'{"ok": true, "messages": [1, null, {"metadata": 1}, {"metadata": {"event_type": '
        b'"placewatch_alert", "event_payload": []}}], "response_metadata": []}',
    ],
    ids=["no messages", "messages of another shape", "strange messages"],
)
def test_a_strange_history_proves_nothing(slack, body):
    slack.next("conversations.history", Fault(body=body))

    try:
        found = sink_for(slack).find(alert().alert_id, NOW)
    except PostError as error:
        found = error.kind

    assert found in (None, "unknown")
