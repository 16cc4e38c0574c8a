import pytest

from records import Document
from tests.themes.small import THEME, seeds
from themes.matching import nearly
from themes.rules import load

MORE = """    unless: [car, cars]
    none: [zebra*]
    all: [money]
"""


def document(text: str, title: str = "", **changes: str) -> Document:
    given = {"document_id": "d", "kind": "article", "source_kind": "union", "published_at": None}
    return Document(title=title, text=text, **{**given, **changes})


def stopped(tmp_path, theme: str, told: Document) -> list[tuple[str, str, str]]:
    ruleset = load.ruleset(seeds(tmp_path, pots=theme))
    return [(one.why, one.quote, one.says) for one in nearly.stopped(told, ruleset)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("The council pools money in funds.", [], id="it hits"),
        pytest.param(
            "The club pools money in funds.",
            [
                (
                    "near",
                    "pools money in funds",
                    "what it asks for does not stand near: in its sentence",
                )
            ],
            id="no neighbour",
        ),
        pytest.param(
            "The council pools money in funds for Cars.",
            [("unless", "pools money in funds", "cancelled by “Cars” in its sentence")],
            id="cancelled",
        ),
        pytest.param(
            "A zebra. The council pools money in funds.",
            [("none", "pools money in funds", "banned by “zebra”")],
            id="banned",
        ),
        pytest.param(
            "The council pools its funds.",
            [
                (
                    "all",
                    "pools its funds",
                    "not everything that it asks for stands somewhere in the text",
                )
            ],
            id="something is missing",
        ),
        pytest.param("The club pools money in funds for cars.", [], id="two things stop it"),
        pytest.param("The council counts money.", [], id="its phrase does not stand there"),
    ],
)
def test_a_rule_that_one_condition_stops_is_told_with_that_condition(tmp_path, text, found):
    theme = THEME.replace("    weight: 2\n", "    weight: 2\n" + MORE)
    theme = theme.replace("The council pools its budgets.", "The council pools money in funds.")

    assert stopped(tmp_path, theme, document(text)) == found


def test_a_rule_for_titles_nearly_hits_a_text(tmp_path):
    theme = THEME.replace("    weight: 2\n", "    weight: 2\n    field: title\n")
    text = "The council pools its budgets."

    assert stopped(tmp_path, theme, document(text)) == [
        ("field", "pools its budgets", "it looks at the title alone")
    ]


def test_a_rule_for_other_publishers_says_whom_it_reads(tmp_path):
    theme = THEME.replace("    weight: 2\n", "    weight: 2\n    source_kinds: [council]\n")

    assert stopped(tmp_path, theme, document("The council pools its budgets.")) == [
        ("source_kinds", "pools its budgets", "it reads publishers of other kinds: council")
    ]
