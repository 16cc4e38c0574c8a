from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.warehouse import make
from warehouse import entries, feeds, problems, queries, store


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


def test_a_failure_is_told_in_plain_words_until_the_feed_is_well_again(con):
    bad = make.poll(
        "lga", status="not found (404)", remark="look for a new address", failures=1.0,
        has_body=False, entries=None, next_poll_at=make.later(hours=1),
    )  # fmt: skip
    feeds.polled(con, [bad], make.NOW)
    problems.add(con, [make.problem(), make.problem(about="https://lga.example/feed")])
    feeds.polled(con, [bad], make.later(days=2))
    ailing = sources(con)[0]
    still_open = problems.unsolved(con)
    feeds.polled(con, [make.poll("lga", make.entry(1))], make.later(days=3))
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


def test_another_failure_takes_the_place_of_the_one_before(con):
    bad = {"kind": "soft", "failures": 0.5, "has_body": False, "entries": None}
    feeds.polled(con, [make.poll("lga", status="not found (404)", **bad)], make.NOW)
    problems.add(con, [make.problem("not found (404)")])
    feeds.polled(con, [make.poll("lga", status="blocked (403)", **bad)], make.later(hours=1))

    assert problems.unsolved(con) == ()


def test_a_feed_that_was_taken_away_for_good_is_asked_again_only_at_another_address(con):
    gone = make.poll(
        "lga", status="gone (410)", kind="hard", failures=1.0, is_gone=True, has_body=False,
        entries=None,
    )  # fmt: skip
    feeds.polled(con, [gone], make.NOW)
    tuc, moved = make.source("tuc", kind="union"), "https://lga.example/new"
    by_hand = {"read_before": make.later(days=90), "hosts": {"lga.example"}}
    later = names(feeds.due(con, make.later(days=90), **by_hand))
    feeds.sync(con, [make.source("lga", feed=moved), tuc], make.later(days=90))

    assert later == ["tuc"]
    assert [feed.url for feed in feeds.due(con, make.later(days=90))][-1] == moved


def test_who_was_not_asked_is_asked_when_he_wants_and_nothing_else_is_learnt(con):
    before = store.read(con, "FROM store.feeds WHERE source_id = 'lga'")[0]
    feeds.postponed(con, {make.feed_id("lga"): make.later(hours=5)})
    after = store.read(con, "FROM store.feeds WHERE source_id = 'lga'")[0]

    assert after == before | {"next_poll_at": make.later(hours=5)}


@pytest.mark.parametrize(
    ("words", "by_clock", "by_hand"),
    [
        pytest.param({"fresh_s": 7200.0}, False, False, id="Cache-Control"),
        pytest.param({"ttl_s": 7200.0}, False, True, id="ttl"),
        pytest.param({"skip_hours": (12, 13, 14)}, False, True, id="skipHours"),
        pytest.param({"fresh_s": 1800.0}, True, True, id="nothing that holds so long"),
    ],
)
def test_http_binds_everybody_and_the_feed_itself_the_clock_only(path, words, by_clock, by_hand):
    later = make.later(minutes=90)
    with store.open_warehouse(path) as con:
        feeds.sync(con, [make.source("lga")], make.NOW)
        poll = make.poll("lga", make.entry(0), next_poll_at=None, etag="e", **words)
        feeds.polled(con, [poll], make.NOW)
        clock = names(feeds.due(con, later))
        hand = names(feeds.due(con, later, hosts={"lga.example"}))

    assert (clock == ["lga"], hand == ["lga"]) == (by_clock, by_hand)


def test_a_weekly_blog_is_known_as_weekly_after_its_first_poll(path):
    posts = [make.entry(n, published_at=make.NOW - timedelta(weeks=n)) for n in range(10)]
    with store.open_warehouse(path) as con:
        feeds.sync(con, [make.source("lga")], make.NOW)
        poll = make.poll("lga", *posts, next_poll_at=None, etag="e")
        feeds.polled(con, [poll], make.NOW)
        (row,) = store.read(con, "SELECT rhythm_s, newest_at, next_poll_at FROM store.feeds")

    assert row["rhythm_s"] == pytest.approx(7 * 86_400)
    assert row["newest_at"] == make.NOW
    assert row["next_poll_at"] == make.later(hours=7)


@pytest.mark.parametrize(
    ("shown", "changes", "trusted"),
    [
        pytest.param({"hours": -20}, {}, False, id="an entry that stood there long before"),
        pytest.param({"hours": 23, "minutes": 50}, {}, True, id="an entry of the last minutes"),
        pytest.param(None, {}, True, id="an entry without a date"),
        pytest.param({"hours": 23, "minutes": 50}, {"etag": "e"}, False, id="the tag of before"),
    ],
)
def test_a_304_that_a_whole_body_contradicts_is_not_believed_for_a_week(
    con, shown, changes, trusted
):
    seen = {"etag": "e", "body_digest": "one", "is_full": True}
    feeds.polled(con, [make.poll("lga", **seen)], make.NOW)
    same = make.poll("lga", has_body=False, entries=None)
    feeds.polled(con, [same], make.later(hours=23))
    found = make.entry(1, published_at=shown and make.later(**shown))
    whole = {"etag": "f", "body_digest": "two", "is_full": True} | changes
    feeds.polled(con, [make.poll("lga", found, **whole)], make.later(hours=24))

    until = lga(con, make.later(days=2)).distrusted_until
    assert until == (None if trusted else make.later(days=8))
