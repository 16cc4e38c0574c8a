"""Bodies that no list holds, told by a word such as Foundation, by LLP, or by "the charity"."""

from collections.abc import Iterator

from themes.initiatives.names import KINDS, WEAK, singular, word_set
from themes.text.fields import Field

# Bodies with one of these in their names need no seed: Fife Council, University of Kent.
HEADS = word_set(
    "institute university college council councils foundation alliance association department "
    "ministry confederation federation trust society academy executive agency school office board "
    "authority centre partnership partners consulting consultants associates advisory group "
    "enterprise service services union congress corporation commission committee network forum "
    "consortium housing solutions ventures capital inspectorate directorate estate boroughs "
    "constabulary police regulator fund bank church diocese charity"
)
# Legal endings of a firm.
_FIRMS = word_set("llp ltd limited plc cic inc co")
# These alone are bodies only in longer names, and often the names of schemes.
_WEAK = word_set(
    "partnership group service services network forum alliance commission authority fund housing "
    "capital centre partners estate church bank union academy boroughs school solutions ventures "
    "enterprise committee board consortium police"
)
_SCHEMES = word_set("pilot fund deal bill white_paper strategy zone")  # kinds that bodies have
# Papers write these small behind a capital: Stockport council, Swansea Bay health board.
_SMALL_HEADS = word_set(
    "council trust board authority constabulary police university ministry ombudsman service "
    "partnership department group association company society"
)
_SMALL_INSIDE = word_set(
    "city county borough district town parish metropolitan primary care health integrated "
    "strategic hospital hospitals foundation teaching university nhs fire rescue ambulance "
    "clinical commissioning housing social local enterprise combined community "
    "prison probation water park"
)
_SMALL_ALONE = word_set("council trust constabulary police")  # others need a small word before
_INSIDE = word_set("of for and the & in on")
_ARTICLES = word_set("the a an our its their both by under when while as with from for")
# Before a name these say that it is a body, whatever the name looks like.
_CUES = word_set(
    "charity firm company consultancy contractor outsourcer quango provider supplier consultants "
    "thinktank nonprofit co-operative cooperative"
)
_CONTRACTS = word_set("contract contracts tender")
_WINS = word_set("won wins win holds hold held landed secured gets got lost takes")
_NOBODY = word_set("it he she they we who the this that which council ministers unions staff")
_FAR = 8  # words between a contract and whom it goes to; guess
_SHORTEST, _LONGEST = 2, 9  # words of a name on no list


def unlisted(field: Field, taken: set[int]) -> Iterator[tuple[int, int]]:
    """Yield bodies on no list as (first word, just past the last), in order.

    Args:
        field: Where to look.
        taken: Words of bodies that are known.
    """
    words, caps = field.read.words, field.caps
    stop = 0
    for at, word in enumerate(words):
        if at < stop:
            continue
        if caps[at] and (word in HEADS or word in _FIRMS):
            first, stop = _around(field, at)
            first = _after_taken(field, first, at, taken)
            if stop - first >= _SHORTEST and taken.isdisjoint(range(first, stop)):
                yield first, stop
        elif word in _SMALL_HEADS and not caps[at]:
            first = _small(field, at)
            if first < at and taken.isdisjoint(range(first, at + 1)):
                stop = at + 1
                yield first, stop
        elif word in _CUES and at + 1 < len(words) and caps[at + 1] and field.gap(at) == " ":
            first, stop = at + 1, _rightmost(field, at + 1)
            if stop - first <= _SHORTEST + 1 and taken.isdisjoint(range(first, stop)):
                yield first, stop
        elif word in _CONTRACTS and not field.is_headline:
            for first, last in _contractors(field, at):
                if taken.isdisjoint(range(first, last)) and first >= stop:
                    stop = last
                    yield first, last


def _small(field: Field, at: int) -> int:
    """Return where the name begins that a small word such as council ends; itself: no name."""
    words, caps = field.read.words, field.caps
    first = at
    while first > 0 and not field.opens(first) and words[first - 1] in _SMALL_INSIDE:
        if caps[first - 1] or field.gap(first - 1) != " ":
            break
        first -= 1
    is_alone = first == at and words[at] not in _SMALL_ALONE
    if (
        is_alone
        or first == 0
        or field.opens(first)
        or field.gap(first - 1) not in {" ", "'s ", "’s "}
    ):
        return at
    if not caps[first - 1] or words[first - 1] in _ARTICLES or words[first - 1] in _NOBODY:
        return at
    start = _leftmost(field, first - 1)
    return at if at + 1 - start > _LONGEST else start


def _after_taken(field: Field, first: int, at: int, taken: set[int]) -> int:
    """Return where a name begins that another one joins: Citizens Advice and Hull Council."""
    others = [word for word in range(first, at) if word in taken]
    if not others:
        return first
    first = others[-1] + 1
    while first < at and not field.caps[first]:
        first += 1
    return first


def _contractors(field: Field, at: int) -> Iterator[tuple[int, int]]:
    """Yield who has won a contract, or was given one, by the word contract."""
    words, caps = field.read.words, field.caps
    for verb in range(at - 1, max(at - 4, 1), -1):
        if words[verb] in _WINS and field.homes[verb] == field.homes[at]:
            last = verb - 1 if words[verb - 1] in {"has", "have", "had"} else verb
            first = last
            while first > 0 and caps[first - 1] and last - first < _SHORTEST + 1:
                first -= 1
                if field.opens(first) or field.gap(first - 1) not in {" ", "-"}:
                    break
            if first < last and words[first] not in _NOBODY:
                yield first, last
            return
    for to in range(at + 1, min(at + _FAR, len(words) - 1)):
        if field.homes[to] != field.homes[at]:
            return
        if words[to] in {"to", "with"} and caps[to + 1] and field.gap(to) == " ":
            last = _rightmost(field, to + 1)
            if last - to - 1 <= _SHORTEST + 1:
                yield to + 1, last
            return


def _around(field: Field, at: int) -> tuple[int, int]:
    """Return the capitals around a word such as Council, as far as they are one name."""
    words = field.read.words
    first = at if field.is_headline else _leftmost(field, at)
    stop = at + 1
    if words[stop : stop + 1] in (["of"], ["for"]):
        stop = _rightmost(field, at)
    while stop < len(words) and field.caps[stop] and field.gap(stop - 1) in {" ", ", "}:
        if words[stop] not in HEADS and words[stop] not in _FIRMS:
            break
        if field.gap(stop - 1) == ", " and words[stop] not in _FIRMS:
            break
        stop += 1
    if words[at] in _FIRMS and first == at:
        return at, at
    is_long = stop - first > _LONGEST
    is_weak = words[at] in _WEAK and stop - first < _SHORTEST
    return (at, at) if is_long or is_weak else (first, stop)


def _leftmost(field: Field, at: int) -> int:
    """Return where the capitals begin that end in this word."""
    words, caps = field.read.words, field.caps
    first = at
    while first > 0 and not field.opens(first):
        gap = field.gap(first - 1)
        if gap in {"'s ", "’s "} and caps[first - 1] and first == at:
            first -= 1  # Guy's Foundation
            continue
        if gap not in {" ", "-"}:
            break
        if caps[first - 1]:
            first -= 1
        elif words[first - 1] in _INSIDE and first > 1 and caps[first - 2]:
            is_joint = words[first - 2] in HEADS or words[first - 2] in _FIRMS
            if field.gap(first - 2) != " " or (is_joint and words[first - 1] in {"and", "&"}):
                break
            head = singular(words[first - 2])
            if head in WEAK or KINDS.get(head) in _SCHEMES:
                break  # the Resilience Fund of Kent County Council
            first -= 2
        else:
            break
    while first < at and words[first] in _ARTICLES:
        first += 1
    return first


def _rightmost(field: Field, at: int) -> int:
    """Return just past the capitals that begin with this word."""
    words, caps = field.read.words, field.caps
    last = at + 1
    while last < len(words) and not field.opens(last) and field.gap(last - 1) == " ":
        if caps[last]:
            last += 1
        elif words[last] in _INSIDE and last + 1 < len(words) and caps[last + 1]:
            last += 2
        else:
            break
    return last
