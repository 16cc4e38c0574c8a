import pytest

from themes.text import particulars
from themes.text.words import tokens


def test_names_are_words_with_a_capital_that_grammar_did_not_ask_for():
    text = (
        "Nurses in Cwm Garw met Bethan Mai Tudor’s team on Monday. Residents asked why. "
        "Dyffryn Ogwr will follow: “The Board decides,” she said.\nStaff of the NHS wait."
    )

    assert particulars.names(text) == {
        *("cwm", "garw", "bethan", "mai", "tudor", "dyffryn", "ogwr", "board", "the", "nhs")
    } - {"mai"}  # May, in Welsh


def test_figures_are_those_that_tell_texts_apart():
    text = "In 2026 some 35,000 people, 1.5m homes, 7 towns and 12 pilots: call 0300 555 0142."
    found = particulars.figures(tokens(text))

    assert found == {"35000", "1.5m", "12", "0300", "555", "0142"}
    assert {figure for figure in found if not particulars.is_firm(figure)} == {"0300", "0142"}


@pytest.mark.parametrize(
    ("text", "is_welsh"),
    [
        ("Mae'r cyngor wedi cyhoeddi cynllun ar gyfer y dref, ac mae ymgynghoriad yn agor.", True),
        ("The council has published a plan for the town, and a consultation opens.", False),
        ("Cyngor Gwynedd said that the plan for Bangor is open for comment.", False),
        ("", False),
    ],
)
def test_welsh_is_told_from_english(text, is_welsh):
    assert particulars.is_welsh(tokens(text)) == is_welsh
