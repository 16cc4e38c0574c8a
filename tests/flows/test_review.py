"""The review of a week, from the warehouse to the outbox and the public folder."""

import json
from datetime import UTC, datetime, timedelta

from cli import up_plan
from flows.review import review_once
from records import Happened
from tests.fakes.slack import SCOPES, FakeSlack
from tests.flows.test_tiers import LEICESTER, WALES, asked, filled, hold, home, row
from tests.flows.test_weekly import ROOT, deliver, with_slack
from tests.warehouse import make
from warehouse import happenings, store

__all__ = ["filled", "home"]
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def in_the_week_before(settings):
    """Put what the warehouse holds into the week before, and tell of its initiative."""
    at = MONDAY - timedelta(days=3)
    told = Happened(
        key="told", initiative_id=make.mention().initiative_id, kind="new", value="",
        article_id="lga-a1", quote="", happened_at=at, told_in="told",
    )  # fmt: skip
    with store.open_warehouse(settings.warehouse) as con:
        con.execute("UPDATE store.articles SET first_seen_at = $at", {"at": at})
        happenings.add(con, [told], at)
        hold(con, at, key="told")


def test_each_channel_has_a_review_of_what_it_wants_once_with_a_picture(home):
    settings = home(row(), row(LEICESTER, areas=["East Midlands"]), row(WALES, nations=["wales"]))
    in_the_week_before(settings)

    queued = [review_once(settings, MONDAY + timedelta(hours=hours)) for hours in (0, 2)]

    told = asked(settings, "SELECT key, kind, tier, text FROM store.outbox ORDER BY number")
    assert queued == [2, 0]
    assert [one[:3] for one in told] == [
        ("review:2026-W47", "review", "weekly"),
        (f"review:2026-W47@{LEICESTER}", "review", "weekly"),
    ]
    assert "1 new initiative, 1 story by theme" in told[0][3]
    assert "East Midlands 1 pilot" in told[0][3]
    names = sorted(path.name for path in settings.public.glob("*.png"))
    assert names == [f"review-2026-W47-{LEICESTER}.png", "review-2026-W47.png"]


def test_the_message_that_arrives_shows_the_picture_that_lies_in_the_public_folder(home):
    settings = home(row())
    in_the_week_before(settings)
    review_once(settings, MONDAY - timedelta(hours=1))  # before the clock of deliver

    with FakeSlack(scopes=SCOPES | {"files:write"}) as slack:
        deliver(with_slack(settings, slack))
        (message,) = slack.messages("C1")

    blocks = message["blocks"]
    shown = (json.loads(blocks) if isinstance(blocks, str) else blocks)[1]
    assert (shown["type"], shown["slack_file"]) == ("image", {"id": "F00000001"})
    assert shown["alt_text"].endswith("New initiatives by area and stage: East Midlands 1 pilot.")
    assert slack.files.content == {
        "F00000001": (settings.public / "review-2026-W47.png").read_bytes()
    }


def test_from_cron_it_is_made_on_the_first_run_after_monday_at_nine(home):
    settings = home(row())
    runs = "SELECT started_at FROM store.runs WHERE flow = 'review' ORDER BY started_at"

    for minutes in (-1, 9, 19, 60 * 24):
        review_once(settings, MONDAY + timedelta(minutes=minutes), if_due=True)
    review_once(settings, MONDAY + timedelta(days=9), if_due=True)

    assert [at for (at,) in asked(settings, runs)] == [
        MONDAY + timedelta(minutes=9),
        MONDAY + timedelta(days=9),
    ]


def test_the_flow_starts_on_mondays_at_nine_in_london():
    (found,) = [one for one in up_plan.load(ROOT / "prefect.yaml") if one.name == "review"]

    assert found.schedules == ({"cron": "0 9 * * 1", "timezone": "Europe/London"},)
