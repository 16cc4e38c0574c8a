"""Part of classify: what closes when, once each; the calendar; reminders.

    calls.unsettled | settle | calls.add · reminders.due | compose | outbox · calls.standing |
    compose_calendar | public/deadlines.ics

Part of the sweep of classify and no flow of its own: it runs every five minutes and in
``placewatch run`` too, so that a moved day and a reminder need no server and no clock.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from themes.voices import linked
from warehouse import calls as kept
from warehouse import concerns, outbox, store, threads

KEPT = timedelta(days=90)  # how long what has closed stays in the calendar; guess
KINDS = {  # of alerts, by what became of a call
    "moved": "moved deadline",
    "withdrawn": "withdrawn deadline",
    "back": "deadline again",
}
# A call to tell of, what became of it (empty: a reminder), and days before its end.
Ring = tuple[Call, str, int]


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
    subscriptions = subscribed(settings)
    queued = 0
    with store.open_warehouse(settings.warehouse) as con, store.transaction(con):
        if settled:
            told = [(one.call.call_id, notice) for one in settled for notice in one.notices]
            kept.add(con, [one.call for one in settled if one.is_other], told, now)
        said = addresses(con, present)
        if not is_quiet and (settled or due):
            changed = _changed(settled, kept.told(con, (call.call_id for call in present)), now)
            made = _made(con, [*changed, *((call, "", days) for call, days in due)], said, now)
            queued = enqueue(
                con, subscriptions, made, now, lambda: places.load(settings.seeds / "areas.yaml")
            )
    files.write(settings.calendar, calendar.compose_calendar(present, said=said))
    return queued


def addresses(con: store.Pen, given: Iterable[Call]) -> dict[str, str]:
    """Return the addresses of the documents that tell of calls, at their pages, by call."""
    found = kept.places(con, (call.call_id for call in given))
    return {key: linked.on_page(place.url, place.page) for key, place in found.items()}


def _changed(settled: Sequence[calls.Settled], told: frozenset[str], now: datetime) -> list[Ring]:
    """Return the calls that do not stand as people were told, each with what became of it.

    A day that has moved is news by itself. A call that was withdrawn, or stands again, is news
    only where people were told of it before.
    """
    found: list[Ring] = []
    for one in settled:
        if one.call.closes_at <= now:
            continue
        is_told = one.call.call_id in told
        if one.is_moved:
            found.append((one.call, "moved", 0))
        elif is_told and one.is_withdrawn:
            found.append((one.call, "withdrawn", 0))
        elif is_told and one.is_back:
            found.append((one.call, "back", 0))
    return found


def _made(
    con: store.Pen,
    rings: Sequence[Ring],
    said: Mapping[str, str],
    now: datetime,
) -> Made:
    """Return the messages, in the threads of the initiatives that the calls are about.

    What people called noise is held back; it is looked at again as long as it is due.
    """
    subjects = threads.of_calls(con, (call.call_id for call, _, _ in rings))
    following = threads.standing(con, subjects.values())
    articles = concerns.articles_of(con, (call.document_id for call, _, _ in rings))
    made: list[Alert] = []
    about: dict[str, outbox.About] = {}
    for call, what, distance in rings:
        kind = KINDS.get(what, "reminder")
        thread = following[subjects[call.call_id]] if call.call_id in subjects else None
        if thread is not None and thread.is_told and is_held(kind, thread.muted):
            continue
        place = said.get(call.call_id, "")
        people = thread.people if thread else 0
        alert = (
            reminder.compose_change(call, what, now, place)
            if what
            else reminder.compose_reminder(call, distance, now, people, place)
        )
        made.append(placed(alert, kind, thread.thread if thread else ""))
        about[alert.key] = outbox.About(
            kind, thread.initiative_id if thread else None, articles.get(call.document_id)
        )
    return Made(alerts=tuple(made), about=about)
