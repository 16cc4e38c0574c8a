"""The seed file of schemes: seeds/initiatives.yaml, read strictly."""

from dataclasses import dataclass
from pathlib import Path

import seedfiles
from records import STAGES, Initiative
from themes.initiatives import names
from themes.initiatives.names import initiative_id, key
from themes.text.words import tokens

REQUIRED = ("name", "first_year", "kind", "sponsors", "areas", "stage", "themes")
OPTIONAL = ("aliases", "loose", "wary", "near", "evidence", "unverified")
LISTS = ("aliases", "sponsors", "areas", "themes", "loose", "wary", "near")
KINDS = {"programme", *names.KINDS.values()}


@dataclass(frozen=True, slots=True)
class Caution:
    """How the names of a seeded scheme may be read; names are kept as ``spoken`` gives them."""

    loose: frozenset[str]  # names that count in lower case
    wary: frozenset[str]  # names that need company
    near: tuple[str, ...]  # words that are company for the wary ones


NO_CAUTION = Caution(frozenset(), frozenset(), ())


def spoken(name: str) -> str:
    """Return a name as rules know it: lower case, no hyphens, no possessives."""
    return " ".join(tokens(name).words)


def load_register(path: Path) -> tuple[Initiative, ...]:
    """Return the schemes of a seed file.

    Raises:
        SeedError: with every fault at once.
    """
    return tuple(row for row, _ in rows(path))


@seedfiles.remembered
def rows(path: Path) -> tuple[tuple[Initiative, Caution], ...]:
    """Return the schemes of a seed file, each with the caution for its names.

    Raises:
        SeedError: with every fault at once.
    """
    data, faults = seedfiles.read(path)
    taken: dict[tuple[str, ...], tuple[str, int]] = {}
    schemes = tuple(
        (_initiative(row), _caution(row))
        for row in _list(data, faults)
        if _is_sound(row, faults) and _is_single(row, taken, faults)
    )
    faults.stop()
    return schemes


def _list(data: object, faults: seedfiles.Faults) -> list[seedfiles.Row]:
    if not isinstance(data, list):
        faults.add(1, "the file is no list", "begin each row with '- name: …'")
        return []
    for row in data:
        if not isinstance(row, seedfiles.Row):
            faults.add(1, f"{row!r} is no row", "begin each row with '- name: …'")
    return [row for row in data if isinstance(row, seedfiles.Row)]


def _is_sound(row: seedfiles.Row, faults: seedfiles.Faults) -> bool:
    """Note what is wrong with a row by itself; return whether nothing is."""
    before = len(faults.lines)
    faults.keys(row, REQUIRED, OPTIONAL)

    def check(name: str, is_right: bool, remedy: str) -> None:
        if name in row and not is_right:
            faults.add(row.lines[name], f"{name!r} is {row[name]!r}", remedy)

    for name in LISTS:
        value = row.get(name)
        check(
            name,
            isinstance(value, list) and all(isinstance(item, str) and item for item in value),
            "write a list of words, as [one, two]",
        )
    for name in ("name", "evidence"):
        check(name, isinstance(row.get(name), str), "write words")
    year = row.get("first_year")
    check("first_year", isinstance(year, int) and 1900 < year < 2100, "write a year, as 2009")
    check("kind", row.get("kind") in KINDS, f"choose one of {', '.join(sorted(KINDS))}")
    check("stage", row.get("stage") in STAGES, f"choose one of {', '.join(STAGES)}")
    check("unverified", row.get("unverified") in (True, False), "write true, or drop the line")
    check("evidence", str(row.get("evidence")).startswith("http"), "write a web address")
    if "evidence" not in row and row.get("unverified") is not True:
        faults.add(row.line, "'evidence' is missing", "write 'evidence: https://…'")
    if len(faults.lines) == before:
        names = {spoken(name) for name in _names(row)}
        for name in ("loose", "wary"):
            strangers = [item for item in row.get(name, []) if spoken(item) not in names]
            if strangers:
                remedy = "name only what stands under name or aliases"
                faults.add(row.lines[name], f"{name!r} holds {strangers[0]!r}", remedy)
    return len(faults.lines) == before


def _is_single(
    row: seedfiles.Row, taken: dict[tuple[str, ...], tuple[str, int]], faults: seedfiles.Faults
) -> bool:
    """Note a row whose name another row has already; return whether there is none."""
    first = taken.setdefault(key(row["name"]), (row["name"], row.line))
    if first[1] == row.line:
        return True
    faults.add(
        row.line,
        f"{row['name']!r} is the scheme {first[0]!r} of line {first[1]}",
        "make one row of both, with aliases",
    )
    return False


def _names(row: seedfiles.Row) -> list[str]:
    return [row["name"], *row.get("aliases", [])]


def _initiative(row: seedfiles.Row) -> Initiative:
    return Initiative(
        initiative_id=initiative_id(row["name"]),
        name=row["name"],
        aliases=tuple(row.get("aliases", [])),
        kind=row["kind"],
        is_seeded=True,
        stage=row["stage"],
        areas=tuple(row["areas"]),
        sponsors=tuple(row["sponsors"]),
    )


def _caution(row: seedfiles.Row) -> Caution:
    return Caution(
        loose=frozenset(map(spoken, row.get("loose", []))),
        wary=frozenset(map(spoken, row.get("wary", []))),
        near=tuple(map(spoken, row.get("near", []))),
    )
