"""What speaks for and against a name, as signs that are weighed: seeds/namings.tsv."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from themes.initiatives.clues import clues
from themes.initiatives.looks import head_size
from themes.initiatives.names import singular, word_set
from themes.initiatives.offers import JOINTS
from themes.initiatives.plain_words import PLAIN
from themes.initiatives.refusals import doubts
from themes.initiatives.spans import OWNING
from themes.initiatives.vocabulary import (
    COMMERCE,
    FOREIGN,
    FUNCTION,
    GENERIC,
    SAYS,
    SERVICES,
    TRIES,
)
from themes.text.fields import Field, Span

# Clues that say outright that a name is one of a scheme.
_TOLD = frozenset({"known as", "called it", "noun called", "noun before", "noun after", "banner"})
# These say outright that it is something else: a report of that name, a course, a daily word.
VETOES = frozenset({"called otherwise", "not: followed", "not: in a title", "not: never first"})
VETOES |= {
    "not: daily",
    "not: body for",
    "not: body last",
    "not: numbered part",
    "not: standing",
    "not: led",
}
_DOUBTS = ("not: something else", "not: generic")  # unless a clue says outright what it is
LISTED = "on the list"
IN_BOTH = "in title and text"
ON_A_THEME = "on a theme"
_MOST_CLUES = 6
# What bodies do and schemes do not.
_ACTS = SAYS | word_set(
    "decided decides approved wants wanted asked asks blames blamed met meets hopes hoped expects "
    "expected welcomed welcomes urged urges criticised noted resolved considered heard members "
    "has had"
)
_MOST_TIMES = 4
_MOST_WORDS = 7
_RESUMES = frozenset({"it", "its", "they", "this", "that", "these", "each"})
_COLONS = frozenset({":", "-", "–", "—", "?", ","})
_ENDINGS = ("ing", "tion", "ment", "ity", "ness", "ers", "er", "ed", "ly", "al", "s")
_STEPS = range(-3, 5)  # of how far a text speaks for public services
_NEAR = 3  # words on either side that are signs by themselves
_FEW, _MANY = 2, 6  # words of public services in a text


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the document around a name."""

    signs: tuple[str, ...]
    barred: dict[str, set[int]]  # for each field, words of places and bodies


def setting(
    fields: Sequence[Field],
    barred: dict[str, set[int]],
    is_relevant: bool | None,
    reform: float,
) -> Setting:
    """Return what a document says for or against all names in it.

    Args:
        fields: Title and text.
        barred: For each field, words of places and bodies.
        is_relevant: Whether it is on a theme; None: nobody asked.
        reform: How far its words speak for public services: ``Weights.reform``.
    """
    words = [word for field in fields for word in field.read.words]
    found = [] if is_relevant is None else [ON_A_THEME if is_relevant else "on no theme"]
    found += [f"services above {step}" for step in _STEPS if reform > step]
    for name, listed in (("services", SERVICES), ("commerce", COMMERCE), ("abroad", FOREIGN)):
        number = sum(map(listed.__contains__, words))
        much = "much" if number > _MANY else "some" if number > _FEW else "little" if number else ""
        if much:
            found.append(f"{much} {name}")
    return Setting(tuple(found), barred)


def named(span: Span, barred: set[int]) -> list[str]:
    """Return the signs of a name itself."""
    words, field, written = span.words, span.field, span.written
    own = range(span.first, span.last)
    caps = [
        cap
        for cap, word in zip(field.caps[span.first : span.last], words, strict=True)
        if cap or len(word) > 3
    ]
    found = [f"words: {min(len(words), _MOST_WORDS)}", *map(_in, words)]
    found += [f"first: {words[0]}", f"last: {singular(words[-1])}"]
    if written.isupper():
        found.append("shape: all capitals")
    elif all(caps) and caps:
        found.append("shape: title case")
    elif not any(caps):
        found.append("shape: lower case")
        found += ["lower case, tries"] if singular(words[-1]) in TRIES - {"pilot"} else []
        found += ["lower case, quoted"] if span.is_quoted else []
    else:
        found.append("shape: mixed case")
    if not barred.isdisjoint(own):
        free = [at not in barred for at in own]
        found.append("place: whole" if not any(free) else "place: part")
        found += ["place: first"] if not free[0] else []
        found += ["place: last"] if not free[-1] else []
    odd = [word for word in words if word not in FUNCTION and not _is_plain(word)]
    found.append(f"odd words: {min(len(odd), 3)}")
    if all(word in GENERIC or word in FUNCTION for word in words[:-1]):
        found.append("generic but for the last")
    ending = next((one for one in _ENDINGS if words[-1].endswith(one)), "")
    found += [f"last ends in: {ending}"] if ending else []
    if words[0].endswith("ing"):
        found.append("first ends in: ing")
    if len(words) == 1 and not written.isupper() and not span.opens:
        found.append("one odd word" if odd else "one plain word")
    owners = [at for at in own[:-1] if field.gaps[at] in OWNING]
    if owners:
        found.append("owner inside: place" if owners[0] in barred else "owner inside")
    if words[0] in FUNCTION:
        found.append("small word first")
    if any(word in FUNCTION for word in words[1:-1]):
        found.append("small word inside")
    return found


@lru_cache(maxsize=20_000)  # most words of a text come again and again
def _in(word: str) -> str:
    return f"in: {singular(word)}"


@lru_cache(maxsize=20_000)  # likewise
def _is_plain(word: str) -> bool:
    one = singular(word)
    return word in PLAIN or one in PLAIN or head_size([word], 0) > 0 or word[0].isdigit()


def is_vetoed(found: Collection[str]) -> bool:
    """Return whether signs say outright that a name is one of something else."""
    return not VETOES.isdisjoint(found)


def is_doubted(found: Collection[str]) -> bool:
    """Return whether a name looks like that of a body, and the text has it only by the way."""
    is_told = IN_BOTH in found and "times: 1" not in found
    return not is_told and any(
        doubt in found and f"{doubt}, told" not in found for doubt in _DOUBTS
    )


def around(span: Span, barred: set[int]) -> dict[str, str]:
    """Return the signs around one place where a name stands, some with a reason."""
    found = clues(span)
    found |= {f"clues above {step}": "" for step in range(min(len(found), _MOST_CLUES))}
    is_told = not _TOLD.isdisjoint(found) or any(sign.startswith("head") for sign in found)
    for doubt in doubts(span, barred):
        found[doubt] = ""
        if is_told:
            found[f"{doubt}, told"] = ""
    found |= dict.fromkeys(_beside(span, barred), "")
    if span.field.name == "title":
        found |= dict.fromkeys(_in_title(span), "")
    return found


def _beside(span: Span, barred: set[int]) -> Iterator[str]:
    """Yield what stands right before and behind a name."""
    before, after = span.before(_NEAR), span.after(_NEAR)
    yield from (f"before: {word}" for word in before)
    yield from (f"after: {word}" for word in after)
    yield f"just before: {before[-1] if before else 'nothing'}"
    yield f"just after: {after[0] if after else 'nothing'}"
    yield f"gap before: {_mark(span.gap_before)}"
    yield f"gap after: {_mark(span.gap_after)}"
    first, last = span.first - 1, span.last
    caps = span.field.caps
    if before and caps[first] and span.gap_before in {" ", "-"}:
        yield "capital before"
    if after and caps[last] and span.gap_after in {" ", "-"}:
        yield "capital after"
    if before and first in barred:
        yield "place before"
    if after and last in barred:
        yield "place after"
    if span.opens:
        yield "opens a sentence"
    yield from _beyond(span, before, after)


def _beyond(span: Span, before: list[str], after: list[str]) -> Iterator[str]:
    """Yield what the sentence, the next one and other capitals near it say of a name."""
    first, last, caps = span.first - 1, span.last, span.field.caps
    if len(before) > 1 and before[-1] in JOINTS and caps[first - 1]:
        yield "joined before"
    if len(after) > 1 and after[0] in JOINTS and caps[last + 1]:
        yield "joined after"
    following = span.sentence(1)[:2]
    if following:
        yield f"next: {following[0]}"
    if not after and following[:1] and following[0] in _RESUMES:
        yield "resumed by the next sentence"
    if after and after[0] in _ACTS and span.gap_after == " ":
        yield "acts like a body"
    start, stop = span.field.sentences[span.field.homes[span.first]]
    if span.written.isupper() and span.field.text[start:stop].isupper():
        yield "in a line of capitals"
    if _is_listed(span):
        yield "in a list of capitals"


def _mark(gap: str) -> str:
    """Return the first signs of what stands between two words, blanks aside."""
    return (gap.split() or [""])[0][:2]


def _in_title(span: Span) -> Iterator[str]:
    """Yield where in a title a name stands."""
    size = len(span.field.read)
    if span.last - span.first == size:
        yield "title: whole"
    elif span.first == 0:
        yield "title: begins, colon" if span.gap_after.strip()[:1] in _COLONS else "title: begins"
    elif span.last == size:
        yield "title: ends, colon" if span.gap_before.strip()[:1] in _COLONS else "title: ends"


def _is_listed(span: Span) -> bool:
    """Return whether commas or "and" join it to other capitals."""
    caps, first, last = span.field.caps, span.first, span.last
    before = first > 0 and span.gap_before == ", " and caps[first - 1]
    after = last < len(caps) and span.gap_after == ", " and caps[last]
    joined = span.after(2)[:1] == ["and"] and last + 1 < len(caps) and caps[last + 1]
    return before or after or joined


def group(places: Sequence[Span]) -> list[str]:
    """Return the signs of how often and where a name stands."""
    found = [f"times: {min(len(places), _MOST_TIMES)}"]
    fields = {span.field.name for span in places}
    found.append(IN_BOTH if len(fields) > 1 else f"only in {min(fields)}")
    if any(span.field.name == "text" and not span.field.homes[span.first] for span in places):
        found.append("in the first sentence")
    if all(span.opens for span in places):
        found.append("always opens")
    if all(span.field.is_headline for span in places):
        found.append("only in a headline")
    return found
