import subprocess
import sys
from math import exp
from pathlib import Path

import pytest

from themes.deriving import reference
from themes.deriving.reference import Reference


@pytest.fixture(scope="module")
def english():
    return reference.load()


def test_the_counts_are_those_that_the_code_was_written_for(english):
    assert len(english.words) > 80_000
    assert len(english.pairs) > 240_000
    assert sum(english.words.values()) < reference.SIZE


def test_no_pair_is_more_common_than_its_words(english):
    """Else the counts of pairs come in another scale than when the code was written."""
    wrong = [
        pair
        for pair, count in english.pairs.items()
        if count > min(english.words.get(word, count) for word in pair)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("the", "function"),
        ("economies", "noun"),
        ("workforce", "noun"),
        ("silo", "noun"),
        ("deliver", "verb"),
        ("announced", "verb"),
        ("genuine", "adjective"),
        ("dramatically", "adverb"),
    ],
)
def test_a_word_is_known_by_the_company_it_keeps(english, word, kind):
    assert english.kind(word) == kind


def test_a_pair_that_english_knows_is_no_surprise(english):
    assert english.chance(["private", "sector"]) > english.chance(["private", "ladder"])
    assert english.is_bound("voluntary", "sector")
    assert not english.is_bound("old", "ladder")


def test_what_the_lists_lack_counts_as_their_rarest():
    small = Reference({"a": 500, "b": 200, "c": 10}, {("a", "b"): 40}, size=1_000)

    assert exp(small.chance(["zzz"])) == pytest.approx(10 / 1_000)
    assert exp(small.chance(["a", "b"])) == pytest.approx(40 / 1_000)
    assert exp(small.chance(["a", "c"])) == pytest.approx(500 * 10 / 1_000 / 1_000)
    assert exp(small.chance(["b", "a"])) == pytest.approx(40 / 1_000)


def test_where_the_counts_are_not_installed_the_message_says_how_to_install_them():
    """Without site-packages, as in an environment that lacks the package."""
    script = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})\n"
        "from themes.deriving import reference\n"
        "try: reference.load()\n"
        "except reference.ReferenceMissing as exc: print(exc)"
    )
    said = subprocess.run(
        [sys.executable, "-S", "-E", "-c", script], capture_output=True, text=True, check=True
    )

    assert said.stdout.startswith("symspellpy, which brings the word counts")
    assert "python -m pip install symspellpy==6.10.1" in said.stdout
