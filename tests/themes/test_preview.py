from dataclasses import replace

import pytest

from records import Document
from seedfiles import Row, SeedError
from tests.themes.small import THEME, seeds
from themes.matching.preview import Preview
from themes.rules import load

CLUB = Document(
    document_id="d",
    kind="article",
    title="",
    text="The council said so. The club pools a grant.",
    source_kind="union",
    published_at=None,
)


def row(**given: object) -> Row:
    made = Row({"rule": "tried", "extension": "tried", "weight": 2, **given})
    made.line, made.lines = 1, dict.fromkeys(made, 1)
    return made


def preview(tmp_path, **given: object) -> Preview:
    return Preview(load.with_rule(seeds(tmp_path), row(**given), "pots"))


def test_a_text_that_gets_the_theme_through_the_rule_is_new(tmp_path):
    found = preview(tmp_path, any=["pools … grant*"]).read(CLUB)

    assert [hit.quote for hit in found.hits] == ["pools a grant"]
    assert (found.is_in, found.is_counted, found.is_new) == (True, True, True)
    assert (found.themes, found.beside) == ((), ())


def test_a_text_that_has_the_theme_already_is_not_new_and_its_rule_is_named(tmp_path):
    told = replace(CLUB, text="The council pools its budgets.")

    found = preview(tmp_path, any=["its budgets"], weight=1).read(told)

    assert found.themes == ("pots",)
    assert (found.beside, found.same_words) == (("pooled",), ("pooled",))
    assert (found.is_counted, found.is_new) == (False, False)


def test_a_text_out_of_scope_is_found_and_not_counted(tmp_path):
    found = preview(tmp_path, any=["pools … grant*"]).read(
        replace(CLUB, text="The club pools a grant.")
    )

    assert (found.is_in, found.is_new) == (False, False)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It pools a gr\u00adant.", id="a soft hyphen"),
        pytest.param("It pools a ﬁrst grant.", id="a ligature"),
        pytest.param("IT POOLS A GRANT.", id="capitals"),
        pytest.param("It pools a G.R.A.N.T.", id="a dotted word"),
        pytest.param("It pools a gránt.", id="an accent"),
    ],
)
def test_no_text_that_says_it_is_passed_over_unread(tmp_path, text):
    tried = preview(tmp_path, any=["pools a … grant*"])

    assert tried.may_hit(replace(CLUB, text=text))
    assert tried.read(replace(CLUB, text=text))


def test_a_text_without_its_words_is_not_read(tmp_path):
    assert not preview(tmp_path, any=["pools … grant*"]).may_hit(replace(CLUB, text="The purse."))


def test_sentences_that_other_rules_must_miss_are_near_misses(tmp_path):
    tried = preview(tmp_path, any=["pools its @money"])

    assert list(tried.near_misses()) == ["pooled: The club pools its budgets."]
    assert tried.count_near_misses() == 1


def test_a_rule_that_cannot_be_read_is_refused_with_every_fault(tmp_path):
    with pytest.raises(SeedError) as caught:
        preview(tmp_path, any=["p*ool", "pool …"], unless=["@mony"])

    assert [text.partition(": ")[2].partition(": ")[0] for text in caught.value.faults] == [
        "'p*ool' cannot be read at 'p*ool'",
        "'pool …' is no phrase",
        "'@mony' names @mony",
    ]


def test_the_rules_of_the_seeds_judge_as_if_nothing_was_tried(tmp_path):
    folder = seeds(tmp_path)
    alone = load.ruleset(folder)

    trial = load.with_rule(folder, row(any=["purse"]), "pots")

    assert trial.before.digest == alone.digest
    assert [one.rule_id for one in trial.before.rules] == ["pooled"]
    assert THEME.count("- rule:") == 1
