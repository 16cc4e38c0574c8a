"""Who is behind a scheme, where it is, what it costs: sentences, and the labelled texts."""

import pytest

from bench import behind
from records import Document, Mention
from themes.initiatives import amounts, people, sponsors
from themes.initiatives.register import Register
from themes.initiatives.scenery import Scenery
from themes.initiatives.stages import About
from themes.text.fields import field

JUDGE = behind.Judge()


def mention(text: str, name: str = "Long Table", title: str = "News") -> Mention:
    scheme = {"name": name, "aliases": []}
    known = Register([behind.initiative(scheme)])
    document = Document(
        document_id="d1",
        kind="article",
        title=title,
        text=text,
        source_kind="union",
        published_at=None,
    )
    return next(one for one in JUDGE.find(document, known) if one.name == name)


def roles(text: str) -> list[tuple[str, str]]:
    read = (field("title", ""), field("text", text))
    scenery = Scenery.of(read, JUDGE.gazetteer, JUDGE.bodies)
    about = About(read[1], 0, 0, len(text), True)
    bodies = scenery.bodies_by.get(("text", 0), [])
    return [(one.name, one.role) for one in sponsors.find(about, bodies) if one.role]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was commissioned by the Home Office.", [("Home Office", "commissions")]),
        ("The Home Office ordered it.", [("Home Office", "commissions")]),
        (
            "It is run by Livewell Partnership on behalf of Fife Council.",
            [("Livewell Partnership", "delivers"), ("Fife Council", "commissions")],
        ),
        ("It has £3.1m from NHS England.", [("NHS England", "funds")]),
        (
            "The Home Office and Bury Council share the cost.",
            [("Home Office", "funds"), ("Bury Council", "funds")],
        ),
        ("A paper by the Tolland Institute began it.", [("Tolland Institute", "writes")]),
        (
            "Researchers at the University of Uist will judge it.",
            [("University of Uist", "evaluates")],
        ),
        ("It was backed by the King's Fund.", [("King's Fund", "backs")]),
        ("Tarn Advisory Ltd won the contract.", [("Tarn Advisory Ltd", "delivers")]),
        (
            "A contract was awarded to Brightwater LLP for it.",
            [("Brightwater LLP", "delivers")],
        ),
        (
            "It was signed on Friday by employers, two colleges and the Welsh Government.",
            [("Welsh Government", "delivers")],
        ),
        ("The Treasury's pilots are late.", [("HM Treasury", "delivers")]),
        ("The Confederation of British Industry opposes it.", []),
        ("GMB said that nobody had asked.", []),
        ("Nurses get NHS pay.", []),
    ],
)
def test_the_words_around_a_body_say_what_it_does(text, expected):
    assert roles(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the care minister Anna Feld said", [("Anna Feld", "care minister")]),
        ("the Chancellor, Ruth Amory, signed", [("Ruth Amory", "Chancellor")]),
        (
            "Simon Hart, chief executive of the trust, agreed",
            [("Simon Hart", "chief executive of the trust")],
        ),
        (
            "by Professors Jane Coyle and Mark Aston",
            [("Jane Coyle", "Professors"), ("Mark Aston", "Professors")],
        ),
        (
            "Police and crime commissioner Gita Rao set it up",
            [("Gita Rao", "Police and crime commissioner")],
        ),
        ("Its secretary is Carl Boyd.", [("Carl Boyd", "secretary")]),
        ("Sir Ian Blake, a former minister, called it timid", []),
        ("GMB organiser Ros Tyne wants it back", []),
        ("the Civil Service College chair", []),
        ("the Fair Growth Plans, written by each mayor", []),
    ],
)
def test_people_are_named_with_their_office(text, expected):
    assert [(one.name, one.office) for one in people.find(text)] == expected


def test_a_place_before_a_name_is_the_office_of_it():
    text = "Mayor of the Tees Valley Rob Lind launched it"
    start = text.index("Tees Valley")

    found = list(people.find(text, [(start, start + len("Tees Valley"))]))

    assert [(one.name, one.office) for one in found] == [("Rob Lind", "Mayor of the Tees Valley")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It costs £1.3 million a year.", ["£1.3 million a year"]),
        ("£18m over five years, then €2bn", ["£18m over five years", "€2bn"]),
        ("between £50,000 and £120,000", ["£50,000", "£120,000"]),
        ("13 pounds of flesh, 4m euros", ["13 pounds", "4m euros"]),
        ("worth 300 families", []),
    ],
)
def test_sums_come_with_currency_and_period(text, expected):
    assert [value for value, _, _ in amounts.money(text)] == expected


def test_lists_under_a_sentence_are_areas_and_a_speaker_is_not():
    one = mention(
        "The first twelve Long Table hubs have been named:\n"
        "• Oldham\n• Bury\n• Kent County Council\n"
        "Speaking in Leeds, the care minister Anna Feld said that more would follow."
    )

    assert one.values("area") == ("Oldham", "Bury", "Kent")
    assert one.values("sites") == ("12",)
    assert one.values("person") == ("Anna Feld",)


def test_a_text_goes_on_about_the_scheme_that_its_title_names():
    one = mention("Sites are live in Bradford and Calderdale.", title="Programme lead, Long Table")

    assert one.values("area") == ("Bradford", "Calderdale")


def test_two_sets_of_commissioners_stand_side_by_side():
    one = mention(
        "The report on Long Table was commissioned by the School of Civic Leadership and the "
        "Public Leaders Alliance. It goes back to another report on Long Table, commissioned by "
        "the Corvine Institute and the School of Civic Leadership."
    )

    claims = [claim for claim in one.claims if claim.role == "commissions"]
    assert [claim.value for claim in claims] == [
        "School of Civic Leadership",
        "Public Leaders Alliance",
        "Corvine Institute",
        "School of Civic Leadership",
    ]
    assert all(claim.quote in claim.value for claim in claims)


def test_every_quote_stands_where_it_says():
    for row in behind.rows():
        one = mention(row["text"], row["name"], row["title"])
        for claim in one.claims:
            text = row["title"] if claim.field == "title" else row["text"]
            assert text[claim.start : claim.stop] == claim.quote


@pytest.mark.parametrize("is_odd", [True, False], ids=["odd, tuned on", "even"])
def test_who_is_behind_it_is_found_as_often_as_we_say(is_odd):
    figures = behind.measure(behind.half(behind.rows(), is_odd), JUDGE)

    assert figures.unnamed == 0
    assert figures.areas.recall >= 0.97
    assert figures.areas.precision >= 0.93
    assert figures.sponsors.recall >= 0.94
    assert figures.sponsors.precision >= 0.92
    assert figures.role_share >= 0.92
    for count in (figures.people, figures.sites, figures.money):
        assert min(count.recall, count.precision) >= 0.85


def test_the_department_is_the_only_one_that_a_text_names():
    text = (
        "The Department for Lost Causes wants results quickly. "
        "The department announced the Long Table in Kent today."
    )

    assert mention(text).values("sponsor") == ("Department for Lost Causes",)
    two = "The Department for Lost Causes met the Department of Quiet Things on Monday. "
    assert mention(two + text.partition(". ")[2]).values("sponsor") == ()
