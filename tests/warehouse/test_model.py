"""What analysts see of the warehouse as a whole: which views there are, and that each is told."""

from tests.warehouse import make
from warehouse import articles, entries, hits, queries


def rows(con, sql):
    return con.execute(sql).fetchall()


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
