"""Hostile words, posted over HTTP to a Slack that is eager to ping, link and format."""

import subprocess
import unicodedata

import pytest

from alerts.compose import compose
from alerts.digest import DigestRow, compose_digest
from alerts.escape import WORD_JOINER, web_link
from alerts.slack import SlackSink
from tests.alerts.reading import read
from tests.alerts.samples import FULL, NOW, URL, happening
from tests.fakes.slack import FakeSlack

HOSTILE = {
    "channel": "<!channel> urgent",
    "here": "<!here|here> urgent",
    "everyone": "<!everyone>",
    "user": "<@U012AB3CD> look",
    "user with label": "<@U012AB3CD|the editor>",
    "group": "<!subteam^S012AB3CD|@officers>",
    "channel link": "<#C012AB3CD|general>",
    "date": "<!date^1392734382^{date}|yesterday>",
    "typed channel": "@channel come",
    "typed here": "(@here)",
    "typed everyone": "hello @everyone",
    "at the end": "write to @here",
    "entities": "&lt;!channel&gt;",
    "entities twice": "&amp;lt;!channel&amp;gt;",
    "numeric entities": "&#60;!channel&#62;",
    "link": "<https://evil.example/login|HM Treasury>",
    "bare link in brackets": "<https://evil.example>",
    "script link": "<javascript:alert(1)|Read>",
    "mail link": "<mailto:a@evil.example|write>",
    "phone link": "<tel:+44123|call>",
    "bare address": "see https://evil.example/now for more",
    "bare host": "www.evil.example",
    "markdown link": "[HM Treasury](https://evil.example)",
    "bold": "*bold* words",
    "italics": "_italic_ words",
    "struck": "~struck~ words",
    "code": "`code` words",
    "code block": "```block```",
    "nested": "*_~all~_*",
    "lone star": "5 * 3 * 2",
    "quote bar": "> quoted\n>>> all of it",
    "list": "\n- one\n- two\n1. three",
    "heading": "# heading",
    "emoji": ":rotating_light: alarm :fire:",
    "emoji at the end": "alarm :fire",
    "skin tone": ":wave::skin-tone-6:",
    "split by a zero width space": "<\u200b!channel> @\u200bhere :\u200bfire:",
    "split by a word joiner": "<\u2060!channel> @\u2060here :\u2060fire:",
    "split by a soft hyphen": "<\u00ad!channel>",
    "right to left": "\u202egpj.exe\u202c <!here>",
    "isolates": "\u2066<!here>\u2069",
    "control characters": "a\x00b\x07c\x1b[31mred\x1b[0m\x9b1m",
    "terminal title": "\x1b]0;owned\x07",
    "new lines": "one\r\ntwo\u2028three\u2029four\x85five",
    "lone surrogate": "bad \ud800 half",
    "no characters": "\ufffe\uffff\ufdd0",
    "tags": "a\U000e0041\U000e007f",
    "fullwidth": "＜！channel＞ ＠here",
    "pile of marks": "Z" + "\u0301" * 200 + "algo",
    "invisible only": "\u200b\u2060\ufeff\u3164",
    "blank": "   \n\t ",
    "pipe": "a|b>c<d",
    "backslashes": "\\<!channel\\> \\*bold\\*",
    "brackets within brackets": "<<!channel>|<!here>>",
    "unclosed": "<!channel",
    "block kit": '{"type":"mrkdwn","text":"<!channel>"}',
    "endless word": "x" * 100_000,
    "endless brackets": "<!channel>" * 10_000,
    "fifty megabytes": "<!here> word " * 4_000_000,
    "emoji with a name in it": "👍 :+1: ❤️ :heart:",
    "closing tags": "</b></content></entry><script>alert(1)</script><![CDATA[x]]>",
    "iCalendar": "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:EMAIL",
    "formula": '=HYPERLINK("https://evil.example","HM Treasury")',
}
HOSTILE_URLS = {
    "script": "javascript:alert(1)",
    "data": "data:text/html,<script>",
    "file": "file:///etc/passwd",
    "relative": "/news/1",
    "no host": "https:///news",
    "user name": "https://www.gov.uk@evil.example/",
    "backslash": "http://127.0.0.1\\@evil.example/",
    "label": "https://evil.example/|HM Treasury>",
    "token end": "https://evil.example/><!channel>",
    "back tick": "https://evil.example/`rm -rf`",
    "shell": "https://evil.example/?$(touch${IFS}a)'$(touch${IFS}b);touch${IFS}c&touch${IFS}d&\"",
    "new line": "https://evil.example/a\n<!here>",
    "blank": "https://evil.example/a b",
    "bidi": "https://evil.example/\u202egpj",
    "broken bracket": "https://[::1",
    "letters as port": "https://evil.example:port/",
    "lone percent": "https://evil.example/100%",
    "bold": "https://evil.example/*a*_b_~c~",
    "unicode host": "https://exämple.org/ü",
    "endless": "https://evil.example/" + "a" * 5_000,
    "endless ampersands": "https://evil.example/?" + "&" * 1_000,
}
NAMES = ("Where", "New areas", "Stage", "Also", "Who", "New sponsors", "Voice", "Deadline")
LABELS = {f"{word}:\xa0" for word in (*NAMES, "Published", "How sure")}
WORDS = ("name", "step", "was_step", "rule", "quote", "title", "source", "source_kind")
LISTS = ("areas", "new_areas", "sponsors", "new_sponsors", "steps", "themes", "also")
LINES = ("voice", "deadline", "report", "why")


@pytest.fixture(scope="module")
def slack():
    with FakeSlack() as slack:
        yield slack


def seen(slack, alert):
    """Post an alert and return what its reader gets."""
    receipt = SlackSink(slack.token, "C1", slack.url).post(alert)
    return read(next(m for m in slack.messages("C1") if m["ts"] == receipt.ts))


def is_harmless(char):
    kind = unicodedata.category(char)
    return char in {"\n", WORD_JOINER} or kind not in {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize("kind", ["new", "step", "sponsor"])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_ping_link_or_format(slack, words, kind):
    facts = dict.fromkeys((*WORDS, *LINES), words) | dict.fromkeys(LISTS, (words, words))

    reading = seen(slack, compose(happening(**facts, kind=kind), NOW))

    assert reading.pings == []
    assert reading.emoji == []
    assert reading.links == [(URL, "Article on news.example.org")]
    assert set(reading.formats) <= LABELS | {f"placewatch explain {URL}"}
    assert [char for text in reading.shown for char in text if not is_harmless(char)] == []


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_matched_words_do_more_than_stand_in_bold(slack, words):
    facts = {"quote": f"before {words} after", "matched": (words, "before")}

    reading = seen(slack, compose(happening(**facts), NOW))

    assert (reading.pings, reading.emoji) == ([], [])
    assert reading.links == [(URL, "Article on news.example.org")]
    assert "before" in reading.formats


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_do_anything_in_a_digest(slack, words):
    row = DigestRow(title=words, url=URL, source=words, theme=words, quote=words, initiative=words)

    digest = compose_digest(NOW.date(), [row], NOW, "C1", see_rest="placewatch query hits")
    reading = seen(slack, digest)

    assert (reading.pings, reading.emoji) == ([], [])
    assert reading.links == [(URL, "Read on news.example.org")]
    assert [char for text in reading.shown for char in text if not is_harmless(char)] == []


@pytest.mark.parametrize("url", HOSTILE_URLS.values(), ids=HOSTILE_URLS)
def test_no_address_leaves_its_link(slack, url):
    facts = FULL | {"url": url, "report_url": url}

    reading = seen(slack, compose(happening(**facts), NOW))

    safe = web_link(url)
    assert [address for address, _ in reading.links] == ([safe] if safe else [])
    assert all(address.startswith(("http://", "https://")) for address, _ in reading.links)
    assert reading.pings == []


@pytest.mark.parametrize("url", HOSTILE_URLS.values(), ids=HOSTILE_URLS)
def test_a_command_copied_to_a_shell_is_one_command_with_one_address(url, tmp_path):
    lines = compose(happening(url=url), NOW).text.split("\n")
    [command] = [line.removeprefix("Check it: ") for line in lines if "Check it" in line] or [
        "true"
    ]

    ours = "placewatch() { printf '%s\\n' \"$@\"; }\n"
    run = subprocess.run(
        ["sh", "-c", ours + command], capture_output=True, text=True, cwd=tmp_path, timeout=5
    )

    safe = web_link(url)
    assert run.stdout == (f"explain\n{safe}\n" if safe else "")
    assert run.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_words_that_only_look_like_markup_are_shown_as_they_were_written(slack):
    facts = {"name": "R&D <5% pilots", "quote": "Some 5 * 3 areas_of R&D, <5% of all."}

    shown = seen(slack, compose(happening(**facts), NOW)).shown

    assert "New initiative: R&D <5% pilots" in shown
    assert "Some 5 * 3 areas_of R&D, <5% of all." in shown
