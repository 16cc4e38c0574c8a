"""The schemes that are known, and where a text names one of them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from records import Initiative
from themes.initiatives import catalogue
from themes.initiatives.catalogue import NO_CAUTION, Caution, spoken
from themes.initiatives.names import WEAK, is_acronym, key, singular, word_set
from themes.text.fields import Field
from themes.text.lookup import Found, Lookup
from themes.text.words import tokens

# Guess: an acronym of so few letters is somebody else's too (CPA, RPA).
_SHORT_ACRONYM = 4
_NEAR_WORDS = 40  # guess: words on either side that count as company
# Next to a name these say that it is a scheme.
SCHEME_WORDS = word_set(
    "programme program scheme pilot pathfinder trailblazer vanguard pioneer initiative project "
    "policy regime duty review inspection legislation bill act area site wave agenda"
)


@dataclass(frozen=True, slots=True)
class Known:
    """A known scheme named in a text: the words first to last - 1 of one field."""

    field: Field
    first: int
    last: int
    initiative: Initiative
    is_full: bool  # False: an acronym or another name that needed company


class Register:
    """The schemes that are known: seeded ones and those found so far."""

    def __init__(
        self, initiatives: Iterable[Initiative], cautions: dict[str, Caution] | None = None
    ) -> None:
        self.initiatives = tuple(initiatives)
        self._cautions = cautions or {}
        self._by_id = {row.initiative_id: row for row in self.initiatives}
        self._by_key: dict[tuple[str, ...], Initiative] = {}
        for row in self.initiatives:
            for name in (row.name, *row.aliases):
                self._by_key.setdefault(key(name), row)
        self._lookup = Lookup(_forms(self.initiatives))

    def get(self, initiative_id: str) -> Initiative | None:
        """Return the scheme with this id, if it is known."""
        return self._by_id.get(initiative_id)

    @property
    def keys(self) -> Collection[tuple[str, ...]]:
        """The keys of all names that are known: see ``names.key``."""
        return self._by_key.keys()

    def lookup(self, name: str) -> Initiative | None:
        """Return the scheme that a name means, however it is written."""
        return self._by_key.get(key(name))

    def find_known(self, fields: Iterable[Field]) -> list[Known]:
        """Return where a text names known schemes, in its order.

        A name in capitals counts, or next to a word such as programme. Names that are
        ordinary words or short acronyms count only in company: seeds say which, and of
        names found since, those of one word.
        """
        fields = tuple(fields)
        sure: list[Known] = []
        unsure: list[tuple[Field, Found[tuple[Initiative, str]]]] = []
        for field in fields:
            for found in self._lookup.find(field.text, field.read):
                known = self._judge(field, found)
                if known is None:
                    unsure.append((field, found))
                else:
                    sure.append(known)
        named = {known.initiative.initiative_id for known in sure}
        for field, found in unsure:
            sure.extend(self._in_company(field, found, named))
        order = {id(field): at for at, field in enumerate(fields)}
        return sorted(sure, key=lambda known: (order[id(known.field)], known.first))

    def _judge(self, field: Field, found: Found[tuple[Initiative, str]]) -> Known | None:
        """Return the scheme if the name alone is proof enough."""
        for row, name in found.values:
            caution = self._cautions.get(row.initiative_id, NO_CAUTION)
            if _is_wary(row, name, caution):
                continue
            is_loose = spoken(name) in caution.loose
            if (is_loose or name[0].islower()) and _is_inside(field, found.first):
                continue
            if is_loose or _is_written(field, found, name):
                return Known(field, found.first, found.last, row, True)
        return None

    def _in_company(
        self, field: Field, found: Found[tuple[Initiative, str]], named: set[str]
    ) -> Iterator[Known]:
        rows = sorted(found.values, key=lambda value: value[0].initiative_id not in named)
        for row, name in rows:
            caution = self._cautions.get(row.initiative_id, NO_CAUTION)
            if not _is_wary(row, name, caution):
                if row.initiative_id in named and spoken(name) in _spoken_names(row):
                    yield Known(field, found.first, found.last, row, False)
                    return
                continue
            has_capitals = _has_capitals(field, found.first, found.last, name)
            if has_capitals and (
                row.initiative_id in named
                or _has_scheme_word(field, found)
                or _has_near(field, found, caution)
            ):
                yield Known(field, found.first, found.last, row, False)
                return


def _forms(rows: Iterable[Initiative]) -> Iterator[tuple[str, tuple[Initiative, str]]]:
    """Yield every name of every scheme, in the singular and the plural."""
    for row in rows:
        for name in dict.fromkeys((row.name, *row.aliases)):
            yield name, (row, name)
            words = tokens(name).words
            last = words[-1] if words else ""
            if is_acronym(name):
                other = name.removesuffix("s") if name.endswith("s") else name + "s"
                yield other, (row, name)
            elif singular(last) != last:
                yield " ".join([*words[:-1], singular(last)]), (row, name)
            elif len(words) > 1 and last.isalpha():
                yield " ".join([*words[:-1], last + "s"]), (row, name)


def _spoken_names(row: Initiative) -> set[str]:
    return {spoken(name) for name in (row.name, *row.aliases) if len(key(name)) > 1}


def _is_wary(row: Initiative, name: str, caution: Caution) -> bool:
    if spoken(name) in caution.wary:
        return True
    if is_acronym(name):
        return len(name.removesuffix("s")) <= _SHORT_ACRONYM
    return not row.is_seeded and len(tokens(name)) == 1


def _is_written(field: Field, found: Found[tuple[Initiative, str]], name: str) -> bool:
    """Return whether the name is written as a name: capitals, quotes or a scheme word by it."""
    if _has_capitals(field, found.first, found.last, name):
        return True
    if is_acronym(name) or found.last - found.first < 2:
        return False
    return field.is_quoted(found.first, found.last) or _has_scheme_word(field, found)


def _is_inside(field: Field, first: int) -> bool:
    """Return whether capitals right before make it part of another name."""
    if field.is_headline or not first or field.opens(first) or not field.caps[first]:
        return False
    return field.caps[first - 1] and field.gap(first - 1) == " " and not field.opens(first - 1)


def _has_capitals(field: Field, first: int, last: int, name: str) -> bool:
    """Return whether the words that have capitals in the name have them here too."""
    written = field.slice(first, last)
    if is_acronym(name):
        return is_acronym(written)
    seeded = tokens(name)
    wants = [
        at
        for at in range(last - first)
        if field.read.words[first + at] not in WEAK
        and len(field.read.words[first + at]) > 3
        and (at >= len(seeded) or name[seeded.starts[at]].isupper() or not name[0].isupper())
    ]
    if not wants:
        return field.caps[first]
    got = sum(field.caps[first + at] for at in wants)
    if len(wants) > 2:  # "Community Right to challenge"
        return got >= len(wants) - 1 and field.caps[first + wants[0]]
    return got == len(wants)


def _has_scheme_word(field: Field, found: Found[tuple[Initiative, str]]) -> bool:
    """Return whether programme, pilot … stands right after the name, or "scheme called" before."""
    after = field.read.words[found.last : found.last + 1]
    if after and singular(after[0]) in SCHEME_WORDS:
        return not set(field.gap(found.last - 1)) & set(".,;:!?()\n")
    before = field.read.words[max(found.first - 2, 0) : found.first]
    return "called" in before or ("as" in before[-1:] and "known" in before)


def _has_near(field: Field, found: Found[tuple[Initiative, str]], caution: Caution) -> bool:
    start = max(found.first - _NEAR_WORDS, 0)
    around = field.read.words[start : found.last + _NEAR_WORDS]
    own = range(found.first - start, found.last - start)
    text = " " + " ".join(" " if at in own else word for at, word in enumerate(around)) + " "
    return any(f" {words} " in text for words in caution.near)


def load(path: Path, found: Iterable[Initiative] = ()) -> Register:
    """Return the register of a seed file, with the schemes found since.

    Args:
        path: seeds/initiatives.yaml.
        found: What the warehouse knows; its stages win over those of the seeds.

    Raises:
        SeedError: with every fault at once.
    """
    rows = catalogue.rows(path)
    seeded = {row.initiative_id: row for row, _ in rows}
    known = {row.initiative_id: row for row in found}
    return Register(
        {**seeded, **known}.values(), {row.initiative_id: caution for row, caution in rows}
    )
