from datetime import timedelta

from records import Host
from tests.warehouse import make
from warehouse import hosts, store

NOW = make.NOW


def test_a_host_comes_back_as_it_was_kept(path):
    kept = (
        Host(host="a.example", robots="User-agent: *\nDisallow: /é", robots_at=NOW),
        Host(host="b.example:80", robots_at=NOW),
        Host(host="c.example", wait_until=NOW + timedelta(hours=3)),
    )
    with store.open_warehouse(path) as con:
        hosts.save(con, kept)
    with store.open_warehouse(path) as con:
        assert hosts.load(con) == kept


def test_what_is_learnt_anew_takes_the_place_of_the_old_and_others_stay(con):
    other = Host(host="b.example", robots_at=NOW)
    hosts.save(con, [Host(host="a.example", robots="User-agent: *", robots_at=NOW), other])

    hosts.save(con, [Host(host="a.example", wait_until=NOW)])

    assert hosts.load(con) == (Host(host="a.example", wait_until=NOW), other)


def test_a_visit_that_learnt_nothing_changes_nothing(con):
    hosts.save(con, [Host(host="a.example", wait_until=NOW)])

    hosts.save(con, [])

    assert hosts.load(con) == (Host(host="a.example", wait_until=NOW),)


def test_hosts_out_of_use_are_forgotten_and_those_that_wait_are_not(con):
    old, young = NOW - timedelta(days=61), NOW - timedelta(days=59)
    waiting = Host(host="c.example", robots_at=old, wait_until=NOW + timedelta(days=1))
    hosts.save(
        con,
        [
            Host(host="a.example", robots="User-agent: *", robots_at=old),
            Host(host="b.example", robots_at=young),
            waiting,
            Host(host="d.example", wait_until=old),
            Host(host="e.example"),
        ],
    )

    gone = hosts.forget(con, NOW - timedelta(days=60))

    assert gone == 3
    assert hosts.load(con) == (Host(host="b.example", robots_at=young), waiting)


def test_analysts_see_who_asked_us_to_wait(con):
    until = NOW + timedelta(hours=3)
    hosts.save(con, [Host(host="a.example", robots="x", robots_at=NOW, wait_until=until)])

    assert store.read(con, "FROM main.hosts") == [
        {"host": "a.example", "robots_at": NOW, "wait_until": until, "has_robots": True}
    ]
