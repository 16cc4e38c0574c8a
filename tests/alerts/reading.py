"""Slack's reader, rebuilt from its reference: what a message does and shows.

Where the reference leaves room, this reader is the eager one: it finds a mention, a link or
a bold word rather than not.
"""

import html
import json
import re
from dataclasses import dataclass, field

TOKEN = re.compile(r"<([^<>]*)>")
EMOJI = re.compile(r":[\w+'-]{1,100}:")  # names are letters of any script, digits, _ + ' -
AUTO_MENTION = re.compile(r"(?<!\w)@(?:channel|here|everyone)\b", re.IGNORECASE)
AUTO_LINK = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
FORMATS = re.compile(
    r"(?<![A-Za-z0-9])([*_~`])(?=\S)((?:(?!\1).)+)(?<=\S)\1(?![A-Za-z0-9])", re.DOTALL
)


@dataclass
class Reading:
    """What a reader gets."""

    pings: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # address and label
    formats: list[str] = field(default_factory=list)  # words in bold, italics, code …
    emoji: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)  # every text, as it looks


def read(message: dict[str, object]) -> Reading:
    """Return what a message does, blocks and the text behind the notification."""
    reading = Reading()
    links_itself = message.get("parse") != "none" or bool(message.get("link_names"))
    _mrkdwn(reading, str(message.get("text", "")), links_itself=links_itself)
    blocks = message.get("blocks") or []
    for block in json.loads(blocks) if isinstance(blocks, str) else blocks:
        for text in [block.get("text"), *block.get("elements", [])]:
            if text:
                _element(reading, text)
    return reading


def _element(reading: Reading, element: dict) -> None:
    kind = element["type"]
    if kind == "mrkdwn":
        _mrkdwn(reading, element["text"], links_itself=not element.get("verbatim"))
    elif kind == "plain_text":
        if element.get("emoji", True):
            reading.emoji += EMOJI.findall(element["text"])
        reading.shown.append(element["text"])
    elif kind == "text":
        if element.get("style"):
            reading.formats.append(element["text"])
        reading.shown.append(element["text"])
    elif kind == "link":
        reading.links.append((element["url"], element["text"]))
        reading.shown.append(element["text"])
    elif kind in {"user", "usergroup", "broadcast", "channel"}:
        reading.pings.append(kind)
    elif kind == "emoji":
        reading.emoji.append(element["name"])
    for child in element.get("elements", []):
        _element(reading, child)


def _mrkdwn(reading: Reading, text: str, *, links_itself: bool) -> None:
    for token in TOKEN.findall(text):
        address, _, label = token.partition("|")
        if address[:1] in {"!", "@", "#"}:
            reading.pings.append(token)
        else:
            reading.links.append((html.unescape(address), html.unescape(label)))
    rest = TOKEN.sub(" ", text)
    if links_itself:
        reading.pings += AUTO_MENTION.findall(rest)
        reading.links += [(found, "") for found in AUTO_LINK.findall(rest)]
    code = re.findall(r"`([^`\n]+)`", rest)
    reading.formats += [html.unescape(words) for words in code]
    rest = re.sub(r"`[^`\n]+`", " ", rest)
    reading.emoji += EMOJI.findall(rest)
    reading.formats += [found[1] for found in FORMATS.findall(rest)]
    reading.shown.append(html.unescape(TOKEN.sub(lambda t: t[1].partition("|")[2], text)))
