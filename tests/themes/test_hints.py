"""What a document seems to report, under a name too unsure to be told."""

from dataclasses import replace

import pytest

from records import Document, Verdict
from tests.themes.test_initiatives import BODIES, EMPTY, GAZETTEER, NEWS, SIGNS
from themes import reading
from themes.initiatives import named

TEXT = (
    "Leicestershire County Council today announced Open Purse, a pilot programme that will bring "
    "together the budgets of the council, the police and the NHS from April.\n"
    "Open Purse will run in twelve pilot areas for two years, the council said."
)
STRICT = replace(SIGNS, enough=0.999, enough_elsewhere=0.999)  # nothing is sure enough
BLIND = replace(STRICT, bias=-30.0)  # nothing is likely at all


def look(signs=SIGNS, text=TEXT, title="A new way to pay", *, is_relevant=True):
    document = Document(
        document_id="d", kind="article", title=title, text=text, source_kind="", published_at=None
    )
    verdict = Verdict(
        document_id="d", ruleset="", is_relevant=is_relevant, scores=(), hits=(), scope=""
    )
    return named.find(document, EMPTY, GAZETTEER, BODIES, signs, NEWS, verdict)


def read(found):
    document = Document(
        document_id="d", kind="article", title="", text="", source_kind="", published_at=None
    )
    return reading.Reading(
        document=document,
        verdict=None,
        mentions=found.mentions,
        voice=None,
        deadlines=(),
        mentions_unions=False,
        hint=found.hint,
    )


def test_a_name_too_unsure_to_be_told_is_a_hint_with_its_proof():
    found = look(STRICT)

    assert found.mentions == ()
    assert (found.hint.name, found.hint.stage) == ("Open Purse", "pilot")
    assert TEXT[found.hint.start : found.hint.stop] == "Open Purse"
    assert found.hint.quote in TEXT
    assert 0.25 <= found.hint.confidence <= 1


def test_a_text_that_reports_a_scheme_for_sure_has_no_hint():
    found = look()

    assert [one.name for one in found.mentions] == ["Open Purse"]
    assert found.hint is None


@pytest.mark.parametrize(
    ("signs", "is_relevant"),
    [pytest.param(STRICT, False, id="on no theme"), pytest.param(BLIND, True, id="no likely name")],
)
def test_nothing_is_hinted(signs, is_relevant):
    found = look(signs, is_relevant=is_relevant)

    assert (found.mentions, found.hint) == ((), None)


def test_what_is_long_over_or_named_by_the_way_is_no_hint():
    over = "Open Purse, the pilot programme of 1998, was closed down long ago and is history."

    assert look(STRICT, over, "Lessons of the nineties").hint is None


@pytest.mark.parametrize(("signs", "is_news"), [(SIGNS, True), (STRICT, True), (BLIND, False)])
def test_a_document_is_news_be_the_name_sure_or_not(signs, is_news):
    assert read(look(signs)).is_news is is_news
