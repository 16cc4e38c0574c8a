"""The same alert on a terminal: for installations without Slack, and for a look by hand."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, TextIO

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from alerts import escape
from alerts.delivery import Receipt
from records import Alert

CHANNEL = "terminal"
WIDTH = 100  # guess: longest line that is still read with ease
TEXT_LIMIT = 12_000  # guess: more scrolls away
SHORT_LIMIT = 1_000  # guess, as for Slack
FRAME = 6  # columns of a panel's top edge that are not title
_TYPEWRITER = str.maketrans("“”‘’–—…·•→", "\"\"''--.|*>")
_LINK = re.compile(r"<([^<>|]+)\|([^<>]*)>")


class TerminalSink:
    """Writes alerts for people; nothing foreign reaches the terminal as a command.

    Control and bidirectional characters are dropped once more here, rich reads no markup
    and makes no links, and addresses stand on lines of their own, to be copied whole.
    """

    channel = CHANNEL

    def __init__(self, to: Console | TextIO) -> None:
        """Write to a console, or to a stream such as sys.stdout."""
        self._console = to if isinstance(to, Console) else Console(file=to)

    def post(self, alert: Alert, *, parent_ts: str = "", short: bool = False) -> Receipt:
        """Write an alert; the receipt names it by its own id.

        Args:
            alert: Any alert.
            parent_ts: Not shown: a terminal has no threads.
            short: Write the beginning of its text alone.
        """
        if short:
            alert = replace(alert, text=escape.cut(alert.text, SHORT_LIMIT), blocks="")
        headline, body, below = _parts(alert)
        width = min(self._console.width, WIDTH)
        title: Text | None = self._fit(headline)
        if headline.cell_len > width - FRAME:  # a title that does not fit would be cut
            title, body = None, [headline, *body]
        self._console.print(
            Panel(self._fit(Text("\n").join(body)), title=title, title_align="left", width=width)
        )
        for line in below:
            self._console.print(self._fit(line), soft_wrap=True)
        self._console.print()
        return Receipt(ts=alert.alert_id, channel=CHANNEL, thread_ts=parent_ts)

    def find(
        self, alert_id: str, since: datetime, channel: str = "", *, parent_ts: str = ""
    ) -> None:
        """Find nothing: a terminal keeps no history, so a lost alert is written again."""

    def _fit(self, text: Text) -> Text:
        """Return text that the stream can write, at worst with question marks."""
        encoding = self._console.encoding
        fitting = text.copy()
        if not encoding.startswith("utf"):
            plain = text.plain.translate(_TYPEWRITER)
            fitting.plain = plain.encode(encoding, "replace").decode(encoding)
        return fitting


def _parts(alert: Alert) -> tuple[Text, list[Text], list[Text]]:
    """Return headline, body and what stands below: from the blocks, else from the text."""
    found = _loaded(alert.blocks)
    if found is None:
        first, *rest = alert.text[:TEXT_LIMIT].split("\n")
        return _text(first), [_text(line) for line in rest], []
    headline = Text("Placewatch")
    body: list[Text] = []
    below: list[Text] = []
    for block in found:
        kind = block.get("type")
        if kind == "header":
            headline = _text(block["text"]["text"], "bold")
        elif kind == "rich_text":
            for element in block["elements"]:
                body += _paragraph(element)
        elif kind == "section":
            below += _addresses(block["text"]["text"])
        elif kind == "context":
            for element in block["elements"]:
                if element["type"] == "plain_text":
                    body.append(_text(element["text"], "dim"))
                else:
                    below.append(_text(html.unescape(element["text"]).replace("`", ""), "dim"))
    return headline, body, below


def _loaded(blocks: str) -> list[dict[str, Any]] | None:
    try:
        found = json.loads(blocks)
    except ValueError:  # empty, or not ours: the text is complete without them
        return None
    return found if isinstance(found, list) else None


def _paragraph(element: dict[str, Any]) -> Iterator[Text]:
    """Yield the paragraphs of a section, a quote or a list of rich text."""
    kind = element["type"]
    if kind == "rich_text_list":
        for item in element["elements"]:
            yield Text("• ").append_text(_words(item["elements"]))
    elif kind == "rich_text_quote":
        yield Text("")
        yield _words(element["elements"])
        yield Text("")
    else:
        yield _words(element["elements"])


def _words(elements: Iterable[dict[str, Any]]) -> Text:
    line = Text()
    for element in elements:
        if element["type"] == "link":
            line.append_text(_text(f"{element['text']}: {element['url']}"))
        else:
            is_bold = bool(element.get("style", {}).get("bold"))
            line.append_text(_text(element["text"], "bold" if is_bold else ""))
    return line


def _addresses(mrkdwn: str) -> list[Text]:
    """Return the links of a line of mrkdwn, each on a line of its own; no link, the line."""
    found = [f"{label}: {url}" for url, label in _LINK.findall(mrkdwn)] or [mrkdwn]
    return [_text(html.unescape(line)) for line in found]


def _text(text: str, style: str = "") -> Text:
    return Text(escape.visible(text), style=style)
