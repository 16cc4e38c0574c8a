import logging

import pytest

from alerts.delivery import NotAllowed, PostError, Receipt
from alerts.webhook import WebhookSink
from tests.alerts.samples import NOW, alert
from tests.fakes.slack import FAULTS, FakeSlack, Fault


@pytest.fixture
def slack():
    with FakeSlack(clock=NOW.timestamp) as slack:
        yield slack


def error_of(sink):
    with pytest.raises(PostError) as caught:
        sink.post(alert())
    return caught.value


def test_an_alert_goes_through_without_a_name(slack):
    receipt = WebhookSink(slack.webhook).post(alert(text="R&D <!channel>"), parent_ts="1.000001")

    [message] = slack.messages("C1")
    assert receipt == Receipt(ts="", channel="webhook")
    assert message["text"] == "R&amp;D &lt;!channel&gt;"
    assert (message["unfurl_links"], "thread_ts" in message) == (False, False)


REFUSED = {
    "429": ("wait", "wait 2 s"),
    "500 after accept": ("unknown", "500"),
    "closed after accept": ("unknown", "no clear answer"),
    "archived channel": ("destination", "unarchive"),
    "invalid blocks": ("content", "invalid_payload"),
}


@pytest.mark.parametrize(("name", "told"), REFUSED.items(), ids=REFUSED)
def test_what_a_webhook_refuses_is_told_apart(slack, name, told):
    slack.next("webhook", FAULTS[name])

    error = error_of(WebhookSink(slack.webhook))

    assert (error.kind, told[1] in error.text) == (told[0], True), error.text


@pytest.mark.parametrize(
    ("code", "status"), [("no_service", 404), ("invalid_token", 403), ("action_prohibited", 403)]
)
def test_a_webhook_that_was_removed_is_told_with_the_remedy(slack, code, status):
    slack.next("webhook", Fault(error=code, status=status))

    error = error_of(WebhookSink(slack.webhook))

    assert error.kind == "credentials"
    assert code in error.text
    assert "SLACK_TOKEN" not in error.text


def test_a_page_that_is_no_webhook_stops_the_sending(slack):
    slack.next("webhook", Fault(status=404, body=b"<html>", content_type="text/html"))

    assert "PLACEWATCH_SLACK_WEBHOOK" in error_of(WebhookSink(slack.webhook)).text


def test_nobody_can_look_through_a_webhook(slack):
    assert isinstance(WebhookSink(slack.webhook).find(alert().alert_id, NOW), NotAllowed)


@pytest.mark.parametrize("name", ["500", "closed before accept", "archived channel"])
def test_the_address_is_shown_to_nobody(slack, caplog, capsys, name):
    caplog.set_level(logging.DEBUG)
    slack.next("webhook", FAULTS[name])
    sink = WebhookSink(slack.webhook)

    error = error_of(sink)

    secret = slack.webhook.rpartition("/")[2]
    told = repr((sink, error, error.text, error.__cause__, error.__context__))
    assert secret not in told + caplog.text + "".join(capsys.readouterr())
