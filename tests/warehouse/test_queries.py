import re
import shutil
from datetime import datetime

import duckdb
import pytest

from tests.warehouse import make, more
from warehouse import migrate, queries, store

DOCS = migrate.FOLDER.parents[1] / "docs"

ASKS = {
    "initiative-timeline": {"initiative": "place budget"},
    "articles-on-theme": {"theme": "Place budgets"},
    "initiatives-in-area": {"area": "leicester"},
    "verdict-history": {"url": "lga.example/1"},
    "why-labelled": {"url": "lga.example"},
    "rule-samples": {"rule": "total-place"},
    "how-judged": {"article": "lga-a1"},
    "announcement-to-evaluation": {"first": "announced"},
    "articles-naming-area": {"area": "Kent", "days": "90"},
    "behind-theme": {"theme": "place"},
    "coverage-of-initiative": {"initiative": "harbour"},
    "open-in-area": {"area": "leicester"},
    "said-over-time": {"source": "tuc"},
    "stalled-initiatives": {"months": "1"},
    "dictionary": {"view": "stories"},
}
FIRST_COLUMNS = {
    "alerts-sent": [("pending", "new", "Place Budget Pilots")],
    "articles-on-theme": [("LGA", "Title 1", 3.0, "Text of 1.")],
    "how-judged": [("lga-a1", "Title 1", make.article(1).text, "https://lga.example/1", "council")],
    "feedback": [("anna", "noise", "Title 1", None, None, "no council", "LGA")],
    "first-seen-by": [("LGA", 1, ["Place Budget Pilots"])],
    "initiatives-in-full": [
        (make.mention().initiative_id, "Place Budget Pilots", ["Place Budget Pilots"], "pilot")
    ],
    "alerts-held": [
        ("default", "cap", "new", "New initiative: Total Place", "https://lga.example/2", None)
    ],
    "initiatives-in-area": [("Place Budget Pilots", "Leicestershire", "pilot", "pilot", 2)],
    "new-initiatives": [("Place Budget Pilots", "pilot", "pilot", ["Leicestershire"])],
    "open-deadlines": [("consultation", ["Place Budget Pilots"], "LGA", "Title 1")],
    "deadlines": [(False, "open", "consultation", "LGA", "Title 1", "https://lga.example/1")],
    "missed-deadlines": [("consultation", "LGA", "Title 1", "LGA", "https://lga.example/1")],
    "changed-deadlines": [("open", "consultation", "LGA", "Title 1", "https://lga.example/1")],
    "orphans": [],
    "problems-open": [("lga", "fetch", "timed out", 1)],
    "register": [
        (
            make.mention().initiative_id,
            "Place Budget Pilots",
            "pilot",
            "pilot",
            None,
            ["Leicestershire"],
            ["HM Treasury"],
            "LGA",
            2,
            1,
        ),
    ],
    "hints": [
        (
            "Hubs, maybe",
            "pilot",
            "pilot",
            0.3,
            "Text of 1.",
            "LGA",
            "Title 2",
            "https://lga.example/2",
        )
    ],
    "rule-samples": [
        ("Title 1", "Text", "Text of 1.", "https://lga.example/1"),
        ("Report 1", "Text", "Text of 1.", "https://lga.example/1.pdf"),
    ],
    # One article with its report; the rule that counted there has another name.
    "rule-yield": [("place-budgets", "total-place", 2, 1, 0, 1, 1)],
    "rule-precision": [("Place budgets", "a-rule", 2, 0, 0, 1, 0, "too few")],
    "rules-that-hit": [("Place budgets", "total-place", 2, 2, "text")],
    "reports": [("Report 1", None, None, None, 2, 2, 8, 0, 1, "LGA", "read", None)],
    "silence": [
        ("sponsor", "HM Treasury", 2, 1, 0, 0, 2, 0, 0, 100.0),
        ("theme", "Place budgets", 2, 1, 0, 0, 2, 0, 0, 100.0),
        ("year", "2026", 2, 1, 0, 0, 2, 0, 0, 100.0),
    ],
    "silent-reports": [("Report 1", "LGA", "workforce discussed without unions", 4)],
    "ruleset-changes": [
        ("r" * 20, "q" * 20, "Place budgets", 1, 0),
        ("r" * 20, "q" * 20, "staff", 0, 1),
    ],
    "sources-health": [
        ("lga", "LGA", "council", "england", "working", "working"),
        ("tuc", "TUC", "union", "england", "working", "working"),
    ],
    "source-changes": [("lga", "LGA", "working", "silent", "nothing new for 41 days (usually 6)")],
    "stories-widely-told": [("Title 1", 2, 2, "LGA")],
    "theme-by-nation": [("Place budgets", "england", 1)],
    "theme-precision": [("Place budgets", 2, 0, 0, 1, 0, "too few")],
    "themes-by-week": [("Place budgets", 1, 1)],
    "verdict-history": [
        (True, ["place-budgets"], ["place-budgets"], ["staff"], "r" * 20, "Title 1", "article"),
        (False, ["staff"], [], [], "q" * 20, "Title 1", "article"),
        (True, ["place-budgets"], [], [], "r" * 20, "Report 1", "report"),
    ],
    "voices-by-source": [("LGA", "council", 2, 0, 0, 2, 0, 0)],
    "who-is-behind": [("Place Budget Pilots", "funds", "HM Treasury", 2)],
    "who-is-behind-what": [
        ("HM Treasury", None, False, 1, ["funds"], ["Place Budget Pilots"], 2, 1)
    ],
    "newly-seen-bodies": [("HM Treasury", ["funds"], ["Place Budget Pilots"], "LGA", "Text of 1.")],
    "new-this-week": [],
    "told-first": [],
    "why-labelled": [
        ("Title 1", "Place budgets", "total-place", 3.0, "text", None, "Text", "Text of 1."),
        ("Report 1", "Place budgets", "total-place", 3.0, "text", 1, "Text", "Text of 1."),
    ],
    "initiative-timeline": [
        ("Place Budget Pilots", "mention", "Place Budget Pilots", "LGA", "Title 1"),
        ("Place Budget Pilots", "mention", "Place Budget Pilots", "LGA", "Report 1"),
        ("Place Budget Pilots", "stage", "pilot", "LGA", "Title 1"),
        ("Place Budget Pilots", "stage", "pilot", "LGA", "Report 1"),
        ("Place Budget Pilots", "deadline", "consultation", "LGA", "Title 1"),
    ],
}


# What the first columns of the first row are where a scheme has a life of some months.
LATER = {
    "announcement-to-evaluation": ("Harbour Purse", "pilot", 23, 23.0),
    "areas-with-most": ("Leicestershire", 1, ["Place Budget Pilots"], 2),
    "articles-naming-area": ("TUC", "union", "Title 8"),
    "behind-theme": ("HM Treasury", None, 2, ["commissions", "funds"]),
    "co-sponsors": ("HM Treasury", "Home Office", 1, ["Harbour Purse"]),
    "coverage-of-initiative": ("Harbour Purse", "government", 1, 1, 1, 0, 0),
    "dictionary": ("stories", None, None, "News, each once: the articles that tell it, and who"),
    "initiatives-by-stage": ("pilot", 2, 0, 0, 1, 0, 1, 0, 2),
    "open-in-area": ("names Leicestershire", "consultation", ["Place Budget Pilots"], "LGA"),
    "reach-of-alerts": (None, "new", "Harbour Purse", "immediate", False, 0, 0, 1, 2),
    "runs-lately": ("poll", 5.0, False, {"entries": 3}),
    "said-over-time": ("TUC", "Place budgets", 1, "Title 8", "https://tuc.example/8"),
    "silent-reports-by-body": ("HM Treasury", [], ["funds"], 1, 1, 100.0, "Report 1"),
    "sources-yield": ("DEPT", "government", 1, 1, 100.0, 0),
    "stalled-initiatives": ("Quiet Fund", "fund", "announced"),
    "themes-rising": ("Place budgets", 2, 1, 1, 100.0, 2),
    "told-before": ("Harbour Purse", "TUC", 23.0, "Title 8", "https://tuc.example/8"),
    "told-differently": (
        "Harbour Purse",
        "sites",
        "",
        "12",
        ["9"],
        ["TUC"],
        more.TEXT.split("\n")[0],
    ),
    "unions-named": ("UNISON", 1, 1, 1, 0, ["TUC"]),
}


@pytest.fixture(scope="module")
def later(filled_file, tmp_path_factory):
    """The same some months on, with a scheme that a union told of first."""
    path = tmp_path_factory.mktemp("later") / "placewatch.duckdb"
    shutil.copyfile(filled_file, path)
    with store.open_warehouse(path) as con:
        more.add(con)
    return path


def dateless(row):
    return tuple(value for value in row if not isinstance(value, datetime) and not is_day(value))


@pytest.mark.parametrize("name", sorted(set(queries.names()) - set(FIRST_COLUMNS)))
def test_every_further_query_answers_where_a_scheme_has_a_life(later, name):
    first = dateless(queries.run(later, name, ASKS.get(name)).rows[0])

    expected = LATER[name]
    if name == "dictionary":
        first = (*first[:3], first[3][: len(expected[3])])
    assert first[: len(expected)] == expected


@pytest.mark.parametrize("topic", queries.TOPICS)
def test_the_page_of_a_topic_has_each_query_with_the_columns_that_it_gives(later, topic):
    page = (DOCS / f"queries-{topic}.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"`placewatch query ([a-z-]+).*?^Columns: (.+?)$", page, re.M | re.S))

    named = [queries.load(name) for name in queries.names()]
    found = {
        query.name: queries.run(later, query.name, ASKS.get(query.name))
        for query in named
        if query.topic == topic
    }
    assert told == {
        name: ", ".join(f"`{column}`" for column in table.columns) for name, table in found.items()
    }
    assert {name for name, table in found.items() if not table.rows} == set()


def test_every_listed_query_is_a_question_and_stands_under_a_topic():
    named = [queries.load(name) for name in queries.names()]
    listed = [query for query in named if query.topic != queries.CODE]

    assert len(listed) >= 20
    assert {query.topic for query in listed} == set(queries.TOPICS)
    assert [query.name for query in named if "?" not in query.title] == []


@pytest.mark.parametrize("name", queries.names())
def test_a_parameter_is_one_thing_wherever_it_stands(name):
    query = queries.load(name)

    for one in query.parameters:
        casts = set(re.findall(rf"\${one.name}\b(?:::([A-Z]+))?", query.sql))
        assert {queries.TYPES.get(cast, "words") for cast in casts} == {one.type}, one.name


@pytest.mark.parametrize("name", FIRST_COLUMNS)
def test_every_named_query_answers_from_a_warehouse_with_a_little_of_everything(filled, name):
    table = queries.run(filled, name, ASKS.get(name))

    undated = [dateless(row) for row in table.rows]
    expected = FIRST_COLUMNS[name]
    shown = [row[: len(expected[0])] for row in undated] if expected else undated
    assert shown == expected


def is_day(value: object) -> bool:
    return type(value).__name__ == "date" or value in (20, 21)  # days left


@pytest.mark.parametrize("name", queries.names())
def test_every_named_query_has_a_title_and_declares_what_it_asks_for(name):
    query = queries.load(name)

    (statement,) = duckdb.extract_statements(query.sql)
    assert query.title
    assert statement.named_parameters == {parameter.name for parameter in query.parameters}
    assert all(parameter.meaning for parameter in query.parameters)


@pytest.mark.parametrize("name", queries.names())
def test_every_named_query_ends_in_an_order(name):
    assert queries.load(name).sql.rstrip().splitlines()[-1].startswith("ORDER BY")


@pytest.mark.parametrize(
    ("name", "params", "says"),
    [
        pytest.param("no-such", {}, "there are alerts-held, alerts-sent", id="no query"),
        pytest.param("new-initiatives", {"day": 3}, "it asks for days", id="no parameter"),
        pytest.param("initiative-timeline", {}, "write initiative=…", id="nothing given"),
        pytest.param("new-initiatives", {"days": "soon"}, "check the values", id="no number"),
    ],
)
def test_a_question_that_cannot_be_answered_says_what_helps(filled, name, params, says):
    with pytest.raises(queries.QueryError) as caught:
        queries.run(filled, name, params)

    assert says in str(caught.value)


def test_a_value_from_the_command_line_is_a_word_and_works(filled):
    assert queries.run(filled, "new-initiatives", {"days": "7"}).rows
    assert not queries.run(filled, "new-initiatives", {"days": "0"}).rows


def test_a_missing_copy_says_how_to_make_one(tmp_path):
    with pytest.raises(queries.QueryError, match="'placewatch run' publishes it"):
        queries.run(tmp_path / "none.duckdb", "problems-open")
