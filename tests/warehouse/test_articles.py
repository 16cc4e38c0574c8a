from datetime import timedelta

from records import Link
from tests.warehouse import make
from warehouse import articles, entries, feeds, hits, queries, reports, verdicts


def states(con):
    found = con.execute("SELECT entry_id, state, tries, reason FROM store.entries ORDER BY ALL")
    return found.fetchall()


def judge(con, *unread):
    digests = {item.article.article_id: item.article.digest for item in unread}
    hits.add_verdicts(con, [make.verdict(key) for key in digests], make.NOW, digests=digests)


def test_second_sight_of_an_entry_is_no_news(con):
    assert entries.add_entries(con, [make.entry(1), make.entry(2)], make.NOW) == [
        "lga-e1",
        "lga-e2",
    ]
    assert entries.add_entries(con, [make.entry(2), make.entry(3)], make.NOW) == ["lga-e3"]
    assert entries.add_entries(con, [make.entry(3), make.entry(3)], make.NOW) == []
    assert entries.add_entries(con, [], make.NOW) == []


def test_a_date_decides_nothing_about_news(con):
    old = make.entry(1, published_at=make.NOW - timedelta(days=9000))
    undated = make.entry(2, published_at=None)

    assert entries.add_entries(con, [old, undated], make.NOW) == ["lga-e1", "lga-e2"]


def test_sources_take_turns_and_news_go_before_baseline(con):
    given = [make.entry(n, is_baseline=n == 1) for n in (1, 2, 3)] + [make.entry(4, "tuc")]
    entries.add_entries(con, given, make.NOW)

    found = [entry.entry_id for entry in entries.pending(con, make.NOW, 9)]
    assert found == ["lga-e2", "tuc-e4", "lga-e3", "lga-e1"]
    assert [entry.entry_id for entry in entries.pending(con, make.NOW, 1)] == ["lga-e2"]


def test_an_entry_comes_back_as_it_was(con):
    given = make.entry(1, summary="“Ünïcode”", published_at=None)
    entries.add_entries(con, [given], make.NOW)

    assert entries.pending(con, make.NOW, 9) == (given,)


def test_an_entry_in_other_words_is_read_again_but_is_no_news(con):
    entries.add_entries(con, [make.entry(1, mark="one")], make.NOW)
    articles.add_articles(con, [make.article(1)], make.NOW)
    changed = make.entry(1, mark="two", title="Corrected")

    assert entries.add_entries(con, [changed], make.later(minutes=59)) == []
    assert entries.pending(con, make.later(minutes=59), 9) == ()
    assert entries.add_entries(con, [changed], make.later(hours=1)) == []
    (again,) = entries.pending(con, make.later(hours=1), 9)
    assert (again.entry_id, again.title, again.mark) == ("lga-e1", "Corrected", "two")
    articles.add_articles(con, [make.article(1)], make.later(hours=1))
    entries.add_entries(con, [changed], make.later(hours=9))
    assert entries.pending(con, make.later(hours=9), 9) == ()
    assert queries.ask(con, "orphans").rows == ()


def test_a_page_that_cannot_be_read_is_tried_again_and_then_given_up(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    now = make.NOW
    given_up = []
    for _ in range(5):
        assert [entry.entry_id for entry in entries.pending(con, now, 9)] == ["lga-e1"]
        given_up.append(entries.unread_entry(con, "lga-e1", "timed out", now))
        assert entries.pending(con, now, 9) == ()
        now += timedelta(days=1)

    assert given_up == [False, False, False, False, True]
    assert states(con) == [("lga-e1", "unreadable", 5, "timed out")]


def test_a_page_that_is_gone_is_not_tried_again(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)

    assert entries.unread_entry(con, "lga-e1", "gone (410)", make.NOW, is_final=True)
    assert states(con) == [("lga-e1", "unreadable", 1, "gone (410)")]


def test_an_article_comes_back_as_it_was(con):
    given = make.article(
        1, links=(Link(url="https://x.example/a.pdf", text="Report"),), published_at=None
    )
    entries.add_entries(con, [make.entry(1)], make.NOW)

    assert articles.add_articles(con, [given], make.NOW) == ["lga-a1"]
    (unread,) = articles.unclassified(con, 9)
    assert unread == articles.Unread(given, "LGA", "council", "england", ())
    assert states(con) == [("lga-e1", "read", 0, None)]


def test_the_same_text_again_is_no_news_and_another_text_is_a_version(con):
    entries.add_entries(con, [make.entry(1), make.entry(2)], make.NOW)
    first, edited = make.article(1), make.article(1, text="Another text.", title="New title")
    articles.add_articles(con, [first], make.NOW)
    judge(con, *articles.unclassified(con, 9))
    same = articles.add_articles(con, [first], make.later(hours=1))
    nothing = articles.unclassified(con, 9)
    other = articles.add_articles(con, [edited], make.later(hours=2))
    (unread,) = articles.unclassified(con, 9)
    judge(con, unread)
    back = articles.add_articles(con, [first], make.later(hours=3))

    versions = con.execute(
        "SELECT title, is_current, seen_at FROM article_versions ORDER BY seen_at"
    ).fetchall()
    assert (same, nothing) == ([], ())
    assert other == ["lga-a1"]
    assert unread.article == edited
    assert back == ["lga-a1"]
    assert articles.unclassified(con, 9) == ()
    assert versions == [("Title 1", True, make.NOW), ("New title", False, make.later(hours=2))]
    assert queries.ask(con, "orphans").rows == ()


def test_the_feeds_own_words_never_replace_a_page_that_was_read(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    words = make.article(1, text="The feed's words.", is_provisional=True)
    page = make.article(1, text="The page.")

    assert articles.add_articles(con, [words], make.NOW) == ["lga-a1"]
    assert states(con)[0][1] == "pending"
    assert articles.add_articles(con, [page], make.NOW) == ["lga-a1"]
    assert states(con)[0][1] == "read"
    assert articles.add_articles(con, [words], make.NOW) == []
    assert [item.article for item in articles.unclassified(con, 9)] == [page]


def test_who_had_an_article_first_keeps_it(con):
    entries.add_entries(con, [make.entry(1), make.entry(1, "tuc")], make.NOW)
    articles.add_articles(con, [make.article(1)], make.NOW)
    articles.add_articles(
        con, [make.article(1, source_id="tuc", entry_id="tuc-e1", is_baseline=True)], make.NOW
    )

    (unread,) = articles.unclassified(con, 9)
    assert unread.article == make.article(1)
    assert [state[:2] for state in states(con)] == [("lga-e1", "read"), ("tuc-e1", "read")]


def test_a_page_that_another_feed_brought_is_not_fetched_twice(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    articles.add_articles(con, [make.article(1)], make.NOW)
    entries.add_entries(con, [make.entry(1, "tuc"), make.entry(2), make.entry(3)], make.NOW)

    settled = entries.settle_known(
        con, {"tuc-e1": "lga-a1", "lga-e2": "lga-a1", "lga-e3": "unknown"}
    )

    assert settled == {"tuc-e1"}  # lga-e2: the same feed again means that the page changed
    assert [entry.entry_id for entry in entries.pending(con, make.NOW, 9)] == ["lga-e2", "lga-e3"]
    assert queries.ask(con, "orphans").rows == ()


def test_baseline_is_judged_before_news(con):
    entries.add_entries(con, [make.entry(n) for n in (1, 2, 3)], make.NOW)
    given = [make.article(n, is_baseline=n == 2) for n in (1, 2, 3)]
    articles.add_articles(con, given, make.NOW)

    found = [item.article.article_id for item in articles.unclassified(con, 9)]
    assert found == ["lga-a2", "lga-a3", "lga-a1"]
    assert len(articles.unclassified(con, 2)) == 2


def test_other_rules_do_not_make_an_article_news_again(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    articles.add_articles(con, [make.article(1)], make.NOW)
    judge(con, *articles.unclassified(con, 9))

    assert articles.unclassified(con, 9) == ()
    assert verdicts.older(con, make.RULESET) == ()
    assert [one.article_id for one in verdicts.older(con, "another")] == ["lga-a1"]


def test_an_article_that_changed_while_it_was_judged_is_judged_again(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    articles.add_articles(con, [make.article(1)], make.NOW)
    unread = articles.unclassified(con, 9)
    articles.add_articles(con, [make.article(1, text="Changed meanwhile.")], make.NOW)
    judge(con, *unread)

    assert [item.article.text for item in articles.unclassified(con, 9)] == ["Changed meanwhile."]


def test_reports_come_with_every_article_that_links_to_them(con):
    entries.add_entries(con, [make.entry(1), make.entry(2)], make.NOW)
    articles.add_articles(con, [make.article(1), make.article(2)], make.NOW)
    first, second = make.report(1), make.report(1, "lga-a2")

    assert reports.add_reports(con, [first], make.NOW) == ["report-1"]
    assert reports.add_reports(con, [second, first], make.NOW) == []
    linked = {item.article.article_id: item.reports for item in articles.unclassified(con, 9)}
    assert linked == {"lga-a1": (first,), "lga-a2": (second,)}
    assert queries.ask(con, "orphans").rows == ()


def test_the_same_text_at_another_address_is_the_same_report(con):
    entries.add_entries(con, [make.entry(n) for n in (1, 2, 3, 4)], make.NOW)
    articles.add_articles(con, [make.article(n) for n in (1, 2, 3, 4)], make.NOW)
    pages = ("The plan for pooled budgets. " * 10, "Of staff nothing is said.")
    same = [make.report(n, f"lga-a{n}", pages=pages) for n in (1, 2, 3)]
    short = [make.report(n, "lga-a4", pages=("Left blank.",)) for n in (5, 6)]

    assert reports.add_reports(con, same[:2], make.NOW) == ["report-1"]
    assert reports.add_reports(con, [same[2], *short], make.NOW) == ["report-5", "report-6"]
    bare = make.report(3, "lga-a4", pages=())
    assert reports.add_reports(con, [bare], make.NOW) == []

    assert {"report-1", "report-2", "report-3"} < reports.kept(con)
    assert con.execute("SELECT articles FROM reports ORDER BY articles DESC").fetchall()[0] == (4,)
    found = con.execute(
        "SELECT url FROM report_addresses WHERE report_id = 'report-1' ORDER BY url"
    ).fetchall()
    assert found == [(f"https://lga.example/{n}.pdf",) for n in (1, 2, 3)]
    assert queries.ask(con, "orphans").rows == ()


def test_a_report_that_could_not_be_read_is_replaced_when_it_can(con):
    entries.add_entries(con, [make.entry(1)], make.NOW)
    articles.add_articles(con, [make.article(1)], make.NOW)
    scan = make.report(1, pages=("", ""), problem="a scan")

    assert reports.add_reports(con, [scan], make.NOW) == []
    assert reports.add_reports(con, [make.report(1)], make.NOW) == ["report-1"]
    assert reports.add_reports(con, [scan], make.NOW) == []
    (unread,) = articles.unclassified(con, 9)
    assert unread.reports == (make.report(1),)
    assert con.execute("SELECT page, start FROM store.report_pages").fetchall() == [(1, 0), (2, 21)]


def test_many_rows_are_one_statement(con):
    given = [make.entry(n) for n in range(2000)]

    new = feeds.polled(con, [make.poll("lga", *given)], make.NOW)
    articles.add_articles(con, [make.article(n) for n in range(2000)], make.NOW)

    assert len(new) == 2000
    assert len(articles.unclassified(con, 5000)) == 2000
