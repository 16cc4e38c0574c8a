"""To which scheme each name of a document belongs, and what one scheme is to another."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from records import Claim, Mention
from themes.initiatives import succession
from themes.initiatives.aboutness import Named
from themes.initiatives.claims import Scenery
from themes.initiatives.names import initiative_id, is_generic
from themes.initiatives.register import Register
from themes.initiatives.resemblance import of_initials
from themes.initiatives.succession import Relation, Side
from themes.initiatives.succession_cues import FORMERLY
from themes.text.fields import Field

_RENAMED = "renamed"
_BESIDE = 0.8  # confidence in a name that only its other name vouches for; guess
_WHY = "said to be another name of it"
_LEAST_LETTERS = 3  # of initials that are no chance


@dataclass(slots=True)
class Settled:
    """The schemes of a document, by id, and what it says of their names."""

    found: dict[str, Named]
    claims: dict[str, list[Claim]] = field(default_factory=dict)

    def tell(self, key: str, mention: Mention) -> Mention:
        """Return what is said of a scheme, with its id and what is said of its names.

        That it was renamed is a step of its life only where the document is about it.
        """
        steps = mention.values("step")
        more = tuple(
            claim
            for claim in self.claims.get(key, ())
            if claim.what != "step" or (mention.is_main and claim.value not in steps)
        )
        return replace(mention, initiative_id=key, claims=(*mention.claims, *more))


def settle(
    found: dict[str, Named], register: Register, read: Iterable[Field], scenery: Scenery
) -> Settled:
    """Return the schemes that a document names, each once.

    Left out is what people refused. A name that many bodies use is of the scheme of the place
    that stands by it. What was renamed is one scheme, under the id that it had: the new name
    becomes another name. A scheme that replaces another, or builds on it, stays apart.

    Args:
        found: The schemes by id, as the register and the looks of their names tell them.
        register: What is known already.
        read: Title and text.
        scenery: The places of the document.
    """
    fields = tuple(read)
    settled = Settled({})
    for initiative_key, one in found.items():
        key = _owned(initiative_key, one, register, scenery)
        if _is_refused(key, one, register):
            continue
        if same := settled.found.get(key):
            same.spans += [span for span in one.spans if span not in same.spans]
            same.aliases |= one.aliases
        else:
            settled.found[key] = one
    _join_short_forms(settled.found)
    named = [(key, span) for key, one in settled.found.items() for span in one.spans]
    moved: dict[str, str] = {}
    for relation in succession.find(fields, named):
        _relate(settled, moved, relation, register)
    return settled


def _join_short_forms(found: dict[str, Named]) -> None:
    """Make each new name that is the initials of one other scheme of the text a name of it.

    "Right to Control" and "RtC" are one however the text defines it. Two letters, and initials
    of two schemes, are left alone.
    """
    for key, short in list(found.items()):
        if short.initiative or not _is_short_form(short.name):
            continue
        owners = [
            other
            for other, one in found.items()
            if other != key
            and any(
                " " in name and of_initials(short.name, name) for name in (one.name, *one.aliases)
            )
        ]
        if len(owners) == 1:
            _with(found[owners[0]], found.pop(key))


def _is_short_form(name: str) -> bool:
    capitals = sum(map(str.isupper, name))
    return name.isalnum() and len(name) >= _LEAST_LETTERS and capitals > len(name) / 2


def _is_refused(key: str, one: Named, register: Register) -> bool:
    row = one.initiative or register.get(key) or register.only(one.name)
    return row is not None and row.is_refused


def _owned(key: str, one: Named, register: Register, scenery: Scenery) -> str:
    """Return the id of a scheme; one with a name that many bodies use is of its place.

    "The Night Nurses Pilot in Hull" is the Hull Night Nurses Pilot, if that is known.
    """
    if one.initiative:
        return key
    place = _place(one, scenery)
    row = register.lookup(f"{place} {one.name}") if place else None
    if row is None and is_generic(one.name):
        key = initiative_id(f"{place} {one.name}") if place else key
        row = register.get(key) if place else register.only(one.name)
    if row is not None:
        one.aliases.setdefault(one.name, one.in_order()[0])
        one.name, one.initiative, key = row.name, row, row.initiative_id
    return key


def _place(one: Named, scenery: Scenery) -> str:
    """Return the only place by a name, in the title or in all of the text; empty: none."""
    spans = one.in_order()
    near = [
        place
        for span in spans[:1]
        for place in scenery.places_by.get((span.field.name, span.field.homes[span.first]), ())
    ]
    everywhere = [place for places in scenery.places.values() for place in places]
    for places in (near, scenery.places.get("title", []), everywhere):
        names = {
            place.area.name for place in places if place.area.kind != "nation" and not place.is_part
        }
        if names:
            return names.pop() if len(names) == 1 else ""
    return ""


def _relate(
    settled: Settled, moved: dict[str, str], relation: Relation, register: Register
) -> None:
    """Keep what a relation says, and make one of what it calls one."""
    later, new = _scheme(settled, moved, relation.later, register)
    earlier, old = _scheme(settled, moved, relation.earlier, register)
    if later == earlier:
        return
    is_renaming = relation.what == FORMERLY
    if not is_renaming or (new.initiative and old.initiative):  # two of the register stay two
        if later in settled.found:
            _claim(settled, later, relation, relation.what, old.name)
        return
    is_news = relation.is_event or old.initiative is not None
    kept = later if new.initiative else earlier
    old_name, whole = old.name, _joined(new, old)
    for key in {later, earlier} - {kept}:
        moved[key] = kept
        settled.found.pop(key, None)
        settled.claims.setdefault(kept, []).extend(settled.claims.pop(key, []))
    settled.found[kept] = whole
    _claim(settled, kept, relation, FORMERLY, old_name)
    if is_news:
        _claim(settled, kept, relation, "step", _RENAMED)


def _scheme(
    settled: Settled, moved: dict[str, str], side: Side, register: Register
) -> tuple[str, Named]:
    """Return the scheme of one side, by its id; one that nothing else found is made."""
    if side.owner:
        key = moved.get(side.owner, side.owner)
        return key, settled.found[key]
    name = " ".join(side.span.written.replace("’", "'").split())
    row = register.lookup(name)
    key = row.initiative_id if row else initiative_id(name)
    made = Named(row.name if row else name, row, _BESIDE, (_WHY,), [side.span])
    return key, settled.found.get(key, made)


def _joined(new: Named, old: Named) -> Named:
    """Return two names of one scheme as one: the register's, or else the new one."""
    return _with(*((old, new) if old.initiative else (new, old)))


def _with(kept: Named, gone: Named) -> Named:
    """Return a scheme with the names and places of another, which it is."""
    kept.aliases |= {gone.name: gone.in_order()[0]} | gone.aliases
    kept.spans += [span for span in gone.spans if span not in kept.spans]
    kept.confidence = max(kept.confidence, gone.confidence)
    return kept


def _claim(settled: Settled, key: str, relation: Relation, what: str, value: str) -> None:
    text = relation.later.span.field
    claim = Claim(
        what=what,
        value=value,
        role="",
        start=relation.start,
        stop=relation.stop,
        quote=text.text[relation.start : relation.stop],
        field=text.name,
    )
    if claim not in settled.claims.setdefault(key, []):
        settled.claims[key].append(claim)
