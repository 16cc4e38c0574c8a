"""What analysts see of the warehouse as a whole: that it is told, what joins it, what is drawn."""

import re
import shutil

import pytest

from bench import entities
from tests.warehouse import make, more
from warehouse import articles, decisions, entries, hits, migrate, queries, store

PUBLIC = {  # names that stay
    "alerts", "articles", "deadlines", "initiative_timeline", "initiatives", "mentions",
    "organisations", "problems", "runs", "sources", "stories", "themes_by_article", "voice",
}  # fmt: skip
EMPTY = {"the", "a", "an", "of", "its", "it", "is", "was", "are", "in", "on", "at", "and", "or",
         "when", "where", "by", "for", "to"}  # fmt: skip
DOCS = migrate.FOLDER.parents[1] / "docs"


@pytest.fixture(scope="module")
def later(filled_file, tmp_path_factory):
    """A warehouse with a little of everything, and a scheme with a life of some months."""
    path = tmp_path_factory.mktemp("later") / "placewatch.duckdb"
    shutil.copyfile(filled_file, path)
    with store.open_warehouse(path) as con:
        more.add(con)
    with store.open_warehouse(path, read_only=True) as con:
        yield con


def rows(con, sql):
    return con.execute(sql).fetchall()


def test_the_names_that_stay_are_there(later):
    found = {row[0] for row in queries.ask(later, "dictionary").rows}

    assert PUBLIC - found == set()


def test_every_view_and_table_and_each_of_its_columns_is_explained(later):
    told = queries.ask(later, "dictionary", {"inside": "true"}).rows
    counted = rows(
        later,
        """
        SELECT (SELECT count(*) FROM duckdb_columns() WHERE NOT internal
                AND database_name = current_database())
             + (SELECT count(*) FROM duckdb_views() WHERE NOT internal
                AND database_name = current_database())
             + (SELECT count(*) FROM duckdb_tables() WHERE database_name = current_database())
        """,
    )

    assert [(len(told),)] == counted
    assert [row[:2] for row in told if is_empty(row[1] or row[0], row[3])] == []


def is_empty(name, meaning):
    """Whether a comment says nothing but the name again."""
    said = set(re.findall(r"[a-z0-9]+", (meaning or "").lower()))
    return not said - set(re.split(r"[._]", name)) - EMPTY


@pytest.mark.parametrize("join", entities.JOINS, ids=lambda join: f"{join.view}.{join.column}")
def test_every_id_that_joins_finds_its_row_and_finds_it_once(later, join):
    lost = f"""
        SELECT {join.column} FROM {join.view} WHERE {join.column} IS NOT NULL
        EXCEPT SELECT {join.key} FROM {join.to}
    """
    doubled = f"SELECT {join.key} FROM {join.to} GROUP BY ALL HAVING count(*) > 1"
    used = f"SELECT count({join.column}) > 0 FROM {join.view}"

    assert rows(later, lost) == []
    assert rows(later, doubled) == []
    assert rows(later, used) == [(True,)]


def test_the_picture_and_the_joins_of_the_docs_are_those_of_the_schema(later):
    """Written by: python -m bench.entities."""
    page = (DOCS / "queries.md").read_text(encoding="utf-8")

    assert entities.PICTURE.read_text(encoding="utf-8") == entities.picture(later)
    assert entities.MARK.findall(page) == [entities.mermaid()]
    assert PUBLIC - {box.view for box in entities.BOXES} == set()


def test_the_examples_of_the_page_of_views_answer(later):
    page = (DOCS / "queries.md").read_text(encoding="utf-8")
    (examples,) = re.findall(r"```sql\n(.*?)```", page, re.DOTALL)

    asked = [part for part in examples.split(";") if part.strip()]
    assert [bool(rows(later, part)) for part in asked] == [True, True, True]


def test_a_body_is_one_row_with_how_often_it_has_which_role(later):
    told = rows(
        later,
        """
        SELECT organisation_id, name, is_known, initiatives, roles, commissions, funds, which
        FROM organisations WHERE name = 'HM Treasury'
        """,
    )
    parts = rows(
        later,
        """
        SELECT initiative, role, documents, is_seeded FROM organisation_roles
        WHERE organisation_id = 'hm-treasury' ORDER BY ALL
        """,
    )

    names = ["Harbour Purse", "Place Budget Pilots"]
    assert told == [("hm-treasury", "HM Treasury", False, 2, ["commissions", "funds"], 1, 1, names)]
    assert parts == [
        ("Harbour Purse", "commissions", 1, False),
        ("Place Budget Pilots", "funds", 2, False),
    ]


def test_a_story_is_one_row_and_so_is_a_theme_of_an_article(later):
    assert rows(later, "SELECT title, articles, sources, told_by FROM stories ORDER BY 2 DESC") == [
        ("Title 1", 2, 2, ["LGA", "TUC"]),
        ("Title 2", 1, 1, ["LGA"]),
    ]
    by_article = "FROM themes_by_article WHERE article_id = 'lga-a1'"
    assert rows(later, f"SELECT theme, document_id {by_article}") == [("Place budgets", "lga-a1")]
    by_document = (
        "SELECT document_id FROM themes_by_document WHERE article_id = 'lga-a1' ORDER BY 1"
    )
    assert rows(later, by_document) == [("lga-a1",), ("report-1",)]


def test_a_text_that_went_back_and_was_then_touched_up_shows_the_verdict_of_what_was_judged(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    first = make.article(1)
    edited = make.article(1, text="Edited.")
    touched = make.article(1, text="Text of 1.\nSecond paragraph. 2 comments.")
    none = make.verdict(is_relevant=False, scores=(), hits=())
    articles.add_articles(con, [first], make.NOW)
    hits.add_verdicts(con, [make.verdict()], make.NOW, digests={"lga-a1": first.digest})
    articles.add_articles(con, [edited], make.NOW)
    hits.add_verdicts(con, [none], make.NOW, digests={"lga-a1": edited.digest})
    articles.add_articles(con, [first], make.NOW)
    articles.add_articles(con, [touched], make.NOW, minor={"lga-a1"})

    assert rows(con, "SELECT is_relevant FROM articles") == [(True,)]
    assert rows(con, "SELECT title, is_current FROM verdict_history ORDER BY verdict_id") == [
        ("Title 1", True),
        ("Title 1", False),
    ]
    assert queries.ask(con, "orphans").rows == ()


def test_an_initiative_that_was_refused_stands_beside_no_call(path, later):
    source = rows(later, "SELECT path FROM duckdb_databases() WHERE path IS NOT NULL")[0][0]
    path.parent.mkdir()
    shutil.copyfile(source, path)
    with store.open_warehouse(path) as con:
        before = rows(con, "SELECT initiatives FROM calls WHERE state = 'open'")
        refused = make.mention().initiative_id
        decisions.refuse(con, refused, decisions.By(who="ann", at=make.NOW))
        after = rows(con, "SELECT initiatives FROM calls WHERE state = 'open'")

    assert (before, after) == ([(["Place Budget Pilots"],)], [([],)])
