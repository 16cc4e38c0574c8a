"""Strict reading of seed files: every fault with its line, all of them at once."""

import functools
import gc
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml

from records import PlacewatchError

Made = TypeVar("Made")


class SeedError(PlacewatchError):
    """Seeds that cannot be trusted; ``faults`` holds one line per fault."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class Row(dict[str, Any]):
    """A YAML mapping that remembers its line and the line of each of its keys."""

    line: int  # 1-based
    lines: dict[str, int]  # line of each key


@dataclass(slots=True)
class Faults:
    """Faults found so far in one file; ``stop`` raises them together."""

    path: str  # as people know it: seeds/sources.yaml
    lines: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, what: str, remedy: str) -> None:
        """Note a fault; the message reads ``file:line: what: remedy``."""
        self.lines.append((line, f"{self.path}:{line}: {what}: {remedy}"))

    def keys(self, row: Row, required: Iterable[str], optional: Iterable[str]) -> bool:
        """Note unknown and missing keys of a row; return whether all required ones stand."""
        required, known = tuple(required), {*required, *optional}
        for key in row:
            if key not in known:
                self.add(
                    row.lines.get(key, row.line),
                    f"no such key {key!r}",
                    f"a row has {', '.join(sorted(known))}",
                )
        missing = [key for key in required if row.get(key) in (None, "", [])]
        for key in missing:
            self.add(row.line, f"{key!r} is missing", f"write '{key}: …'")
        return not missing

    def stop(self) -> None:
        """Raise SeedError with every fault in the order of the file; no faults, no error."""
        if self.lines:
            raise SeedError(text for _, text in sorted(self.lines, key=lambda pair: pair[0]))


# libyaml gives the same nodes and lines eight times as fast (measured); wheels bring it.
class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader that refuses duplicate keys and unknown tags and remembers lines."""

    faults: Faults


def _refuse_aliases(node: yaml.Node | None) -> None:
    """Raise where an alias stands: a list inside itself would never end."""
    seen: set[int] = set()
    waiting = [node] if node else []
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            raise yaml.MarkedYAMLError(problem="an alias", problem_mark=one.start_mark)
        seen.add(id(one))
        if isinstance(one, yaml.SequenceNode):
            waiting += one.value
        elif isinstance(one, yaml.MappingNode):
            waiting += [part for pair in one.value for part in pair]


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Row:
    row = Row()
    row.line = node.start_mark.line + 1
    row.lines = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        line = key_node.start_mark.line + 1
        if not isinstance(key, str):
            loader.faults.add(line, f"the key {key!r} is not a word", "put it in quotes")
            key = str(key)
        if key in row.lines:
            loader.faults.add(
                line, f"{key!r} stands twice", f"keep one; the first is on line {row.lines[key]}"
            )
        row.lines[key] = line
        row[key] = loader.construct_object(value_node, deep=True)
    return row


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
# Dates stay words: '2010-03' is a month here.
# So do on, off, yes and no: 'on' is a key of sources.yaml.
_Loader.yaml_implicit_resolvers = {
    first: [pair for pair in resolvers if not pair[0].endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def read(path: Path, shown_as: str | None = None) -> tuple[Any, Faults]:
    """Return what a YAML file holds (mappings as Row) and a list for its faults.

    Args:
        path: The file.
        shown_as: How messages name it; None: its last two parts, as in seeds/sources.yaml.

    Raises:
        SeedError: if the file is missing, is no UTF-8 or is no YAML.
    """
    faults = Faults(shown_as or "/".join(path.parts[-2:]))
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as exc:
        raise SeedError([f"{path}:1: cannot be read: {exc.strerror}"]) from exc
    except UnicodeDecodeError as exc:
        line = path.read_bytes()[: exc.start].count(b"\n") + 1
        raise SeedError([f"{faults.path}:{line}: not UTF-8: save the file as UTF-8"]) from exc
    try:
        loader = _Loader(text)
        loader.faults = faults
        node = loader.get_single_node()
        _refuse_aliases(node)
        return (loader.construct_document(node) if node else None), faults
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        line = mark.line + 1 if mark else 1
        remedy = "check the indent and the quotes on this line"
        raise SeedError([f"{faults.path}:{line}: not YAML ({exc.problem}): {remedy}"]) from exc
    except yaml.reader.ReaderError as exc:  # a forbidden character
        line = text.count("\n", 0, exc.position) + 1
        remedy = f"delete the character U+{exc.character:04X} on this line"
        raise SeedError([f"{faults.path}:{line}: not YAML: {remedy}"]) from exc


@contextmanager
def unswept() -> Iterator[None]:
    """Hold the sweeping of garbage back: all that is loaded is kept, and looking takes a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def remembered(load: Callable[[Path], Made]) -> Callable[[Path], Made]:
    """Return a loader that makes a thing anew only when the bytes of its file have changed.

    What it made is shared by all who ask, so nobody may change it. Faults are told each time.

    Args:
        load: Makes something of one file, and of nothing else.
    """

    @functools.lru_cache(maxsize=2)
    def made(path: Path, _digest: bytes) -> Made:
        with unswept():
            return load(path)

    @functools.wraps(load)
    def remembering(path: Path) -> Made:
        try:
            digest = hashlib.sha256(path.read_bytes()).digest()
        except OSError:
            return load(path)  # it says what is wrong
        return made(path, digest)

    return remembering
