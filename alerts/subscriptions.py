"""Who gets what: rows that give themes, places and publishers to channels, as records."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from alerts.quiet import Quiet
from records import TIERS

DEFAULT = "default"  # the installation's own channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What one row gives to one channel; an empty filter lets everything through."""

    name: str  # its id in the file
    channel: str  # id of a Slack channel; empty: the installation's default
    themes: frozenset[str] = frozenset()  # ids
    nations: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()  # names; an area stands for what lies in it
    kinds: frozenset[str] = frozenset()  # of publishers
    tiers: frozenset[str] = frozenset(TIERS)

    @property
    def is_plain(self) -> bool:
        """Whether it lets everything through."""
        return not (self.themes or self.nations or self.areas or self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a channel wants to be written to."""

    quiet: Quiet | None = None  # None: at any hour
    cap: int | None = None  # messages at once in a run; None: all


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriptions:
    """All rows that are on, and the manners of their channels."""

    rows: tuple[Subscription, ...]
    manners: Mapping[str, Manners]  # by channel

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels, in the order of the file."""
        return tuple(dict.fromkeys(row.channel for row in self.rows))

    def of(self, channel: str) -> Manners:
        """Return the manners of a channel."""
        return self.manners.get(channel, Manners())

    def taking(self, tier: str) -> tuple[str, ...]:
        """Return the channels that take a tier."""
        return tuple(dict.fromkeys(row.channel for row in self.rows if tier in row.tiers))

    @property
    def asks_where(self) -> bool:
        """Whether any row asks for places, so that somebody must know what lies in what."""
        return any(row.nations or row.areas for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the other seeds know, for a check of names."""

    themes: Collection[str]
    nations: Collection[str]
    areas: Collection[str]
    kinds: Collection[str]


def covers(wide: Subscription, narrow: Subscription) -> bool:
    """Return whether whatever one row gives to a channel another one gives already."""
    if not wide.tiers >= narrow.tiers:
        return False
    for mine, other in ((wide.themes, narrow.themes), (wide.kinds, narrow.kinds)):
        if mine and not (other and mine >= other):
            return False
    if not (wide.nations or wide.areas):
        return True
    is_placed = bool(narrow.nations or narrow.areas)
    return is_placed and wide.nations >= narrow.nations and wide.areas >= narrow.areas
