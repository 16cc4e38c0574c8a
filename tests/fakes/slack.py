"""A Slack at the wire: a loopback server that checks, keeps and fails as Slack does.

    with FakeSlack() as slack:
        sink = SlackSink(slack.token, "C1", slack.url)
        slack.next("chat.postMessage", FAULTS["closed after accept"])
        …
        slack.messages("C1")

Limits and error codes: Slack's reference pages; the limit of a whole message was measured by
others (slackapi/bolt-js#2509).
"""

import json
import socket
import struct
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.fakes.slack_faults import FAULTS, Fault
from tests.fakes.slack_files import Files
from tests.fakes.slack_workspace import SCOPES, Message, Workspace, refusal

__all__ = ["FAULTS", "SCOPES", "Call", "FakeSlack", "Fault"]

SECRET = "/services/T0FAKE/B0FAKE/s3cretOfTheWebhook"
# What a webhook answers instead of a code of the Web API.
WEBHOOK_WORDS = {"is_archived": "channel_is_archived", "invalid_blocks": "invalid_payload"}


@dataclass(frozen=True)
class Call:
    """One request, as it came."""

    method: str  # chat.postMessage
    arguments: dict[str, object]
    token: str
    at: float  # seconds


class FakeSlack:
    """A workspace with channels; ``messages`` is what a member of a channel sees.

    Args:
        token: The only one that is right.
        channels: Ids.
        scopes: Of the token.
        clock: Seconds; a fast one makes waits short.
        speed: How much faster than ours that clock runs.
    """

    def __init__(
        self,
        token: str = "xoxb-fake-0123456789",
        channels: tuple[str, ...] = ("C1",),
        scopes: frozenset[str] = SCOPES,
        clock: Callable[[], float] = time.time,
        speed: float = 1.0,
    ) -> None:
        self.token = token
        self.workspace = Workspace(channels, clock)
        self.workspace.scopes = scopes
        self.files = Files()
        self.speed = speed
        self.calls: list[Call] = []
        self.failed = 0  # of the calls, by a fault
        self.watch: Callable[[Call, str], None] | None = None  # told "came", then "done"
        self._clock = clock
        self._first = channels[0]
        self._script: dict[str, deque[Fault | None]] = defaultdict(deque)
        self._always: dict[str, Fault | None] = {}
        self._lock = threading.Lock()
        handler = type("Handler", (_Handler,), {"slack": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def __enter__(self) -> "FakeSlack":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """Base of the Web API."""
        return f"http://127.0.0.1:{self._server.server_port}/api/"

    @property
    def webhook(self) -> str:
        """Address of an incoming webhook for the first channel."""
        return f"http://127.0.0.1:{self._server.server_port}{SECRET}"

    @property
    def archived(self) -> set[str]:
        """Channels that are archived."""
        return self.workspace.archived

    @property
    def scopes(self) -> frozenset[str]:
        """What the token may do."""
        return self.workspace.scopes

    @scopes.setter
    def scopes(self, scopes: frozenset[str]) -> None:
        self.workspace.scopes = scopes

    def next(self, method: str, *faults: Fault | None) -> None:
        """Let the next calls of a method fail so, one by one; None: that call succeeds."""
        self._script[method].extend(faults)

    def always(self, method: str, fault: Fault | None) -> None:
        """Let every unscripted call of a method fail so; None: let them succeed again."""
        self._always[method] = fault

    def messages(self, channel: str) -> list[Message]:
        """Return what a channel shows by now, oldest first, with the replies in its threads."""
        with self._lock:
            return self.workspace.visible(channel)

    def delete(self, channel: str, ts: object) -> None:
        """Delete a message, as somebody in the channel does."""
        with self._lock:
            self.workspace.delete(channel, str(ts))

    def count(self, method: str) -> int:
        """Return how often a method was called."""
        return sum(call.method == method for call in self.calls)

    def answer(self, method: str, arguments: dict[str, object], token: str) -> tuple[Fault, Any]:
        """Return how a call ends: its fault, if any, and the true answer."""
        call = Call(method, arguments, token, self._clock())
        self.calls.append(call)
        if self.watch:
            self.watch(call, "came")
        script = self._script[method]
        fault = (script.popleft() if script else self._always.get(method)) or Fault(accepts=True)
        self.failed += fault != Fault(accepts=True)
        if not fault.accepts:
            return fault, refusal(fault.error or "fatal_error")
        answer = self._work(method, arguments, token, fault)
        if self.watch:
            self.watch(call, "done")
        if answer.get("error") == "ratelimited":
            fault = replace(FAULTS["429"], headers={"Retry-After": "1"})
        return fault, answer

    def _work(
        self, method: str, arguments: dict[str, object], token: str, fault: Fault
    ) -> dict[str, object]:
        if method == "webhook":
            with self._lock:
                return self.workspace.post(
                    arguments | {"channel": self._first}, fault.appears_after_s
                )
        if not token:
            return refusal("not_authed")
        if token != self.token:
            return refusal("invalid_auth")
        with self._lock:
            if method.startswith("files."):
                return self.files.answer(method, arguments, self.url, self.scopes)
            if method == "chat.postMessage":
                if error := self.files.fault_of_pictures(arguments):
                    return refusal(error)
                return self.workspace.post(arguments, fault.appears_after_s)
            if method == "conversations.history":
                return self.workspace.history(arguments)
            if method == "conversations.replies":
                return self.workspace.replies(arguments)
        if method == "auth.test":
            return {"ok": True, "user": "placewatch", "team": "Fake workspace", "bot_id": "B1"}
        return refusal("unknown_method")


class _Handler(BaseHTTPRequestHandler):
    slack: FakeSlack

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        address = urlsplit(self.path)
        if self.slack.files.takes(address.path, raw):
            self._send(Fault(body=b"OK", content_type="text/plain"))
            return
        arguments: dict[str, object] = dict(parse_qsl(address.query))
        if "json" in self.headers.get("Content-Type", ""):
            arguments |= json.loads(raw or b"{}")
        else:
            arguments |= dict(parse_qsl(raw.decode()))
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        token = token or str(arguments.pop("token", ""))
        is_webhook = address.path == SECRET
        method = "webhook" if is_webhook else address.path.removeprefix("/api/")
        fault, answer = self.slack.answer(method, arguments, token)
        if fault.wait_s:
            time.sleep(fault.wait_s / self.slack.speed)
        if fault.drop:
            self._drop(reset=fault.drop == "reset")
            return
        if fault.error:
            answer = refusal(fault.error, **({"needed": fault.needed} if fault.needed else {}))
        if is_webhook and fault.body is None:
            word = "ok" if answer["ok"] else str(answer["error"])
            body = WEBHOOK_WORDS.get(word, word).encode()
            status = fault.status if fault.status != 200 or word == "ok" else 400
            self._send(replace(fault, body=body, status=status, content_type="text/html"))
            return
        body = json.dumps(answer).encode() if fault.body is None else fault.body
        self._send(replace(fault, body=body))

    def _send(self, fault: Fault) -> None:
        body = fault.body or b""
        try:
            self.send_response(fault.status)
            self.send_header("Content-Type", fault.content_type)
            self.send_header("Content-Length", str(len(body)))
            for name, value in fault.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body[: fault.keep_bytes])
        except OSError:  # the caller has gone, as after a time-out
            self.close_connection = True

    def _drop(self, *, reset: bool) -> None:
        self.close_connection = True
        if reset:
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        socket.socket(fileno=self.connection.detach()).close()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base's name
        """Say nothing: tests read ``calls``."""
