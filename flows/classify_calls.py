"""Part of classify: what closes when, once each; the calendar; reminders.

    calls.unsettled | settle | calls.add · reminders.due | compose | outbox · calls.standing |
    compose_calendar | public/deadlines.ics

Part of the sweep of classify and no flow of its own: it runs every five minutes and in
``placewatch run`` too, so that a moved day and a reminder need no server and no clock.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from alerts import calendar, reminder
from records import Alert, Call
from settings import Settings
from themes.days import asked, calls, reminders
from themes.initiatives.organisations import Organisations
from themes.voices import linked
from warehouse import calls as kept
from warehouse import outbox, store

KEPT = timedelta(days=90)  # how long what has closed stays in the calendar; guess
KINDS = {  # of alerts, by what became of a call
    "moved": "moved deadline",
    "withdrawn": "withdrawn deadline",
    "back": "deadline again",
}


def keep_calls(
    settings: Settings,
    now: datetime,
    bodies: Callable[[], Organisations],
    *,
    is_quiet: bool = False,
) -> int:
    """Settle what documents tell of calls, remind, write the calendar; return how many rang.

    Safe to repeat: what is to be done is read from the warehouse, and a key rings once.

    Args:
        settings: Of the installation.
        now: The time.
        bodies: Reads the bodies that may ask, if there is anything to settle.
        is_quiet: Nothing rings: old texts are judged anew.
    """
    with store.open_warehouse(settings.warehouse) as con:
        has_news = kept.has_news(con, now)
        fresh = kept.unsettled(con) if has_news else ()
        known = kept.known(con, now) if has_news else ()
        standing = {call.call_id: call for call in kept.standing(con, now - KEPT)}
    settled: tuple[calls.Settled, ...] = ()
    if has_news:
        who = partial(asked.who, bodies=bodies())
        settled = calls.settle(known, fresh, now, who=who, where=asked.where)
    standing |= {one.call.call_id: one.call for one in settled if one.call.closes_at > now - KEPT}
    present = sorted(standing.values(), key=lambda call: (call.closes_at, call.call_id))
    due = () if is_quiet else reminders.due(present, now)
    queued: list[str] = []
    with store.open_warehouse(settings.warehouse) as con, store.transaction(con):
        if settled:
            told = [(one.call.call_id, notice) for one in settled for notice in one.notices]
            kept.add(con, [one.call for one in settled if one.is_other], told, now)
        ids = [call.call_id for call in present]
        said = {
            key: linked.on_page(place.url, place.page)
            for key, place in kept.places(con, ids).items()
        }
        if not is_quiet and (settled or due):
            changed = _changed(settled, kept.told(con, ids), now)
            rings = _rings(changed, due, said, now)
            about = {key: outbox.About(kind=kind) for key, (_, kind) in rings.items()}
            alerts = [alert for alert, _ in rings.values()]
            queued = outbox.enqueue(con, alerts, now, about=about)
    calendar.write(settings.calendar, calendar.compose_calendar(present, said))
    return len(queued)


def _changed(
    settled: Sequence[calls.Settled], told: frozenset[str], now: datetime
) -> list[tuple[Call, str]]:
    """Return the calls that do not stand as people were told, each with what became of it.

    A day that has moved is news by itself. A call that was withdrawn, or stands again, is news
    only where people were told of it before.
    """
    found = []
    for one in settled:
        if one.call.closes_at <= now:
            continue
        is_told = one.call.call_id in told
        if one.is_moved:
            found.append((one.call, "moved"))
        elif is_told and one.is_withdrawn:
            found.append((one.call, "withdrawn"))
        elif is_told and one.is_back:
            found.append((one.call, "back"))
    return found


def _rings(
    changed: Sequence[tuple[Call, str]],
    due: Sequence[tuple[Call, int]],
    said: Mapping[str, str],
    now: datetime,
) -> dict[str, tuple[Alert, str]]:
    """Return what is to be told and of which kind it is, by key: changes, and reminders."""
    found = [
        (reminder.compose_change(call, what, now, said.get(call.call_id, "")), KINDS[what])
        for call, what in changed
    ]
    found += [
        (reminder.compose_reminder(call, distance, now, said.get(call.call_id, "")), "reminder")
        for call, distance in due
    ]
    return {alert.key: (alert, kind) for alert, kind in found}
