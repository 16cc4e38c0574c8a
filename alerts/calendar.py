"""The closing days as a calendar that other programs subscribe to: iCalendar, RFC 5545."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from icalendar import Alarm, Calendar, Event
from icalendar.prop import vDuration

from alerts import escape
from alerts.compose import LONDON, day
from alerts.reminder import closing
from records import Call

ALARM_DAYS = (14, 7, 2)
MORNING = timedelta(hours=9)  # of a day without an hour; alarms of one with an hour keep it
EVERY = timedelta(hours=1)  # how often programs may look again
TITLE_LIMIT = 160
QUOTE_LIMIT = 700
LINE_LIMIT = 300
NOWHERE: Mapping[str, str] = MappingProxyType({})
_NAME = "Placewatch: deadlines"


def compose_calendar(
    calls: Iterable[Call], about: str = "", said: Mapping[str, str] = NOWHERE
) -> bytes:
    """Return a calendar of calls; the same calls give the same bytes.

    A closing time with an hour is a moment in UTC, right over every change of clocks; one
    without is a whole day. A withdrawn call is shown as cancelled, without alarms.

    Args:
        calls: As they stand, in their order; none of their words is trusted.
        about: What all of them are about, for the calendar's name; empty: anything.
        said: Addresses of the documents that say so, at their pages, by call.
    """
    calendar = Calendar()
    about = escape.cut(escape.fold(about), TITLE_LIMIT)
    for name, value in (
        ("prodid", "-//Placewatch//Deadlines//EN"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", f"{_NAME}: {about}" if about else _NAME),
        ("x-published-ttl", "PT1H"),
    ):
        calendar.add(name, value)
    calendar.add("refresh-interval", vDuration(EVERY), parameters={"VALUE": "DURATION"})
    for call in calls:
        calendar.add_component(_event(call, said.get(call.call_id, "")))
    return bytes(calendar.to_ical())


def _event(call: Call, said: str) -> Event:
    is_open = call.state == "open"
    title = escape.cut(escape.fold(call.title), TITLE_LIMIT) or "no title given"
    event = Event()
    event.add("uid", f"{call.call_id}@placewatch")
    event.add("dtstamp", _second(call.noted_at))
    event.add("created", _second(call.first_seen_at))
    event.add("last-modified", _second(call.noted_at))
    event.add("sequence", call.sequence)
    event.add("status", "CONFIRMED" if is_open else "CANCELLED")
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{call.kind.capitalize()} closes: {title}")
    event.add("description", _description(call, said))
    event.add("categories", [call.kind])
    if address := escape.web_link(call.respond_url):
        event.add("url", address)
    if call.has_hour:
        event.add("dtstart", _second(call.closes_at))
    else:
        event.add("dtstart", call.closes_at.astimezone(LONDON).date())
    if is_open:
        for days in ALARM_DAYS:
            event.add_component(_alarm(call, days, title))
    return event


def _alarm(call: Call, days: int, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{days} days left: {title}")
    before = timedelta(days=days)
    alarm.add("trigger", -before if call.has_hour else MORNING - before)
    return alarm


def _description(call: Call, said: str) -> str:
    where = call.respond_url.removeprefix("mailto:")
    lines = [
        f"Who asks: {escape.cut(escape.fold(call.asker), LINE_LIMIT)}",
        f"Closes: {closing(call)}",
        f"Respond: {escape.cut(escape.fold(where), LINE_LIMIT)}",
        f"“{escape.cut(escape.fold(call.quote), QUOTE_LIMIT)}”",
    ]
    if call.opens_at:
        lines.insert(1, f"Opens: {day(call.opens_at)}")
    if document := escape.web_link(said):
        lines.append(f"Said in: {document}")
    return "\n".join(lines)


def _second(moment: datetime) -> datetime:
    """Return a moment in UTC as iCalendar writes it: to the second."""
    return moment.astimezone(UTC).replace(microsecond=0)
