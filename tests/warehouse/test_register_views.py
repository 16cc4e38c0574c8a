"""What analysts see of the life of an initiative, and of who is behind it."""

import re
import shutil

import pytest

from records import STEPS
from tests.warehouse import make, scheme
from warehouse import decisions, initiatives, lives, migrate, queries, seeded, store
from warehouse.decisions import By

ANN = By(who="ann", at=make.NOW)
TOLD = "The department announced the Shire Purse, and asks for views."


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The file of a warehouse that knows one scheme from three documents, and an old one."""
    path = tmp_path_factory.mktemp("told") / "placewatch.duckdb"
    with store.open_warehouse(path) as con:
        scheme.fill(con)
    return path


@pytest.fixture(scope="module")
def seen(told):
    """The same, to be read alone."""
    with store.open_warehouse(told, read_only=True) as con:
        yield con


@pytest.fixture
def con(path, told):
    """A copy that may be written to."""
    path.parent.mkdir()
    shutil.copyfile(told, path)
    with store.open_warehouse(path) as con:
        yield con


def rows(con, sql):
    return con.execute(sql).fetchall()


def test_the_steps_of_a_life_are_those_that_all_rooms_know(seen):
    assert rows(seen, "SELECT step, stage FROM store.steps ORDER BY place") == list(STEPS.items())


def test_a_life_has_each_step_with_its_sentence_and_who_said_so(seen):
    told = rows(
        seen,
        f"""
        SELECT said_at, stage, step, quote, source, is_seeded FROM stages
        WHERE initiative_id = '{scheme.ID}' ORDER BY said_at, step
        """,
    )

    assert told == [
        (scheme.day(10), "announced", "announced", TOLD, "DEPT", False),
        (scheme.day(10), "consultation", "consultation open", TOLD, "DEPT", False),
        (scheme.day(8.5), "announced", None, scheme.SECOND.split("\n")[0], "LGA", False),
        (scheme.day(3), "pilot", "sites named", "Sites for the Shire Purse are named: Kent and "
         "Devon.", "TUC", False),
    ]  # fmt: skip
    assert rows(seen, "SELECT stage, quote, source FROM stages WHERE is_seeded") == [
        ("closed", "", None)
    ]


def test_where_it_is_says_who_said_so_first_and_what_the_seeds_knew(seen):
    told = rows(
        seen,
        """
        SELECT initiative, area, documents, quote, source, url, is_seeded FROM initiative_areas
        ORDER BY initiative, area
        """,
    )

    kent = "Kent and Durham will take part, with £12 million."
    assert told == [
        ("County Pot", "Kent", 1, scheme.OLD, "LGA", "https://lga.example/4", False),
        ("Shire Purse", "Devon", 1, "Sites for the Shire Purse are named: Kent and Devon.", "TUC",
         "https://tuc.example/3", False),
        ("Shire Purse", "Durham", 1, kent, "DEPT", "https://dept.example/1", False),
        ("Shire Purse", "Kent", 2, kent, "DEPT", "https://dept.example/1", False),
        ("Total Place", "Kent", 0, None, None, "https://old.example/place", True),
    ]  # fmt: skip


def test_the_sentence_of_a_claim_stands_in_the_text_that_was_judged(con):
    con.execute("UPDATE store.article_versions SET text = 'Other.' WHERE article_id = 'lga-a2'")

    assert rows(con, "SELECT value, quote FROM initiative_figures ORDER BY ALL") == [
        ("12", "Twelve areas were named, said Ann Example."),
        ("9", "Nine areas"),
        ("£12 million", "Kent and Durham will take part, with £12 million."),
    ]


def test_bodies_are_known_by_any_of_their_names_or_newly_seen(seen):
    told = rows(
        seen,
        """
        SELECT name, is_known, initiatives, seeded_initiatives, roles, which
        FROM organisations WHERE len(which) > 0 ORDER BY name
        """,
    )
    new = rows(seen, "SELECT body, first_source, quote, roles FROM newly_seen_bodies ORDER BY body")

    assert told == [
        ("HM Treasury", True, 2, 1, ["commissions", "writes"],
         ["County Pot", "Shire Purse", "Total Place"]),
        ("Home Office", True, 1, 0, ["commissions"], ["Shire Purse"]),
        ("Local Government Trust", False, 1, 0, ["commissions"], ["Shire Purse"]),
        ("Rochdale Trust", False, 1, 0, ["writes"], ["Shire Purse"]),
    ]  # fmt: skip
    assert new == [
        ("Local Government Trust", "LGA", scheme.SECOND.split("\n")[0], ["commissions"]),
        ("Rochdale Trust", "TUC", "Rochdale Trust wrote the report.", ["writes"]),
    ]


def test_bodies_behind_the_same_initiatives_are_pairs_once(seen):
    told = rows(
        seen, "SELECT body, other_body, initiatives, which FROM co_sponsors ORDER BY ALL LIMIT 2"
    )

    assert told == [
        ("HM Treasury", "Home Office", 1, ["Shire Purse"]),
        ("HM Treasury", "Local Government Trust", 1, ["Shire Purse"]),
    ]
    assert rows(seen, "SELECT count(*) FROM co_sponsors") == [(6,)]


def test_what_no_document_says_together_stands_side_by_side(seen):
    told = rows(
        seen, "SELECT what, value, others, told_by FROM contradictions ORDER BY what, value"
    )

    assert told == [
        ("sites", "12", ["9"], ["DEPT"]),
        ("sites", "9", ["12"], ["LGA"]),
        ("sponsor", "HM Treasury", ["Local Government Trust"], ["DEPT"]),
        ("sponsor", "Home Office", ["Local Government Trust"], ["DEPT"]),
        ("sponsor", "Local Government Trust", ["HM Treasury", "Home Office"], ["LGA"]),
    ]


def test_two_sentences_of_one_document_may_name_different_commissioners(con):
    text = "It was commissioned by Home Office. Others say: commissioned by HM Treasury."
    names = ("Home Office", "HM Treasury")
    claims = [scheme.claim(text, "sponsor", name, role="commissions") for name in names]
    con.execute("UPDATE store.article_versions SET text = $text WHERE article_id = 'tuc-a3'",
                {"text": text})  # fmt: skip
    initiatives.record(con, [scheme.told(text, "tuc-a3", *claims, name="Ward Fund")], make.NOW)

    found = rows(
        con,
        """
        SELECT value, others FROM contradictions WHERE initiative = 'Ward Fund' ORDER BY value
        """,
    )
    assert found == [("HM Treasury", ["Home Office"]), ("Home Office", ["HM Treasury"])]


def test_what_is_new_this_week_is_one_row_for_what_one_article_tells(seen):
    told = queries.ask(seen, "new-this-week", {"days": "36500"}).rows

    assert [row[:3] for row in told] == [
        ("Shire Purse", "area", ["Durham", "Kent"]),
        ("Shire Purse", "new", None),
        ("Shire Purse", "step", ["announced"]),
    ]


def test_people_are_named_with_their_sentence(seen):
    assert rows(seen, "SELECT person, initiatives, initiative, quote FROM people") == [
        ("Ann Example", 1, "Shire Purse", "Twelve areas were named, said Ann Example.")
    ]


def test_who_told_first_is_ranked_without_what_was_there_before_we_looked(seen):
    told = rows(
        seen,
        """
        SELECT source, firsts, alone, median_days_ahead, most_days_ahead, which FROM first_to_tell
        """,
    )

    assert told == [("DEPT", 1, 0, 1.5, 1.5, ["Shire Purse"])]


def test_two_that_tell_in_the_same_moment_are_both_first_and_not_ahead(con):
    con.execute("UPDATE store.articles SET published_at = (SELECT published_at FROM store.articles "
                "WHERE article_id = 'dept-a1') WHERE article_id = 'tuc-a3'")  # fmt: skip

    assert rows(con, "SELECT source, firsts, median_days_ahead FROM first_to_tell ORDER BY 1") == [
        ("DEPT", 1, 0.0),
        ("TUC", 1, 0.0),
    ]


def test_what_was_merged_is_one_and_undoing_it_brings_both_back(con):
    said = decisions.merge(con, scheme.OTHER_ID, scheme.ID, ANN)
    merged = rows(con, "SELECT DISTINCT initiative FROM initiative_areas WHERE NOT is_seeded")
    names = rows(
        con, f"SELECT name, is_merged FROM initiative_names WHERE initiative_id = '{scheme.ID}'"
    )
    listed = queries.ask(con, "register", {"area": "kent"}).rows
    stages = rows(con, f"SELECT DISTINCT stage FROM stages WHERE initiative_id = '{scheme.ID}'")
    decisions.undo(con, said.decision_id, ANN)

    assert merged == [("Shire Purse",)]
    assert sorted(names) == [("County Pot", True), ("Shire Purse", False)]
    assert [row[1] for row in listed] == ["Shire Purse"]
    assert ("closed",) in stages
    assert len(rows(con, "SELECT DISTINCT initiative FROM initiative_areas")) == 3


def test_what_was_refused_is_nowhere(con):
    decisions.refuse(con, scheme.ID, ANN)

    for view in ("stages", "initiative_areas", "initiative_sponsors", "initiative_names", "people",
                 "initiative_figures", "contradictions", "first_to_tell"):  # fmt: skip
        assert "Shire Purse" not in str(rows(con, f"FROM {view}")), view
    assert rows(con, "SELECT body FROM newly_seen_bodies") == []


def test_a_life_is_told_even_of_what_no_document_names_any_more(con):
    initiatives.record(con, [], make.NOW, read=["lga-a4"])

    found = lives.life(con, scheme.OTHER_ID)
    assert [row["name"] for row in found["head"]] == ["County Pot"]
    assert found["documents"] == []
    assert "County Pot" not in str(queries.ask(con, "register").rows)


def test_a_doubt_that_a_person_lifted_is_none(con):
    con.execute("UPDATE store.mentions SET confidence = 0.6")
    doubtful = [row[1] for row in queries.ask(con, "register", {"below": 0.75}).rows]
    decisions.confirm(con, scheme.OTHER_ID, ANN)

    left = queries.ask(con, "register", {"below": 0.75})
    sure = queries.ask(con, "register", {"id": scheme.OTHER_ID})
    assert doubtful == ["Shire Purse", "County Pot"]
    assert [row[1] for row in left.rows] == ["Shire Purse"]
    (found,) = (dict(zip(sure.columns, row, strict=True)) for row in sure.rows)
    assert (found["sure"], found["why"]) == (1.0, "confirmed by ann")


def test_what_the_seeds_know_is_kept_once_and_replaced_when_it_changes(con):
    bodies = [{"name": "Home Office", "kind": "department", "aliases": ["HO"]}]

    assert seeded.keep(con, organisations=bodies, background=[])
    assert not seeded.keep(con, organisations=bodies, background=[])
    assert rows(con, "SELECT name, kind, aliases FROM organisations WHERE is_known") == [
        ("Home Office", "department", ["HO"])
    ]
    assert rows(con, "SELECT count(*) FROM initiative_areas WHERE is_seeded") == [(0,)]


def test_the_examples_of_the_docs_answer_and_every_view_of_them_has_one(seen):
    page = (migrate.FOLDER.parents[1] / "docs" / "initiatives.md").read_text(encoding="utf-8")
    examples = page.partition("```sql\n")[2].partition("```")[0]
    views = set(re.findall(r"^\| `([a-z_]+)` \| an? ", page, re.MULTILINE))

    asked = [part for part in examples.split(";") if part.strip()]
    answers = [seen.execute(part).fetchall() for part in asked]
    assert len(answers) == len(asked) >= len(views) > 10
    assert views - set(examples.replace(";", " ").split()) == set()
