"""UK places that a text names: seeds/areas.yaml read, and found where they stand."""

import re
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
    "care board",
    "nhs",
    "police",
    "fire",
)
# Public bodies that are known by their place: what they do is done where they are.
BODIES = frozenset({"combined authority", "care board", "nhs", "police", "fire"})
# Councils: "Fife Council" is a body that is known, although no list has it.
COUNCILS = frozenset({"county", "unitary", "metropolitan", "london borough", "district", "council"})
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


_CARE_BOARD = (
    "Integrated Care Board",
    "Integrated Care System",
    "Integrated Care Partnership",
    "ICB",
    "ICS",
)


@dataclass(frozen=True, slots=True)
class Area:
    """A place of the United Kingdom."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    nation: str
    is_wary: bool = False  # also an ordinary word or a surname
    code: str = ""  # of the Office for National Statistics; empty: it has none here
    parts_of: tuple[str, ...] = ()  # names of larger areas around it
    covers: tuple[str, ...] = ()  # of a body: names of the areas where it works
    since: int | None = None  # first year of the council or body; None: before it mattered
    until: int | None = None  # its last year; None: it stands
    into: tuple[str, ...] = ()  # names of what took over

    @property
    def is_body(self) -> bool:
        """Whether it is a public body known by its place, and no place."""
        return self.kind in BODIES

    def names(self) -> Iterator[str]:
        """Yield the names under which texts speak of it."""
        yield from (self.name, *self.aliases)
        if self.kind == "care board":
            bare = self.name.removeprefix("NHS ")
            yield from (f"{bare} {ending}" for ending in _CARE_BOARD)
            yield f"{self.name} Integrated Care Board"
        elif self.kind == "police":
            for one, other in (" Police", " Constabulary"), (" Constabulary", " Police"):
                if self.name.endswith(one):
                    yield self.name.removesuffix(one) + other


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
        self._by_name = {area.name: area for area in self.areas}
        self._lookup = Lookup((name, area) for area in self.areas for name in area.names())

    def around(self, name: str) -> tuple[str, ...]:
        """Return the names of the larger areas that hold an area, the nearest first.

        Args:
            name: Of the area, as the seed file writes it; an unknown one is in nothing.
        """
        found: dict[str, None] = {}
        waiting = [name]
        for one in waiting:
            area = self._by_name.get(one)
            for larger in area.parts_of or area.covers if area else ():
                if larger not in found:
                    found[larger] = None
                    waiting.append(larger)
        return tuple(found)

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
    lines: list[tuple[int, Area]] = []
    for row in data if isinstance(data, list) else [data]:
        if not isinstance(row, seedfiles.Row):
            faults.add(1, f"{row!r} is no place", "write '- {name: …, kind: …, nation: …}'")
            continue
        if not faults.keys(row, ("name", "kind", "nation"), _OPTIONAL):
            continue
        _check(row, faults)
        area = _area(row)
        for name in area.names():
            first = taken.setdefault(name, row.line)
            if first != row.line:
                remedy = f"keep one; the first is on line {first}"
                faults.add(row.line, f"{name!r} stands twice", remedy)
        areas.append(area)
        lines.append((row.line, area))
    known = {area.name for area in areas}
    for line, area in lines:
        for name in (*area.parts_of, *area.covers, *area.into):
            if name not in known:
                faults.add(line, f"no area is called {name!r}", "write the name of another row")
    faults.stop()
    return Gazetteer(areas)


_LISTS = ("aliases", "in", "covers", "into")
_YEARS = ("since", "until")
_OPTIONAL = (*_LISTS, *_YEARS, "wary", "code")


def _check(row: seedfiles.Row, faults: seedfiles.Faults) -> None:
    """Note what is wrong with the values of one row."""
    if row["kind"] not in KINDS:
        faults.add(row.line, f"no such kind {row['kind']!r}", f"choose: {', '.join(KINDS)}")
    if row["nation"] not in NATIONS:
        remedy = f"choose one of {', '.join(NATIONS)}"
        faults.add(row.line, f"no such nation {row['nation']!r}", remedy)
    for key in _LISTS:
        if not isinstance(row.get(key, []), list):
            faults.add(row.line, f"{key!r} is no list", "write [one, two]")
    for key in _YEARS:
        if key in row and (not isinstance(row[key], int) or not 1800 <= row[key] <= 2100):
            faults.add(row.line, f"{key!r} is no year: {row[key]!r}", "write 2023")
    if "code" in row and not re.fullmatch(r"[ESWN]\d{8}", str(row["code"])):
        faults.add(row.line, f"no code of an area: {row['code']!r}", "write it as E07000223")
    if row.get("wary", True) is not True:
        faults.add(row.line, "'wary' is not true", "write 'wary: true' or leave it out")


def _area(row: seedfiles.Row) -> Area:
    """Return one row as a record; what is no list or no year is left out."""

    def names(key: str) -> tuple[str, ...]:
        found = row.get(key, [])
        return tuple(map(str, found)) if isinstance(found, list) else ()

    return Area(
        name=str(row["name"]),
        aliases=names("aliases"),
        kind=row["kind"],
        nation=row["nation"],
        is_wary=row.get("wary") is True,
        code=str(row.get("code", "")),
        parts_of=names("in"),
        covers=names("covers"),
        since=row.get("since"),
        until=row.get("until"),
        into=names("into"),
    )
