"""Names that are names of something else: people, bodies, papers, events, other countries."""

import re
from collections.abc import Iterator
from itertools import pairwise

from themes.initiatives.clues import apposition
from themes.initiatives.looks import NOTHING, has_content, head_size
from themes.initiatives.names import singular, word_set
from themes.initiatives.vocabulary import (
    COMMERCE,
    DAILY,
    FORCES,
    FOREIGN,
    FUNCTION,
    GENERIC,
    LONE,
    NOT_AFTER,
    NOT_BEFORE,
    NOT_SCHEMES,
    PEOPLE,
    SAYS,
    SERVICES,
)
from themes.text.fields import Field, Span

# Enough to know a person in a run of two capitals; from general knowledge.
_FIRST_NAMES = word_set(
    "adam alan alex alison amanda andrea andrew andy angela ann anna anne anneliese anthony "
    "barbara ben bernard boris brendan brian bridget carol caroline catherine charles charlotte "
    "chris christina christine christopher claire clare colin craig daniel darren dave david dawn "
    "deborah denis derek diana dominic donald douglas ed edward eleanor elizabeth emily emma eric "
    "ewan fiona frances francis frank gareth gary gavin geoff geoffrey george gillian gordon "
    "graham grant greg hannah harriet harry heather helen henry hilary howard hugh huw iain ian "
    "jack jacqui james jane janet jason jean jennifer jenny jeremy jessica jim joan joanna joe "
    "john jonathan joseph josh judith julia julian julie karen kate katherine kathleen keir keith "
    "kemi ken kenneth kevin kim kirsty laura lee len leonard lesley lewis liam linda lisa liz "
    "louise lucy luke lynn malcolm margaret maria marie mark martin mary matt matthew maureen "
    "michael michelle mick mike mohammed naomi natalie neil nick nicola nigel norman olivia owen "
    "oliver pam pat patricia patrick paul paula pauline penny peter phil philip priti priya rachel "
    "ralph ray rebecca richard rishi rob robert robin roger ronald rosie ross roy russell ruth "
    "ryan sadiq sajid sally sam samantha sara sarah sean sharon sheila shirley simon sophie stella "
    "stephen steve steven stuart sue susan terry theresa thomas tim tom tony tracey ursula valerie "
    "vernon vicky victoria vincent wendy wes will william yvette yvonne zoe"
)
_EMPTY = LONE | FUNCTION
_NEVER_FIRST = word_set(
    "hm cabinet member shadow centre college council committee federation association society "
    "royal diploma masters certificate degree journal university department minister ministers "
    "secretary director institute office professor bank house section article chapter schedule "
    "regulation councillor sir lord lady dame baroness mr mrs ms dr radio st prince princess king "
    "queen saint"
)
_TITLE = 120  # characters of a title before the name; guess
_QUOTING = frozenset("“‘\"'")
_OPEN_QUOTE = re.compile(r"(?P<noun>\w+),? [“‘\"'][^“”‘’\"]*$")
_IN_FORCE = word_set("force effect passed assent becomes became")
_NO_FUND = word_set("pension hedge investment trust wealth monetary pioneer")
_PARTS = word_set(
    "recommendation recommendations annex appendix figure table item items paragraph part page "
    "question option objective outcome principle step stage level tier band clause"
)
_ALWAYS_BODIES = word_set(
    "foundation institute university ministry department confederation federation"
)
_REVIEWS = word_set("spending annual performance law business book weekly london peer policy")


def is_nothing(span: Span) -> bool:
    """Return whether no word of it could make a name, or nothing stands by its head."""
    words = span.words
    is_empty = all(word in _EMPTY or len(word) < 2 for word in words)
    return is_empty or (len(words) < 3 and len(words) == head_size(words, len(words) - 1))


def doubts(span: Span, barred: set[int]) -> Iterator[str]:
    """Yield the signs that a name is one of something else.

    Args:
        span: Words that may be a name.
        barred: Words of places and bodies.
    """
    words = span.words
    found = {
        "never first": words[0] in _NEVER_FIRST,
        "daily": " ".join(words) in DAILY,
        "body for": _is_body_for(words),
        "body last": words[-1] in _ALWAYS_BODIES,
        "something else": _is_something_else(words),
        "followed": _is_followed(span),
        "in a title": _is_in_title(span),
        "standing": _is_standing(words),
        "numbered part": _is_numbered(words),
        "generic": _is_generic(words),
        "old law": _is_old_law(span),
        "person": _is_person(span),
        "by chance": _is_chance(span),
        "abroad": _is_abroad(span, barred),
        "led": _is_led(span),
    }
    yield from (f"not: {doubt}" for doubt, is_so in found.items() if is_so)


def _is_body_for(words: list[str]) -> bool:
    """Return whether it begins as a body does: Joint Committee on, Royal College of."""
    return any(
        word in NOT_SCHEMES and after in {"on", "of", "for"} for word, after in pairwise(words[:4])
    )


def _is_something_else(words: list[str]) -> bool:
    """Return whether the name ends in a word for a body, a person, a paper, a place …"""
    last = words[-1]
    return (
        last in NOT_SCHEMES
        or singular(last) in NOT_SCHEMES
        or not PEOPLE.isdisjoint(words)
        or (last.isdigit() and words[0] == "budget")
    )


def _is_standing(words: list[str]) -> bool:
    """Return whether it is a standing body or event with a scheme's last word."""
    last = words[-1]
    if last in {"service", "services"}:
        return not FORCES.isdisjoint(words)
    if last in {"review", "reviews"}:
        return not _REVIEWS.isdisjoint(words)
    if last == "fund":
        return not _NO_FUND.isdisjoint(words)
    return last in {"settlement", "statement"} and not {"finance", "autumn"}.isdisjoint(words)


def _is_numbered(words: list[str]) -> bool:
    """Return whether it is a part of a paper by its number: Recommendation 2, Annex A."""
    return words[0] in _PARTS and all(len(word) < 3 or word.isdigit() for word in words[1:])


def _is_generic(words: list[str]) -> bool:
    """Return whether these capitals would fit any scheme."""
    return not has_content(words) and all(word in GENERIC | LONE | FUNCTION for word in words)


def _is_old_law(span: Span) -> bool:
    """Return whether an act is cited, and nobody says that it begins to hold."""
    words = [word for word in span.words if not word[0].isdigit()]
    is_listed = span.field.gap(span.last - 2) == ", "  # Ask, Listen, Act
    return not is_listed and words[-1:] == ["act"] and _IN_FORCE.isdisjoint(span.sentence())


def _is_followed(span: Span) -> bool:
    following = span.after(1)
    return bool(following) and following[0] in NOT_AFTER and span.gap_after == " "


def _is_led(span: Span) -> bool:
    """Return whether a paper, a firm or a course stands right before the name."""
    leading = span.before(2)
    if not leading or span.gap_before not in {" ", ", ", ": ", " ("}:
        return False
    if leading[-1] == "itself":
        leading.pop()
    is_policy = leading[0] in {"white", "green", "policy"}
    return bool(leading) and singular(leading[-1]) in NOT_BEFORE and not is_policy


def _is_in_title(span: Span) -> bool:
    """Return whether the name is part of a quoted title: a report, ‘Targets: Time to Go’."""
    start = span.field.read.starts[span.first]
    text = span.field.text[max(start - _TITLE, 0) : start]
    if _QUOTING.isdisjoint(text):
        return False  # looking is dearer than this
    found = _OPEN_QUOTE.search(text)
    return found is not None and singular(found["noun"].lower()) in NOT_BEFORE


def _is_person(span: Span) -> bool:
    """Return whether the name is of somebody who says, leads or was appointed."""
    words = span.words
    if words[0] in _FIRST_NAMES and len(words) in {2, 3}:
        return True
    leading = span.before(1)
    if leading and leading[0] in PEOPLE and span.gap_before in {" ", ", "}:
        return True
    following = span.after(1)
    return bool(following) and following[0] in SAYS and len(words) < 3


def _is_chance(span: Span) -> bool:
    """Return whether one word has its capital only because a sentence begins with it."""
    if len(span.words) > 1 or not span.opens or span.is_quoted:
        return False
    return singular(span.words[0]) != span.words[0] or apposition(span) == NOTHING


def _is_abroad(span: Span, barred: set[int]) -> bool:
    """Return whether its sentence speaks of another country, and of no place here."""
    first, last = span.bounds()
    is_foreign = not FOREIGN.isdisjoint(span.field.read.words[first:last])
    return is_foreign and barred.isdisjoint(range(first, last))


def is_about_services(fields: tuple[Field, ...]) -> bool:
    """Return whether a text speaks of public services here at all.

    Asked only where no theme has been matched; a theme says more.
    """
    words = [word for field in fields for word in field.read.words]
    here = sum(word in SERVICES for word in words)
    abroad = sum(word in FOREIGN for word in words)
    here -= sum(word in COMMERCE for word in words)
    return abroad < here
