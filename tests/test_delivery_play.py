"""A small delivery through a bad line; `python -m bench.delivery` plays a large one."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLAY = """
import sys
from pathlib import Path
from tests.fakes.delivered import Play, run

steps = ("after the commit of sending", "the message is accepted", "before sent")
play = Play(alerts=8, channels=("C1", "C2"), kills=1, steps=steps, speed=10.0, seed=3, poison=1,
            step_s=60.0, more=4)
done = run(play, Path(sys.argv[1]), lambda *told: None)
assert {*steps} <= {*done.killed}, done.killed
print(done.lost, done.doubled, done.strays, len(done.parked), done.least_gap_s >= 1.0)
"""


def test_killed_again_and_again_a_sender_loses_nothing_and_doubles_nothing(tmp_path):
    # A process of its own: the play forks, and pytest has threads.
    done = subprocess.run(
        [sys.executable, "-c", PLAY, str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )

    assert (done.stdout, done.returncode) == ("[] [] [] 1 True\n", 0), done.stderr
