from tests.warehouse import make
from warehouse import articles, entries, hits, queries, verdicts


def read_state(con):
    found = con.execute("SELECT entry_id, state FROM store.entries ORDER BY ALL")
    return found.fetchall()


def judge(con, *unread):
    digests = {item.article.article_id: item.article.digest for item in unread}
    hits.add_verdicts(con, [make.verdict(key) for key in digests], make.NOW, digests=digests)


def versions(con):
    return con.execute(
        "SELECT text, is_minor, is_judged, is_current FROM article_versions ORDER BY seen_at"
    ).fetchall()


def test_a_minor_change_is_kept_and_what_was_judged_stays(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    articles.add_articles(con, [make.article(1, text="One.")], make.NOW)
    judge(con, *articles.unclassified(con, 9))
    minor = {"lga-a1"}

    told = articles.add_articles(
        con, [make.article(1, text="One!")], make.later(hours=1), minor=minor
    )
    articles.add_articles(con, [make.article(1, text="One?")], make.later(hours=2), minor=minor)

    assert (told, articles.unclassified(con, 9)) == ([], ())
    assert versions(con) == [
        ("One.", False, True, False),
        ("One!", True, False, False),
        ("One?", True, False, True),
    ]
    assert articles.judged(con, minor) == {"lga-a1": articles.Version("Title 1", "One.", ())}
    assert con.execute("SELECT text FROM articles").fetchall() == [("One?",)]
    assert con.execute("SELECT count(*) FROM hits").fetchall() == [(1,)]
    assert queries.ask(con, "orphans").rows == ()


def test_other_rules_judge_the_text_that_was_judged_not_its_minor_change(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    articles.add_articles(con, [make.article(1, text="One.")], make.NOW)
    judge(con, *articles.unclassified(con, 9))
    articles.add_articles(
        con, [make.article(1, text="One!")], make.later(hours=1), minor={"lga-a1"}
    )

    (older,) = verdicts.older(con, "another")
    (kept,) = verdicts.take(con, [older.article_id])

    assert kept.unread.article == make.article(1, text="One.")


def test_a_change_that_counts_after_a_minor_one_is_judged(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    articles.add_articles(con, [make.article(1, text="One.")], make.NOW)
    judge(con, *articles.unclassified(con, 9))
    articles.add_articles(
        con, [make.article(1, text="One!")], make.later(hours=1), minor={"lga-a1"}
    )

    told = articles.add_articles(con, [make.article(1, text="Two.")], make.later(hours=2))

    assert told == ["lga-a1"]
    assert [item.article.text for item in articles.unclassified(con, 9)] == ["Two."]
    assert versions(con)[-1] == ("Two.", False, True, True)


def test_one_page_of_several_feeds_is_one_article_and_all_its_entries_are_read(con):
    entries.add_entries(con, [make.entry(1), make.entry(1, "tuc")], make.NOW)
    twin = make.article(1, source_id="tuc", entry_id="tuc-e1", is_baseline=True)

    assert articles.add_articles(con, [make.article(1), twin], make.NOW) == ["lga-a1"]
    assert read_state(con) == [("lga-e1", "read"), ("tuc-e1", "read")]
    assert [item.article for item in articles.unclassified(con, 9)] == [make.article(1)]


def facts(con):
    return con.execute(
        "SELECT name, value, is_current FROM article_facts ORDER BY name, seen_at"
    ).fetchall()


def test_facts_are_kept_with_what_was_said_before(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    first = (("closes_at", "2027-02-03"), ("withdrawn_at", "2027-01-01"))
    moved = (("closes_at", "2027-02-17"),)

    for hours, said in enumerate((first, first, moved, ())):
        articles.add_articles(con, [make.article(1, facts=said)], make.later(hours=hours))

    assert facts(con) == [
        ("closes_at", "2027-02-03", False),
        ("closes_at", "2027-02-17", True),
        ("withdrawn_at", "2027-01-01", False),
        ("withdrawn_at", "", True),
    ]
    assert queries.ask(con, "orphans").rows == ()


def test_a_page_read_without_its_publishers_better_way_changes_nothing_it_told(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    told = make.article(1, text="Whole.", facts=(("document_type", "guide"),))
    bare = make.article(1, text="Half.", facts=(("not_enriched", "server error (503)"),))
    articles.add_articles(con, [told], make.NOW)

    assert articles.add_articles(con, [bare], make.later(hours=1)) == []
    assert [item.article.text for item in articles.unclassified(con, 9)] == ["Whole."]
    assert facts(con) == [
        ("document_type", "guide", True),
        ("not_enriched", "server error (503)", True),
    ]

    articles.add_articles(con, [told], make.later(hours=2))
    assert facts(con)[1:] == [
        ("not_enriched", "server error (503)", False),
        ("not_enriched", "", True),
    ]
    assert read_state(con) == [("lga-e1", "read")]


def test_the_day_that_a_page_gives_takes_the_place_of_its_feeds_day(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    words = make.article(1, is_provisional=True, published_at=make.NOW)
    articles.add_articles(con, [words], make.NOW)

    articles.add_articles(con, [make.article(1, published_at=make.later(days=-9))], make.NOW)

    (unread,) = articles.unclassified(con, 9)
    assert unread.article.published_at == make.later(days=-9)
