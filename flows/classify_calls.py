"""Part of classify: what closes when, once each; the calendar; reminders.

    calls.unsettled | settle | calls.add · reminders.due | compose | outbox · calls.standing |
    compose_calendar | public/deadlines.ics

Part of the sweep of classify and no flow of its own: it runs every five minutes and in
``placewatch run`` too, so that a moved day and a reminder need no server and no clock.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from alerts import calendar, files, reminder
from flows.classify_routing import enqueue, subscribed
from flows.classify_telling import Made, is_held, placed
from records import Alert, Call
from settings import Settings
from themes.days import asked, calls, reminders
from themes.initiatives import places
from themes.initiatives.organisations import Organisations
from warehouse import calls as kept
from warehouse import concerns, outbox, store, threads
from warehouse.threads import Thread

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
    due = () if is_quiet else _due(settled, present, now)
    queued = 0
    if settled or due:
        told = [(one.call.call_id, notice) for one in settled for notice in one.notices]
        subscriptions, areas = subscribed(settings), settings.seeds / "areas.yaml"
        with store.open_warehouse(settings.warehouse) as con, store.transaction(con):
            kept.add(con, [one.call for one in settled if one.is_other], told, now)
            subjects = threads.of_calls(con, (call.call_id for call, _ in due))
            following = threads.standing(con, subjects.values())
            made = _made(
                due,
                {call_id: following[subject] for call_id, subject in subjects.items()},
                concerns.articles_of(con, (call.document_id for call, _ in due)),
                now,
            )
            queued = enqueue(con, subscriptions, made, now, lambda: places.load(areas))
    files.write(settings.calendar, calendar.compose_calendar(present))
    return queued


def _due(
    settled: Sequence[calls.Settled], present: Sequence[Call], now: datetime
) -> tuple[tuple[Call, int | None], ...]:
    """Return the calls to tell of: days moved (None), and reminders with their distance."""
    moved = [(one.call, None) for one in settled if one.is_moved and one.call.closes_at > now]
    return (*moved, *reminders.due(present, now))


def _made(
    due: Sequence[tuple[Call, int | None]],
    following: Mapping[str, Thread],
    articles: Mapping[str, str],
    now: datetime,
) -> Made:
    """Return the messages, in the threads of the initiatives that the calls are about.

    What people called noise is held back; it is looked at again as long as it is due.

    Args:
        due: The calls.
        following: What was told of the initiative of each call, by call.
        articles: That a person would open, by document.
        now: The time.
    """
    made: list[Alert] = []
    about: dict[str, outbox.About] = {}
    for call, distance in due:
        kind = "moved deadline" if distance is None else "reminder"
        thread = following.get(call.call_id)
        if thread is not None and thread.is_told and is_held(kind, thread.muted):
            continue
        people = thread.people if thread else 0
        alert = (
            reminder.compose_moved(call, now)
            if distance is None
            else reminder.compose_reminder(call, distance, now, people)
        )
        made.append(placed(alert, kind, thread.thread if thread else ""))
        about[alert.key] = outbox.About(
            kind, thread.initiative_id if thread else None, articles.get(call.document_id)
        )
    return Made(alerts=tuple(made), about=about)
