"""Calls, from what was classified to the outbox and the calendar."""

import shutil
from datetime import timedelta

import pytest

from flows.classify import classify_once
from flows.classify_calls import keep_calls
from records import Happened
from settings import Settings
from tests.fakes import ready
from tests.warehouse import make, said
from themes.initiatives import organisations
from warehouse import articles, feeds, happenings, hits, initiatives, store

NOW = make.NOW
BODIES = organisations.Organisations(())


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The home of an installation in which an article tells of a call of 21 days."""
    home = tmp_path_factory.mktemp("told")
    with store.open_warehouse(ready.warehouse(settings_of(home).warehouse)) as con:
        feeds.sync(con, [make.source()], NOW)
        feeds.polled(con, [make.poll("lga"), make.poll("lga", make.entry(1), make.entry(2))], NOW)
        articles.add_articles(con, [make.article(1), make.article(2)], NOW)
        deadline = make.deadline(closes_at=NOW + timedelta(days=21))
        hits.add_deadlines(con, [deadline], NOW)
    return home


@pytest.fixture
def home(tmp_path, told):
    shutil.copytree(told, tmp_path / "home")
    return settings_of(tmp_path / "home")


def settings_of(folder):
    return Settings.from_env({"PLACEWATCH_HOME": str(folder)})


def keep(home, **passed):
    return keep_calls(home, NOW + timedelta(**passed), lambda: BODIES)


def kinds(home):
    with store.open_warehouse(home.warehouse) as con:
        return store.words(con, "SELECT kind FROM store.outbox ORDER BY number")


def move(home, days, quote, document_id="lga-a1"):
    with store.open_warehouse(home.warehouse) as con:
        later = NOW + timedelta(days=days)
        given = make.deadline(document_id, closes_at=later, quote=quote)
        hits.add_deadlines(con, [given], NOW)


def test_reminders_ring_once_at_seven_days_and_once_at_two(home):
    rung = [keep(home, days=days) for days in (0, 14.5, 15, 19.5, 20, 22)]

    assert rung == [0, 1, 0, 1, 0, 0]
    assert kinds(home) == ["reminder", "reminder"]


def test_a_moved_day_rings_once_and_counts_for_reminders(home):
    keep(home)
    move(home, 28, "The survey is extended.")

    assert [keep(home, days=1), keep(home, days=1)] == [1, 0]
    assert [keep(home, days=15), keep(home, days=21.5)] == [0, 1]
    assert kinds(home) == ["moved deadline", "reminder"]


def forget(home):
    with store.open_warehouse(home.warehouse) as con:
        hits.add_deadlines(con, [], NOW, read=["lga-a1"])


def test_a_withdrawn_call_rings_once_where_people_were_told_of_it(home):
    rung = [keep(home, days=15)]
    forget(home)
    rung += [keep(home, days=15), keep(home, days=15)]
    move(home, 21, "Text of 1.")
    rung += [keep(home, days=15), keep(home, days=15)]
    forget(home)

    assert [*rung, keep(home, days=15)] == [1, 1, 0, 1, 0, 0]
    assert kinds(home) == ["reminder", "withdrawn deadline", "deadline again"]


def test_a_withdrawn_call_of_which_nobody_was_told_rings_nothing(home):
    keep(home)
    forget(home)

    assert keep(home, days=1) == 0
    assert kinds(home) == []


def test_a_call_that_an_initiatives_alert_told_of_rings_when_withdrawn(home):
    keep(home)
    day = (NOW + timedelta(days=21)).date().isoformat()
    told = Happened(
        key="purse:deadline", initiative_id="purse", kind="deadline", value=day,
        article_id="lga-a1", quote="", happened_at=NOW, told_in="purse:deadline",
    )  # fmt: skip
    with store.open_warehouse(home.warehouse) as con:
        happenings.add(con, [told], NOW)
    forget(home)

    assert [keep(home, days=1), keep(home, days=1)] == [1, 0]


def test_a_reminder_joins_the_thread_of_what_the_call_is_about_unless_it_is_noise(home):
    keep(home)
    with store.open_warehouse(home.warehouse) as con:
        initiatives.record(con, [make.mention(said.PURSE, "lga-a1")], NOW)
        parent = said.tell(con, 1)
        said.react(con, parent, "U1", "on it", make.later(hours=1))
        for who in ("U2", "U3"):
            said.react(con, parent, who, "noise", make.later(hours=1))
    held = keep(home, days=15)
    with store.open_warehouse(home.warehouse) as con:
        said.react(con, parent, "U3", "noise", make.later(hours=2), is_there=False)

    assert (held, keep(home, days=15)) == (0, 1)
    with store.open_warehouse(home.warehouse) as con:
        (row,) = store.read(con, "FROM store.outbox WHERE kind = 'reminder'")
    assert (row["thread"], row["initiative_id"], row["is_broadcast"]) == (
        said.key(), said.key(), False
    )  # fmt: skip
    assert row["article_id"] == "lga-a1"
    assert "On it: 1 person" in row["text"].split("\n")


def test_texts_judged_anew_ring_nothing(home):
    keep(home)
    move(home, 28, "The survey is extended.")

    assert keep_calls(home, NOW, lambda: BODIES, is_quiet=True) == 0
    assert keep(home) == 0


def test_the_calendar_lies_where_others_read_it(home):
    keep(home)
    before = home.calendar.read_text(encoding="utf-8")
    with store.open_warehouse(home.warehouse) as con:
        hits.add_deadlines(con, [], NOW, read=["lga-a1"])
    keep(home, hours=1)
    after = home.calendar.read_text(encoding="utf-8")

    assert home.calendar.parent == home.snapshot.parent
    assert ("STATUS:CONFIRMED" in before, "STATUS:CANCELLED" in after) == (True, True)
    uids = [line for line in (before + after).splitlines() if line.startswith("UID")]
    assert len(set(uids)) == 1


def test_classifying_writes_a_calendar_where_nothing_is_to_be_read(tmp_path):
    home = settings_of(tmp_path)

    classify_once(home, NOW)

    assert home.calendar.exists()


def test_what_was_found_before_calls_were_kept_was_not_missed(home):
    keep(home, days=30)

    with store.open_warehouse(home.warehouse) as con:
        (row,) = store.read(con, "SELECT is_missed, first_seen_at FROM calls")
    assert row == {"is_missed": False, "first_seen_at": NOW}
    assert kinds(home) == []
