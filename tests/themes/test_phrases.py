import pytest

from themes.initiatives.phrases import Phrases, stem


def found(phrase: str, text: str) -> list[tuple[int, int]]:
    words = text.split()
    return [(one.first, one.last) for one in Phrases({"g": [phrase]}).find(words, 0, len(words))]


@pytest.mark.parametrize(
    ("phrase", "text", "spans"),
    [
        pytest.param("roll out", "it is being rolled out", [(3, 5)], id="an ending"),
        pytest.param("choose as", "hull was chosen as one", [(2, 4)], id="an odd tense"),
        pytest.param("wave two/2", "wave 2 of it", [(0, 2)], id="either"),
        pytest.param("sign the? deal", "they signed deal one", [(1, 3)], id="may be missing"),
        pytest.param("_ more council", "ten more councils", [(0, 3)], id="any word"),
        pytest.param("since #", "since 2009", [(0, 2)], id="a number"),
        pytest.param("end", "he ended it and it ends", [(1, 2), (5, 6)], id="twice"),
        pytest.param("end of the", "the end of a", [], id="not whole"),
    ],
)
def test_a_phrase_is_found_whatever_its_endings(phrase, text, spans):
    assert found(phrase, text) == spans


def test_the_longest_phrase_of_a_group_counts():
    both = Phrases({"g": ["extend", "extend to all"]})

    assert [one.last for one in both.find(["extended", "to", "all"], 0, 3)] == [3]


def test_only_the_words_asked_for_are_read():
    assert list(Phrases({"g": ["end of"]}).find(["end", "of"], 0, 1)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("scrapped", "scraps"), ("trialled", "trials"), ("studies", "study"), ("closes", "closing")],
)
def test_forms_of_a_word_have_one_stem(one, other):
    assert stem(one) == stem(other)
