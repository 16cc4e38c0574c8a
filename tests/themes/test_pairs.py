"""Which initiatives may be one: listed for people, with a reason, and not too many."""

from datetime import timedelta

import pytest

from tests.warehouse.make import NOW
from themes.initiatives import pairs
from themes.initiatives.names import initiative_id
from themes.initiatives.pairs import Sketch


def sketch(name, *also, days=0, **changes):
    given = {
        "initiative_id": initiative_id(name),
        "names": (name, *also),
        "kind": "pilot",
        "is_seeded": False,
        "areas": frozenset(),
        "sponsors": frozenset(),
        "seen_at": NOW - timedelta(days=days),
        "formerly": frozenset(),
    }
    return Sketch(**given | changes)


def reasons(*sketches, fresh=None):
    return [pair.reason for pair in pairs.find(sketches, fresh)]


KENT = {"areas": frozenset({"Kent"})}
HULL = {"areas": frozenset({"Hull"})}
CLOSE = "first seen within two months"


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (sketch("Shared Desk Accelerator"), sketch("SDA"),
         f"SDA fits the initials of Shared Desk Accelerator; {CLOSE}"),
        (sketch("Open Hands Pilot", **KENT), sketch("Medway Open Hands Pilot", **KENT),
         f"the same name without “medway”; both in Kent; {CLOSE}"),
        (sketch("Neighbourhood Nurse Zones"), sketch("Neighborhood Nurse Zone", days=200),
         "the same name, but for the letters of “neighborhood” and “neighbourhood”"),
        (sketch("Night Nurses Fund", **KENT), sketch("Night Nurses Grant", **KENT),
         f"the same name, but “fund” and “grant”; both in Kent; {CLOSE}"),
        (sketch("Growth Deal", **KENT), sketch("Growth Deal", initiative_id="0"),
         f"the same name; {CLOSE}"),
        (sketch("Border Skills Fund", formerly=frozenset({initiative_id("Tweed Purse")})),
         sketch("Tweed Purse", days=900), "a text calls one the other's former self"),
    ],
    ids=["acronym", "one word more", "letters", "another kind", "common name", "said so"],
)  # fmt: skip
def test_what_may_be_one_is_listed_with_its_reason(one, other, reason):
    assert reasons(one, other) == [reason]
    assert reasons(other, one) == [reason]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (sketch("Place Strategy 2020", **KENT), sketch("Place Strategy 2025", **KENT)),
        (sketch("Better Start Hull"), sketch("Better Start Luton")),
        (sketch("Growth Deal", **KENT), sketch("Growth Deal", initiative_id="0", **HULL)),
        (sketch("Wellbeing Doors East"), sketch("Wellbeing Doors West")),
        (sketch("Night Bus Pilot"), sketch("Day Centre Review")),
        (sketch("Total Place", is_seeded=True), sketch("Total Place Kent", is_seeded=True)),
    ],
    ids=["years", "places in the name", "places", "points of the compass", "nothing", "seeds"],
)
def test_what_is_plainly_two_is_not_asked_about(one, other):
    assert reasons(one, other) == []


def test_only_pairs_with_something_new_are_looked_for():
    old = [sketch("Shared Desk Accelerator"), sketch("SDA")]
    new = sketch("Shared Desk Accelerator Fund")

    assert reasons(*old, new, fresh={new.initiative_id}) == [
        f"the same name without “fund”; {CLOSE}"
    ]


def test_a_word_that_all_have_makes_no_pair_and_nobody_is_asked_without_end():
    many = [sketch(f"Lantern {chr(97 + at % 26)}{at} Pilot") for at in range(400)]
    alike = [sketch(f"Quince Harbour Lantern {word}") for word in ("ab", "cd", "ef", "gh", "ij",
                                                                   "kl", "mn")]  # fmt: skip

    assert pairs.find(many) == []
    assert len(pairs.find([*alike, sketch("Quince Harbour Lantern")])) == 5
