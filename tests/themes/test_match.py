import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records import Document
from tests.themes.small import THEME, seeds
from themes.matching import match
from themes.rules import load

NOW = datetime(2026, 11, 21, tzinfo=UTC)
RULE = """
  - rule: {name}
    any: {any}
    weight: {weight}
    extension: a test
    hits: ['{hit}']
    misses: [nothing of the kind]
{more}"""


def rule(name: str, hit: str, phrases: str = "[lemon*]", weight: float = 2, more: str = "") -> str:
    indented = "".join(f"    {line}\n" for line in more.splitlines())
    return RULE.format(name=name, any=phrases, weight=weight, hit=hit, more=indented)


def ruleset(folder, *rules: str):
    head = THEME[: THEME.index("  - rule")]
    return load.ruleset(seeds(folder, pots=head + "".join(rules) if rules else THEME))


def document(text: str, title: str = "", kind: str = "article", source_kind: str = "union"):
    return Document(
        document_id="d1",
        kind=kind,
        title=title,
        text=text,
        source_kind=source_kind,
        published_at=NOW,
    )


def test_a_hit_holds_the_words_that_prove_it(tmp_path):
    text = "Rain fell. The council’s chiefs pooled two funds. It was late."

    verdict = match.match(document(text), ruleset(tmp_path))

    (hit,) = verdict.hits
    assert (hit.theme_id, hit.rule_id, hit.field) == ("pots", "pooled", "text")
    assert hit.quote == "pooled two funds" == text[hit.start : hit.stop]
    assert hit.sentence == "The council’s chiefs pooled two funds."
    assert verdict.themes == ("pots",)
    assert verdict.is_relevant


def test_a_title_counts_and_says_so(tmp_path):
    verdict = match.match(document("Nothing.", title="Council pools funds"), ruleset(tmp_path))

    assert [(hit.field, hit.quote, hit.sentence) for hit in verdict.hits] == [
        ("title", "pools funds", "Council pools funds")
    ]


def test_a_phrase_does_not_run_from_one_sentence_into_the_next(tmp_path):
    verdict = match.match(
        document("The council has two pools. Budgets are due."), ruleset(tmp_path)
    )

    assert verdict.hits == ()


@given(
    text=st.lists(
        st.sampled_from(
            ["council", "Council’s", "pools", "pool", "budgets.", "fund", "Mr. X", "\n"]
        ),
        max_size=40,
    ).map(" ".join)
)
@settings(max_examples=60)
def test_quotes_are_always_what_stands_in_the_text(tmp_path_factory, text):
    rules = ruleset(tmp_path_factory.mktemp("seeds"))

    verdict = match.match(document(text, title=text[:30]), rules)

    for hit in verdict.hits:
        field = text[:30] if hit.field == "title" else text
        assert hit.quote == field[hit.start : hit.stop]
        assert hit.quote in hit.sentence


def test_a_rule_counts_once_however_often_it_hits(tmp_path):
    rules = ruleset(tmp_path, rule("once", "a lemon", weight=1.5))

    verdict = match.match(document("council lemon lemon lemon"), rules)

    assert [score.score for score in verdict.scores] == [1.5]
    assert not verdict.is_relevant


def test_rules_that_hit_the_same_words_count_as_the_heaviest(tmp_path):
    rules = ruleset(
        tmp_path,
        rule("light", "a lemon", weight=1),
        rule("heavy", "a lemon tart", phrases="[lemon* tart]", weight=1.5),
        rule("other", "some salt", phrases="[salt]", weight=0.4),
    )

    verdict = match.match(document("council lemon tart with salt"), rules)

    assert [score.score for score in verdict.scores] == [1.9]


@pytest.mark.parametrize(
    ("more", "hits", "misses"),
    [
        pytest.param(
            "near: {words: 2, any: [tart]}", "lemon and cream tart", "lemon and some cream tart",
            id="near in words",
        ),
        pytest.param(
            "near: {sentence: true, any: [tart]}", "lemon in the tart", "A lemon. A tart.",
            id="near in the sentence",
        ),
        pytest.param(
            "near: {sentences: 2, any: [tart]}", "A lemon. A tart.", "A lemon. A day. A tart.",
            id="near in the sentences beside",
        ),
        pytest.param(
            "near: {sentence: true, at_least: 2, any: [tart, salt, cream]}",
            "lemon, salt and cream", "lemon and salt, salt, salt",
            id="near by kinds",
        ),
        pytest.param(
            "unless: [stolen]", "A lemon. Stolen cream.", "A stolen lemon.", id="unless",
        ),
        pytest.param("all: [tart]", "A tart. A day. A lemon.", "A lemon.", id="all"),
        pytest.param("none: [stolen]", "A lemon.", "A lemon. A day. Stolen.", id="none"),
    ],
)  # fmt: skip
def test_conditions_hold_around_the_phrase(tmp_path, more, hits, misses):
    rules = ruleset(tmp_path, rule("one", hits, more=more))

    found = [match.match(document("Council. " + text), rules).hits for text in (hits, misses)]

    assert [bool(one) for one in found] == [True, False]


@pytest.mark.parametrize(
    ("field", "title", "text", "hits"),
    [
        ("title", "Lemon", "council", True),
        ("title", "", "council lemon", False),
        ("lead", "", "council lemon", True),
        ("lead", "", "council " * 120 + "lemon", False),
        ("body", "Lemon", "council", False),
        ("report", "", "council lemon", False),
    ],
)
def test_a_rule_may_be_bound_to_a_field(tmp_path, field, title, text, hits):
    rules = ruleset(tmp_path, rule("one", "Lemon", more=f"field: {field}"))

    verdict = match.match(document(text, title=title), rules)

    assert bool(verdict.hits) is hits


def test_a_rule_may_be_bound_to_a_kind_of_publisher(tmp_path):
    rules = ruleset(tmp_path, rule("one", "Lemon", more="source_kinds: [union]"))

    found = [
        match.match(document("council lemon", source_kind=kind), rules).is_relevant
        for kind in ("union", "council")
    ]

    assert found == [True, False]


def test_a_long_text_must_say_more(tmp_path):
    rules = ruleset(tmp_path, rule("one", "Lemon"))

    short = match.match(document("council lemon"), rules)
    long = match.match(document("council lemon " + "and so on " * 400), rules)

    assert (short.is_relevant, long.is_relevant) == (True, False)
    assert short.scores[0].threshold < long.scores[0].threshold


def test_outside_the_scope_hits_are_looked_for_only_when_asked(tmp_path):
    text = document("The club pools the funds.")
    rules = ruleset(tmp_path, rule("one", "funds", phrases="[funds]"))

    silent = match.match(text, rules)
    asked = match.match(text, rules, try_all=True)

    assert (silent.hits, silent.is_relevant) == ((), False)
    assert silent.scope == "out: hardly a word about public services"
    assert [hit.quote for hit in asked.hits] == ["funds"]
    assert not asked.is_relevant


@pytest.mark.parametrize("piece", ["council pools funds ", "pool ", "council. ", "Fund. Pool "])
def test_ten_times_the_text_takes_about_ten_times_as_long(tmp_path, piece):
    rules = ruleset(tmp_path)

    def seconds(count):
        text = document(piece * count)
        begun = time.process_time()
        match.match(text, rules)
        return time.process_time() - begun

    small = max(min(seconds(2_000) for _ in range(3)), 0.002)

    assert min(seconds(20_000) for _ in range(3)) < 40 * small
