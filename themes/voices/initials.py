"""How a name is written: its capitals, and initials that a text spells out itself."""

from themes.text.fields import Field
from themes.text.lookup import Found
from themes.text.words import tokens
from themes.voices.unions import Sign

_OPENS = ("(", "“", "‘", '"', "[")
_NEAR = 8  # words between initials and what spells them out: "stands in the data for"; guess
_SKIPPED = frozenset({"and", "of", "the", "for", "in", "on", "to"})


def is_spelt_out(field: Field, first: int, last: int) -> bool:
    """Return whether the words beside initials spell them: "primary care services (PCS)".

    Args:
        field: The text.
        first: Word of the initials.
        last: Just past it.
    """
    text = field.slice(first, last)
    if last - first != 1 or not text.isupper():
        return False
    letters = text.lower()
    if field.gap(first - 1).endswith("(") and _before(field, first, letters):
        return True
    stop = min(last + _NEAR, len(field.read.words))
    return any(
        field.homes[at] == field.homes[first]
        and (field.gap(at - 1).endswith(_OPENS) or field.read.words[at - 1] == "for")
        and _after(field, at, letters)
        for at in range(last, stop)
    )


def _before(field: Field, first: int, letters: str) -> bool:
    words = field.read.words[max(first - 2 * len(letters), 0) : first]
    plain = "".join(word[0] for word in words if word not in _SKIPPED)
    return "".join(word[0] for word in words).endswith(letters) or plain.endswith(letters)


def _after(field: Field, at: int, letters: str) -> bool:
    words = field.read.words[at : at + 2 * len(letters)]
    plain = "".join(word[0] for word in words if word not in _SKIPPED)
    return "".join(word[0] for word in words).startswith(letters) or plain.startswith(letters)


def has_capitals(written: str, text: str) -> bool:
    """Return whether a name stands in the capitals that it needs."""
    if len(tokens(written)) > 1:
        if text.isupper():
            return True
        pairs = zip(_as_written(written), _as_written(text), strict=False)
        return all(theirs[0].isupper() or not ours[0].isupper() for ours, theirs in pairs)
    return text == written or (written[1:].islower() and text == written.upper())


def _as_written(text: str) -> list[str]:
    """Return the words of a short text with their capitals."""
    read = tokens(text)
    return [text[start:stop] for start, stop in zip(read.starts, read.stops, strict=True)]


def is_beside(hit: Found[Sign], found: list[Found[Sign]]) -> bool:
    """Return whether a longer name of the same union stands right before or behind initials."""
    same = {sign.union.union_id for sign in hit.values if sign.union}
    return any(
        other.last - other.first > 1
        and (other.last == hit.first or hit.last <= other.first <= hit.last + 1)
        and any(sign.union and sign.union.union_id in same for sign in other.values)
        for other in found
    )
