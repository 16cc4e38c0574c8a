"""Looking for words in all that was read."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from cli import screen
from records import PlacewatchError
from settings import Settings
from warehouse import answers, search, search_index
from warehouse.search_ranking import Asked
from warehouse.search_words import Extract

FORMS = ("text", *answers.FORMS[1:])
PAGES_SHOWN = 6  # of a report, beside the best
INDENT = " " * 5
MARKS = ("*", "*")  # around a word where there is no bold type
COLUMNS = (
    "kind", "title", "source", "appeared_at", "themes", "url", "pages", "score", "extract", "marks"
)  # fmt: skip


class SearchUsage(PlacewatchError):
    """A search that was not asked in the way it can be answered."""


def find(
    settings: Settings,
    words: Sequence[str],
    *,
    theme: str,
    source: str,
    since: str | None,
    limit: int,
    shape: str,
) -> int:
    """Print what has the words, the best first; return the exit code: 1 if nothing has.

    Args:
        settings: Of the installation.
        words: As they were typed; a phrase stands in quotes, or came as one word.
        theme: Its id or its title; empty: any.
        source: Its id or its name; empty: any.
        since: The oldest day; None: any.
        limit: How many documents at most.
        shape: text, csv or json.

    Raises:
        SearchUsage: for a day that is none.
    """
    asked = Asked(text=" ".join(words), theme=theme, source=source, since=_day(since), limit=limit)
    found = search.search(settings.snapshot, settings.public, asked)
    for remark in found.remarks:
        click.echo(remark, err=True)
    if shape == "text":
        _show(screen.console(), found, asked)
    else:
        rows = [_row(hit) for hit in found.hits]
        answers.put(answers.lines(COLUMNS, rows, shape), sys.stdout)
    return 0 if found.hits else 1


def rebuild(settings: Settings) -> None:
    """Read every text again and make the index anew."""
    if isinstance(settings.snapshot, Path) and not settings.snapshot.is_file():
        raise SearchUsage(f"{settings.snapshot} does not exist yet: 'placewatch run' publishes it")
    search_index.rebuild(settings.snapshot, settings.public, is_anew=True)
    size = sum(_size(settings.public / name) for name in (search_index.BASE, search_index.TAIL))
    click.echo(f"the search index is made anew: {size / 1e6:,.1f} MB in {settings.public}")


def _show(console: Console, found: search.Found, asked: Asked) -> None:
    """Print the hits for eyes; what they hold is never taken for markup."""
    console.print(Text(_headline(found, asked)))
    for number, hit in enumerate(found.hits, 1):
        console.print()
        console.print(Text.assemble(f"{number:>3}  ", (answers.shown(hit.title), "bold")))
        about = [f"{hit.appeared_at:%-d %B %Y}", hit.source, *_pages(hit.pages)]
        if hit.themes:
            about.append(", ".join(hit.themes))
        for line in (Text(" · ".join(about)), _extract(console, hit.extract)):
            for piece in line.wrap(console, max(20, console.width - len(INDENT))):
                piece.rstrip()
                console.print(Text.assemble(INDENT, piece), soft_wrap=True)
        # An address is never broken, so that it can be clicked.
        console.print(Text.assemble(INDENT, (hit.url, "dim")), soft_wrap=True)


def _headline(found: search.Found, asked: Asked) -> str:
    limits = [f"theme {asked.theme}" if asked.theme else ""]
    limits += [f"source {asked.source}" if asked.source else ""]
    limits += [f"since {asked.since:%-d %B %Y}" if asked.since else ""]
    inside = ", ".join(one for one in limits if one)
    among = f" ({inside})" if inside else ""
    if not found.hits:
        help_ = "fewer words, or other ones, may help"
        if inside:
            help_ += "; so may leaving out --theme, --source or --since"
        if '"' in asked.text or "“" in asked.text:
            help_ += "; a phrase in quotes must stand just so"
        return f"Nothing has {asked.text}{among}: {help_}."
    noun = "document has" if found.total == 1 else "documents have"
    shown = f", the best {len(found.hits)} of them" if found.total > len(found.hits) else ""
    if found.has_all:
        return f"{found.total:,} {noun} {asked.text}{among}{shown}"
    return f"No document has all of {asked.text}{among}; {found.total:,} have some of it{shown}"


def _pages(pages: tuple[int, ...]) -> list[str]:
    if not pages:
        return []
    best, others = pages[0], sorted(pages[1 : PAGES_SHOWN + 1])
    more = len(pages) - 1 - len(others)
    also = ", ".join(map(str, others)) + (f" and {more} more" if more > 0 else "")
    return [f"report, page {best}" + (f" (also {also})" if others else "")]


def _extract(console: Console, extract: Extract) -> Text:
    """Return the lines with the words in bold, or between stars where there is no bold."""
    if not console.is_terminal or console.no_color or not console.color_system:
        return Text(answers.shown(extract.marked(*MARKS)))
    text = Text(extract.text)
    for start, stop in extract.marks:
        text.stylize("bold yellow", start, stop)
    return text


def _row(hit: search.Hit) -> tuple[object, ...]:
    return (
        hit.kind, hit.title, hit.source, hit.appeared_at, hit.themes, hit.url, hit.pages,
        round(hit.score, 3), hit.extract.text, hit.extract.marks,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as exc:
        raise SearchUsage(f"--since must be a day like 2026-11-22, not {text!r}") from exc


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
