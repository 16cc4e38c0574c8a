"""One message a day for everything that was no alert of its own, theme by theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from alerts import blocks, escape
from records import Alert, identify

EXTRACTS = 3  # of a theme; the rest is a number
# Guesses, chosen so that a day with every theme still shows an extract of each.
TITLE_LIMIT = 100
QUOTE_LIMIT = 120
SOURCE_LIMIT = 60
MOST_THEMES = 20  # there are fourteen; Slack takes 50 blocks, and a theme needs two
MOST_HELD = 20  # alerts that were held back; more wait for the next digest
HELD_LIMIT = 100  # of a headline, and of an address
HELD_TITLE = "Not told at once"
MOST_MAYBE = 5  # what may be new; guess: more of it would hide the themes
MAYBE_URL_LIMIT = 500
MAYBE_TITLE = "May be new, the name is not sure"


class HeldRow(NamedTuple):
    """An alert that the channel was not told at once, as a digest shows it."""

    headline: str
    url: str  # of its article; empty: none


class MaybeRow(NamedTuple):
    """What may be new: an article that seems to report a scheme under a name that is not sure."""

    name: str
    quote: str  # the sentence with the name
    source: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRow:
    """One article under one theme, as a digest shows it."""

    title: str
    url: str
    source: str
    theme: str  # title of the theme, for people
    quote: str
    initiative: str | None  # None: no initiative is named


@dataclass(slots=True)
class _Theme:
    """The rows of a theme, best first, and how many of them are shown."""

    title: str
    rows: list[DigestRow]
    extracts: int = 0

    @property
    def headline(self) -> str:
        return f"{escape.shown(self.title, SOURCE_LIMIT)}: {_items(len(self.rows))}"

    @property
    def rest(self) -> str:
        left = len(self.rows) - self.extracts
        return f"and {left} more" if left else ""


def compose_digest(
    day: date,
    rows: Sequence[DigestRow],
    now: datetime,
    channel: str,
    see_rest: str = "",
    *,
    maybe: Sequence[MaybeRow] = (),
    held: Sequence[HeldRow] = (),
    not_before: datetime | None = None,
) -> Alert | None:
    """Return the digest of a day, or None when there is nothing to tell.

    Themes with the most items come first; within a theme the order of ``rows`` holds.
    Of every theme the first extract is shown before any second one, as far as Slack's
    limit for a message goes.

    Args:
        day: The day that the digest tells of; with the channel it makes the key.
        rows: One for each article and theme; the same article twice under a theme counts once.
        now: When the digest was made.
        channel: Where it goes; empty: the installation's default channel.
        see_rest: The command that lists everything, shown at the end; empty: none.
        maybe: What may be new; of more than MOST_MAYBE the rest is a number.
        held: Alerts that were held back, at most MOST_HELD; all of them are shown.
        not_before: The end of quiet hours that it waits for; None: it goes at once.
    """
    themes = _grouped(rows)
    if not themes and not held:
        return None
    key = f"digest {day.isoformat()}" + (f"@{channel}" if channel else "")
    headline = _headline(day, themes, len(held))
    first = [*_maybe(maybe), *_held(held)]
    _choose(themes, _blocks(headline, first, themes, see_rest))
    return Alert(
        alert_id=identify(key),
        key=key,
        channel=channel,
        text=_text(headline, maybe, held, themes, see_rest),
        blocks=blocks.dump(_blocks(headline, first, themes, see_rest)),
        created_at=now,
        tier="daily",
        not_before=not_before,
    )


def _grouped(rows: Sequence[DigestRow]) -> list[_Theme]:
    by_title: dict[str, dict[str, DigestRow]] = {}
    for row in rows:
        by_title.setdefault(row.theme, {}).setdefault(row.url, row)
    themes = [_Theme(title, list(found.values())) for title, found in by_title.items()]
    return sorted(themes, key=lambda theme: (-len(theme.rows), theme.title))


def _headline(day: date, themes: Sequence[_Theme], held: int) -> str:
    date_ = f"Placewatch, {day.day} {day:%B %Y}"
    if not themes:
        return f"{date_}: {held} alert{'s' if held > 1 else ''} not told at once"
    count = len({row.url for theme in themes for row in theme.rows})
    many = f"{len(themes)} theme" + ("s" if len(themes) > 1 else "")
    return f"{date_}: {_items(count)} in {many}"


def _maybe(maybe: Sequence[MaybeRow]) -> list[blocks.Block]:
    """Return the block of what may be new; empty: nothing may."""
    items = []
    for row in maybe[:MOST_MAYBE]:
        about = (f"{escape.shown(row.name, TITLE_LIMIT)}?", escape.shown(row.source, SOURCE_LIMIT))
        elements = [blocks.words(" – ".join(part for part in about if part))]
        if quote := escape.shown(row.quote, QUOTE_LIMIT):
            elements.append(blocks.words(f"\n“{quote}”"))
        items.append(blocks.section([*elements, *_link(row.url, MAYBE_URL_LIMIT)]))
    return _list(f"{MAYBE_TITLE}: {len(maybe)}", items)


def _held(held: Sequence[HeldRow]) -> list[blocks.Block]:
    """Return the block of what was held back; empty: nothing was."""
    items = []
    for row in held[:MOST_HELD]:
        elements = [blocks.words(escape.shown(row.headline, HELD_LIMIT) or "no headline")]
        # Twenty long addresses would not fit; without its own the headline still tells.
        items.append(blocks.section([*elements, *_link(row.url, HELD_LIMIT)]))
    return _list(f"{HELD_TITLE}: {len(items)}", items)


def _link(url: str, limit: int) -> list[blocks.Block]:
    """Return a blank and a link; empty: the address is none, or longer than the limit."""
    whole = escape.web_link(url)
    if not whole or len(whole) > limit:
        return []
    return [blocks.words(" "), blocks.anchor(whole, escape.where("Read", whole))]


def _list(title: str, items: Sequence[blocks.Block]) -> list[blocks.Block]:
    """Return a titled list as one block; empty: there is nothing in it."""
    if not items:
        return []
    head = blocks.section([blocks.words(title, bold=True)])
    return [blocks.rich([head, blocks.bullets(items)])]


def _choose(themes: Sequence[_Theme], without: Sequence[blocks.Block]) -> None:
    """Show extracts turn by turn, as many as fit into one message.

    Args:
        themes: Of the digest.
        without: The message without any extract.
    """
    used = len(blocks.dump(without))
    for turn in range(1, EXTRACTS + 1):
        for theme in themes[:MOST_THEMES]:
            if len(theme.rows) < turn:
                continue
            before = len(blocks.dump([_theme(theme)]))
            theme.extracts += 1
            used += len(blocks.dump([_theme(theme)])) - before
            if used > blocks.MESSAGE_LIMIT:
                theme.extracts -= 1
                return


def _blocks(
    headline: str, held: Sequence[blocks.Block], themes: Sequence[_Theme], see_rest: str
) -> list[blocks.Block]:
    made = [blocks.header(headline), *held, *map(_theme, themes[:MOST_THEMES])]
    if more := _more(themes):
        made.append(blocks.context([more]))
    if see_rest:
        made.append(blocks.command(see_rest, "See everything"))
    return made


def _theme(theme: _Theme) -> blocks.Block:
    body = [blocks.section([blocks.words(theme.headline, bold=True)])]
    if theme.extracts:
        body.append(blocks.bullets(map(_extract, theme.rows[: theme.extracts])))
        if theme.rest:
            body.append(blocks.section([blocks.words(theme.rest)]))
    return blocks.rich(body)


def _extract(row: DigestRow) -> blocks.Block:
    head = escape.shown(row.title, TITLE_LIMIT) or "no title given"
    about = [escape.shown(part, SOURCE_LIMIT) for part in (row.initiative or "", row.source)]
    elements = [blocks.words(" – ".join(part for part in (head, *about) if part))]
    if quote := escape.shown(row.quote, QUOTE_LIMIT):
        elements.append(blocks.words(f"\n“{quote}”"))
    if url := escape.web_link(row.url):
        elements += [blocks.words(" "), blocks.anchor(url, escape.where("Read", url))]
    return blocks.section(elements)


def _text(
    headline: str,
    maybe: Sequence[MaybeRow],
    held: Sequence[HeldRow],
    themes: Sequence[_Theme],
    see_rest: str,
) -> str:
    lines = [headline]
    if maybe:
        lines.append(f"{MAYBE_TITLE}: {len(maybe)}")
    for hint in maybe[:MOST_MAYBE]:
        name = f"{escape.inert(hint.name, TITLE_LIMIT)}?"
        shown = (name, escape.inert(hint.source, SOURCE_LIMIT), escape.web_link(hint.url))
        lines.append("- " + ", ".join(part for part in shown if part))
    if held:
        lines.append(f"{HELD_TITLE}: {len(held)}")
    for one in held[:MOST_HELD]:
        told = (escape.inert(one.headline, HELD_LIMIT), escape.web_link(one.url))
        lines.append("- " + ", ".join(part for part in told if part))
    for theme in themes[:MOST_THEMES]:
        lines.append(f"{escape.inert(theme.title, SOURCE_LIMIT)}: {_items(len(theme.rows))}")
        for row in theme.rows[: theme.extracts]:
            about = (row.title, row.initiative or "", row.source)
            parts = [*(escape.inert(part, TITLE_LIMIT) for part in about), escape.web_link(row.url)]
            lines.append("- " + ", ".join(part for part in parts if part))
        if theme.extracts and theme.rest:
            lines.append(theme.rest)
    if more := _more(themes):
        lines.append(more)
    if see_rest:
        lines.append(f"See everything: {see_rest}")
    return "\n".join(lines)


def _more(themes: Sequence[_Theme]) -> str:
    left = len(themes) - MOST_THEMES
    return f"and {left} more theme" + ("s" if left > 1 else "") if left > 0 else ""


def _items(count: int) -> str:
    return f"{count} item" + ("s" if count != 1 else "")
