"""Verdicts, initiatives, voices, deadlines and stories."""

import dataclasses

import pytest

from records import Claim
from tests.warehouse import make
from warehouse import (
    articles,
    digested,
    entries,
    happenings,
    hits,
    initiatives,
    queries,
    reports,
    stories,
)


@pytest.fixture
def read(con):
    """A warehouse with three articles and a report that the first of them links to."""
    entries.add_entries(con, [make.entry(1), make.entry(2), make.entry(3, "tuc")], make.NOW)
    articles.add_articles(con, [make.article(1), make.article(2), make.article(3, "tuc")], make.NOW)
    reports.add_reports(con, [make.report(1)], make.NOW)
    return con


def rows(con, sql):
    return con.execute(sql).fetchall()


def test_a_verdict_keeps_its_scores_and_its_proof(read):
    hits.add_ruleset(read, make.RULESET, {"place-budgets": ("Place budgets", "why")}, make.NOW)
    hits.add_verdicts(read, [make.verdict()], make.NOW, digests={"lga-a1": make.article(1).digest})

    labelled = rows(read, "SELECT article_id, theme, score, threshold FROM themes_by_article")
    proof = rows(read, "SELECT theme, rule_id, start, stop, quote, sentence, page FROM hits")
    judged = rows(read, "SELECT article_id, is_relevant, scope FROM articles ORDER BY ALL")
    assert labelled == [("lga-a1", "Place budgets", 3.0, 2.0)]
    assert proof == [("Place budgets", "total-place", 0, 4, "Text", "Text of 1.", None)]
    assert judged[0] == ("lga-a1", True, "names a UK council")
    assert judged[1:] == [("lga-a2", None, None), ("tuc-a3", None, None)]


def test_a_hit_in_a_report_knows_its_page(read):
    verdict = make.verdict("report-1")
    hit = verdict.hits[0]._replace(start=28, stop=32, quote="page")
    other = hit._replace(start=6, stop=10)
    hits.add_verdicts(read, [dataclasses.replace(verdict, hits=(hit, other))], make.NOW, digests={})

    found = rows(read, "SELECT article_id, document_kind, start, page FROM hits ORDER BY start")
    assert found == [("lga-a1", "report", 6, 1), ("lga-a1", "report", 28, 2)]


def test_the_same_rules_twice_are_one_verdict_and_newer_rules_count(read):
    digests = {"lga-a1": make.article(1).digest}
    hits.add_verdicts(read, [make.verdict()], make.NOW, digests=digests)
    hits.add_verdicts(read, [make.verdict()], make.later(hours=1), digests=digests)
    other = make.verdict(ruleset="s" * 20, is_relevant=False, scores=(), hits=())
    hits.add_verdicts(read, [other], make.later(hours=-9), digests=digests)

    assert rows(read, "SELECT count(*) FROM store.hits") == [(1,)]
    assert rows(read, "SELECT count(*) FROM store.verdicts") == [(2,)]
    assert rows(read, "SELECT * FROM themes_by_article") == []
    assert queries.ask(read, "orphans").rows == ()


def test_a_verdict_of_the_text_as_it_reads_now_counts(read):
    first, edited = make.article(1), make.article(1, text="Edited.")
    hits.add_verdicts(read, [make.verdict()], make.NOW, digests={"lga-a1": first.digest})
    articles.add_articles(read, [edited], make.NOW)
    none = make.verdict(is_relevant=False, scores=(), hits=())
    hits.add_verdicts(read, [none], make.NOW, digests={"lga-a1": edited.digest})
    now_edited = rows(read, "SELECT is_relevant FROM articles WHERE article_id = 'lga-a1'")
    articles.add_articles(read, [first], make.NOW)
    back = rows(read, "SELECT is_relevant FROM articles WHERE article_id = 'lga-a1'")

    assert (now_edited, back) == ([(False,)], [(True,)])


def test_a_ruleset_is_new_once(con):
    assert hits.add_ruleset(con, make.RULESET, {}, make.NOW)
    assert not hits.add_ruleset(con, make.RULESET, {"x": ("X", "why")}, make.NOW)


def test_seeds_are_known_and_never_news(con):
    seeded = make.initiative(aliases=("Whole Place",))

    assert initiatives.sync(con, [seeded], make.NOW) == [seeded.initiative_id]
    assert initiatives.sync(con, [seeded], make.later(days=1)) == []
    assert initiatives.register(con) == (seeded,)
    assert rows(con, "SELECT stage FROM store.stages") == [("closed",)]


def test_seeds_may_change_a_name_a_kind_and_a_stage(con):
    initiatives.sync(con, [make.initiative()], make.NOW)
    changed = make.initiative(name="Total Place II", stage="pilot", kind="pilot")
    changed = dataclasses.replace(changed, initiative_id=make.initiative().initiative_id)
    initiatives.sync(con, [changed], make.later(days=1))

    assert initiatives.register(con) == (dataclasses.replace(changed, aliases=("Total Place",)),)
    assert rows(con, "SELECT stage FROM store.stages ORDER BY recorded_at") == [
        ("closed",),
        ("pilot",),
    ]


def test_a_first_mention_registers_an_initiative_once(read):
    mention = make.mention()

    assert initiatives.record(read, [mention], make.NOW) == [mention.initiative_id]
    assert initiatives.record(read, [mention], make.NOW) == []
    again = make.mention(document_id="tuc-a3", name="place budget pilots")
    assert initiatives.record(read, [again], make.later(days=1)) == []
    (found,) = initiatives.register(read)
    assert (found.name, found.aliases, found.stage, found.is_seeded) == (
        "Place Budget Pilots", ("place budget pilots",), "pilot", False,
    )  # fmt: skip
    assert rows(read, "SELECT first_source, mentions, sources, areas FROM initiatives") == [
        ("LGA", 2, 2, ["Leicestershire"])
    ]


def test_what_was_found_may_be_seeded_later(read):
    found = make.mention()
    initiatives.record(read, [found], make.NOW)
    seeded = make.initiative(found.name, kind="pilot", stage="rollout")

    assert initiatives.sync(read, [seeded], make.later(days=1)) == []
    assert initiatives.register(read) == (seeded,)
    assert rows(read, "SELECT first_seen_at FROM initiatives") == [(make.NOW,)]


def test_stages_are_only_ever_added_and_the_latest_document_decides(read):
    new = make.mention(document_id="lga-a1", stage="rollout")  # published a day ago
    old = make.mention(document_id="lga-a2", stage="announced")  # two days ago
    passing = make.mention(document_id="tuc-a3", stage="closed", is_main=False)
    for mention in (new, old, passing, new):
        initiatives.record(read, [mention], make.NOW)

    (found,) = initiatives.register(read)
    life = rows(
        read, "SELECT value FROM initiative_timeline WHERE what = 'stage' ORDER BY happened_at"
    )
    assert found.stage == "rollout"
    assert life == [("announced",), ("rollout",)]


def test_a_further_reading_replaces_the_mentions_of_a_document(read):
    first, second = make.mention("First Pilot"), make.mention("Second Pilot")
    initiatives.record(read, [first, make.mention("First Pilot", "lga-a2")], make.NOW)
    initiatives.record(read, [second], make.NOW, read=["lga-a1"])
    initiatives.record(read, [], make.NOW, read=["lga-a2"])

    assert rows(read, "SELECT initiative, document_id FROM mentions") == [
        ("Second Pilot", "lga-a1")
    ]
    assert {row[0] for row in rows(read, "SELECT initiative FROM claims")} == {"Second Pilot"}
    assert [one.name for one in initiatives.register(read)] == ["Second Pilot"]
    assert rows(read, "SELECT count(*) FROM initiatives") == [(2,)]
    assert queries.ask(read, "orphans").rows == ()


def test_a_claim_that_stands_twice_is_one(read):
    claim = Claim(what="sites", value="12", role="", start=0, stop=4, quote="Text")
    initiatives.record(read, [make.mention(claims=(claim, claim))], make.NOW)

    assert rows(read, "SELECT what, value, role, quote FROM claims") == [
        ("sites", "12", "", "Text")
    ]


def test_an_initiative_of_the_first_reading_is_no_news(con):
    entries.add_entries(con, [make.entry(1, is_baseline=True)], make.NOW)
    articles.add_articles(con, [make.article(1, is_baseline=True)], make.NOW)
    initiatives.record(con, [make.mention()], make.NOW)

    assert rows(con, "SELECT is_baseline FROM initiatives") == [(True,)]


def test_what_was_there_before_we_looked_is_no_news(con):
    entries.add_entries(con, [make.entry(1, is_baseline=True), make.entry(2)], make.NOW)
    given = [make.article(1, is_baseline=True), make.article(2)]
    articles.add_articles(con, given, make.NOW)
    seeded = make.initiative(stage="closed")
    old, new = make.mention("Old Pilot"), make.mention("New Pilot", "lga-a2", stage="announced")
    initiatives.sync(con, [seeded], make.NOW)
    initiatives.record(con, [old, new], make.NOW)

    ids = [one.initiative_id for one in (seeded, old, new)]
    lives = happenings.standing(con, ids)
    assert {key: life[:2] for key, life in lives.items()} == {
        seeded.initiative_id: ("closed", True),
        old.initiative_id: ("pilot", True),
        new.initiative_id: ("announced", False),
    }


def test_voices_and_deadlines_are_replaced_by_a_further_reading(read):
    hits.add_voices(read, [make.voice(unions=("UNISON", "GMB")), make.voice("lga-a2")], make.NOW)
    hits.add_voices(read, [make.voice(verdict="nobody mentioned")], make.NOW)
    hits.add_deadlines(read, [make.deadline(), make.deadline("lga-a2")], make.NOW)
    hits.add_deadlines(read, [make.deadline(kind="application")], make.NOW, read=["lga-a2"])

    assert rows(read, "SELECT document_id, verdict, unions FROM voice ORDER BY ALL") == [
        ("lga-a1", "nobody mentioned", []),
        ("lga-a2", "workforce discussed without unions", []),
    ]
    assert rows(read, "SELECT document_id, kind, closes_at FROM deadlines") == [
        ("lga-a1", "application", make.later(days=21))
    ]


def test_a_digest_may_tell_a_story_in_the_words_of_each_source_with_its_strongest_sentence(read):
    hits.add_ruleset(read, make.RULESET, {"place-budgets": ("Place budgets", "why")}, make.NOW)
    weak = make.verdict("report-1")
    strong = weak.hits[0]._replace(weight=9.0, sentence="The strongest.")
    verdicts = [make.verdict("tuc-a3"), make.verdict(), dataclasses.replace(weak, hits=(strong,))]
    digests = {f"{name}": make.article(int(name[-1])).digest for name in ("lga-a1", "tuc-a3")}
    hits.add_verdicts(read, verdicts, make.NOW, digests=digests)
    initiatives.record(read, [make.mention()], make.NOW)
    stories.add(read, {"lga-a1": (), "tuc-a3": ()}, {"tuc-a3": "lga-a1"}, make.NOW)

    lead, other = digested.extracts(read, make.NOW, make.later(days=1))
    assert (other.article_id, other.story_id, other.kind) == ("tuc-a3", "lga-a1", "union")
    assert (lead,) == (
        digested.Extract(
            "lga-a1",
            "lga-a1",
            "Title 1",
            "https://lga.example/1",
            "LGA",
            "Place budgets",
            "The strongest.",
            "Place Budget Pilots",
            "place-budgets",
            ("Leicestershire",),
            "england",
            "council",
            "",
            "",
        ),
    )
    assert digested.extracts(read, make.later(seconds=1), make.later(days=1)) == ()
    assert digested.extracts(read, make.later(days=-1), make.NOW) == ()

    digested.told(read, "", ["lga-a1"], "digest 2026-11-21", make.NOW)

    assert digested.extracts(read, make.NOW, make.later(days=1), "") == ()
    assert len(digested.extracts(read, make.NOW, make.later(days=1), "C0123456789")) == 2


def test_stories_come_back_as_they_were_in_their_order(read):
    sketch = (2**64 - 1, 1, 2**63)
    stories.add(read, {"tuc-a3": sketch}, {"tuc-a3": "tuc-a3"}, make.NOW)
    stories.add(
        read,
        {"lga-a1": (5,), "lga-a2": ()},
        {"lga-a1": "tuc-a3", "lga-a2": "lga-a2"},
        make.later(hours=1),
    )
    stories.add(read, {"tuc-a3": (7,)}, {"tuc-a3": "tuc-a3"}, make.later(hours=2))

    assert list(stories.recent(read, make.NOW).items()) == [
        ("tuc-a3", ("tuc-a3", (7,))),
        ("lga-a1", ("tuc-a3", (5,))),
        ("lga-a2", ("lga-a2", ())),
    ]
    assert list(stories.recent(read, make.later(minutes=1))) == ["lga-a1", "lga-a2"]
    assert stories.sources(read, "tuc-a3") == ("LGA", "TUC")


def test_a_large_sketch_comes_back_exactly(read):
    sketch = tuple(2**64 - n for n in range(1, 290))
    stories.add(read, {"lga-a1": sketch}, {}, make.NOW)

    assert stories.recent(read, make.NOW) == {"lga-a1": ("lga-a1", sketch)}
