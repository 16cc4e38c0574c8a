"""A register's life over loopback, killed at many moments and shuffled in many ways.

    python -m bench.life                 eight lives, each killed ten times
    python -m bench.life --lives 20      more of them
    python -m bench.life --kills 0       only shuffled

Each life is an installation of its own that polls four invented publishers for nine days of
an initiative's life, in an order drawn from its number, in a process that is killed at moments
drawn from it: while it polls, classifies or notifies, and between any two of these. What Slack
shows must be the same each time, each life in a thread of its own. Ends with 1 if it is not.
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.fakes import living
from tests.fakes.life import LIFE, NAMES, expected

# Seconds that a step takes, roughly: a kill comes at any moment of it.
LENGTHS_S = {"ready": 2.0, "polled": 1.0, "classified": 0.8, "notified": 0.0}


def kills(drawn: random.Random, count: int) -> living.Kills:
    """Return so many kills, spread over the days and the steps of a life."""
    found: dict[int, list[tuple[str, float]]] = {}
    for _ in range(count):
        step = drawn.choice(sorted(LENGTHS_S))
        wait_s = drawn.choice([0.0, drawn.uniform(0, LENGTHS_S[step])])
        found.setdefault(drawn.randrange(len(LIFE)), []).append((step, wait_s))
    return found


def main() -> int:
    """Live the lives; return the exit code."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--lives", type=int, default=8)
    asked.add_argument("--kills", type=int, default=10)
    asked.add_argument("--first", type=int, default=1, help="number of the first life")
    given = asked.parse_args()
    wrong = 0
    for number in range(given.first, given.first + given.lives):
        drawn = random.Random(number)
        moments = kills(drawn, given.kills)
        began_s = time.monotonic()
        with tempfile.TemporaryDirectory() as folder, living.world(Path(folder)) as world:
            living.play(world, dict.fromkeys(NAMES, drawn), moments)
            same = [world.told(names) == expected(names) for names in NAMES]
            same += [world.misplaced(names) == [] for names in NAMES]
            if not all(same):
                wrong += 1
                print(*(world.told(names) for names in NAMES), sep="\n")
                print(*(world.misplaced(names) for names in NAMES), sep="\n")
        took_s = time.monotonic() - began_s
        verdict = "as expected" if all(same) else "OTHERWISE"
        print(f"life {number}: {given.kills} kills, {took_s:.0f} s: {verdict}", flush=True)
    print(f"{given.lives - wrong} of {given.lives} lives as expected")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
