import re
import time
from pathlib import Path

import pytest
import yaml

from themes.rules import corpus, load

SEEDS = Path(__file__).parents[2] / "seeds"
THEMES = (
    "coproduction_user_voice",
    "cuts_efficiency_jobs",
    "devolution_localism",
    "digital_ai_reform",
    "marketisation_procurement",
    "mutuals_third_sector",
    "partnership_joint_working",
    "pay_terms_two_tier",
    "place_based_budgets",
    "prevention_early_intervention",
    "shared_services",
    "staff_union_voice",
    "targets_performance",
    "workforce_skills",
)


@pytest.fixture(scope="module")
def ruleset():
    return load.ruleset(SEEDS)


def test_fourteen_themes_ship_each_with_rules_of_its_own(ruleset):
    counts = {
        theme: sum(rule.theme_id == theme for rule in ruleset.rules) for theme in ruleset.themes
    }

    assert tuple(sorted(counts)) == THEMES
    assert min(counts.values()) >= 10


def test_every_claim_of_the_corpus_exists_once():
    for card in (SEEDS / "corpus").glob("*.md"):
        numbers = re.findall(r"^- (c\d+):", card.read_text(encoding="utf-8"), re.MULTILINE)

        assert numbers == [f"c{number}" for number in range(1, len(numbers) + 1)]
        assert corpus.claims(card) == frozenset(numbers)


def test_every_card_carries_rules(ruleset):
    cards = {f"corpus/{card.name}" for card in (SEEDS / "corpus").glob("*.md")}
    used = {rule.origin.partition("#")[0] for rule in ruleset.rules}

    assert len(cards) == 5
    assert cards <= used


def test_every_list_is_used_by_a_rule_or_another_list():
    lists = yaml.safe_load((SEEDS / "lists.yaml").read_text(encoding="utf-8"))
    files = [SEEDS / "lists.yaml", SEEDS / "scope.yaml", *(SEEDS / "themes").glob("*.yaml")]
    named = set(re.findall(r"@([a-z_]+)", " ".join(p.read_text(encoding="utf-8") for p in files)))

    assert set(lists) - named == set()


def test_the_shipped_rules_load_fast():
    begun = time.process_time()
    load.ruleset(SEEDS)

    # 0.4 s on a quiet core in November 2026; the rest is room for slower machines.
    assert time.process_time() - begun < 3


def test_every_claim_quotes_a_few_words_of_its_text_and_no_sentence():
    for card in (SEEDS / "corpus").glob("*.md"):
        for number, claim in corpus.read(card).claims.items():
            assert claim.quotes, (card.name, number)
            assert max(len(quote.split()) for quote in claim.quotes) <= corpus.MOST_WORDS
