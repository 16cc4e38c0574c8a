from dataclasses import dataclass

import pytest

from alerts.routing import AT_ONCE, IN_DIGEST, NOT, facts, routes, takes
from alerts.subscriptions import Subscription

WALES, KENT = "C0123456789", "C0123456790"


@dataclass
class Place:
    name: str
    kind: str
    nation: str
    aliases: tuple = ()

    def names(self):
        return (self.name, *self.aliases)


PLACES = (
    Place("Salford", "metropolitan", "england"),
    Place("Greater Manchester", "combined authority", "england", ("GMCA",)),
    Place("North West", "region", "england"),
    Place("Swansea", "unitary", "wales"),
)
AROUND = {"Salford": ("Greater Manchester", "North West"), "Greater Manchester": ("North West",)}


class Atlas:
    """Salford lies in Greater Manchester, and that in the North West of England."""

    def get(self, name):
        return next((place for place in PLACES if place.name == name), None)

    def around(self, name):
        return AROUND.get(name, ())


def about(**changes):
    given = {
        "tier": "immediate", "themes": ["budgets"], "areas": ["Salford"], "nation": "uk",
        "kinds": ["government"], "atlas": Atlas(),
    }  # fmt: skip
    return facts(**given | changes)


def row(channel=KENT, **asks):
    return Subscription(
        name="r", channel=channel, **{key: frozenset(one) for key, one in asks.items()}
    )


@pytest.mark.parametrize(
    ("asks", "changes", "goes"),
    [
        pytest.param({}, {}, True, id="asks for nothing"),
        pytest.param({"themes": ["budgets", "other"]}, {}, True, id="one theme of two"),
        pytest.param({"themes": ["other"]}, {}, False, id="another theme"),
        pytest.param({"areas": ["Salford"]}, {}, True, id="the place"),
        pytest.param({"areas": ["Greater Manchester"]}, {}, True, id="what holds the place"),
        pytest.param({"areas": ["GMCA"]}, {}, True, id="by an alias"),
        pytest.param({"areas": ["North West"]}, {}, True, id="the region around it"),
        pytest.param(
            {"areas": ["Salford"]}, {"areas": ["Greater Manchester"]}, False, id="no part of it"
        ),
        pytest.param({"nations": ["england"]}, {}, True, id="the nation of the place"),
        pytest.param({"nations": ["uk"]}, {}, False, id="the place goes before the publisher"),
        pytest.param({"nations": ["uk"]}, {"areas": []}, True, id="no place: the publisher's"),
        pytest.param({"nations": ["wales"]}, {"areas": ["Swansea", "Salford"]}, True, id="of two"),
        pytest.param({"nations": ["wales"], "areas": ["Salford"]}, {}, True, id="either will do"),
        pytest.param({"areas": ["Salford"]}, {"areas": ["Nowhere"]}, False, id="unknown place"),
        pytest.param({"kinds": ["union"]}, {}, False, id="another publisher"),
        pytest.param({"kinds": ["union"]}, {"kinds": ["government", "union"]}, True, id="told by"),
        pytest.param({"themes": ["budgets"], "kinds": ["union"]}, {}, False, id="all are asked"),
        pytest.param({"areas": ["Kent"]}, {"channels": [KENT]}, True, id="has the thread"),
        pytest.param({"areas": ["Kent"]}, {"channels": [WALES]}, False, id="another's thread"),
    ],
)
def test_a_row_lets_through_what_meets_all_that_it_asks(asks, changes, goes):
    (found,) = routes([row(**asks)], about(**changes))

    assert (found.how == AT_ONCE) is goes
    assert found.how in (AT_ONCE, NOT)


def test_what_a_channel_reads_by_day_is_in_its_digest():
    rows = [row(tiers=["daily"]), row(WALES, tiers=["weekly"])]

    assert [(way.channel, way.how) for way in routes(rows, about())] == [
        (KENT, IN_DIGEST),
        (WALES, NOT),
    ]


@pytest.mark.parametrize(
    ("tiers", "how"),
    [
        (["immediate", "daily"], AT_ONCE),
        (["daily", "weekly"], IN_DIGEST),
        (["immediate"], NOT),
        (["weekly"], NOT),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else value,
)
def test_a_reply_of_the_tier_of_the_day_comes_at_once_where_news_does(tiers, how):
    (found,) = routes([row(tiers=tiers)], about(tier="daily"))

    assert found.how == how


def test_each_way_says_why_and_why_not():
    rows = [
        row("", themes=["budgets"], areas=["North West"]),
        row(WALES, nations=["wales"], kinds=["union"]),
        row(KENT, tiers=["weekly"]),
    ]

    assert [way.why for way in routes(rows, about())] == [
        "row r: theme budgets; in North West (Salford)",
        "row r: wants wales, is about Salford; wants a publisher that is union, has government",
        "row r: is immediate, and the row takes weekly",
    ]


def test_the_best_row_of_a_channel_counts():
    rows = [row(themes=["other"]), row(tiers=["daily"]), row(themes=["budgets"])]

    assert [(way.channel, way.how) for way in routes(rows, about())] == [(KENT, AT_ONCE)]
    assert [way.why for way in routes(rows[:1] * 2, about())] == [
        "row r: wants the theme other, has budgets; row r: wants the theme other, has budgets"
    ]


def test_a_digest_takes_what_its_own_rows_ask_for_and_are_read_by_day():
    rows = [row(areas=["Salford"]), row(WALES), row(KENT, tiers=["weekly"])]

    assert takes(rows, KENT)(about(tier="daily"))
    assert not takes(rows, KENT)(about(tier="daily", areas=["Swansea"]))
    assert takes(rows, KENT)(about(tier="weekly", areas=["Swansea"]))
