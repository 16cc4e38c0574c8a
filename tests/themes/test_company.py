import functools
from pathlib import Path

import pytest

from bench import given
from bench.scoring import Row
from themes.initiatives.company import BODY, PLACE

SEEDS = Path(__file__).parents[2] / "seeds"


@functools.cache
def reader() -> given.Reader:
    return given.Reader.of(SEEDS)


def row(text: str, **said: object) -> Row:
    label = {"name": "Open Door", "aliases": [], "role": "main", "areas": [], "sponsors": []}
    labels = {"new_initiative": True, "initiatives": [label | said]}
    return {"id": "one", "title": "", "text": text, "date": "2026-11-20", "labels": labels}


def said(text: str, what: str) -> tuple[str, ...]:
    ((_, mention),) = reader().tell(row(text))
    assert mention is not None
    return mention.values(what)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Open Door is paid for by Stockport council.", "Stockport council"),
        ("Swansea Bay health board launched Open Door.", "Swansea Bay health board"),
        (
            "Kent County Council runs a shop. Open Door is new. The council pays.",
            "Kent County Council",
        ),
    ],
)
def test_a_body_behind_it_is_found_however_it_is_written(text, body):
    assert said(text, "sponsor") == (body,)


def test_the_council_is_nobody_where_a_text_names_two():
    text = (
        "Kent County Council met Essex County Council. Open Door is new. The council pays for it."
    )

    offers = signs(text, "sponsor")

    assert [name for name, _ in offers] == ["Kent County Council", "Essex County Council"]


def test_a_place_that_no_list_has_is_found_after_in():
    found = [name for name, _ in signs("Open Door will run in Moston.", "area")]

    assert found == ["Moston"]


def test_the_words_around_are_signs_and_the_name_is_one_word():
    ((_, found),) = signs("Open Door is paid for by Stockport council.", "sponsor")

    assert {BODY + "b1 by", BODY + "a1 (end)", BODY + "after the name"} <= found.keys()
    assert not [sign for sign in found if "door" in sign]
    ((_, found),) = signs("Open Door begins in Hull.", "area")
    assert {PLACE + "b1 in", PLACE + "told"} <= found.keys()


def signs(text: str, what: str) -> list[tuple[str, dict[str, float]]]:
    teller, found = reader().given(row(text))
    schemes = [one for one in found if one]
    abouts = teller.sentences(schemes[0], schemes, is_main=True)
    offers = teller.company.offers(abouts, 1)
    return [(one.name, one.signs) for one in offers if one.what == what]


def test_names_that_are_given_hide_no_fault():
    text = "Open Door was scrapped in Hull. Essex County Council runs it."
    figures = given.measure([row(text, stage="closed", areas=["Hull", "Kent"])], reader())

    assert figures.stages == {("closed", "closed"): 1}
    assert (figures.areas.found.right, figures.areas.found.whole) == (1, 2)
    assert figures.sponsors.right.right == 0
    assert figures.sponsors.right.whole == 1
