"""What a text says of a scheme besides its name: where, by whom, in how many places, for what."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from records import Claim
from themes.initiatives import amounts, sponsors
from themes.initiatives.organisations import Body, Organisations
from themes.initiatives.places import Gazetteer, Place
from themes.initiatives.stages import About, Stage
from themes.initiatives.steps import Step
from themes.text.fields import Field, Span

# A place in this company is where something was said, not where the scheme is.
_ELSEWHERE = re.compile(
    r"\b(?:met|meets?|meeting|conference|speaking|spoke|seminar|rally|visit(?:ed|s|ing)?(?: to)?"
    r"|born|sessions? begin|signed|told \w+|evidence from|unlike|copied from|based|sit(?:s|ting)?)"
    r"(?: next \w+)?(?: (?:in|at|from))? ?$",
    re.IGNORECASE,
)
_ACROSS = re.compile(r"\b(?:across|throughout|all over|all of|whole of)(?: the)? $", re.IGNORECASE)
Amounts = Callable[[str], Iterator[tuple[str, int, int]]]


@dataclass(frozen=True, slots=True)
class Scenery:
    """Places and bodies of the fields of one document."""

    places: dict[str, list[Place]]
    bodies: dict[str, list[Body]]
    places_by: dict[tuple[str, int], list[Place]]  # by field and sentence
    bodies_by: dict[tuple[str, int], list[Body]]

    @classmethod
    def of(
        cls, fields: tuple[Field, ...], gazetteer: Gazetteer, organisations: Organisations
    ) -> "Scenery":
        """Return what these fields name."""
        places = {field.name: gazetteer.find(field) for field in fields}
        bodies = {field.name: organisations.find(field) for field in fields}
        places_by: dict[tuple[str, int], list[Place]] = {}
        bodies_by: dict[tuple[str, int], list[Body]] = {}
        for field in fields:
            for place in places[field.name]:
                where = field.name, field.homes[place.first]
                places_by.setdefault(where, []).append(place)
            for body in bodies[field.name]:
                where = field.name, field.homes[body.first]
                bodies_by.setdefault(where, []).append(body)
        return cls(places, bodies, places_by, bodies_by)

    def barred(self, name: str) -> set[int]:
        """Return the words of a field that belong to places and to bodies of the seeds."""
        bodies = [body for body in self.bodies[name] if body.kind != "other"]
        found = [(place.first, place.last) for place in self.places[name]]
        found += [(body.first, body.last) for body in bodies]
        return {at for first, last in found for at in range(first, last)}


def gather(
    abouts: list[About], stage: Stage | None, told: Iterable[Step], scenery: Scenery
) -> tuple[Claim, ...]:
    """Return what these sentences say of a scheme; what contradicts stands side by side.

    Args:
        abouts: Sentences about it.
        stage: What they show.
        told: What they tell of it.
        scenery: Places and bodies of the document.
    """
    claims: list[Claim] = []
    near = [about for about in abouts if about.is_near]
    claims.extend(claim for about in abouts for claim in _areas(about, scenery))
    claims.extend(claim for about in abouts for claim in _sponsors(about, scenery))
    claims.extend(
        _counted("sites", near, amounts.sites) or _counted("sites", abouts, amounts.sites)
    )
    claims.extend(_counted("money", near, amounts.money))
    claims.extend(_counted("report", abouts, amounts.reports))
    claims.sort(key=lambda claim: (claim.field != "text", claim.start))
    claims[:0] = [_claim("step", one.step, one.about.field, one.start, one.stop) for one in told]
    if stage:
        first = _claim("stage", stage.stage, stage.about.field, stage.start, stage.stop)
        claims.insert(0, first)
    return tuple(dict.fromkeys(claims))


def _claim(what: str, value: str, field: Field, start: int, stop: int, role: str = "") -> Claim:
    quote = field.text[start:stop]
    return Claim(
        what=what, value=value, role=role, start=start, stop=stop, quote=quote, field=field.name
    )


def alias(name: str, span: Span) -> Claim:
    """Return another name of a scheme, and where it stands, as a claim."""
    read = span.field.read
    return _claim("alias", name, span.field, read.starts[span.first], read.stops[span.last - 1])


def _areas(about: About, scenery: Scenery) -> Iterator[Claim]:
    field = about.field
    where = field.name, about.home
    known = [body for body in scenery.bodies_by.get(where, ()) if body.kind != "other"]
    taken = {at for body in known for at in range(body.first, body.last)}
    for place in scenery.places_by.get(where, ()):
        if place.is_part or place.first in taken:
            continue
        start, stop = field.read.starts[place.first], field.read.stops[place.last - 1]
        leading = field.text[about.start : start]
        is_whole = place.area.kind == "nation" and not _ACROSS.search(leading)
        if not is_whole and not _ELSEWHERE.search(leading):
            yield _claim("area", place.area.name, field, start, stop)


def _sponsors(about: About, scenery: Scenery) -> Iterator[Claim]:
    for one in sponsors.find(about, scenery.bodies_by.get((about.field.name, about.home), [])):
        yield _claim("sponsor", one.name, about.field, one.start, one.stop, one.role)


def _counted(what: str, abouts: list[About], find: Amounts) -> list[Claim]:
    return [
        _claim(what, value, about.field, about.start + start, about.start + stop)
        for about in abouts
        for value, start, stop in find(about.text)
    ]
