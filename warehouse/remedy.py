"""What helps when the database fails: its own words are for programmers."""

import re

import duckdb

# After these nothing can be done with a connection. A commit that found no room is a
# TransactionException, if it was the log that had none. Seen: 1.5.5.
BREAKING = (
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.IOException,
    duckdb.TransactionException,
)
IN_ITS_PLACE = (
    "move it away and put a backup, or public/placewatch.duckdb, in its place "
    "(docs/operations.md, 'When something is damaged')"
)
# What DuckDB 1.5.5 says, and what it means. The first that is found counts.
AT_OPENING = (
    ("version number", "it was written by a newer DuckDB: update Placewatch"),
    (
        "not a valid DuckDB",
        f"it is no warehouse, or its first bytes are damaged: {IN_ITS_PLACE}, "
        "or name another PLACEWATCH_HOME",
    ),
    ("replaying WAL", "its log is damaged: any command that writes puts the log aside"),
    ("Corrupt database", f"it is damaged: {IN_ITS_PLACE}"),
    ("Could not read enough bytes", f"it was cut short: {IN_ITS_PLACE}"),
    ("No space left", "the disk is full: make room, then run again"),
    ("Read-only file system", "name a PLACEWATCH_HOME that may be written to"),
    ("Permission denied", "let this user write there, or name another PLACEWATCH_HOME"),
    ("", "check that the folder exists and may be written to"),
)
WHILE_OPEN = (
    ("Corrupt database", f"it is damaged: {IN_ITS_PLACE}"),
    ("Could not read enough bytes", f"it was cut short: {IN_ITS_PLACE}"),
    (
        "No space left",
        "what was committed is kept: make room on the disk, then run again",
    ),
    (
        "",
        "what was committed is kept: check the disk and its free space, then run again",
    ),
)


def at_opening(line: str) -> str:
    """Return what helps against a file that does not open.

    Args:
        line: What DuckDB says.
    """
    return next(remedy for words, remedy in AT_OPENING if words in line)


def while_open(line: str) -> str:
    """Return what helps where the database failed while it was open.

    Args:
        line: What DuckDB said first.
    """
    return next(remedy for words, remedy in WHILE_OPEN if words in line)


def cause(exc: Exception) -> str:
    """Return what went wrong first: after it, every statement only says that one failed."""
    found = re.search(r'Original error: "(.+)', str(exc))
    return found[1].rstrip('"') if found else str(exc).split("\n", 1)[0]
