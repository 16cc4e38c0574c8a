"""The parts of a delivery through a bad line: one clock, a Slack and senders in own processes."""

import mmap
import os
import random
import signal
import struct
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from types import FrameType
from typing import Any, NoReturn

from alerts.terminal import TerminalSink
from flows.notify import notify_once
from records import Alert
from settings import Settings
from tests.fakes.slack import Call, FakeSlack
from tests.fakes.slack_faults import FAULTS, Fault
from warehouse import outbox, store

TOKEN = "xoxb-fake-0123456789"
BEGAN = datetime(2026, 11, 23, 9, tzinfo=UTC).timestamp()
LONGEST_S = 2.0  # of our time; the clock leaps over the rest of a wait
BLOCKS = '[{"type":"header","text":{"type":"plain_text","text":"News"}}]'
POISON = "a word that Slack refuses"
DELETED = 0.05  # after so many posts somebody deletes the head of a thread
LATE = Fault(drop="close", accepts=True, appears_after_s=20.0)  # shown within the settling time
# How a call fails, and how often against the others.
TROUBLE = {
    "429": 4, "429 without Retry-After": 1, "500": 3, "500 after accept": 3, "503": 2, "slow": 1,
    "slow after accept": 1, "closed before accept": 3, "closed after accept": 3,
    "reset after accept": 2, "cut off after accept": 2, "broken JSON after accept": 2, "HTML": 1,
    "HTML after accept": 2, "JSON of another shape": 1, "null": 1, "fatal_error after accept": 2,
    "revoked token": 1, "archived channel": 1, "not in the channel": 1,
}  # fmt: skip
METHODS = ("chat.postMessage", "conversations.history", "conversations.replies")
# Named steps of a sender: file and function of ours, and whether it begins or ends.
STEPS = {
    "before a row is taken": ("outbox_next.py", "take", "call"),
    "before the commit of sending": ("outbox_next.py", "_send", "return"),
    "after the commit of sending": ("outbox_next.py", "take", "return"),
    "before the post": ("slack.py", "post", "call"),
    "after the post": ("slack.py", "post", "return"),
    "before sent": ("outbox.py", "sent", "call"),
    "before the commit of sent": ("outbox.py", "sent", "return"),
    "before a failure is noted": ("outbox.py", "failed", "call"),
    "before the commit of a failure": ("outbox.py", "failed", "return"),
    "before a lost answer is noted": ("outbox.py", "postponed", "call"),
    "before a search": ("slack.py", "find", "call"),
    "after a search": ("slack.py", "find", "return"),
    "while a parent is looked at": ("slack.py", "_is_gone", "call"),
    "before a lost parent is noted": ("outbox.py", "orphaned", "call"),
    "while the copy is published": ("publish.py", "publish", "call"),
}
# The same at the wire: Slack kills the sender whose request it has.
WIRE = {
    "the request has come": ("chat.postMessage", "came"),
    "the message is accepted": ("chat.postMessage", "done"),
    "a search has come": ("conversations.history", "came"),
    "a search is answered": ("conversations.history", "done"),
    "a search of a thread is answered": ("conversations.replies", "done"),
}


class FastClock:
    """A clock for several processes, fast, and leaping where all of them would only wait."""

    def __init__(self, speed: float) -> None:
        self.speed = speed
        self._leapt = mmap.mmap(-1, 8)
        self._began = time.time()

    def __call__(self) -> float:
        (leapt,) = struct.unpack("d", self._leapt[:8])
        return float(BEGAN + (time.time() - self._began) * self.speed + leapt)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self(), UTC)

    def sleep(self, seconds: float) -> None:
        real_s = min(seconds / self.speed, LONGEST_S)
        time.sleep(real_s)
        self.leap(seconds - real_s * self.speed)

    def leap(self, seconds: float) -> None:
        (leapt,) = struct.unpack("d", self._leapt[:8])
        self._leapt[:8] = struct.pack("d", leapt + max(seconds, 0.0))


def fork(work: Callable[[], object]) -> int:
    """Do some work in a child process; return its id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        work()
    except SystemExit as exc:
        os._exit(int(exc.code or 0))
    except BaseException as exc:  # noqa: BLE001  the parent reads the code
        print(f"a child died: {exc!r}", file=sys.stderr, flush=True)
        os._exit(9)
    os._exit(0)


def wait(pid: int, seconds: float) -> tuple[int, bool]:
    """Wait for a child, and kill it after so many seconds of our time.

    Returns its status, and whether it was killed here.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return status, False
        time.sleep(0.005)
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1], True


def enqueue(settings: Settings, alerts: list[Alert], clock: FastClock) -> None:
    with store.open_warehouse(settings.warehouse) as con:
        outbox.enqueue(con, alerts, clock.now())


def send(settings: Settings, clock: FastClock, step: tuple[str, str, str] | None) -> NoReturn:
    """Deliver what is due; exit 0 if nothing is left, 3 otherwise."""
    if step:
        file, function, moment = step

        def die(frame: FrameType, event: str, _: object) -> None:
            code = frame.f_code
            if event == moment and code.co_name == function and code.co_filename.endswith(file):
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(die)
    done = notify_once(settings, clock.now, terminal=TerminalSink(sys.stderr), sleep=clock.sleep)
    raise SystemExit(3 if done.waiting else 0)


def serve(
    channels: tuple[str, ...],
    calls: int,
    share: float,
    seed: int,
    clock: FastClock,
    pipe: Connection,
) -> None:
    """Be Slack until told to end; then hand over all that was accepted, and the calls.

    Args:
        channels: Of the workspace.
        calls: Of each method, for which it is drawn beforehand whether they fail.
        share: Of them that fail.
        seed: Of what is drawn.
        clock: Everybody's.
        pipe: Gets the address; gives which sender dies when, and at last "end".
    """
    drawn = random.Random(seed)
    aim: list[Any] = [0, None]  # the sender, and at which moment of which method it dies
    luck, deleted = random.Random(seed + 1), list[str]()  # their ts
    with FakeSlack(TOKEN, channels, clock=clock, speed=clock.speed) as slack:
        slack.workspace.poison = POISON
        names = [name for name, times in TROUBLE.items() for _ in range(times)]
        for method in METHODS:
            for _ in range(calls):
                fault = None
                if drawn.random() < share:
                    fault = LATE if drawn.random() < 0.05 else FAULTS[drawn.choice(names)]
                slack.next(method, fault)

        def watch(call: Call, moment: str) -> None:
            if aim[0] and aim[1] == (call.method, moment):
                pid, aim[0] = aim[0], 0
                os.kill(pid, signal.SIGKILL)
            if (call.method, moment) == ("chat.postMessage", "done") and luck.random() < DELETED:
                channel = str(call.arguments["channel"])  # somebody deletes the head of a thread
                heads = [m for m in slack.messages(channel) if _is_head(m)]
                if heads:
                    deleted.append(str(luck.choice(heads)["ts"]))
                    slack.delete(channel, deleted[-1])

        slack.watch = watch
        pipe.send(slack.url)
        while (told := pipe.recv()) != "end":
            aim[:] = told
        arrivals: dict[str, list[float]] = defaultdict(list)
        for call in slack.calls:
            if call.method == "chat.postMessage":
                arrivals[str(call.arguments["channel"])].append(call.at)
        pipe.send(
            {
                "shown": slack.workspace.accepted,
                "arrivals": {name: sorted(ats) for name, ats in arrivals.items()},
                "calls": len(slack.calls),
                "failed": slack.failed,
                "deleted": frozenset(deleted),
            }
        )
        pipe.recv()  # until we are killed


def _is_head(message: dict[str, Any]) -> bool:
    """Return whether a message begins a thread: every second alert belongs to one."""
    if "thread_ts" in message or message.get("subtype") == "tombstone":
        return False
    return int(message["metadata"]["event_payload"]["key"].partition(":")[2]) % 2 == 1
