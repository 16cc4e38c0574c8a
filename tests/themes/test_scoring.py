from pathlib import Path

import pytest

from themes.matching import scoring
from themes.rules import load, rules

RULESET = load.ruleset(Path(__file__).parents[2] / "seeds")
FIRST, SECOND = next(
    (one, other)
    for one in RULESET.rules
    for other in RULESET.rules
    if one.theme_id == other.theme_id and one.weight > other.weight
)
THEME = FIRST.theme_id


def score(*proofs, sentences=1, lean=0.0, learned=None, words=100, is_in=True):
    (made,) = scoring.scores(
        {THEME: list(proofs)},
        {THEME: sentences},
        scoring.by_words({THEME: lean}, {} if learned is None else {THEME: learned}, words),
        RULESET,
        words=words,
        is_in=is_in,
    )
    return made


def test_the_parts_add_up_to_the_score():
    made = score((FIRST, [(0, 2)]), sentences=4, lean=1.0, learned=0.5)

    assert made.score == pytest.approx(made.by_rules + made.by_sentences + made.by_words)
    assert made.by_rules == FIRST.weight
    assert made.by_sentences == pytest.approx(2 * scoring.SENTENCES)


def test_words_prove_a_theme_once():
    same = score((FIRST, [(0, 2)]), (SECOND, [(1, 2)]))
    apart = score((FIRST, [(0, 2)]), (SECOND, [(4, 5)]))

    assert (same.by_rules, same.counted) == (FIRST.weight, (FIRST.rule_id,))
    assert apart.by_rules == FIRST.weight + SECOND.weight
    assert apart.counted == (FIRST.rule_id, SECOND.rule_id)


def test_a_theme_of_which_nothing_was_learned_is_judged_by_its_own_words():
    assert score((FIRST, [(0, 1)]), lean=1.0).by_words == scoring.LEAN
    assert score((FIRST, [(0, 1)]), learned=scoring.EVEN).by_words == 0


def test_each_part_has_a_bound():
    many = [(FIRST, [(at, at + 1)]) for at in range(50)]

    made = score(*many, sentences=1000, lean=99.0)

    assert made.by_rules == scoring.MOST_RULES
    assert made.by_sentences == pytest.approx(3 * scoring.SENTENCES)
    assert made.by_words == scoring.LEAN * scoring.LEAN_MOST


def test_a_long_text_must_say_more_and_what_is_out_of_scope_is_given_nothing():
    proof = (FIRST, [(0, 1)])

    assert score(proof, words=5000).threshold > score(proof, words=100).threshold
    assert score(proof, lean=1.5).is_given
    assert not score(proof, lean=1.5, is_in=False).is_given


def test_words_alone_must_say_much_more():
    threshold = RULESET.themes[THEME].threshold
    enough = {THEME: threshold - rules.ALONE + 0.01}

    assert scoring.alone([THEME], enough, RULESET, 100) == [THEME]
    assert scoring.alone([THEME], {THEME: threshold}, RULESET, 100) == []
    assert scoring.alone([THEME], enough, RULESET, 5000) == []


def test_the_words_of_a_short_text_say_less():
    full = scoring.by_words({THEME: 1.0}, {}, scoring.ENOUGH_WORDS)[THEME]

    assert scoring.by_words({THEME: 1.0}, {}, 1000)[THEME] == full
    assert scoring.by_words({THEME: 1.0}, {}, scoring.ENOUGH_WORDS // 2)[THEME] == full / 2


def test_rules_that_weigh_enough_hold_against_any_words():
    made = score((FIRST, [(0, 1)]), learned=-99.0, words=1000)

    assert made.by_words == scoring.LEAST_WORDS
