import re

import pytest

from themes.initiatives import cues, stages
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


@pytest.mark.parametrize("stage", cues.CUES)
def test_every_phrase_of_a_stage_is_found_by_itself(stage):
    for number, block in enumerate(cues._CUES[stage]):
        cue = cues.CUES[stage][number]
        for phrase in block.split("|"):
            plain = re.sub(r"\S+\?", "", phrase.lower()).replace("#", "7").replace("_", "any")
            words = " ".join(plain.split()).replace("*", "")
            sentence = f"it {words}7" if words.endswith("£") else f"it {words} here"
            found = stages.cues(about(sentence, "Open Door")[0])

            assert cue.phrases.search(sentence), phrase
            assert not cue.beginnings.isdisjoint(
                word[: cues.BEGINNING] for word in cues.WORD.findall(sentence)
            ), phrase
            assert stage in found, phrase


def test_of_two_phrases_at_one_place_the_longer_is_the_proof():
    text = "Bids from first wave places were counted: the first wave areas of Open Door."
    found = stages.proof(about(text), "rollout")

    assert not found.is_shown
    found = stages.proof(about("Open Door: evaluation published in May."), "evaluation")
    assert (found.start, found.stop) == (11, 31)
