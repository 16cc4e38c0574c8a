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
    ("stage", "text", "words"),
    [
        ("rollout", "In May Open Door will be extended to all schools.", "be extended"),
        ("closed", "Pilots begin. Ministers have scrapped Open Door.", "scrapped"),
        ("evaluation", "A study of Open Door is out. Value for money report.", "study of"),
    ],
)
def test_the_proof_of_a_stage_is_exact(stage, text, words):
    found = stages.proof(about(text), stage)

    assert (found.stage, found.is_shown) == (stage, True)
    assert text[found.start : found.stop] == words


def test_words_of_the_name_itself_are_no_proof():
    text = "Pilot Path is closed to cars. Pilot Path has been scrapped."
    found = stages.proof(about(text, "Pilot Path"), "pilot")

    assert (text[found.start : found.stop], found.is_shown) == ("Pilot Path", False)
