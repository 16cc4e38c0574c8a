"""The files of the fake Slack: brought in three steps, seen by nobody until a message does it."""

import json
from typing import Any

SCOPE = "files:write"


class Files:
    """Files that were announced, filled and completed."""

    def __init__(self) -> None:
        self.content: dict[str, bytes | None] = {}  # by id; None: announced only
        self.told: dict[str, str] = {}  # alt text, by id
        self.is_complete: set[str] = set()
        self.not_ready = 0  # so many messages are refused, as if a file was not ready

    def takes(self, path: str, raw: bytes) -> bool:
        """Take the bytes of a file, if that is what a call brings."""
        name = path.removeprefix("/upload/")
        if name == path or name not in self.content:
            return False
        self.content[name] = raw
        return True

    def answer(
        self, method: str, arguments: dict[str, object], url: str, scopes: frozenset[str]
    ) -> dict[str, object]:
        """Answer a call as the Web API does."""
        if SCOPE not in scopes:
            return {"ok": False, "error": "missing_scope", "needed": SCOPE}
        if method == "files.getUploadURLExternal":
            name = f"F{len(self.content) + 1:08}"
            self.content[name] = None
            self.told[name] = str(arguments.get("alt_text") or arguments.get("alt_txt") or "")
            return {"ok": True, "upload_url": url.replace("/api/", "/upload/") + name,
                    "file_id": name}  # fmt: skip
        if method == "files.completeUploadExternal":
            if arguments.get("channel_id") or arguments.get("channels"):
                return {"ok": False, "error": "shown_too_early"}  # ours: nobody may see it yet
            given = [one["id"] for one in json.loads(str(arguments["files"]))]
            if any(self.content.get(name) is None for name in given):
                return {"ok": False, "error": "file_not_found"}
            self.is_complete |= set(given)
            return {"ok": True, "files": [{"id": name, "title": "x"} for name in given]}
        return {"ok": False, "error": "unknown_method"}

    def fault_of_pictures(self, arguments: dict[str, object]) -> str | None:
        """Return the error code for a message with a picture that cannot be shown, or None."""
        given: Any = arguments.get("blocks") or "[]"
        blocks = json.loads(given) if isinstance(given, str) else given
        if not isinstance(blocks, list):
            return None  # what is no list is refused with the other blocks
        images = [one for one in blocks if isinstance(one, dict) and one.get("type") == "image"]
        wanted = [one["slack_file"]["id"] for one in images]
        if wanted and self.not_ready:
            self.not_ready -= 1
            return "invalid_blocks"
        return None if set(wanted) <= self.is_complete else "invalid_blocks"
