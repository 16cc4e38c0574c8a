"""The way to Slack: one call a message, no retry of its own, every failure in our words.

slack_sdk repeats a call whose answer was lost, and so posts twice; its handlers are off and
``delivery`` decides instead. Its exceptions hold the request, and with it the token: they
never leave this file.
"""

import http.client
import json
import logging
import re
import socket
import ssl
from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError
from slack_sdk.web.client import WebClient
from slack_sdk.web.slack_response import SlackResponse

from alerts import escape, refusals
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
DEFAULT_WAIT_S = 30.0  # guess: Slack asks to wait and does not say how long
NO_SLACK = "no Slack at this address; set PLACEWATCH_SLACK_URL to https://slack.com/api/"

# What urllib, http.client, ssl, json and the SDK were seen or are documented to raise:
# refused, reset and timed-out connections and DNS are OSError, a broken body is
# HTTPException, JSON of another shape AttributeError or ValueError, an unknown charset
# LookupError, JSON of endless depth RecursionError.
FAILURES = (
    SlackClientError,
    OSError,
    http.client.HTTPException,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    RecursionError,
)


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
        # Without handlers of its own, outside the tree of loggers: the SDK logs the bodies of
        # failed answers, and a proxy may echo the token in them.
        silent = logging.Logger("slack_sdk, not shown", logging.CRITICAL + 1)
        self._client = WebClient(
            token=token,
            base_url=url,
            timeout=timeout_s,  # type: ignore[arg-type]  # urllib takes fractions too
            retry_handlers=[],
            logger=silent,
        )
        self.channel = channel

    def __repr__(self) -> str:
        return f"SlackSink(channel={self.channel!r})"

    def post(self, alert: Alert, *, short: bool = False) -> Receipt:
        """Post an alert once and return Slack's receipt.

        Args:
            alert: Its ``text`` is plain; it is escaped here, and here alone.
            short: Send the beginning of the text and no blocks, for Slack refused them.

        Raises:
            PostError: if Slack did not confirm; its kind says what may have happened.
        """
        arguments: dict[str, Any] = {
            "channel": alert.channel or self.channel,
            "text": escape.entities(
                escape.cut(
                    escape.visible(alert.text, keep=escape.WORD_JOINER),
                    SHORT_LIMIT if short else TEXT_LIMIT,
                )
            )
            or "Placewatch",
            "metadata": {
                "event_type": EVENT_TYPE,
                "event_payload": {"alert_id": alert.alert_id, "key": alert.key[:KEY_LIMIT]},
            },
            "unfurl_links": False,
            "unfurl_media": False,
            "parse": "none",
        }
        if alert.blocks and not short:
            arguments["blocks"] = _loaded(alert.blocks)
        answer = _call(lambda: self._client.chat_postMessage(**arguments))
        if isinstance(answer, PostError):
            raise answer
        ts, channel = answer.get("ts"), answer.get("channel")
        if not isinstance(ts, str) or not ts:
            raise PostError("unknown", "Slack confirmed without naming the message")
        return Receipt(ts=ts, channel=channel if isinstance(channel, str) else arguments["channel"])

    def find(
        self, alert_id: str, since: datetime, channel: str = ""
    ) -> Receipt | NotAllowed | None:
        """Return the receipt of an alert that the channel shows, or None if it does not.

        Args:
            alert_id: As the metadata of the message tells it; texts are never compared.
            since: When the alert was first given to Slack.
            channel: Where it was sent; empty: the default channel.

        Raises:
            PostError: if Slack did not answer; nothing is known then.
        """
        wanted = channel or self.channel
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            answer = self._history(wanted, since.timestamp() - CLOCK_GAP_S, PAGE, cursor)
            if isinstance(answer, NotAllowed):
                return answer
            for message in answer["messages"]:
                if _alert_id(message) == alert_id:
                    return Receipt(ts=str(message.get("ts")), channel=wanted)
            following = _next_cursor(answer)
            if not following or following == cursor:
                return None
            cursor = following
        return NotAllowed(text=f"the channel has more than {PAGE * MOST_PAGES} newer messages")

    def check(self) -> str:
        """Return one line on who we are in Slack and whether alerts can be searched.

        Raises:
            PostError: if Slack does not accept the token or does not answer.
        """
        answer = _call(self._client.auth_test)
        if isinstance(answer, PostError):
            raise answer
        who, team = (escape.shown(str(answer.get(name) or "?"), 80) for name in ("user", "team"))
        probe = self._history(self.channel, 0.0, 1, None)
        can = f"cannot: {probe.text}" if isinstance(probe, NotAllowed) else "can"
        return f"signed in to Slack as {who} in {team}; lost answers {can} be looked up"

    def ask(self, method: str, /, **arguments: Any) -> dict[str, Any]:
        """Return what Slack answers to a method that only reads, as reactions.get.

        Raises:
            PostError: if it is no answer; its kind says what helps.
        """
        answer = _call(lambda: self._client.api_call(method, params=arguments))
        if isinstance(answer, PostError):
            raise answer
        return answer

    def _history(
        self, channel: str, oldest: float, limit: int, cursor: str | None
    ) -> dict[str, Any] | NotAllowed:
        """Return a page of what a channel shows."""
        answer = _call(
            partial(
                self._client.conversations_history,
                channel=channel,
                oldest=f"{max(oldest, 0.0):.6f}",
                include_all_metadata=True,
                limit=limit,
                cursor=cursor,
            )
        )
        if isinstance(answer, PostError):
            if answer.kind in {"destination", "content"} or answer.code == "missing_scope":
                return NotAllowed(text=answer.text)
            raise answer
        if not isinstance(answer.get("messages"), list):
            raise PostError("unknown", "Slack's history came without messages; it is asked again")
        return answer


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


def _call(request: Callable[[], SlackResponse]) -> dict[str, Any] | PostError:
    """Return Slack's answer, or as a value what went wrong.

    As a value, because an error raised inside the except clause would carry the SDK's
    exception, and with it the token, to whoever prints it.
    """
    try:
        data = request().data
    except FAILURES as exc:
        return _translated(exc)
    if isinstance(data, dict):
        return data
    return PostError("unknown", "Slack's answer is no JSON; it is asked again")


def _translated(exc: BaseException) -> PostError:
    """Return what a failure of the SDK means; only its class and Slack's code are told."""
    if isinstance(exc, SlackApiError) and isinstance(exc.response, SlackResponse):
        return _refused(exc.response)
    if isinstance(exc, (http.client.InvalidURL, SlackRequestError)):
        return PostError("destination", NO_SLACK)
    reason = exc.reason if isinstance(exc, URLError) else exc
    if isinstance(reason, socket.gaierror | ConnectionRefusedError | ssl.SSLCertVerificationError):
        # The only failures that certainly came before the message was sent.
        name = type(reason).__name__
        return PostError("wait", f"Slack cannot be reached ({name}); check network and proxy")
    if isinstance(reason, TimeoutError):
        return PostError("unknown", "Slack did not answer in time; it is asked again")
    name = type(reason).__name__
    return PostError("unknown", f"no clear answer from Slack ({name}); it is asked again")


def _refused(response: SlackResponse) -> PostError:
    """Return what an answer means that is no success."""
    status = response.status_code
    data = response.data if isinstance(response.data, dict) else {}
    code = refusals.code_of(data.get("error"))
    if status == 429 or (code and refusals.kind_of(code) == "wait"):
        delay_s = _retry_after_s(response.headers)
        return PostError(
            "wait", f"Slack asks us to wait {delay_s:.0f} s; nothing to do", delay_s, code or ""
        )
    if status >= 500 or status == 408:
        text = f"Slack answers {status}, it may have taken the message; it is asked again"
        return PostError("unknown", text)
    if code:
        kind, text = refusals.kind_of(code), refusals.remedy(code, data.get("needed"))
        return PostError(kind, text, code=code)
    if status == 200:
        return PostError("unknown", "Slack's answer is no JSON; it is asked again")
    if status == 413:
        return PostError("content", "something before Slack finds the message too large")
    if status in {401, 403, 407}:
        return PostError("wait", f"something before Slack answers {status}; check the proxy")
    return PostError("destination", NO_SLACK)


def _retry_after_s(headers: Mapping[str, str]) -> float:
    """Return how long Slack asks us to wait, in seconds; a date counts from its own Date."""
    lower = {name.lower(): str(value).strip() for name, value in headers.items()}
    value = lower.get("retry-after", "")
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value):
        return float(value)
    try:
        delay = parsedate_to_datetime(value) - parsedate_to_datetime(lower.get("date", ""))
    except (ValueError, TypeError):  # no date; one with and one without a zone
        return DEFAULT_WAIT_S
    return max(delay.total_seconds(), 0.0)
