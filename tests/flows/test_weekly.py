"""The message of a week, from the warehouse to Slack; and the hour at which it is made."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from alerts.terminal import TerminalSink
from cli import up_plan
from flows.notify import notify_once
from flows.weekly import weekly_once
from settings import Settings
from tests.fakes import ready
from tests.fakes.slack import FakeSlack
from tests.warehouse import make
from warehouse import feeds, health, polls, runs, store, week

ROOT = Path(__file__).resolve().parents[2]
LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """The home of an installation that was well ten days ago and has a blocked source since."""
    folder = tmp_path_factory.mktemp("watched")
    names = ("lga", "tuc")
    begun = MONDAY - 10 * DAY
    with store.open_warehouse(ready.warehouse(settings_of(folder).warehouse)) as con:
        feeds.sync(con, map(make.source, names), begun)
        announced = [make.entry(1, name, published_at=begun) for name in names]
        polls.polled(con, [make.poll(entry.source_id, entry) for entry in announced], begun)
        health.watch(con, begun)
        with store.transaction(con):
            for hours in range(0, 240, 5):
                for flow in ("poll", "classify", "notify"):
                    run = runs.start(con, flow, begun + hours * HOUR)
                    counts = {"entries": 2, "articles": 1, "reports": 0} if flow == "poll" else {}
                    runs.finish(con, run, counts, begun + (hours + 1) * HOUR)
        blocked = make.poll(
            "tuc", status="blocked (403)", kind="soft", failures=0.5, has_body=False, entries=None
        )
        for now in (MONDAY - 3 * DAY, MONDAY - HOUR):
            polls.polled(con, [make.poll("lga"), blocked], now)
    return folder


@pytest.fixture
def home(tmp_path, watched):
    """Settings of such an installation."""
    shutil.copytree(watched, tmp_path / "home")
    return settings_of(tmp_path / "home")


def settings_of(folder):
    return Settings.from_env({"PLACEWATCH_HOME": str(folder)})


def with_slack(settings, slack, **more):
    return replace(
        settings, slack_token=slack.token, slack_channel="C1", slack_url=slack.url,
        slack_settle_s=0.1, **more,
    )  # fmt: skip


def deliver(settings):
    class Nowhere:
        encoding = "utf-8"

        def write(self, text):
            raise AssertionError(text)

        def flush(self):
            pass

    clock = iter(MONDAY + n * timedelta(seconds=2) for n in range(10_000))
    return notify_once(
        settings, lambda: next(clock), terminal=TerminalSink(Nowhere()), sleep=lambda _: None
    )


def test_a_week_is_told_once_and_to_the_channel_of_the_operators(home):
    with FakeSlack(channels=("C1", "C2")) as slack:
        settings = with_slack(home, slack, ops_channel="C2")
        queued = [weekly_once(settings, at) for at in (MONDAY, MONDAY + HOUR, MONDAY + 3 * DAY)]
        deliver(settings)
        told = [str(message["text"]) for message in slack.messages("C2")]
        alerts = slack.messages("C1")

    assert queued == [1, 0, 0]
    assert alerts == []
    assert len(told) == 1
    assert "week 47 (16 to 22 November 2026): 1 of 2 sources work" in told[0]
    assert "Newly failing" in told[0]
    assert "TUC: blocked (403) since 20 November" in told[0]
    assert "68 new entries, 34 articles and 0 reports read" in told[0]


def test_the_next_week_is_a_message_of_its_own_and_knows_how_the_file_grew(home):
    weekly_once(home, MONDAY)
    weekly_once(home, MONDAY + 7 * DAY)

    with store.open_warehouse(home.warehouse) as con:
        keys = store.words(con, "SELECT key FROM store.outbox ORDER BY number")
        kinds = con.execute("SELECT DISTINCT kind, channel FROM store.outbox").fetchall()
        facts = week.facts(con, MONDAY + 14 * DAY)
    assert keys == ["weekly:2026-W47", "weekly:2026-W48"]
    assert kinds == [("weekly", "")]  # no channel of its own: that of the alerts
    assert facts.size_before is not None
    assert facts.size_before > 0
    assert facts.changes == ()


def test_a_flow_that_slept_and_a_run_that_was_killed_are_told(home):
    killed = MONDAY - 2 * DAY
    with store.open_warehouse(home.warehouse) as con:
        runs.start(con, "classify", killed)
        con.execute(
            "DELETE FROM store.runs WHERE flow = 'notify' AND started_at BETWEEN $a AND $b",
            {"a": MONDAY - 5 * DAY, "b": MONDAY - 4 * DAY},
        )
        facts = week.facts(con, MONDAY)

    assert facts.broken_off == (("classify", killed),)
    ((flow, start, stop),) = facts.pauses
    assert flow == "notify"
    assert start < MONDAY - 5 * DAY < MONDAY - 4 * DAY < stop


@pytest.mark.parametrize(
    ("now", "name", "began_at"),
    [
        (MONDAY, "2026-W47", datetime(2026, 11, 16, tzinfo=UTC)),
        (datetime(2026, 11, 29, 23, tzinfo=UTC), "2026-W47", datetime(2026, 11, 16, tzinfo=UTC)),
        (datetime(2027, 1, 4, 8, tzinfo=UTC), "2026-W53", datetime(2026, 12, 28, tzinfo=UTC)),
        (datetime(2026, 6, 14, 23, 30, tzinfo=UTC), "2026-W24",  # Monday in London already
         datetime(2026, 6, 7, 23, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_a_week_is_one_of_london(now, name, began_at):
    number, start, end = week.last_week(now)

    assert (number, start) == (name, began_at)
    assert end.astimezone(LONDON).weekday() == 0


def test_the_flow_starts_on_mondays_at_half_past_eight_in_london():
    (found,) = [one for one in up_plan.load(ROOT / "prefect.yaml") if one.name == "weekly"]

    assert found.schedules == ({"cron": "30 8 * * 1", "timezone": "Europe/London"},)
