"""Part of classify: initiatives that may be one are noted, for people to decide."""

from dataclasses import asdict
from datetime import datetime

from settings import Settings
from themes.initiatives import pairs
from themes.initiatives.pairs import Sketch
from warehouse import initiative_names, store
from warehouse import pairs as kept_pairs


def compare(settings: Settings, now: datetime, *, everything: bool = False) -> int:
    """Note which initiatives may be one; return how many such pairs were not known.

    Safe to repeat and to leave out: ``placewatch initiatives review`` compares everything.

    Args:
        settings: Of the installation.
        now: The time of the run: what got a name at it is compared with all that is known.
        everything: Compare all that is known.
    """
    with store.open_warehouse(settings.warehouse) as con:
        fresh = set(initiative_names.named_at(con, now))
        if not fresh and not everything:
            return 0
        sketches = [Sketch(**row) for row in kept_pairs.sketches(con)]
    found = pairs.find(sketches, None if everything else fresh)
    if not found:
        return 0
    with store.open_warehouse(settings.warehouse) as con:
        return kept_pairs.add(con, [asdict(pair) for pair in found], now)
