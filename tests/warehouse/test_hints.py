"""What may be new, under a name too unsure to be told."""

import pytest

from tests.warehouse import make
from warehouse import articles, decisions, entries, hits, initiatives


@pytest.fixture
def read(con):
    """A warehouse with three articles."""
    given = (("lga", 1), ("lga", 2), ("tuc", 3))
    entries.add_entries(con, [make.entry(number, name) for name, number in given], make.NOW)
    articles.add_articles(con, [make.article(number, name) for name, number in given], make.NOW)
    return con


def rows(con, sql):
    return con.execute(sql).fetchall()


def test_a_hint_stands_until_a_further_reading_finds_none_or_it_is_told_or_refused(read):
    shy = {"confidence": 0.3, "is_live": True, "claims": ()}
    names = {"lga-a1": "Open Purse", "lga-a2": "Hull Hubs", "tuc-a3": "Thing"}
    hints = [make.mention(name, document_id, **shy) for document_id, name in names.items()]
    found = "SELECT document_id, name, confidence FROM hints ORDER BY document_id"

    hits.add_hints(read, hints, make.NOW)
    hits.add_hints(read, hints[:1], make.NOW, read=["lga-a1", "lga-a2"])

    assert rows(read, found) == [("lga-a1", "Open Purse", 0.3), ("tuc-a3", "Thing", 0.3)]

    initiatives.record(read, [make.mention("Thing", "lga-a2")], make.NOW)  # told elsewhere

    assert rows(read, found) == [("lga-a1", "Open Purse", 0.3)]

    initiatives.record(read, [make.mention("Open Purse", "tuc-a3", is_live=False)], make.NOW)

    assert rows(read, found) == [("lga-a1", "Open Purse", 0.3)]  # named, and not as happening

    decisions.refuse(read, hints[0].initiative_id, decisions.By(who="ann", at=make.NOW))

    assert rows(read, found) == []
