"""The same trip under a real Prefect server: a poll by hand, the rest by its events."""

import base64
import json
import signal
import socket
import time
import urllib.request

import pytest

from tests.fakes.press import ORDINARY, PILOT, Installation, Press
from tests.fakes.slack import FakeSlack
from tests.fakes.web import fake_web
from warehouse import store

PATIENCE_S = 180  # a first start took 95 s on a loaded machine


class Service:
    """`placewatch up` for an installation, and a way to ask its server."""

    def __init__(self, installation: Installation) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.home = installation.home
        self.process = installation.start("up", "--port", str(self.port))

    def api(self, path: str, body: dict[str, object] | None = None) -> object:
        auth = next((self.home / "prefect").glob("auth*")).read_text(encoding="utf-8").strip()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Content-Type": "application/json",
                "Authorization": "Basic " + base64.b64encode(auth.encode()).decode(),
            },
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)

    def runs(self, flow: str) -> list[dict[str, object]]:
        return self.api("/flow_runs/filter", {"flows": {"name": {"any_": [flow]}}})

    def stop(self) -> str:
        self.process.send_signal(signal.SIGTERM)
        printed, _ = self.process.communicate(timeout=60)
        return printed


def until(what, seconds: float = PATIENCE_S):
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            if found := what():
                return found
        except (OSError, StopIteration):  # the server is not up yet
            pass
        time.sleep(0.5)
    return what()


def make_due(installation: Installation) -> None:
    """Let a day pass for the feeds: longer than any that works is left alone."""
    with store.open_warehouse(installation.home / "placewatch.duckdb") as con:
        con.execute("UPDATE store.feeds SET next_poll_at = next_poll_at - INTERVAL 1 DAY")


@pytest.mark.timeout(600)
def test_events_carry_a_new_initiative_from_the_poll_to_slack(tmp_path):
    with fake_web() as web, FakeSlack() as slack:
        ministry = Press(web, "ministry", "government")
        ministry.publish("clocks", ORDINARY)
        installation = Installation(tmp_path, web, slack, ministry)
        installation.run("run")
        ministry.publish("purse", PILOT)
        make_due(installation)

        service = Service(installation)  # polls at its start; classify and notify wait to be woken
        try:
            shown = until(installation.shown)
            started = {
                flow: {run["created_by"]["type"] for run in service.runs(flow) if run["created_by"]}
                for flow in ("classify", "notify")
            }
            asked = {"artifacts": {"key": {"any_": ["sources"]}}}
            tables = service.api("/artifacts/filter", asked)
        finally:
            printed = service.stop()

        assert len(shown) == 1, printed
        assert "New initiative: Shire Purse" in shown[0]
        assert all("AUTOMATION" in kinds for kinds in started.values()), (started, printed)
        assert len(tables) == 1, [t["data"] for t in tables]
        (table,) = tables  # one version, however many polls there were
        (row,) = json.loads(table["data"])
        assert (row["source"], row["state"]) == ("Ministry", "working"), printed
