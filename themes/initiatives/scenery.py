"""What stands around a scheme in a document: its places and its bodies, found once."""

from dataclasses import dataclass

from themes.initiatives import places
from themes.initiatives.organisations import Body, Organisations
from themes.initiatives.places import Gazetteer, Place
from themes.text.fields import Field

_SHORT = frozenset({"department", "ministry"})
_COUNCIL = frozenset({"council"})
_LONG = ("department for ", "department of ", "ministry of ")


@dataclass(frozen=True, slots=True)
class Scenery:
    """Places and bodies of the fields of one document."""

    places: dict[str, list[Place]]
    bodies: dict[str, list[Body]]
    places_by: dict[tuple[str, int], list[Place]]  # by field and sentence
    bodies_by: dict[tuple[str, int], list[Body]]
    text: Field

    @classmethod
    def of(
        cls, fields: tuple[Field, ...], gazetteer: Gazetteer, organisations: Organisations
    ) -> "Scenery":
        """Return what these fields name."""
        found = {field.name: gazetteer.find(field) for field in fields}
        bodies = {
            field.name: _with_places(field, organisations.find(field), found[field.name])
            for field in fields
        }
        bodies = {field.name: _with_meant(field, bodies) for field in fields}
        places_by: dict[tuple[str, int], list[Place]] = {}
        bodies_by: dict[tuple[str, int], list[Body]] = {}
        for field in fields:
            known = [body for body in bodies[field.name] if body.is_listed]
            taken = {at for body in known for at in range(body.first, body.last)}
            others = places.unlisted(field, found[field.name], taken)
            for place in sorted([*found[field.name], *others], key=lambda one: one.first):
                where = field.name, field.homes[place.first]
                places_by.setdefault(where, []).append(place)
            for body in bodies[field.name]:
                where = field.name, field.homes[body.first]
                bodies_by.setdefault(where, []).append(body)
        return cls(found, bodies, places_by, bodies_by, fields[-1])

    def barred(self, name: str) -> set[int]:
        """Return the words of a field that belong to places and to bodies of the seeds."""
        found = [(place.first, place.last) for place in self.places[name]]
        found += [(body.first, body.last) for body in self.bodies[name] if body.is_seeded]
        return {at for first, last in found for at in range(first, last)}


def _with_meant(field: Field, bodies: dict[str, list[Body]]) -> list[Body]:
    """Return the bodies of a field with "the department" and "the council".

    Each is the only one of its kind that the document names; of two nobody knows which.
    """
    own = bodies[field.name]
    every = [body for found in bodies.values() for body in found]
    taken = {at for body in own for at in range(body.first, body.last)}
    words = field.read.words
    meant = []
    for called, is_one in ((_SHORT, _is_department), (_COUNCIL, _is_council)):
        kinds = {body.name: body.kind for body in every if is_one(body)}
        if len(kinds) == 1:
            ((name, kind),) = kinds.items()
            meant += [
                Body(name, kind, at, at + 1, False)
                for at in range(1, len(words))
                if words[at] in called and words[at - 1] == "the" and at not in taken
            ]
    return sorted([*own, *meant], key=lambda body: body.first) if meant else own


def _is_department(body: Body) -> bool:
    return body.kind == "department" or body.name.lower().startswith(_LONG)


def _is_council(body: Body) -> bool:
    return body.kind == "council"


def _with_places(field: Field, bodies: list[Body], found: list[Place]) -> list[Body]:
    """Return the bodies with those known by their place: Kent Police, Fife Council."""
    ends = {body.first: body.last for body in bodies if body.is_seeded}
    local = [
        Body(place.area.name, place.area.kind.replace(" ", "_"), place.first, place.last, False)
        for place in found
        if place.area.is_body and ends.get(place.first, 0) < place.last
    ]
    if not local and not found:
        return bodies
    inside = {at for body in local for at in range(body.first, body.last)}
    inland = {at for place in found for at in range(place.first, place.last)}
    councils = {place.first for place in found if place.area.kind in places.COUNCILS}
    kept = list(local)
    for body in bodies:
        words = range(body.first, body.last)
        if not inside.isdisjoint(words):
            continue
        if not body.is_listed and inland.issuperset(words):
            continue  # a contract with Kent
        if body.is_listed:
            kept.append(body)
        else:
            is_council = field.read.words[body.last - 1].startswith("council")
            is_known = is_council and not councils.isdisjoint(words)
            kept.append(Body(body.name, "council", *body.words, False) if is_known else body)
    return sorted(kept, key=lambda body: body.first)
