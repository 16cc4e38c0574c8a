"""The fake must refuse what Slack refuses, or the other tests prove nothing."""

import json
import urllib.error
import urllib.request

import pytest

from tests.fakes.slack import FakeSlack, Fault

PLAIN = {"type": "plain_text", "text": "words"}
MRKDWN = {"type": "mrkdwn", "text": "words"}


@pytest.fixture
def slack():
    with FakeSlack(channels=("C1",)) as slack:
        yield slack


def call(slack, method, token=None, **arguments):
    request = urllib.request.Request(
        slack.url + method,
        data=json.dumps(arguments).encode(),
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "Authorization": f"Bearer {slack.token if token is None else token}",
        },
    )
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.load(answer)


def error(slack, **arguments):
    return call(slack, "chat.postMessage", **({"channel": "C1"} | arguments)).get("error")


def section(text):
    return {"type": "section", "text": text}


BLOCKS = {
    "no list": {"type": "divider"},
    "51 blocks": [{"type": "divider"}] * 51,
    "unknown block": [{"type": "banner"}],
    "header in mrkdwn": [{"type": "header", "text": MRKDWN}],
    "long header": [{"type": "header", "text": PLAIN | {"text": "x" * 151}}],
    "empty text": [section(PLAIN | {"text": ""})],
    "long section": [section(PLAIN | {"text": "x" * 3_001})],
    "emoji in mrkdwn": [section(MRKDWN | {"emoji": False})],
    "verbatim in plain text": [section(PLAIN | {"verbatim": True})],
    "11 context elements": [{"type": "context", "elements": [PLAIN] * 11}],
    "empty context": [{"type": "context", "elements": []}],
    "empty rich text": [{"type": "rich_text", "elements": []}],
    "rich text without words": [
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]}
    ],
    "an empty word": [
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": ""}]}],
        }
    ],
}


@pytest.mark.parametrize("blocks", BLOCKS.values(), ids=BLOCKS)
def test_blocks_that_slack_refuses(slack, blocks):
    assert error(slack, text="x", blocks=blocks) == "invalid_blocks"
    assert slack.messages("C1") == []


def test_messages_that_slack_refuses(slack):
    large = [section(PLAIN | {"text": "x" * 2_900})] * 5

    assert error(slack) == "no_text"
    assert error(slack, text="x" * 40_001) == "msg_too_long"
    assert error(slack, text="x", blocks=large) == "msg_blocks_too_long"
    assert error(slack, text="x", metadata={"event_type": "x"}) == "invalid_metadata_format"
    assert error(slack, text="x", channel="C9") == "channel_not_found"
    assert error(slack, text="x", token="") == "not_authed"
    assert error(slack, text="x", token="xoxb-other") == "invalid_auth"
    slack.archived.add("C1")
    assert error(slack, text="x") == "is_archived"
    slack.scopes = frozenset()
    assert error(slack, text="x") == "missing_scope"


def test_a_good_message_stands_in_the_channel_and_its_history(slack):
    metadata = {"event_type": "x", "event_payload": {"alert_id": "1"}}

    answer = call(slack, "chat.postMessage", channel="C1", text="x", metadata=metadata)

    hidden = call(slack, "conversations.history", channel="C1")["messages"]
    told = call(slack, "conversations.history", channel="C1", include_all_metadata=True)
    assert [message["ts"] for message in slack.messages("C1")] == [answer["ts"]]
    assert hidden == [{"text": "x", "ts": answer["ts"], "bot_id": "B1"}]
    assert told["messages"][0]["metadata"] == metadata


def test_history_comes_newest_first_page_by_page(slack):
    for number in range(5):
        call(slack, "chat.postMessage", channel="C1", text=str(number))

    first = call(slack, "conversations.history", channel="C1", limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    second = call(slack, "conversations.history", channel="C1", limit=3, cursor=cursor)

    assert [m["text"] for m in first["messages"] + second["messages"]] == ["4", "3", "2", "1", "0"]
    assert (first["has_more"], second["has_more"]) == (True, False)


def test_faults_come_in_order_and_then_for_as_long_as_asked(slack):
    slack.next("chat.postMessage", Fault(error="ratelimited"), None)
    slack.always("chat.postMessage", Fault(error="internal_error"))

    errors = [error(slack, text="x") for _ in range(4)]
    slack.always("chat.postMessage", None)

    assert errors == ["ratelimited", None, "internal_error", "internal_error"]
    assert error(slack, text="x") is None
    assert slack.count("chat.postMessage") == 5


def post(slack, **arguments):
    return call(slack, "chat.postMessage", **({"channel": "C1", "text": "x"} | arguments))["ts"]


def shown(slack, method, **arguments):
    found = call(slack, method, channel="C1", **arguments)
    return [message["text"] for message in found["messages"]]


def test_the_history_shows_no_replies_but_those_that_are_broadcast(slack):
    parent = post(slack, text="parent")
    post(slack, text="reply", thread_ts=parent)
    post(slack, text="broadcast", thread_ts=parent, reply_broadcast=True)

    assert shown(slack, "conversations.history") == ["broadcast", "parent"]
    assert shown(slack, "conversations.replies", ts=parent) == ["parent", "reply", "broadcast"]


def test_a_parent_with_replies_leaves_a_tombstone_and_one_without_leaves_nothing(slack):
    kept, gone = post(slack, text="kept"), post(slack, text="gone")
    post(slack, text="reply", thread_ts=kept)
    for ts in (kept, gone):
        slack.delete("C1", ts)

    late = call(slack, "chat.postMessage", channel="C1", text="late", thread_ts=gone)
    below = call(slack, "chat.postMessage", channel="C1", text="below", thread_ts=kept)

    assert "thread_ts" not in late["message"]
    assert below["message"]["thread_ts"] == kept
    assert shown(slack, "conversations.history") == ["late", "This message was deleted."]
    assert (
        call(slack, "conversations.replies", channel="C1", ts=gone)["error"] == "thread_not_found"
    )


def test_what_slack_refuses_of_threads_channels_and_paces(slack):
    assert error(slack, text="x", thread_ts="yesterday") == "invalid_thread_ts"
    assert error(slack, text="x", thread_ts="1.000001") == "thread_not_found"
    payload = {"event_type": "x", "event_payload": {"key": "x" * 9_000}}
    assert error(slack, text="x", metadata=payload) == "metadata_too_large"
    slack.workspace.outside.add("C1")
    assert error(slack, text="x") == "not_in_channel"


def test_each_channel_has_a_rate_of_its_own():
    with FakeSlack(channels=("C1", "C2")) as slack:
        slack.workspace.rate_s = 60.0
        post(slack)
        post(slack, channel="C2")

        with pytest.raises(urllib.error.HTTPError) as caught:
            post(slack)
        assert (caught.value.code, caught.value.headers["Retry-After"]) == (429, "1")
