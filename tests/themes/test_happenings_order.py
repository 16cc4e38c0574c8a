"""The order of the articles in a batch, and where a batch ends, change nothing that is told."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.themes.told import NOW, TITLES, claim, closing, mention, report, told
from themes import happenings
from themes.happenings import Standing

CLAIMS = st.one_of(
    st.sampled_from(["Hull", "Kent", "County Kent", "Fife", "England"]).map(
        lambda area: claim("area", area)
    ),
    st.sampled_from(["announced", "sites named", "running", "extended", "evaluated", "ended"]).map(
        lambda step: claim("step", step)
    ),
    st.tuples(st.sampled_from(["Acme", "MHCLG"]), st.sampled_from(["funds", "backs"])).map(
        lambda body: claim("sponsor", body[0], role=body[1])
    ),
)
NAMES = ("Open Door", "Shut Door")
MENTIONS = st.builds(
    lambda name, claims, is_live, is_main, stage: mention(
        stage, name=name, initiative_id=name, claims=tuple(claims), is_live=is_live, is_main=is_main
    ),
    st.sampled_from(NAMES),
    st.lists(CLAIMS, max_size=4),
    st.booleans(),
    st.sampled_from([True, True, True, False]),
    st.sampled_from([None, "announced", "pilot"]),
)


@st.composite
def batches(draw):
    """A day's articles, each with its own id, some of them there before we looked."""
    return [
        told(
            draw(st.lists(MENTIONS, min_size=1, max_size=2, unique_by=lambda one: one.name)),
            f"a{number}",
            source_kind=draw(st.sampled_from(["government", "union", "blog"])),
            is_baseline=draw(st.sampled_from([False, False, False, True])),
            published_at=draw(st.sampled_from([None, NOW, NOW - timedelta(days=1)])),
            deadlines=draw(st.lists(st.sampled_from([closing(20), closing(27)]), max_size=2)),
            reports=draw(st.lists(st.sampled_from([report("First year")]), max_size=1)),
        )
        for number in range(draw(st.integers(1, 6)))
    ]


LIVES = st.sampled_from([False, True]).map(
    lambda is_old: {
        name: Standing(stage="announced", is_old=is_old, life=(), is_refused=False)
        for name in NAMES
    }
)


def decide(items, before):
    return happenings.decide(items, before, TITLES, NOW, {})


def after(before, done):
    """Return how the register stands once what was decided is remembered."""
    return {
        name: Standing(
            stage=one.stage,
            is_old=one.is_old,
            life=(*one.life, *(fact for fact in done.facts if fact.initiative_id == name)),
            is_refused=False,
        )
        for name, one in before.items()
    }


@given(items=batches(), before=LIVES, seed=st.randoms(use_true_random=False))
@settings(max_examples=80, deadline=None)
def test_the_order_of_a_batch_has_no_say(items, before, seed):
    shuffled = seed.sample(items, len(items))

    assert decide(shuffled, before) == decide(items, before)


@given(items=batches(), before=LIVES, data=st.data())
@settings(max_examples=80, deadline=None)
def test_a_batch_cut_in_two_tells_and_remembers_nothing_twice(items, before, data):
    cut = data.draw(st.integers(0, len(items)))
    first = decide(items[:cut], before)
    second = decide(items[cut:], after(before, first))
    again = decide(items, after(after(before, first), second))

    keys = [fact.key for fact in (*first.facts, *second.facts)]
    assert len(keys) == len(set(keys))
    alerts = [ring.happening.key for ring in (*first.rings, *second.rings)]
    assert len(alerts) == len(set(alerts))
    assert (again.rings, again.known) == ((), ())
    if not any(item.is_baseline for item in items):  # else what is old is known to one half only
        assert {ring.initiative_id for ring in decide(items, before).rings} <= {
            ring.initiative_id for ring in (*first.rings, *second.rings)
        }
