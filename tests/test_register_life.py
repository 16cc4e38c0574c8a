"""A register's life over loopback: each thing that happens is told once, whatever comes between."""

import random

import pytest

from tests.fakes import living
from tests.fakes.life import LIFE, NAMES, expected

IN_ORDER, SHUFFLED = NAMES
# What kills the process that lives through a day, and when: after it said that a step was done,
# or was ready for the day, and so many seconds later; of a step that takes a fraction of one.
KILLS = {
    1: [("ready", 0.2), ("polled", 0.05)],
    2: [("classified", 0.0)],
    3: [("polled", 0.2), ("classified", 0.1)],
    5: [("ready", 0.6)],
    7: [("notified", 0.0)],
}


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """One installation in which a life went by in order, and one with its days shuffled."""
    with living.world(tmp_path_factory.mktemp("life")) as world:
        living.play(world, {IN_ORDER: None, SHUFFLED: random.Random(1)})
        yield world


def test_a_life_in_order_is_told_happening_by_happening(lived):
    assert lived.told(IN_ORDER) == expected(IN_ORDER)


def test_the_order_of_articles_within_a_day_has_no_say(lived):
    assert lived.told(SHUFFLED) == expected(SHUFFLED)


def test_killed_between_any_two_steps_and_delivered_twice_it_tells_the_same(tmp_path):
    with living.world(tmp_path) as world:
        living.play_killed(world, SHUFFLED, random.Random(2), KILLS)
        for day in (1, len(LIFE) - 1):  # the same once more, as news under other addresses
            world.publish(day, SHUFFLED, again="again-")
        world.live(len(LIFE))

        assert world.told(SHUFFLED) == expected(SHUFFLED)
