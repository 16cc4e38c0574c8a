"""Part of classify: what closes when, once each; the calendar; reminders.

    calls.unsettled | settle | calls.add · reminders.due | compose | outbox · calls.standing |
    compose_calendar | public/deadlines.ics

Part of the sweep of classify and no flow of its own: it runs every five minutes and in
``placewatch run`` too, so that a moved day and a reminder need no server and no clock.
"""

from datetime import datetime, timedelta
from functools import partial

from alerts import calendar, reminder
from settings import Settings
from themes.days import asked, calls, reminders
from themes.reading import Know
from warehouse import calls as kept
from warehouse import outbox, store

KEPT = timedelta(days=90)  # how long what has closed stays in the calendar; guess


def keep_calls(settings: Settings, now: datetime, know: Know, *, is_quiet: bool = False) -> int:
    """Settle what documents tell of calls, remind, write the calendar; return how many rang.

    Safe to repeat: what is to be done is read from the warehouse, and a key rings once.

    Args:
        settings: Of the installation.
        now: The time.
        know: Reads the seeds, if there is anything to settle.
        is_quiet: Days that were moved ring nothing: old texts are judged anew.
    """
    with store.open_warehouse(settings.warehouse) as con:
        has_news = kept.has_news(con, now)
        fresh = kept.unsettled(con) if has_news else ()
        known = kept.known(con, now) if has_news else ()
    settled: tuple[calls.Settled, ...] = ()
    if has_news:
        who = partial(asked.who, bodies=know(settings.seeds).bodies)
        settled = calls.settle(known, fresh, now, who=who, where=asked.where)
    moved = [one.call for one in settled if one.is_moved and one.call.closes_at > now]
    with store.open_warehouse(settings.warehouse) as con, store.transaction(con):
        told = [(one.call.call_id, notice) for one in settled for notice in one.notices]
        kept.add(con, [one.call for one in settled if one.is_other], told, now)
        standing = kept.standing(con, now - KEPT)
        alerts = [] if is_quiet else [reminder.compose_moved(call, now) for call in moved]
        about = {alert.key: outbox.About(kind="moved deadline") for alert in alerts}
        for call, distance in () if is_quiet else reminders.due(standing, now):
            alert = reminder.compose_reminder(call, distance, now)
            alerts.append(alert)
            about[alert.key] = outbox.About(kind="reminder")
        queued = outbox.enqueue(con, alerts, now, about=about)
    calendar.write(settings.calendar, calendar.compose_calendar(standing))
    return len(queued)
