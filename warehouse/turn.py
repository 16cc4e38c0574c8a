"""One at a time: two polls of one installation would fetch everything twice."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from records import PlacewatchError


class TurnTaken(PlacewatchError):
    """Another process is at the same work."""


@contextmanager
def turn(home: Path, what: str) -> Iterator[None]:
    """Hold the only turn at a piece of work in an installation.

    An flock: the kernel frees it however the process dies, so no turn is ever stuck.

    Args:
        home: Folder of the installation; made if it is missing.
        what: The work: poll, classify, notify.

    Raises:
        TurnTaken: at once, with the PID of the holder, if another process has the turn.
    """
    folder = home / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{what}.lock"
    with path.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise TurnTaken(
                f"another {what} is under way in {home} (process {holder}): wait for it or stop it"
            ) from exc
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
