"""What changes at the sources over time: problems once, changes that last, the table."""

import json
from datetime import timedelta

from tests.warehouse import make
from tests.warehouse.watched import DAY, START, entries, failure
from warehouse import feeds, health, polls, problems, queries, store


def test_silence_is_one_problem_until_the_source_speaks_again(open_at):
    con = open_at(*entries(20, 3))
    health.watch(con, START)
    told = []
    for days in (10, 30, 31, 60):
        now = START + days * DAY
        polls.polled(con, [make.poll("lga")], now)
        told.append([problem.text for problem in health.watch(con, now)])
    before = problems.unsolved(con)
    back = START + 61 * DAY
    polls.polled(con, [make.poll("lga", make.entry(99, published_at=back))], back)

    assert [len(texts) for texts in told] == [0, 1, 0, 0]
    assert told[1][0].startswith("nothing new since 2 March 2026 (usually every 3 days): look at")
    assert [(problem.about, problem.kind) for problem in before] == [("lga", "silence")]
    assert health.watch(con, back) == []
    assert problems.unsolved(con) == ()


def test_a_silent_source_that_fails_keeps_its_problem(open_at):
    con = open_at(*entries(20, 3))
    quiet = START + 40 * DAY
    polls.polled(con, [make.poll("lga")], quiet)
    health.watch(con, quiet)
    polls.polled(con, [failure("timed out")], quiet + 2 * DAY)

    assert health.watch(con, quiet + 4 * DAY) == []
    assert [problem.kind for problem in problems.unsolved(con)] == ["silence"]


def test_only_changes_that_last_are_noted(open_at):
    con = open_at(*entries(20, 3))
    health.watch(con, START)
    blip, long = START + DAY, START + 2 * DAY
    polls.polled(con, [failure("timed out")], blip)
    health.watch(con, blip)
    polls.polled(con, [make.poll("lga")], blip + timedelta(hours=3))
    health.watch(con, blip + timedelta(hours=3))
    polls.polled(con, [failure("blocked (403)")], long)
    for days in (0, 1, 2):
        health.watch(con, long + days * DAY)

    noted = store.words(con, "SELECT state FROM store.states ORDER BY noted_at")
    assert noted == ["working", "blocked"]
    (change,) = health.changes(con, long)
    assert (change.was, change.state, change.health) == (
        "working", "blocked", "blocked (403) since 4 March",
    )  # fmt: skip
    assert health.changes(con, long + 5 * DAY) == ()


def test_a_new_version_of_the_table_is_worth_it_once_a_day_and_on_bad_news(open_at):
    con = open_at(*entries(20, 3))
    health.watch(con, START)
    silent = START + 30 * DAY
    polls.polled(con, [make.poll("lga")], silent)
    health.watch(con, silent)
    late = START.replace(hour=23, minute=30)

    assert health.is_worth_telling(con, START, None)
    assert not health.is_worth_telling(con, START, START)
    assert not health.is_worth_telling(con, late, START)
    assert health.is_worth_telling(con, late + timedelta(hours=1), START)
    assert health.is_worth_telling(con, silent, silent)


def test_the_table_is_words_worst_first(open_at):
    con = open_at(*entries(20, 3))
    feeds.sync(con, [make.source(), make.source("tuc", feed=None)], START)

    found = health.table(con)

    assert json.loads(json.dumps(found)) == found
    assert [row["source"] for row in found] == ["TUC", "LGA"]
    assert found[0] == {
        "source": "TUC", "state": "waits for an address", "since": "", "newest": "",
        "remark": "find its feed: placewatch sources discover tuc",
    }  # fmt: skip


def test_the_query_narrows_down_by_state_and_by_how_bad_it_is(open_at):
    con = open_at(*entries(20, 3))
    feeds.sync(con, [make.source(), make.source("tuc", feed=None)], START)

    def ids(**asked):
        found = queries.ask(con, "sources-health", asked)
        return [row[0] for row in found.rows]

    assert ids() == ["tuc", "lga"]
    assert ids(state="working") == ["lga"]
    assert ids(least="2") == []
