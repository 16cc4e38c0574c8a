"""What every room says in the same way: failures, progress, names."""

import hashlib
from collections.abc import Callable


class PlacewatchError(Exception):
    """A foreseen failure; its message is fit for a person and names the remedy."""


Progress = Callable[[str, int, int], None]  # what, done, in all: told as a job goes on


def no_progress(what: str, done: int, total: int) -> None:
    """Tell nobody: for runs that nobody watches."""


def identify(*parts: str) -> str:
    """Return the id of whatever these parts make up: 20 hex digits of SHA-256."""
    # 80 bits: among ten million articles a collision has odds of one in ten billion.
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]
