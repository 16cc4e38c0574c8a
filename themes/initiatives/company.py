"""The company in which a sentence about a scheme names a body or a place, as signs to weigh.

The rules of ``sponsors`` and ``sites`` say whether it is behind the scheme, or the scheme there;
what they say is one sign, the words around are others.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from themes.initiatives import places, sites, sponsors
from themes.initiatives.evidence import Signs
from themes.initiatives.organisations import Body
from themes.initiatives.phrases import stem
from themes.initiatives.scenery import Scenery
from themes.initiatives.stages import About
from themes.text.fields import Field

BODY, PLACE = "body: ", "place: "  # before the signs of each
_BEFORE, _AFTER = 4, 5  # words around a name that are read; guess
_FAR_OFF = 3  # sentences from the scheme's name; further is all the same
# What a body does that the rules give no role, by its kind.
_ROLES = {
    "university": "evaluates",
    "audit": "evaluates",
    "inspection": "evaluates",
    "institute": "evaluates",
    "foundation": "funds",
    "funder": "funds",
}
_STUDIES = ("university", "institute", "research", "audit")


@dataclass(frozen=True, slots=True)
class Offer:
    """A body that may be behind a scheme, or a place where it may be, and the signs of that."""

    what: str  # sponsor or area
    name: str
    role: str
    field: Field
    start: int  # offsets in the field
    stop: int
    signs: Signs


@dataclass(frozen=True, slots=True)
class Company:
    """The bodies and places of a document, counted once for all of its schemes."""

    scenery: Scenery
    bodies: Counter[str]
    places: Counter[str]
    holders: frozenset[str]  # places that hold another one of the document

    @classmethod
    def of(cls, scenery: Scenery) -> "Company":
        """Return what stands around the schemes of a document."""
        named = [place for found in scenery.places_by.values() for place in found]
        return cls(
            scenery,
            Counter(body.name for found in scenery.bodies.values() for body in found),
            Counter(place.area.name for place in named),
            frozenset(name for place in named for name in place.area.parts_of),
        )

    def offers(self, abouts: Sequence[About], schemes: int) -> Iterator[Offer]:
        """Yield the bodies and places in the sentences about a scheme.

        Args:
            abouts: The sentences.
            schemes: How many schemes the document names.
        """
        homes: dict[str, list[int]] = {}
        for about in abouts:
            if about.is_near:
                homes.setdefault(about.field.name, []).append(about.home)
        for about in abouts:
            shared = _sentence(about, homes.get(about.field.name, [])) | {
                "schemes: one": float(schemes == 1)
            }
            yield from self._sponsors(about, shared)
            yield from self._areas(about, shared)

    def _sponsors(self, about: About, shared: Signs) -> Iterator[Offer]:
        field = about.field
        starts = field.read.starts
        free = [
            body
            for body in self.scenery.bodies_by.get((field.name, about.home), [])
            if about.start <= starts[body.first] < about.stop
            and not any(first <= starts[body.first] < past for first, past in about.names)
        ]
        for body, told in zip(free, sponsors.find(about, free), strict=True):
            signs = dict(shared)
            signs |= _words(about, body.first, body.last)
            signs[f"kind {body.kind}"] = signs[f"role {told.role or 'none'}"] = 1.0
            signs["others"] = min(len(free) - 1, 3) / 3
            signs["once"] = float(self.bodies[body.name] == 1)
            signs["of few"] = float(len(self.bodies) <= 2)
            role = told.role or _usual(body)
            yield Offer("sponsor", told.name, role, field, told.start, told.stop, _as(BODY, signs))

    def _areas(self, about: About, shared: Signs) -> Iterator[Offer]:
        where = about.field.name, about.home
        around = {
            at: body.kind
            for body in self.scenery.bodies_by.get(where, ())
            for at in range(body.first, body.last)
        }
        found = list(sites.find(about, self.scenery))
        found += self._framed(about, {*around})
        for one in found:
            place = one.place
            signs = dict(shared)
            signs |= _words(about, place.first, place.last)
            signs[f"kind {place.area.kind}"] = 1.0
            signs["told"] = float(one.is_told)
            signs["in its name"] = float(one.is_own)
            signs["part"] = float(place.is_part)
            signs["ordinary word"] = float(place.area.is_wary)
            signs["listed"] = float(one.is_listed)
            signs[f"in a body {around.get(place.first, 'none')}"] = 1.0
            signs["others"] = min(len(found) - 1, 4) / 4
            signs["once"] = float(self.places[place.area.name] == 1)
            signs["holds another"] = float(place.area.name in self.holders)
            signs["of few"] = float(len(self.places) <= 2)
            yield Offer("area", one.name, "", about.field, one.start, one.stop, _as(PLACE, signs))

    def _framed(self, about: About, taken: set[int]) -> Iterator[sites.Named]:
        """Yield what looks like a place that the seeds lack."""
        field = about.field
        if field.is_headline:
            return
        starts, stops = field.read.starts, field.read.stops
        first, past = bisect_left(starts, about.start), bisect_left(starts, about.stop)
        for place in self.scenery.places_by.get((field.name, about.home), ()):
            taken |= {*range(place.first, place.last)}
        for start, stop in about.names:
            taken |= {*range(bisect_left(starts, start), bisect_left(starts, stop))}
        for place in places.framed(field, first, past, taken):
            start, stop = starts[place.first], stops[place.last - 1]
            yield sites.Named(place.area.name, field, start, stop, place, is_told=False)


def _as(what: str, signs: Signs) -> Signs:
    return {what: 1.0} | {what + sign: size for sign, size in signs.items() if size}


def _usual(body: Body) -> str:
    """Return what bodies of a kind mostly do."""
    if any(word in body.name.lower() for word in _STUDIES):
        return "evaluates"
    return _ROLES.get(body.kind, "delivers")


def _sentence(about: About, homes: Sequence[int]) -> Signs:
    off = min((abs(home - about.home) for home in homes), default=_FAR_OFF)
    after = any(home <= about.home for home in homes)
    return {
        "near": float(about.is_near),
        "title": float(about.field.name == "title"),
        f"sentences off {min(off, _FAR_OFF)}": 1.0,
        "before its name": float(not after),
        "early": float(about.home < 2),
    }


def _words(about: About, first: int, last: int) -> Signs:
    """Return the words before a name and after it, the nearest also by themselves."""
    field = about.field
    words = field.read.words
    starts = field.read.starts
    begin = max(bisect_left(starts, about.start), first - _BEFORE)
    end = min(bisect_left(starts, about.stop), last + _AFTER)
    names = [
        at
        for past, stop in about.names
        for at in range(bisect_left(starts, past), bisect_left(starts, stop))
    ]
    read = {at: "(name)" if at in names else stem(words[at]) for at in range(begin, end)}
    signs = {f"b {read[at]}": 0.7 for at in range(begin, first)}
    signs |= {f"a {read[at]}": 0.7 for at in range(last, end)}
    signs[f"b1 {read.get(first - 1, '(start)')}"] = 1.0
    signs[f"a1 {read.get(last, '(end)')}"] = 1.0
    signs["possessive"] = float(field.text[field.read.stops[last - 1] :][:2] in {"'s", "’s"})
    if names:
        signs["after the name"] = float(names[0] < first)
    return signs
