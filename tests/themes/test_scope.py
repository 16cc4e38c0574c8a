from datetime import UTC, datetime
from pathlib import Path

import pytest

from records import Document
from themes import load, match

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def ruleset():
    return load.ruleset(SEEDS)


def verdict(ruleset, text, title=""):
    page = Document(
        document_id="d",
        kind="article",
        title=title,
        text=text,
        source_kind="think_tank",
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return match.match(page, ruleset, try_all=True)


PAIRS = [
    pytest.param(
        "Hospitals and social workers in Torbay will share a list of patients, the council said.",
        "Hospitals and social workers in Ontario will share a list of patients, the premier said.",
        id="another country",
    ),
    pytest.param(
        "Payroll and HR of three councils move to one shared service centre in Redditch.",
        "Payroll and HR of three brewers move to one shared service centre; shareholders are glad.",
        id="a company",
    ),
    pytest.param(
        "Nurses may be balloted on a mutual that would leave the NHS and bid for contracts.",
        "Savers may be balloted on a mutual building society that sells insurance and mortgages.",
        id="a financial mutual",
    ),
    pytest.param(
        "The pilot joins teachers, police and nurses in one team at the school.",
        "The pilot joins actors in one team: a comedy about teachers, police and nurses. Viewers "
        "liked the cast, and filming goes on.",
        id="television",
    ),
]


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_the_same_words_count_only_for_uk_public_services(ruleset, ours, theirs):
    inside, outside = verdict(ruleset, ours), verdict(ruleset, theirs)

    assert (inside.is_relevant, outside.is_relevant) == (True, False)
    assert inside.scope.startswith("in: UK public services")
    assert outside.scope.startswith("out: ")


def test_a_union_need_not_name_a_place(ruleset):
    text = (
        "Our members in the housing office were not consulted before redundancies and outsourcing."
    )

    assert verdict(ruleset, text).is_relevant


def test_the_reason_names_what_was_found(ruleset):
    found = verdict(ruleset, "Queensland and its premier said that state agencies pool a fund.")

    assert found.scope.startswith("out: speaks of another country; ")
    assert "places abroad (2)" in found.scope


def test_northern_ireland_is_not_ireland(ruleset):
    text = "Northern Ireland will merge 26 councils into eleven and abolish four boards."

    assert verdict(ruleset, text).themes[:1] == ("devolution_localism",)
