"""Alerts through a Slack that fails, from a sender that is killed: none lost, none twice.

    python -m bench.delivery                          1,200 alerts, 200 kills and each named step
    python -m bench.delivery --alerts 60 --kills 5    a small one
    python -m bench.delivery --json FILE              the figures, too

A fake Slack over loopback fails a third of all calls: time-outs, resets, half answers, 429, 500,
revoked tokens, archived channels, answers lost after the message was accepted. Somebody deletes
messages that threads hang from. The sender is a process of its own that is killed by SIGKILL,
at random and once at each step that has a name. Ends with 1 if an alert is lost or shown twice,
a channel gets more than one message a second, or a reply stands in a wrong thread.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from tests.fakes.delivered import Outcome, Play, run
from tests.fakes.delivering import STEPS, WIRE

LEAST_GAP_S = 1.0  # Slack's limit
LINE_EVERY_S = 5.0


def figures(outcome: Outcome, took_s: float) -> dict[str, object]:
    """Return what came of a play, for people and for files."""
    replies = sum("thread_ts" in message for message in outcome.shown)
    anew = sum(times - 1 for times in outcome.beginnings.values())
    return {
        "alerts": len(outcome.wanted),
        "channels": len(outcome.arrivals),
        "calls": outcome.calls,
        "calls that failed": outcome.failed,
        "killed at random": outcome.killed.get("by chance", 0),
        "killed at a named step": sum(outcome.killed.values()) - outcome.killed.get("by chance", 0),
        "named steps": len(outcome.killed) - ("by chance" in outcome.killed),
        "lost": len(outcome.lost),
        "doubled": len(outcome.doubled),
        "deleted before looked up, come again": len(outcome.again),
        "parked": len(outcome.parked),
        "left": outcome.states.get("pending", 0) + outcome.states.get("sending", 0),
        "threads": len(outcome.beginnings),
        "replies": replies,
        "in a wrong thread": len(outcome.strays),
        "heads of threads deleted": len(outcome.deleted),
        "threads begun anew": anew,
        "shortest gap in a channel, s": round(outcome.least_gap_s, 2),
        "took, s": round(took_s),
    }


def is_well(found: dict[str, object], poison: int) -> bool:
    """Return whether everything holds that is promised."""
    none = ("lost", "doubled", "left", "in a wrong thread")
    anew = int(str(found["threads begun anew"])) <= int(str(found["heads of threads deleted"]))
    gap = float(str(found["shortest gap in a channel, s"])) >= LEAST_GAP_S
    return not any(found[name] for name in none) and found["parked"] == poison and anew and gap


class _Lines:
    """Says now and then how far it is; without a thread, for the play forks."""

    def __init__(self) -> None:
        self._said_s = time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        if time.monotonic() - self._said_s >= LINE_EVERY_S:
            self._said_s = time.monotonic()
            print(f"{what}: {done} of {total}", file=sys.stderr, flush=True)


def main() -> int:
    """Play; return the exit code."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    asked.add_argument("--alerts", type=int, default=1_200)
    asked.add_argument("--channels", type=int, default=5)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--speed", type=float, default=10.0, help="of the clock, against ours")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--json", type=Path, help="where the figures go, too")
    given = asked.parse_args()
    play = Play(
        alerts=given.alerts,
        channels=tuple(f"C{number + 1}" for number in range(given.channels)),
        kills=given.kills,
        steps=(*STEPS, *WIRE),
        speed=given.speed,
        seed=given.seed,
        poison=3,
    )
    began_s = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(play, Path(folder), _Lines())
    found = figures(outcome, time.monotonic() - began_s)
    for name, value in found.items():
        print(f"{name:<40}{value:>8}")
    missed = sorted({*play.steps} - {*outcome.killed})
    if missed:
        print("never reached:", ", ".join(missed))
    if given.json:
        given.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0 if is_well(found, play.poison) and not missed else 1


if __name__ == "__main__":
    sys.exit(main())
