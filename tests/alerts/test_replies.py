"""What joins a thread: short, complete by itself, and harmless whatever it holds."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.compose import NEWS, compose
from alerts.replies import compose_coverage, compose_reply
from records import Coverage, Happening, Teller
from tests.alerts.samples import FULL, MINIMAL, NOW, URL, golden, happening
from tests.fakes.slack_blocks import fault_of_blocks

REPLY = FULL | {"new_areas": ("Gwynedd", "Fife"), "report": None, "deadline": None}
ANY = st.one_of(
    st.text(st.characters(), max_size=50),
    st.sampled_from(["&", "<!channel>", "é", "😀", "word ", "x", "\u0301", "\n"]).flatmap(
        lambda piece: st.integers(1, 1_000).map(lambda times: piece * times)
    ),
)


def teller(number=1, **changes):
    known = {
        "source": "Institute for Government",
        "source_kind": "think_tank",
        "article_id": f"a{number}",
        "title": "Pooled budgets are announced again",
        "url": URL,
        "quote": "With the Place Budget Pilots ministers pool budgets once more.",
        "matched": ("Place Budget Pilots",),
        "published_at": NOW,
        "is_same": False,
    }
    return Teller(**known | changes)


def coverage(*tellers, **changes):
    known = {
        "key": "place-budget-pilots:source:institute for government",
        "initiative_id": "0123456789abcdef0123",
        "name": "Place Budget Pilots",
        "tellers": tellers or (teller(),),
    }
    return Coverage(**known | changes)


def lines(alert):
    return alert.text.split("\n")


def test_a_reply_reads_as_the_golden_pair():
    step = compose_reply(happening(**REPLY), NOW)
    joined = compose_coverage(
        coverage(teller(), teller(2, source="LGC", source_kind="trade_press", is_same=True)), NOW
    )

    golden(f"{step.text}\n\n{joined.text}\n", "replies.txt")
    shown = [json.loads(one.blocks) for one in (step, joined)]
    golden(json.dumps(shown, indent=2, sort_keys=True, ensure_ascii=False) + "\n", "replies.json")


def test_a_reply_is_named_by_its_key_and_repeats_nothing_of_the_first_message():
    first, reply = (make(happening(**FULL), NOW) for make in (compose, compose_reply))

    assert (first.alert_id, first.key) == (reply.alert_id, reply.key)
    assert len(reply.text) < len(first.text)
    for told in ("How sure", "Who", "Where", "rule total-place-pilot", "Check it"):
        assert told not in reply.text


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"kind": "area", "new_areas": ("Hull",)}, []),
        ({"kind": "area", "new_areas": ("Hull", "Kent")}, ["New areas: Hull, Kent"]),
        ({"kind": "sponsor", "new_sponsors": ("NAO (evaluates)",)}, []),
        ({"kind": "deadline", "deadline": "responses by 12 December"}, []),
        ({"kind": "report", "report": "The first year"}, []),
        (
            {"kind": "step", "step": "ended", "new_areas": ("Hull",), "report": "The end"},
            ["New areas: Hull", "Published: The end"],
        ),
    ],
    ids=["an area", "areas", "a sponsor", "a deadline", "a report", "a step with more"],
)
def test_what_the_headline_says_is_not_said_again(facts, told):
    _, *rest = lines(compose_reply(happening(**facts), NOW))

    assert rest == [*told, f"Article: {URL}"]


@pytest.mark.parametrize(
    ("many", "headline", "last"),
    [
        (1, "Further source: Place Budget Pilots: S1", f"Article: {URL}"),
        (3, "Further sources: Place Budget Pilots: S1 and 2 more", f"Article: {URL}"),
        (7, "Further sources: Place Budget Pilots: S1 and 6 more", "and 3 more sources"),
    ],
)
def test_of_many_further_sources_the_first_are_shown_and_the_rest_counted(many, headline, last):
    some = [teller(number, source=f"S{number}") for number in range(1, many + 1)]

    told = lines(compose_coverage(coverage(*some), NOW))

    assert (told[0], told[-1]) == (headline, last)
    assert sum(line.startswith("Article: ") for line in told) == min(many, 4)


@given(
    st.fixed_dictionaries(
        dict.fromkeys(("name", "quote", "title", "source", "source_kind", "report"), ANY)
        | dict.fromkeys(("new_areas", "new_sponsors", "steps", "also"), st.lists(ANY).map(tuple))
        | {"kind": st.sampled_from([*NEWS, ""]), "voice": st.none() | ANY}
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_happens_slack_takes_the_reply(facts):
    one = {key: facts[key] for key in ("source", "source_kind", "title", "quote")}
    reply = compose_reply(Happening(**(MINIMAL | facts)), NOW)
    joined = compose_coverage(coverage(*[teller(**one)] * 6, name=facts["name"]), NOW)

    for alert in (reply, joined):
        assert fault_of_blocks(json.loads(alert.blocks)) is None
        assert len(alert.blocks) <= 12_000
        assert 0 < len(alert.text) <= 12_000
        assert "<!channel>" not in alert.text
        alert.text.encode()
