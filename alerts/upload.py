"""The picture of a message: uploaded where nobody sees it, then shown by the message itself.

Slack's current way in three calls: files.getUploadURLExternal, the bytes, and
files.completeUploadExternal without a channel. A file that no message shows is seen by nobody,
so neither a killed process nor a lost answer can show it twice; the message stays the one
visible step. Where the picture cannot be uploaded, the words in its place go as they are.
"""

import http.client
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

from slack_sdk.errors import SlackClientError
from slack_sdk.web.client import WebClient

from alerts import escape, pictured
from alerts.delivery import PostError, Receipt
from records import Alert

log = logging.getLogger("placewatch.upload")

SCOPE = "files:write"
TRIES = 3  # guess: more than a hiccup, less than an outage
PAUSE_S = 2.0  # guess: between two tries, and while Slack makes a file ready
MOST_BYTES = 5_000_000  # guess: ours have 100 kB
# As in slack.py: what the SDK, urllib, http.client and json were seen to raise.
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


class Inner(Protocol):
    """The way to Slack that posts messages."""

    def post(self, alert: Alert, **how: Any) -> Receipt:
        """Post an alert; raise PostError if it was not confirmed."""


class Uploader:
    """Brings files into Slack without showing them."""

    def __init__(self, token: str, url: str, timeout_s: float = 30.0) -> None:
        """Remember where files go; nothing is sent yet.

        Args:
            token: A bot token with the scope files:write; it is in no message or log of ours.
            url: Base of Slack's Web API.
            timeout_s: Longest silence of Slack within a call.
        """
        silent = logging.Logger("slack_sdk, not shown", logging.CRITICAL + 1)
        self._client = WebClient(
            token=token,
            base_url=url,
            timeout=timeout_s,  # type: ignore[arg-type]  # urllib takes fractions too
            retry_handlers=[],
            logger=silent,
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
            found, why = self._upload(file.name, content, told)
            if found:
                self._ids[key] = found
            elif why in _FINAL or not left:
                hint = f": add the bot scope {SCOPE}" if why == "missing_scope" else ""
                log.warning("a picture was not taken (%s%s): sent without it", why, hint)
                break
            else:
                sleep(PAUSE_S)
        return self._ids.get(key, "")

    def _upload(self, name: str, content: bytes, told: str) -> tuple[str, str]:
        """Return the id of a file, or an empty one and why it was not taken."""
        try:
            answer = self._client.files_upload_v2(
                filename=name, content=content, title=name, alt_txt=escape.cut(told, 1_000)
            )
            data = answer.data
        except FAILURES as exc:
            # Slack's own word alone: the exception holds the request, and with it the token.
            response = getattr(exc, "response", None)
            data = getattr(response, "data", None)
            code = data.get("error") if isinstance(data, dict) else None
            return "", code if isinstance(code, str) and code.isidentifier() else "no answer"
        files = data.get("files") if isinstance(data, dict) else None
        first = files[0] if isinstance(files, list) and files else None
        found = first.get("id") if isinstance(first, dict) else None
        return (found, "") if isinstance(found, str) and found else ("", "no id")


# Another try would end alike; anything else may be a hiccup.
_FINAL = frozenset(
    {
        "missing_scope",
        "not_allowed_token_type",
        "invalid_auth",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "access_denied",
        "file_uploads_disabled",
        "file_upload_size_restricted",
        "storage_limit_reached",
        "unknown_method",
    }
)


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

    def __getattr__(self, name: str) -> Any:
        """Return whatever else the sink inside can do."""
        return getattr(self._inner, name)

    def post(self, alert: Alert, **how: Any) -> Receipt:
        """Post an alert once; return Slack's receipt.

        Slack may not be ready with a file at once and then refuses the message, which nobody
        sees: it is tried once more, and then goes without the picture.

        Args:
            alert: Any alert; most have no picture.
            how: As the sink inside takes it.

        Raises:
            PostError: if Slack did not confirm; its kind says what may have happened.
        """
        name = pictured.file_of(alert.blocks)
        if not name or how.get("short") or Path(name).name != name:
            return self._inner.post(alert, **how)
        told = pictured.told_of(alert.blocks)
        file_id = self._uploader.upload(self._folder / name, told, self._sleep)
        if not file_id:
            return self._inner.post(alert, **how)
        with_picture = replace(alert, blocks=pictured.shown(alert.blocks, file_id))
        for _ in range(2):
            try:
                return self._inner.post(with_picture, **how)
            except PostError as exc:
                if exc.kind != "content":
                    raise
            self._sleep(PAUSE_S)
        return self._inner.post(alert, **how)
