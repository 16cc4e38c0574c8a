"""What a text says of a scheme besides its name: where, by whom, in how many places, for what."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from records import Claim
from themes.initiatives import amounts, people, places, sponsors
from themes.initiatives.organisations import Body, Organisations
from themes.initiatives.places import Gazetteer, Place
from themes.initiatives.stages import About, Stage
from themes.text.fields import Field, Span

# A place in this company is where something was said, not where the scheme is.
_ELSEWHERE = re.compile(
    r"\b(?:(?:(?:[Mm]et|[Mm]eets?|[Mm]eetings?|conference|[Ss]peaking|[Ss]poke|seminar|[Rr]ally|told"
    r"|visit(?:ed|s|ing)?|born|sessions?|signed|signs|based|sits?|sitting|take evidence|debate"
    r"|hearing|unveiled|held|explain\w*)(?: [a-z]+){0,5}?"
    r"|(?:company|firm|officers?|lady|woman|man|landlord|members?|hostel|hotel|delegates|branch(?:es)?"
    r"|councillors?|stewards|[Mm]inisters|opposition|taken|said|says|chief executive|chief"
    r"|[Nn]obody|evidence)(?: [a-z]+){0,1}?"
    r") (?:in|at|from|to|outside|on|of)|[Uu]nlike|copied from|learn(?:ed|t|ing)? from|find)"
    r" (?:the |schemes in |those in )?$"
)
_GOVERNMENT = re.compile(r"\b(?:from|outside|for|nobody in|people in|leave|orders from) $")
_ACROSS = re.compile(
    r"\b(?:across|throughout|all over|all of|whole of|everywhere in|every \w+(?: \w+)? in"
    r"|(?:England|Scotland|Wales),? and)(?: the)? $",
    re.IGNORECASE,
)
# Sentences so many after the last with the name may still speak of it; guess.
_FURTHEST = 30
_HEADED = 12  # sentences of a text whose title alone names it; guess
_THE_SCHEME = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hese|[Ii]ts|[Ee]ach|[Bb]oth|[Ss]uch) (?:\w+ )?"
    r"(?:scheme|pilots?|programme|project|trial|fund|deal|bill|initiative|contract|sites?|hubs?"
    r"|(?:pilot )?areas?|wave|round|pathfinders?|charter|compact|taskforce|vanguards?|trailblazers?)\b"
    r"|\b(?:[Ss]ites|[Pp]ilots|[Pp]rogrammes|[Bb]ids|[Aa]pplications) (?:are|will|have|were)\b"
    r"|\b(?:those|places|areas|councils) (?:invited|chosen|selected|named|picked|shortlisted)\b"
)
_BULLET = re.compile(r"^[^\w\n“‘\"'(£]{0,6}(?:\d{1,2}[.)] )?")
_ITEMS = 80  # lines read of a list under a sentence about a scheme
_ITEM = 160  # characters; a longer line is prose
Amounts = Callable[[str], Iterator[tuple[str, int, int]]]


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
    councils = {place.first for place in found if place.area.kind in places.COUNCILS}
    kept = list(local)
    for body in bodies:
        words = range(body.first, body.last)
        if not inside.isdisjoint(words):
            continue
        if body.is_listed:
            kept.append(body)
        else:
            is_council = field.read.words[body.last - 1].startswith("council")
            is_known = is_council and not councils.isdisjoint(words)
            kept.append(Body(body.name, "council", *body.words, False) if is_known else body)
    return sorted(kept, key=lambda body: body.first)


def further(abouts: list[About], others: set[tuple[str, int]], text: Field) -> list[About]:
    """Return sentences further off that speak of "the scheme", as long as it is this one.

    Args:
        abouts: Sentences about the scheme that a document is about.
        others: Sentences with the names of other schemes, as (field, index).
        text: The text of the document.
    """
    near = {about.home for about in abouts if about.is_near and about.field is text}
    done = {about.home for about in abouts if about.field is text}
    is_headed = not near  # only the title names it: the text goes on from there
    first, last = (min(near), max(near) + _FURTHEST) if near else (0, _HEADED)
    found = []
    is_ours = is_headed
    for home in range(first, min(len(text.sentences), last)):
        is_ours = home in near or (is_ours and (text.name, home) not in others)
        if is_ours and home not in done:
            start, stop = text.bounds(home)
            if is_headed or _THE_SCHEME.search(text.text, start, stop):
                found.append(About(text, home, start, stop, False))
    return found


def gather(abouts: list[About], stage: Stage | None, scenery: Scenery) -> tuple[Claim, ...]:
    """Return what these sentences say of a scheme; what contradicts stands side by side.

    Args:
        abouts: Sentences about it.
        stage: What they show.
        scenery: Places and bodies of the document.
    """
    claims: list[Claim] = []
    near = [about for about in abouts if about.is_near]
    far = [about for about in abouts if not about.is_near]
    for about in abouts:
        claims.extend(_areas(about, scenery))
        claims.extend(_sponsors(about, scenery))
        claims.extend(_people(about, scenery))
    claims.extend(_listed(abouts, scenery))
    claims.extend(
        [*_named_sites(near), *_counted("sites", near, amounts.sites)]
        or _counted("sites", abouts, amounts.sites)
    )
    claims.extend(_counted("money", near, amounts.money))
    claims.extend(_counted("money", far, amounts.spent))
    claims.extend(_counted("report", abouts, amounts.reports))
    claims.sort(key=lambda claim: (claim.field != "text", claim.start))
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
    found = scenery.places_by.get(where, [])
    seeded = [body for body in scenery.bodies_by.get(where, ()) if body.is_seeded]
    taken = {at for body in seeded for at in range(body.first, body.last)}
    is_list = field.text[: about.stop].rstrip().endswith(":")
    last, was_elsewhere, is_nation = -1, False, False
    for place in found:
        start, stop = field.read.starts[place.first], field.read.stops[place.last - 1]
        if not about.start <= start < about.stop or place.first in taken:
            continue
        leading = field.text[max(about.start, start - 80) : start]
        goes_on = last > 0 and places.is_listed(field, last, place.first)
        goes_on = goes_on and not is_nation
        is_elsewhere = was_elsewhere if goes_on else _is_elsewhere(place, leading)
        last, was_elsewhere = place.last, is_elsewhere
        is_nation = place.area.kind == "nation"
        own = any(first <= start < past for first, past in about.names)
        if own:
            is_told = not place.area.is_wary and place.area.kind != "nation"
        else:
            is_told = not place.is_part and not is_elsewhere
            is_told = is_told and not (is_list and place.area.kind == "region")
        if is_told:
            yield from _area_claims(field, place)


def _is_elsewhere(place: Place, leading: str) -> bool:
    if place.area.kind == "nation" and not _ACROSS.search(leading):
        return True
    if place.area.name == "London" and _GOVERNMENT.search(leading):
        return True
    return _ELSEWHERE.search(leading) is not None


def _area_claims(field: Field, place: Place) -> Iterator[Claim]:
    """Yield the place, or of a body known by its place the places in its name."""
    start, stop = field.read.starts[place.first], field.read.stops[place.last - 1]
    written = field.text[start:stop]
    names = (place.area.name,)
    if place.area.is_body:
        names = tuple(name for name in place.area.covers if name in written)
    for name in names:
        yield _claim("area", name, field, start, stop)


def _listed(abouts: list[About], scenery: Scenery) -> Iterator[Claim]:
    """Yield the places of the lines under a sentence that ends in a colon."""
    done = {(about.field.name, about.home) for about in abouts}
    for about in abouts:
        field, home = about.field, about.home
        is_opened = field.text[: about.stop].rstrip().endswith(":")
        for item in range(home + 1, min(home + _ITEMS, len(field.sentences))):
            start, stop = field.sentences[item]
            line = field.text[start:stop]
            bullet = _BULLET.match(line)
            skipped = bullet.end() if bullet else 0
            found = [place for place in scenery.places_by.get((field.name, item), ())]
            first = next((place for place in found if not place.is_part), None)
            if item == home + 1 and not (skipped or is_opened):
                break
            begins = first and field.read.starts[first.first] - start <= skipped + 4
            if stop - start > _ITEM or not (skipped or begins):
                break
            if begins and (field.name, item) not in done:
                done.add((field.name, item))
                for place in found:
                    if not place.is_part:
                        yield from _area_claims(field, place)


def _sponsors(about: About, scenery: Scenery) -> Iterator[Claim]:
    bodies = scenery.bodies_by.get((about.field.name, about.home), [])
    starts = about.field.read.starts
    free = [
        body
        for body in bodies
        if about.start <= starts[body.first] < about.stop
        and not any(first <= starts[body.first] < past for first, past in about.names)
    ]
    for one in sponsors.find(about, free):
        yield _claim("sponsor", one.name, about.field, one.start, one.stop, one.role)


def _people(about: About, scenery: Scenery) -> Iterator[Claim]:
    field = about.field
    where = field.name, about.home
    read = field.read
    spans = [
        (read.starts[one.first], read.stops[one.last - 1])
        for one in (*scenery.bodies_by.get(where, ()), *_whole(scenery.places_by.get(where, ())))
    ]
    taken = [(first - about.start, past - about.start) for first, past in (*spans, *about.names)]
    for person in people.find(about.text, taken):
        start, stop = about.start + person.start, about.start + person.stop
        yield _claim("person", person.name, field, start, stop, person.office)


def _whole(found: list[Place] | tuple[Place, ...]) -> Iterator[Place]:
    return (
        place
        for place in found
        if place.last - place.first > 1 or not (place.is_part or place.area.is_wary)
    )


def _named_sites(abouts: list[About]) -> list[Claim]:
    """Return the numbers before a scheme's name: "nine Beacon Areas"."""
    claims = []
    for about in abouts:
        for first, _ in about.names:
            found = amounts.counted(about.field.text[about.start : first])
            if found:
                value, start, stop = found
                start, stop = about.start + start, about.start + stop
                claims.append(_claim("sites", value, about.field, start, stop))
    return claims


def _counted(what: str, abouts: list[About], find: Amounts) -> list[Claim]:
    return [
        _claim(what, value, about.field, about.start + start, about.start + stop)
        for about in abouts
        for value, start, stop in find(about.text)
    ]
