"""The fake Slack with people who react: 👍, 👎, 👀 and what they take back."""

from typing import Any

from tests.fakes.slack import SCOPES, FakeSlack, Fault

BOT = "UBOT"


class ReactingSlack(FakeSlack):
    """A workspace whose people react to messages."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"scopes": SCOPES | {"reactions:read"}} | named)
        self.most_named = 50  # people of each emoji that lists name; reactions.get names all
        self.allowed: frozenset[str] = named.get("scopes", SCOPES | {"reactions:read"})

    def react(self, channel: str, ts: str, emoji: str, *people: str) -> None:
        """Let people react to a message, as with "+1" or "thumbsup::skin-tone-4"."""
        found = self._message(channel, ts).setdefault("reactions", [])
        row = next((one for one in found if one["name"] == emoji), None)
        if row is None:
            row = {"name": emoji, "users": [], "count": 0}
            found.append(row)
        row["users"] += [who for who in people if who not in row["users"]]
        row["count"] = len(row["users"])

    def unreact(self, channel: str, ts: str, emoji: str, who: str) -> None:
        """Let somebody take a reaction back."""
        found = self._message(channel, ts)["reactions"]
        for row in found:
            if row["name"] == emoji:
                row["users"] = [one for one in row["users"] if one != who]
                row["count"] = len(row["users"])
        found[:] = [row for row in found if row["users"]]

    def answer(self, method: str, arguments: dict[str, object], token: str) -> tuple[Fault, Any]:
        """Return how a call ends, those about reactions too."""
        fault, answer = super().answer(method, arguments, token)
        if method == "auth.test" and answer.get("ok"):
            return fault, answer | {"user_id": BOT}
        if method == "reactions.get" and answer.get("error") == "unknown_method":
            return fault, self._get(arguments)
        if method in {"conversations.history", "conversations.replies"} and answer.get("ok"):
            short = [self._shortened(message) for message in answer["messages"]]
            return fault, answer | {"messages": short}
        return fault, answer

    def _get(self, arguments: dict[str, object]) -> dict[str, object]:
        if "reactions:read" not in self.allowed:
            return {"ok": False, "error": "missing_scope", "needed": "reactions:read"}
        channel, ts = str(arguments.get("channel")), str(arguments.get("timestamp"))
        try:
            message = self._message(channel, ts)
        except (KeyError, StopIteration):
            return {"ok": False, "error": "message_not_found"}
        is_full = str(arguments.get("full")).lower() == "true"
        return {
            "ok": True,
            "type": "message",
            "channel": channel,
            "message": message if is_full else self._shortened(message),
        }

    def _message(self, channel: str, ts: str) -> Any:
        return next(one for one in self.messages(channel) if one["ts"] == ts)

    def _shortened(self, message: dict[str, Any]) -> dict[str, Any]:
        if "reactions" not in message:
            return message
        rows = [row | {"users": row["users"][: self.most_named]} for row in message["reactions"]]
        return message | {"reactions": rows}
