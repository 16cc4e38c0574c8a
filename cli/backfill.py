"""Reading what a source published before it was watched."""

from settings import Settings


def backfill(settings: Settings, source: str, since: str, *, most: int, rings: bool) -> int:
    """Read older entries of a source; return the exit code."""
    raise NotImplementedError
