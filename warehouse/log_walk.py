"""Walks through a log, to see damage that DuckDB passes over in silence.

Entries that reach beyond the end of a log are to DuckDB what a killed process was writing, and
a log of another checkpoint is one that the file has taken in. A single changed bit in a size, or
in the first bytes, looks the same; but then what follows was committed. Seen: DuckDB 1.5.5.
"""

import re
from pathlib import Path
from typing import BinaryIO

SIZE, ENTRY_HEAD = 8, 16  # bytes: an entry's size, and with its checksum
COMMITTED = b"d\0d\xff\xff"  # the last entry of every transaction
# Version 2 of logs, the identifier of the file, and how many checkpoints it had; numbers in
# groups of seven bits, the last one below 128.
HEAD = re.compile(
    rb"d\0be\0\x02f\0\x10(?P<owner>(?:[\x00-\x7f]|[\x80-\xff]\x01){16})"
    rb"g\0(?P<checkpoints>[\x80-\xff]{0,9}[\x00-\x7f])\xff\xff",
    re.DOTALL,
)
# In the file: two headers, of which the one with more checkpoints holds.
HEADERS, COUNT_AT = (4096, 8192), 8


def damage(path: Path) -> str:
    """Return what is wrong with the log of a file, for people; empty: nothing, or no log.

    Asked by whose turn it is to write, before the file is opened (``attached.unless_held``).
    """
    log_path = path.with_name(path.name + ".wal")
    try:
        size = log_path.stat().st_size
        with log_path.open("rb") as log, path.open("rb") as file:
            if not _ends_committed(log, size):
                return ""  # torn: what was being written when the process died
            head = HEAD.match(log.read(80))
            checkpoints = _checkpoints(file)
            count = _number(head["checkpoints"]) if head else -1
            if head is None or count not in {checkpoints - 1, checkpoints}:
                return "its first bytes do not fit the file"
            stop = _walked(log, head.end(), size)
    except OSError:  # no log, or one that DuckDB will complain of
        return ""
    return "" if stop == size else f"no entry begins at byte {stop} of {size}"


def _ends_committed(log: BinaryIO, size: int) -> bool:
    log.seek(max(size - len(COMMITTED), 0))
    ends = log.read() == COMMITTED
    log.seek(0)
    return ends


def _walked(log: BinaryIO, at: int, size: int) -> int:
    """Return where the first entry begins that reaches beyond the end; the end: none does."""
    while at < size:
        log.seek(at)
        after = at + ENTRY_HEAD + int.from_bytes(log.read(SIZE), "little")
        if after > size:
            break
        at = after
    return at


def _checkpoints(file: BinaryIO) -> int:
    """Return how many checkpoints a file had."""
    counts = []
    for header in HEADERS:
        file.seek(header + COUNT_AT)
        counts.append(int.from_bytes(file.read(8), "little"))
    return max(counts)


def _number(groups: bytes) -> int:
    return sum((group & 127) << 7 * place for place, group in enumerate(groups))
