"""Slack's Block Kit, as far as we use it: foreign words only where nothing parses them.

Numbers are Slack's limits unless a comment says otherwise.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from alerts import escape

Block = dict[str, Any]
Door = Callable[[str, int], str]  # escape.shown or escape.inert

HEADER_LIMIT = 150
# Slack refuses messages from about 13,200 characters on, though no page of its says so
# (slackapi/bolt-js#2509, 2025). We keep a tenth back.
MESSAGE_LIMIT = 12_000
SEPARATOR = " · "


def header(text: str) -> Block:
    """Return the headline of a message; ``text`` has passed ``escape.shown``."""
    return {"type": "header", "text": _plain(escape.cut(text, HEADER_LIMIT))}


def context(parts: Iterable[str], *, apart: bool = False) -> Block:
    """Return a small grey line of plain text; ``apart``: each part is an element of its own."""
    lines = list(parts) if apart else [SEPARATOR.join(parts)]
    return {"type": "context", "elements": [_plain(line) for line in lines]}


def links(parts: Sequence[str]) -> Block:
    """Return a line of mrkdwn links, as ``escape.link`` makes them."""
    return {"type": "section", "text": _mrkdwn(SEPARATOR.join(parts))}


def command(line: str, what: str) -> Block:
    """Return a small grey line with a command to copy; ``line`` holds no backtick."""
    return {"type": "context", "elements": [_mrkdwn(f"{what}: `{escape.entities(line)}`")]}


def rich(elements: Iterable[Block]) -> Block:
    """Return a block of rich text: sections, quotes and lists."""
    return {"type": "rich_text", "elements": list(elements)}


def section(elements: Iterable[Block]) -> Block:
    """Return a paragraph of rich text."""
    return {"type": "rich_text_section", "elements": list(elements)}


def quotation(elements: Iterable[Block]) -> Block:
    """Return rich text with a bar beside it."""
    return {"type": "rich_text_quote", "elements": list(elements)}


def bullets(items: Iterable[Block]) -> Block:
    """Return a list of sections."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(items)}


def words(text: str, *, bold: bool = False) -> Block:
    """Return words of rich text, which Slack shows letter by letter."""
    element: Block = {"type": "text", "text": text}
    return element | {"style": {"bold": True}} if bold else element


def anchor(url: str, label: str) -> Block:
    """Return a link of rich text; ``url`` comes from ``escape.web_link``."""
    return {"type": "link", "url": url, "text": label}


def emphasised(text: str, matched: Iterable[str]) -> list[Block]:
    """Return words of rich text in which the matched ones are bold."""
    pieces: list[Block] = []
    done = 0
    for start, stop in spans(text, matched):
        if start > done:
            pieces.append(words(escape.broken(text[done:start])))
        pieces.append(words(escape.broken(text[start:stop]), bold=True))
        done = stop
    if done < len(text):
        pieces.append(words(escape.broken(text[done:])))
    return pieces


def spans(text: str, matched: Iterable[str]) -> list[tuple[int, int]]:
    """Find the matched words in a text, in any case, whole words only, none twice."""
    # 20 of 200 characters each: guesses that no quote of ours comes near.
    wanted = {escape.fold(word)[:200] for word in list(matched)[:20]} - {""}
    if not wanted:
        return []
    longest_first = sorted(wanted, key=lambda word: (-len(word), word))
    pattern = "|".join(re.escape(word) for word in longest_first)
    found = re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)
    return [match.span() for match in found]


def dump(blocks: Sequence[Block]) -> str:
    """Return blocks as JSON, as an alert carries them."""
    return json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))


def _plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def _mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}
