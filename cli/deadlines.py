"""What somebody may still respond to, as a screen of 100 columns shows it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import click

from alerts import escape
from alerts.compose import LONDON
from alerts.reminder import hour
from records import PlacewatchError
from settings import Settings
from warehouse import queries

WIDTH = 100
GAP = 2
WIDTHS = (26, 9, 12)  # closes, left, kind; the rest is for who asks
SHORT = {"expressions of interest": "interest", "call for evidence": "evidence"}
HEAD = ("Closes", "Left", "Kind", "Who asks")
THEMES = "SELECT DISTINCT theme_id, theme FROM themes_by_article ORDER BY theme"
NONE = {
    "open": "Nothing is open that Placewatch knows of.",
    "closed": "Nothing has closed yet that Placewatch knows of.",
    "missed": "Nothing had closed before Placewatch saw it.",
    "changed": "No closing day was moved and no call withdrawn.",
}
NARROWED = "Nothing fits what you asked for. See all that is open: placewatch deadlines"


class UnknownTheme(PlacewatchError):
    """A theme that no document is labelled with."""


def deadlines(
    settings: Settings,
    shape: str,
    *,
    which: str = "open",
    within: int | None = None,
    kind: str = "",
    theme: str = "",
) -> None:
    """Print calls for answers, the one that closes first before the others.

    Args:
        settings: Of the installation.
        shape: table (100 columns), csv or json (everything).
        which: open, closed, missed or changed.
        within: Of open ones, those that close within so many days; None: all.
        kind: Of the call; empty: all.
        theme: Id or title of a theme; empty: all.

    Raises:
        UnknownTheme: with those that there are.
    """
    title = _title(settings, theme) if theme else ""
    asked: dict[str, object] = {"which": which, "kind": kind, "theme": title}
    if within is not None:
        asked["days"] = within
    found = queries.run(settings.snapshot, "deadlines", asked)
    if shape != "table":
        click.echo(queries.render(found, shape), nl=False)
    elif found.rows:
        click.echo(table([dict(zip(found.columns, row, strict=True)) for row in found.rows]))
        click.echo(f"\nFor your calendar: {settings.calendar}")
    else:
        narrowed = within is not None or kind or theme
        click.echo(NARROWED if narrowed else NONE[which])


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Return three lines for each call: when and who asks; what; where to respond."""
    lines = [_columns(HEAD), "  ".join("-" * width for width in (*WIDTHS, _rest()))]
    for row in rows:
        kind = str(row["kind"])
        cells = (
            _closes(row),
            _left(row),
            SHORT.get(kind, kind),
            str(row["asker"]),
        )
        lines.append(_columns(cells))
        lines.append(_below(escape.cut(escape.fold(str(row["title"])), WIDTH - GAP)))
        if row["was_at"] and isinstance(row["was_at"], datetime):
            lines.append(_below(f"it was to close on {_day(row['was_at'])}"))
        lines.append(_below(_address(str(row["respond_url"]))))
    return "\n".join(lines)


def _title(settings: Settings, theme: str) -> str:
    """Return the title of a theme that documents are labelled with.

    Raises:
        UnknownTheme: with those that there are.
    """
    rows = [(str(key), str(title)) for key, title in queries.sql(settings.snapshot, THEMES).rows]
    wanted = theme.casefold().replace("-", "_")
    for key, title in rows:
        if wanted in {name.casefold().replace("-", "_") for name in (key, title)}:
            return title
    known = ", ".join(key for key, _ in rows) or "none yet: 'placewatch run' labels documents"
    raise UnknownTheme(f"no document is labelled with the theme {theme!r}; there are {known}")


def _closes(row: Mapping[str, object]) -> str:
    moment = row["closes_at"]
    if not isinstance(moment, datetime):
        return ""
    return _day(moment) + (f", {hour(moment)}" if row["has_hour"] else "")


def _day(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    return f"{local:%a} {local.day} {local:%b} {local.year}"


def _left(row: Mapping[str, object]) -> str:
    days = int(str(row["days_left"]))
    if row["state"] != "open":
        return str(row["state"])
    return "today" if days == 0 else "1 day" if days == 1 else f"{days} days"


def _columns(cells: Sequence[str]) -> str:
    widths = (*WIDTHS, _rest())
    shown = (
        escape.cut(escape.fold(cell), width) for cell, width in zip(cells, widths, strict=True)
    )
    return "  ".join(f"{cell:<{width}}" for cell, width in zip(shown, widths, strict=True)).rstrip()


def _rest() -> int:
    return WIDTH - sum(WIDTHS) - GAP * len(WIDTHS)


def _below(line: str) -> str:
    return f"{'':<{GAP}}{line}"


def _address(url: str) -> str:
    """Return an address whole: half of one leads nowhere."""
    return escape.fold(url.removeprefix("mailto:"))
