"""Who speaks for staff: seeds/unions.yaml, read strictly."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import seedfiles
from records import identify
from themes.initiatives.names import word_set
from themes.text.lookup import Lookup
from themes.text.words import tokens

NATIONS = word_set("uk england scotland wales ni ireland abroad")
SECTORS = word_set(
    "federation public_services civil_service local_government health education justice fire "
    "transport communications energy industry retail finance culture general"
)
LISTS = ("unions", "never", "workforce", "trades", "jobs")


@dataclass(frozen=True, slots=True)
class Union:
    """A union, federation or staff association, as the seed describes it."""

    union_id: str
    name: str
    nation: str
    sector: str
    now: str | None  # id of the union that it became; None: it stands
    beside: tuple[str, ...]  # words that prove a short name
    unlike: tuple[str, ...]  # words that disprove a name


@dataclass(frozen=True, slots=True)
class Sign:
    """What a phrase of the seed stands for."""

    role: str  # name, short, or one of LISTS
    written: str  # as the seed writes it
    union: Union | None = None


@dataclass(frozen=True, slots=True)
class Unions:
    """All that the seed holds, ready to be looked up."""

    unions: tuple[Union, ...]
    lookup: Lookup[Sign]
    digest: str  # other words, other verdicts


@seedfiles.remembered
def load(path: Path) -> Unions:
    """Return the unions and words of a seed file.

    Raises:
        SeedError: with every fault at once.
    """
    data, faults = seedfiles.read(path)
    if not isinstance(data, seedfiles.Row):
        faults.add(1, "no unions here", "write 'unions:' and 'words:'")
        faults.stop()
    faults.keys(data, ("unions", "words"), ())
    signs: list[tuple[str, Sign]] = []
    rows = data.get("unions")
    if not isinstance(rows, list):
        faults.add(data.line, "'unions' is no list", "write '- {union: …, name: …}' under it")
        rows = []
    unions = [union for row in rows if (union := _union(row, signs, faults))]
    ids = {union.union_id for union in unions}
    for row in rows:
        if isinstance(row, seedfiles.Row) and "now" in row and str(row["now"]) not in ids:
            faults.add(row.line, f"no such union {row['now']!r}", "name one of this file")
    words = data.get("words")
    if not isinstance(words, seedfiles.Row):
        faults.add(data.line, "'words' holds no lists", f"write {', '.join(LISTS)} under it")
    elif faults.keys(words, LISTS, ()):
        for role in LISTS:
            signs += [(word, Sign(role, word)) for word in _strings(words, role, faults)]
    faults.stop()
    digest = identify(*(f"{text}|{sign.role}|{sign.union}" for text, sign in signs))
    return Unions(tuple(unions), Lookup(signs), digest)


def _union(row: Any, signs: list[tuple[str, Sign]], faults: seedfiles.Faults) -> Union | None:
    """Return the union of a row, and note its names."""
    if not isinstance(row, seedfiles.Row):
        faults.add(1, f"{row!r} is no union", "write '- {union: …, name: …}'")
        return None
    optional = ("also", "short", "beside", "unlike", "now")
    if not faults.keys(row, ("union", "name", "nation", "sector"), optional):
        return None
    for key, known in (("nation", NATIONS), ("sector", SECTORS)):
        if str(row[key]) not in known:
            remedy = f"choose one of {', '.join(sorted(known))}"
            faults.add(row.lines[key], f"no such {key} {row[key]!r}", remedy)
    lists = {key: _strings(row, key, faults) for key in ("also", "short", "beside", "unlike")}
    union = Union(
        union_id=str(row["union"]),
        name=str((lists["short"] or [row["name"]])[0]),
        nation=str(row["nation"]),
        sector=str(row["sector"]),
        now=str(row["now"]) if "now" in row else None,
        beside=tuple(" ".join(tokens(word).words) for word in lists["beside"]),
        unlike=tuple(" ".join(tokens(word).words) for word in lists["unlike"]),
    )
    if any(sign.union and sign.union.union_id == union.union_id for _, sign in signs):
        faults.add(row.line, f"{union.union_id!r} stands twice", "keep one")
    taken = {text for text, _ in signs}
    for name in (str(row["name"]), *lists["also"], *lists["short"]):
        if name in taken:
            faults.add(row.line, f"{name!r} is another union's name too", "keep it in one place")
    sure = (str(row["name"]), *lists["also"])
    signs += [(name, Sign("name", name, union)) for name in sure]
    signs += [(name, Sign("short", name, union)) for name in lists["short"]]
    return union


def _strings(row: seedfiles.Row, key: str, faults: seedfiles.Faults) -> list[str]:
    """Return a list of phrases; note what is none."""
    value = row.get(key) or []
    if isinstance(value, list) and all(isinstance(item, str) and tokens(item) for item in value):
        return value
    line = row.lines.get(key, row.line)
    faults.add(line, f"{key!r} is no list of words", f"write '{key}: [one, two words]'")
    return []
