"""The pictures of docs/alerts.md are of messages as they are composed today."""

import html
import struct

import pytest

from alerts.compose import compose
from bench import drawings
from bench.drawing import Message, page
from tests.alerts.samples import NOW, happening


@pytest.mark.parametrize("name", drawings.DRAWINGS)
def test_each_picture_is_there_and_as_wide_as_a_page_can_show(name):
    head = (drawings.FOLDER / f"{name}.png").read_bytes()[:24]

    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">I", head[16:20]) == (1080,)


@pytest.mark.parametrize(("name", "replies"), [("alert", 0), ("thread", 2), ("digest", 0)])
def test_a_page_shows_each_message_with_all_its_words(name, replies):
    told = drawings.DRAWINGS[name]()
    shown = page(told)

    assert shown.count("class='message'") == len(told)
    assert shown.count("class='replies'") == replies
    for one in told:
        assert html.escape(one.alert.text.split("\n")[0].replace(" to ", " → ")) in shown


def test_the_alert_in_the_picture_reads_as_its_text_in_the_docs():
    told = (drawings.FOLDER.parent / "alerts.md").read_text(encoding="utf-8")

    (shown,) = drawings.DRAWINGS["alert"]()
    assert shown.alert.text in told


def test_a_page_is_no_place_for_foreign_markup():
    hostile = "<script>alert(1)</script>"
    words = dict.fromkeys(("name", "quote", "title", "source", "rule"), hostile)

    shown = page([Message(alert=compose(happening(**words), NOW), at=hostile)])

    assert shown.count("<script>") == 1  # ours, which measures the page
