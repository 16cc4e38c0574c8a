"""What joins a thread: short, for the message above it has told the rest."""

from collections.abc import Sequence
from datetime import datetime

from alerts import blocks, escape
from alerts.compose import (
    LINE_LIMIT,
    MOST_NAMES,
    QUOTE_LIMIT,
    STAGE_LIMIT,
    TAIL_LIMIT,
    WORD_LIMIT,
    Door,
    day,
    headline,
    known,
    labelled,
    links_of,
    listed,
    window,
)
from records import Alert, Coverage, Happening, Teller, identify

REPLY_QUOTE = 300  # guess: two sentences
FURTHER = ("Further source", "Further sources")


def compose_reply(happening: Happening, now: datetime) -> Alert:
    """Return the reply for a happening of an initiative that has a thread.

    What is new, in whose words, and where to read it: who is behind it, how sure we are and
    why it was found stand in the thread already. Complete by itself all the same, for it may
    be shown to the channel or read aloud.

    Args:
        happening: What happened; none of its words is trusted.
        now: When the reply was made.
    """
    quote = escape.cut(window(escape.fold(happening.quote), happening.matched), REPLY_QUOTE)
    links = links_of(happening)
    made = [blocks.header(headline(happening, "→", escape.shown))]
    body = []
    if facts := _facts(happening, escape.shown):
        body.append(blocks.section(labelled(facts, "\n")))
    if quote:
        body.append(_quotation(quote, happening.matched))
    if body:
        made.append(blocks.rich(body))
    if links:
        made.append(
            blocks.links([escape.link(at.url, escape.where(at.what, at.url)) for at in links])
        )
    if origin := _origin(happening, escape.shown):
        made.append(blocks.context(origin))
    lines = [
        headline(happening, "to", escape.inert),
        *(f"{label}: {value}" for label, value in _facts(happening, escape.inert)),
        _said(quote),
        *(f"{at.what}: {at.url}" for at in links),
    ]
    if origin := _origin(happening, escape.inert):
        lines.append("Source: " + "; ".join(origin))
    return _alert(happening.key, lines, made, now)


def compose_coverage(coverage: Coverage, now: datetime) -> Alert:
    """Return the reply that says who else tells of an initiative.

    Args:
        coverage: Who tells what; none of its words is trusted.
        now: When the reply was made.
    """
    few = coverage.tellers[:MOST_NAMES]
    more = len(coverage.tellers) - len(few)
    rest = f"and {more} more source{'s' if more > 1 else ''}" if more else ""
    made = [blocks.header(_further(coverage, escape.shown))]
    for teller in few:
        told = blocks.SEPARATOR.join(_teller(teller, escape.shown))
        body = [blocks.section([blocks.words(told)])]
        if quote := _quote(teller):
            body.append(_quotation(quote, teller.matched))
        made.append(blocks.rich(body))
        if url := escape.web_link(teller.url):
            made.append(blocks.links([escape.link(url, escape.where("Article", url))]))
    if rest:
        made.append(blocks.context([rest]))
    lines = [_further(coverage, escape.inert)]
    for teller in few:
        url = escape.web_link(teller.url)
        lines += ["; ".join(_teller(teller, escape.inert)), _said(_quote(teller))]
        lines += [f"Article: {url}"] if url else []
    return _alert(coverage.key, [*lines, rest], made, now)


def _alert(key: str, lines: Sequence[str], made: Sequence[blocks.Block], now: datetime) -> Alert:
    return Alert(
        alert_id=identify(key),
        key=key,
        channel="",
        text="\n".join(line for line in lines if line),
        blocks=blocks.dump(made),
        created_at=now,
    )


def _facts(happening: Happening, door: Door) -> list[tuple[str, str]]:
    """Return what else is new; what leads stands in the headline, unless there is more of it."""
    kind = happening.kind
    areas, sponsors = happening.new_areas, happening.new_sponsors
    is_news = kind in {"step", "report"}  # a text of its own: whom does it leave out?
    return known(
        ("New areas", listed(areas, door) if kind != "area" or len(areas) > 1 else ""),
        ("Also", listed(happening.steps, door)),
        ("New sponsors", listed(sponsors, door) if kind != "sponsor" or len(sponsors) > 1 else ""),
        ("Voice", door(happening.voice or "", LINE_LIMIT) if is_news else ""),
        ("Deadline", _unless_led(happening.deadline, happening, "deadline", door)),
        ("Published", _unless_led(happening.report, happening, "report", door)),
    )


def _unless_led(value: str | None, happening: Happening, kind: str, door: Door) -> str:
    """Return a value that the headline does not tell in full; empty: it does."""
    text = value or ""
    return (
        "" if happening.kind == kind and escape.size(text) <= TAIL_LIMIT else door(text, LINE_LIMIT)
    )


def _origin(happening: Happening, door: Door) -> list[str]:
    """Return who said it and when, and who else says so."""
    parts = [
        _source(happening.source, happening.source_kind, door),
        day(happening.published_at) if happening.published_at else "",
        f"also in {listed(happening.also, door)}" if happening.also else "",
    ]
    return [part for part in parts if part]


def _further(coverage: Coverage, door: Door) -> str:
    """Return the headline: who tells of it too."""
    many = len(coverage.tellers)
    label = FURTHER[many > 1]
    first = door(coverage.tellers[0].source, TAIL_LIMIT)
    tail = f"{first} and {many - 1} more" if many > 1 else first
    room = blocks.HEADER_LIMIT - escape.size(label) - escape.size(tail) - 4
    return f"{label}: {door(coverage.name, room) or 'no name given'}: {tail}"


def _teller(teller: Teller, door: Door) -> list[str]:
    title = door(teller.title, 2 * WORD_LIMIT)
    parts = [
        _source(teller.source, teller.source_kind, door),
        f"“{title}”" if title else "",
        day(teller.published_at) if teller.published_at else "",
        "the same text" if teller.is_same else "",
    ]
    return [part for part in parts if part]


def _source(source: str, kind: str, door: Door) -> str:
    name, what = door(source, WORD_LIMIT), door(kind.replace("_", " "), STAGE_LIMIT)
    return f"{name} ({what})" if name and what else name or what


def _quote(teller: Teller) -> str:
    """Return what a source says; empty: its text was told, or it names nothing."""
    if teller.is_same:
        return ""
    return escape.cut(window(escape.fold(teller.quote), teller.matched), REPLY_QUOTE)


def _quotation(quote: str, matched: Sequence[str]) -> blocks.Block:
    emphasised = blocks.emphasised(quote, matched)
    return blocks.quotation([blocks.words("“"), *emphasised, blocks.words("”")])


def _said(quote: str) -> str:
    return f"“{escape.inert(quote, QUOTE_LIMIT)}”" if quote else ""
