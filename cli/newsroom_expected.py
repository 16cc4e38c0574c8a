"""What Placewatch must make of the bundled newsroom: expected.yaml, checked against the texts."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import seedfiles
from cli.newsroom_calendar import WHEN
from cli.newsroom_data import DAYS, Stock
from records import STAGES, STEPS


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedAlert:
    """An alert that must ring, on this day and on no other."""

    initiative: str
    day: int
    kind: str  # new, step, deadline, area, sponsor or report
    stages: tuple[str, ...]  # any of these is right, the first is best
    areas: tuple[str, ...]  # sites that must be named; more may be
    sponsors: tuple[str, ...]  # bodies that must be named; more may be
    articles: tuple[str, ...]  # all that tell it, the first of them first


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """An initiative that is named and must not ring on these days or on any other."""

    initiative: str
    articles: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Themeless:
    """An article that must be given no theme."""

    article: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameStory:
    """Articles of several publishers that tell one story."""

    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedDeadline:
    """A deadline that must be found."""

    article: str
    closes: str  # day2+20, as the texts have it; Newsroom.closing gives the moment
    time: str  # of London
    respond: str  # where to


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentReport:
    """A report that speaks of the workforce and never of its unions."""

    article: str
    file: str
    verdict: str  # as Voice.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """An article that changes at its address: a second version, no second alert."""

    article: str
    by: str  # the piece that takes its place
    was: str
    reads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenFeed:
    """A feed that is no feed for a time; nothing of it may be lost."""

    publisher: str
    day: int
    back: int  # the day on which it is whole again
    late: tuple[str, ...]  # articles of the silent day, which are found on the day it is back


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """All of expected.yaml."""

    alerts: tuple[ExpectedAlert, ...]
    quiet: tuple[Quiet, ...]
    themeless: tuple[Themeless, ...]
    same_story: tuple[SameStory, ...]
    deadlines: tuple[ExpectedDeadline, ...]
    silent_reports: tuple[SilentReport, ...]
    edits: tuple[Edit, ...]
    broken_feeds: tuple[BrokenFeed, ...]


SECTIONS: Mapping[str, type[Any]] = {
    "alerts": ExpectedAlert,
    "quiet": Quiet,
    "themeless": Themeless,
    "same_story": SameStory,
    "deadlines": ExpectedDeadline,
    "silent_reports": SilentReport,
    "edits": Edit,
    "broken_feeds": BrokenFeed,
}
MAY_BE_EMPTY = {"areas", "sponsors"}


def load(folder: Path, stock: Stock) -> Expected:
    """Return what expected.yaml expects.

    Raises:
        SeedError: with every fault at once; also where the texts do not bear it out.
    """
    sections, faults = seedfiles.read(folder / "expected.yaml")
    if not isinstance(sections, seedfiles.Row):
        faults.add(1, "the file has no sections", f"write {', '.join(SECTIONS)}")
        faults.stop()
    faults.keys(sections, SECTIONS, ())
    read: dict[str, tuple[Any, ...]] = {}
    for name, record in SECTIONS.items():
        found, rows = [], sections.get(name) or []
        for row in rows if isinstance(rows, list) else [rows]:
            if not isinstance(row, seedfiles.Row):
                faults.add(sections.lines[name], f"{name!r} holds {row!r}", "write rows of keys")
            elif _is_good(row, record, stock, faults):
                found.append(record(**{key: _value(value) for key, value in row.items()}))
        read[name] = tuple(found)
    faults.stop()
    return Expected(**read)


def _value(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _is_good(row: seedfiles.Row, record: type[Any], stock: Stock, faults: seedfiles.Faults) -> bool:
    """Return whether a row can be trusted; note what is wrong with it."""
    before = len(faults.lines)
    fields = set(record.__dataclass_fields__)
    faults.keys(row, fields - MAY_BE_EMPTY, fields & MAY_BE_EMPTY)
    for key in fields & MAY_BE_EMPTY:
        row.setdefault(key, [])
    for key, value in row.items():
        if key in fields and (remedy := _remedy(key, record, value, stock)):
            faults.add(row.lines.get(key, row.line), f"{key!r} is {value!r}", remedy)
    if len(faults.lines) == before:
        for words, where in _words(row):
            texts = [_text(stock, name) for name in where]
            if not any(words.casefold() in text.casefold() for text in texts):
                what = f"{words!r} is not in {' or '.join(where)}"
                faults.add(row.line, what, "correct the article or this row")
    return len(faults.lines) == before


def _remedy(key: str, record: type[Any], value: Any, stock: Stock) -> str | None:
    """Return what to write instead of a value; None: the value can be used."""
    is_list = "tuple" in str(record.__dataclass_fields__[key].type)
    words = value if is_list else [value]
    if key in ("day", "back"):
        return None if value in DAYS else "write 1, 2 or 3"
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        return "write a list of words" if is_list else "write words"
    known: Mapping[str, tuple[str, ...]] = {
        "kind": ("new", "step", "deadline", "area", "sponsor", "report"),
        "stages": (*STAGES, *STEPS),
        "publisher": tuple(stock.publishers),
        "file": tuple(piece.attachment for piece in stock.pieces.values() if piece.attachment),
        **dict.fromkeys(("article", "articles", "late", "by"), tuple(stock.pieces)),
    }
    if key in known and not set(words) <= set(known[key]):
        return (
            "write something that the newsroom has"
            if len(known[key]) > 9
            else (f"write {', '.join(known[key])}")
        )
    if key == "closes" and not WHEN.fullmatch(value):
        return "write it as day2+20"
    return None


def _words(row: seedfiles.Row) -> list[tuple[str, list[str]]]:
    """Return words that a row relies on, each with the articles where they must stand."""
    articles = row.get("articles") or ([row["article"]] if "article" in row else [])
    needed = [(words, articles) for key in ("areas", "sponsors") for words in row.get(key, [])]
    needed += [(row["initiative"], [name]) for name in articles if "initiative" in row]
    needed += [(row[key], articles) for key in ("respond", "was") if key in row]
    if "closes" in row:
        needed.append((f"{{{{{row['closes']}|", articles))
    if "reads" in row:
        needed.append((row["reads"], [row["by"]]))
    return needed


def _text(stock: Stock, piece_id: str) -> str:
    """Return all that a piece says, on one line."""
    piece = stock.pieces[piece_id]
    return " ".join(f"{piece.title} {piece.summary} {piece.body}".split())
