"""Rows that travel many at once arrive as they were."""

from datetime import UTC, timedelta

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records import Link
from tests.warehouse import make
from warehouse import articles, bulk, entries

LINK = ("url", "text")
NOON = make.NOW.replace(tzinfo=None)  # as hypothesis takes bounds
moments = st.none() | st.datetimes(
    min_value=NOON - timedelta(days=20_000),
    max_value=NOON + timedelta(days=20_000),
    timezones=st.just(UTC),
)
links = st.lists(st.builds(Link, url=st.text(), text=st.text()), max_size=3)
rows = st.lists(
    st.tuples(st.text(), st.none() | st.text(), moments, st.booleans(), st.integers(0, 2**40)),
    min_size=1,
    max_size=6,
)


def plain(text):
    """Return text as the warehouse keeps it: without lone surrogates."""
    return text.encode("utf-8", "replace").decode()


@pytest.fixture(scope="module")
def blank():
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        con.execute("CREATE SCHEMA store")
        yield con


@given(rows)
@settings(max_examples=60, deadline=None)
def test_values_of_every_kind_arrive_in_their_order(blank, given):
    title, remark, seen_at, is_on, size = zip(*given, strict=True)
    columns = {"title": title, "remark": remark, "seen_at": seen_at, "is_on": is_on, "size": size}
    bulk.make(blank, "given", columns)
    found = blank.execute("SELECT title, remark, seen_at, is_on, size FROM given").fetchall()
    assert found == [
        (plain(one), None if other is None else plain(other), *rest) for one, other, *rest in given
    ]


@given(st.lists(links, min_size=1, max_size=5))
@settings(max_examples=60, deadline=None)
def test_lists_of_structs_arrive_also_empty_ones(blank, lists):
    blank.execute("CREATE OR REPLACE TABLE store.kept (links STRUCT(url TEXT, text TEXT)[], n INT)")
    numbers = {"n": [*range(len(lists))]}
    bulk.insert(blank, "kept", numbers, structs={"links": bulk.Structs(lists, LINK)}, same={})
    found = [row[0] for row in blank.execute("SELECT links FROM store.kept ORDER BY n").fetchall()]
    assert found == [
        [{"url": plain(link.url), "text": plain(link.text)} for link in one] for one in lists
    ]


@pytest.mark.parametrize("count", [1, bulk.AT_ONCE, bulk.AT_ONCE + 1])
def test_as_many_rows_arrive_as_were_given(blank, count):
    numbers = [*range(count)]
    # The first statement sees no date at all, and the column holds dates all the same.
    seen = [make.NOW if number >= bulk.AT_ONCE else None for number in numbers]
    bulk.make(blank, "given", {"n": numbers, "name": [*map(str, numbers)], "seen_at": seen})
    assert blank.execute("SELECT n, name, seen_at FROM given").fetchall() == [
        (number, str(number), moment) for number, moment in zip(numbers, seen, strict=True)
    ]


def test_more_articles_than_one_statement_takes_are_all_kept(con):
    count = bulk.AT_ONCE + 3
    link = Link(url="https://lga.example/report.pdf", text="The report")
    announced = [make.entry(number, title=f"It’s {number}") for number in range(count)]
    read = [make.article(number, links=(link,) * (number % 3)) for number in range(count)]
    assert len(entries.add_entries(con, announced, make.NOW)) == count
    assert entries.add_entries(con, announced, make.NOW) == []
    assert len(articles.add_articles(con, read, make.NOW)) == count
    assert articles.add_articles(con, read, make.NOW) == []
    found = articles.with_texts(con, [one.article_id for one in read])
    states = con.execute("SELECT DISTINCT state, title LIKE 'It’s %' FROM store.entries")
    assert states.fetchall() == [("read", True)]
    assert [one.article for one in found] == read
