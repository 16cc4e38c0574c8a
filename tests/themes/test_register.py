from pathlib import Path

import pytest

from records import Initiative
from seedfiles import SeedError
from themes.initiatives import catalogue, register
from themes.initiatives.names import initiative_id, key, kind_of
from themes.initiatives.register import Register
from themes.text.fields import field

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "initiatives.yaml"
GOOD = """
- name: Open Door
  aliases: [Front Step, OD]
  first_year: 2020
  kind: pilot
  sponsors: [Cabinet Office]
  areas: [Hull]
  stage: pilot
  themes: [partnership_joint_working]
  evidence: https://example.org/open-door
"""


@pytest.fixture(scope="module")
def known() -> Register:
    return register.load(SEEDS)


def named(known: Register, text: str) -> list[tuple[str, str]]:
    read = field("text", text)
    return [
        (one.initiative.name, read.slice(one.first, one.last)) for one in known.find_known([read])
    ]


@pytest.mark.parametrize(
    "written",
    [
        "Total Place",
        "the Total Place programme",
        "Total Place pilots",
        "TOTAL PLACE",
        "Total Place’s",
        "Total\u00adPlace scheme".replace("\u00ad", " "),
        "total-place",
    ],
)
def test_a_scheme_has_one_id_however_it_is_written(written):
    assert initiative_id(written) == initiative_id("Total Place")


def test_schemes_that_differ_by_more_than_a_weak_word_have_ids_of_their_own():
    names = ["Integrated Care Pilots", "Integrated Care Pioneers", "Integrated Care Systems"]

    assert len({initiative_id(name) for name in names}) == 3


def test_a_name_of_weak_words_alone_is_still_a_name():
    assert key("The Programme") == ("the", "programme")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Harbour Pathfinders", "pilot"),
        ("Kinship First Fund", "fund"),
        ("Commission on Night Work", "commission"),
        ("Open Contracts (Wales) Bill", "bill"),
        ("Homeless Discharge Test Beds", "pilot"),
        ("Fit for Tomorrow", "programme"),
    ],
)
def test_a_name_tells_what_sort_of_thing_it_is(name, kind):
    assert kind_of(name) == kind


def test_every_seeded_scheme_is_read(known):
    assert len(known.initiatives) >= 116
    assert {"Total Place", "Test, Learn and Grow", "RISE teams"} <= {
        row.name for row in known.initiatives
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Hull’s Total Place pilots end.", [("Total Place", "Total Place pilots")], id="curly"
        ),
        pytest.param(
            "Staff asked what Test, Learn & Grow is.",
            [("Test, Learn and Grow", "Test, Learn & Grow")],
            id="ampersand",
        ),
        pytest.param(
            "A whole place community budget was signed.",
            [("Whole-Place Community Budgets", "whole place community budget")],
            id="lower case, singular, no hyphen",
        ),
        pytest.param(
            "The Pride in Place Impact Fund opens.",
            [("Pride in Place Impact Fund", "Pride in Place Impact Fund")],
            id="the longest name wins",
        ),
        pytest.param("The total place of worship holds forty.", [], id="no capitals"),
        pytest.param("It took in the Total. Place your bets.", [], id="two sentences"),
        pytest.param("Best value for money is the aim.", [], id="words of a sentence"),
        pytest.param(
            "The best value duty binds councils.", [("Best Value", "best value duty")], id="duty"
        ),
        pytest.param("From free schools to parks, all is local.", [], id="ordinary words"),
        pytest.param(
            "The free schools programme was extended.",
            [("Free schools", "free schools programme")],
            id="a scheme word by it",
        ),
        pytest.param("Sir Humphrey would have smiled.", [], id="a man called Humphrey"),
        pytest.param(
            "Officials must try Humphrey, a set of AI tools.", [("Humphrey", "Humphrey")], id="AI"
        ),
        pytest.param("The CPA met in Leeds.", [], id="somebody else's letters"),
        pytest.param(
            "Comprehensive Performance Assessment is over. Few will miss CPA.",
            [
                ("Comprehensive Performance Assessment", "Comprehensive Performance Assessment"),
                ("Comprehensive Performance Assessment", "CPA"),
            ],
            id="letters beside the full name",
        ),
        pytest.param(
            "The Family Nurse Partnership grew. FNP nurses were hired.",
            [
                ("Family Nurse Partnership", "Family Nurse Partnership"),
                ("Family Nurse Partnership", "FNP"),
            ],
            id="letters that two schemes share",
        ),
    ],
)
def test_known_names_are_found_as_people_write_them(known, text, expected):
    assert named(known, text) == expected


def test_a_found_name_of_one_word_needs_company():
    patch = Initiative(
        initiative_id=initiative_id("Patch"),
        name="Patch",
        aliases=(),
        kind="programme",
        is_seeded=False,
        stage="pilot",
    )
    known = Register([patch])

    assert named(known, "Patch the roof before winter.") == []
    assert named(known, "The Patch programme has grown.") == [("Patch", "Patch")]


def test_a_name_is_looked_up_however_it_is_written(known):
    total_place = known.get(initiative_id("Total Place"))

    assert known.lookup("the total-place pilots") == total_place
    assert known.lookup("Harbour Pathfinders") is None


def test_what_was_found_since_joins_the_seeds(tmp_path):
    path = tmp_path / "initiatives.yaml"
    path.write_text(GOOD, encoding="utf-8")
    later = Initiative(
        initiative_id=initiative_id("Open Door"),
        name="Open Door",
        aliases=(),
        kind="pilot",
        is_seeded=True,
        stage="rollout",
    )

    known = register.load(path, [later])

    assert [row.stage for row in known.initiatives] == ["rollout"]


def test_an_editor_sees_every_fault_of_the_register_at_once(tmp_path):
    path = tmp_path / "initiatives.yaml"
    second = (
        GOOD.replace("Open Door\n", "Closed Door\n")
        .replace("kind: pilot", "kind: pilto")
        .replace("first_year: 2020", "first_year: soon")
        .replace("aliases: [Front Step, OD]", "aliases: Front Step\n  colour: blue")
        .replace("stage: pilot", "stage: begun")
    )
    third = GOOD.replace("name: Open Door", "name: the Open Door pilots")
    path.write_text(GOOD + second + third + "  wary: [Side Gate]\n", encoding="utf-8")

    with pytest.raises(SeedError) as caught:
        catalogue.load_register(path)

    faults = "\n".join(caught.value.faults)
    assert "no such key 'colour'" in faults
    assert "'kind' is 'pilto'" in faults
    assert "'first_year' is 'soon'" in faults
    assert "'aliases' is 'Front Step'" in faults
    assert "'stage' is 'begun'" in faults
    assert "'wary' holds 'Side Gate'" in faults
    assert len(caught.value.faults) == 6


def test_a_scheme_that_stands_twice_is_a_fault(tmp_path):
    path = tmp_path / "initiatives.yaml"
    path.write_text(GOOD + GOOD.replace("Open Door\n", "Open Door pilots\n"), encoding="utf-8")

    with pytest.raises(SeedError, match="is the scheme 'Open Door' of line 2"):
        catalogue.load_register(path)
