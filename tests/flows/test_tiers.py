"""Who is told what and when: routes, quiet hours, caps and digests, on a real warehouse."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
import yaml

from flows.classify_routing import enqueue, subscribed, tell_more
from flows.classify_telling import Made
from flows.digest import digest_once
from settings import Settings
from tests.fakes import ready
from tests.warehouse import make
from tests.warehouse.conftest import fill
from themes.initiatives import places
from warehouse import held, hits, queries, store
from warehouse.outbox import About

LONDON = ZoneInfo("Europe/London")
LEICESTER, WALES = "C0123456789", "C0123456790"
AREAS = [
    {"name": "England", "kind": "nation", "nation": "england"},
    {"name": "Wales", "kind": "nation", "nation": "wales"},
    {"name": "East Midlands", "kind": "region", "nation": "england", "in": ["England"]},
    {"name": "Leicestershire", "kind": "county", "nation": "england", "in": ["East Midlands"]},
]
NOW = datetime.now(UTC)
INITIATIVE = make.mention().initiative_id


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A warehouse with an article on a theme that names an initiative in Leicestershire."""
    path = tmp_path_factory.mktemp("filled") / "placewatch.duckdb"
    with store.open_warehouse(ready.warehouse(path)) as con:
        fill(con)
        con.execute("DELETE FROM store.held_alerts")
        con.execute("DELETE FROM store.outbox")
    return path


@pytest.fixture
def home(tmp_path, filled):
    """Make an installation with rows of its own."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "areas.yaml").write_text(yaml.safe_dump(AREAS), encoding="utf-8")
    (tmp_path / "home").mkdir()
    shutil.copy(filled, tmp_path / "home")
    env = {"HOME": tmp_path / "home", "SEEDS": tmp_path / "seeds"}
    settings = Settings.from_env({f"PLACEWATCH_{key}": str(path) for key, path in env.items()})

    def with_rows(*rows):
        settings.own_subscriptions.write_text(yaml.safe_dump(list(rows)), encoding="utf-8")
        return settings

    return with_rows


def row(channel="default", **keys):
    return {"id": f"row-{channel}", "channel": channel} | keys


def ring(settings, *kinds, at=NOW, first=1):
    """Queue an alert for each kind; return how many were queued."""
    made = [make.alert(f"{INITIATIVE}:{kind}:{n}", text=f"{kind} {n}\nmore", created_at=at)
            for n, kind in enumerate(kinds, first)]  # fmt: skip
    about = {
        one.key: About(kind, INITIATIVE, "lga-a1") for one, kind in zip(made, kinds, strict=True)
    }
    subscriptions = subscribed(settings)
    with store.open_warehouse(settings.warehouse) as con, store.transaction(con):
        atlas = partial(places.load, settings.seeds / "areas.yaml")
        queued = enqueue(con, subscriptions, Made(alerts=tuple(made), about=about), at, atlas)
        return queued + tell_more(con, subscriptions, at)


def asked(settings, sql):
    with store.open_warehouse(settings.warehouse) as con:
        assert queries.ask(con, "orphans").rows == ()
        return con.execute(sql).fetchall()


def hold(con, at, key="k"):
    """Hold back an alert, so that there is a digest."""
    one = held.Held(
        key=key, channel="", kind="new", initiative_id=None, article_id=None, headline="x",
        why=held.TIER,
    )  # fmt: skip
    held.hold(con, [one], at)


QUEUED = "SELECT channel, split_part(key, ':', 2) || split_part(key, ':', 3) FROM store.outbox"


def test_an_alert_goes_once_to_each_channel_that_wants_it(home):
    settings = home(
        row(),
        row(LEICESTER, areas=["East Midlands"]),
        row(WALES, nations=["wales"]),
    )

    queued = [ring(settings, "new") for _ in range(3)]

    assert queued == [2, 0, 0]
    assert asked(settings, "SELECT key, channel, alert_id FROM store.outbox ORDER BY number") == [
        (key, channel, make.identify(key))
        for key, channel in (
            (f"{INITIATIVE}:new:1", ""),
            (f"{INITIATIVE}:new:1@{LEICESTER}", LEICESTER),
        )
    ]


def test_what_follows_goes_where_the_beginning_went(home):
    settings = home(row(), row(LEICESTER, themes=["place-budgets"]))
    ring(settings, "new")

    home(row(), row(LEICESTER, themes=["other"]))
    ring(settings, "step")

    assert asked(settings, f"{QUEUED} WHERE channel <> '' ORDER BY number") == [
        (LEICESTER, f"new1@{LEICESTER}"),
        (LEICESTER, f"step1@{LEICESTER}"),
    ]


def test_what_is_too_much_for_a_run_is_one_line_then_and_the_digest_after(home):
    settings = home(row(cap=2))

    queued = [ring(settings, "area", "new", "area", "step", "report") for _ in range(3)]

    assert queued == [3, 0, 0]  # two alerts, the more urgent ones, and one line
    lines = asked(settings, "SELECT kind, text FROM store.outbox ORDER BY number")
    assert [kind for kind, _ in lines] == ["new", "step", "more"]
    assert lines[-1][1] == (
        "And 3 more: as many as this channel takes at once were sent\n"
        "- area 1\n- area 3\n- report 5\n"
        "All of them stand in the next digest.\n"
        "See them now: placewatch query alerts-held"
    )

    digest_once(settings, NOW + timedelta(hours=1))
    digest_once(settings, NOW + timedelta(days=1))

    ((text, tier),) = asked(settings, "SELECT text, tier FROM store.outbox WHERE kind = 'digest'")
    assert tier == "daily"
    assert "Not told at once: 3\n- area 1, https://lga.example/1\n- area 3" in text
    assert asked(settings, "SELECT DISTINCT why, told_in IS NULL FROM store.held_alerts") == [
        ("cap", False)
    ]


def test_the_cap_is_that_of_a_run_and_of_a_night(home):
    night = datetime(2026, 11, 19, 22, tzinfo=UTC)
    settings = home(row(cap=2, quiet={"from": "19:00", "until": "08:00", "immediate": "waits"}))

    queued = [
        ring(settings, "new", "step", at=night),
        ring(settings, "new", first=3, at=night + timedelta(hours=1)),
        ring(settings, "new", first=4, at=night + timedelta(hours=12)),
    ]

    assert queued == [2, 1, 1]  # the second is "and 1 more"
    assert asked(settings, "SELECT kind, not_before FROM store.outbox ORDER BY number") == [
        ("new", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        ("step", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        ("more", datetime(2026, 11, 20, 8, tzinfo=UTC)),
        ("new", None),
    ]


def test_what_no_channel_wants_is_remembered_and_what_is_read_by_day_stands_in_the_digest(home):
    settings = home(row(tiers=["daily"]), row(WALES, nations=["wales"]))
    ring(settings, "new")
    home(row(areas=["Wales"]))
    ring(settings, "step")

    assert asked(settings, "SELECT count(*) FROM store.outbox") == [(0,)]
    assert asked(settings, "SELECT kind, why FROM store.held_alerts ORDER BY held_at, key") == [
        ("new", held.TIER),
        ("step", held.NOBODY),
    ]


def test_each_channel_has_a_digest_of_what_it_wants(home):
    settings = home(row(), row(LEICESTER, areas=["Leicestershire"]), row(WALES, nations=["wales"]))

    queued = [digest_once(settings, NOW + timedelta(hours=hours)) for hours in (0, 1, 24)]

    told = asked(settings, "SELECT channel, key, blocks FROM store.outbox ORDER BY number")
    day = NOW.astimezone(LONDON).date()
    assert queued == [2, 0, 0]
    assert [(channel, key) for channel, key, _ in told] == [
        ("", f"digest {day}"),
        (LEICESTER, f"digest {day}@{LEICESTER}"),
    ]
    assert all(json.loads(blocks)[0]["type"] == "header" for *_, blocks in told)


def test_what_may_be_new_stands_in_the_digest_of_who_wants_it_once(home):
    settings = home(row(), row(WALES, nations=["wales"]))
    with store.open_warehouse(settings.warehouse) as con:
        hint = make.mention("Open Purse", quote="Open Purse begins.", confidence=0.3)
        hits.add_hints(con, [hint], NOW)
    for days in (0, 1):
        digest_once(settings, NOW + timedelta(days=days))

    ((channel, text),) = asked(settings, "SELECT channel, text FROM store.outbox")
    assert channel == ""
    assert (
        "May be new, the name is not sure: 1\n- Open Purse?, LGA, https://lga.example/1\n" in text
    )


def test_what_is_judged_after_a_digest_stands_in_the_next(home):
    settings = home(row())
    with store.open_warehouse(settings.warehouse) as con:
        con.execute("UPDATE store.theme_scores SET is_given = false WHERE theme_id <> 'staff'")
        hold(con, NOW)
        con.execute("INSERT INTO store.digested VALUES ('', 'other', 'digest', now())")
    digest_once(settings, NOW)
    with store.open_warehouse(settings.warehouse) as con:
        con.execute("UPDATE store.theme_scores SET is_given = true WHERE theme_id <> 'staff'")
    digest_once(settings, NOW + timedelta(days=1))

    texts = asked(settings, "SELECT text FROM store.outbox WHERE kind = 'digest' ORDER BY number")
    assert ["Title 1" in text for (text,) in texts] == [False, True]


@pytest.mark.parametrize(("day", "hour"), [("2026-07-01", 7), ("2026-10-25", 8)])
def test_from_cron_the_digest_is_made_on_the_first_run_after_eight_in_london(home, day, hour):
    settings = home(row())
    eight = datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)
    runs = "SELECT started_at FROM store.runs WHERE flow = 'digest' ORDER BY started_at"

    for minutes in (-10, -1, 4, 14, 600):
        digest_once(settings, eight + timedelta(minutes=minutes), if_due=True)
    digest_once(settings, eight + timedelta(days=1, hours=3), if_due=True)

    assert [at for (at,) in asked(settings, runs)] == [
        eight - timedelta(minutes=10),  # the first of all tells nothing: what is new rings
        eight + timedelta(minutes=4),
        eight + timedelta(days=1, hours=3),
    ]


def test_a_weekend_without_digests_is_told_on_monday(home):
    settings = home(row(quiet={"weekends": True}))
    saturday = datetime(2026, 11, 21, 8, tzinfo=UTC)
    with store.open_warehouse(settings.warehouse) as con:
        con.execute("UPDATE store.articles SET first_seen_at = $at", {"at": saturday})
        hold(con, saturday - timedelta(days=1))
    queued = [
        digest_once(settings, saturday + timedelta(days=days, minutes=1)) for days in (-1, 0, 1, 2)
    ]

    assert queued == [1, 0, 0, 1]
    texts = asked(settings, "SELECT text FROM store.outbox WHERE kind = 'digest' ORDER BY number")
    assert "Title 1" in texts[1][0]
