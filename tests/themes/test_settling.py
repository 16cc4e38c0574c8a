"""To which initiative a name belongs, in texts that come one after another."""

import dataclasses

import pytest

from records import Document, Initiative
from tests.themes.test_initiatives import BODIES, GAZETTEER, NEWS, SIGNS, verdict
from themes.initiatives import named
from themes.initiatives.names import alike, initiative_id, is_generic
from themes.initiatives.register import Register


def find(text, *known):
    document = Document(
        document_id="d", kind="article", title="", text=text, source_kind="", published_at=None
    )
    found = named.find(document, Register(known), GAZETTEER, BODIES, SIGNS, NEWS, verdict(True))
    return found.mentions


def row(name, *aliases, **changes):
    given = {
        "initiative_id": initiative_id(name),
        "name": name,
        "aliases": aliases,
        "kind": "pilot",
        "is_seeded": False,
        "stage": "announced",
    }
    return Initiative(**given | changes)


def said(mention, *whats):
    return [(claim.what, claim.value) for claim in mention.claims if claim.what in whats]


TWEED = row("Tweed Training Fund")
RENAMED = (
    "The Border Skills Fund, formerly known as the Tweed Training Fund, has opened a third round. "
    "Scottish Borders Council will pay for places in the fund."
)


@pytest.mark.parametrize(
    "written",
    [
        "the Tweed Training Fund’s", "TWEED TRAINING FUNDS", "Tweed-Training Fund",
        "the so-called Tweed Training Fund", "Tweed Training Fund, round 2",
        "Tweed Training Fund wave two", "TweedTraining Fund",
    ],
)  # fmt: skip
def test_a_name_is_alike_however_it_is_written(written):
    assert alike(written) == alike("Tweed Training Fund")
    assert Register([TWEED]).lookup(written) == TWEED


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Commission on Night Work", "Night Work Commission"),
        ("Review of the Rural Buses", "Rural Buses Review"),
        ("2026 Town Hall Fund", "Town Hall Fund 2026"),
        ("Future Councils Task Force", "Future Councils Taskforce"),
        ("Tŷ Agored", "Ty Agored"),
        ("Learn & Earn Deal", "Learn and Earn Deal"),
    ],
)
def test_two_ways_to_write_a_name_are_alike(one, other):
    assert alike(one) == alike(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Place Strategy 2020", "Place Strategy 2025"),
        ("City Deal 2", "City Deal 3"),
        ("Home from Hospital Fund", "Hospital from Home Fund"),
        ("Night Work Commission", "Night Work Review"),
    ],
)
def test_names_of_two_schemes_are_not_alike(one, other):
    assert alike(one) != alike(other)


def test_a_name_that_two_have_means_neither_but_for_whose_proper_name_it_is():
    one, other = row("North Quay", "Quayside"), row("South Quay", "Quayside")
    third = row("Quayside")

    assert Register([one, other]).lookup("Quayside") is None
    assert Register([one, other, third]).lookup("Quayside") == third


def test_a_short_acronym_means_nothing_by_itself():
    roads = row("Shared Roads Accelerator", "SRA")

    assert Register([roads]).lookup("SRA") is None
    mentions = find(
        "The Safe Return Agreement (SRA) between councils and the police covers missing children. "
        "The SRA will be piloted in Kent.",
        roads,
    )
    assert [one.initiative_id for one in mentions] == [initiative_id("Safe Return Agreement")]


def test_a_common_name_is_of_the_place_beside_it():
    texts = [
        f"{place} Council signed its Growth Deal with both governments. Services will share staff."
        for place in ("Stirling", "Moray")
    ]
    (stirling,), (moray,) = find(texts[0]), find(texts[1])

    assert is_generic("Growth Deal")
    assert (stirling.name, moray.name) == ("Growth Deal", "Growth Deal")
    assert stirling.initiative_id != moray.initiative_id == initiative_id("Moray Growth Deal")
    known = row("Growth Deal", initiative_id=stirling.initiative_id)
    assert find(texts[0], known)[0].initiative_id == known.initiative_id
    assert find(texts[1], known)[0].initiative_id == moray.initiative_id


def test_a_name_without_its_place_is_that_with_it_where_the_place_stands_by_it():
    hull = row("Hull Night Nurses Pilot")

    text = (
        "The council has launched the Night Nurses Pilot in {}. Ministers pay, and staff of care "
        "services and councils will share a team."
    )
    (there,) = find(text.format("Hull"), hull)
    (elsewhere,) = find(text.format("Kent"), hull)

    assert (there.initiative_id, said(there, "alias")) == (
        hull.initiative_id, [("alias", "Night Nurses Pilot")],
    )  # fmt: skip
    assert elsewhere.initiative_id != hull.initiative_id


@pytest.mark.parametrize(
    "text",
    [
        "The Second Door Plus programme was launched in Kent by the council.",
        "The council launched the Second Door East pilot in Kent.",
    ],
)
def test_a_longer_name_is_of_another_scheme(text):
    known = row("Second Door")

    assert known.initiative_id not in {one.initiative_id for one in find(text, known)}


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        pytest.param("The Second Door Fund paid for it.", False, id="a fund"),
        pytest.param("Ask the Second Door Policy Commission.", False, id="a commission"),
        pytest.param("The Second Door Plus trial began in Kent.", False, id="more of it"),
        pytest.param("The Second Door for Carers began in Kent.", False, id="for others"),
        pytest.param("The Second Door for Kent began in May.", True, id="for a place"),
        pytest.param("The Second Door for carers began in Kent.", True, id="for whom it is"),
        pytest.param("The Second Door Pilots began in Kent.", True, id="its pilots"),
        pytest.param("The Second Door Board met in Kent.", True, id="its board"),
        pytest.param("They ask about Second Door. Fund it, they say.", True, id="a new sentence"),
    ],
)
def test_a_fund_or_commission_named_like_a_seeded_scheme_is_another(text, is_it):
    known = row("Second Door", is_seeded=True)

    named = find(f"Councils share services and staff. {text}", known)

    assert (known.initiative_id in {one.initiative_id for one in named}) is is_it


def test_what_was_renamed_keeps_its_id_and_gets_the_new_name():
    (mention,) = find(RENAMED, TWEED)

    assert (mention.initiative_id, mention.name) == (TWEED.initiative_id, TWEED.name)
    assert ("step", "renamed") in said(mention, "step")
    assert said(mention, "alias", "formerly") == [
        ("alias", "Border Skills Fund"),
        ("formerly", TWEED.name),
    ]
    for claim in mention.claims:
        assert claim.quote == RENAMED[claim.start : claim.stop]


def test_a_scheme_that_nobody_knew_under_its_old_name_has_the_id_of_that():
    (mention,) = find(RENAMED)

    assert (mention.initiative_id, mention.name) == (TWEED.initiative_id, "Border Skills Fund")
    assert ("alias", TWEED.name) in said(mention, "alias")


def test_two_that_the_register_knows_stay_two_whatever_a_text_says():
    border = row("Border Skills Fund")
    found = {one.initiative_id: one for one in find(RENAMED, TWEED, border)}

    assert set(found) == {TWEED.initiative_id, border.initiative_id}
    assert said(found[border.initiative_id], "formerly") == [("formerly", TWEED.name)]


def test_what_replaces_another_is_a_scheme_of_its_own():
    text = "The Border Skills Fund replaces the Tweed Training Fund, Scottish Borders Council said."
    found = {one.name: one for one in find(text, TWEED)}

    assert set(found) == {TWEED.name, "Border Skills Fund"}
    assert said(found["Border Skills Fund"], "replaces", "alias") == [("replaces", TWEED.name)]


def test_a_refused_name_is_not_found_anew():
    refused = dataclasses.replace(TWEED, is_refused=True)

    for text in (
        f"The council launched the {TWEED.name} in Kent.",
        f"Kent council’s new {TWEED.name}s pay for training.",
    ):
        assert find(text, refused) == ()
        assert find(text) != ()


def test_another_name_is_told_as_the_register_spells_it():
    known = row("Open Hands", "Open Palms Pilot")
    (mention,) = find("Councils in Kent will extend the OPEN PALMS pilots.", known)

    assert said(mention, "alias") == [("alias", "Open Palms Pilot")]


def test_initials_of_a_scheme_in_the_same_text_are_a_name_of_it():
    (one,) = find(
        "Kent County Council has launched the Right Start at Home Scheme, a pilot of family "
        "support in six towns. Health visitors, nurses and social workers will share one team. "
        "The RSHS pilot was announced by ministers and will be extended to Medway if it works."
    )

    assert one.name == "Right Start at Home Scheme"
    assert "RSHS" in one.values("alias")


def test_initials_that_fit_two_schemes_are_of_neither():
    found = find(
        "Kent County Council has launched the Night Work Fund for nurses and the New Wards Fund "
        "for hospitals. Ministers have launched the NWF pilot, which puts social workers in teams.",
        row("Night Work Fund"),
        row("New Wards Fund"),
    )

    assert {one.name for one in found} > {"Night Work Fund", "New Wards Fund"}
    assert not any("NWF" in one.values("alias") for one in found)
