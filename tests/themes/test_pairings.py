"""Which two signs of a name get a weight of their own."""

from bench.pairings import LEAST_PAIR, LEAST_WORD, SCALE, Pairings

FUND, CALLED, SHORT = "last: fund", "called", "words: 1"


def names(**often):
    """Return the signs of names: by signs joined with "_and_", how many have exactly these."""
    told = {"fund": FUND, "called": CALLED, "short": SHORT, "the": "just before: the"}
    return [
        {told[sign] for sign in signs.split("_and_")}
        for signs, many in often.items()
        for _ in range(many)
    ]


def test_two_signs_that_stand_together_and_apart_are_weighed_together():
    pairs = Pairings(names(called_and_short=LEAST_PAIR, called=50, short=50))

    assert len(pairs) == 1
    assert pairs.weighed([1.0]) == {(CALLED, SHORT): SCALE}
    assert pairs.weighed([0.05]) == {}  # too little to be seen


def test_too_few_names_make_no_pair():
    assert len(Pairings(names(called_and_short=LEAST_PAIR - 1, called=50, short=50))) == 0


def test_a_sign_that_never_stands_without_another_makes_no_pair_with_it():
    assert len(Pairings(names(called_and_short=50, called=50))) == 0


def test_a_word_is_paired_with_what_is_no_word():
    often = LEAST_WORD
    found = Pairings(names(called_and_fund=often, fund_and_the=often, called=often, the=often))

    assert found.weighed([1.0] * len(found)) == {(CALLED, FUND): SCALE}
