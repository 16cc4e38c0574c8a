"""A sentence as one line in which unions, matters of unions and staff are single letters."""

import re

from themes.text.words import Tokens
from themes.voices.spotting import Spot

# A sentence is read as one line of lower-case words in which capitals stand for what was
# spotted: U a union or its people, M a matter of unions (union density), S staff.
# Commas, colons and semicolons stay, as words of their own; quotation marks and brackets
# are commas.
UNION, MATTER, STAFF = "U", "M", "S"
_STANDS_FOR = {"union": UNION, "matter": MATTER, "workforce": STAFF, "trades": STAFF}
_MARKS = re.compile(r"[,;:“”‘\"()]")


def plain(text: str, read: Tokens, first: int, last: int, spots: dict[int, Spot]) -> str:
    """Return the words first to last - 1 as one line, with letters for what was spotted."""
    line = []
    at = first
    while at < last:
        spot = spots.get(at)
        stop = at + 1
        if spot and spot.role in _STANDS_FOR:
            stop = min(spot.last, last)
            line.append(_STANDS_FOR[spot.role])
        else:
            line.append(read.words[at])
        if stop < last:
            gap = text[read.stops[stop - 1] : read.starts[stop]]
            line += [mark if mark in ";:" else "," for mark in _MARKS.findall(gap)[:2]]
        at = stop
    return " ".join(line)
