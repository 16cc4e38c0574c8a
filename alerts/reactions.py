"""What people in Slack make of a message: their reactions, read with few calls.

    conversations.history   one call for 200 messages, where several of ours stand in a channel
    conversations.replies   one call a thread, where several of ours stand in it
    reactions.get           one call a message: the rest

The first two leave people out of a long list; such a message is asked for by itself.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from alerts.delivery import PostError

MEANINGS = {
    "+1": "useful",
    "thumbsup": "useful",
    "-1": "noise",
    "thumbsdown": "noise",
    "eyes": "on it",
}
# Messages from which it is cheaper to ask for all of them: others write in a channel, too.
LEAST_IN_CHANNEL = 3
LEAST_IN_THREAD = 2
PAGE = 200  # Slack advises no more
MOST_PEOPLE = 1_000  # of one message; guess
# The message is gone, or Slack does not say of what: nobody reacts to it any more.
GONE = frozenset({"message_not_found", "no_reaction", "bad_timestamp"})


class Ask(Protocol):
    """Asks Slack something."""

    def __call__(self, method: str, /, **arguments: Any) -> Mapping[str, Any]:
        """Return Slack's answer; raise PostError if it is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """That somebody reacted to a message in a way that we understand."""

    who: str  # id of the person
    meaning: str  # one of the values of MEANINGS
    emoji: str  # as Slack names it


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A message whose reactions are asked for."""

    ts: str
    parent_ts: str  # the message that it replies to; empty: none
    is_listed: bool  # the channel's history has it


def me(ask: Ask) -> str:
    """Return the id of the bot itself, whose own reactions do not count; empty: not told.

    Raises:
        PostError: if Slack does not accept the token or does not answer.
    """
    return str(ask("auth.test").get("user_id") or "")


def read(
    ask: Ask, channel: str, wanted: Sequence[Wanted], but: Collection[str]
) -> Iterator[tuple[str, tuple[Sign, ...]]]:
    """Yield the reactions to each message of a channel that Slack shows, by its name.

    Of a message that is gone nothing is yielded: what is known of it stays.

    Args:
        ask: Asks Slack.
        channel: Its id.
        wanted: The messages.
        but: People who do not count.

    Raises:
        PostError: if Slack does not answer; what was yielded before is right.
    """
    left = {one.ts: one for one in wanted}
    listed = [one.ts for one in wanted if one.is_listed]
    if len(listed) >= LEAST_IN_CHANNEL:
        for ts, signs in _listed(ask, "conversations.history", listed, but, channel=channel):
            if left.pop(ts, None):
                yield ts, signs
    for parent_ts in dict.fromkeys(one.parent_ts for one in wanted if one.parent_ts):
        below = [one.ts for one in left.values() if one.parent_ts == parent_ts]
        if len(below) >= LEAST_IN_THREAD:
            place = {"channel": channel, "ts": parent_ts}
            for ts, signs in _listed(ask, "conversations.replies", below, but, **place):
                if left.pop(ts, None):
                    yield ts, signs
    for ts in left:
        try:
            answer = ask("reactions.get", channel=channel, timestamp=ts, full="true")
        except PostError as exc:
            if exc.code in GONE:
                continue
            raise
        yield ts, _signs(answer.get("message"), but)


def _listed(
    ask: Ask, method: str, listed: Sequence[str], but: Collection[str], **place: str
) -> Iterator[tuple[str, tuple[Sign, ...]]]:
    """Yield what a list shows of messages, with no more calls than one for each."""
    oldest = f"{min(map(float, listed)) - 1:.6f}"
    cursor, missing = "", set(listed)
    for _ in listed:
        more = {"cursor": cursor} if cursor else {}
        try:
            answer = ask(method, **place, oldest=oldest, limit=PAGE, **more)
        except PostError as exc:
            # The other way needs another scope, and no parent.
            if exc.code in {"missing_scope", "thread_not_found"}:
                return
            raise
        for message in _rows(answer.get("messages")):
            ts = str(message.get("ts"))
            if ts in missing and _is_whole(message):
                missing.discard(ts)
                yield ts, _signs(message, but)
        metadata = answer.get("response_metadata")
        cursor = str(metadata.get("next_cursor") or "") if isinstance(metadata, dict) else ""
        if not cursor or not missing:
            return


def _is_whole(message: Mapping[str, Any]) -> bool:
    """Return whether all who reacted are named."""
    return all(
        len(_names(one)) >= one["count"]
        for one in _rows(message.get("reactions"))
        if isinstance(one.get("count"), int) and _meaning(one)
    )


def _signs(message: object, but: Collection[str]) -> tuple[Sign, ...]:
    """Return the reactions of a message, each person's once a meaning."""
    if not isinstance(message, dict):
        return ()
    own = {*but, str(message.get("user") or "")}  # whoever wrote it is the bot
    found: dict[tuple[str, str], Sign] = {}
    for one in _rows(message.get("reactions")):
        meaning = _meaning(one)
        for who in _names(one) if meaning else ():
            if who not in own:
                sign = Sign(who=who, meaning=meaning, emoji=str(one.get("name")))
                found.setdefault((who, meaning), sign)
    return tuple(found.values())


def _meaning(reaction: Mapping[str, Any]) -> str:
    """Return what an emoji means to us, whatever the colour of the skin; empty: nothing."""
    return MEANINGS.get(str(reaction.get("name")).partition("::")[0], "")


def _names(reaction: Mapping[str, Any]) -> list[str]:
    users = reaction.get("users")
    few = users[:MOST_PEOPLE] if isinstance(users, list) else []
    return [who for who in few if isinstance(who, str) and who]


def _rows(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
