"""A register's life over loopback: each thing that happens is told once, whatever comes between.

``python -m bench.life`` kills at many more moments, and shuffles in more ways.
"""

import random

import pytest

from tests.fakes import living
from tests.fakes.life import LIFE, NAMES, expected

IN_ORDER, SHUFFLED = NAMES
# What kills the process that lives through a day, and when: after it said that a step was done,
# or was ready for the day, and so many seconds later; a step takes a fraction of one.
KILLS = {
    1: [("ready", 0.3)],
    2: [("polled", 0.1)],
    3: [("classified", 0.1)],
    6: [("classified", 0.0)],
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """An installation that was killed on the way; one life is in order, the other shuffled."""
    with living.world(tmp_path_factory.mktemp("life")) as world:
        living.play(world, {IN_ORDER: None, SHUFFLED: random.Random(1)}, KILLS)
        yield world


def test_a_life_is_told_happening_by_happening_however_often_the_house_is_killed(lived):
    assert lived.told(IN_ORDER) == expected(IN_ORDER)


def test_the_order_of_articles_within_a_day_has_no_say(lived):
    assert lived.told(SHUFFLED) == expected(SHUFFLED)


@pytest.mark.parametrize("names", NAMES, ids=lambda names: names[0])
def test_what_follows_stands_below_the_first_message_and_steps_in_the_channel_too(lived, names):
    assert lived.misplaced(names) == []


def test_further_coverage_rings_nothing_and_stands_in_the_digest(lived):
    for day in (1, len(LIFE) - 1):
        lived.publish(day, IN_ORDER, again="again-")
    lived.live(len(LIFE))

    assert lived.told(IN_ORDER) == expected(IN_ORDER)
    digest = lived.digest(len(LIFE))
    assert "Pooled budgets are announced again, Shire Purse, Institute" in digest
