"""One call to Slack: its answer, or what went wrong in our words, never in the SDK's.

The SDK's exceptions hold the request, and with it the token: they never leave this file.
"""

import http.client
import logging
import re
import socket
import ssl
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError, SlackRequestError
from slack_sdk.web.slack_response import SlackResponse

from alerts import refusals
from alerts.delivery import PostError

T = TypeVar("T")

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


def silent() -> logging.Logger:
    """Return a logger that shows nothing.

    Outside the tree of loggers: the SDK logs the bodies of failed answers, and a proxy may
    echo the token in them.
    """
    return logging.Logger("slack_sdk, not shown", logging.CRITICAL + 1)


def answer_of(request: Callable[[], SlackResponse]) -> dict[str, Any] | PostError:
    """Return Slack's answer, or as a value what went wrong."""
    answer = outcome_of(request)
    if isinstance(answer, PostError):
        return answer
    if isinstance(answer.data, dict):
        return answer.data
    return PostError("unknown", "Slack's answer is no JSON; it is asked again")


def outcome_of(request: Callable[[], T]) -> T | PostError:
    """Return what the SDK returns, or as a value what went wrong.

    As a value, because an error raised inside the except clause would carry the SDK's
    exception, and with it the token, to whoever prints it.
    """
    try:
        return request()
    except FAILURES as exc:
        return translated(exc)


def translated(exc: BaseException) -> PostError:
    """Return what a failure of the SDK means; only its class and Slack's code are told."""
    if isinstance(exc, SlackApiError) and isinstance(exc.response, SlackResponse):
        response = exc.response
        data = response.data if isinstance(response.data, dict) else {}
        return refused(response.status_code, response.headers, data)
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


def refused(status: int, headers: Mapping[str, str], data: Mapping[str, Any]) -> PostError:
    """Return what an answer means that is no success.

    Args:
        status: Of HTTP.
        headers: Of the answer.
        data: Its ``error`` is Slack's word, ``needed`` the scope that it misses.
    """
    code = refusals.code_of(data.get("error"))
    if status == 429 or (code and refusals.kind_of(code) == "wait"):
        delay_s = _retry_after_s(headers)
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
