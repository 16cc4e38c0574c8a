from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.warehouse import make
from warehouse import entries, feeds, pace, problems, queries, store


def sources(con):
    names = "source_id, name, kind, health, remark, last_success_at, last_new_at, next_poll_at"
    found = store.read(con, f"SELECT {names} FROM main.sources ORDER BY kind, name, source_id")
    return [SimpleNamespace(**row) for row in found]


def names(found):
    return [feed.source_id for feed in found]


def lga(con, now):
    (found,) = [feed for feed in feeds.due(con, now) if feed.source_id == "lga"]
    return found


def test_a_new_source_is_due_at_once_and_has_no_baseline(path):
    with store.open_warehouse(path) as con:
        changes = feeds.sync(con, [make.source("lga"), make.source("dhsc", feed=None)], make.NOW)
        (feed,) = feeds.due(con, make.NOW)

    assert changes == feeds.Changes(added=("lga", "dhsc"), changed=(), removed=())
    assert (feed.source_id, feed.url, feed.baseline_at, feed.failures) == (
        "lga", "https://lga.example/feed", None, 0.0,
    )  # fmt: skip


def test_the_same_seeds_again_change_nothing(con):
    again = feeds.sync(con, [make.source("lga"), make.source("tuc", kind="union")], make.NOW)

    assert again == feeds.Changes(added=(), changed=(), removed=())


def test_a_source_that_left_the_seeds_is_switched_off_and_kept(con):
    gone = feeds.sync(con, [make.source("lga")], make.NOW)
    due = feeds.due(con, make.later(days=1))
    health = {row.source_id: row.health for row in sources(con)}
    back = feeds.sync(con, [make.source("lga"), make.source("tuc", kind="union")], make.NOW)

    assert gone.removed == ("tuc",)
    assert names(due) == ["lga"]
    assert health["tuc"] == "no longer in the list of sources"
    assert back.changed == ("tuc",)
    assert sorted(names(feeds.due(con, make.later(days=1)))) == ["lga", "tuc"]


def test_a_source_that_is_switched_off_is_not_polled(con):
    feeds.sync(con, [make.source("lga", is_on=False), make.source("tuc", kind="union")], make.NOW)

    assert names(feeds.due(con, make.later(days=1))) == ["tuc"]


def test_a_new_address_is_a_new_feed_and_the_old_one_comes_back_with_its_history(con):
    moved = make.source("lga", feed="https://lga.example/new")
    tuc = make.source("tuc", kind="union")
    feeds.polled(con, [make.poll("lga", make.entry(1), etag='"one"')], make.NOW)
    feeds.sync(con, [moved, tuc], make.NOW)
    (new,) = feeds.due(con, make.NOW)
    feeds.sync(con, [make.source("lga"), tuc], make.NOW)
    (old,) = feeds.due(con, make.NOW)

    assert (new.url, new.baseline_at, new.etag) == ("https://lga.example/new", None, None)
    assert (old.url, old.baseline_at, old.etag) == (
        "https://lga.example/feed", make.NOW, '"one"',
    )  # fmt: skip
    assert queries.ask(con, "orphans").rows == ()


def test_another_pattern_of_links_makes_the_next_reading_a_first_one(con):
    feeds.polled(con, [make.poll("lga", etag="e", last_modified="l", body_digest="d")], make.NOW)
    listing = make.source("lga", feed_kind="listing", links="/news/*")
    feeds.sync(con, [listing, make.source("tuc", kind="union")], make.NOW)

    (feed,) = feeds.due(con, make.NOW)
    assert (feed.kind, feed.links, feed.baseline_at) == ("listing", "/news/*", None)
    assert (feed.etag, feed.last_modified, feed.body_digest) == (None, None, None)


def test_the_entries_of_a_first_reading_are_no_news(path):
    many = [make.entry(n, published_at=make.NOW - timedelta(days=n)) for n in range(40)]
    with store.open_warehouse(path) as con:
        feeds.sync(con, [make.source()], make.NOW)
        first = feeds.polled(con, [make.poll("lga", *reversed(many))], make.NOW)
        pending = entries.pending(con, make.NOW, 99)
        second = feeds.polled(con, [make.poll("lga", *many, make.entry(50))], make.later(hours=1))
        news = entries.pending(con, make.later(hours=1), 99)[0]

    assert len(first) == 40
    assert [entry.entry_id for entry in pending] == [f"lga-e{n}" for n in range(30)]
    assert all(entry.is_baseline for entry in pending)
    assert second == ["lga-e50"]
    assert (news.entry_id, news.is_baseline) == ("lga-e50", False)


def test_a_first_reading_may_ring_if_somebody_wants_it(path):
    with store.open_warehouse(path) as con:
        feeds.sync(con, [make.source()], make.NOW)
        poll = make.poll("lga", make.entry(1), make.entry(2))
        feeds.polled(con, [poll], make.NOW, baseline_articles=1, ring_baseline=True)

        (entry,) = entries.pending(con, make.NOW, 99)
    assert (entry.entry_id, entry.is_baseline) == ("lga-e1", False)


def test_a_feed_without_entries_has_been_read_all_the_same(path):
    with store.open_warehouse(path) as con:
        feeds.sync(con, [make.source()], make.NOW)
        feeds.polled(con, [make.poll("lga")], make.NOW)
        feeds.polled(con, [make.poll("lga", make.entry(1))], make.later(hours=1))

        (entry,) = entries.pending(con, make.later(hours=1), 99)
    assert not entry.is_baseline


def test_validators_are_kept_byte_for_byte_until_another_body_comes(con):
    etag, modified = 'W/"a\tü"', "Sat, 21 Nov 2026 12:00:00 GMT "
    feeds.polled(
        con,
        [make.poll("lga", etag=etag, last_modified=modified, body_digest="d", is_full=True)],
        make.NOW,
    )
    unchanged = make.poll("lga", has_body=False, entries=None)
    feeds.polled(con, [unchanged], make.later(hours=1))
    kept = lga(con, make.later(days=1))
    feeds.polled(con, [make.poll("lga", body_digest="other")], make.later(hours=2))
    dropped = lga(con, make.later(days=1))

    assert (kept.etag, kept.last_modified, kept.body_digest) == (etag, modified, "d")
    assert kept.full_fetch_at == make.NOW
    assert (dropped.etag, dropped.last_modified, dropped.body_digest) == (None, None, "other")
    assert dropped.full_fetch_at == make.NOW


def test_a_permanent_redirect_is_remembered_while_it_lasts(con):
    def moved_to():
        return con.execute("SELECT moved_to FROM sources WHERE source_id = 'lga'").fetchone()[0]

    feeds.polled(con, [make.poll("lga", moved_to="https://new.example/")], make.NOW)
    moved = moved_to()
    feeds.polled(con, [make.poll("lga", status="timed out", failures=0.5)], make.NOW)
    still = moved_to()
    feeds.polled(con, [make.poll("lga")], make.NOW)

    assert moved == still == "https://new.example/"
    assert moved_to() is None


def test_a_failure_is_told_in_plain_words_until_the_feed_is_well_again(con):
    problems.add(con, [make.problem(), make.problem(about="https://lga.example/feed")])
    bad = make.poll(
        "lga", status="not found (404)", remark="look for a new address", failures=1.0,
        has_body=False, entries=None, next_poll_at=make.later(hours=1),
    )  # fmt: skip
    feeds.polled(con, [bad], make.NOW)
    feeds.polled(con, [bad], make.later(days=2))
    ailing = sources(con)[0]
    still_open = problems.unsolved(con)
    feeds.polled(con, [make.poll("lga")], make.later(days=3))
    well = sources(con)[0]

    assert ailing.health == "not found (404) since 21 November"
    assert ailing.last_success_at == make.NOW
    assert len(still_open) == 2
    assert well.health == "working"
    assert problems.unsolved(con) == ()


def test_a_feed_is_due_when_its_time_has_come(con):
    feeds.polled(con, [make.poll("lga", next_poll_at=make.later(hours=2))], make.NOW)

    assert names(feeds.due(con, make.later(minutes=29))) == []
    assert names(feeds.due(con, make.later(minutes=31))) == ["tuc"]
    assert names(feeds.due(con, make.later(hours=3))) == ["tuc", "lga"]
    assert names(feeds.due(con, make.later(hours=3), limit=1)) == ["tuc"]


def test_a_clock_that_was_wrong_does_not_silence_a_feed(con):
    feeds.polled(con, [make.poll("lga", next_poll_at=make.later(days=4000))], make.NOW)

    assert names(feeds.due(con, make.NOW)) == ["lga"]


@pytest.mark.parametrize(
    ("failures", "kind", "retry_after_s", "minutes"),
    [
        pytest.param(0.0, None, None, 30, id="well"),
        pytest.param(0.5, "soft", None, 42.426, id="first soft failure"),
        pytest.param(1.0, "hard", None, 60, id="first hard failure"),
        pytest.param(50.0, "soft", None, 24 * 60, id="soft for weeks"),
        pytest.param(5000.0, "hard", None, 30 * 24 * 60, id="hard for years"),
        pytest.param(0.5, "temporary", 7200.0, 120, id="asked to wait"),
        pytest.param(0.5, "temporary", 1.0, 42.426, id="asked to wait for less"),
        pytest.param(0.5, "temporary", 1e9, 7 * 24 * 60, id="asked to wait for ever"),
        pytest.param(0.5, "temporary", float("nan"), 42.426, id="asked for nonsense"),
        pytest.param(0.0, None, 3600.0, 60, id="well, and asked to wait"),
    ],
)
def test_the_wait_grows_with_failures_and_has_an_end(failures, kind, retry_after_s, minutes):
    at = pace.next_poll(make.NOW, failures, kind, retry_after_s, 0.5)

    assert (at - make.NOW).total_seconds() == pytest.approx(minutes * 60, rel=1e-4)


def test_jitter_spreads_the_wait_by_a_tenth_each_way():
    waits = [pace.next_poll(make.NOW, 0.0, None, None, j) - make.NOW for j in (0.0, 0.5, 1.0)]

    assert waits == [timedelta(minutes=27), timedelta(minutes=30), timedelta(minutes=33)]


def test_hard_failures_count_double():
    assert pace.failures_after(1.0, "hard") == 2.0
    assert pace.failures_after(1.0, "soft") == pace.failures_after(1.0, "temporary") == 1.5
