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

    scottish = [
        area for area in gazetteer.areas if (area.kind, area.nation) == ("council", "scotland")
    ]
    welsh = [area for area in gazetteer.areas if (area.kind, area.nation) == ("council", "wales")]
    northern = [area for area in gazetteer.areas if (area.kind, area.nation) == ("council", "ni")]
    assert (len(scottish), len(welsh), len(northern)) == (32, 22, 11)
    assert {"Kent", "Wigan", "Tower Hamlets", "Cumberland", "Adur"} <= by_nation["england"]


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
