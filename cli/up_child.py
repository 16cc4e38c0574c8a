"""The processes below `placewatch up`: the server and the runner, neither of which outlives it."""

import fcntl
import os
import runpy
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TextIO

LOOK_S = 1.0  # between two looks at the parent: guess
GRACE_S = 10.0  # a runner was seen to take 4 s to cancel its runs
HOST = "127.0.0.1"


def main(what: str, parent: int, port: int, root: Path) -> None:
    """Be the server or the runner until told to stop, or until the parent is gone.

    Args:
        what: server or runner.
        parent: PID of the `up` that started us.
        port: Where the server listens.
        root: The folder with prefect.yaml and flows/; also the working directory.
    """
    threading.Thread(target=_follow, args=(parent,), name="follow", daemon=True).start()
    folder = Path(os.environ["PREFECT_HOME"])
    lock = _lock(folder / f"{what}.lock")  # kept open: it is ours as long as we live
    if what == "server":
        _serve(port)
    else:
        from cli import up_runner

        up_runner.run(root, folder / "runner.beat")
    lock.close()


def _follow(parent: int) -> None:
    """End our process group once the parent is gone, runs of flows included.

    The kernel could do so for Linux alone (PR_SET_PDEATHSIG), and not for our children.
    """
    while os.getppid() == parent:
        time.sleep(LOOK_S)
    leads = os.getpgrp() == os.getpid()
    group = 0 if leads else os.getpid()  # 0: everybody in our group
    os.kill(group, signal.SIGTERM)
    time.sleep(GRACE_S)
    os.kill(group, signal.SIGKILL)


def _lock(path: Path) -> TextIO:
    """Wait until no other server, or runner, of this installation lives; hold its lock."""
    file = path.open("a", encoding="utf-8")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _serve(port: int) -> None:
    """Be Prefect's server; reachable from this machine alone."""
    sys.argv = ["prefect", "server", "start", "--host", HOST, "--port", str(port)]
    runpy.run_module("prefect", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
