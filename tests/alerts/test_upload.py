"""A picture that a message shows: brought to Slack unseen, shown by the post, once."""

import json
from dataclasses import replace

import pytest

from alerts import blocks, pictured
from alerts.delivery import PostError
from alerts.slack import SlackSink
from alerts.upload import PictureSink, Uploader
from records import Alert, identify
from tests.alerts.samples import NOW
from tests.fakes.slack import FAULTS, SCOPES, FakeSlack

FILE = "review-2026-W47.png"
TOLD = "Stories by theme in each week: Shared services 1 2 3."
ALERT = Alert(
    alert_id=identify("review:2026-W47"),
    key="review:2026-W47",
    channel="",
    text="The week in reform",
    blocks=blocks.dump([blocks.header("The week in reform"), pictured.block(FILE, TOLD)]),
    created_at=NOW,
    tier="weekly",
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.fixture
def slack():
    with FakeSlack(scopes=SCOPES | {"files:write"}) as slack:
        yield slack


@pytest.fixture
def sink(slack, tmp_path):
    (tmp_path / FILE).write_bytes(PNG)
    slept = []
    made = PictureSink(
        SlackSink(slack.token, "C1", slack.url),
        Uploader(slack.token, slack.url),
        tmp_path,
        slept.append,
    )
    made.slept = slept
    return made


def shown(slack):
    """Return the second block of the one message that the channel shows."""
    (message,) = slack.messages("C1")
    given = message["blocks"]
    return (json.loads(given) if isinstance(given, str) else given)[1]


def test_the_picture_stands_in_the_message_with_its_figures_for_those_who_cannot_see_it(
    slack, sink
):
    receipt = sink.post(ALERT)

    assert shown(slack) == {
        "type": "image",
        "slack_file": {"id": "F00000001"},
        "alt_text": TOLD,
    }
    assert slack.files.content == {"F00000001": PNG}
    assert sink.find(ALERT.alert_id, NOW) == receipt
    assert [call.method for call in slack.calls[:3]] == [
        "files.getUploadURLExternal",
        "files.completeUploadExternal",
        "chat.postMessage",
    ]


def test_without_the_scope_the_words_stand_in_its_place_and_tell_where_the_file_lies(slack, sink):
    slack.scopes = SCOPES

    sink.post(ALERT)

    told, where = shown(slack)["elements"]
    assert told["text"] == TOLD
    assert where["text"] == f"The picture: PLACEWATCH_HOME/public/{FILE}"
    assert slack.count("files.getUploadURLExternal") == 1


@pytest.mark.parametrize(
    ("times", "kind"), [(1, "image"), (2, "context")], ids=["ready at last", "never ready"]
)
def test_a_file_that_is_not_ready_is_tried_once_more_and_then_left_out(slack, sink, times, kind):
    slack.files.not_ready = times

    sink.post(ALERT)

    assert shown(slack)["type"] == kind
    assert len(sink.slept) == times


@pytest.mark.parametrize(
    "fault", ["500", "429", "closed before accept", "HTML", "closed after accept"]
)
def test_a_hiccup_while_uploading_costs_a_try_and_no_message(slack, sink, fault):
    slack.next("files.getUploadURLExternal", FAULTS[fault])

    sink.post(ALERT)

    assert shown(slack)["type"] == "image"


@pytest.mark.parametrize("step", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_an_outage_of_files_does_not_hold_up_the_message(slack, sink, step):
    slack.always(step, FAULTS["500"])

    sink.post(ALERT)

    assert shown(slack)["type"] == "context"
    assert slack.count(step) == 3


def test_an_answer_that_is_lost_is_told_as_such_and_nothing_is_posted_again(slack, sink):
    slack.next("chat.postMessage", FAULTS["closed after accept"])

    with pytest.raises(PostError) as caught:
        sink.post(ALERT)

    assert caught.value.kind == "unknown"
    assert len(slack.messages("C1")) == 1
    assert sink.find(ALERT.alert_id, NOW) is not None


def test_a_message_that_is_posted_again_does_not_upload_again(slack, sink):
    slack.next("chat.postMessage", FAULTS["503"])
    with pytest.raises(PostError):
        sink.post(ALERT)

    sink.post(ALERT)

    assert len(slack.files.content) == 1


@pytest.mark.parametrize("file", ["gone.png", "../secret.png", ""])
def test_a_file_that_is_missing_or_elsewhere_is_not_shown(slack, sink, file, tmp_path):
    (tmp_path.parent / "secret.png").write_bytes(PNG)
    made = blocks.dump([blocks.header("x"), pictured.block(file, TOLD)])

    sink.post(replace(ALERT, blocks=made))

    assert shown(slack)["type"] == "context"
    assert slack.files.content == {}


def test_no_secret_is_told_when_an_upload_fails(slack, sink, caplog):
    slack.always("files.getUploadURLExternal", FAULTS["HTML"])

    sink.post(ALERT)

    assert "sent without its picture" in caplog.text
    assert slack.token not in caplog.text
