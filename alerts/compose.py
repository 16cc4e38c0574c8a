"""One happening becomes one alert: what, where, in whose words, why, and how to check."""

import re
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from alerts import blocks, escape
from records import Alert, Happening, identify

LONDON = ZoneInfo("Europe/London")
# Guesses, chosen so that all of them together stay below blocks.MESSAGE_LIMIT.
STAGE_LIMIT = 24  # a step too
TAIL_LIMIT = 64  # what a headline says after the name
WORD_LIMIT = 80  # one place, body, theme or rule
QUOTE_LIMIT = 700
LINE_LIMIT = 300  # the line on voice, on the deadline, on how sure we are
LEAD_IN = 200  # of a long quote: as much as stands before the matched words
MOST_NAMES = 4

PAGE = re.compile(r"#page=(\d{1,5})$")
Door = Callable[[str, int], str]  # escape.shown or escape.inert
NEWS = {
    "new": "New initiative",
    "step": "New step",
    "deadline": "Deadline",
    "area": "New areas",
    "sponsor": "New sponsor",
    "report": "New report",
}


@dataclass(frozen=True, slots=True)
class Link:
    """An address with what it leads to."""

    what: str  # Article or Report
    url: str


def compose(happening: Happening, now: datetime) -> Alert:
    """Return the alert for a happening; facts that are missing are left out.

    ``text`` is complete and plain: it is what terminals and screen readers get.

    Args:
        happening: What happened; none of its words is trusted.
        now: When the alert was made.
    """
    quote = window(escape.fold(happening.quote), happening.matched)
    links = links_of(happening)
    return Alert(
        alert_id=identify(happening.key),
        key=happening.key,
        channel="",
        text=_text(happening, quote, links),
        blocks=blocks.dump(_blocks(happening, quote, links)),
        created_at=now,
    )


def _blocks(happening: Happening, quote: str, links: Sequence[Link]) -> list[blocks.Block]:
    made = [blocks.header(headline(happening, "→", escape.shown))]
    body = []
    if facts := _facts(happening, escape.shown):
        body.append(blocks.section(labelled(facts, blocks.SEPARATOR)))
    if quote:
        emphasised = blocks.emphasised(quote, happening.matched)
        body.append(blocks.quotation([blocks.words("“"), *emphasised, blocks.words("”")]))
    if remarks := _remarks(happening, escape.shown):
        body.append(blocks.section(labelled(remarks, "\n")))
    if body:
        made.append(blocks.rich(body))
    if links:
        made.append(
            blocks.links([escape.link(at.url, escape.where(at.what, at.url)) for at in links])
        )
    if origin := _origin(happening, escape.shown):
        made.append(blocks.context(origin))
    if command := _command(links):
        made.append(blocks.command(command, "Check it"))
    return made


def _text(happening: Happening, quote: str, links: Sequence[Link]) -> str:
    lines = [
        headline(happening, "to", escape.inert),
        ". ".join(f"{label}: {value}" for label, value in _facts(happening, escape.inert)),
        f"“{escape.inert(quote, QUOTE_LIMIT)}”" if quote else "",
        *(f"{label}: {value}" for label, value in _remarks(happening, escape.inert)),
        *(f"{at.what}: {at.url}" for at in links),
    ]
    if origin := _origin(happening, escape.inert):
        lines.append("Source: " + "; ".join(origin))
    if command := _command(links):
        lines.append(f"Check it: {command}")
    return "\n".join(line for line in lines if line)


def labelled(facts: Sequence[tuple[str, str]], separator: str) -> list[blocks.Block]:
    """Return label and value of each fact, the label in bold."""
    elements: list[blocks.Block] = []
    for label, value in facts:
        if elements:
            elements.append(blocks.words(separator))
        # A no-break space: the label stays with its value.
        elements += [blocks.words(f"{label}:\N{NO-BREAK SPACE}", bold=True), blocks.words(value)]
    return elements


def headline(happening: Happening, arrow: str, door: Door) -> str:
    """Return what is new; a name too long for Slack's headline is cut, what is new never."""
    news = NEWS.get(happening.kind, "News")
    tail = _tail(happening, arrow, door)
    tail = f": {tail}" if tail else ""
    room = blocks.HEADER_LIMIT - escape.size(news) - 2 - escape.size(tail)
    name = door(happening.name, room) or door(happening.title, room) or "no name given"
    return f"{news}: {name}{tail}"


def _tail(happening: Happening, arrow: str, door: Door) -> str:
    """Return what is new of an initiative that was known; empty: the kind says it all."""
    if happening.kind == "step" and happening.step:
        was, step = (door(one or "", STAGE_LIMIT) for one in (happening.was_step, happening.step))
        return f"{was} {arrow} {step}" if was else step
    said = {
        "deadline": happening.deadline or "",
        "area": next(iter(happening.new_areas), ""),
        "sponsor": next(iter(happening.new_sponsors), ""),
        "report": happening.report or "",
    }.get(happening.kind, "")
    many = {"area": happening.new_areas, "sponsor": happening.new_sponsors}
    more = len(many.get(happening.kind, ())) - 1
    tail = door(said, TAIL_LIMIT)
    return f"{tail} and {more} more" if tail and more > 0 else tail


def _facts(happening: Happening, door: Door) -> list[tuple[str, str]]:
    """Return where, at which step, and who is behind it; what is new instead of what is known."""
    new_areas, new_sponsors = happening.new_areas, happening.new_sponsors
    return known(
        ("New areas", listed(new_areas, door)),
        ("Where", "" if new_areas else listed(happening.areas, door)),
        ("Stage", door(happening.step or "", STAGE_LIMIT)),
        ("Also", listed(happening.steps, door)),
        ("New sponsors", listed(new_sponsors, door)),
        ("Who", "" if new_sponsors else listed(happening.sponsors, door)),
    )


def _remarks(happening: Happening, door: Door) -> list[tuple[str, str]]:
    """Return whose voice is missing, what is due or published, and how sure we are."""
    return known(
        ("Voice", door(happening.voice or "", LINE_LIMIT)),
        ("Report not read", door(happening.unread.removeprefix("cannot be read: "), LINE_LIMIT)),
        ("Deadline", door(happening.deadline or "", LINE_LIMIT)),
        ("Published", door(happening.report or "", 2 * WORD_LIMIT)),
        ("How sure", door(happening.why, LINE_LIMIT)),
    )


def known(*facts: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the facts that there are, each a label and a value."""
    return [(label, value) for label, value in facts if value]


def _origin(happening: Happening, door: Door) -> list[str]:
    """Return who said it, when, and why it was found."""
    source = door(happening.source, WORD_LIMIT)
    kind = door(happening.source_kind.replace("_", " "), STAGE_LIMIT)
    title = door(happening.title, 2 * WORD_LIMIT)
    rule = door(happening.rule, WORD_LIMIT)
    also = len(happening.also)
    parts = [
        f"{source} ({kind})" if source and kind else source or kind,
        f"“{title}”" if title else "",
        day(happening.published_at) if happening.published_at else "",
        listed(happening.themes, door),
        f"rule {rule}" if rule else "",
    ]
    if also:
        many = f"{also} source" + ("s" if also > 1 else "")
        parts.append(f"also in {many}: {listed(happening.also, door)}")
    return [part for part in parts if part]


def listed(names: Sequence[str], door: Door) -> str:
    """Return names as people list them: the first few, and how many there are besides."""
    few = names if len(names) == MOST_NAMES + 1 else names[:MOST_NAMES]  # never "and 1 more"
    named = [name for name in (door(name, WORD_LIMIT) for name in few) if name]
    more = len(names) - len(few)
    return ", ".join(named) + (f" and {more} more" if more else "")


def links_of(happening: Happening) -> list[Link]:
    """Return the links to the article and to its report, as far as they are safe."""
    article = escape.web_link(happening.url)
    report = escape.web_link(happening.report_url or "")
    links = [Link("Article", article)] if article else []
    page = PAGE.search(report or "")
    what = f"Report, page {page[1]}" if page else "Report"
    return links + ([Link(what, report)] if report and report != article else [])


def _command(links: Sequence[Link]) -> str:
    """Return the command that shows why the article was found; empty: it has no address."""
    article = next((at.url for at in links if at.what == "Article"), None)
    return f"placewatch explain {shlex.quote(article)}" if article else ""


def window(quote: str, matched: Sequence[str]) -> str:
    """Return a quote of at most QUOTE_LIMIT, cut so that the matched words stay."""
    if escape.size(quote) <= QUOTE_LIMIT:
        return quote
    found = blocks.spans(quote, matched)
    start = max(0, found[0][0] - LEAD_IN) if found else 0
    if start:
        space = quote.find(" ", start)
        start = space + 1 if 0 <= space < found[0][0] else start
        quote = escape.ELLIPSIS + " " + quote[start:]
    return escape.cut(quote, QUOTE_LIMIT)


def day(moment: datetime) -> str:
    """Return the day of a moment as people in London write it: 21 November 2026."""
    local = moment.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}"
