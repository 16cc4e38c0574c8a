"""Bodies behind reforms: seeds/organisations.yaml read, and found where they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import seedfiles
from themes.initiatives import bodies
from themes.initiatives.names import word_set
from themes.initiatives.places import COUNCILS, Gazetteer
from themes.text.fields import Field
from themes.text.lookup import Lookup

KINDS = word_set(
    "department agency government parliament service nhs association combined_authority audit "
    "inspection regulator think_tank foundation funder institute university business company "
    "union foreign charity council police fire leadership"
)
OTHER = "other"  # kind of a body on no list


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that may stand behind a scheme."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    is_wary: bool = False  # also an ordinary word
    is_watched: bool = False  # the seeds tell us to watch it
    since: int | None = None  # first year under this name; None: not kept
    until: int | None = None  # last year; None: it stands
    into: tuple[str, ...] = ()  # names of what took over


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in a text: the words first to last - 1 of a field."""

    name: str
    kind: str  # of the seed; "other" for bodies on no list
    first: int
    last: int
    is_seeded: bool = True  # seeds/organisations.yaml has it, and it is no ordinary word

    @property
    def words(self) -> tuple[int, int]:
        """Its words, the first and just past the last."""
        return self.first, self.last

    @property
    def is_listed(self) -> bool:
        """Whether a seed has it; a body on no list is new to us."""
        return self.kind != OTHER


class Organisations:
    """The bodies that are known, and where a text names these or others."""

    def __init__(self, rows: Iterable[Organisation]) -> None:
        self.rows = tuple(rows)
        self._lookup = Lookup((name, row) for row in self.rows for name in (row.name, *row.aliases))

    def find(self, field: Field) -> list[Body]:
        """Return the bodies that a field names, in its order; names need capitals."""
        known = list(self._known(field))
        # A name of several words is sure; "NHS" may stand inside a longer one.
        taken = {
            at
            for body in known
            if body.last - body.first > 1
            for at in range(body.first, body.last)
        }
        others = [
            Body(field.slice(first, last), OTHER, first, last, False)
            for first, last in bodies.unlisted(field, taken)
        ]
        inside = {at for body in others for at in range(body.first, body.last)}
        kept = (body for body in known if body.first not in inside)
        return sorted([*kept, *others], key=lambda body: body.first)

    def _known(self, field: Field) -> Iterator[Body]:
        for found in self._lookup.find(field.text, field.read):
            first, last = found.first, found.last
            row = found.values[0]
            if not (field.caps[first] and field.caps[last - 1]):
                continue
            written = field.slice(first, last)
            if last - first == 1 and row.name.isupper() and not written.isupper():
                if row.kind != "union":  # papers write Unison and Napo
                    continue
                if len(written) < 4:
                    continue
            if row.is_wary and field.opens(first):
                continue
            yield Body(row.name, row.kind, first, last, not row.is_wary)


def known(organisations: Organisations, gazetteer: Gazetteer) -> Iterator[tuple[str, str, bool]]:
    """Yield every body that is known as (name, kind, whether to watch it).

    A sponsor whose name is not among these was on no list when it was first seen.
    Councils come under all the names that texts give them.
    """
    for row in organisations.rows:
        yield row.name, row.kind, row.is_watched
    for area in gazetteer.areas:
        if area.is_body:
            yield area.name, area.kind.replace(" ", "_"), False
        elif area.kind in COUNCILS:
            for form in _COUNCIL_FORMS:
                yield form.format(area.name), "council", False


_COUNCIL_FORMS = (
    *("{} Council", "{} County Council", "{} City Council", "{} Borough Council"),
    *("{} District Council", "{} Metropolitan Borough Council", "{} County Borough Council"),
    *("London Borough of {}", "Royal Borough of {}", "{} Islands Council", "City of {} Council"),
)
_OPTIONAL = ("aliases", "wary", "watch", "since", "until", "into")


@seedfiles.remembered
def load(path: Path) -> Organisations:
    """Return the bodies of a seed file.

    Raises:
        SeedError: with every fault at once.
    """
    data, faults = seedfiles.read(path)
    rows: list[tuple[int, Organisation]] = []
    taken: dict[str, int] = {}
    for row in data if isinstance(data, list) else [data]:
        if not isinstance(row, seedfiles.Row):
            faults.add(1, f"{row!r} is no body", "write '- {name: …, kind: …}'")
            continue
        if not faults.keys(row, ("name", "kind"), _OPTIONAL):
            continue
        _check(row, faults)
        one = _organisation(row)
        for name in (one.name, *one.aliases):
            first = taken.setdefault(name, row.line)
            if first != row.line:
                remedy = f"keep one; the first is on line {first}"
                faults.add(row.line, f"{name!r} stands twice", remedy)
        rows.append((row.line, one))
    names = {one.name for _, one in rows}
    for line, one in rows:
        for name in one.into:
            if name not in names:
                faults.add(line, f"no body is called {name!r}", "write the name of another row")
    faults.stop()
    return Organisations(one for _, one in rows)


def _check(row: seedfiles.Row, faults: seedfiles.Faults) -> None:
    """Note what is wrong with the values of one row."""
    if row["kind"] not in KINDS:
        remedy = f"choose one of {', '.join(sorted(KINDS))}"
        faults.add(row.line, f"no such kind {row['kind']!r}", remedy)
    for key in ("aliases", "into"):
        if not isinstance(row.get(key, []), list):
            faults.add(row.line, f"{key!r} is no list", "write [one, two]")
    for key in ("since", "until"):
        if key in row and not isinstance(row[key], int):
            faults.add(row.line, f"{key!r} is no year: {row[key]!r}", "write 2012")
    for key in ("wary", "watch"):
        if row.get(key, True) is not True:
            faults.add(row.line, f"{key!r} is not true", f"write '{key}: true' or leave it out")


def _organisation(row: seedfiles.Row) -> Organisation:
    """Return one row as a record; what is no list is left out."""

    def names(key: str) -> tuple[str, ...]:
        found = row.get(key, [])
        return tuple(map(str, found)) if isinstance(found, list) else ()

    return Organisation(
        name=str(row["name"]),
        aliases=names("aliases"),
        kind=str(row["kind"]),
        is_wary=row.get("wary") is True,
        is_watched=row.get("watch") is True,
        since=row.get("since"),
        until=row.get("until"),
        into=names("into"),
    )
