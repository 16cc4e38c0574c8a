"""What documents tell of calls, and how these stood."""

from dataclasses import replace

import pytest

from tests.warehouse import make
from warehouse import articles, calls, facts, hits, store


@pytest.fixture
def told(con):
    """A warehouse in which an article tells of a call."""
    linked = make.article(1, text="Text of 1. Write to hubs@lga.example.")
    articles.add_articles(con, [linked], make.NOW)
    facts.add(
        con,
        {
            "lga-a1": [
                ("organisations", "HM Treasury"),
                ("opens_at", "2026-11-01T09:00:00+00:00"),
                ("closes_at", make.later(days=21).isoformat()),
            ]
        },
        make.NOW,
    )
    hits.add_deadlines(con, [make.deadline(closes_at=make.later(days=21))], make.NOW)
    return con


def settle(con, **changes):
    (notice,) = calls.unsettled(con)
    call = make.call(closes_at=notice.closes_at, **changes)
    calls.add(con, [call], [(call.call_id, notice)], make.NOW)
    return call


def test_a_notice_has_what_the_publisher_says_beside_the_text(told):
    (notice,) = calls.unsettled(told)

    assert notice.organisations == "HM Treasury"
    assert notice.opens_at is not None
    assert notice.said_at == notice.closes_at
    assert "hubs@lga.example" in notice.near
    assert (notice.source, notice.title) == ("LGA", "Title 1")


def test_what_was_settled_is_no_news(told):
    assert calls.has_news(told, make.NOW)

    settle(told)

    assert not calls.has_news(told, make.NOW)
    assert calls.unsettled(told) == ()


def test_a_call_of_which_no_document_tells_is_gone_while_it_is_open(told):
    settle(told)

    hits.add_deadlines(told, [], make.NOW, read=["lga-a1"])

    (known,) = calls.known(told, make.NOW)
    assert known.is_gone
    assert [notice.document_id for notice in known.notices] == ["lga-a1"]
    assert calls.has_news(told, make.NOW)
    assert not calls.has_news(told, make.later(days=22))


def test_what_was_stays_beside_what_is(told):
    call = settle(told)
    moved = replace(call, sequence=1, closes_at=make.later(days=28), was_at=call.closes_at)

    calls.add(told, [moved], [], make.later(days=1))

    assert calls.standing(told, make.NOW) == (moved,)
    history = store.words(told, "SELECT closes_at FROM call_history ORDER BY sequence")
    assert history == [call.closes_at, moved.closes_at]


def test_a_call_counts_what_tells_of_it(told):
    settle(told)

    (row,) = store.read(told, "SELECT documents, sources, is_missed FROM calls")
    (deadline,) = store.read(told, "SELECT call_id, is_current, asker FROM deadlines")
    assert row == {"documents": 1, "sources": ["LGA"], "is_missed": False}
    assert deadline == {"call_id": "c1", "is_current": True, "asker": "LGA"}
