"""Which scheme was called otherwise before, replaces another one, or builds on one."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from themes.initiatives.names import KINDS, singular, word_set
from themes.initiatives.succession_cues import CUES, FORMERLY, NAME_VERB, RENAMES, Cue
from themes.text.fields import Field, Span

_MOST_BEFORE = 200  # characters from a name to the words that tell; guess
_CLOSE = 30  # the same where nothing but "which was" may stand between; guess
_MOST_BETWEEN = 5  # words between those that tell and the second name: the much older
_MOST_CUES = 200  # of one field; a report that lists hundreds of successors tells none
_LONGEST = 8  # words of a name that nothing else found
_LINKS = word_set("of and for the to in on with &")
_NOT = re.compile(r"\b(?:not|never|without|nor|rather than|instead of|n't|no)\b[^,;]{0,25}$", re.I)
_WHICH = re.compile(
    r"[,(–—-]? ?(?:(?:which|that|who|and|it) )?(?:(?:is|are|was|were|has been|have been) )?$", re.I
)
_HELP = (
    r"(?:has|have|had|was|were|is|are|will|be|been|being|to|now|then|later|since|officially"
    r"|recently|also|soon|today|yesterday)"
)
_AUXILIARIES = re.compile(rf"[\s,(\"”’]*(?:(?:which|that) )?(?:{_HELP} ){{0,5}}", re.IGNORECASE)
_LATER = re.compile(rf"[,)–—] (?:{_HELP} ){{0,5}}$", re.IGNORECASE)
_SORTS = word_set("programme scheme initiative project") | KINDS.keys()
_WHO = word_set("which that who where whose")
_PRONOUN = re.compile(
    r"^\W{0,3}(?:it|they|this|these|(?:the|this) (?:new )?(?:scheme|programme|fund|pilots?|plan"
    r"|initiative|project|deal|zones?|trailblazers?|pathfinders?|compact|name))\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\W{0,3}(?:(?:the|a|an|as|its|new|old) ){0,3}[\"“‘']?", re.IGNORECASE)
_AS = re.compile(r"^[\s\"”’']*(?:as|to|into)?[\s\"“‘']*(?:the |an? )?[\"“‘']?$", re.IGNORECASE)
_ANY = re.compile("|".join(cue.words.pattern for cue in CUES), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two schemes of a relation."""

    owner: str  # what the caller calls the scheme; empty: nothing else found this name
    span: Span


@dataclass(frozen=True, slots=True)
class Relation:
    """What one scheme is to an earlier one, with the words that say so."""

    what: str  # formerly, replaces, builds on
    later: Side
    earlier: Side
    is_event: bool  # the text says that the name was changed, not only that it was another
    start: int  # offsets of the quote, from the first name to the second
    stop: int


def find(fields: Iterable[Field], named: Iterable[tuple[str, Span]]) -> list[Relation]:
    """Return what texts say of schemes that came one after another, in their order.

    Linear in the text. A name that nobody found counts where the words beside it leave no
    doubt: "formerly known as the Tweed Training Fund".

    Args:
        fields: Title and text.
        named: Every place where a scheme is named, each with what the caller calls the scheme.
    """
    spans: dict[str, list[Side]] = {}
    for owner, span in named:
        spans.setdefault(span.field.name, []).append(Side(owner, span))
    found: list[Relation] = []
    for field in fields:
        own = sorted(spans.get(field.name, ()), key=lambda side: side.span.first)
        by_home: dict[int, list[Side]] = {}
        for side in own:
            by_home.setdefault(field.homes[side.span.first], []).append(side)
        for home in _homes(field, by_home):
            found.extend(_in_sentence(field, home, by_home))
            if len(found) > _MOST_CUES:
                break
    unique = {(one.what, one.later.span.first, one.start, one.stop): one for one in found}
    return list(unique.values())


def may_rename(text: str) -> bool:
    """Return whether a text has words that give a scheme another name, of whatever."""
    return RENAMES.search(text) is not None


def _homes(field: Field, by_home: dict[int, list[Side]]) -> Iterator[int]:
    """Yield the sentences with a name in them or before them, and words that tell."""
    for home in sorted({*by_home, *(home + 1 for home in by_home)}):
        if home < len(field.sentences):
            start, stop = field.bounds(home)
            if _ANY.search(field.text, start, stop):
                yield home


def _in_sentence(field: Field, home: int, by_home: dict[int, list[Side]]) -> Iterator[Relation]:
    start, stop = field.bounds(home)
    sides = by_home.get(home, [])
    for cue in CUES:
        for hit in cue.words.finditer(field.text, start, stop):
            if _NOT.search(field.text[max(start, hit.start() - 40) : hit.start()]):
                continue
            if cue.what == FORMERLY and (active := _active(field, hit, sides)):
                yield active
                continue
            first = _before(field, cue, hit, sides) or _spoken_of(field, cue, home, by_home)
            second = _after(field, cue, hit, sides, stop)
            if second and not first and not field.text[start : hit.start()].strip(' \n“"'):
                first = next((side for side in sides if _start(side) > _stop(second)), None)
            if first and second and _are_two(first, second):
                earlier, later = (first, second) if cue.second_is_later else (second, first)
                yield _relation(cue.what, later, earlier, cue.is_event)


def _relation(what: str, later: Side, earlier: Side, is_event: bool) -> Relation:
    low, high = sorted((later.span, earlier.span), key=lambda span: span.first)
    read = low.field.read
    return Relation(
        what, later, earlier, is_event, read.starts[low.first], read.stops[high.last - 1]
    )


def _are_two(one: Side, other: Side) -> bool:
    if one.owner and other.owner:
        return one.owner != other.owner
    return one.span.last <= other.span.first or other.span.last <= one.span.first


def _active(field: Field, hit: re.Match[str], sides: list[Side]) -> Relation | None:
    """Return the relation of "has renamed A as B", where both names stand behind the verb."""
    if not re.match(NAME_VERB, hit[0], re.IGNORECASE) or hit[0].lower().endswith((" as", " to")):
        return None
    behind = [side for side in sides if _start(side) >= hit.end()]
    if not behind or not _is_led_to(field, hit.end(), _start(behind[0])):
        return None
    old = behind[0]
    new = next(
        (side for side in behind[1:] if _AS.match(field.text[_stop(old) : _start(side)])), None
    )
    if new is None:
        rest = field.text[_stop(old) :][:20]
        lead = re.match(r"[\"”’']?s? (?:as|to|into) (?:the )?[\"“‘']?", rest)
        run = _run(field, _stop(old) + lead.end()) if lead else None
        new = Side("", run) if run else None
    return _relation(FORMERLY, new, old, True) if new and _are_two(new, old) else None


def _before(field: Field, cue: Cue, hit: re.Match[str], sides: list[Side]) -> Side | None:
    """Return the scheme that the sentence speaks of before the cue."""
    before = [side for side in sides if _stop(side) <= hit.start()]
    between = field.text[_stop(before[-1]) : hit.start()] if before else ""
    if before and len(between) <= _MOST_BEFORE:
        is_close = len(between) <= _CLOSE and _WHICH.search(" " + between) is not None
        words = between.strip(" ,(–—-")
        if cue.is_close:
            return before[-1] if is_close and len(words.split()) < 4 else None
        if cue.second_is_later and cue.what == FORMERLY and not _is_subject(before[-1], between):
            return None  # something else was renamed, or by somebody
        return before[-1]
    if cue.what != FORMERLY:
        return None
    run = _run_before(field, hit.start())
    is_sure = hit[0].lower().endswith(("known as", "called", "named", "new name for"))
    is_telling = run is not None and (is_sure or singular(run.words[-1]) in KINDS)
    return Side("", run) if run and is_telling else None


def _is_subject(side: Side, between: str) -> bool:
    """Return whether a sentence says of a scheme, and of nothing else, that it was renamed."""
    words = side.span.before(_MOST_BETWEEN)
    if _WHO.intersection(words):
        return False
    first, space, rest = between.strip().partition(" ")
    if space and singular(first.lower()) in _SORTS:  # the Tweed Training Fund scheme was renamed
        between = f" {rest} "
    if _AUXILIARIES.fullmatch(between):
        return True
    return len(words) < _MOST_BETWEEN and _LATER.search(between) is not None


def _spoken_of(field: Field, cue: Cue, home: int, by_home: dict[int, list[Side]]) -> Side | None:
    """Return the scheme of the sentence before, where this one begins with it or they."""
    start, stop = field.bounds(home)
    owners = {side.owner: side for side in by_home.get(home - 1, ())}
    if cue.is_close or len(owners) != 1 or not _PRONOUN.match(field.text[start:stop]):
        return None
    return next(iter(owners.values()))


def _after(field: Field, cue: Cue, hit: re.Match[str], sides: list[Side], stop: int) -> Side | None:
    """Return the scheme whose name the cue leads to."""
    for side in sides:
        if _start(side) >= hit.end():
            if _is_led_to(field, hit.end(), _start(side), 1 if cue.is_close else _MOST_BETWEEN):
                return side
            break
    lead = re.match(
        r"\W{0,3}(?:(?:the|a|an|as|its|new|old) ){0,3}[\"“‘']?", field.text[hit.end() : stop]
    )
    run = _run(field, hit.end() + (lead.end() if lead else 0))
    if run is None:
        return None
    is_telling = singular(run.words[-1]) in KINDS or run.is_quoted
    return Side("", run) if cue.what == FORMERLY or (is_telling and len(run.words) > 1) else None


def _is_led_to(field: Field, stop: int, start: int, most: int = _MOST_BETWEEN) -> bool:
    """Return whether only a few plain words stand between a cue and a name."""
    if start - stop > 60:
        return False
    between = field.text[stop:start]
    if set(between) & set(",;:.!?()"):
        return False
    words = between.split()
    return len(words) <= most and not any(word[0].isupper() for word in words)


def _run(field: Field, start: int) -> Span | None:
    """Return the words in capitals that begin at a character."""
    starts = field.read.starts
    first = next((at for at in _near(field, start) if starts[at] >= start), None)
    if first is None or starts[first] - start > 2 or not field.caps[first]:
        return None
    last = first + 1
    while last < min(len(starts), first + _LONGEST) and _goes_on(field, last):
        last += 1
    while not field.caps[last - 1]:
        last -= 1
    return Span(field, first, last)


def _goes_on(field: Field, at: int) -> bool:
    if field.gap(at - 1) not in {" ", "-", " & ", ", "} or field.opens(at):
        return False
    if field.gap(at - 1) == ", ":
        return False
    return field.caps[at] or field.read.words[at] in _LINKS


def _run_before(field: Field, stop: int) -> Span | None:
    """Return the words in capitals that end right before a character."""
    stops = field.read.stops
    last = next((at for at in reversed(_near(field, stop)) if stops[at] <= stop), None)
    if last is None or not field.caps[last] or _WHICH.match(field.text[stops[last] : stop]) is None:
        return None
    first = last
    while (
        first > 0 and last - first < _LONGEST and _goes_on(field, first) and not field.opens(first)
    ):
        first -= 1
    while not field.caps[first] or (field.opens(first) and field.read.words[first] in {"the", "a"}):
        first += 1
        if first > last:
            return None
    span = Span(field, first, last + 1)
    return span if len(span.words) > 1 and not field.is_headline else None


def _near(field: Field, at: int) -> range:
    """Return the words around a character."""
    here = bisect_left(field.read.starts, at)
    return range(max(here - 3, 0), min(here + 3, len(field.read)))


def _start(side: Side) -> int:
    return side.span.field.read.starts[side.span.first]


def _stop(side: Side) -> int:
    return side.span.field.read.stops[side.span.last - 1]
