"""One real installation on loopback, from its start to its end: the tests run in this order."""

import asyncio
import base64
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
SCRIPT = """
import os, sys
from pathlib import Path
from cli import up
from records import PlacewatchError
from settings import Settings
try:
    up.up(Settings.from_env(os.environ), os.environ, port=int(sys.argv[1]), root=Path.cwd())
except PlacewatchError as exc:
    sys.exit(str(exc))
"""
FLOW = """
import os
from prefect import flow
from prefect.events import emit_event
from settings import Settings

@flow(name="{name}")
def {name}() -> None:
    settings = Settings.from_env(os.environ)
    with (settings.home / "seen").open("a") as seen:
        seen.write("{name} " + settings.contact + "\\n")
    if "{event}":
        emit_event("{event}", resource={{"prefect.resource.id": "test"}})
"""
PLAN = """
deployments:
- name: look
  entrypoint: flows/look.py:look
  schedules: [{interval: 86400}, {interval: 90000}, {interval: 93600}]
- name: tell
  entrypoint: flows/tell.py:tell
  triggers: [{type: event, expect: [test.seen]}]
"""


class Installation:
    def __init__(self, root: Path) -> None:
        self.root, self.home = root, root / "home"
        (root / "flows").mkdir()
        (root / "flows" / "__init__.py").touch()
        for name, event in (("look", "test.seen"), ("tell", "")):
            flow = FLOW.format(name=name, event=event)
            (root / "flows" / f"{name}.py").write_text(flow, encoding="utf-8")
        (root / "prefect.yaml").write_text(PLAN, encoding="utf-8")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.output = root / "output"
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        paths = [str(REPO), *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
        env = {
            **{key: value for key, value in os.environ.items() if not key.startswith("PLACEWATCH")},
            "PLACEWATCH_HOME": str(self.home),
            "PLACEWATCH_CONTACT": "watch@example.org",
            "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        }
        with self.output.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-c", SCRIPT, str(self.port)],
                cwd=self.root,
                env=env,
                stdout=output,
                stderr=output,
            )

    def wait_for(self, what: str, file: Path, seconds: float) -> str:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            text = file.read_text(encoding="utf-8") if file.exists() else ""
            if what in text:
                return text
            time.sleep(0.3)
        said = self.output.read_text(encoding="utf-8")[-3000:]
        raise AssertionError(f"no {what!r} in {file.name} after {seconds} s; up said:\n{said}")

    def ask(self, path: str, auth: str = "", method: str = "POST") -> tuple[int, object]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api{path}",
            data=b"{}",
            headers={"Content-Type": "application/json"},
            method=method,
        )
        if auth:
            word = base64.b64encode(auth.encode()).decode()
            request.add_header("Authorization", f"Basic {word}")
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return response.status, json.loads(response.read() or "null")
        except urllib.error.HTTPError as exc:
            return exc.code, None

    def children(self) -> dict[str, tuple[int, int]]:
        listed = subprocess.run(
            ["ps", "-wweo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
        )
        mine = [line.split() for line in listed.stdout.splitlines() if str(self.root) in line]
        return {
            words[words.index("cli.up_child") + 1]: (int(words[0]), int(words[1]))
            for words in mine
            if "cli.up_child" in words
        }

    def sleep_for(self, time: str) -> None:
        """Make what was planned late, as if the machine had been off so long."""
        with closing(sqlite3.connect(self.home / "prefect" / "prefect.db", timeout=30)) as con:
            for column in ("next_scheduled_start_time", "expected_start_time"):
                con.execute(
                    f"UPDATE flow_run SET {column} = datetime({column}, '-{time}') || '.000000'"
                    " WHERE state_type = 'SCHEDULED'"
                )
            con.commit()

    def looks(self) -> int:
        return (self.home / "seen").read_text(encoding="utf-8").count("look")

    def planned(self, wanted: int, seconds: float) -> set[str]:
        """IDs of the runs that Prefect planned by itself, once there are so many."""
        until = time.monotonic() + seconds
        found: set[str] = set()
        while len(found) < wanted and time.monotonic() < until:
            time.sleep(0.5)
            _, runs = self.ask("/flow_runs/filter", self.password())
            found = {run["id"] for run in runs if run["auto_scheduled"]}
        return found

    def forget(self, run: str) -> None:
        until = time.monotonic() + 30
        code = 0
        while code not in {204, 404} and time.monotonic() < until:  # busy: SQLite is locked
            code, _ = self.ask(f"/flow_runs/{run}", self.password(), method="DELETE")
        assert code in {204, 404}

    def server_log(self) -> str:
        return (self.home / "prefect" / "server.log").read_text(encoding="utf-8")[-3000:]

    def password(self) -> str:
        return (self.home / "prefect" / "auth").read_text(encoding="utf-8").strip()


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    installation = Installation(tmp_path_factory.mktemp("up"))
    installation.wait_for("Placewatch is up", installation.output, 150)
    yield installation
    if installation.process.poll() is None:
        installation.process.terminate()
        installation.process.wait(60)


def test_an_event_starts_a_run_that_sees_the_settings(here):
    seen = here.wait_for("tell", here.home / "seen", 90)

    assert seen == "look watch@example.org\ntell watch@example.org\n"


def test_runs_are_planned_ahead(here):
    planned = here.planned(3, seconds=90)

    assert len(planned) == 3, f"one a schedule; server.log ends so:\n{here.server_log()}"


def test_what_the_server_forgot_to_plan_is_planned_soon(here):
    """As when it stood still while deployments were made: Prefect looks at new ones for 6 s."""
    before = here.planned(3, seconds=0.1)
    for run in before:
        here.forget(run)
    after = here.planned(3, seconds=90)

    assert len(after) == 3, f"one a schedule; server.log ends so:\n{here.server_log()}"
    assert not before & after


def test_of_many_late_runs_the_newest_is_kept(here):
    from prefect import get_client
    from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings

    from cli import up_runner

    async def tidied() -> list[int]:
        async with get_client() as client:
            ids = [each.id for each in await client.read_deployments()]
            in_a_week = datetime.now(UTC) + timedelta(days=7)
            return [await up_runner.tidy(client, ids, in_a_week) for _ in range(2)]

    url = f"http://127.0.0.1:{here.port}/api"
    with temporary_settings({PREFECT_API_URL: url, PREFECT_API_AUTH_STRING: here.password()}):
        deleted = asyncio.run(tidied())

    assert deleted == [2, 0]


def test_the_server_asks_strangers_for_a_password(here):
    status, _ = here.ask("/flow_runs/filter")
    wrong, _ = here.ask("/flow_runs/filter", "placewatch:guess")
    right, _ = here.ask("/flow_runs/filter", here.password())

    assert (status, wrong, right) == (401, 401, 200)


def test_a_second_up_names_the_first(here):
    second = here.start()
    code = second.wait(60)

    said = here.output.read_text(encoding="utf-8")
    assert code == 1
    assert f"another 'placewatch up' runs for {here.home} (PID {here.process.pid})" in said


def test_a_server_that_is_killed_comes_back(here):
    os.kill(here.children()["server"][0], signal.SIGKILL)
    here.wait_for("the server ended (signal 9); starting it again", here.output, 30)
    until = time.monotonic() + 120
    status = 0
    while status != 200 and time.monotonic() < until:
        time.sleep(1)
        try:
            status, runs = here.ask("/flow_runs/filter", here.password())
        except urllib.error.URLError:
            continue

    assert status == 200
    assert [run for run in runs if run["state_type"] == "COMPLETED"]


def test_children_do_not_outlive_an_up_that_is_killed_and_the_next_one_recovers(here):
    before = here.looks()
    here.process.kill()
    here.process.wait()
    here.sleep_for("12 days")
    here.output.write_text("", encoding="utf-8")
    here.process = here.start()  # while the old children are still there
    here.wait_for("Placewatch is up", here.output, 150)
    until = time.monotonic() + 90
    while here.looks() == before and time.monotonic() < until:
        time.sleep(0.5)

    assert here.looks() == before + 1
    assert {parent for _, parent in here.children().values()} == {here.process.pid}
    assert len(here.ask("/deployments/filter", here.password())[1]) == 2
    assert len(here.ask("/automations/filter", here.password())[1]) == 1


def test_a_stop_leaves_nobody_behind(here):
    here.process.terminate()
    code = here.process.wait(60)

    assert code == 0
    assert here.children() == {}
