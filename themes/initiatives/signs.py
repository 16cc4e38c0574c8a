"""What speaks for and against a name, as signs that are weighed: seeds/namings.tsv."""

from collections.abc import Sequence
from dataclasses import dataclass

from themes.initiatives.clues import clues
from themes.initiatives.looks import head_size
from themes.initiatives.names import singular
from themes.initiatives.plain_words import PLAIN
from themes.initiatives.refusals import doubts
from themes.initiatives.vocabulary import COMMERCE, FOREIGN, FUNCTION, GENERIC, SERVICES
from themes.text.fields import Field, Span

# Clues that say outright that a name is one of a scheme.
_TOLD = frozenset({"known as", "called it", "noun called", "noun before", "noun after", "banner"})
NO_THEME = "on no theme"
_MOST_TIMES = 4
_MOST_WORDS = 7
_NEAR = 3  # words on either side that are signs by themselves
_FEW, _MANY = 2, 6  # words of public services in a text


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the document around a name."""

    signs: tuple[str, ...]
    barred: dict[str, set[int]]  # for each field, words of places and bodies


def setting(
    fields: Sequence[Field], barred: dict[str, set[int]], is_relevant: bool | None
) -> Setting:
    """Return what a document says for or against all names in it.

    Args:
        fields: Title and text.
        barred: For each field, words of places and bodies.
        is_relevant: Whether it is on a theme; None: nobody asked.
    """
    words = [word for field in fields for word in field.read.words]
    found = [{None: "asked nobody", True: "on a theme", False: NO_THEME}[is_relevant]]
    for name, listed in (("services", SERVICES), ("commerce", COMMERCE), ("abroad", FOREIGN)):
        number = sum(word in listed for word in words)
        much = "much" if number > _MANY else "some" if number > _FEW else "little" if number else ""
        if much:
            found.append(f"{much} {name}")
    return Setting(tuple(found), barred)


def named(span: Span, barred: set[int]) -> list[str]:
    """Return the signs of a name itself."""
    words, field = span.words, span.field
    own = range(span.first, span.last)
    caps = [field.caps[at] for at in own if len(field.read.words[at]) > 3 or field.caps[at]]
    found = [f"words: {min(len(words), _MOST_WORDS)}"]
    found += [f"in: {singular(word)}" for word in words]
    found += [f"first: {words[0]}", f"last: {singular(words[-1])}"]
    if span.written.isupper():
        found.append("shape: all capitals")
    elif all(caps) and caps:
        found.append("shape: title case")
    elif not any(caps):
        found.append("shape: lower case")
    else:
        found.append("shape: mixed case")
    free = [at not in barred for at in own]
    if not all(free):
        found.append("place: whole" if not any(free) else "place: part")
        found += ["place: first"] if not free[0] else []
        found += ["place: last"] if not free[-1] else []
    odd = [word for word in words if word not in FUNCTION and not _is_plain(word)]
    found.append(f"odd words: {min(len(odd), 3)}")
    if all(word in GENERIC or word in FUNCTION for word in words[:-1]):
        found.append("generic but for the last")
    if any(word in FUNCTION for word in words[1:-1]):
        found.append("small word inside")
    return found


def _is_plain(word: str) -> bool:
    one = singular(word)
    return word in PLAIN or one in PLAIN or head_size([word], 0) > 0 or word[0].isdigit()


def around(span: Span, barred: set[int]) -> dict[str, str]:
    """Return the signs around one place where a name stands, some with a reason."""
    found = clues(span)
    is_told = not _TOLD.isdisjoint(found) or any(sign.startswith("head") for sign in found)
    for doubt in doubts(span, barred):
        found[doubt] = ""
        if is_told:
            found[f"{doubt}, told"] = ""
    before, after = span.before(_NEAR), span.after(_NEAR)
    found |= {f"before: {word}": "" for word in before}
    found |= {f"after: {word}": "" for word in after}
    found[f"just before: {before[-1] if before else 'nothing'}"] = ""
    found[f"just after: {after[0] if after else 'nothing'}"] = ""
    found[f"gap before: {span.gap_before.strip()[:1]}"] = ""
    found[f"gap after: {span.gap_after.strip()[:2]}"] = ""
    first, last = span.first - 1, span.last
    caps = span.field.caps
    if before and caps[first] and span.gap_before in {" ", "-"}:
        found["capital before"] = ""
    if after and caps[last] and span.gap_after in {" ", "-"}:
        found["capital after"] = ""
    if before and first in barred:
        found["place before"] = ""
    if after and last in barred:
        found["place after"] = ""
    if span.opens:
        found["opens a sentence"] = ""
    return found


def group(places: Sequence[Span]) -> list[str]:
    """Return the signs of how often and where a name stands."""
    found = [f"times: {min(len(places), _MOST_TIMES)}"]
    fields = {span.field.name for span in places}
    found.append("in title and text" if len(fields) > 1 else f"only in {min(fields)}")
    if any(span.field.name == "text" and not span.field.homes[span.first] for span in places):
        found.append("in the first sentence")
    if all(span.opens for span in places):
        found.append("always opens")
    if all(span.field.is_headline for span in places):
        found.append("only in a headline")
    return found
