"""A real Postgres on loopback for the tests of a lake: Debian's package postgresql."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from records import Lake

USER, PASSWORD = "placewatch", "hush hush"
MISSING = (
    "NO POSTGRES: nothing of the lake is tested here. Install Debian's package postgresql "
    "(apt-get install postgresql); its binaries are looked for in PATH and /usr/lib/postgresql"
)
ANSWERS_S = 60.0


def binaries() -> Path | None:
    """Return the folder of Postgres' programs, the newest version's; None: there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((one.parent for one in folders), key=lambda one: int(one.parent.name), default=None)


class Postgres:
    """A server of its own: nothing is written through to the disk, no socket file, one user."""

    def __init__(self) -> None:
        programs = binaries()
        assert programs, MISSING
        self.programs = programs
        # Not among pytest's own, which it keeps to whoever runs it.
        self.folder = folder = Path(tempfile.mkdtemp(prefix="placewatch-postgres-"))
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        # Postgres refuses to run as root.
        self.who = "postgres" if os.geteuid() == 0 else None
        if self.who:
            shutil.chown(folder, self.who, self.who)
        secret = folder / "password"
        secret.write_text(PASSWORD, encoding="ascii")
        secret.chmod(0o644)
        self._run("initdb", "-D", folder / "data", "-U", USER, "-A", "scram-sha-256", "--pwfile",
                  secret, "--no-sync", "-E", "UTF8", "--locale=C", "--no-instructions")  # fmt: skip
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "fsync": "off",
            "full_page_writes": "off",
            "max_connections": "200",
            "shared_buffers": "32MB",
            "autovacuum": "off",
        }
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self.server = subprocess.Popen(
                [str(self.programs / "postgres"), "-D", str(self.folder / "data"),
                 "-p", str(self.port), *words],
                cwd="/", stdout=log, stderr=log, preexec_fn=_end_with_parent,
                user=self.who, group=self.who,
            )  # fmt: skip
        ends_s = time.monotonic() + ANSWERS_S
        while self._run("pg_isready", "-q", *self._there(), ok=False).returncode:
            assert self.server.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < ends_s, "Postgres does not answer"
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server: SIGINT ends all connections, SIGQUIT is a crash."""
        self.server.send_signal(how)
        self.server.wait(ANSWERS_S)

    def end(self) -> None:
        """Stop the server for good, and leave nothing behind."""
        if self.server.poll() is None:
            self.stop()
        shutil.rmtree(self.folder)

    def make(self, name: str, template: str = "template1") -> str:
        """Make a database; return the words that name it."""
        self._run("createdb", *self._there(), "-T", template, name)
        return self.words(name)

    def drop(self, name: str) -> None:
        """Drop a database, whoever is connected to it."""
        self._run("dropdb", *self._there(), "--force", name)

    def sql(self, name: str, text: str) -> str:
        """Return what psql prints."""
        return self._run("psql", *self._there(), "-d", name, "-qAtc", text).stdout.strip()

    def words(self, name: str, **more: str) -> str:
        """Return the words for libpq."""
        words = {"dbname": name, "host": "127.0.0.1", "port": str(self.port), "user": USER}
        words |= {"password": PASSWORD} | more
        return " ".join(f"{key}='{value}'" for key, value in words.items())

    def _there(self) -> tuple[str, ...]:
        return ("-h", "127.0.0.1", "-p", str(self.port), "-U", USER)

    def _run(
        self, program: str, *args: object, ok: bool = True
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [str(self.programs / program), *map(str, args)],
            cwd="/", capture_output=True, text=True, check=False, env={"PGPASSWORD": PASSWORD},
            user=self.who, group=self.who,
        )  # fmt: skip
        assert not ok or done.returncode == 0, done.stderr
        return done


class Lakes:
    """Lakes on one server: a ready one is copied, as a ready file is."""

    def __init__(self, server: Postgres, folder: Path) -> None:
        self.server, self.folder, self.made = server, folder, 0

    def new(self) -> Lake:
        """Return a lake that nobody has made yet: an empty database, no folder."""
        self.made += 1
        name = f"lake{self.made}"
        return Lake(catalogue=self.server.make(name), data=str(self.folder / name))

    def copy(self, ready: Lake) -> Lake:
        """Return a lake that holds what a ready one holds, with files of its own."""
        self.made += 1
        name, old = f"lake{self.made}", Path(ready.data)
        words = self.server.make(name, old.name)
        data = self.folder / name
        shutil.copytree(old, data)
        path = "UPDATE ducklake_metadata SET value = '{}/' WHERE key = 'data_path'"
        self.server.sql(name, path.format(data))
        return Lake(catalogue=words, data=str(data))

    def drop(self, lake: Lake) -> None:
        """Forget a lake."""
        self.server.drop(Path(lake.data).name)
        shutil.rmtree(lake.data, ignore_errors=True)


def _end_with_parent() -> None:
    """Let the kernel end the server if the tests are killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGINT)  # PR_SET_PDEATHSIG
