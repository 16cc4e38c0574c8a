from pathlib import Path

import pytest

from seedfiles import SeedError
from tests.themes.small import LISTS, SCOPE, THEME, seeds
from themes.rules import load


def faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(SeedError) as caught:
        load.ruleset(folder)
    return caught.value.faults


def test_a_ruleset_knows_its_themes_and_rules(tmp_path):
    ruleset = load.ruleset(seeds(tmp_path))

    assert {theme.theme_id: theme.title for theme in ruleset.themes.values()} == {"pots": "Pots"}
    assert [(rule.rule_id, rule.weight, rule.origin) for rule in ruleset.rules] == [
        ("pooled", 2.0, "corpus/card.md#c1")
    ]


def test_prose_changes_no_digest_and_a_weight_does(tmp_path):
    folders = [tmp_path / name for name in ("one", "two", "three")]
    for folder in folders:
        folder.mkdir()

    first = load.ruleset(seeds(folders[0])).digest
    prose = load.ruleset(seeds(folders[1], pots=THEME.replace("money moves", "because"))).digest
    weight = load.ruleset(seeds(folders[2], pots=THEME.replace("weight: 2", "weight: 3"))).digest

    assert first == prose
    assert first != weight


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param(
            "weight: 2",
            "wieght: 2",
            "themes/pots.yaml:11: no such key 'wieght'",
            id="an unknown key",
        ),
        pytest.param(
            "    weight: 2\n", "", "themes/pots.yaml:8: 'weight' is missing", id="a missing key"
        ),
        pytest.param(
            "    weight: 2\n",
            "    weight: 2\n    weight: 3\n",
            "themes/pots.yaml:12: 'weight' stands twice",
            id="a key that stands twice",
        ),
        pytest.param(
            "The council pools its budgets.",
            "The council counts its budgets.",
            "themes/pots.yaml:13: 'pooled' misses 'The council counts its budgets.'",
            id="a rule that misses its own hit",
        ),
        pytest.param(
            "The club pools its budgets.",
            "A council pools its funds.",
            "themes/pots.yaml:14: 'pooled' hits 'A council pools its funds.'",
            id="a rule that hits its own miss",
        ),
        pytest.param(
            "    from: corpus/card.md#c1\n",
            "",
            "themes/pots.yaml:8: the rule has no single origin",
            id="no origin",
        ),
        pytest.param(
            "card.md#c1",
            "card.md#c9",
            "themes/pots.yaml:12: no claim 'c9' in corpus/card.md: it has c1, c2",
            id="an origin without claim",
        ),
        pytest.param(
            "card.md#c1",
            "crad.md#c1",
            "themes/pots.yaml:12: no card 'corpus/crad.md'",
            id="an origin without card",
        ),
        pytest.param(
            "@money",
            "@mony",
            "themes/pots.yaml:9: 'pool* … @mony' names @mony: seeds/lists.yaml has no such list",
            id="an unknown list",
        ),
        pytest.param(
            "pool* … @money",
            "p*ool",
            "themes/pots.yaml:9: 'p*ool' cannot be read at 'p*ool'",
            id="a star inside a word",
        ),
        pytest.param(
            "[pool* … @money]",
            "[pool* …]",
            "themes/pots.yaml:9: 'pool* …' is no phrase",
            id="a gap at the end",
        ),
        pytest.param(
            "sentence: true,",
            "",
            "themes/pots.yaml:10: near has no single reach",
            id="near without reach",
        ),
        pytest.param(
            "weight: 2", "weight: heavy", "themes/pots.yaml:11: 'weight' is 'heavy'", id="no figure"
        ),
        pytest.param(
            "theme: pots", "theme: pans", "themes/pots.yaml:2: 'theme' is 'pans'", id="another name"
        ),
    ],
)
def test_an_editor_is_told_what_is_wrong_and_where(tmp_path, old, new, fault):
    assert old in THEME

    found = faults(seeds(tmp_path, pots=THEME.replace(old, new)))

    assert [text for text in found if text.startswith(fault)], found


def test_an_editor_sees_every_fault_of_every_file_at_once(tmp_path):
    broken = THEME.replace("weight: 2", "weight: 99").replace("#c1", "#c8")

    found = faults(seeds(tmp_path, pots=broken, scope=SCOPE.replace("about: service", "about: x")))

    assert [text.split(": ")[0] for text in found] == [
        f"{tmp_path.name}/scope.yaml:5",
        "themes/pots.yaml:11",
        "themes/pots.yaml:12",
    ]


def test_a_list_that_no_phrase_could_name_is_a_fault(tmp_path):
    found = faults(seeds(tmp_path, lists=LISTS + "Money2: [cash]\n"))

    assert found == (
        f"{tmp_path.name}/lists.yaml:4: the list 'Money2' cannot be named: "
        "write its name in small letters and _",
    )


def test_two_rules_may_not_share_a_name(tmp_path):
    twice = THEME + THEME[THEME.index("  - rule") :]

    found = faults(seeds(tmp_path, pots=twice))

    assert found == (
        "themes/pots.yaml:15: the rule 'pooled' stands already in themes/pots.yaml:8: "
        "give one of them another name",
    )


def test_a_folder_without_themes_is_refused(tmp_path):
    seeds(tmp_path)
    (tmp_path / "themes" / "pots.yaml").unlink()

    assert "no theme" in faults(tmp_path)[0]


def test_rules_are_read_anew_when_a_file_changes_and_only_then(tmp_path):
    seeds(tmp_path)
    first = load.ruleset(tmp_path)

    assert load.ruleset(tmp_path) is first

    path = tmp_path / "themes" / "pots.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("weight: 2", "weight: 3"), "utf-8")
    changed = load.ruleset(tmp_path)

    assert changed is not first
    assert changed.digest != first.digest
