from pathlib import Path

import pytest

from seedfiles import SeedError
from tests.themes import own_texts
from themes.deriving import derive_accept
from themes.deriving.derive_review import Answer
from themes.rules import load


@pytest.fixture
def seeds(tmp_path):
    return own_texts.write_seeds(tmp_path / "seeds")


def answer(candidate="skills ladder", **more):
    fields = {
        "line": 1,
        "candidate": candidate,
        "theme": "skills",
        "phrase": candidate,
        "weight": 2.0,
        "hits": (),
        "misses": (),
        "claim": "",
        "text": "ladder.txt",
        "where": "line 3",
        "title": "The skills ladder",
    }
    return Answer(**{**fields, **more}), "skills"


def write(seeds, changes):
    for path, text in changes.files.items():
        (seeds / path).write_text(text, encoding="utf-8", newline="")


def test_an_accepted_phrase_becomes_a_rule_that_rests_on_a_claim(seeds):
    changes = derive_accept.changes(seeds, [answer()])
    write(seeds, changes)
    rules = {rule.rule_id: rule for rule in load.ruleset(seeds).rules}

    assert changes.rules == changes.bare == ["skills/derived-skills-ladder"]
    assert rules["derived-skills-ladder"].origin == "corpus/derived-ladder.md#c1"
    assert (seeds / "corpus" / "derived-ladder.md").read_text(encoding="utf-8") == (
        "# The skills ladder\n\n- title: The skills ladder\n"
        "- what it is: ladder.txt, a text of our own collection\n\n"
        "## Claims\n\n- c1: speaks of “skills ladder” (ladder.txt, line 3)\n"
    )


def test_what_a_person_wrote_stands_byte_for_byte(seeds):
    path = seeds / "themes" / "skills.yaml"
    before = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    write(seeds, derive_accept.changes(seeds, [answer()]))

    assert path.read_bytes().startswith(before)
    assert len(load.ruleset(seeds).rules) == 3


def test_words_of_a_person_go_into_the_rule_and_the_card(seeds):
    spoken = answer(
        phrase="skill* ladder/stair",
        hits=("She climbed the skills stair.",),
        misses=("A ladder takes skill.",),
        claim="Helpers climb to better pay.",
    )
    changes = derive_accept.changes(seeds, [spoken])
    write(seeds, changes)

    assert changes.bare == []
    assert "c1: Helpers climb to better pay." in changes.files[Path("corpus/derived-ladder.md")]
    assert len(load.ruleset(seeds).rules) == 3


def test_a_second_time_changes_nothing(seeds):
    write(seeds, derive_accept.changes(seeds, [answer(), answer("care lead")]))
    path = seeds / "themes" / "skills.yaml"
    edited = path.read_text(encoding="utf-8").replace('any: ["care lead"]', "any: [care lead*]")
    path.write_text(edited, encoding="utf-8")

    again = derive_accept.changes(seeds, [answer(), answer("care lead")])

    assert again.files == {}
    assert again.kept == ["skills/derived-skills-ladder", "skills/derived-care-lead"]


def test_a_later_phrase_of_the_same_text_is_the_next_claim(seeds):
    write(seeds, derive_accept.changes(seeds, [answer()]))
    card = seeds / "corpus" / "derived-ladder.md"
    card.write_text(card.read_text(encoding="utf-8") + "\nA note of mine.\n", encoding="utf-8")
    write(seeds, derive_accept.changes(seeds, [answer(), answer("care lead")]))
    text = card.read_text(encoding="utf-8")

    assert "- c2: speaks of “care lead” (ladder.txt, line 3)\n\nA note of mine.\n" in text
    assert len(load.ruleset(seeds).rules) == 4


def test_rules_that_are_not_at_the_end_are_no_place_to_add(seeds):
    path = seeds / "themes" / "skills.yaml"
    top, bottom = path.read_text(encoding="utf-8").split("rules:")
    path.write_text(f"rules:{bottom}{top}", encoding="utf-8")

    with pytest.raises(SeedError, match=r"skills.yaml:1: .*move 'rules:' there"):
        derive_accept.changes(seeds, [answer()])
