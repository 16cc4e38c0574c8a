"""One at a time: two polls of one installation would fetch everything twice."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from records import Lake, Place, PlacewatchError
from warehouse import lake_pen, lake_words

WAIT_S = 60.0  # guess: a classifying run takes seconds, and a second poll finds little to do
LOOK_EVERY_S = 0.2  # guess


class TurnTaken(PlacewatchError):
    """Another process is at the same work."""


@contextmanager
def turn(
    home: Path, what: str, at: Place | None = None, *, wait_s: float = WAIT_S
) -> Iterator[None]:
    """Hold the only turn at a piece of work in an installation.

    An flock: the kernel frees it however the process dies, so no turn is ever stuck. On a
    lake also a lock in its Postgres, which is freed with the connection.

    Args:
        home: Folder of the installation; made if it is missing.
        what: The work: poll, classify, notify.
        at: The warehouse, where the work is one for all machines that share it; None: each
            home has its own turn.
        wait_s: How long to wait for whoever has the turn. What came in after he looked
            last is seen by the one who waited.

    Raises:
        TurnTaken: with the PID of the holder, if another process keeps the turn for longer.
    """
    folder = home / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{what}.lock"
    with path.open("a+", encoding="ascii") as file:
        ends_s = time.monotonic() + wait_s
        while not _taken(file):
            if time.monotonic() >= ends_s:
                file.seek(0)
                holder = file.read().strip() or "unknown"
                raise TurnTaken(
                    f"another {what} is under way in {home} (process {holder}): "
                    "wait for it or stop it"
                )
            time.sleep(LOOK_EVERY_S)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        with ExitStack() as stack:
            if isinstance(at, Lake):
                _take(stack, at, what, max(0.0, ends_s - time.monotonic()))
            yield


@contextmanager
def patient_turn(
    home: Path, what: str, at: Place | None, tell: Callable[[], None], *, wait_s: float
) -> Iterator[None]:
    """Hold the only turn at a piece of work; say so where it has to be waited for.

    Args:
        home: Folder of the installation.
        what: The work.
        at: As ``turn`` takes it.
        tell: Called where somebody else has the turn for longer than a moment.
        wait_s: How long to wait then.

    Raises:
        TurnTaken: with the PID of the holder, if it is kept for longer.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(turn(home, what, at, wait_s=10 * LOOK_EVERY_S))
        except TurnTaken:
            tell()
            stack.enter_context(turn(home, what, at, wait_s=wait_s))
        yield


def _take(stack: ExitStack, lake: Lake, what: str, wait_s: float) -> None:
    """Take the turn among all machines as well; it ends with the stack."""
    holder = ""
    try:
        stack.enter_context(lake_pen.lock(lake, f"turn {what}", wait_s))
    except lake_pen.LockTaken as exc:
        holder = exc.holder
    if holder:
        raise TurnTaken(
            f"another {what} is under way in {lake_words.shown(lake.catalogue)} ({holder}): "
            "wait for it or stop it"
        )


def _taken(file: IO[str]) -> bool:
    """Return whether we have the turn now."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
