"""What never decides anything is found from the phrases alone, and nothing else is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedfiles import SeedError
from tests.themes.small import LISTS, THEME, seeds
from themes.matching.engine import GAP, Book
from themes.rules import covering, load, swallowed
from themes.rules.covering import Phrases
from themes.rules.language import parse, phrase
from themes.text.stream import Stream

ANOTHER = """
  - rule: another
    any: [{any}]
    weight: {weight}
{more}    extension: because
    hits: [{hit}]
    misses: [Nothing.]
"""
FREE = THEME.replace("    near: {sentence: true, any: [council*]}\n", "").replace(
    "misses: [The club pools its budgets.]", "misses: [The club has a pool.]"
)


def another(any_: str, hit: str, *, weight: float = 2, **more: str) -> str:
    rows = "".join(f"    {key}: {value}\n" for key, value in more.items())
    return ANOTHER.format(any=any_, hit=hit, weight=weight, more=rows)


def faults(tmp_path, theme: str) -> tuple[str, ...]:
    with pytest.raises(SeedError) as caught:
        load.ruleset(seeds(tmp_path, pots=theme))
    return caught.value.faults


def remarks(tmp_path, theme: str) -> list[str]:
    return [str(one) for one in swallowed.remarks(load.library(seeds(tmp_path, pots=theme)))]


def test_a_rule_that_another_swallows_is_a_fault_that_names_the_other(tmp_path):
    theme = FREE + another("pooled health budget*, pooling @money", "They pooled health budgets.")

    found = faults(tmp_path, theme)

    assert found == (
        "themes/pots.yaml:15: 'another' never decides, 'pooled' hits whatever it hits: "
        "delete it, or give it phrases of its own",
    )


def test_several_rules_may_swallow_one_together(tmp_path):
    theme = FREE + another("one purse", "One purse.", weight=3).replace("another", "purse")
    theme += another("one purse of, pooled fund", "One purse of theirs.")

    assert "'purse' and 'pooled' hits whatever it hits" in faults(tmp_path, theme)[0]


@pytest.mark.parametrize(
    ("theme", "more"),
    [
        pytest.param(THEME, {}, id="the other asks for a neighbour that this one does not ask for"),
        pytest.param(FREE, {"weight": 3}, id="this one is heavier"),
        pytest.param(
            FREE.replace("    weight: 2\n", "    weight: 2\n    unless: [car]\n"),
            {},
            id="the other has an unless of its own",
        ),
        pytest.param(
            FREE.replace("    weight: 2\n", "    weight: 2\n    none: [car]\n"),
            {},
            id="the other has a ban of its own",
        ),
        pytest.param(
            FREE.replace("    weight: 2\n", "    weight: 2\n    source_kinds: [union]\n"),
            {},
            id="the other is for some publishers",
        ),
        pytest.param(
            FREE.replace("[pool* … @money]", "[pool* @money]"),
            {},
            id="the other allows no words between",
        ),
    ],
)
def test_a_rule_that_may_decide_is_no_fault(tmp_path, theme, more):
    theme = theme + another("pooled health budget*", "They pooled health budgets.", **more)
    theme = theme.replace(
        "hits: [The council pools its budgets.]", "hits: [A council pools funds.]"
    )

    library = load.library(seeds(tmp_path, pots=theme))

    assert set(library.rules) == {"pooled", "another"}


def test_a_condition_that_both_have_does_not_save_a_rule_with_the_same_phrase(tmp_path):
    near = "{sentence: true, any: [council*]}"
    theme = THEME + another("pooled … fund", "Councils pooled a fund.", weight=1, near=near)

    assert "'pooled' hits whatever it hits" in faults(tmp_path, theme)[0]


def test_a_rule_that_its_own_unless_always_cancels_is_told_why_it_is_dead(tmp_path):
    theme = FREE + another("spring pool", "A spring pool.", unless="[pool*]")

    found = faults(tmp_path, theme)

    assert found == (
        "themes/pots.yaml:18: 'another' never hits, its own 'unless' cancels every phrase: "
        "let 'unless' name less",
        "themes/pots.yaml:20: 'another' misses 'A spring pool.': change the rule or its hits",
    )


def test_a_covered_phrase_is_a_remark_and_no_fault(tmp_path):
    theme = FREE + another('community budgets, community budget*, "@money box"', "A fund box.")

    assert remarks(tmp_path, theme) == [
        "themes/pots.yaml:16: 'community budgets' of 'another' adds nothing beside "
        "'community budget*': delete it"
    ]


@pytest.mark.parametrize(
    ("near", "count"),
    [
        pytest.param("{sentence: true, any: [council*]}", 1, id="somewhere in the sentence"),
        pytest.param("{words: 3, any: [council*]}", 0, id="counted from the ends of the phrase"),
        pytest.param("{sentence: true, any: [budget]}", 0, id="what the shorter phrase itself is"),
    ],
)
def test_a_covered_phrase_is_none_where_the_neighbours_tell_it_apart(tmp_path, near, count):
    theme = FREE + another(
        "community budget, budget", "A council has a community budget.", near=near
    )

    assert len([text for text in remarks(tmp_path, theme) if "beside" in text]) == count


def test_a_rule_that_adds_nothing_on_its_own_hits_is_a_remark(tmp_path):
    theme = FREE + another("budgets, purse", "The council pools its budgets.", weight=1)

    assert remarks(tmp_path, theme) == [
        "themes/pots.yaml:19: 'another' adds nothing on any of its own hits: 'pooled' hit the "
        "same words: write a hit that it alone finds, or delete it"
    ]


VOCABULARY = ["pool", "pool*", "pools", "joint", "budget*", "@money", "pool/joint", "…"]
PHRASES = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(long=PHRASES, short=PHRASES, data=st.data())
def test_a_phrase_that_is_covered_stands_in_no_text_without_the_other(long, short, data):
    try:
        said, other = parse(long), parse(short)
    except ValueError:
        return
    lists = {"money": tuple(parse(text) for text in ("budget*", "public fund"))}
    for wording in covering.wordings(said, lists):
        if not list(Phrases([other], lists).covers(wording)):
            continue
        text: list[str] = []
        for word in wording:
            text += ["xx"] * data.draw(st.integers(0, min(word.gap, GAP)))
            text.append(word.word + ("ed" if word.is_prefix and data.draw(st.booleans()) else ""))
        book = Book()
        known = {
            "money": book.choice([phrase(book, one, {}) for one in ("budget*", "public fund")])
        }
        node = phrase(book, short, known)
        book.seal()

        assert book.read(Stream("", " ".join(text))).spans(node), (long, short, text)


def test_the_shipped_lists_fit_the_smallest_seeds(tmp_path):
    assert "money" in load.library(seeds(tmp_path, lists=LISTS)).lists
