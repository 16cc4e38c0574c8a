"""What can keep a warehouse from being opened or written to, in words for people."""

import re

from records import PlacewatchError


class WarehouseBusy(PlacewatchError):
    """Another process held the warehouse for longer than we were told to wait."""


class WarehouseBroken(PlacewatchError):
    """The warehouse failed under our hands; what was committed before is kept."""


class WarehouseUnusable(PlacewatchError):
    """A place that cannot be opened as a warehouse."""


class DiskFull(PlacewatchError):
    """Too little free space to begin writing."""


def cause(exc: Exception) -> str:
    """Return what went wrong first: after it, every statement only says that one failed."""
    found = re.search(r'Original error: "(.+)', str(exc))
    return found[1].rstrip('"') if found else str(exc).split("\n", 1)[0]
