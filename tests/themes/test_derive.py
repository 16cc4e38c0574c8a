import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.themes import own_texts
from themes.deriving import derive, derive_themes, reference
from themes.deriving.derive_phrases import Text
from themes.rules import load
from themes.text.function_words import FUNCTION_WORDS
from themes.text.words import tokens


@pytest.fixture(scope="module")
def english():
    return reference.load()


@pytest.fixture(scope="module")
def corpus(english):
    texts = [Text(name, "", text) for name, text in own_texts.ALL.items()]
    return derive.read(texts, english)


@pytest.fixture(scope="module")
def found(corpus, english):
    return derive.candidates(corpus, english)


def by_text(candidates):
    return {one.text: one for one in candidates}


def test_terms_of_the_texts_are_found(found):
    names = by_text(found)

    assert {
        "valley purse",
        "purse holders",
        "skills ladder",
        "care lead",
        "staffing promise",
        "joint depot committee",
        "in house",
    } <= set(names)


def test_general_english_marks_nothing(found):
    assert not {"week", "money", "spring", "every branch", "next year", "year"} & set(
        by_text(found)
    )


def test_a_term_neither_begins_nor_ends_with_a_function_word_nor_crosses_a_stop(corpus, found):
    for one in found:
        laid = corpus.laid[one.places[0].text]
        place = one.places[0]
        ends = {one.words[0], one.words[-1]}
        assert all(laid.goes_on[at] for at in range(place.start, place.stop - 1))
        assert not ends & FUNCTION_WORDS or any(laid.hyphen[place.start : place.stop])


def test_a_candidate_tells_how_often_where_and_how_sure(found, corpus):
    one = by_text(found)["valley purse"]

    assert (len(one.places), one.texts) == (4, 2)
    assert one.g2 > 15.13
    assert one.log_ratio > 10
    assert 0 < one.deviation < 1
    assert not one.is_name


def test_what_stands_between_quotation_marks_counts_more(english):
    plain = derive.read([Text("a.txt", "", own_texts.PURSE * 3)], english)
    marked = own_texts.PURSE.replace("purse holders do", "“purse holders” do")
    quoted = derive.read([Text("a.txt", "", marked * 3)], english)
    before = by_text(derive.candidates(plain, english))["purse holders"]
    after = by_text(derive.candidates(quoted, english))["purse holders"]

    assert (before.is_quoted, after.is_quoted) == (False, True)
    assert after.g2 == before.g2
    assert after.score > before.score


def test_a_candidate_may_have_to_stand_in_several_texts(corpus, english):
    often = by_text(derive.candidates(corpus, english, least_texts=2))

    assert "valley purse" in often
    assert "joint depot committee" not in often


def test_phrases_that_always_stand_together_are_one_entry(found):
    entries = derive.entries(found)
    inside = [[one.text for one in (entry.head, *entry.variants)] for entry in entries]
    home = next(row for row in inside if "joint depot committee" in row)

    assert "depot committee" in home
    assert sum("depot committee" in row for row in inside) == 1
    assert "skills ladder" not in home


def test_the_same_texts_give_the_same_list(corpus, english, found):
    again = derive.candidates(derive.read(corpus.texts, english), english)

    assert again == found


@pytest.fixture(scope="module")
def placed(corpus, found, tmp_path_factory):
    seeds = own_texts.write_seeds(tmp_path_factory.mktemp("made") / "seeds")
    entries, leans = derive.entries(found), derive_themes.leans(seeds)
    rows = derive_themes.place(entries, corpus, load.ruleset(seeds), leans)
    return {one.entry.head.text: one for one in rows}


def test_an_entry_goes_to_the_theme_that_its_sentences_speak_of(placed):
    assert placed["skills ladder"].theme == "skills"
    assert placed["skills ladder"].why == ("skill*", "skills", "study", "train*")[:2]
    assert placed["valley purse"].theme == "money"


def test_an_entry_of_which_nothing_speaks_has_no_theme(placed):
    assert placed["joint depot committee"].theme is None


def test_a_phrase_that_a_rule_has_already_says_which_and_where(placed):
    assert placed["first care leads"].covered_by == (("skills/care-leads", 1),)
    assert placed["care lead"].covered_by == ()


def test_too_little_text_is_refused_in_words(english):
    with pytest.raises(derive.CorpusTooSmall) as caught:
        derive.read([Text("a.txt", "", "Only five words stand here.")], english)

    assert "5 words" in str(caught.value)


def test_other_languages_are_told_apart():
    assert derive.is_english(own_texts.PURSE)
    assert not derive.is_english(own_texts.WELSH)


def test_a_place_is_told_by_line_paragraph_or_page():
    assert Text("a.txt", "", "one\ntwo\nthree").where(8) == "line 3"
    assert Text("a.pdf", "", "one\ftwo", "page").where(5) == "page 2"


@settings(max_examples=40, deadline=None)
@given(odd=st.text(alphabet="abc İé ’'-‐\u00ad.,\n\f\x00\u2028“”1£&\ud800", max_size=80))
def test_whatever_a_text_holds_the_words_shown_are_those_that_stand_there(english, odd):
    text = Text("a.txt", "", f"{odd} {own_texts.PURSE} {odd} {own_texts.LADDER} {odd}")
    corpus = derive.read([text] * 2, english)
    for one in derive.candidates(corpus, english):
        for place in one.places:
            start, stop = derive_themes.span(corpus, place)
            assert tuple(tokens(text.text[start:stop]).words) == one.words
