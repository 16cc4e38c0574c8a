"""All that an installation runs: started by one command, kept alive, stopped as a whole."""

import fcntl
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from cli import up_env, up_plan
from cli.up_process import HOST, Child, answers
from records import PlacewatchError
from settings import HERE, Settings

PORT = 4200
REFUSED = 3  # exit code of a runner that cannot use prefect.yaml
TICK_S = 0.5
READY_S = 120.0  # for each; measured: server 28 to 60 s at its first start, runner 5 to 30 s
TELL_S = 10.0  # between two lines of progress
PORT_S = 20.0  # an earlier server that lost its `up` ends within 11 s
LOOK_S = 15.0  # between two looks at whether server and runner are well
SICK = 12  # bad looks in a row, three minutes, before a process is started anew: guess


class UpError(PlacewatchError):
    """`up` cannot start, or cannot go on; the message says what helps."""


def up(
    settings: Settings,
    env: Mapping[str, str],
    *,
    port: int = PORT,
    root: Path = HERE,
    say: Callable[[str], None] | None = None,
) -> None:
    """Start Prefect's server and the runner, keep both alive, return after SIGTERM or Ctrl-C.

    Args:
        settings: Of the installation; everything is kept below its home.
        env: The environment that flows see.
        port: Where the server listens, on this machine alone.
        root: The folder with prefect.yaml and flows/.
        say: Takes each line for the operator; None: to stderr, with the time.

    Raises:
        UpError: if another `up` runs here, the port is taken or nothing gets ready in time.
        SeedError: if prefect.yaml has faults.
    """
    say = say or _say
    up_plan.load(root / "prefect.yaml")
    folder = settings.home / "prefect"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    with _alone(settings.home / "up.lock"), _signals() as stop:
        auth = up_env.auth_string(folder)
        _wait_for_port(port, stop, say)
        shared = up_env.shared(settings, env, port=port, auth=auth, root=root)
        server = Child("server", up_env.server(shared), root, port, folder)
        runner = Child("runner", up_env.runner(shared), root, port, folder)
        try:
            Keeper(server, runner, say, stop).keep()
        finally:
            say("stopping")
            runner.stop()  # first: it tells the server what became of its runs
            server.stop()
            say("stopped")


@dataclass(slots=True)
class Keeper:
    """Keeps server and runner alive until it is told to stop."""

    server: Child
    runner: Child
    say: Callable[[str], None]
    stop: threading.Event
    was_up: bool = False
    told_at: float = 0.0
    looked_at: float = 0.0

    def keep(self) -> None:
        """Start what does not run, start again what died or hangs; return when told to stop.

        Raises:
            UpError: if the first start fails. Later on we try again for ever.
        """
        began = time.monotonic()
        self.told_at = began
        while not self.stop.wait(TICK_S):
            now = time.monotonic()
            for child in (self.server, self.runner):
                self._see_to(child, now)
            if not self.was_up:
                self._get_ready(now - began)
            elif now - self.looked_at >= LOOK_S:
                self.looked_at = now
                self._look()

    def _see_to(self, child: Child, now: float) -> None:
        code = child.ended()
        if code is not None:
            how = f"signal {-code}" if code < 0 else f"exit code {code}"
            if child.name == "runner" and code == REFUSED:
                raise UpError("the runner cannot use prefect.yaml; what is wrong stands above")
            if not self.was_up:
                raise UpError(f"the {child.name} ended at once ({how}){child.last_words()}")
            self.say(f"the {child.name} ended ({how}); starting it again")
        if child.process or now < child.again_at:
            return
        if child is self.server or answers(child.port):
            try:
                child.start()
            except OSError as exc:  # no memory, no room on the disk
                child.again_at = now + LOOK_S
                self.say(f"the {child.name} cannot be started: {exc.strerror}")

    def _get_ready(self, waited_s: float) -> None:
        if self.runner.process and self.runner.beat.exists():
            self.was_up = True
            url = f"http://{HOST}:{self.server.port}"
            self.say(f"Placewatch is up after {waited_s:.0f} s; runs and logs: {url}")
            self.say(f"user and password: {self.server.folder / 'auth'}; Ctrl-C stops")
            return
        child = self.runner if self.runner.process else self.server
        if time.monotonic() - child.started_at > READY_S:
            raise UpError(f"the {child.name} was not ready in {READY_S:.0f} s{child.last_words()}")
        if time.monotonic() - self.told_at >= TELL_S:
            self.told_at = time.monotonic()
            self.say(f"the {child.name} is starting ({waited_s:.0f} s; a first start takes longer)")

    def _look(self) -> None:
        for child in (self.server, self.runner):
            if not child.process:
                continue
            child.bad_looks = 0 if child.is_well() else child.bad_looks + 1
            if child.bad_looks >= SICK:
                self.say(f"the {child.name} does not answer; starting it again")
                child.stop()
        self.server.trim()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock of an installation; the kernel frees it, however we end."""
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            raise UpError(
                f"another 'placewatch up' runs for {path.parent} (PID {holder}); "
                "stop it first, or name another --home"
            ) from exc
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


@contextmanager
def _signals() -> Iterator[threading.Event]:
    """Give an event that is set by the signals that end a service; a second one kills us."""
    stop = threading.Event()
    ends = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

    def tell(_number: int, _frame: object) -> None:
        stop.set()
        for each in ends:
            signal.signal(each, signal.SIG_DFL)

    before = {each: signal.signal(each, tell) for each in ends}
    try:
        yield stop
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _wait_for_port(port: int, stop: threading.Event, say: Callable[[str], None]) -> None:
    """Wait for a server that lost its `up` to end; refuse a port that somebody keeps."""
    until = time.monotonic() + PORT_S
    told = False
    while not stop.is_set():
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as exc:
                if time.monotonic() > until:
                    remedy = f"name another, as in: placewatch up --port {port % 65535 + 1}"
                    raise UpError(f"port {port} is in use by another program; {remedy}") from exc
            else:
                return
        if not told:
            say(f"port {port} is in use; waiting for an earlier server to end")
            told = True
        stop.wait(TICK_S)


def _say(text: str) -> None:
    click.echo(f"{time.strftime('%H:%M:%S')} | up | {text}", err=True)
