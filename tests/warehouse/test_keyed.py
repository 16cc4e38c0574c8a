import ast
import re
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from tests.warehouse import make
from warehouse import hits, initiatives, keyed, outbox, outward, reports, store

ROOM = Path(store.__file__).parent
REFUSED = re.compile(r"\b(RETURNING|ON\s+CONFLICT|nextval|INSERT\s+OR|currval)\b", re.IGNORECASE)


def host(name, robots="", **more):
    return {"host": name, "robots": robots, "robots_at": make.NOW} | more


def stored(con):
    return dict(con.execute("SELECT host, robots FROM store.hosts ORDER BY host").fetchall())


def words_of(path):
    """Return the strings of a file that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.py")), ids=lambda path: path.name)
def test_no_statement_asks_for_what_a_lake_refuses(path):
    assert [text for text in words_of(path) if REFUSED.search(text)] == []


def test_a_row_is_added_once_and_the_first_of_a_key_counts(con):
    keyed.add(con, "hosts", ("host",), [host("a", "old")])

    new = keyed.add(
        con,
        "hosts",
        ("host",),
        [host("c", "one"), host("a", "other"), host("b", "two"), host("c", "twice")],
    )

    assert [row["host"] for row in new] == ["c", "b"]
    assert stored(con) == {"a": "old", "b": "two", "c": "one"}


def test_nothing_given_is_nothing_done(con):
    assert keyed.add(con, "hosts", ("host",), []) == []
    keyed.put(con, "hosts", ("host",), [])
    keyed.change(con, "hosts", ("host",), [])
    assert stored(con) == {}


def test_a_key_of_two_columns_is_known_only_as_a_whole(con):
    key = ("channel", "article_id")

    def told(channel, story):
        row = {"channel": channel, "article_id": story, "key": "k", "digested_at": make.NOW}
        return len(keyed.add(con, "digested", key, [row]))

    assert [told("", "a"), told("x", "a"), told("", "b"), told("x", "a")] == [1, 1, 1, 0]


def test_a_row_without_a_key_is_refused(con):
    with pytest.raises(duckdb.ConstraintException):
        keyed.add(con, "hosts", ("host",), [host(None)])


def test_a_known_row_is_brought_up_to_date_and_keeps_what_it_shall(con):
    keyed.put(con, "hosts", ("host",), [host("a", "old", wait_until=None)])

    keyed.put(
        con,
        "hosts",
        ("host",),
        [
            host("a", "new", wait_until=make.later(hours=1)),
            host("b", "fresh", wait_until=None),
            host("a", "twice", wait_until=None),
            host("b", "twice", wait_until=None),
        ],
        keep=("robots_at",),
        sets={"robots": "old.robots || '+' || given.robots"},
        wait_until="TIMESTAMPTZ",
    )

    assert stored(con) == {"a": "old+new", "b": "fresh"}
    waits = con.execute("SELECT wait_until FROM store.hosts ORDER BY host").fetchall()
    assert waits == [(make.later(hours=1),), (None,)]


def test_what_is_changed_must_be_known(con):
    keyed.add(con, "hosts", ("host",), [host("a", "old"), host("b", "old")])

    keyed.change(
        con,
        "hosts",
        ("host",),
        [{"host": name, "robots": text} for name, text in
         (("a", "new"), ("z", "new"), ("a", "twice"), ("b", None))],
    )  # fmt: skip

    assert stored(con) == {"a": "new", "b": None}


def test_what_a_step_wrote_is_gone_with_the_step(con):
    with pytest.raises(ZeroDivisionError), store.transaction(con):
        keyed.add(con, "hosts", ("host",), [host("a")])
        assert keyed.add(con, "hosts", ("host",), [host("a"), host("b")]) != []
        keyed.put(con, "hosts", ("host",), [host("b", "new"), host("c")])
        keyed.change(con, "hosts", ("host",), [{"host": "c", "robots": "new"}])
        assert stored(con) == {"a": "", "b": "new", "c": "new"}
        raise ZeroDivisionError

    assert stored(con) == {}


def test_rows_written_are_counted(con):
    keyed.add(con, "hosts", ("host",), [host("a"), host("b"), host("c")])

    assert keyed.count(con, "UPDATE store.hosts SET robots = 'x' WHERE host <> 'a'") == 2
    assert keyed.count(con, "DELETE FROM store.hosts WHERE host = $host", {"host": "a"}) == 1
    assert keyed.count(con, "DELETE FROM store.hosts WHERE host = $host", {"host": "a"}) == 0


def test_a_verdict_that_takes_the_place_of_the_last_one_has_a_number_of_its_own(con):
    def judge(*names):
        hits.add_verdicts(con, [make.verdict(name) for name in names], make.NOW, digests={})
        found = con.execute("SELECT document_id, verdict_id FROM store.verdicts").fetchall()
        return dict(found), outward.mark(con)

    first, mark = judge("a", "b")
    second, other = judge("b")

    assert first["a"] < first["b"] < second["b"]
    assert mark != other


def test_numbers_of_alerts_follow_one_another(con):
    outbox.enqueue(con, [make.alert("a"), make.alert("b")], make.NOW)

    again = outbox.enqueue(con, [make.alert("b"), make.alert("c"), make.alert("c")], make.NOW)

    assert again == ["c"]
    found = store.words(con, "SELECT key FROM store.outbox ORDER BY number")
    assert found == ["a", "b", "c"]


def test_of_two_stages_of_one_day_the_one_written_down_later_is_the_latest(con):
    initiatives.sync(con, [make.initiative(stage="pilot")], make.NOW)
    con.execute("UPDATE store.stages SET said_at = $at", {"at": make.later(hours=9)})

    initiatives.sync(con, [make.initiative(stage="announced")], make.later(hours=9))

    (known,) = initiatives.register(con)
    assert known.stage == "announced"


def test_a_report_given_up_at_the_moment_of_its_last_attempt_is_not_asked_for_again(con):
    reports.add_reports(con, [make.report(1, problem="busy", pages=())], make.NOW)
    con.execute(
        "INSERT INTO store.report_tries VALUES ('report-1', $now, NULL), ('report-1', $now, $at)",
        {"now": make.NOW, "at": make.later(hours=1)},
    )

    assert reports.waiting(con, make.NOW + timedelta(days=9), 9) == ()
