"""A page that shows messages as Slack does, from the blocks that are sent; and its photograph."""

import base64
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

from alerts import pictured
from records import Alert

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH = 720  # CSS pixels; a Slack channel on a laptop
SCALE = 1.5
TIMEOUT_S = 60
STYLE = """
body { margin: 0; padding: 16px 20px 8px; width: %dpx; box-sizing: border-box; background: #fff;
  display: flex; flex-direction: column; gap: 14px;
  font: 15px/1.47 Lato, "Liberation Sans", Arial, sans-serif; color: #1d1c1d; }
.message { display: grid; grid-template-columns: 36px 1fr; gap: 0 10px; }
.replies { margin-left: 46px; padding-left: 12px; border-left: 2px solid #e2e2e2; }
.face { width: 36px; height: 36px; border-radius: 6px; background: #7a1f3d; color: #fff;
  font-weight: 700; line-height: 36px; text-align: center; }
.who { font-weight: 700; } .who span { font-weight: 400; color: #616061; font-size: 12px; }
.who .app { background: #e8e8e8; border-radius: 3px; padding: 1px 4px; margin: 0 3px;
  font-size: 10px; }
h1 { font-size: 18px; line-height: 1.3; margin: 4px 0; }
.block { margin: 4px 0 8px; overflow-wrap: anywhere; } .block > div { white-space: pre-wrap; }
.context { color: #616061; font-size: 13px; }
blockquote { margin: 4px 0; padding-left: 12px; border-left: 4px solid #ddd;
  white-space: pre-wrap; }
ul { margin: 0; padding-left: 24px; } li { white-space: pre-wrap; }
a { color: #1264a3; text-decoration: none; }
code { font: 12px "DejaVu Sans Mono", monospace; color: #e01e5a; background: #f6f6f6;
  border: 1px solid #ddd; border-radius: 3px; padding: 1px 3px; }
img { display: block; width: 100%%; border-radius: 8px; border: 1px solid #ddd; }
"""
_TOKEN = re.compile(r"<([^<>|]+)\|([^<>]*)>|`([^`]+)`")


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as a channel shows it."""

    alert: Alert
    at: str  # hour and minute
    picture: bytes = b""
    is_reply: bool = False


def page(messages: Sequence[Message]) -> str:
    """Return a page on which messages look as Slack shows them."""
    body = "".join(map(_message, messages))
    return (
        f"<!doctype html><html lang='en-GB'><meta charset='utf-8'><style>{STYLE % WIDTH}</style>"
        f"<body>{body}<script>document.body.dataset.height = "
        "Math.ceil(document.body.getBoundingClientRect().height)</script></body></html>"
    )


def photograph(browser: str, source: str, to: Path) -> None:
    """Write a page as a picture, as high as it is.

    Args:
        browser: The command of a Chromium.
        source: The page.
        to: A PNG file.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(source, encoding="utf-8")
        options = [
            *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *(f"--user-data-dir={folder}/profile", f"--force-device-scale-factor={SCALE}"),
        ]

        def run(*more: str) -> str:
            command = [*options, *more, file.as_uri()]
            done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S)
            return done.stdout

        found = re.search(r'data-height="(\d+)"', run("--dump-dom", f"--window-size={WIDTH},600"))
        if not found:
            raise SystemExit(f"{browser} shows no page; try it by hand: {browser} --headless")
        drawing = Path(folder) / "drawing.png"
        run(f"--screenshot={drawing}", f"--window-size={WIDTH},{found[1]}")
        shutil.copyfile(drawing, to)


def _message(message: Message) -> str:
    made = [_block(one, message.picture) for one in json.loads(message.alert.blocks)]
    shown = (
        "<div class='message'><div class='face'>P</div><div><div class='who'>Placewatch"
        f"<span class='app'>APP</span><span>{escape(message.at)}</span></div>{''.join(made)}"
        "</div></div>"
    )
    return f"<div class='replies'>{shown}</div>" if message.is_reply else shown


def _block(block: dict[str, Any], picture: bytes) -> str:
    kind = block["type"]
    if str(block.get("block_id", "")).startswith(pictured.MARK):
        data = base64.b64encode(picture).decode()
        return f"<div class='block'><img src='data:image/png;base64,{data}'></div>"
    if kind == "header":
        return f"<h1>{escape(block['text']['text'])}</h1>"
    if kind == "context":
        parts = "".join(f"<div>{_text(one)}</div>" for one in block["elements"])
        return f"<div class='block context'>{parts}</div>"
    if kind == "section":
        return f"<div class='block'>{_text(block['text'])}</div>"
    return f"<div class='block'>{''.join(map(_rich, block['elements']))}</div>"


def _text(text: dict[str, Any]) -> str:
    if text["type"] == "plain_text":
        return escape(text["text"])
    shown, done = [], 0
    for found in _TOKEN.finditer(text["text"]):
        shown.append(escape(unescape(text["text"][done : found.start()])))
        words = escape(unescape(found[2] or found[3]))
        shown.append(f"<a href='#'>{words}</a>" if found[1] else f"<code>{words}</code>")
        done = found.end()
    return "".join(shown) + escape(unescape(text["text"][done:]))


def _rich(element: dict[str, Any]) -> str:
    if element["type"] == "rich_text_list":
        items = "".join(f"<li>{_words(item['elements'])}</li>" for item in element["elements"])
        return f"<ul>{items}</ul>"
    tag = "blockquote" if element["type"] == "rich_text_quote" else "div"
    return f"<{tag}>{_words(element['elements'])}</{tag}>"


def _words(elements: Iterable[dict[str, Any]]) -> str:
    shown = []
    for one in elements:
        words = escape(one["text"])
        if one["type"] == "link":
            words = f"<a href='#'>{words}</a>"
        shown.append(f"<b>{words}</b>" if one.get("style", {}).get("bold") else words)
    return "".join(shown)
