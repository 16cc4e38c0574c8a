"""UK places that a text names: seeds/areas.yaml read, and found where they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import seedfiles
from themes.initiatives.names import word_set
from themes.text.fields import Field
from themes.text.lookup import Lookup

KINDS = (
    "nation",
    "region",
    "county",
    "combined authority",
    "unitary",
    "metropolitan",
    "london borough",
    "district",
    "council",
    "town",
)
NATIONS = ("uk", "england", "scotland", "wales", "ni")
# After these an ordinary word is a place: "in Reading", "from Bury to Deal".
_BEFORE = word_set("in at near from to across around throughout outside between for of")
# Before these it is one too: "Reading Council", "Bury borough", "Kent's".
_AFTER = word_set("council councils borough county city district nhs hospital police mp school")
# With these a place is part of a longer name and still the place.
_PUBLIC = word_set(
    "council councils city county borough district metropolitan royal upper lower greater north "
    "south east west central nhs mayor mayoral combined unitary town parish hospital hospitals"
)


@dataclass(frozen=True, slots=True)
class Area:
    """A place of the United Kingdom."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    nation: str
    is_wary: bool  # also an ordinary word or a surname


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a text: the words first to last - 1 of a field."""

    area: Area
    first: int
    last: int
    is_part: bool  # inside a longer name: University of Kent, Kent Street


class Gazetteer:
    """The places that are known, and where a text names them."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self.areas = tuple(areas)
        self._lookup = Lookup(
            (name, area) for area in self.areas for name in (area.name, *area.aliases)
        )

    def find(self, field: Field) -> list[Place]:
        """Return the places that a field names, in its order; names need capitals."""
        return list(self._find(field))

    def _find(self, field: Field) -> Iterator[Place]:
        for found in self._lookup.find(field.text, field.read):
            first, last = found.first, found.last
            if not (field.caps[first] and field.caps[last - 1]):
                continue
            area = found.values[0]
            if area.is_wary and not _is_placed(field, first, last):
                continue
            yield Place(area, first, last, _is_part(field, first, last))


def _is_placed(field: Field, first: int, last: int) -> bool:
    words = field.read.words
    if words[last : last + 1] and words[last] in _AFTER:
        return True
    if first == 0 or field.gap(first - 1) not in {" ", ", "}:
        return False
    before = words[first - 1]
    return before in _BEFORE or (before == "and" and field.caps[first - 2])


def _is_part(field: Field, first: int, last: int) -> bool:
    """Return whether a capital next to the place makes it part of another name."""
    if field.is_headline:
        return False
    words, caps = field.read.words, field.caps
    if last < len(words) and caps[last] and field.gap(last - 1) in {" ", "-"}:
        return words[last] not in _PUBLIC
    if first == 0 or field.gap(first - 1) not in {" ", "-"}:
        return False
    if caps[first - 1]:
        return not field.opens(first - 1) and words[first - 1] not in _PUBLIC
    is_of = words[first - 1] in {"of", "for"} and first > 1
    return is_of and caps[first - 2] and words[first - 2] in _LONGER


# University of Kent, Bank of England, Church in Wales.
_LONGER = word_set(
    "university bank church college bishop duke earl diocese isle institute school academy "
    "archbishop prince princess duchess battle port friends"
)


def load(path: Path) -> Gazetteer:
    """Return the places of a seed file.

    Raises:
        SeedError: with every fault at once.
    """
    data, faults = seedfiles.read(path)
    areas = []
    taken: dict[str, int] = {}
    for row in data if isinstance(data, list) else [data]:
        if not isinstance(row, seedfiles.Row):
            faults.add(1, f"{row!r} is no place", "write '- {name: …, kind: …, nation: …}'")
            continue
        if not faults.keys(row, ("name", "kind", "nation"), ("aliases", "wary")):
            continue
        if row["kind"] not in KINDS:
            faults.add(row.line, f"no such kind {row['kind']!r}", f"choose: {', '.join(KINDS)}")
        if row["nation"] not in NATIONS:
            remedy = f"choose one of {', '.join(NATIONS)}"
            faults.add(row.line, f"no such nation {row['nation']!r}", remedy)
        if not isinstance(row.get("aliases", []), list):
            faults.add(row.line, "'aliases' is no list", "write [one, two]")
            continue
        for name in (row["name"], *row.get("aliases", [])):
            first = taken.setdefault(str(name), row.line)
            if first != row.line:
                remedy = f"keep one; the first is on line {first}"
                faults.add(row.line, f"{name!r} stands twice", remedy)
        areas.append(
            Area(
                name=str(row["name"]),
                aliases=tuple(map(str, row.get("aliases", []))),
                kind=row["kind"],
                nation=row["nation"],
                is_wary=row.get("wary") is True,
            )
        )
    faults.stop()
    return Gazetteer(areas)
