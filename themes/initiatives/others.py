"""Whether the words around a known name make it the name of another scheme."""

from collections.abc import Container

from records import Initiative
from themes.initiatives.names import KINDS, WEAK, singular, word_set
from themes.initiatives.vocabulary import FUNCTION
from themes.text.fields import Field
from themes.text.words import tokens

# Right behind a name: Youth Promise Plus, Open Door East.
_MORE = word_set("plus extra")
_MARKS = _MORE | word_set("east west north south eastern western northern southern")
_ABOUT = word_set("paper review evaluation team unit plan strategy")  # of a scheme, not another
# What is never the same thing as a seeded scheme of another sort: the Modernising Government Fund.
_APART = frozenset({"fund", "commission", "zone"})
_MOST_BEHIND = 3  # words; a longer name begins anew


def is_of_another(field: Field, first: int, last: int, row: Initiative) -> bool:
    """Return whether a known name is but a part of another scheme's name here.

    City Deal 2 is not City Deal, and Night Nurses Devon is not the Night Nurses of Night Nurses
    Leeds. Of a seeded scheme, whose names were chosen by people, only the plainest words behind it
    say so: the Pathways to Work Commission is not Pathways to Work.

    Args:
        field: Where it stands.
        first: The first word of the name.
        last: Just past its last word.
        row: The scheme.
    """
    if field.is_headline:
        return False
    if _goes_on(_behind(field, last), row):
        return True
    return not row.is_seeded and _is_of_elsewhere(field, first, last, row)


def is_for_others(field: Field, last: int, known: Container[int]) -> bool:
    """Return whether "for" behind a name makes it another scheme's: the Wigan Deal for Staff.

    Args:
        field: Where it stands.
        last: Just past the last word of the name.
        known: Words of places and bodies: the Wigan Deal for Leigh is the Wigan Deal.
    """
    words, goal = field.read.words, last + 1
    if field.is_headline or goal >= len(words) or words[last] != "for" or goal in known:
        return False
    is_bound = field.gap(last - 1) == field.gap(last) == " "
    return is_bound and field.caps[goal] and not field.slice(goal, goal + 1).isupper()


def _behind(field: Field, last: int) -> list[str]:
    """Return the words right behind a name, in the singular, that may belong to it."""
    words: list[str] = []
    for at in range(last, min(last + _MOST_BEHIND, len(field.read))):
        is_name = field.caps[at] or field.read.words[at].isdigit()
        if field.gap(at - 1) not in {" ", "-"} or not is_name or field.opens(at):
            break
        words.append(singular(field.read.words[at]))
    return words


def _goes_on(words: list[str], row: Initiative) -> bool:
    """Return whether the words behind are a mark, a number or a head of another kind."""
    if not words:
        return False
    kind = KINDS.get(words[-1], row.kind)
    if row.is_seeded:
        return words[0] in _MORE or kind in _APART - {row.kind}
    if words[0] in _MARKS or (words[0].isdigit() and len(words[0]) < 4):
        return True
    return words[-1] not in _ABOUT and kind != row.kind


def _is_of_elsewhere(field: Field, first: int, last: int, row: Initiative) -> bool:
    """Return whether another word stands where the full name has its first or its last."""
    full = [word for word in map(singular, tokens(row.name).words) if word not in WEAK]
    own = [word for word in map(singular, field.read.words[first:last]) if word not in WEAK]
    size = len(own)
    if not size or size >= len(full):
        return False
    before, behind = first - 1, last
    while behind < len(field.read) and field.read.words[behind] in WEAK:
        behind += 1
    if full[:size] == own and behind < len(field.read):
        is_bound = field.caps[behind] and field.gap(behind - 1) in {" ", "-"}
        return is_bound and singular(field.read.words[behind]) != full[size]
    if full[-size:] == own and before >= 0 and not field.opens(first):
        word = field.read.words[before]
        is_bound = field.caps[before] and field.gap(before) in {" ", "-"} and word not in FUNCTION
        return is_bound and singular(word) not in full
    return False
