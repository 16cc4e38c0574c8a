"""The picture of a message: uploaded where nobody sees it, then shown by the message itself.

Slack's current way in three calls: files.getUploadURLExternal, the bytes, and
files.completeUploadExternal without a channel. A file that no message shows is seen by nobody,
so neither a killed process nor a lost answer can show it twice; the message stays the one
visible step. Where the picture cannot be uploaded, the words in its place go as they are.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from slack_sdk.web.client import WebClient

from alerts import escape, pictured, slack_calls
from alerts.delivery import NotAllowed, PostError, Receipt
from records import Alert

log = logging.getLogger("placewatch.upload")

SCOPE = "files:write"
TRIES = 3  # guess: more than a hiccup, less than an outage
PAUSE_S = 2.0  # guess: between two tries, and while Slack makes a file ready
LONGEST_PAUSE_S = 15.0  # guess: a message does not wait longer for its picture
MOST_BYTES = 5_000_000  # guess: ours have 100 kB


class Inner(Protocol):
    """The way to Slack that posts messages."""

    @property
    def channel(self) -> str:
        """Where alerts go that name no channel."""

    def post(self, alert: Alert, *, parent_ts: str = "", short: bool = False) -> Receipt:
        """Post an alert; raise PostError if it was not confirmed."""

    def find(
        self, alert_id: str, since: datetime, channel: str = "", *, parent_ts: str = ""
    ) -> Receipt | NotAllowed | None:
        """Return the receipt of an alert that Slack shows."""


class Uploader:
    """Brings files into Slack without showing them."""

    def __init__(self, token: str, url: str, timeout_s: float = 30.0) -> None:
        """Remember where files go; nothing is sent yet.

        Args:
            token: A bot token with the scope files:write; it is in no message or log of ours.
            url: Base of Slack's Web API.
            timeout_s: Longest silence of Slack within a call.
        """
        self._client = WebClient(
            token=token,
            base_url=url,
            timeout=timeout_s,  # type: ignore[arg-type]  # urllib takes fractions too
            retry_handlers=[],
            logger=slack_calls.silent(),
        )
        self._ids: dict[str, str] = {}  # by file and what it held, while this process lasts

    def upload(self, file: Path, told: str, sleep: Callable[[float], None]) -> str:
        """Return Slack's id of a file; empty: it could not be brought there.

        Args:
            file: A picture.
            told: What it shows, in words.
            sleep: Waits, in seconds, between two tries.
        """
        try:
            content = file.read_bytes() if file.stat().st_size <= MOST_BYTES else b""
        except OSError:
            content = b""
        if not content:
            log.warning("the picture %s is missing or too large: sent without it", file.name)
            return ""
        key = f"{file.name} {hash(content)}"
        for left in range(TRIES - 1, -1, -1):
            if key in self._ids:
                break
            found = self._upload(file.name, content, told)
            if isinstance(found, str):
                self._ids[key] = found
            elif not left or (found.code and found.kind not in {"wait", "unknown"}):
                hint = f"; add the bot scope {SCOPE}" if found.code == "missing_scope" else ""
                log.warning("sent without its picture: %s%s", found.text, hint)
                break
            else:
                sleep(min(found.retry_after_s or PAUSE_S, LONGEST_PAUSE_S))
        return self._ids.get(key, "")

    def _upload(self, name: str, content: bytes, told: str) -> str | PostError:
        """Return the id of a file, or why Slack did not take it."""
        answer = slack_calls.answer_of(
            lambda: self._client.files_upload_v2(
                filename=name, content=content, title=name, alt_txt=escape.cut(told, 1_000)
            )
        )
        if isinstance(answer, PostError):
            return answer
        files = answer.get("files")
        first = files[0] if isinstance(files, list) and files else None
        found = first.get("id") if isinstance(first, dict) else None
        if isinstance(found, str) and found:
            return found
        return PostError("unknown", "Slack took a picture without naming it")


class PictureSink:
    """Posts to Slack as the sink inside it does, with the picture that a message names."""

    def __init__(
        self,
        inner: Inner,
        uploader: Uploader,
        folder: Path,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Remember the way to Slack and the folder of the pictures."""
        self._inner = inner
        self._uploader = uploader
        self._folder = folder
        self._sleep = sleep

    @property
    def channel(self) -> str:
        """Where alerts go that name no channel."""
        return self._inner.channel

    def find(
        self, alert_id: str, since: datetime, channel: str = "", *, parent_ts: str = ""
    ) -> Receipt | NotAllowed | None:
        """Return the receipt of an alert that Slack shows, as the sink inside does."""
        return self._inner.find(alert_id, since, channel, parent_ts=parent_ts)

    def post(self, alert: Alert, *, parent_ts: str = "", short: bool = False) -> Receipt:
        """Post an alert once; return Slack's receipt.

        Slack may not be ready with a file at once and then refuses the message, which nobody
        sees: it is tried once more, and then goes without the picture.

        Args:
            alert: Any alert; most have no picture.
            parent_ts: The message that it replies to; empty: none.
            short: Send the beginning of the text alone: no picture either.

        Raises:
            PostError: if Slack did not confirm; its kind says what may have happened.
        """
        name = pictured.file_of(alert.blocks)
        if not name or short or Path(name).name != name:
            return self._inner.post(alert, parent_ts=parent_ts, short=short)
        told = pictured.told_of(alert.blocks)
        file_id = self._uploader.upload(self._folder / name, told, self._sleep)
        if not file_id:
            return self._inner.post(alert, parent_ts=parent_ts)
        with_picture = replace(alert, blocks=pictured.shown(alert.blocks, file_id))
        for _ in range(2):
            try:
                return self._inner.post(with_picture, parent_ts=parent_ts)
            except PostError as exc:
                if exc.kind != "content":
                    raise
            self._sleep(PAUSE_S)
        return self._inner.post(alert, parent_ts=parent_ts)
