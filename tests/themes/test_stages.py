from datetime import UTC, datetime

import pytest

from themes.initiatives import stages
from themes.initiatives.stages import About
from themes.text.fields import field


def about(text: str, name: str = "Open Door") -> list[About]:
    read = field("text", text)
    found = []
    for home, (start, stop) in enumerate(read.sentences):
        at = text.find(name, start, stop)
        names = ((at, at + len(name)),) if at >= 0 else ()
        found.append(About(read, home, start, stop, at >= 0, names))
    return sorted(found, key=lambda one: not one.is_near)


@pytest.mark.parametrize(
    ("stage", "text"),
    [
        ("announced", "Ministers unveiled Open Door yesterday. Staff will be hired in spring."),
        ("announced", "Councils plan to create Open Door next year."),
        ("consultation", "Councils may now apply to join Open Door."),
        ("consultation", "Views on Open Door are wanted by 3 May."),
        ("pilot", "Open Door is being tried in Hull and Leeds for a year."),
        ("pilot", "Two wards have been chosen as test sites for Open Door."),
        ("rollout", "Open Door has been extended to forty more councils."),
        ("rollout", "A second wave of Open Door was announced."),
        ("evaluation", "An independent evaluation of Open Door found no savings."),
        ("evaluation", "Lessons from Open Door are set out by researchers."),
        ("closed", "Ministers have scrapped Open Door."),
        ("closed", "Open Door ended in March."),
    ],
)
def test_the_words_about_a_scheme_tell_its_stage(stage, text):
    found = stages.read(about(text), "programme", True)

    assert found is not None
    assert found.stage == stage


def test_the_proof_of_a_stage_is_exact():
    text = "In May Open Door will be extended to all schools."
    found = stages.read(about(text), "programme", True)

    assert found is not None
    assert text[found.start : found.stop] == "be extended"


def test_words_of_the_name_itself_are_no_proof():
    text = "Pilot Path is closed to cars. Pilot Path has been scrapped."
    found = stages.read(about(text, "Pilot Path"), "programme", True)

    assert found is not None
    assert (found.stage, text[found.start : found.stop]) == ("closed", "scrapped")


def test_a_commission_that_looks_at_pilots_is_no_pilot():
    text = "A new Night Work Commission will look at pilots in five cities."
    found = stages.read(about(text, "Night Work Commission"), "commission", True)

    assert found is not None
    assert found.stage == "announced"


def test_a_text_that_only_names_a_scheme_does_not_say():
    assert stages.read(about("Her desk stood by the Open Door team."), "programme", False) is None


@pytest.mark.parametrize(
    ("text", "is_past"),
    [
        ("Open Door starts in 2026.", False),
        ("Open Door was launched in 2009.", True),
        ("A former manager looks back on Open Door.", True),
        ("Open Door pays for nurses.", False),
    ],
)
def test_a_text_looks_back_by_its_words_or_its_years(text, is_past):
    published_at = datetime(2026, 3, 1, tzinfo=UTC)

    assert stages.is_retrospective(about(text), published_at) is is_past
