"""What can keep a warehouse from being opened or written to, in words for people."""

from records import PlacewatchError


class WarehouseBusy(PlacewatchError):
    """Another process held the warehouse for longer than we were told to wait."""


class WarehouseBroken(PlacewatchError):
    """The warehouse failed under our hands; what was committed before is kept."""


class WarehouseUnusable(PlacewatchError):
    """A place that cannot be opened as a warehouse."""


class DiskFull(PlacewatchError):
    """Too little free space to begin writing."""
