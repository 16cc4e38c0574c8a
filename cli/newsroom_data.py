"""The bundled newsroom as data: its publishers and their pieces, strictly read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import seedfiles
from cli.newsroom_calendar import FORM, PLACEHOLDER, WHEN
from seedfiles import SeedError

DAYS = (1, 2, 3)
KEYS = ("id", "name", "kind", "nation", "feed", "at", "articles", "pages", "about")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "feed": ("atom", "rss", "rdf", "listing"),
    "text": ("summary", "full"),
    "ids": ("plain", "stamped", "none"),
    "links": ("absolute", "rooted", "tracked"),
}
HEADER = ("day", "time", "title", "summary")
LINK = re.compile(r"\[([^\[\]]+)\]\((article|home|file|mail):([^()\s]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """An invented publisher: one row of newsroom.yaml."""

    publisher_id: str  # also the first part of its addresses
    name: str
    kind: str  # as in seeds/sources.yaml
    nation: str
    feed: str  # atom, rss, rdf or listing
    at: str  # address of the feed below the publisher's own
    articles: str  # address of an article, with {id}, {year}, {month}
    pages: str  # which of the page frames it uses
    about: str
    text: str  # what the feed carries: summary or full
    ids: str  # plain; stamped: a new id for each edit; none: entries go by their links
    links: str  # absolute; rooted: without the host; tracked: with campaign parameters
    breaks_on: int | None  # the day on which the feed is broken; None: never


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something that a publisher puts out: one file of articles/."""

    piece_id: str
    publisher_id: str
    day: int
    time: str  # of London, as 09:30
    title: str
    summary: str
    body: str  # paragraphs, ## headings, - lists, > quotes, [words](article:id)
    by: str  # empty: no byline
    replaces: str | None  # the piece whose address it takes; None: a piece of its own
    attachment: str | None  # file name in report/; None: nothing to download


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A piece as it stands on one day: at its address, with its dates written out."""

    publisher: Publisher
    url: str
    title: str
    summary: str
    html: str
    by: str
    published_at: datetime
    updated_at: datetime  # of the last edit; as published_at where there was none


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """All that the newsroom has, on all of its days."""

    folder: Path
    publishers: Mapping[str, Publisher]
    pieces: Mapping[str, Piece]


def load(folder: Path) -> Stock:
    """Return the newsroom of a folder.

    Raises:
        SeedError: with every fault of its files, each as ``file:line: what: remedy``.
    """
    rows, faults = seedfiles.read(folder / "newsroom.yaml")
    publishers: dict[str, Publisher] = {}
    for row in _rows(rows, faults):
        publisher = _publisher(row, faults, folder)
        if publisher and publisher.publisher_id in publishers:
            faults.add(row.line, f"{row['id']!r} stands twice", "keep one row")
        elif publisher:
            publishers[publisher.publisher_id] = publisher
        if not any((folder / "articles" / str(row.get("id"))).glob("*.md")):
            faults.add(row.line, f"{row.get('id')!r} has no articles", "write one, of day 1")
    faults.stop()
    found: list[str] = []
    pieces: dict[str, Piece] = {}
    seen: dict[str, tuple[seedfiles.Faults, Mapping[str, int]]] = {}
    for path in sorted((folder / "articles").rglob("*.md")):
        faults = seedfiles.Faults(path.relative_to(folder).as_posix())
        lines: Mapping[str, int] = {}
        try:
            piece, lines = _piece(path, faults, publishers, folder)
        except (OSError, UnicodeDecodeError) as exc:
            faults.add(1, f"cannot be read ({exc})", "save the file as UTF-8 text")
            piece = None
        if piece and piece.piece_id in pieces:
            faults.add(1, f"another article is called {path.stem!r}", "rename one of them")
        elif piece:
            pieces[piece.piece_id] = piece
        seen[path.stem] = faults, lines
    stock = Stock(folder=folder, publishers=publishers, pieces=pieces)
    for piece in pieces.values():
        faults, lines = seen[piece.piece_id]
        _check_piece(piece, stock, faults, lines)
    for faults, _ in seen.values():
        found += [text for _, text in sorted(faults.lines)]
    if found:
        raise SeedError(found)
    return stock


def check_choice(
    row: seedfiles.Row, key: str, choices: tuple[str, ...], faults: seedfiles.Faults
) -> None:
    """Note a fault if a key of a row stands and holds none of the choices."""
    if key in row and row[key] not in choices:
        faults.add(row.lines[key], f"{key!r} is {row[key]!r}", f"write one of {', '.join(choices)}")


def _rows(rows: Any, faults: seedfiles.Faults) -> list[seedfiles.Row]:
    """Return the rows of a list; anything else is a fault."""
    if not isinstance(rows, list) or not all(isinstance(row, seedfiles.Row) for row in rows):
        faults.add(1, "the file is no list of rows", "begin each publisher with '- id: …'")
        faults.stop()
    return list(rows)


def _publisher(row: seedfiles.Row, faults: seedfiles.Faults, folder: Path) -> Publisher | None:
    """Return the publisher of a row; None: the row has a fault, which is noted."""
    before = len(faults.lines)
    is_whole = faults.keys(row, KEYS, ("text", "ids", "links", "breaks_on"))
    for key in KEYS:
        if key in row and not isinstance(row[key], str):
            faults.add(row.lines[key], f"{key!r} is {row[key]!r}", "write words")
            is_whole = False
    for key, choices in CHOICES.items():
        check_choice(row, key, choices, faults)
    if row.get("breaks_on") not in (None, *DAYS):
        faults.add(row.lines["breaks_on"], f"'breaks_on' is {row['breaks_on']!r}", "write 2")
    if is_whole and not (folder / "pages/frame" / f"{row['pages']}.html").is_file():
        faults.add(row.lines["pages"], f"no frame {row['pages']!r}", "pages/frame/ holds them")
    if is_whole and not re.fullmatch(r"([\w.\-/]|\{(id|year|month)\})*", row["articles"]):
        faults.add(row.lines["articles"], "no such address", "write 'news/{year}/{month}/{id}'")
    elif is_whole and "{id}" not in row["articles"]:
        faults.add(row.lines["articles"], "{id} is missing", "write 'news/{year}/{month}/{id}'")
    if len(faults.lines) > before:
        return None
    return Publisher(
        publisher_id=row["id"],
        breaks_on=row.get("breaks_on"),
        **{key: row[key] for key in KEYS if key != "id"},
        **{key: row.get(key) or CHOICES[key][0] for key in ("text", "ids", "links")},
    )


def _piece(
    path: Path, faults: seedfiles.Faults, publishers: Mapping[str, Publisher], folder: Path
) -> tuple[Piece | None, Mapping[str, int]]:
    """Return the piece of a file (None: it has a fault) and the lines of its keys and body."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rules = [number for number, line in enumerate(lines) if line == "---"][:2]
    if len(rules) < 2 or rules[0] != 0:
        faults.add(1, "no header", "put the keys between two lines of '---'")
        return None, {}
    row = seedfiles.Row()
    row.line, row.lines = 1, {}
    for number, line in enumerate(lines[1 : rules[1]], start=2):
        key, colon, value = line.partition(": ")
        if not colon or key in row or not value.strip():
            faults.add(number, f"{line!r} is no 'key: value' of its own", "write each key once")
            continue
        row[key], row.lines[key] = value.strip(), number
    body = "\n".join(lines[rules[1] + 1 :]).strip()
    faults.keys(row, HEADER, ("by", "replaces", "attachment"))
    check_choice(row, "day", tuple(str(day) for day in DAYS), faults)
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", row.get("time", "00:00")):
        faults.add(row.lines["time"], f"'time' is {row['time']!r}", "write it as 09:30")
    if path.parent.name not in publishers:
        faults.add(1, f"no publisher {path.parent.name!r}", "newsroom.yaml names them")
    if row.get("attachment") and not (folder / "report" / row["attachment"]).is_file():
        faults.add(row.lines["attachment"], f"no file {row['attachment']!r}", "report/ holds them")
    if not body:
        faults.add(len(lines), "the article has no text", "write it below the header")
    if faults.lines:
        return None, {}
    piece = Piece(
        piece_id=path.stem,
        publisher_id=path.parent.name,
        day=int(row["day"]),
        body=body,
        by=row.get("by", ""),
        replaces=row.get("replaces"),
        attachment=row.get("attachment"),
        **{key: row[key] for key in ("time", "title", "summary")},
    )
    row.lines["body"] = next(
        number for number, line in enumerate(lines, 1) if number > rules[1] + 1 and line.strip()
    )
    return piece, row.lines


def _check_piece(
    piece: Piece, stock: Stock, faults: seedfiles.Faults, lines: Mapping[str, int]
) -> None:
    """Note what is wrong with the dates and links of a text, and with what it replaces."""
    held = {one.attachment for one in stock.pieces.values()}
    has: dict[str, Callable[[str], bool]] = {
        "article": lambda name: name in stock.pieces,
        "home": lambda name: name in stock.publishers,
        "file": lambda name: name in held,
        "mail": lambda name: name.endswith(".example") and "@" in name,
    }
    texts = [(lines["title"], piece.title), (lines["summary"], piece.summary)]
    texts += enumerate(piece.body.splitlines(), lines["body"])
    for line, text in texts:
        for when, form in PLACEHOLDER.findall(text):
            if not WHEN.fullmatch(when) or not FORM.fullmatch(form):
                what = f"no such date {{{{{when}|{form}}}}}"
                faults.add(line, what, "write {{day2+20|%A %d %B %Y}}")
        rest = LINK.sub("", PLACEHOLDER.sub("", text))
        if re.search(r"\{\{|\}\}|\]\(", rest):
            remedy = "dates read {{day2|%A}}; links article:, home:, file: or mail:"
            faults.add(line, f"half a date or an unknown link in {text[:60]!r}", remedy)
        for _, kind, name in LINK.findall(text):
            if not has[kind](name):
                faults.add(line, f"no {kind} {name!r}", "link to something of the newsroom")
    if piece.replaces:
        old = stock.pieces.get(piece.replaces)
        rivals = [one for one in stock.pieces.values() if one.replaces == piece.replaces]
        is_earlier = old and old.publisher_id == piece.publisher_id and old.day < piece.day
        if not is_earlier or len(rivals) > 1:
            remedy = "name an article of an earlier day that nothing else of its publisher replaces"
            faults.add(lines["replaces"], f"it cannot replace {piece.replaces!r}", remedy)
