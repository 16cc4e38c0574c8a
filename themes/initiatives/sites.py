"""Where a scheme is: the places that sentences about it name, not those where somebody spoke."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from themes.initiatives import places
from themes.initiatives.places import Place
from themes.initiatives.scenery import Scenery
from themes.initiatives.stages import About
from themes.text.fields import Field

# A place in this company is where something was said, not where the scheme is.
_ELSEWHERE = re.compile(
    r"\b(?:(?:(?:[Mm]et|[Mm]eets?|[Mm]eetings?|conference|[Ss]peaking|[Ss]poke|seminar|[Rr]ally|told"
    r"|visit(?:ed|s|ing)?|born|sessions?|signed|signs|based|sits?|sitting|take evidence|debate"
    r"|hearing|unveiled|held|explain\w*)(?: [a-z]+){0,5}?"
    r"|(?:company|firm|officers?|lady|woman|man|landlord|members?|hostel|hotel|[Dd]elegates|speakers?"
    r"|[Rr]ound table|event|branch(?:es)?"
    r"|councillors?|stewards|[Mm]inisters|opposition|taken|said|says|chief executive|chief"
    r"|[Nn]obody|evidence)(?: [a-z]+){0,1}?"
    r") (?:in|at|from|to|outside|on|of)|[Uu]nlike|visited|copied from|learn(?:ed|t|ing)? from|find)"
    r" (?:the |schemes in |those in )?$"
)
_GOVERNMENT = re.compile(r"\b(?:from|outside|for|nobody in|people in|leave|orders from) $")
_ACROSS = re.compile(
    r"\b(?:across|throughout|all over|all of|whole of|everywhere in"
    r"|(?:every|each|all)(?: [\w’]+){1,5} in"
    r"|(?:England|Scotland|Wales),? and)(?: the)? $",
    re.IGNORECASE,
)
_WHOLE = frozenset({"United Kingdom", "England"})  # where most schemes of the seeds are
_BULLET = re.compile(r"^[^\w\n“‘\"'(£]{0,6}(?:\d{1,2}[.)] )?")
_ITEMS = 80  # lines read of a list under a sentence about a scheme
_ITEM = 160  # characters; a longer line is prose


@dataclass(frozen=True, slots=True)
class Named:
    """An area of a scheme, and the offsets of the words that name it."""

    name: str
    field: Field
    start: int
    stop: int
    place: Place
    is_told: bool = True  # the rules say that it is one
    is_own: bool = False  # it stands in the scheme's own name
    is_listed: bool = False  # it goes on a list of places


def find(about: About, scenery: Scenery) -> Iterator[Named]:
    """Yield the places in a sentence about a scheme, and whether the scheme is there.

    Args:
        about: The sentence.
        scenery: Places and bodies of the document.
    """
    field = about.field
    where = field.name, about.home
    found = scenery.places_by.get(where, [])
    seeded = [body for body in scenery.bodies_by.get(where, ()) if body.is_seeded]
    taken = {at for body in seeded for at in range(body.first, body.last)}
    starts = {field.read.starts[place.first] for place in found}
    heads = {at - 2 for at in starts if field.text[at - 2 : at] == ": "}  # "In London: Poplar"
    is_list = _opens_list(about)
    last, was_elsewhere, is_nation = -1, False, False
    for place in found:
        start = field.read.starts[place.first]
        if not about.start <= start < about.stop or place.first in taken:
            continue
        leading = field.text[max(about.start, start - 80) : start]
        goes_on = last > 0 and places.is_listed(field, last, place.first)
        goes_on = goes_on and not is_nation
        is_elsewhere = was_elsewhere if goes_on else _is_elsewhere(place, leading)
        last, was_elsewhere = place.last, is_elsewhere
        is_nation = place.area.kind == "nation"
        stop = field.read.stops[place.last - 1]
        own = any(first <= start < past or stop + 1 == first for first, past in about.names)
        if own:
            is_told = not place.area.is_wary and place.area.name not in _WHOLE
        else:
            is_told = not place.is_part and not is_elsewhere
            is_told = is_told and not (is_list and place.area.kind == "region")
            is_told = is_told and stop not in heads
        for one in _told(field, place):
            yield replace(one, is_told=is_told, is_own=own, is_listed=goes_on)


def _opens_list(about: About) -> bool:
    """Return whether a sentence ends in a colon."""
    return about.field.text[max(about.stop - 3, 0) : about.stop].rstrip().endswith(":")


def _is_elsewhere(place: Place, leading: str) -> bool:
    if place.area.kind == "nation" and not _ACROSS.search(leading):
        return True
    if place.area.name == "London" and _GOVERNMENT.search(leading):
        return True
    return _ELSEWHERE.search(leading) is not None


def _told(field: Field, place: Place) -> Iterator[Named]:
    """Yield the place, or of a body known by its place the places in its name."""
    start, stop = field.read.starts[place.first], field.read.stops[place.last - 1]
    written = field.text[start:stop]
    names: tuple[str, ...] = (place.area.name,)
    if place.area.is_body:
        names = tuple(name for name in place.area.covers if name in written)
    for name in names:
        yield Named(name, field, start, stop, place)


def listed(abouts: list[About], scenery: Scenery) -> Iterator[Named]:
    """Yield the places of the lines under a sentence that ends in a colon."""
    done: set[tuple[str, int]] = set()
    for about in abouts:
        field, home = about.field, about.home
        is_opened = _opens_list(about)
        for item in range(home + 1, min(home + _ITEMS, len(field.sentences))):
            start, stop = field.sentences[item]
            line = field.text[start:stop]
            bullet = _BULLET.match(line)
            skipped = bullet.end() if bullet else 0
            found = scenery.places_by.get((field.name, item), [])
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
                        yield from _told(field, place)
