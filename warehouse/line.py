"""Who wants the pen stands in line: the one who put it down does not take it up again first.

DuckDB itself knows no line: whoever knocks while the file is free has it. On a busy machine a
flow was seen to knock in vain for 30 s beside five others that came and went. The line is a
courtesy, the lock of the database the guard: who is out of time knocks all the same.
"""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

LOOK_EVERY_S = 0.01  # a look costs microseconds; a knock at the database milliseconds

_mine: set[Path] = set()  # files that this process holds already


@contextmanager
def standing(path: Path, until_s: float) -> Iterator[bool]:
    """Wait in line for a file, and keep the others waiting for as long as the block lasts.

    Gives whether we are the outermost: False, if this process stands here already.

    Two flocks: one for the pen, one for being the next. The kernel frees both, however the
    process dies. Whoever puts the pen down and wants it again finds the next one before him.

    Args:
        path: The file; the locks lie beside it.
        until_s: When to stop waiting, on the monotonic clock.
    """
    if path in _mine:
        yield False
        return
    with (
        path.with_name(path.name + ".next").open("a") as first,
        path.with_name(path.name + ".pen").open("a") as pen,
    ):
        try:
            if _taken(first, until_s):
                _taken(pen, until_s)
            fcntl.flock(first, fcntl.LOCK_UN)
            _mine.add(path)
            yield True
        finally:
            _mine.discard(path)
            for file in (first, pen):  # not by closing alone: a fork would keep it
                fcntl.flock(file, fcntl.LOCK_UN)


def _taken(file: IO[str], until_s: float) -> bool:
    """Return whether we got a lock in time."""
    while True:
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        if time.monotonic() >= until_s:
            return False
        time.sleep(LOOK_EVERY_S)
