"""Which sources join the thread of an initiative that was told."""

from dataclasses import replace

import pytest

from tests.themes.told import QUOTE, mention, told
from themes.happenings_joined import MOST_REPLIES, Followed, joining


def followed(**changes):
    known = {
        "initiative_id": "open-door",
        "name": "Open Door",
        "sources": frozenset({"MHCLG"}),
        "replies": 0,
    }
    return {"open-door": Followed(**known | changes)}


def sources(*items, at=None, stories=None, ringing=()):
    found = joining(items, followed() if at is None else at, stories or {}, ringing)
    return [(one.key, [teller.source for teller in one.tellers]) for one in found]


LGC = told([mention()], "a2", "LGC", "trade_press")
UNISON = told([mention()], "a3", "UNISON", "union")


def test_sources_that_had_not_told_of_it_join_in_one_reply_the_nearest_first():
    found = sources(LGC, told([mention()]), UNISON)

    assert found == [("open-door:source:unison", ["UNISON", "LGC"])]


def test_a_source_joins_once_however_often_it_writes():
    again = told([mention()], "a4", "LGC", "trade_press")

    assert sources(LGC, again) == [("open-door:source:lgc", ["LGC"])]
    assert sources(LGC, at=followed(sources=frozenset({"MHCLG", "LGC"}))) == []


def test_what_rings_now_names_its_other_sources_itself():
    assert sources(LGC, ringing={"open-door"}) == []


def test_what_was_never_told_has_no_thread_to_join():
    assert sources(LGC, at={}) == []


def test_so_many_replies_follow_one_piece_of_news_and_no_more():
    assert sources(LGC, at=followed(replies=MOST_REPLIES - 1)) != []
    assert sources(LGC, at=followed(replies=MOST_REPLIES)) == []


@pytest.mark.parametrize(
    "item",
    [
        pytest.param(told([mention()], "a2", "LGC", is_baseline=True), id="there before we looked"),
        pytest.param(told([mention(is_main=False)], "a2", "LGC"), id="named by the way"),
        pytest.param(told([mention(confidence=0.3)], "a2", "LGC"), id="a doubtful name"),
        pytest.param(told([mention()], "a2", "LGC", is_relevant=False), id="on no theme"),
    ],
)
def test_only_news_that_is_about_it_joins(item):
    assert sources(item) == []


def test_a_text_that_was_told_joins_though_no_rule_or_name_is_found_in_it():
    welsh = told([], "a5", "Llywodraeth Cymru", "government", is_relevant=False)

    (coverage,) = joining([welsh], followed(), {"a5": "open-door"}, ())

    (teller,) = coverage.tellers
    assert (teller.source, teller.quote, teller.is_same) == ("Llywodraeth Cymru", "", True)


def test_a_reply_tells_in_which_words_it_is_named():
    (coverage,) = joining([LGC], followed(), {}, ())

    (teller,) = coverage.tellers
    assert (teller.quote, teller.is_same) == (QUOTE, False)
    assert "Open Door" in teller.matched


def test_what_was_merged_with_it_belongs_to_its_thread():
    other = replace(mention(), initiative_id="shut-door", name="Shut Door")
    at = followed()
    at["shut-door"] = at["open-door"]

    found = sources(LGC, told([other], "a3", "UNISON", "union"), at=at)

    assert found == [("open-door:source:unison", ["UNISON", "LGC"])]
