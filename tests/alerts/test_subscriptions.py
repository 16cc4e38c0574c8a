"""Who gets what, as the file says it: what can be read, and every fault with its line."""

import json
from datetime import time
from pathlib import Path

import jsonschema
import pytest
import yaml

import seedfiles
from alerts import subscriptions_load
from alerts.quiet import Quiet
from alerts.subscriptions import Known, Manners, Subscription, covers
from seedfiles import SeedError

SEEDS = Path(__file__).parents[2] / "seeds"
SHIPPED = SEEDS / "subscriptions.yaml"
WALES, KENT = "C0123456789", "C0123456790"
KNOWN = Known(
    themes=("shared_services", "place_based_budgets"),
    nations=("uk", "england", "wales"),
    areas=frozenset({"Kent", "Wales", "Cymru"}),
    kinds=("union", "think_tank"),
)


@pytest.fixture
def load(tmp_path):
    """Read rows laid over the file that ships."""

    def read(text, home_channel="", known=KNOWN):
        own = tmp_path / "subscriptions.yaml"
        own.write_text(text, encoding="utf-8")
        return subscriptions_load.load(SHIPPED, own, home_channel, known)

    return read


def faults(load, text):
    with pytest.raises(SeedError) as caught:
        load(text)
    return [fault.partition("subscriptions.yaml:")[2] for fault in caught.value.faults]


def test_what_ships_sends_everything_to_the_default_channel():
    found = subscriptions_load.load(SHIPPED, known=KNOWN)

    assert found.rows == (Subscription(name="everything", channel=""),)
    assert found.rows[0].is_plain
    assert found.channels == found.taking("weekly") == ("",)
    assert not found.asks_where


def test_without_any_file_everything_goes_to_the_default_channel(tmp_path):
    found = subscriptions_load.load(tmp_path / "none.yaml", tmp_path / "neither.yaml")

    assert [(row.channel, row.is_plain) for row in found.rows] == [("", True)]


def test_the_examples_that_ship_can_be_used(load):
    lines = SHIPPED.read_text(encoding="utf-8").partition("# Examples.")[2].splitlines()
    rows = [line[2:] for line in lines if line.startswith(("# - ", "#   "))]
    schema = json.loads((SEEDS / "schema" / "subscriptions.json").read_text(encoding="utf-8"))

    found = load("\n".join(rows), known=None)

    assert [row.name for row in found.rows] == ["everything", "wales", "city-regions", "research"]
    assert found.taking("daily") == (WALES, KENT, "C0123456791")
    checked = jsonschema.Draft202012Validator(schema)
    given = (yaml.safe_load("\n".join(rows)), seedfiles.read(SHIPPED)[0])
    assert [list(checked.iter_errors(one)) for one in given] == [[], []]


def test_an_own_row_changes_the_keys_that_it_names_and_others_are_added(load):
    found = load(
        f"""
        - id: everything
          tiers: [weekly]
          quiet: {{from: "19:00", until: "08:00", weekends: true, immediate: waits}}
        - {{id: wales, channel: {WALES}, nations: [wales], areas: [Cymru], kinds: [think-tank],
           cap: 4}}
        """
    )

    assert found.rows == (
        Subscription(name="everything", channel="", tiers=frozenset({"weekly"})),
        Subscription(
            name="wales",
            channel=WALES,
            nations=frozenset({"wales"}),
            areas=frozenset({"Cymru"}),
            kinds=frozenset({"think_tank"}),
        ),
    )
    quiet = Quiet(begins=time(19), ends=time(8), weekends=True, is_strict=True)
    assert (found.of(""), found.of(WALES)) == (Manners(quiet=quiet), Manners(cap=4))


def test_the_default_channel_may_be_named_by_its_id_and_gets_nothing_if_its_rows_are_off(load):
    row = f"- {{id: kent, channel: {KENT}, areas: [Kent]}}\n"

    assert load(f"- {{id: everything, channel: {WALES}}}", home_channel=WALES).channels == ("",)
    assert load(f"- {{id: everything, channel: {WALES}}}").channels == ("", WALES)
    assert load("- {id: everything, on: false}\n" + row).channels == (KENT,)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("channel: '#alerts'", "1: 'channel' is '#alerts', no id of Slack's: write the channel's"),
        ("channel: default, themes: [budgets]", "1: no such theme 'budgets': choose: place_based"),
        ("channel: default, nations: [cornwall]", "1: no such nation 'cornwall': choose: uk, eng"),
        ("channel: default, areas: [Atlantis]", "1: no such area 'Atlantis': write a name or"),
        ("channel: default, kinds: [paper]", "1: no such kind 'paper': choose: union, think_tank"),
        ("channel: default, tiers: [hourly]", "1: no such tier 'hourly': choose: immediate, daily"),
        ("channel: default, areas: Kent", "1: 'areas' is no list of names: write 'areas: [one"),
        ("channel: default, areas: [Kent, Kent]", "1: 'Kent' stands twice in 'areas': keep one"),
        ("channel: default, theme: [x]", "1: no such key 'theme': a row has areas, cap, channel"),
        ("areas: [Kent]", "1: 'channel' is missing: write 'channel: …'"),
        ("channel: default, areas: [Kent], cap: 0", "1: 'cap' is 0: write a whole number above 0"),
        ("channel: default, areas: [Kent], quiet: {from: 19:00}", '1: 1140 is no hour: write it'),
        ("channel: default, areas: [Kent], quiet: {weekends: no}", "1: 'weekends' is 'no': write"),
        ("channel: default, areas: [Kent], quiet: {}", "1: 'quiet' is {}: write 'quiet: {from:"),
        (
            "channel: default, areas: [Kent], quiet: {from: '08:00', until: '08:00'}",
            "1: quiet hours end when they begin: write",
        ),
        ("channel: default, areas: [Kent]", "1: 'a' and 'everything' give the channel the same tw"),
        (
            f"channel: {KENT}, cap: 3, tiers: [immediate]",
            "1: a cap without the daily digest, which tells what was held back: add daily",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line_and_remedy(load, row, fault):
    found = faults(load, "- {id: a, " + row + "}")

    assert any(one.startswith(fault) for one in found), found


def test_all_faults_come_at_once(load):
    found = faults(load, "- {id: a b, channel: x}\n- 7\n- {id: c, channel: default, tiers: []}\n")

    assert [one.partition(":")[0] for one in found] == ["1", "1", "1", "3"]


def test_rows_that_reach_nobody_or_disagree_are_faults(load):
    rows = (
        f"- {{id: a, channel: {KENT}, areas: [Kent], cap: 3}}\n"
        f"- {{id: b, channel: {KENT}, kinds: [union], cap: 4}}\n"
    )

    assert faults(load, "- {id: everything, on: false}") == [
        "1: every row is off: nothing would reach anyone: let one row be on"
    ]
    assert faults(load, rows) == [
        "2: 'b' and 'a' give the channel another 'cap': a channel has one: keep it in one row"
    ]


@pytest.mark.parametrize(
    ("wide", "narrow", "is_covered"),
    [
        ({}, {"themes": ["a"]}, True),
        ({"themes": ["a", "b"]}, {"themes": ["a"]}, True),
        ({"themes": ["a"]}, {"themes": ["a", "b"]}, False),
        ({"themes": ["a"]}, {}, False),
        ({"areas": ["Kent"]}, {"areas": ["Kent"], "kinds": ["union"]}, True),
        ({"areas": ["Kent"]}, {"areas": ["Kent"], "nations": ["wales"]}, False),
        ({"areas": ["Kent"], "nations": ["wales"]}, {"areas": ["Kent"]}, True),
        ({"tiers": ["daily"]}, {}, False),
    ],
)
def test_a_row_covers_another_if_it_asks_for_less(wide, narrow, is_covered):
    made = [
        Subscription(name="x", channel="", **{key: frozenset(one) for key, one in row.items()})
        for row in (wide, narrow)
    ]

    assert covers(*made) is is_covered
