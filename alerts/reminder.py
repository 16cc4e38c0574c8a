"""A message before a call closes, and one when its closing day has moved."""

from datetime import datetime

from alerts import blocks, escape
from alerts.compose import LONDON, QUOTE_LIMIT, WORD_LIMIT, day
from records import Alert, Call, identify

TITLE_LIMIT = 110  # guess: with the days before it, it fits Slack's headline
ASKERS_LIMIT = 160
SEE_REST = "placewatch deadlines"


def compose_reminder(call: Call, distance: int, now: datetime, people: int = 0) -> Alert:
    """Return the reminder of an open call, of which there is one for each day and distance.

    Args:
        call: As it stands; none of its words is trusted.
        distance: Days before the last one for which it is meant.
        now: When it was made.
        people: How many have said that they are on it.
    """
    closes = call.closes_at.astimezone(LONDON).date()
    return _alert(
        key=f"{call.call_id}:reminder:{closes.isoformat()}:{distance}",
        headline=f"{left(call, now).capitalize()} left",
        call=call,
        now=now,
        people=people,
    )


def compose_moved(call: Call, now: datetime) -> Alert:
    """Return the message that a call closes on another day than was said."""
    closes = call.closes_at.astimezone(LONDON).date()
    return _alert(
        key=f"{call.call_id}:moved:{closes.isoformat()}",
        headline="Deadline moved",
        call=call,
        now=now,
    )


def left(call: Call, now: datetime) -> str:
    """Return the time that is left in a few words: hours, 1 day, 7 days."""
    days = (call.closes_at.astimezone(LONDON).date() - now.astimezone(LONDON).date()).days
    return "hours" if days < 1 else "1 day" if days == 1 else f"{days} days"


def closing(call: Call) -> str:
    """Return when a call closes, as people in London write it: noon on 12 December 2026."""
    return ("" if not call.has_hour else f"{hour(call.closes_at)} on ") + day(call.closes_at)


def hour(moment: datetime) -> str:
    """Return the hour of a moment in London: 5pm, noon, midnight."""
    local = moment.astimezone(LONDON)
    if (local.hour, local.minute) in {(23, 59), (0, 0)}:
        return "midnight"
    if (local.hour, local.minute) == (12, 0):
        return "noon"
    minute = f".{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minute}{'am' if local.hour < 12 else 'pm'}"


def _alert(*, key: str, headline: str, call: Call, now: datetime, people: int = 0) -> Alert:
    title = escape.shown(call.title, TITLE_LIMIT) or "no title given"
    quote = escape.shown(call.quote, QUOTE_LIMIT)
    facts = _facts(call, now, people)
    made = [
        blocks.header(f"{headline}: {title}"),
        blocks.rich([blocks.section(_labelled(facts))]),
        blocks.rich([blocks.quotation([blocks.words(f"“{quote}”")])]),
    ]
    address = escape.web_link(call.respond_url)
    if address:
        made.append(blocks.links([escape.link(address, escape.where("Respond", address))]))
    made.append(blocks.command(SEE_REST, "See every deadline"))
    text = [
        f"{headline}: {escape.inert(call.title, TITLE_LIMIT) or 'no title given'}",
        *(
            f"{label}: {escape.inert(value, ASKERS_LIMIT)}"
            for label, value in _facts(call, now, people)
        ),
        f"“{escape.inert(call.quote, QUOTE_LIMIT)}”",
        *([f"Respond: {address}"] if address else []),
        f"See every deadline: {SEE_REST}",
    ]
    return Alert(
        alert_id=identify(key),
        key=key,
        channel="",
        text="\n".join(text),
        blocks=blocks.dump(made),
        created_at=now,
    )


def _facts(call: Call, now: datetime, people: int) -> list[tuple[str, str]]:
    """Return what closes when, who asks, and where to write to."""
    was = f"; it was to close on {day(call.was_at)}" if call.was_at else ""
    mail = escape.fold(call.respond_url.removeprefix("mailto:")) if _is_mail(call) else ""
    facts = [
        ("Closes", f"{closing(call)} ({left(call, now)} left){was}"),
        ("What", call.kind),
        ("Who asks", escape.cut(escape.fold(call.asker), WORD_LIMIT * 2)),
        ("Write to", mail),
        ("On it", f"{people} {'person' if people == 1 else 'people'}" if people else ""),
    ]
    return [(label, value) for label, value in facts if value]


def _is_mail(call: Call) -> bool:
    return call.respond_url.startswith("mailto:")


def _labelled(facts: list[tuple[str, str]]) -> list[blocks.Block]:
    elements: list[blocks.Block] = []
    for label, value in facts:
        if elements:
            elements.append(blocks.words("\n"))
        elements.append(blocks.words(f"{label}:\N{NO-BREAK SPACE}", bold=True))
        elements.append(blocks.words(escape.shown(value, ASKERS_LIMIT)))
    return elements
