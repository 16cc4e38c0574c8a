import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import plain


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two &amp; three</p>", "One\nTwo & three"),
        ("One<br>Two<br/>\n\n Three", "One\nTwo\nThree"),
        ("<script>alert(1)</script>Text<style>p{}</style>", "Text"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("Leeds &nbsp; and\u00a0York", "Leeds and York"),
        ("<!-- hidden -->", ""),
        ("<a href='x'>Read</a> on", "Read on"),
        ("", ""),
    ],
)
def test_markup_becomes_what_a_reader_sees(markup, text):
    assert plain.from_html(markup, 1_000) == text


@pytest.mark.parametrize(
    "unseen", ["\x00", "\x1b", "\u00ad", "\u200b", "\u202e", "\u2066", "\ufeff", "\ud800", "\uffff"]
)
def test_characters_that_nobody_sees_neither_split_words_nor_turn_text_around(unseen):
    assert plain.line(f"pi{unseen}lot", 100) == "pilot"
    assert plain.from_html(f"<b>pi{unseen}lot</b>", 100) == "pilot"


def test_a_hidden_character_is_found_behind_a_reference_too():
    assert plain.from_html("pi&#x202E;lot &#173;areas", 100) == "pilot areas"


def test_a_text_is_cut_between_words():
    assert plain.line("Twelve areas were chosen", 15) == "Twelve areas…"
    assert plain.line("x" * 30, 10) == "x" * 9 + "…"


@given(text=st.text(max_size=300), limit=st.integers(min_value=2, max_value=50))
def test_no_text_whatever_is_longer_than_its_limit_or_unfit_to_store(text, limit):
    found = plain.from_html(text, limit)

    assert len(found) <= limit
    assert found.encode("utf-8").decode() == found


@pytest.mark.parametrize(
    ("body", "labels", "text"),
    [
        ("£5 – ‘pilot’".encode(), (), "£5 – ‘pilot’"),
        ("£5 – ‘pilot’".encode(), ("iso-8859-1",), "£5 – ‘pilot’"),
        ("£5 – ‘pilot’".encode("cp1252"), ("iso-8859-1",), "£5 – ‘pilot’"),
        ("£5".encode("cp1252"), (), "£5"),
        ("£5".encode("cp1252"), ("utf-8", "nonsense", "zlib_codec"), "£5"),
        ("Łódź".encode("iso-8859-2"), ("iso-8859-2",), "Łódź"),
        ("£5".encode("utf-16"), ("utf-8",), "£5"),
        ("<p>£5".encode("utf-16-le"), (), "<p>£5"),
        (b"\xef\xbb\xbfpilot", ("latin-1",), "pilot"),
        ("£££££".encode() + b"\xff", ("latin-1",), "£££££\ufffd"),
    ],
)
def test_no_wrong_label_garbles_a_text(body, labels, text):
    assert plain.decoded(body, labels) == text
