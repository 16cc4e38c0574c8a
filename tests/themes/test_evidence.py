from datetime import UTC, datetime

import pytest

from themes.initiatives import aboutness
from themes.initiatives.aboutness import Named
from themes.initiatives.evidence import Evidence, opening
from themes.text.fields import Field, Span, field

TODAY = datetime(2026, 11, 20, tzinfo=UTC)


def named(name: str, *fields: Field) -> Named:
    one = Named(name, None, 0.8, ())
    size = len(name.split())
    for read in fields:
        words = read.read.words
        one.spans += [
            Span(read, at, at + size)
            for at in range(len(words))
            if words[at : at + size] == name.lower().split()
        ]
    return one


def signs(text: str, *names: str, title: str = "") -> dict[str, float]:
    fields = field("title", title), field("text", text)
    found = [named(name, *fields) for name in names]
    abouts = aboutness.sentences(found[0], found, fields[0], is_main=True)
    return Evidence(TODAY, True).signs(found[0], found, abouts)


@pytest.mark.parametrize(
    ("sign", "text"),
    [
        pytest.param("near: ended", "Ministers have scrapped Open Door.", id="in its sentence"),
        pytest.param("far: ended", "Open Door is dear. It was scrapped.", id="beside it"),
        pytest.param("before: ended", "They scrapped Open Door.", id="right before"),
        pytest.param("near: ended, has been", "They have scrapped Open Door.", id="in a tense"),
        pytest.param("near: ended, not", "Open Door was never scrapped.", id="denied"),
        pytest.param("year: long ago", "Open Door began in 2009.", id="an old year"),
        pytest.param("year: to come", "Open Door begins in 2027.", id="a year to come"),
        pytest.param("by the way", "Councils have schemes such as Open Door.", id="by the way"),
        pytest.param("the only scheme", "Open Door begins.", id="alone"),
        pytest.param("sentence: 2", "It rains. Open Door begins.", id="second sentence"),
    ],
)
def test_a_sign_is_there(sign, text):
    assert sign in signs(text, "Open Door")


def test_a_text_opens_with_its_title_and_its_first_words():
    read = field("title", "Open Door"), field("text", "Doors open. " * 150 + "It rains.")

    assert opening(*read) == {"open", "door", "doors"}


def test_phrases_inside_the_name_are_no_signs():
    found = signs("Trial Homes is a list.", "Trial Homes")

    assert not [sign for sign in found if "running" in sign]


def test_another_scheme_in_the_title_speaks_against():
    found = signs(
        "Open Door helps. Last Call has begun.", "Open Door", "Last Call", title="Last Call"
    )

    assert (found["other in the title"], "named first" in found) == (1.0, False)
