"""UK places that a text names, where they stand, and what only looks like one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import seedfiles
from themes.initiatives import areas
from themes.initiatives.areas import COUNCILS, KINDS, NATIONS, Area
from themes.initiatives.names import word_set
from themes.text.fields import Field
from themes.text.lookup import Lookup

__all__ = ["COUNCILS", "KINDS", "NATIONS", "Area", "Gazetteer", "Place", "load"]

# After these an ordinary word is a place: "in Reading", "from Bury to Deal".
_BEFORE = word_set(
    "in at near from to across around throughout outside between for of covers cover covering "
    "joins reaches reach within serving"
)
# Before these it is one too: "Reading Council", "Bury borough", "Kent's".
_AFTER = word_set("council councils borough county city district nhs hospital police mp school")
# With these a place is part of a longer name and still the place.
_PUBLIC = word_set(
    "council councils city county borough district metropolitan royal upper lower greater north "
    "south east west central nhs mayor mayoral combined unitary town parish hospital hospitals"
)
# Behind these stands a person, whatever the next word may be: Mrs Kent, Dr Peter Reading.
_TITLES = word_set(
    "mr mrs ms miss dr prof professor sir dame lord lady baroness baron councillor cllr bishop "
    "rev judge captain father sister"
)
# Words that open a sentence before a place; any other capital there is a first name.
_OPENERS = word_set(
    "in at across from to for and but both when while as if though unlike like around near within "
    "outside over of on with after before between by since until only not now then so yet even "
    "also today here there where why what how who which that this these neither either"
)
# University of Kent, Bank of England, Church in Wales.
_LONGER = word_set(
    "university bank church college bishop duke earl diocese isle institute school academy "
    "archbishop prince princess duchess battle port friends"
)
# Between the items of a list, bullets and lines too.
_LISTED = re.compile(r"[\s,;/•*·–—-]{0,8}(?:(?:and|&|or|plus)[ \n])?[•*·–—-]{0,2} ?")
_UNLISTED = "place"  # kind of an area that no seed has
_NO_PLACE = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december ministers staff unions labour "
    "conservative tory plaid snp christmas easter i parliament whitehall brussels"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a text: the words first to last - 1 of a field."""

    area: Area
    first: int
    last: int
    is_part: bool  # inside a longer name: University of Kent, Kent Street


class Gazetteer:
    """The places that are known, and where a text names them."""

    def __init__(self, rows: Iterable[Area]) -> None:
        self.areas = tuple(rows)
        self._by_name = {area.name: area for area in self.areas}
        self._lookup = Lookup((name, area) for area in self.areas for name in area.names())

    def get(self, name: str) -> Area | None:
        """Return the area that the seed file calls so; None: there is none."""
        return self._by_name.get(name)

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
        """Return the places that a field names, in its order; names need capitals.

        An ordinary word such as Reading counts in company: after "in", or in a list of places.
        """
        sure: list[Place] = []
        unsure: list[Place] = []
        for found in self._lookup.find(field.text, field.read):
            first, last = found.first, found.last
            if not (field.caps[first] and field.caps[last - 1]):
                continue
            area = found.values[0]
            place = Place(area, first, last, _is_part(field, first, last))
            is_sure = not area.is_wary or _is_placed(field, first, last)
            (sure if is_sure else unsure).append(place)
        if not unsure:
            return sure
        return sorted([*sure, *_in_list(field, sure, unsure)], key=lambda place: place.first)


def is_listed(field: Field, one: int, other: int) -> bool:
    """Return whether only a comma, a bullet or an "and" stands between two places of words.

    Args:
        field: Where they stand.
        one: Just past the last word of the first.
        other: The first word of the second.
    """
    start, stop = field.read.stops[one - 1], field.read.starts[other]
    gap = field.text[start:stop]
    return gap.strip(" ") != "" and len(gap) < 20 and bool(_LISTED.fullmatch(gap))


def _in_list(field: Field, sure: list[Place], unsure: list[Place]) -> list[Place]:
    """Return those unsure places that stand in one list with a sure one."""
    places = sorted([*sure, *unsure], key=lambda place: place.first)
    known = {place.first for place in sure}
    for row in (places, places[::-1]):
        for one, other in pairwise(row):
            left, right = (one, other) if one.first < other.first else (other, one)
            is_next = one.first in known and is_listed(field, left.last, right.first)
            if is_next and _is_line(field, left, right):
                known.add(other.first)
    return [place for place in unsure if place.first in known]


def _is_line(field: Field, left: Place, right: Place) -> bool:
    """Return whether places on two lines without bullets are all that the second line has."""
    start, stop = field.read.stops[left.last - 1], field.read.starts[right.first]
    gap = field.text[start:stop]
    end = field.read.stops[right.last - 1]
    after = field.text[end : end + 1]
    return "\n" not in gap or bool(gap.strip(" \n")) or after in {"", "\n"}


def unlisted(field: Field, known: list[Place], taken: set[int]) -> list[Place]:
    """Return places on no list that stand in one list with places that are on it.

    "In Alloa and Tillicoultry" names two, whether or not the seeds have the second.

    Args:
        field: Where to look.
        known: Its places, in order.
        taken: Words that belong to bodies and to schemes.
    """
    taken = taken | {at for place in known for at in range(place.first, place.last)}
    found = []
    anchored = stop = 0  # just past the list that a word such as "in" began, so far
    for place in (one for one in known if not one.is_part):
        first, last = _before(field, place.first, taken), 0
        if first and field.read.words[first - 1] in _BEFORE:
            last = _run(field, first, taken)
            if last and is_listed(field, last, place.first):
                found.append(_new(field, first, last, place))
                anchored = place.last
        is_begun = _is_placed(field, place.first, place.last)
        if is_begun or (anchored and is_listed(field, anchored, place.first)):
            anchored = place.last
        if anchored != place.last:
            continue
        at = place.last
        while at < len(field.read) - 1 and field.read.words[at] == "and":
            at += 1
        stop = _run(field, at, taken) if at < len(field.read) and not field.opens(at) else 0
        if stop and is_listed(field, place.last, at):
            found.append(_new(field, at, stop, place))
            anchored = stop
    return found


def framed(field: Field, first: int, past: int, taken: set[int]) -> list[Place]:
    """Return capitals that a word such as "in" makes look like a place, whatever they are.

    Args:
        field: Where to look.
        first: The first word of a sentence.
        past: Just past its last.
        taken: Words of places, bodies and schemes.
    """
    found: list[Place] = []
    at = first + 1
    while at < past:
        is_next = bool(found) and is_listed(field, found[-1].last, at)
        last = 0
        if field.caps[at] and (is_next or field.read.words[at - 1] in _FRAMES):
            last = _run(field, at, taken) if field.gap(at - 1) in _GAPS else 0
        if last:
            found.append(Place(Area(field.slice(at, last), (), _UNLISTED, ""), at, last, False))
        at = max(last, at + 1)
    return found


_FRAMES = word_set("in at across near around throughout serving")
_GAPS = frozenset({" ", ", "})


def _new(field: Field, first: int, last: int, beside: Place) -> Place:
    area = Area(field.slice(first, last), (), _UNLISTED, beside.area.nation)
    return Place(area, first, last, False)


def _before(field: Field, first: int, taken: set[int]) -> int:
    """Return where the capitals begin that a list has before a place; 0: there are none."""
    words, caps = field.read.words, field.caps
    at = first - 1
    if at > 0 and words[at] == "and":
        at -= 1
    if at < 1 or not caps[at] or at in taken or field.homes[at] != field.homes[first]:
        return 0
    return at - 1 if caps[at - 1] and field.gap(at - 1) == " " and at > 1 else at


def _run(field: Field, at: int, taken: set[int]) -> int:
    """Return just past one or two capitals that could be a place; 0: they could not."""
    words, caps = field.read.words, field.caps
    last = at
    while last < len(words) and caps[last] and last not in taken and last - at < 3:
        if last > at and field.gap(last - 1) not in {" ", "-"}:
            break
        if words[last] in _NO_PLACE or words[last] in _TITLES or words[last] in _OPENERS:
            return 0
        if field.slice(last, last + 1).isupper():
            return 0
        last += 1
    joins = last < len(words) and last in taken and field.gap(last - 1) in {" ", "-"}
    if last == at or last - at == 3 or joins:
        return 0
    ends = field.gap(last - 1)[:1] in {",", ".", ";", ":", ")", "", "\n"}
    after = words[last] if last < len(words) else ""
    return last if ends or after in _GOING_ON else 0


_GOING_ON = word_set(
    "and or have has had will would are is were was from since until where with share shares work "
    "works take takes get gets start starts began begin by for in on to at who which"
)


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
    words, caps = field.read.words, field.caps
    if first and words[first - 1] in _TITLES and field.gap(first - 1) in {" ", ". "}:
        return True
    if field.is_headline:
        return False
    if last < len(words) and caps[last] and field.gap(last - 1) in {" ", "-"}:
        return words[last] not in _PUBLIC
    if first == 0 or field.gap(first - 1) not in {" ", "-"}:
        return False
    if caps[first - 1]:
        if field.opens(first - 1):
            return words[first - 1] not in _OPENERS and words[first - 1] not in _PUBLIC
        return words[first - 1] not in _PUBLIC
    is_of = words[first - 1] in {"of", "for"} and first > 1
    return is_of and caps[first - 2] and words[first - 2] in _LONGER


@seedfiles.remembered
def load(path: Path) -> Gazetteer:
    """Return the places of a seed file.

    Raises:
        SeedError: with every fault at once.
    """
    return Gazetteer(areas.load(path))
