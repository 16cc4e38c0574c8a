import json
from collections import Counter
from pathlib import Path

import pytest

from bench import leanings, quality
from seedfiles import SeedError
from themes.matching import learned
from themes.rules import load

HERE = Path(__file__).parents[2]
FILE = "# texts abc\nword\tpots\tjobs\n(any text)\t-1.00\t-2.00\npurse\t3.00\t\nlaid\t-0.50\t4.00\n"


def made(tmp_path, text=FILE):
    path = tmp_path / "leanings.tsv"
    path.write_text(text, encoding="utf-8")
    return learned.load(path, ["pots", "jobs", "unlearned"])


def test_words_speak_for_the_theme_whose_weights_they_have(tmp_path):
    words = Counter(["the", "purse", "is", "laid", "on", "the", "purse", "again"])

    found = made(tmp_path).teach(words, ["pots", "jobs"])

    assert found["pots"] > found["jobs"]


def test_a_text_without_a_known_word_is_given_what_every_text_is(tmp_path):
    assert made(tmp_path).teach({"nothing": 1}, ["pots", "jobs"]) == {"pots": -1.0, "jobs": -2.0}


@pytest.mark.parametrize("words", [[], ["nothing"], ["a", "purse", "laid", "purse"] * 9])
def test_one_theme_is_told_alone_as_among_all(tmp_path, words):
    taught, counts = made(tmp_path), Counter(words)

    assert taught.of_one(counts, "jobs") == pytest.approx(taught.teach(counts, ["jobs"])["jobs"])
    assert taught.of_one(counts, "unlearned") == 0


def test_a_theme_of_which_nothing_was_learned_is_left_out(tmp_path):
    assert made(tmp_path).teach({"purse": 1}, ["unlearned"]) == {}


def test_the_strongest_words_add_up_to_what_the_text_is_worth(tmp_path):
    taught = made(tmp_path)
    words = Counter(["a", "purse", "was", "laid", "by"])

    parts = taught.strongest(words, "pots", 9)

    assert [word for word, _ in parts] == ["purse", "laid"]
    assert sum(part for _, part in parts) - 1.0 == pytest.approx(
        taught.teach(words, ["pots"])["pots"]
    )


def test_without_a_file_nothing_was_learned(tmp_path):
    assert learned.load(tmp_path / "no.tsv", ["pots"]) == learned.NOTHING


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("purse\t1\n", "1: is no file of weights"),
        (FILE + "many\t1.0\n", "6: is no word with 2 weights"),
        (FILE + "many\t1.0\tmuch\n", "6: is no word with 2 weights"),
    ],
)
def test_a_broken_file_is_named_with_line_and_remedy(tmp_path, text, fault):
    with pytest.raises(SeedError) as raised:
        made(tmp_path, text)

    assert fault in str(raised.value)
    assert "python -m bench.leanings" in str(raised.value)


def test_a_theme_that_nobody_has_any_more_is_passed_over(tmp_path):
    taught = made(tmp_path, FILE.replace("jobs", "hats"))

    assert set(taught.weights) == {"pots"}


def test_what_ships_was_learned_from_the_texts_that_ship():
    taught = load.ruleset(HERE / "seeds").learned

    assert taught.digest == leanings.digest(leanings.texts())


def test_what_is_held_out_is_never_learned_from():
    held = quality.half(quality.read(HERE / "bench" / "rendered.jsonl"), "even")
    told = {json.dumps(row["text"]) for row in leanings.texts()}

    assert held
    assert told.isdisjoint(json.dumps(row["text"]) for row in held)
