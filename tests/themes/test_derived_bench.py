import pytest

from bench import derived
from tests.themes import own_texts
from themes.deriving import derive, reference
from themes.deriving.derive_phrases import Text

TEXTS = [Text(name, "", text) for name, text in own_texts.ALL.items()]
RULE = """  - rule: from-a-card
    any: ["@tools … ladder*", skill* ladder/stair, care leads, purse holder, golden spade]
    weight: 2
    from: corpus/card.md#c1
    hits: ["They spoke of care leads."]
    misses: ["They spoke of the weather."]
"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    seeds = own_texts.write_seeds(tmp_path_factory.mktemp("made") / "seeds")
    path = seeds / "themes" / "skills.yaml"
    path.write_text(path.read_text(encoding="utf-8") + RULE, encoding="utf-8")
    card = "# A card\n\n## Claims\n\n- c1: a claim\n\n## Phrases\n\nvalley purse · wooden rake\n"
    (seeds / "corpus" / "card.md").write_text(card, encoding="utf-8")
    return {one.text: one for one in derived.shipped(seeds, TEXTS)}


@pytest.fixture(scope="module")
def entries():
    english = reference.load()
    return derive.entries(derive.candidates(derive.read(TEXTS, english), english))


def test_phrases_of_cards_and_of_rules_that_name_one_are_looked_for(shipped):
    assert {text: set(one.stands) for text, one in shipped.items()} == {
        "@tools … ladder*": set(),
        "skill* ladder/stair": {("skills", "ladder")},
        "care leads": {("care", "leads")},
        "purse holder": set(),
        "golden spade": set(),
        "valley purse": {("valley", "purse")},
        "wooden rake": set(),
    }
    assert [text for text, one in shipped.items() if not one.is_plain] == [
        "@tools … ladder*",
        "skill* ladder/stair",
    ]


def test_a_phrase_counts_as_head_as_listed_by_its_stems_or_in_part(shipped, entries):
    standing = [one for one in shipped.values() if one.stands]

    assert derived.yielded(standing, entries) == (2, 3, 3, 3)
    assert derived.yielded(standing, entries[:1])[0] == 0
    stem = derived.Shipped("skills", "x", frozenset({("cared", "leading")}))
    part = derived.Shipped("skills", "y", frozenset({("green", "valley", "purse")}))
    assert derived.yielded([stem], entries) == (0, 0, 1, 1)
    assert derived.yielded([part], entries) == (0, 0, 0, 1)


def test_entries_that_no_rule_uses_are_counted(shipped, entries):
    left = [entry.head.text for entry in derived.unused(entries, list(shipped.values()))]

    assert "valley purse" not in left
    assert "county board" in left
