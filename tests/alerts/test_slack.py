import json
import logging
import socket

import pytest

from alerts.slack import PostError, Receipt, SlackSink, SlackTokenError
from tests.alerts.samples import NOW, alert
from tests.fakes.slack import FAULTS, FakeSlack, Fault

TOKEN = "xoxb-5ecret-t0ken-of-a-workspace"
TIMEOUT_S = 0.4  # the fake's slow answers take 1 s
HEADER = json.dumps([{"type": "header", "text": {"type": "plain_text", "text": "News"}}])


@pytest.fixture
def slack():
    with FakeSlack(token=TOKEN, channels=("C1", "C2"), clock=NOW.timestamp) as slack:
        yield slack


def sink_for(slack, **arguments):
    given = {"token": TOKEN, "channel": "C1", "url": slack.url, "timeout_s": TIMEOUT_S}
    return SlackSink(**(given | arguments))


def error_of(call, *arguments, **named):
    with pytest.raises(PostError) as caught:
        call(*arguments, **named)
    return caught.value


def test_an_alert_stands_in_its_channel_with_its_id(slack):
    receipt = sink_for(slack).post(alert(blocks=HEADER))

    [message] = slack.messages("C1")
    assert receipt == Receipt(ts=message["ts"], channel="C1")
    assert message["metadata"] == {
        "event_type": "placewatch_alert",
        "event_payload": {"alert_id": alert().alert_id, "key": "new initiative-1"},
    }
    assert message["text"] == "New initiative: number 1"
    assert message["blocks"] == json.loads(HEADER)


def test_slack_is_told_to_unfurl_and_to_link_nothing(slack):
    sink_for(slack).post(alert())

    [message] = slack.messages("C1")
    assert (message["unfurl_links"], message["unfurl_media"]) == (False, False)
    assert message["parse"] == "none"
    assert "link_names" not in message


def test_an_alert_goes_to_the_channel_that_it_names(slack):
    receipt = sink_for(slack).post(alert(channel="C2"))

    assert receipt.channel == "C2"
    assert (len(slack.messages("C1")), len(slack.messages("C2"))) == (0, 1)


def test_text_is_escaped_on_its_way_and_keeps_its_lines(slack):
    sink_for(slack).post(alert(text="R&D <!channel>\nsecond\x1b line"))

    assert slack.messages("C1")[0]["text"] == "R&amp;D &lt;!channel&gt;\nsecond line"


def test_the_short_form_has_no_blocks_and_is_found_all_the_same(slack):
    sink = sink_for(slack)

    receipt = sink.post(alert(text="word " * 5_000, blocks=HEADER), short=True)

    [message] = slack.messages("C1")
    assert "blocks" not in message
    assert len(message["text"]) <= 1_000
    assert sink.find(alert().alert_id, NOW) == receipt


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("429", "wait", 0),
        ("500", "unknown", 0),
        ("500 after accept", "unknown", 1),
        ("503", "unknown", 0),
        ("slow", "unknown", 0),
        ("slow after accept", "unknown", 1),
        ("closed before accept", "unknown", 0),
        ("closed after accept", "unknown", 1),
        ("reset after accept", "unknown", 1),
        ("cut off after accept", "unknown", 1),
        ("broken JSON after accept", "unknown", 1),
        ("HTML", "unknown", 0),
        ("HTML after accept", "unknown", 1),
        ("JSON of another shape", "unknown", 1),
        ("null", "unknown", 0),
        ("unknown charset", "unknown", 0),
        ("fatal_error after accept", "unknown", 1),
        ("revoked token", "credentials", 0),
        ("missing scope", "credentials", 0),
        ("archived channel", "destination", 0),
        ("invalid blocks", "content", 0),
        ("message too long", "content", 0),
    ],
)
def test_every_fault_has_its_kind_and_is_one_call(slack, name, kind, shown):
    slack.next("chat.postMessage", FAULTS[name])

    error = error_of(sink_for(slack).post, alert())

    assert error.kind == kind
    assert slack.count("chat.postMessage") == 1
    assert len(slack.messages("C1")) == shown


ANSWERS = {
    "no such address": (
        Fault(status=404, body=b"nothing here", content_type="text/plain"),
        "destination",
    ),
    "redirect to elsewhere": (
        Fault(status=307, body=b"", headers={"Location": "https://elsewhere.example/"}),
        "destination",
    ),
    "a proxy's refusal": (Fault(status=403, body=b"<html>proxy", content_type="text/html"), "wait"),
    "too large for a proxy": (Fault(status=413, body=b""), "content"),
    "429 without a body": (Fault(status=429, body=b""), "wait"),
    "502 that is no text": (
        Fault(status=502, body=b"\xff\xfe", content_type="text/html"),
        "unknown",
    ),
    "success without a name": (Fault(accepts=True, body=b'{"ok": true}'), "unknown"),
    "a number of 5,000 digits": (Fault(body=b'{"ok": ' + b"1" * 5_000 + b"}"), "unknown"),
    "endless brackets": (Fault(body=b"[" * 100_000), "unknown"),
    "nothing": (Fault(body=b""), "unknown"),
    "ratelimited": (Fault(error="ratelimited"), "wait"),
    "message_limit_exceeded": (Fault(error="message_limit_exceeded"), "wait"),
    "channel_not_found": (Fault(error="channel_not_found"), "destination"),
    "not_in_channel": (Fault(error="not_in_channel"), "destination"),
    "restricted_action": (Fault(error="restricted_action_read_only_channel"), "destination"),
    "no_permission": (Fault(error="no_permission"), "destination"),
    "invalid_auth": (Fault(error="invalid_auth"), "credentials"),
    "token_expired": (Fault(error="token_expired"), "credentials"),
    "account_inactive": (Fault(error="account_inactive"), "credentials"),
    "msg_blocks_too_long": (Fault(error="msg_blocks_too_long"), "content"),
    "invalid_blocks_format": (Fault(error="invalid_blocks_format"), "content"),
    "metadata_too_large": (Fault(error="metadata_too_large"), "content"),
    "an error to come": (Fault(error="an_error_to_come"), "content"),
}


@pytest.mark.parametrize(("fault", "kind"), ANSWERS.values(), ids=ANSWERS)
def test_the_kind_of_other_answers(slack, fault, kind):
    slack.next("chat.postMessage", fault)

    assert error_of(sink_for(slack).post, alert()).kind == kind


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "2"}, 2.0),
        ({"retry-after": "0.5"}, 0.5),
        ({}, 30.0),
        ({"Retry-After": "soon"}, 30.0),
        ({"Retry-After": "nan"}, 30.0),
        ({"Retry-After": "-5"}, 30.0),
        ({"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0),
    ],
    ids=str,
)
def test_retry_after_is_believed_when_it_can_be_read(slack, headers, seconds):
    slack.next("chat.postMessage", Fault(status=429, error="ratelimited", headers=headers))

    assert error_of(sink_for(slack).post, alert()).retry_after_s == seconds


def test_an_unreachable_slack_has_certainly_accepted_nothing(slack):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]

    error = error_of(sink_for(slack, url=f"http://127.0.0.1:{port}/api/").post, alert())

    assert (error.kind, error.retry_after_s) == ("wait", None)


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "http://127.0.0.1:port/", "file:///etc/"])
def test_an_address_that_is_no_slack_is_the_operators_to_mend(slack, url):
    error = error_of(sink_for(slack, url=url).post, alert())

    assert error.kind == "destination"
    assert "PLACEWATCH_SLACK_URL" in error.text


def test_blocks_that_are_no_json_are_the_alerts_own_fault(slack):
    assert error_of(sink_for(slack).post, alert(blocks="{")).kind == "content"


def test_errors_say_what_to_do_in_one_line(slack):
    slack.next("chat.postMessage", FAULTS["missing scope"], FAULTS["archived channel"])
    sink = sink_for(slack)

    assert error_of(sink.post, alert()).text == (
        "Slack: missing_scope: add the bot scope chat:write, install the app again, "
        "set the new token"
    )
    assert error_of(sink.post, alert()).text == (
        "Slack: is_archived: the channel is archived; unarchive it or name another"
    )


@pytest.mark.parametrize("token", ["", "xoxb-a b", "xoxb-a\nb", "xoxb-“quoted”", "xoxb-é"])
def test_a_token_that_no_header_can_carry_is_refused_unseen(token):
    with pytest.raises(SlackTokenError) as caught:
        SlackSink(token=token, channel="C1", url="https://slack.example/api/")

    assert token == "" or token not in str(caught.value)


LEAKS = FAULTS | {
    "echo": Fault(body=f"<html>Authorization: Bearer {TOKEN}".encode(), content_type="text/html"),
    "echo as a code": Fault(error=TOKEN),
    "echo as a scope": Fault(error="missing_scope", needed=TOKEN),
}


@pytest.mark.parametrize("fault", LEAKS.values(), ids=LEAKS)
def test_the_token_is_in_no_message_log_or_traceback(slack, caplog, capsys, fault):
    caplog.set_level(logging.DEBUG)
    sink = sink_for(slack)
    slack.next("chat.postMessage", fault)

    error = error_of(sink.post, alert())

    chain = [error, error.__cause__, error.__context__]
    told = [repr(sink), caplog.text, *capsys.readouterr()]
    assert chain[1:] == [None, None]
    assert TOKEN not in " ".join([*map(repr, chain), str(error), repr(vars(error)), *told])
