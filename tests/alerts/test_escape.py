import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts import escape

ANY = st.text(st.characters(), max_size=300)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  one \n\t two\u2028three\xa0four ", "one two three four"),
        ("soft\u00adhyphen \u200bzero\ufeff", "softhyphen zero"),
        ("\u202eright to left\u202c", "right to left"),
        ("\uf0b7 bullet of a PDF", "bullet of a PDF"),
        ("bad \ud800 half", "bad half"),
        ("Ynys Môn, Gàidhlig, Nguyễn", "Ynys Môn, Gàidhlig, Nguyễn"),
        ("decomposed e\u0302\u0323", "decomposed e\u0302\u0323"),
        ("Z" + "\u0301" * 50, "Z" + "\u0301" * 3),
        ("👩\u200d🔧 ❤\ufe0f", "👩🔧 ❤"),
        ("newer than Python's Unicode: \U0001fae9", "newer than Python's Unicode: \U0001fae9"),
    ],
)
def test_a_text_becomes_one_line_of_visible_characters(text, line):
    assert escape.fold(text) == line


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two, three", 9, "one two…"),
        ("one two three", 8, "one two…"),
        ("a verylongword", 10, "a verylon…"),
        ("R&D <5%", 11, "R&D…"),
        ("😀😀😀", 5, "😀😀…"),
        ("", 5, ""),
        ("word", 0, ""),
        ("word", 1, "…"),
    ],
)
def test_a_text_is_cut_after_a_word(text, limit, expected):
    assert escape.cut(text, limit) == expected


@given(ANY, st.integers(1, 120))
def test_no_cut_text_counts_more_than_its_limit(text, limit):
    line = escape.shown(text, limit)

    assert escape.size(line) <= limit
    assert len(escape.entities(escape.inert(text, limit))) <= limit


@given(ANY)
def test_escaped_text_reads_as_it_was_written(text):
    line = escape.shown(text, 10_000)

    assert html.unescape(escape.entities(line)) == line or "&" in line
    assert line.replace(escape.WORD_JOINER, "") == escape.fold(text)


@given(ANY)
def test_inert_text_holds_nothing_that_formats(text):
    assert not set(escape.inert(text, 10_000)) & set("*_~`")


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("HTTPS://WWW.Example.org", "https://www.example.org/"),
        (" https://e.org/a?b=1&c=2#d ", "https://e.org/a?b=1&c=2#d"),
        ("https://e.org/a b|c>d<e\"f`g'h", "https://e.org/a%20b%7Cc%3Ed%3Ce%22f%60g%27h"),
        ("https://e.org/100%/50%25", "https://e.org/100%25/50%25"),
        ("https://exämple.org/ü", "https://xn--exmple-cua.org/%C3%BC"),
        ("http://127.0.0.1:8765/news_1", "http://127.0.0.1:8765/news_1"),
        ("https://[2001:db8::1]:80/", "https://[2001:db8::1]:80/"),
        ("https://e.org/_a_/b_c", "https://e.org/%5Fa%5F/b_c"),
        ("https://e.org/@user/~home/*", "https://e.org/%40user/%7Ehome/%2A"),
        ("https://user@e.org/", None),
        ("https://e.org:99999/", None),
        ("https://-.e_vil.org/", None),
        ("ftp://e.org/", None),
        ("//e.org/", None),
        ("", None),
        ("https://e.org/" + "a" * 1_200, None),
    ],
)
def test_an_address_is_made_safe_or_refused(url, link):
    assert escape.web_link(url) == link


@given(ANY)
def test_a_safe_address_stays_as_it_is(text):
    link = escape.web_link("https://example.org/" + text)

    assert link is None or escape.web_link(link) == link


def test_a_link_says_where_it_leads():
    assert escape.where("Report", "https://www.gov.uk:443/a") == "Report on www.gov.uk"
    assert escape.where("Report", f"https://{'a' * 60}.org/") == "Report"
