"""The UK as seeds/areas.yaml states it: places, councils, and bodies known by their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import seedfiles

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


def load(path: Path) -> tuple[Area, ...]:
    """Return the areas of a seed file.

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
    return tuple(areas)


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
