"""Where no sentence shows it: lists of evidence, people of a union, and who signs a letter."""

import re
from collections.abc import Iterator, Sequence

from themes.text.fields import Field
from themes.voices.spotting import Spot

# A sentence that names no union can still be its organiser's, where another one names it.
_PERSON = (
    r"(?:(?:regional|lead|local|national|union|senior|area|branch|full-time) (?:organiser|official"
    r"|officer"
    r"|secretary|rep|chair|convenor)|convenor|convener|shop steward|general secretary|lead "
    r"negotiator)"
)
_SAID = (
    r"(?:says?|said|told|tells|adds?|added|warn(?:s|ed)|argue[sd]|explain(?:s|ed)|writes|wrote"
    r"|put it|asks?|asked|claim(?:s|ed)|insist(?:s|ed)|repl(?:ies|ied)|quer(?:ies|ied)|raised"
    r"|welcomed|objected|thought|felt|took|pointed|reported|requested|seconded|moved|spoke|opposed"
    r"|expressed|believe[sd])"
)
_THEIR_PERSON = re.compile(
    rf"\b{_PERSON}(?:,\s[^,.;]{{3,40}},|\s(?:[A-Z][\w'’-]+\s?){{1,3}},?)?\s(?:has\s"
    rf"|have\s)?{_SAID}\b"
    rf"|\b{_SAID}\s(?:[A-Z][\w'’-]+\s){{1,3}}?(?:[A-Z][\w'’-]+),\s(?:the|its|our|their"
    rf"|a)\s{_PERSON}\b"
    rf"|\b{_SAID}\s(?:the|its|their|a)\s{_PERSON}\b",
)
_WE = re.compile(r"\b(?:we|our members|our union)\b", re.I)
_MINE = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")
# What stands below such a heading was heard, as long as the lines are short.
_HEADING = re.compile(
    r"(?:\A|\n)[^\n]{0,60}\b(?:(?:written|oral) evidence|evidence received|witnesses|submissions? "
    r"received"
    r"|list of respondents|responses? received|who gave evidence|who responded)\b[^\n]{0,40}\n",
    re.I,
)
_SHORT_LINE = 90  # characters; longer ones are prose; guess
_MOST_LINES = 300
# "J. Carr (GMB)", "Rehana Azam of the GMB": whose words "Mr Carr" says further on.
_NAME_BEFORE = re.compile(
    r"([A-Z][\w'’-]{2,})(?:,\s|\s\(|\s)(?:then\s)?(?:of\s|from\s|for\s)?(?:the\s)?\Z"
)
_NOT_NAMES = frozenset({"The", "And", "But", "With", "From", "While", "Both", "Trade", "Union"})
_MOST_NAMES = 20
_SIGNED = re.compile(
    r"(?:secretary|organiser|president|officer|chair|convenor|rep|leader|director|negotiator),?\s"
    r"(?:of\s|for\s|at\s)?(?:the\s)?\Z",
    re.I,
)
_QUOTED = re.compile(r"[’'”\"][.,]?\s*[–—-]\s*(?:[A-Z][\w'’-]+\s){0,2}[A-Z][\w'’-]+,\s\Z")
_LETTER = re.compile(r"\W*(?:letters?\W+)?(?:dear )?(?:sir|madam|editor)\b", re.I)
_LAST = 120  # characters of a letter in which its writer signs; guess


def is_speaking(field: Field, spots: Sequence[Spot], source_kind: str) -> bool:
    """Return whether a text as a whole lets a union speak, though no sentence shows it.

    Args:
        field: The text.
        spots: Where it speaks of unions.
        source_kind: Of its publisher.
    """
    text = field.text
    starts = [field.read.starts[spot.first] for spot in spots]
    if not starts:
        return False
    if _THEIR_PERSON.search(text) or (source_kind == "union" and _WE.search(text)):
        return True
    if any(start < at < stop for start, stop in _lists(text) for at in starts):
        return True
    if starts[-1] > len(text) - _LAST and _SIGNED.search(text[: starts[-1]][-40:]):
        return bool(_MINE.search(text))
    stops = [field.read.stops[spot.last - 1] for spot in spots]
    named = [at for at in starts[:_MOST_NAMES] if _name_before(text, at)]
    is_signed = bool(named) and named[-1] == starts[-1] and named[-1] > len(text) - _LAST
    if is_signed and _LETTER.match(text):
        return True
    if any(_QUOTED.search(text[max(at - 80, 0) : at]) for at in starts):
        return True
    if any(
        _name_before(text, at) and text[stop : stop + 3].startswith(("):", ":"))
        for at, stop in zip(starts, stops, strict=True)
    ):
        return True  # Dave Prentis (UNISON): They would say …
    names = {name for at in starts[:_MOST_NAMES] if (name := _name_before(text, at))}
    return any(
        re.search(
            rf"\b{re.escape(name)}(?:,[^,.]{{3,50}},|\s\([^()]{{2,40}}\))?\s(?:also\s|then\s|again\s)?{_SAID}\b",
            text,
        )
        for name in names
    )


def _name_before(text: str, at: int) -> str | None:
    found = _NAME_BEFORE.search(text[max(at - 40, 0) : at])
    return found[1] if found and found[1] not in _NOT_NAMES else None


def _lists(text: str) -> Iterator[tuple[int, int]]:
    """Yield where lists of evidence begin and end."""
    for heading in _HEADING.finditer(text):
        stop = heading.end()
        for line in text[stop:].split("\n", _MOST_LINES)[:_MOST_LINES]:
            if len(line) > _SHORT_LINE:
                break
            stop += len(line) + 1
        yield heading.end(), stop
