import io

import pytest
from rich.console import Console

from alerts.compose import compose
from alerts.digest import DigestRow, compose_digest
from alerts.terminal import TerminalSink
from tests.alerts.samples import FULL, NOW, alert, golden, happening
from tests.alerts.test_injection import HOSTILE, LINES, LISTS, WORDS

ESCAPES = {"\x1b[1m", "\x1b[2m", "\x1b[0m"}  # bold, dim, normal: what rich writes for us


def shown(given, width=90, colour=True):
    stream = io.StringIO()
    colours = {"force_terminal": True, "color_system": "standard"} if colour else {}
    TerminalSink(Console(file=stream, width=width, _environ={}, **colours)).post(given)
    return stream.getvalue()


def test_an_alert_reads_on_a_terminal_as_the_golden_text():
    text = shown(compose(happening(**FULL), NOW), colour=False)

    golden(text, "terminal.txt")


def test_matched_words_are_bold():
    text = shown(compose(happening(**FULL), NOW))

    assert "\x1b[1mplace budget pilots\x1b[0m" in text
    assert "\x1b[1mwill start\x1b[0m" in text


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_no_words_command_the_terminal(words):
    facts = dict.fromkeys((*WORDS, *LINES), words) | dict.fromkeys(LISTS, (words, words))
    row = DigestRow(title=words, url="", source=words, theme=words, quote=words, initiative=words)

    text = shown(compose(happening(**facts), NOW))
    text += shown(compose_digest(NOW.date(), [row], NOW, ""))
    text += shown(alert(text=words, blocks=""))

    for escape in ESCAPES:
        text = text.replace(escape, "")
    assert [char for char in text if not char.isprintable() and char != "\n"] == []


def test_words_in_square_brackets_are_words():
    text = shown(compose(happening(name="[red]Pilots[/red] [link=https://e.org]x[/link]"), NOW))

    assert "[red]Pilots[/red] [link=https:" in text


def test_an_alert_without_blocks_is_its_text():
    text = shown(alert(text="Slack refuses the token\nset a new one"), colour=False, width=40)

    assert text == (
        "╭─ Slack refuses the token ────────────╮\n"
        "│ set a new one                        │\n"
        "╰──────────────────────────────────────╯\n"
        "\n"
    )


def test_a_headline_wider_than_the_terminal_is_whole():
    name = "Neighbourhood Health and Care Budget Partnerships Pathfinder Programme for England"

    text = shown(compose(happening(name=name), NOW), width=60, colour=False)

    assert name in " ".join(text.replace("│", " ").split())


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_any_stream_takes_any_alert(encoding):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)

    TerminalSink(stream).post(compose(happening(name="Pilot → “Ynys Môn” 😀"), NOW))

    stream.flush()
    assert "New initiative: Pilot" in stream.buffer.getvalue().decode(encoding)


def test_the_receipt_names_the_alert():
    receipt = TerminalSink(io.StringIO()).post(alert())

    assert (receipt.ts, receipt.channel) == (alert().alert_id, "terminal")


def test_the_short_form_is_the_beginning_of_the_text():
    stream = io.StringIO()
    long = compose(happening(why="word " * 50), NOW)

    TerminalSink(Console(file=stream, width=40, _environ={})).post(
        alert(text=long.text + "\n" + "word " * 500, blocks=long.blocks), short=True
    )

    assert "New initiative: Place Budget Pilots" in stream.getvalue()
    assert len(stream.getvalue()) < 2_000


def test_a_terminal_remembers_nothing():
    sink = TerminalSink(io.StringIO())
    sink.post(alert())

    assert sink.find(alert().alert_id, NOW) is None
