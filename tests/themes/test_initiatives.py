from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from records import Document, Verdict
from themes.initiatives import named, news, organisations, places, register, weights
from themes.initiatives.names import initiative_id
from themes.initiatives.register import Register

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
KNOWN = register.load(SEEDS / "initiatives.yaml")
GAZETTEER = places.load(SEEDS / "areas.yaml")
BODIES = organisations.load(SEEDS / "organisations.yaml")
SIGNS = weights.load(SEEDS / "namings.tsv")
NEWS = news.load(SEEDS / "news.tsv")
EMPTY = Register(())

# A post with the difficulties of a real one: the name is praised, mocked and explained far apart,
# a course, a report, schools of government and a linked paper stand around it, and two
# paragraphs name different bodies as the one that asked for the work.
BLOG = "\n\n".join(
    (
        "Monday, 6 April 2009",
        "I have put off writing about “Common Purse” since the conference in Hull",
        "Over biscuits in a country house somebody is planning to lose our members their jobs.",
        '"Common Purse" - the plan to make one budget of twenty - was set out in a report from '
        "something called the Fulmer Institute.",
        'According to the Whitehall School of Government, "the paper, ordered by the Whitehall '
        "School of Government and the Civic Leaders Alliance, was written by two professors from "
        'Trent Business School".',
        "Trent claims the credit. Its Centre for Public Management trains managers in Norfolk;",
        '"Norfolk and its neighbours have asked us to run a Certificate in Place Leadership for '
        'thirty of them. This programme starts in May and has five modules of two days."',
        "\"Norfolk is also one of the Treasury's 9 pilot areas for the Common Purse programme "
        'announced in the autumn. It will let the county follow all public money".',
        'The report itself ("All in One Pocket") does not once say trade union. We must keep an '
        "eye on the Common Purse pilots. The Common Purse website has no room for comments.",
        "Posted by the branch secretary",
    )
)


def document(text: str, title: str = "", year: int | None = None) -> Document:
    return Document(
        document_id="d",
        kind="article",
        title=title,
        text=text,
        source_kind="union",
        published_at=datetime(year, 4, 6, tzinfo=UTC) if year else None,
    )


def verdict(is_relevant: bool, is_out: bool = False) -> Verdict:
    return Verdict(
        document_id="d",
        ruleset="",
        is_relevant=is_relevant,
        scores=(),
        hits=(),
        scope="",
        is_out=is_out,
    )


def look(text, title="", year=None, known=KNOWN, is_relevant=True, is_out=False):
    told, said = document(text, title, year), verdict(is_relevant, is_out)
    return named.find(told, known, GAZETTEER, BODIES, SIGNS, NEWS, said)


def find(*args, **kwargs):
    return look(*args, **kwargs).mentions


def names(*args, **kwargs):
    return [mention.name for mention in find(*args, **kwargs)]


def test_a_scheme_on_no_list_is_found_in_a_blog_with_where_who_and_how_many():
    mention, *_ = find(BLOG, title="A purse with a hole", year=2009, known=EMPTY)

    assert (mention.name, mention.stage) == ("Common Purse", "pilot")
    assert (mention.is_main, mention.is_live) == (True, True)
    assert "Norfolk" in mention.values("area")
    assert mention.values("sites") == ("9",)
    assert mention.values("report") == ("All in One Pocket",)
    assert {
        "Fulmer Institute",
        "Whitehall School of Government",
        "Civic Leaders Alliance",
        "Trent Business School",
        "HM Treasury",
    } <= set(mention.values("sponsor"))


def test_claims_that_contradict_stand_side_by_side():
    text = (
        "The Open Purse pilots begin in Hull. They were commissioned by the Cabinet Office. "
        "No, says the chair: Open Purse was commissioned by the Home Office."
    )
    (mention,) = find(text)

    asked = [claim.value for claim in mention.claims if claim.role == "commissions"]
    assert asked == ["Cabinet Office", "Home Office"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "Harbour Pathfinders",
            "Five councils have been chosen as Harbour Pathfinders.",
            id="a strong last word",
        ),
        pytest.param(
            "Open Purse",
            "Nurses in Leeds have joined the Open Purse programme.",
            id="a lower-case head",
        ),
        pytest.param("First Knock", "The council set up a scheme called First Knock.", id="called"),
        pytest.param(
            "Next Desk",
            "Since the report staff whom councils let go are seen first by something called Next "
            "Desk. Ministers fund the pilot in Kent.",
            id="something called",
        ),
        pytest.param(
            "Patch",
            "Two councils will pilot one team. The scheme, known as Patch, was agreed.",
            id="known as",
        ),
        pytest.param(
            "One Desk",
            "Planners will sit together under the One Desk banner.",
            id="a banner",
        ),
        pytest.param(
            "Commission on Night Work",
            "A Commission on Night Work was set up by two councils.",
            id="head first",
        ),
        pytest.param(
            "Community Housing Accelerator",
            "Councils may bid for the Community Housing Accelerator (CHA).",
            id="initials in brackets",
        ),
        pytest.param(
            "Ask, Listen, Act",
            "Residents and staff plan services together under Ask, Listen, Act, the county's new "
            "approach to social care. Four councils will try Ask, Listen, Act first.",
            id="a name with commas",
        ),
        pytest.param(
            "Doorstep Health", "Wave two of Doorstep Health has begun.", id="a second wave"
        ),
        pytest.param(
            "Open Contracts (Wales) Bill",
            "The Open Contracts (Wales) Bill had its first reading.",
            id="a bill with brackets",
        ),
    ],
)
def test_a_new_name_is_told_by_the_words_around_it(name, text):
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The reform programme has a pilot in every county.", id="no name"),
        pytest.param("A report called Nobody's Job was published today.", id="a report"),
        pytest.param("Staff may join the Leading Places course in May.", id="a course"),
        pytest.param("A team won the Better Together Award for nurses.", id="a prize"),
        pytest.param("The Future of Places Conference heard two ministers.", id="an event"),
        pytest.param("The council named Priya Nathan as Director of Reform.", id="a person"),
        pytest.param("The Sunningdale Institute set up a seminar for leaders.", id="a body"),
        pytest.param("Leeds Teaching Hospitals launched talks with unions.", id="a trust"),
        pytest.param("Budget 2025 announced cuts to departments.", id="a budget"),
        pytest.param("Ohio launched its Joined Places Program in Columbus.", id="abroad"),
        pytest.param("The council sold the Beacon Centre on Station Road.", id="a building"),
        pytest.param("Under Section 75 councils may pool budgets.", id="a law"),
        pytest.param("Pupils in the five pilot schools sat their GCSEs in May.", id="exams"),
    ],
)
def test_other_names_are_left_alone(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Written Statement: Next steps for councils", "Councils will hear from me in May."),
        ("", "The committee noted the Forward Plan, and the council will begin in June."),
        ("", "Under Recommendation 2 councils would begin to publish what they pay."),
    ],
)
def test_parts_of_papers_are_no_schemes(title, text):
    assert names(text, title=title) == []


def test_one_scheme_is_one_mention_whether_its_name_is_cut_short_or_not():
    text = (
        "Six charities will become Clean Slate accelerators. Clean Slate pays for advice. "
        "The accelerators start in May."
    )
    (mention,) = find(text)

    assert mention.name.startswith("Clean Slate")


def test_a_known_scheme_keeps_its_name_and_its_id():
    (mention,) = find("Durham is one of thirteen Total Place pilots, says the Treasury.")

    assert mention.initiative_id == initiative_id("Total Place")
    assert (mention.name, mention.confidence, mention.stage) == ("Total Place", 1.0, "pilot")


def test_a_new_name_that_the_register_has_under_another_form_is_known():
    (mention,) = find("Ministers launched a scheme called Total-Place in Kent.")

    assert mention.initiative_id == initiative_id("Total Place")


def test_a_scheme_named_by_the_way_is_not_what_the_text_is_about():
    text = (
        "Cleaners at nine schools may be moved to a private firm. "
        "UNISON points to schemes such as the Clean Hands Charter in Leeds. "
        "The schools say that nothing has been decided."
    )
    (mention,) = find(text)

    assert (mention.name, mention.is_main, mention.is_live) == ("Clean Hands Charter", False, False)


def test_a_text_that_looks_back_is_no_news():
    text = "In 2003 the Open Purse pilots began in Kent. A former manager looks back on them."
    (mention,) = find(text, year=2024)

    assert mention.is_live is False


@given(
    some.lists(
        some.sampled_from(
            [
                "Open Purse",
                "the Treasury",
                "Kent",
                "pilots",
                "“",
                "”",
                "announced",
                "(OP)",
                ", ",
                ". ",
                "\n\n",
                "Total Place",
                "’s",
                "\u00ad",
                "İ",
                "12 areas",
                "£5m",
            ]
        ),
        max_size=40,
    ).map(" ".join)
)
@settings(max_examples=150, deadline=None)
def test_every_quote_is_exactly_what_stands_at_its_offsets(text):
    found = document(text, title="Open Purse pilots in Kent")

    told = named.find(found, KNOWN, GAZETTEER, BODIES, SIGNS, NEWS, verdict(True))

    for mention in (*told.mentions, *([told.hint] if told.hint else [])):
        field = found.title if mention.field == "title" else found.text
        assert 0 <= mention.start < mention.stop <= len(field)
        assert mention.quote in field
        for claim in mention.claims:
            where = found.title if claim.field == "title" else found.text
            assert where[claim.start : claim.stop] == claim.quote
