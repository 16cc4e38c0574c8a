"""Which functions of the warehouse write, and which of them ran."""

import ast
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import warehouse

ROOM = Path(warehouse.__file__).parent
WRITES = re.compile(
    r"INSERT INTO|UPDATE store\.|DELETE FROM store|MERGE INTO"
    r"|\bkeyed\.(?!NEVER)|store\.insert\(|store\.transaction\("
)
# The machinery itself, what is about one file or one lake, and the search: it writes to files
# of its own and to temporary tables, never to the warehouse.
APART = {"store", "keyed", "migrate", "repair", "publish", "copying"}
APART |= {"search_index", "search_ranking", "search_texts"}


def writing() -> set[str]:
    """Return the functions that write, as module.function."""
    found = set()
    for path in ROOM.glob("*.py"):
        if path.stem in APART or path.stem.startswith("lake"):
            continue
        text = path.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            is_function = isinstance(node, ast.FunctionDef)
            if is_function and WRITES.search(ast.get_source_segment(text, node) or ""):
                found.add(f"{path.stem}.{node.name}")
    return found


@contextmanager
def watched() -> Iterator[set[str]]:
    """Give the functions of the room that are called, as they are."""
    called: set[str] = set()
    names: dict[object, str] = {}

    def note(frame: FrameType, event: str, what: object) -> None:
        code = frame.f_code
        if event == "call" and code not in names:
            path = Path(code.co_filename)
            names[code] = f"{path.stem}.{code.co_name}" if path.parent == ROOM else ""
            called.add(names[code])

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield called
    finally:
        sys.setprofile(before)
