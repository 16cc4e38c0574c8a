"""What a text says of a scheme besides its name: where, by whom, in how many places, for what."""

import re
from collections.abc import Callable, Iterable, Iterator

from records import Claim
from themes.initiatives import amounts, people, sites
from themes.initiatives.company import Offer
from themes.initiatives.places import Place
from themes.initiatives.scenery import Scenery
from themes.initiatives.stages import About, Stage
from themes.initiatives.steps import Step
from themes.text.fields import Field, Span

__all__ = ["Scenery", "alias", "further", "gather"]

# Sentences so many after the last with the name may still speak of it; guess.
_FURTHEST = 30
_HEADED = 12  # sentences of a text whose title alone names it; guess
_THE_SCHEME = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hese|[Ii]ts|[Ee]ach|[Bb]oth|[Ss]uch) (?:\w+ )?"
    r"(?:scheme|pilots?|programme|project|trial|fund|deal|bill|initiative|contract|sites?|hubs?"
    r"|(?:pilot )?areas?|wave|round|pathfinders?|charter|compact|taskforce|vanguards?"
    r"|trailblazers?)\b"
    r"|\b(?:[Ss]ites|[Pp]ilots|[Pp]rogrammes|[Bb]ids|[Aa]pplications) (?:are|will|have|were)\b"
    r"|\b(?:those|places|areas|councils) (?:invited|chosen|selected|named|picked|shortlisted)\b"
)
Amounts = Callable[[str], Iterable[tuple[str, int, int]]]


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


def telling(abouts: list[About], others: set[tuple[str, int]]) -> list[About]:
    """Return the sentences whose claims are this scheme's: none across the name of another.

    Args:
        abouts: Sentences about it.
        others: Sentences with the names of other schemes, as (field, index).
    """
    if not others:
        return abouts
    near = [about for about in abouts if about.is_near]

    def is_ours(about: About) -> bool:
        name = about.field.name
        homes = [one.home for one in near if one.field.name == name]
        if about.is_near or not homes:
            return True
        closest = min(homes, key=lambda home: (abs(home - about.home), home > about.home))
        first, last = sorted((closest, about.home))
        return not any((name, home) in others for home in range(first + 1, last))

    return [about for about in abouts if is_ours(about)]


def gather(
    abouts: list[About],
    stage: Stage | None,
    told: Iterable[Step],
    scenery: Scenery,
    offers: Iterable[Offer],
) -> tuple[Claim, ...]:
    """Return what these sentences say of a scheme; what contradicts stands side by side.

    Args:
        abouts: Sentences about it.
        stage: What they show.
        told: What they tell of it.
        scenery: Places and bodies of the document.
        offers: Those of them that are behind it, or where it is.
    """
    claims = [
        _claim(one.what, one.name, one.field, one.start, one.stop, one.role) for one in offers
    ]
    near = [about for about in abouts if about.is_near]
    far = [about for about in abouts if not about.is_near]
    for about in abouts:
        claims.extend(_people(about, scenery))
    claims.extend(map(_area, sites.listed(abouts, scenery)))
    claims.extend(
        [*_named_sites(near), *_counted("sites", near, amounts.sites)]
        or _counted("sites", abouts, amounts.sites)
    )
    claims.extend(_counted("money", near, amounts.money))
    claims.extend(_counted("money", far, amounts.spent))
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


def _area(one: sites.Named) -> Claim:
    return _claim("area", one.name, one.field, one.start, one.stop)


def _people(about: About, scenery: Scenery) -> Iterator[Claim]:
    field = about.field
    where = field.name, about.home
    if field.is_headline:
        return  # Leaders Put Pen To Paper
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
