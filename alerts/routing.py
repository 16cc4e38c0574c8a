"""Which channels an alert goes to, and why; and why not to the others. Pure."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from alerts.subscriptions import DEFAULT, Subscription

AT_ONCE, IN_DIGEST, NOT = "at once", "in the digest", "not"


class Area(Protocol):
    """A place as the gazetteer knows it."""

    @property
    def name(self) -> str:
        """The name by which the gazetteer has it."""

    @property
    def kind(self) -> str:
        """What it is: nation, region, county …"""

    @property
    def nation(self) -> str:
        """The part of the country in which it lies."""

    def names(self) -> Iterable[str]:
        """Return the names under which texts speak of it."""


class Atlas(Protocol):
    """What knows which place lies in which."""

    def get(self, name: str) -> Area | None:
        """Return a place by its name."""

    def around(self, name: str) -> Collection[str]:
        """Return the names of what it lies in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What rows can ask of an alert or of a line of the digest."""

    tier: str  # one of records.TIERS
    themes: frozenset[str]  # ids
    areas: Mapping[str, frozenset[str]]  # as named: the names of each and of all it lies in
    nations: frozenset[str]  # of the areas; where none is named, of the publisher
    kinds: frozenset[str]  # of the publishers that tell it
    channels: frozenset[str] = frozenset()  # that were told of the same initiative before


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """What becomes of an alert in one channel."""

    channel: str  # empty: the default
    how: str  # AT_ONCE, IN_DIGEST or NOT
    why: str  # for people


def facts(
    *,
    tier: str,
    themes: Iterable[str],
    areas: Iterable[str],
    nation: str,
    kinds: Iterable[str],
    channels: Iterable[str] = (),
    atlas: Atlas | None,
) -> Facts:
    """Return the facts of an alert, its places with all that they lie in.

    Args:
        tier: One of records.TIERS.
        themes: Ids of the themes that its document is labelled with.
        areas: As documents name them; what the atlas does not know lies nowhere.
        nation: Of the publisher; empty: not known.
        kinds: Of the publishers.
        channels: That were told of the same initiative before.
        atlas: Knows places; None: no row asks for any.
    """
    nations: set[str] = set()
    named: dict[str, frozenset[str]] = {}
    for name in areas:
        places: set[str] = set()
        for one in (name, *atlas.around(name)) if atlas else ():
            area = atlas.get(one) if atlas else None
            if area is not None:
                places |= {one, *area.names()}
                nations |= {area.nation} if one == name else set()
        named[name] = frozenset(places)
    return Facts(
        tier=tier,
        themes=frozenset(themes),
        areas=named,
        nations=frozenset(nations or ({nation} if nation else ())),
        kinds=frozenset(kinds),
        channels=frozenset(channels),
    )


def routes(rows: Sequence[Subscription], about: Facts) -> tuple[Route, ...]:
    """Return for each channel what becomes of an alert there, in the order of the rows.

    A channel that was told of an initiative is told of what follows, whatever the rows ask of
    it, so that no thread breaks off. What is immediate and a channel takes only by day stands
    in its digest.

    Args:
        rows: Of all channels.
        about: The alert.
    """
    best: dict[str, Route] = {}
    for row in rows:
        made = _route(row, about)
        before = best.get(row.channel)
        if before is None:
            best[row.channel] = made
        elif before.how == made.how == NOT:
            why = f"{before.why}; {made.why}"
            best[row.channel] = Route(channel=row.channel, how=NOT, why=why)
        elif _ORDER.index(made.how) < _ORDER.index(before.how):
            best[row.channel] = made
    return tuple(best.values())


def takes(rows: Sequence[Subscription], channel: str) -> Callable[[Facts], bool]:
    """Return what tells whether a line belongs into the digest or review of a channel."""
    mine = [row for row in rows if row.channel == channel]

    def is_taken(about: Facts) -> bool:
        return any(about.tier in row.tiers and not _misses(row, about) for row in mine)

    return is_taken


_ORDER = (AT_ONCE, IN_DIGEST, NOT)


def _route(row: Subscription, about: Facts) -> Route:
    """Return what one row says of an alert."""
    # Who reads by day alone is told nothing at once, though it be of the tier of the day.
    how = AT_ONCE if {about.tier, "immediate"} <= row.tiers else NOT
    if how == NOT and about.tier != "weekly" and "daily" in row.tiers:
        how = IN_DIGEST
    if how == NOT:
        tiers = ", ".join(sorted(row.tiers))
        return _made(row, NOT, f"is {about.tier}, and the row takes {tiers}")
    if misses := _misses(row, about):
        if row.channel in about.channels:
            return _made(row, how, "was told of the initiative before")
        return _made(row, NOT, "; ".join(misses))
    return _made(row, how, "; ".join(_meets(row, about)) or "takes everything")


def _made(row: Subscription, how: str, why: str) -> Route:
    return Route(channel=row.channel, how=how, why=f"row {row.name}: {why}")


def _places(about: Facts) -> frozenset[str]:
    return frozenset().union(*about.areas.values())


def _misses(row: Subscription, about: Facts) -> list[str]:
    """Return what a row asks for and an alert has not."""
    found = []
    if row.themes and not row.themes & about.themes:
        found.append(f"wants the theme {_any(row.themes)}, has {_all(about.themes)}")
    if (row.nations or row.areas) and not (
        row.nations & about.nations or row.areas & _places(about)
    ):
        where = _all(about.areas or about.nations)
        found.append(f"wants {_any(row.nations | row.areas)}, is about {where}")
    if row.kinds and not row.kinds & about.kinds:
        found.append(f"wants a publisher that is {_any(row.kinds)}, has {_all(about.kinds)}")
    return found


def _meets(row: Subscription, about: Facts) -> list[str]:
    """Return what a row asks for and an alert has."""
    found = []
    if met := row.themes & about.themes:
        found.append(f"theme {_all(met)}")
    if met := row.areas & _places(about):
        within = [name for name, lies in about.areas.items() if name not in met and lies & met]
        found.append(f"in {_all(met)}" + (f" ({_all(within)})" if within else ""))
    elif met := row.nations & about.nations:
        found.append(f"nation {_all(met)}")
    if met := row.kinds & about.kinds:
        found.append(f"told by {_all(met)}")
    return found


MOST_NAMES = 6  # guess: more names than fit into a line


def _any(names: Collection[str]) -> str:
    return _list(names, " or ")


def _all(names: Collection[str]) -> str:
    return _list(names, ", ")


def _list(names: Collection[str], between: str) -> str:
    few = sorted(names)[:MOST_NAMES]
    more = len(names) - len(few)
    return between.join(few) + (f" and {more} more" if more else "") or "none"


def shown(channel: str) -> str:
    """Return a channel as people write it."""
    return channel or DEFAULT
