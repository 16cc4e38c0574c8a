"""The channels of the fake Slack: what was posted, in which thread, and what still shows."""

import json
import re
from collections.abc import Callable
from typing import Any

from tests.fakes.slack_blocks import fault_of_blocks

TEXT_LIMIT = 40_000
MESSAGE_LIMIT = 13_000
METADATA_LIMIT = 8_000  # guess
SCOPES = frozenset({"chat:write", "channels:history", "groups:history"})
HIDDEN = {"shown_at", "channel", "reply_broadcast"}

Message = dict[str, object]
Answer = dict[str, object]


class Workspace:
    """Channels and what they show; each method answers as the Web API does.

    A reply to a message that was deleted goes where Slack puts it: into the channel if the
    message had no replies (slack-go/slack#1571), below its tombstone if it had. With
    ``is_strict`` it is refused, for nobody promises that Slack will not do so.
    """

    def __init__(self, channels: tuple[str, ...], clock: Callable[[], float]) -> None:
        self.scopes = SCOPES
        self.archived: set[str] = set()
        self.outside: set[str] = set()  # channels to which the bot was not invited
        self.is_strict = False
        self.poison = ""  # no message that holds it is taken
        self.rate_s = 0.0  # between two messages in one channel; 0: no limit
        self.accepted: list[Message] = []  # all of them, deleted ones too
        self.shown: dict[str, list[Message]] = {name: [] for name in channels}
        self._clock = clock
        self._deleted: set[str] = set()
        self._posted_at: dict[str, float] = {}
        self._last_ts = 0

    def visible(self, channel: str) -> list[Message]:
        """Return what shows by now, oldest first, replies too."""
        now = self._clock()
        return [m for m in self.shown[channel] if float(str(m["shown_at"])) <= now]

    def delete(self, channel: str, ts: str) -> None:
        """Delete a message, as somebody in the channel does: replies leave a tombstone."""
        kept: list[Message] = []
        for message in self.shown[channel]:
            if message["ts"] != ts:
                kept.append(message)
            elif _replies(self.shown[channel], ts):
                kept.append(
                    {"ts": ts, "thread_ts": ts, "subtype": "tombstone", "hidden": True,
                     "text": "This message was deleted.", "user": "USLACKBOT",
                     "shown_at": message["shown_at"]}
                )  # fmt: skip
        self.shown[channel] = kept
        self._deleted.add(ts)

    def refuses(self, channel: str) -> Answer | None:
        """Return why nothing can be posted to a channel, if so."""
        if channel not in self.shown:
            return refusal("channel_not_found")
        if channel in self.outside:
            return refusal("not_in_channel")
        if channel in self.archived:
            return refusal("is_archived")
        return None

    def post(self, arguments: dict[str, object], appears_after_s: float) -> Answer:
        """Take a message, or refuse it."""
        if "chat:write" not in self.scopes:
            return refusal("missing_scope", needed="chat:write")
        channel = str(arguments.get("channel", ""))
        if refused := self.refuses(channel):
            return refused
        if error := fault_of_message(arguments):
            return refusal(error)
        if self.poison and self.poison in str(arguments.get("text")):
            return refusal("invalid_arguments")
        now = self._clock()
        if now - self._posted_at.get(channel, -self.rate_s) < self.rate_s:
            return refusal("ratelimited")
        self._posted_at[channel] = now
        message = {name: value for name, value in arguments.items() if name != "thread_ts"}
        if thread_ts := str(arguments.get("thread_ts") or ""):
            parent = next((m for m in self.shown[channel] if m["ts"] == thread_ts), None)
            is_gone = parent is None or parent.get("subtype") == "tombstone"
            if is_gone and (self.is_strict or thread_ts not in self._deleted):
                return refusal("thread_not_found")
            if parent is not None:
                message["thread_ts"] = str(parent.get("thread_ts") or thread_ts)
                if _is_true(arguments.get("reply_broadcast")):
                    message["subtype"] = "thread_broadcast"
        self._last_ts = max(self._last_ts + 1, int(now * 1e6))
        ts = f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"
        message |= {"ts": ts, "bot_id": "B1", "shown_at": now + appears_after_s}
        self.shown[channel].append(message)
        self.accepted.append(message)
        told = {name: message[name] for name in ("ts", "text", "thread_ts") if name in message}
        return {"ok": True, "channel": channel, "ts": ts, "message": told}

    def history(self, arguments: dict[str, object]) -> Answer:
        """Return what a channel shows outside its threads, newest first."""
        if refused := self._may_not_read(arguments):
            return refused
        found = []
        for message in reversed(self.visible(str(arguments["channel"]))):
            thread_ts = message.get("thread_ts", message["ts"])
            if thread_ts == message["ts"] or message.get("subtype") == "thread_broadcast":
                found.append(message)
        return _page(arguments, found)

    def replies(self, arguments: dict[str, object]) -> Answer:
        """Return a message and its replies, oldest first."""
        if refused := self._may_not_read(arguments):
            return refused
        shown, ts = self.visible(str(arguments["channel"])), str(arguments.get("ts", ""))
        parent = [message for message in shown if message["ts"] == ts]
        if not parent:
            return refusal("thread_not_found")
        return _page(arguments, parent + _replies(shown, ts), kept=1)

    def _may_not_read(self, arguments: dict[str, object]) -> Answer | None:
        channel = str(arguments.get("channel", ""))
        needed = "groups:history" if channel.startswith("G") else "channels:history"
        if needed not in self.scopes:
            return refusal("missing_scope", needed=needed)
        if channel not in self.shown:
            return refusal("channel_not_found")
        return refusal("not_in_channel") if channel in self.outside else None


def refusal(error: str, **more: str) -> Answer:
    """Return an answer that is no success."""
    return {"ok": False, "error": error, **more}


def _replies(messages: list[Message], ts: str) -> list[Message]:
    return [m for m in messages if m.get("thread_ts") == ts and m["ts"] != ts]


def _page(arguments: dict[str, object], found: list[Message], kept: int = 0) -> Answer:
    """Return a page of messages; the first ``kept`` are told however old they are."""
    oldest = float(str(arguments.get("oldest") or 0))
    found = found[:kept] + [m for m in found[kept:] if float(str(m["ts"])) > oldest]
    start = int(str(arguments.get("cursor") or 0))
    stop = start + int(str(arguments.get("limit") or 100))
    hidden = HIDDEN | (set() if _is_true(arguments.get("include_all_metadata")) else {"metadata"})
    page = [{k: v for k, v in m.items() if k not in hidden} for m in found[start:stop]]
    more = stop < len(found)
    following = {"next_cursor": str(stop) if more else ""}
    return {"ok": True, "messages": page, "has_more": more, "response_metadata": following}


def _is_true(value: object) -> bool:
    return str(value).lower() in {"1", "true"}


def _loaded(value: object) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def fault_of_message(arguments: dict[str, object]) -> str | None:
    """Return the error code that Slack answers to a message, or None."""
    text, blocks = arguments.get("text") or "", _loaded(arguments.get("blocks") or None)
    if not text and not blocks:
        return "no_text"
    if not isinstance(text, str) or len(text) > TEXT_LIMIT:
        return "msg_too_long"
    thread_ts = arguments.get("thread_ts")
    if thread_ts is not None and not re.fullmatch(r"\d{1,20}\.\d{6}", str(thread_ts)):
        return "invalid_thread_ts"
    metadata = _loaded(arguments.get("metadata"))
    if metadata is not None:
        if not (
            isinstance(metadata, dict)
            and isinstance(metadata.get("event_type"), str)
            and isinstance(metadata.get("event_payload"), dict)
        ):
            return "invalid_metadata_format"
        if len(json.dumps(metadata)) > METADATA_LIMIT:
            return "metadata_too_large"
    if blocks:
        if fault := fault_of_blocks(blocks):
            return fault
        if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > MESSAGE_LIMIT:
            return "msg_blocks_too_long"
    return None
