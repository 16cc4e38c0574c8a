"""One process below `placewatch up`: how it is started, watched and ended."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

HOST = "127.0.0.1"
STOP_S = 20.0  # a runner takes about 4 s to cancel its runs (measured)
LONGEST_WAIT_S = 60.0  # between two starts of a process that keeps dying
LIVED_S = 60.0  # who lived this long is started again at once
BEAT_S = 180.0  # the runner beats every 30 s
LOG_BYTES = 20_000_000  # the server's log starts anew beyond this: guess


@dataclass(slots=True)
class Child:
    """A process below us, in a group of its own with all that it starts."""

    name: str  # server or runner
    env: dict[str, str] = field(repr=False)
    root: Path
    port: int
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0  # monotonic, as all times here
    again_at: float = 0.0  # not to be started before
    wait_s: float = 1.0  # before the next start, if it dies young
    bad_looks: int = 0

    @property
    def beat(self) -> Path:
        """A file that the runner touches every 30 s, once its deployments stand."""
        return self.folder / "runner.beat"

    @property
    def log(self) -> Path:
        """Where the server writes; what flows say goes to our own output."""
        return self.folder / "server.log"

    def start(self) -> None:
        """Start the process; it ends itself if we are gone."""
        command = [sys.executable, "-m", "cli.up_child", self.name, str(os.getpid())]
        command += [str(self.port), str(self.root)]
        if self.name == "runner":
            self.beat.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            own = self.name == "server"
            self.process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                command,
                cwd=self.root,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log if own else None,
                stderr=log if own else None,
                start_new_session=True,
            )
        self.started_at = time.monotonic()
        self.bad_looks = 0

    def ended(self) -> int | None:
        """Return the exit code of a process that has ended, once; None: alive or not started."""
        code = self.process.poll() if self.process else None
        if code is None:
            return None
        self.stop()
        if time.monotonic() - self.started_at > LIVED_S:
            self.wait_s = 1.0
        self.again_at = time.monotonic() + self.wait_s
        self.wait_s = min(self.wait_s * 2, LONGEST_WAIT_S)
        return code

    def stop(self) -> None:
        """End the process, kindly first, and whatever is left of its group."""
        if not self.process:
            return
        if self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_S)
        with suppress(ProcessLookupError):  # nobody is left
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def is_well(self) -> bool:
        """Return whether the server answers, or whether the runner's loop is alive."""
        if self.name == "server":
            return answers(self.port)
        try:
            return time.time() - self.beat.stat().st_mtime < BEAT_S
        except FileNotFoundError:
            return False

    def last_words(self) -> str:
        """Return the end of the server's log, for a message; the runner has said its words."""
        if self.name == "runner":
            return "; its last words stand above"
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:]
        return "\n".join(["", f"the end of {self.log}:", *lines])

    def trim(self) -> None:
        """Start the server's log anew when it has grown too long."""
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            os.truncate(self.log, 0)


def answers(port: int) -> bool:
    """Return whether Prefect's server is there and reaches its database."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://{HOST}:{port}/api/ready", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
