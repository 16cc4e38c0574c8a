import subprocess
import sys
import threading

import pytest

from warehouse.turn import TurnTaken, turn

HOLD = """
import sys, time
from pathlib import Path
from warehouse.turn import turn
with turn(Path(sys.argv[1]), "poll"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()


def test_the_second_is_told_who_holds_the_turn(tmp_path, holder):
    with pytest.raises(TurnTaken, match=rf"another poll .* \(process {holder.pid}\)"):
        with turn(tmp_path, "poll", wait_s=0.5):
            pass


def test_other_work_goes_on(tmp_path, holder):
    with turn(tmp_path, "notify"):
        pass


def test_a_killed_holder_frees_the_turn(tmp_path, holder):
    holder.kill()
    holder.wait()

    with turn(tmp_path, "poll", wait_s=0):
        pass


def test_the_second_waits_for_the_first(tmp_path, holder):
    threading.Timer(0.5, holder.kill).start()

    with turn(tmp_path, "poll", wait_s=30):
        pass
