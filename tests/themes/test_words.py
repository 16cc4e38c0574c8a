import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.text import fields, words

ANY_TEXT = st.text(alphabet=st.characters(codec="utf-8")) | st.text(
    alphabet="aé ß’'.,-–&£%0 9\u00ad\ufffe\r\n\fİKſA."
)


@given(text=ANY_TEXT)
def test_every_word_stands_where_it_says(text):
    read = words.tokens(text)

    assert len(read.words) == len(read.starts) == len(read.stops) == len(read)
    assert all(
        text[start:stop].strip() for start, stop in zip(read.starts, read.stops, strict=True)
    )
    assert read.starts == sorted(read.starts)
    assert all(stop <= start for stop, start in zip(read.stops[:-1], read.starts[1:], strict=True))


@given(text=ANY_TEXT)
def test_sentences_hold_every_word_in_order(text):
    spans = words.sentences(text)
    read = words.tokens(text)

    assert all(first < last for first, last in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    for start in read.starts:
        first, last = words.sentence_at(spans, start)
        assert first <= start < last


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Multi-Agency", ["multi", "agency"]),
        ("co‑production and co–design", ["co", "production", "and", "co", "design"]),
        ("the council’s plan", ["the", "council", "plan"]),
        ("the workers' plan", ["the", "workers", "plan"]),
        ("they don’t", ["they", "don't"]),
        ("35,000 jobs, £1.5m", ["35000", "jobs", "£", "1.5m"]),
        ("health & care", ["health", "and", "care"]),
        ("the U.K. and e.g. Ynys Môn", ["the", "uk", "and", "eg", "ynys", "mon"]),
        ("part\u00adner\u00ad\nship", ["partnership"]),
        ("STRASSE", ["strasse"]),
    ],
)
def test_words_are_made_alike(written, read):
    assert words.tokens(written).words == read


def test_a_possessive_is_no_part_of_its_word():
    text = "UNISON’s view"

    read = words.tokens(text)

    assert [text[a:b] for a, b in zip(read.starts, read.stops, strict=True)] == ["UNISON", "view"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Mr. J. Smith met Dr. Jones at St. Helens.", id="titles and initials"),
        pytest.param("It cost £1.5m, i.e. No. 10 paid, see p. 4.", id="figures"),
        pytest.param("The U.K. Government said “Yes!” to it.", id="dotted capitals, a quote"),
        pytest.param("The line of a PDF\ngoes on in lower case.", id="a line of a PDF"),
    ],
)
def test_one_sentence_stays_whole(text):
    assert [text[first:last] for first, last in words.sentences(text)] == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("“Go!” He went.", ["“Go!”", "He went."]),
        ("In the U.K. The end.", ["In the U.K.", "The end."]),
        ("A headline\nA paragraph", ["A headline", "A paragraph"]),
        ("one page\fanother page", ["one page", "another page"]),
        ("a paragraph\n\nand another", ["a paragraph", "and another"]),
    ],
)
def test_sentences_end_where_people_end_them(text, parts):
    assert [text[first:last] for first, last in words.sentences(text)] == parts


@pytest.mark.parametrize(
    "piece", ["a.", ".", "\n", ". ", "' ", "1,", "\u00ad", "a'", "? \n", "Mr. ", "“. "]
)
def test_ten_times_the_text_takes_about_ten_times_as_long(piece):
    def seconds(count):
        text = piece * count
        begun = time.process_time()
        words.tokens(text)
        words.sentences(text)
        return time.process_time() - begun

    small = max(min(seconds(4_000) for _ in range(3)), 0.002)

    assert seconds(40_000) < 40 * small


@pytest.mark.parametrize(
    ("text", "first", "last", "is_quoted"),
    [
        ("Shire Purse", 0, 2, False),
        ("“Shire Purse” begins", 0, 2, True),
        ("It is 'Shire Purse'.", 2, 4, True),
        ("“Shire Purse begins”", 0, 2, False),
        ('They call it "Shire Purse"', 3, 5, True),
    ],
)
def test_quotation_marks_stand_right_around_words(text, first, last, is_quoted):
    assert fields.field("text", text).is_quoted(first, last) == is_quoted
