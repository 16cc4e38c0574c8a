"""The way to Slack: one call a message, no retry of its own, every failure in our words.

slack_sdk repeats a call whose answer was lost, and so posts twice; its handlers are off and
``delivery`` decides instead.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

from slack_sdk.web.client import WebClient

from alerts import escape, refusals, slack_calls
from alerts.delivery import NotAllowed, PostError, Receipt
from records import Alert, PlacewatchError

__all__ = ["NotAllowed", "PostError", "Receipt", "SlackSink", "SlackTokenError"]

EVENT_TYPE = "placewatch_alert"
TEXT_LIMIT = 12_000  # Slack cuts at 40,000; a notification shows some 150
SHORT_LIMIT = 1_000  # guess: a message that was refused once is sent short
KEY_LIMIT = 255  # guess
CLOCK_GAP_S = 600  # guess: how far our clock may be ahead of Slack's
PAGE = 200  # Slack advises no more
MOST_PAGES = 50  # 10,000 messages, a minute of searching: guess
BY_NAME = "it is named by its name; set PLACEWATCH_SLACK_CHANNEL to its id, as C0123456789"


class SlackTokenError(PlacewatchError):
    """A token that no request can carry."""


class SlackSink:
    """Posts alerts to Slack and finds them there again."""

    def __init__(self, token: str, channel: str, url: str, timeout_s: float = 30.0) -> None:
        """Remember where alerts go; nothing is sent yet.

        Args:
            token: A bot token; it is in no repr, message or log of ours.
            channel: Id of the channel for alerts that name none.
            url: Base of Slack's Web API.
            timeout_s: Longest silence of Slack within a call.

        Raises:
            SlackTokenError: if the token holds a blank or a character that is no ASCII.
        """
        if not re.fullmatch(r"[!-~]+", token):
            raise SlackTokenError(
                "PLACEWATCH_SLACK_TOKEN holds a blank or no ASCII; copy the token again, it "
                "begins with xoxb-"
            )
        self._client = WebClient(
            token=token,
            base_url=url,
            timeout=timeout_s,  # type: ignore[arg-type]  # urllib takes fractions too
            retry_handlers=[],
            logger=slack_calls.silent(),
        )
        self.channel = channel

    def __repr__(self) -> str:
        return f"SlackSink(channel={self.channel!r})"

    def post(self, alert: Alert, *, parent_ts: str = "", short: bool = False) -> Receipt:
        """Post an alert once and return Slack's receipt.

        Args:
            alert: Its ``text`` is plain; it is escaped here, and here alone.
            parent_ts: The message that it replies to; empty: none.
            short: Send the beginning of the text and no blocks, for Slack refused them.

        Raises:
            PostError: if Slack did not confirm; its kind says what may have happened.
        """
        channel = alert.channel or self.channel
        arguments = message_of(alert, short=short) | {"channel": channel}
        if parent_ts:
            if self._is_gone(channel, parent_ts):
                raise PostError("parent", refusals.remedy("thread_not_found"))
            arguments |= {"thread_ts": parent_ts, "reply_broadcast": alert.is_broadcast}
        answer = slack_calls.answer_of(lambda: self._client.chat_postMessage(**arguments))
        if isinstance(answer, PostError):
            if parent_ts and answer.code in refusals.PARENT:
                raise PostError("parent", answer.text, code=answer.code)
            raise answer
        ts, shown = answer.get("ts"), answer.get("channel")
        if not isinstance(ts, str) or not ts:
            raise PostError("unknown", "Slack confirmed without naming the message")
        return Receipt(
            ts=ts,
            channel=shown if isinstance(shown, str) and shown else channel,
            thread_ts=self._thread_of(answer, channel, parent_ts),
        )

    def find(
        self, alert_id: str, since: datetime, channel: str = "", *, parent_ts: str = ""
    ) -> Receipt | NotAllowed | None:
        """Return the receipt of an alert that the channel shows, or None if it does not.

        Args:
            alert_id: As the metadata of the message tells it; texts are never compared.
            since: When the alert was first given to Slack.
            channel: Where it was sent; empty: the default channel.
            parent_ts: The message that it was to reply to; a channel's history shows no replies.

        Raises:
            PostError: if Slack did not answer; nothing is known then.
        """
        wanted = channel or self.channel
        if wanted.startswith("#"):
            return NotAllowed(text=f"the channel {wanted} cannot be searched: {BY_NAME}")
        oldest = f"{max(since.timestamp() - CLOCK_GAP_S, 0.0):.6f}"
        asked: dict[str, Any] = {
            "channel": wanted,
            "oldest": oldest,
            "limit": PAGE,
            "include_all_metadata": True,
        }
        replies = partial(self._client.conversations_replies, ts=parent_ts, **asked)
        history = partial(self._client.conversations_history, **asked)
        # A reply to a message that was deleted meanwhile stands in the channel itself.
        for place in ([replies] if parent_ts else []) + [history]:
            for message in _shown(place):
                if isinstance(message, NotAllowed):
                    return message
                if _alert_id(message) == alert_id:
                    ts, thread_ts = str(message.get("ts")), str(message.get("thread_ts") or "")
                    return Receipt(
                        ts=ts, channel=wanted, thread_ts="" if thread_ts == ts else thread_ts
                    )
        return None

    def check(self) -> str:
        """Return one line on who we are in Slack and whether alerts can be searched.

        Raises:
            PostError: if Slack does not accept the token or does not answer.
        """
        answer = slack_calls.answer_of(self._client.auth_test)
        if isinstance(answer, PostError):
            raise answer
        who, team = (escape.shown(str(answer.get(name) or "?"), 80) for name in ("user", "team"))
        asked = partial(self._client.conversations_history, channel=self.channel, limit=1)
        try:
            probe = next(_shown(asked, most=1), None)
        except PostError as exc:
            if exc.kind != "destination":
                raise
            probe = NotAllowed(text=exc.text)
        can = f"cannot: {probe.text}" if isinstance(probe, NotAllowed) else "can"
        return f"signed in to Slack as {who} in {team}; lost answers {can} be looked up"

    def ask(self, method: str, /, **arguments: Any) -> dict[str, Any]:
        """Return what Slack answers to a method that only reads, as reactions.get.

        Raises:
            PostError: if it is no answer; its kind says what helps.
        """
        answer = slack_calls.answer_of(lambda: self._client.api_call(method, params=arguments))
        if isinstance(answer, PostError):
            raise answer
        return answer

    def _is_gone(self, channel: str, ts: str) -> bool:
        """Return whether a message was certainly deleted.

        What had no replies is not found; what had some leaves a tombstone, below which
        nobody would look.
        """
        answer = slack_calls.answer_of(
            partial(self._client.conversations_replies, channel=channel, ts=ts, limit=1)
        )
        if isinstance(answer, PostError):
            return answer.code in refusals.PARENT
        messages = answer.get("messages")
        first = messages[0] if isinstance(messages, list) and messages else None
        return isinstance(first, dict) and first.get("subtype") == "tombstone"

    def _thread_of(self, answer: dict[str, Any], channel: str, parent_ts: str) -> str:
        """Return below which message Slack put a reply; empty: it stands alone.

        Slack refuses no reply to a message that was deleted, but puts it into the channel:
        only the answer tells, for it names no thread.
        """
        message = answer.get("message")
        if not parent_ts or not isinstance(message, dict):
            return parent_ts
        thread_ts = message.get("thread_ts")
        if isinstance(thread_ts, str) and thread_ts:
            return thread_ts
        return "" if self._is_gone(channel, parent_ts) else parent_ts


def message_of(alert: Alert, *, short: bool) -> dict[str, Any]:
    """Return what is posted of an alert, wherever it goes."""
    plain = escape.visible(alert.text, keep=escape.WORD_JOINER)
    text = escape.entities(escape.cut(plain, SHORT_LIMIT if short else TEXT_LIMIT))
    payload = {"alert_id": alert.alert_id, "key": alert.key[:KEY_LIMIT]}
    message: dict[str, Any] = {
        "text": text or "Placewatch",
        "metadata": {"event_type": EVENT_TYPE, "event_payload": payload},
        "unfurl_links": False,
        "unfurl_media": False,
        "parse": "none",
    }
    if alert.blocks and not short:
        message["blocks"] = _loaded(alert.blocks)
    return message


def _shown(page: Any, most: int = MOST_PAGES) -> Iterator[Any]:
    """Yield the messages of a history or a thread; NotAllowed where nobody may look.

    Args:
        page: Asks for a page; takes ``cursor``.
        most: Pages.

    Raises:
        PostError: if Slack did not answer.
    """
    cursor: str | None = None
    for _ in range(most):
        answer = slack_calls.answer_of(partial(page, cursor=cursor))
        if isinstance(answer, PostError):
            if answer.code in refusals.PARENT:  # no such thread: nothing stands below it
                return
            if answer.kind == "content" or answer.code == "missing_scope":
                yield NotAllowed(text=answer.text)
                return
            raise answer
        if not isinstance(answer.get("messages"), list):
            raise PostError("unknown", "Slack's history came without messages; it is asked again")
        yield from answer["messages"]
        following = _next_cursor(answer)
        if not following or following == cursor or most == 1:
            return
        cursor = following
    yield NotAllowed(text=f"the channel has more than {PAGE * MOST_PAGES} newer messages")


def _loaded(blocks: str) -> Any:
    try:
        return json.loads(blocks)
    except ValueError as exc:
        raise PostError("content", f"the alert's blocks are no JSON: {exc}") from exc


def _alert_id(message: object) -> object:
    """Return which alert a message is, or None if it is none of ours."""
    metadata = message.get("metadata") if isinstance(message, dict) else None
    if not isinstance(metadata, dict) or metadata.get("event_type") != EVENT_TYPE:
        return None
    payload = metadata.get("event_payload")
    return payload.get("alert_id") if isinstance(payload, dict) else None


def _next_cursor(answer: dict[str, Any]) -> str | None:
    metadata = answer.get("response_metadata")
    cursor = metadata.get("next_cursor") if isinstance(metadata, dict) else None
    return cursor if isinstance(cursor, str) and cursor else None
