from collections import Counter
from pathlib import Path

import pytest

from seedfiles import SeedError
from themes.initiatives import organisations, places
from themes.text.fields import field

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def gazetteer() -> places.Gazetteer:
    return places.load(SEEDS / "areas.yaml")


@pytest.fixture(scope="module")
def bodies() -> organisations.Organisations:
    return organisations.load(SEEDS / "organisations.yaml")


def names(gazetteer: places.Gazetteer, text: str) -> list[str]:
    return [place.area.name for place in gazetteer.find(field("text", text)) if not place.is_part]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pilots in Leicestershire and Rutland", ["Leicestershire", "Rutland"]),
        ("It opens in Greater Manchester", ["Greater Manchester"]),
        ("BANES and Kingston upon Hull", ["Bath and North East Somerset", "Hull"]),
        ("Kent's schools, Leeds’ libraries", ["Kent", "Leeds"]),
        ("St. Helens and Ynys Môn", ["St Helens", "Anglesey"]),
        ("Southend-on-Sea, Stoke-on-Trent", ["Southend-on-Sea", "Stoke-on-Trent"]),
        ("Reading the plan in Reading took a day", ["Reading"]),
        ("We must deal with the sale", []),
        ("Bury Council met", ["Bury"]),
        ("a kent of sorts", []),
    ],
)
def test_places_are_found_by_the_names_people_use(gazetteer, text, expected):
    assert names(gazetteer, text) == expected


@pytest.mark.parametrize(
    "text", ["the University of Kent", "Mr Stewart Lancaster said", "Warwick Business School"]
)
def test_a_place_inside_another_name_is_marked(gazetteer, text):
    assert names(gazetteer, text) == []


def test_the_councils_of_all_four_nations_are_there(gazetteer):
    by_nation = {
        nation: {area.name for area in gazetteer.areas if area.nation == nation}
        for nation in places.NATIONS
    }

    standing = Counter(
        area.nation
        for area in gazetteer.areas
        if area.kind in places.COUNCILS and area.code and area.until is None
    )
    assert standing == {"england": 317, "scotland": 32, "wales": 22, "ni": 11}
    assert {"Kent", "Wigan", "Tower Hamlets", "Cumberland", "Adur"} <= by_nation["england"]


def test_codes_are_nobody_elses_and_fit_the_kind(gazetteer):
    letters = {"england": "E", "scotland": "S", "wales": "W", "ni": "N"}
    coded = [area for area in gazetteer.areas if area.code]

    assert len({area.code for area in coded}) == len(coded)
    assert [area.name for area in coded if area.code[0] != letters[area.nation]] == []
    assert {area.kind for area in coded if area.code.startswith("E07")} == {"district"}
    assert {area.kind for area in coded if area.code.startswith("E09")} == {"london borough"}


def test_what_ended_says_what_took_over(gazetteer):
    ended = {area.name: (area.until, area.into) for area in gazetteer.areas if area.until}

    assert ended["Corby"] == (2021, ("North Northamptonshire",))
    assert ended["Cumbria"] == (2023, ("Cumberland", "Westmorland and Furness"))
    assert ended["Strabane"] == (2015, ("Derry City and Strabane",))


@pytest.mark.parametrize(
    ("name", "around"),
    [
        ("Adur", ("West Sussex", "South East", "England", "United Kingdom")),
        ("Sale", ("Trafford", "Greater Manchester", "North West", "England", "United Kingdom")),
        ("NHS Fife", ("Fife", "Scotland", "United Kingdom")),
        ("Atlantis", ()),
    ],
)
def test_an_area_knows_what_it_is_part_of(gazetteer, name, around):
    assert gazetteer.around(name) == around


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opens in Wick, Ware, Battle and Deal", ["Wick", "Ware", "Battle", "Deal"]),
        ("- Oldham\n- Bury\n- Reading\nReading this took a day", ["Oldham", "Bury", "Reading"]),
        ("It covers Westminster", ["Westminster"]),
        ("Mrs Kent and Dr Peter Reading of Ward 3", []),
        ("Edward Stroud, 22 July", []),
        ("The Lancaster Guardian", []),
        ("In Derby and at the Bristol Old Vic", ["Derby"]),
    ],
)
def test_company_makes_an_ordinary_word_a_place(gazetteer, text, expected):
    assert names(gazetteer, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Teams in Alloa and Tillibody share a rota", ["Tillibody"]),
        ("Beds at Trewyn, Dolgellau and Bala close", ["Trewyn"]),
        ("Ministers and Kent, Labour and UNISON met", []),
        ("In Kent on Monday", []),
    ],
)
def test_a_list_of_places_shows_places_on_no_list(gazetteer, text, expected):
    read = field("text", text)
    found = places.unlisted(read, gazetteer.find(read), set())

    assert [place.area.name for place in found] == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kent and Medway Integrated Care Board met", "NHS Kent and Medway"),
        ("said Humber and North Yorkshire ICB", "NHS Humber and North Yorkshire"),
        ("Kent Constabulary and others", "Kent Police"),
        ("the GMCA", "Greater Manchester Combined Authority"),
    ],
)
def test_bodies_known_by_their_place_are_found(gazetteer, text, name):
    assert name in {place.area.name for place in gazetteer.find(field("text", text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "HM Treasury and MHCLG agreed",
            ["HM Treasury", "Ministry of Housing, Communities and Local Government"],
        ),
        ("the Treasury agreed", ["HM Treasury"]),
        ("the treasury of the club", []),
        ("a paper by the Sunningdale Institute", ["Sunningdale Institute"]),
        ("Fife Council and the Fens Foundation", ["Fife Council", "Fens Foundation"]),
        ("the University of Uist wrote", ["University of Uist"]),
        ("Unison Scotland asked", ["UNISON"]),
        ("a council met", []),
        ("Barts Health NHS Trust paid", ["Barts Health NHS Trust"]),
        ("with Carver & Co and Tarn Advisory Ltd", ["Carver & Co", "Tarn Advisory Ltd"]),
        ("the charity Linnet and the firm Ostrey Vale", ["Linnet", "Ostrey Vale"]),
        ("money from the Guy's Foundation", ["Guy's Foundation"]),
        ("Last week Ostrey won the contract", ["Ostrey"]),
        ("The board gave a contract worth £2m to Ostrey Vale.", ["Ostrey Vale"]),
        ("It won the contract and has a contract with them", []),
    ],
)
def test_bodies_are_found_on_the_list_and_off_it(bodies, text, expected):
    assert [body.name for body in bodies.find(field("text", text))] == expected


def test_every_fault_of_the_gazetteer_is_told_at_once(tmp_path):
    path = tmp_path / "areas.yaml"
    path.write_text(
        "- {name: Hull, kind: city, nation: england}\n"
        "- {name: Kent, kind: county, nation: uk, colour: red}\n"
        "- {name: Leeds, kind: metropolitan, nation: yorkshire, aliases: [Hull]}\n"
        "- {kind: county, nation: england}\n",
        encoding="utf-8",
    )

    with pytest.raises(SeedError) as caught:
        places.load(path)

    faults = "\n".join(caught.value.faults)
    for fault in ("'city'", "'colour'", "'yorkshire'", "'Hull' stands twice", "'name' is missing"):
        assert fault in faults
    assert len(caught.value.faults) == 5


def test_relations_codes_and_years_are_checked(tmp_path):
    path = tmp_path / "areas.yaml"
    path.write_text(
        "- {name: Hull, kind: unitary, nation: england, code: E6, in: [Atlantis]}\n"
        "- {name: Kent, kind: county, nation: england, since: soon, into: Hull, wary: maybe}\n",
        encoding="utf-8",
    )

    with pytest.raises(SeedError) as caught:
        places.load(path)

    faults = "\n".join(caught.value.faults)
    for fault in ("'E6'", "'Atlantis'", "'soon'", "'into' is no list", "'wary'"):
        assert fault in faults
    assert len(caught.value.faults) == 5


def test_every_fault_of_the_bodies_is_told_at_once(tmp_path):
    path = tmp_path / "organisations.yaml"
    path.write_text(
        "- {name: Treasury, kind: bank, watch: often}\n"
        "- {name: Demos, kind: think_tank, into: [Nowhere], until: later}\n"
        "- {name: Demos, kind: think_tank, aliases: D}\n",
        encoding="utf-8",
    )

    with pytest.raises(SeedError) as caught:
        organisations.load(path)

    faults = "\n".join(caught.value.faults)
    for fault in ("'bank'", "'watch'", "'Nowhere'", "'later'", "'aliases'", "'Demos' stands twice"):
        assert fault in faults
    assert len(caught.value.faults) == 6


def test_who_is_known_and_who_is_watched(bodies, gazetteer):
    known = {name: (kind, watch) for name, kind, watch in organisations.known(bodies, gazetteer)}

    assert known["Sunningdale Institute"] == ("institute", True)
    assert known["Fife Council"] == ("council", False)
    assert known["NHS Fife"] == ("nhs", False)
    assert "Tolland Institute" not in known
