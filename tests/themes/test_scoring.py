from dataclasses import replace
from pathlib import Path

import pytest

from themes.matching import scoring
from themes.matching.learned import ANY, NOTHING
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


def given(about, weight=2.0):
    proofs = {THEME: [(FIRST, [(0, 1)])]}
    words = {THEME: weight}
    (made,) = scoring.scores(proofs, {THEME: 1}, words, RULESET, words=100, is_in=True, about=about)
    return made.is_given


def test_a_text_in_the_words_of_texts_about_nothing_is_given_no_theme():
    assert given(0.0)
    assert given(1.0)
    assert not given(-scoring.ABOUT_MOST)
    assert given(-scoring.ABOUT_MOST, weight=3 * scoring.ABOUT_ALL)  # unless all else is strong


def test_what_all_words_tell_of_a_text_goes_to_every_theme_that_was_learned():
    said = {THEME: scoring.EVEN, ANY: 1.5}

    points = scoring.by_words({THEME: 0.0}, said, 100)[THEME]
    assert points == pytest.approx(scoring.ABOUT * (1.5 - scoring.ABOUT_EVEN))
    assert scoring.by_words({THEME: 0.0}, {ANY: 1.5}, 100)[THEME] == 0  # a theme of one's own
    assert scoring.about({ANY: 99.0}, 100) == scoring.ABOUT_MOST
    assert scoring.about({ANY: 2.0}, scoring.ENOUGH_ABOUT // 2) == 1.0
    assert scoring.about({}, 100) == 0


def test_a_theme_of_ones_own_is_given_whatever_its_words():
    untaught = replace(RULESET, learned=NOTHING)

    (made,) = scoring.scores(
        {THEME: [(FIRST, [(0, 1)])]},
        {THEME: 1},
        {THEME: 2.0},
        untaught,
        words=100,
        is_in=True,
        about=-scoring.ABOUT_MOST,
    )

    assert made.is_given


def test_of_a_text_that_is_surely_about_a_theme_the_best_one_is_given_though_it_falls_short():
    def made(points, is_surely_about):
        return scoring.scores(
            {THEME: [(FIRST, [(0, 1)])]},
            {THEME: 1},
            {THEME: points - FIRST.weight},
            RULESET,
            words=100,
            is_in=True,
            is_surely_about=is_surely_about,
        )[0]

    threshold = RULESET.themes[THEME].threshold

    assert made(threshold - 1, True).is_given
    assert not made(threshold - 1, False).is_given
    assert not made(threshold - scoring.ABOUT_SHORT - 1, True).is_given


def test_words_alone_may_fall_short_where_somebody_says_so():
    words = {THEME: 0.0}

    assert scoring.alone([THEME], words, RULESET, 100) == []
    assert scoring.alone([THEME], words, RULESET, 100, short=20.0) == [THEME]


@pytest.mark.parametrize(
    ("beyond", "given_themes"), [((9, 9, 0.5, 0.4), 2), ((9, 8, 7, 4), 3), ((9, 8, 7, 6), 4)]
)
def test_further_themes_of_a_text_must_be_surer(beyond, given_themes):
    firsts = {one.theme_id: one for one in reversed(RULESET.rules)}
    chosen = list(firsts.values())[:4]
    themes = zip(chosen, beyond, strict=True)

    made = scoring.scores(
        {one.theme_id: [(one, [(0, 1)])] for one in chosen},
        {one.theme_id: 1 for one in chosen},
        {
            one.theme_id: RULESET.themes[one.theme_id].threshold + more - one.weight
            for one, more in themes
        },
        RULESET,
        words=100,
        is_in=True,
    )

    assert [one.is_given for one in made] == [at < given_themes for at in range(4)]
