"""What all words of a text say of it, beside the rules that hit."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.themes.small import SCOPE, THEME, seeds
from tests.themes.test_match import document, rule, ruleset
from themes.matching import match
from themes.matching.learned import ANY, Learned
from themes.rules import load

HERE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "weight", "is_relevant"),
    [
        pytest.param("The club pools the funds.", 5.0, True, id="surely about"),
        pytest.param("The club pools the funds.", 1.0, False, id="hardly about"),
        pytest.param("The club in Ontario pools the funds.", 5.0, False, id="another country"),
        pytest.param("The club keeps the purse.", 5.0, False, id="about no theme"),
        pytest.param("The striker pools the funds for the club.", 5.0, False, id="too far away"),
    ],
)
def test_all_words_may_say_what_the_scope_has_missed(tmp_path, text, weight, is_relevant):
    abroad = (
        "{condition: abroad, says: abroad, about: elsewhere, weight: 3, at_most: 3, any: [ontario]}"
    )
    sport = "{condition: sport, says: sport, about: other, weight: 4, at_most: 4, any: [striker]}"
    pots = THEME[: THEME.index("  - rule")] + rule("one", "funds", phrases="[funds]")
    scope = f"{SCOPE}  - {abroad}\n  - {sport}\n"
    plain = load.ruleset(seeds(tmp_path, pots=pots, scope=scope))
    taught = Learned(digest="", bias={}, weights={ANY: {"club": weight}})

    verdict = match.match(document(f"{text} {'So it goes. ' * 40}"), replace(plain, learned=taught))

    assert verdict.is_relevant is is_relevant
    assert verdict.scope.startswith("in: by all its words" if is_relevant else "out: ")


def test_rules_are_not_looked_for_where_none_could_give_a_theme(tmp_path):
    """Only a theme of one's own, of which no words were learned, is looked for all the same."""
    text = document("The council club pools the funds. " + "So it goes. " * 40)
    plain = ruleset(tmp_path, rule("one", "funds", phrases="[funds]"))

    def read(weight, **weights):
        weights = {ANY: {"club": weight}, **weights}
        taught = replace(plain, learned=Learned(digest="", bias={}, weights=weights))
        return match.match(text, taught), match.match(text, taught, try_all=True)

    verdict, tried = read(-9.0, pots={"club": -9.0})
    assert (len(verdict.hits), len(tried.hits)) == (0, 1)
    assert (verdict.is_relevant, tried.is_relevant) == (False, False)
    assert verdict.scope == tried.scope
    assert "in the words of texts about none of the themes" in verdict.scope
    assert not verdict.is_out  # schemes may be named there all the same
    assert read(-9.0, pots={})[0].hits  # these words might give it
    assert read(1.0, pots={})[0].is_relevant
    assert read(-9.0)[0].is_relevant  # nothing was learned of the theme


def test_what_is_not_looked_for_would_have_given_nothing():
    shipped = load.ruleset(HERE / "seeds")
    texts = [
        json.loads(line)["text"]
        for name in ("outside", "routine", "labelled")
        for line in (HERE / "bench" / f"{name}.jsonl").read_text("utf-8").splitlines()
    ]
    pages = texts + ["\n".join(texts[at::71]) for at in range(71)]  # of all kinds, mixed
    skipped = 0

    for page in map(document, pages):
        read, tried = match.match(page, shipped), match.match(page, shipped, try_all=True)
        told, known = ([one for one in had.scores if one.is_given] for had in (read, tried))
        assert told == known
        skipped += read.scope.startswith("in") and len(read.scores) < len(tried.scores)

    assert skipped > 10


@pytest.mark.parametrize(
    ("where", "weight", "is_relevant"),
    [
        pytest.param("in the yard", -0.5, False, id="what hits is about none either"),
        pytest.param("by law", -0.5, True, id="a paragraph about a theme"),
        pytest.param("in the yard", -0.05, True, id="hardly about none"),
    ],
)
def test_a_text_about_none_needs_a_hit_in_words_about_some(tmp_path, where, weight, is_relevant):
    learned = {ANY: {"clock": weight, "yard": -1.0, "law": 1.0}, "pots": {}}
    rules = ruleset(tmp_path, rule("one", "funds", phrases="[funds]", weight=8))
    taught = replace(rules, learned=Learned(digest="", bias={}, weights=learned))
    text = document(f"The council pools the funds {where}. " + "A clock. " * 120)

    verdict = match.match(text, taught)

    assert verdict.is_relevant is is_relevant
    assert verdict.hits
    assert ("about none of the themes" in verdict.scope) is not is_relevant
