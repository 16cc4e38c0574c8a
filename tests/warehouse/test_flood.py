"""A feed that makes new ids at every fetch, by mistake or in anger, floods nothing."""

from datetime import timedelta

from tests.warehouse.make import NOW, entry, later
from warehouse import entries
from warehouse.entries import IDS_A_DAY

URL = "https://lga.example/1"


def announced(con, number, mark, now=NOW, url=URL):
    return entries.add_entries(con, [entry(number, url=url, mark=mark)], now)


def test_the_same_address_in_the_same_words_is_no_news_under_another_id(con):
    assert announced(con, 1, "a") == ["lga-e1"]
    assert announced(con, 2, "a") == []
    assert announced(con, 3, "b") == ["lga-e3"]
    assert announced(con, 4, "a", url=URL + "/other") == ["lga-e4"]


def test_one_reading_that_says_the_same_many_times_says_it_once(con):
    given = [entry(number, url=URL, mark="a") for number in range(50)]

    assert entries.add_entries(con, given, NOW) == ["lga-e0"]


def test_in_ever_other_words_an_address_is_news_only_so_often_a_day(con):
    given = [entry(number, url=URL, mark=f"mark {number}") for number in range(50)]

    assert len(entries.add_entries(con, given, NOW)) == IDS_A_DAY
    assert announced(con, 60, "another", later(hours=5)) == []
    assert announced(con, 61, "another", NOW + timedelta(days=2)) == ["lga-e61"]


def test_the_same_words_of_another_feed_are_kept(con):
    announced(con, 1, "a")

    assert entries.add_entries(con, [entry(1, "nhs", url=URL, mark="a")], NOW) == ["nhs-e1"]
