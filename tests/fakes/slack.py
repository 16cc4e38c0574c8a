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
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.fakes.slack_blocks import fault_of_blocks

TEXT_LIMIT = 40_000
MESSAGE_LIMIT = 13_000
SCOPES = frozenset({"chat:write", "channels:history", "groups:history"})


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What happens to one call instead of, or after, the true answer."""

    accepts: bool = False  # the call takes effect before it fails
    appears_after_s: float = 0.0  # accepted, but shown only later
    error: str | None = None  # {"ok": false, "error": …}
    needed: str | None = None  # the scope that missing_scope names
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None  # instead of JSON
    content_type: str = "application/json; charset=utf-8"
    wait_s: float = 0.0  # before the answer
    drop: str = ""  # close, reset: no answer at all
    keep_bytes: int | None = None  # the rest of the body never comes


HTML = b"<html><body><h1>Bad gateway</h1></body></html>"
FAULTS = {
    "429": Fault(status=429, error="ratelimited", headers={"Retry-After": "2"}),
    "500": Fault(status=500, body=b"", content_type="text/plain"),
    "500 after accept": Fault(status=500, body=HTML, content_type="text/html", accepts=True),
    "503": Fault(status=503, error="service_unavailable"),
    "slow": Fault(wait_s=1.0),
    "slow after accept": Fault(wait_s=1.0, accepts=True),
    "closed before accept": Fault(drop="close"),
    "closed after accept": Fault(drop="close", accepts=True),
    "reset after accept": Fault(drop="reset", accepts=True),
    "cut off after accept": Fault(accepts=True, keep_bytes=10),
    "broken JSON after accept": Fault(accepts=True, body=b'{"ok": true, "ts": "17'),
    "HTML": Fault(body=HTML, content_type="text/html"),
    "HTML after accept": Fault(body=HTML, content_type="text/html", accepts=True),
    "JSON of another shape": Fault(body=b'["ok"]', accepts=True),
    "null": Fault(body=b"null"),
    "unknown charset": Fault(body=b"{}", content_type="application/json; charset=klingon"),
    "fatal_error after accept": Fault(error="fatal_error", accepts=True),
    "revoked token": Fault(error="token_revoked"),
    "missing scope": Fault(error="missing_scope", needed="chat:write"),
    "archived channel": Fault(error="is_archived"),
    "invalid blocks": Fault(error="invalid_blocks"),
    "message too long": Fault(error="msg_too_long"),
}


@dataclass(frozen=True)
class Call:
    """One request, as it came."""

    method: str  # chat.postMessage
    arguments: dict[str, object]
    token: str
    at: float  # seconds


class FakeSlack:
    """A workspace with channels; ``messages`` is what a member of a channel sees."""

    def __init__(
        self,
        token: str = "xoxb-fake-0123456789",
        channels: tuple[str, ...] = ("C1",),
        scopes: frozenset[str] = SCOPES,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.token = token
        self.scopes = scopes
        self.archived: set[str] = set()
        self.calls: list[Call] = []
        self._clock = clock
        self._shown: dict[str, list[dict[str, object]]] = {name: [] for name in channels}
        self._script: dict[str, deque[Fault | None]] = defaultdict(deque)
        self._always: dict[str, Fault | None] = {}
        self._last_ts = 0
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

    def next(self, method: str, *faults: Fault | None) -> None:
        """Let the next calls of a method fail so, one by one; None: that call succeeds."""
        self._script[method].extend(faults)

    def always(self, method: str, fault: Fault | None) -> None:
        """Let every unscripted call of a method fail so; None: let them succeed again."""
        self._always[method] = fault

    def messages(self, channel: str) -> list[dict[str, object]]:
        """Return what a channel shows by now, oldest first."""
        with self._lock:
            now = self._clock()
            return [m for m in self._shown[channel] if float(str(m["shown_at"])) <= now]

    def count(self, method: str) -> int:
        """Return how often a method was called."""
        return sum(call.method == method for call in self.calls)

    def answer(self, method: str, arguments: dict[str, object], token: str) -> tuple[Fault, Any]:
        """Return how a call ends: its fault, if any, and the true answer."""
        self.calls.append(Call(method, arguments, token, self._clock()))
        script = self._script[method]
        fault = (script.popleft() if script else self._always.get(method)) or Fault(accepts=True)
        if not fault.accepts:
            return fault, {"ok": False, "error": fault.error or "fatal_error"}
        if not token:
            return fault, _refusal("not_authed")
        if token != self.token:
            return fault, _refusal("invalid_auth")
        work = {
            "chat.postMessage": self._post,
            "conversations.history": self._history,
            "auth.test": self._who,
        }
        if method not in work:
            return fault, _refusal("unknown_method")
        with self._lock:
            return fault, work[method](arguments, fault)

    def _who(self, arguments: dict[str, object], fault: Fault) -> dict[str, object]:
        return {"ok": True, "user": "placewatch", "team": "Fake workspace", "bot_id": "B1"}

    def _post(self, arguments: dict[str, object], fault: Fault) -> dict[str, object]:
        if "chat:write" not in self.scopes:
            return _refusal("missing_scope", needed="chat:write")
        channel = str(arguments.get("channel", ""))
        if channel not in self._shown:
            return _refusal("channel_not_found")
        if channel in self.archived:
            return _refusal("is_archived")
        if error := _fault_of_message(arguments):
            return _refusal(error)
        self._last_ts = max(self._last_ts + 1, int(self._clock() * 1e6))
        ts = f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"
        shown_at = self._clock() + fault.appears_after_s
        message = arguments | {"ts": ts, "bot_id": "B1", "shown_at": shown_at}
        self._shown[channel].append(message)
        return {"ok": True, "channel": channel, "ts": ts, "message": {"ts": ts}}

    def _history(self, arguments: dict[str, object], fault: Fault) -> dict[str, object]:
        channel = str(arguments.get("channel", ""))
        needed = "groups:history" if channel.startswith("G") else "channels:history"
        if needed not in self.scopes:
            return _refusal("missing_scope", needed=needed)
        if channel not in self._shown:
            return _refusal("channel_not_found")
        now = self._clock()
        oldest = float(str(arguments.get("oldest") or 0))
        newest_first = [
            m
            for m in reversed(self._shown[channel])
            if float(str(m["ts"])) > oldest and float(str(m["shown_at"])) <= now
        ]
        start = int(str(arguments.get("cursor") or 0))
        stop = start + int(str(arguments.get("limit") or 100))
        hidden = {"shown_at", "channel"}
        if str(arguments.get("include_all_metadata")).lower() not in {"1", "true"}:
            hidden.add("metadata")
        page = [{k: v for k, v in m.items() if k not in hidden} for m in newest_first[start:stop]]
        more = stop < len(newest_first)
        following = {"next_cursor": str(stop) if more else ""}
        return {"ok": True, "messages": page, "has_more": more, "response_metadata": following}


def _refusal(error: str, **more: str) -> dict[str, object]:
    return {"ok": False, "error": error, **more}


def _fault_of_message(arguments: dict[str, object]) -> str | None:
    """Return the error code that Slack answers to a message, or None."""
    text, blocks = arguments.get("text") or "", arguments.get("blocks")
    if isinstance(blocks, str):
        blocks = json.loads(blocks)
    if not text and not blocks:
        return "no_text"
    if not isinstance(text, str) or len(text) > TEXT_LIMIT:
        return "msg_too_long"
    metadata = arguments.get("metadata")
    if isinstance(metadata, str):
        metadata = json.loads(metadata)
    if metadata is not None and not (
        isinstance(metadata, dict)
        and isinstance(metadata.get("event_type"), str)
        and isinstance(metadata.get("event_payload"), dict)
    ):
        return "invalid_metadata_format"
    if blocks:
        if fault := fault_of_blocks(blocks):
            return fault
        if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > MESSAGE_LIMIT:
            return "msg_blocks_too_long"
    return None


class _Handler(BaseHTTPRequestHandler):
    slack: FakeSlack

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        address = urlsplit(self.path)
        arguments: dict[str, object] = dict(parse_qsl(address.query))
        if "json" in self.headers.get("Content-Type", ""):
            arguments |= json.loads(raw or b"{}")
        else:
            arguments |= dict(parse_qsl(raw.decode()))
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        token = token or str(arguments.pop("token", ""))
        method = address.path.removeprefix("/api/")
        fault, answer = self.slack.answer(method, arguments, token)
        if fault.wait_s:
            time.sleep(fault.wait_s)
        if fault.drop:
            self._drop(reset=fault.drop == "reset")
            return
        if fault.error:
            answer = _refusal(fault.error, **({"needed": fault.needed} if fault.needed else {}))
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
