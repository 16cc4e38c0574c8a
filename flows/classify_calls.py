"""Part of classify: what closes when, once each; the calendar; reminders.

    calls.unsettled | settle | calls.add · reminders.due | compose | outbox · calls.standing |
    compose_calendar | public/deadlines.ics

Part of the sweep of classify and no flow of its own: it runs every five minutes and in
``placewatch run`` too, so that a moved day and a reminder need no server and no clock.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from alerts import calendar, files, reminder
from flows.classify_routing import enqueue, subscribed
from records import Alert, Call
from settings import Settings
from themes.days import asked, calls, reminders
from themes.initiatives import places
from themes.initiatives.organisations import Organisations
from warehouse import calls as kept
from warehouse import concerns, outbox, store

KEPT = timedelta(days=90)  # how long what has closed stays in the calendar; guess


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
    rings = {} if is_quiet else _rings(settled, present, now)
    queued = 0
    if settled or rings:
        told = [(one.call.call_id, notice) for one in settled for notice in one.notices]
        alerts = [alert for alert, _, _ in rings.values()]
        subscriptions, areas = subscribed(settings), settings.seeds / "areas.yaml"
        with store.open_warehouse(settings.warehouse) as con, store.transaction(con):
            kept.add(con, [one.call for one in settled if one.is_other], told, now)
            articles = concerns.articles_of(
                con, (call.document_id for _, _, call in rings.values())
            )
            about = {
                key: outbox.About(kind=kind, article_id=articles.get(call.document_id))
                for key, (_, kind, call) in rings.items()
            }
            queued = enqueue(con, subscriptions, alerts, about, now, lambda: places.load(areas))
    files.write(settings.calendar, calendar.compose_calendar(present))
    return queued


def _rings(
    settled: Sequence[calls.Settled], present: Sequence[Call], now: datetime
) -> dict[str, tuple[Alert, str, Call]]:
    """Return what is to be told, its kind and its call, by key: days moved, and reminders."""
    moved = [one.call for one in settled if one.is_moved and one.call.closes_at > now]
    found = [(reminder.compose_moved(call, now), "moved deadline", call) for call in moved]
    found += [
        (reminder.compose_reminder(call, distance, now), "reminder", call)
        for call, distance in reminders.due(present, now)
    ]
    return {alert.key: (alert, kind, call) for alert, kind, call in found}
