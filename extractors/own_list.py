"""What an installation adds to the list of sources: rows are put in, all else stays as it was."""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from extractors import sources
from records import PlacewatchError
from seedfiles import SeedError

HEADER = """\
# Sources of this installation, added to the list that comes with Placewatch.
# A row with an id of that list changes the keys that it names; any other row is a new source.
# 'placewatch sources discover', 'add' and 'import' write here, row by row. You may edit it:
# docs/sources.md tells the keys, 'placewatch check' names every fault with its line.

"""
KEYS = (*sources.REQUIRED, *sources.OPTIONAL)

Change = Mapping[str, Any]  # keys of a row; always "id". "" or None takes an inherited key away


class OwnListError(PlacewatchError):
    """A list of one's own that cannot be written; nothing was changed."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a key stands in a file; lines count from 0."""

    line: int
    column: int
    until: int  # first line behind its value
    tail: str  # what follows the value on its line: a comment


def keep(main: Path, own: Path, changes: Iterable[Change]) -> None:
    """Put rows into an installation's own list: a new one at the end, else key by key.

    Other rows, other keys and comments stay byte for byte. The file is replaced at once, and
    only by one that can be loaded.

    Args:
        main: The list of sources.
        own: The installation's own; made if it is missing.
        changes: A row each.

    Raises:
        SeedError: if the lists have faults already.
        OwnListError: if the file cannot be written, or is written in a way that we cannot add to.
    """
    own = own.resolve()
    try:
        with _alone(own.parent):
            sources.load(main, own)
            old = own.read_bytes().decode("utf-8") if own.exists() else ""
            new = old or HEADER
            _replace(main, own, _with(new, changes))
    except OSError as exc:
        raise OwnListError(f"{own}: cannot be written: {exc.strerror}; nothing is kept") from exc


def as_yaml(row: Change, indent: str = "") -> str:
    """Return a row as it is written to a list, keys in their usual order."""
    known = [key for key in KEYS if key in row]
    keys = known + [key for key in row if key not in known]
    lines = [f"{indent}{'- ' if not n else '  '}{_pair(k, row[k])}\n" for n, k in enumerate(keys)]
    return "".join(lines)


def _pair(key: str, value: Any) -> str:
    name = '"on"' if key == "on" else key
    shown = (
        ""
        if value is None
        else yaml.safe_dump(value, allow_unicode=True, width=100_000, default_flow_style=True)
    )
    return f"{name}: {shown.removesuffix('...' + chr(10)).strip()}".rstrip()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold a folder against other commands of ours that would write to it."""
    folder.mkdir(parents=True, exist_ok=True)
    door = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
    finally:
        os.close(door)


def _replace(main: Path, own: Path, text: str) -> None:
    fresh = own.with_name(f".{own.name}.new")
    fresh.write_bytes(text.encode("utf-8"))
    try:
        sources.load(main, fresh)
        if own.exists():
            fresh.chmod(own.stat().st_mode)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(own)
    except SeedError as exc:
        raise OwnListError(
            f"{own}: the row cannot be added: {exc}\nnothing is kept; write it in by hand"
        ) from exc
    finally:
        fresh.unlink(missing_ok=True)


def _with(text: str, changes: Iterable[Change]) -> str:
    """Return a list with rows put in."""
    end = "\r\n" if "\r\n" in text else "\n"
    rows, fresh = _rows(text), []
    indent = _indent(text, rows)
    for change in changes:
        row = next((one for one in rows if _value(one, "id") == change["id"]), None)
        if row is None:
            fresh.append(as_yaml(change, indent).replace("\n", end))
        else:
            text = _changed(text.splitlines(keepends=True), row, change, end)
            rows = _rows(text)
    if text and not text.endswith(("\n", "\r")):
        text += end
    is_gap = not text or not text.splitlines()[-1].strip()
    return text + ("" if is_gap or not fresh else end) + end.join(fresh)


def _rows(text: str) -> list[yaml.Node]:
    root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return list(root.value) if isinstance(root, yaml.SequenceNode) else []


def _indent(text: str, rows: list[yaml.Node]) -> str:
    """Return the blanks before the '-' of the rows of a list."""
    if not rows:
        return ""
    line = text.splitlines()[rows[0].start_mark.line]
    return line[: len(line) - len(line.lstrip())]


def _value(row: yaml.Node, name: str) -> str | None:
    for key, value in _pairs(row):
        if key.value == name:
            return str(value.value)
    return None


def _pairs(row: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    return row.value if isinstance(row, yaml.MappingNode) else []


def _changed(lines: list[str], row: yaml.Node, change: Change, end: str) -> str:
    """Return the lines with some keys of a row changed, and its new ones below the last."""
    if not isinstance(row, yaml.MappingNode) or row.flow_style:
        raise OwnListError(
            f"line {row.start_mark.line + 1} holds a whole row in braces: "
            "write one key a line, then repeat; nothing is kept"
        )
    spots = {key.value: _spot(lines, key, value) for key, value in _pairs(row)}
    column = row.start_mark.column
    put: list[tuple[int, int, str]] = []  # from line, until line, new text
    for key, value in change.items():
        spot = spots.get(key)
        if spot and key != "id":
            head = lines[spot.line][: spot.column]
            put.append((spot.line, spot.until, f"{head}{_pair(key, value)}{spot.tail}{end}"))
    last = max(spot.until for spot in spots.values())
    ordered = [key for key in KEYS if key in change and key not in spots]
    added = "".join(f"{' ' * column}{_pair(key, change[key])}{end}" for key in ordered)
    if added and not lines[last - 1].endswith(("\n", "\r")):
        lines[last - 1] += end
    put.append((last, last, added))
    for start, until, new in sorted(put, reverse=True):
        lines[start:until] = [new]
    return "".join(lines)


def _spot(lines: list[str], key: yaml.Node, value: yaml.Node) -> _Spot:
    """Return where a key and its value stand, comments behind them left out."""
    start, stop = key.start_mark, value.end_mark
    is_block = isinstance(value, yaml.CollectionNode) and not value.flow_style
    until, tail = stop.line, ""
    if is_block or (stop.column == 0 and stop.line > start.line):
        # The mark of a block stands where the next thing begins.
        while until > start.line + 1 and re.match(r"\s*(#.*)?$", lines[until - 1]):
            until -= 1
    else:
        until += 1
        rest = lines[stop.line][stop.column :].rstrip("\r\n")
        tail = rest if rest.strip().startswith("#") else ""
    return _Spot(line=start.line, column=start.column, until=until, tail=tail)
