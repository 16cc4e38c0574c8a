import json
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records import Document
from tests.themes.small import SCOPE, THEME, seeds
from themes.matching import match
from themes.matching.learned import ANY, Learned
from themes.rules import load

HERE = Path(__file__).resolve().parents[2]
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
