from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench import quality
from records import Document
from themes.matching import match
from themes.rules import load

HERE = Path(__file__).parents[2]
SEEDS = HERE / "seeds"


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
        "Hospitals and social workers in Torbay will work as one team, the council said.",
        "Hospitals and social workers in Ontario will work as one team, the premier said.",
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


ABROAD = [
    pytest.param(
        "The city manager told the school board of layoffs in the fire department.", id="us"
    ),
    pytest.param("Albertans lose jobs if the provincial minister privatizes hospitals.", id="ca"),
    pytest.param("The Oireachtas and Fianna Fáil argued about town hospitals and nurses.", id="ie"),
    pytest.param("Ministries will share payroll, the Public Service Commissioner said.", id="nz"),
    pytest.param("Hospitals in member countries need skilled nurses, the OECD says.", id="world"),
    pytest.param("Nurses and doctors in Kathmandu will work in one team.", id="np"),
]


@pytest.mark.parametrize("text", ABROAD)
def test_a_country_need_not_be_named_to_be_another(ruleset, text):
    assert verdict(ruleset, text).scope.startswith("out: speaks of another country")


AT_HOME = [
    pytest.param(
        "The NHS in England could learn from Danish, Dutch and Swedish home care, and from "
        "American hospitals, says a think tank; councils in Kent have tried it.",
        id="a comparison",
    ),
    pytest.param(
        "Patients from Donegal are treated in Derry; the Irish department pays Stormont for beds.",
        id="across the border",
    ),
    pytest.param(
        "The council and the hospital trust share one team for families, says a season's report; "
        "a former hotel and a closed shop house it.",
        id="stray words",
    ),
    pytest.param(
        "Ministers in Edinburgh want councils to consult staff; the Welsh and Northern Irish "
        "governments do so. Federal countries such as Germany cannot compare.",
        id="four nations",
    ),
]


@pytest.mark.parametrize("text", AT_HOME)
def test_a_few_words_from_elsewhere_take_nothing_away(ruleset, text):
    assert verdict(ruleset, text).scope.startswith("in: UK public services")


@pytest.mark.parametrize(
    ("text", "is_out"),
    [
        pytest.param(
            "The browser fetches the script from a server. Developers of the app store cookies, "
            "and the smartphone loads the website with JavaScript. Shares of the tech giant rose.",
            True,
            id="web techniques",
        ),
        pytest.param(
            "The governor of Ohio launched the Open Door pilot in Cleveland.", True, id="abroad"
        ),
        pytest.param("They meet once a week and talk about it.", False, id="nothing at all"),
        pytest.param("The council in Kent launched the Open Door pilot.", False, id="at home"),
    ],
)
def test_what_is_surely_about_something_else_is_told(ruleset, text, is_out):
    assert verdict(ruleset, text).is_out is is_out


def test_a_long_text_is_not_refused_for_all_that_it_touches(ruleset):
    rows = quality.read(HERE / "bench" / "labelled.jsonl")
    themed = "\n\n".join(row["text"] for row in rows if row["labels"]["relevant"])
    others = "\n\n".join(row["text"] for row in rows if row["labels"]["hard_negative"])

    assert verdict(ruleset, themed).scope.startswith("in: ")
    assert verdict(ruleset, others).scope.startswith("out: ")


def test_pages_in_the_manner_of_real_ones_are_told_apart(ruleset):
    rows = quality.read(HERE / "bench" / "outside.jsonl")
    found = {row["id"]: verdict(ruleset, row["text"], row["title"]) for row in rows}
    traps = [row["id"] for row in rows if row["labels"]["hard_negative"]]
    themed = [row["id"] for row in rows if row["labels"]["relevant"]]

    assert sum(found[one].is_relevant for one in traps) <= 0.06 * len(traps)
    assert sum(found[one].scope.startswith("out") for one in themed) <= 0.05 * len(themed)
