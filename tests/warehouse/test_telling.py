"""The outbox, problems, runs and the published copy."""

import os
from datetime import timedelta
from types import SimpleNamespace

import duckdb
import pytest

from tests.warehouse import make
from tests.warehouse.children import child
from warehouse import copying, feeds, outbox, outbox_next, problems, publish, runs, store

RECEIPT = SimpleNamespace(ts="1763726400.000100", channel="C1", thread_ts="")


def keys(found):
    return [queued.alert.key for queued in found]


def test_a_key_rings_once_ever(con):
    assert outbox.enqueue(con, [make.alert("b"), make.alert("a"), make.alert("b")], make.NOW) == [
        "b",
        "a",
    ]
    (first, _) = outbox.take(con, make.NOW, 9)
    outbox.sent(con, first.alert.alert_id, RECEIPT, make.NOW)

    assert outbox.enqueue(con, [make.alert("b"), make.alert("c")], make.NOW) == ["c"]
    assert outbox.counts(con) == {"pending": 1, "sending": 1, "sent": 1, "parked": 0}


def test_what_is_taken_is_marked_before_it_is_sent(path):
    with store.open_warehouse(path) as con:
        outbox.enqueue(con, [make.alert("b"), make.alert("a")], make.NOW)
        taken = outbox.take(con, make.later(minutes=1), 1)
    with store.open_warehouse(path) as con:
        rest = outbox.take(con, make.later(minutes=1), 9)

        assert taken == (
            outbox.Queued(
                alert=make.alert("b"),
                attempts=1,
                sending_since=make.later(minutes=1),
                first_tried_at=make.later(minutes=1),
                tried_at=make.later(minutes=1),
            ),
        )
        assert keys(rest) == ["a"]
        assert outbox.take(con, make.later(days=1), 9) == ()


def test_what_a_dead_process_was_sending_is_taken_over_once_a_lease(con):
    outbox.enqueue(con, [make.alert("a")], make.NOW)
    outbox.take(con, make.NOW, 9)

    assert outbox.uncertain(con, make.later(seconds=119)) == ()
    (mine,) = outbox.uncertain(con, make.later(seconds=120))
    assert (mine.alert, mine.attempts) == (make.alert("a"), 1)
    assert outbox.uncertain(con, make.later(seconds=121)) == ()
    assert outbox.uncertain(con, make.later(days=1), limit=0) == ()
    assert keys(outbox.uncertain(con, make.later(seconds=121), lease_s=0)) == ["a"]
    assert keys(outbox.uncertain(con, make.later(days=-9))) == ["a"]  # the clock went back


def test_somebody_who_waits_knows_until_when(con):
    nothing = outbox.waiting(con, make.NOW, 30.0)
    outbox.enqueue(con, [make.alert("a"), make.alert("b")], make.NOW)
    at_once = outbox.waiting(con, make.NOW, 30.0)
    (a,) = outbox.take(con, make.NOW, 1)
    (b,) = outbox.take(con, make.NOW, 1)
    outbox.failed(con, a.alert.alert_id, "slow down", make.NOW, make.later(minutes=5))
    lease = outbox.waiting(con, make.NOW, 30.0)
    outbox.sent(con, b.alert.alert_id, RECEIPT, make.NOW)

    assert (nothing, at_once) == (({}, None), ({"": make.NOW}, None))
    assert lease == ({"": make.later(minutes=5)}, make.later(seconds=30))
    assert outbox.waiting(con, make.NOW, 30.0) == ({"": make.later(minutes=5)}, None)


def test_what_arrived_stays_sent(con):
    outbox.enqueue(con, [make.alert("a")], make.NOW)
    (queued,) = outbox.take(con, make.NOW, 9)
    outbox.sent(con, queued.alert.alert_id, RECEIPT, make.later(seconds=2))
    outbox.failed(con, queued.alert.alert_id, "late news", make.NOW, make.NOW)

    found = con.execute(
        "SELECT state, sent_at, receipt_ts, receipt_channel, last_error FROM store.outbox"
    ).fetchall()
    assert found == [("sent", make.later(seconds=2), "1763726400.000100", "C1", None)]


def test_what_failed_waits_and_what_cannot_succeed_is_parked(con):
    outbox.enqueue(con, [make.alert("a"), make.alert("b")], make.NOW)
    a, b = outbox.take(con, make.NOW, 9)
    outbox.failed(con, a.alert.alert_id, "slow down", make.NOW, make.later(minutes=5))
    outbox.failed(con, b.alert.alert_id, "msg_too_long", make.NOW, None)

    assert outbox.take(con, make.later(minutes=4), 9) == ()
    (again,) = outbox.take(con, make.later(minutes=5), 9)
    assert (again.alert.key, again.attempts) == ("a", 2)
    assert outbox.counts(con) == {"pending": 0, "sending": 1, "sent": 0, "parked": 1}


def test_an_alert_without_a_receipt_is_sent_too(con):
    outbox.enqueue(con, [make.alert("a")], make.NOW)
    (queued,) = outbox.take(con, make.NOW, 9)
    outbox.sent(con, queued.alert.alert_id, None, make.NOW)

    assert outbox.counts(con)["sent"] == 1


def test_alerts_go_in_the_order_in_which_they_were_written_down(con):
    given = [str(n) for n in (5, 3, 9, 1)]
    outbox.enqueue(con, [make.alert(key) for key in given], make.NOW)

    assert keys(outbox.take(con, make.NOW, 9)) == given


def test_the_same_problem_is_one_row(con):
    first, second = make.problem(), make.problem(happened_at=make.later(hours=1))
    other = make.problem("gone (410)")

    assert problems.add(con, [first, second, other]) == [first, other]
    assert problems.add(con, [second]) == []
    found = con.execute(
        "SELECT text, times, first_at, last_at FROM problems ORDER BY text"
    ).fetchall()
    assert found == [
        ("gone (410)", 1, make.NOW, make.NOW),
        ("timed out", 3, make.NOW, make.later(hours=1)),
    ]


def test_a_problem_that_comes_back_is_news(con):
    problems.add(con, [make.problem()])

    assert problems.solve(con, "lga", "fetch", make.NOW) == 1
    assert problems.unsolved(con) == ()
    assert problems.add(con, [make.problem()]) == [make.problem()]
    assert problems.unsolved(con) == (make.problem(),)


def test_runs_are_told_newest_first(con):
    first = runs.start(con, "poll", make.NOW)
    second = runs.start(con, "notify", make.later(hours=1))
    runs.finish(con, first, {"entries": 3, "failed": 0}, make.later(seconds=9))

    notify, poll = runs.latest(con)
    assert (notify.run_id, notify.ended_at, notify.counts) == (second, None, {})
    assert (poll.flow, poll.ended_at) == ("poll", make.later(seconds=9))
    assert poll.counts == {"entries": 3, "failed": 0}
    assert runs.summary(con)["sources"] == 2


def test_old_runs_and_solved_problems_are_forgotten(con):
    runs.start(con, "poll", make.NOW)
    recent = runs.start(con, "poll", make.later(days=60))
    problems.add(con, [make.problem(), make.problem("still so")])
    con.execute(
        "UPDATE store.problems SET solved_at = $now WHERE text = 'timed out'", {"now": make.NOW}
    )

    assert runs.forget(con, make.later(days=30)) == 2
    assert [run.run_id for run in runs.latest(con)] == [recent]
    assert problems.unsolved(con) == (make.problem("still so"),)


def test_readers_see_a_whole_copy_and_keep_it(path, tmp_path):
    public = tmp_path / "public" / "placewatch.duckdb"
    with store.open_warehouse(path) as con:
        feeds.sync(con, [make.source("lga")], make.NOW)
        assert publish.publish(con, public)
        with duckdb.connect(public, read_only=True) as reader:
            feeds.sync(con, [make.source("lga"), make.source("tuc")], make.NOW)
            assert publish.publish(con, public)
            old = reader.execute("SELECT count(*) FROM sources").fetchone()
        with duckdb.connect(public, read_only=True) as reader:
            new = reader.execute("SELECT count(*) FROM sources").fetchone()

    assert (old, new) == ((1,), (2,))
    assert [file.name for file in public.parent.iterdir()] == [public.name]
    assert public.stat().st_mode & 0o222 == 0


def test_a_reader_in_another_process_does_not_stop_the_writer(path, tmp_path):
    public = tmp_path / "public" / "placewatch.duckdb"
    with store.open_warehouse(path) as con:
        publish.publish(con, public)
    reader = child(
        """
        import sys, time, duckdb
        con = duckdb.connect(sys.argv[1], read_only=True)
        print(con.execute("SELECT count(*) FROM sources").fetchone()[0], flush=True)
        sys.stdout.flush()
        time.sleep(60)
        """,
        public,
    )
    assert reader.stdout.readline() == "0\n"

    try:
        with store.open_warehouse(path, wait_s=0) as con:
            feeds.sync(con, [make.source("lga")], make.NOW)
            assert publish.publish(con, public)
    finally:
        reader.kill()
        reader.communicate()

    with duckdb.connect(public, read_only=True) as con:
        assert con.execute("SELECT source_id FROM sources").fetchall() == [("lga",)]


def test_nothing_new_is_not_published_again(path, tmp_path):
    public = tmp_path / "placewatch.duckdb"
    with store.open_warehouse(path) as con:
        first = publish.publish(con, public)
        second = publish.publish(con, public)
    inode = public.stat().st_ino
    with store.open_warehouse(path) as con:
        feeds.due(con, make.NOW)
        third = publish.publish(con, public)
        problems.add(con, [make.problem()])
        fourth = publish.publish(con, public)

    assert (first, second, third, fourth) == (True, False, False, True)
    assert public.stat().st_ino != inode


def test_leftovers_of_a_killed_publisher_and_of_careless_readers_are_swept(path, tmp_path):
    public = tmp_path / "public" / "placewatch.duckdb"
    public.parent.mkdir()
    (public.parent / ".placewatch.duckdb.4711").write_bytes(b"half a copy")
    (public.parent / "placewatch.duckdb.wal").write_bytes(b"of a reader who wrote")

    with store.open_warehouse(path) as con:
        publish.publish(con, public)

    assert [file.name for file in public.parent.iterdir()] == [public.name]


def test_a_copy_that_fails_says_why_and_leaves_nothing(path, tmp_path):
    with store.open_warehouse(path):
        with pytest.raises(copying.CopyFailed, match="No such file or directory"):
            copying.copy(path, tmp_path / "missing" / "copy")

    assert os.listdir(tmp_path) == ["home"]


def test_a_lease_is_longer_than_a_post_and_the_wait_after_it():
    assert timedelta(seconds=outbox_next.LEASE_S) >= timedelta(seconds=30 + 30)
