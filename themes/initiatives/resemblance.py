"""How alike two names are, and why, in words for people."""

from typing import NamedTuple

from themes.initiatives.names import KINDS, is_generic, word_set

_LINKS = word_set("of and for the to in on with a an at by")
_MARKS = word_set(
    "plus extra east west north south eastern western northern southern england scotland wales "
    "northern ireland uk britain"
)
_FEW = 2  # letters by which a word may differ
_LONG = 5  # letters from which such a word is still the same one
_MOST_LETTERS = 30  # of a word that is compared letter by letter


class Likeness(NamedTuple):
    """How likely two names are of one scheme, and why."""

    score: float  # 0 to 1; what else is known of the two may add or take away
    reason: str


def of_initials(one: str, other: str) -> Likeness | None:
    """Return how well an acronym fits a name; None: it does not.

    Args:
        one: An acronym or a name.
        other: The other of the two.
    """
    short, full = (one, other) if len(one) < len(other) else (other, one)
    bare = short.removesuffix("s").lower()
    words = [word for word in full.lower().replace("-", " ").split() if word[0].isalpha()]
    strong = [word for word in words if word not in _LINKS]
    if len(bare) > 1 and bare in {"".join(word[0] for word in some) for some in (words, strong)}:
        return Likeness(0.45 if len(bare) < 3 else 0.6, f"{short} fits the initials of {full}")
    return None


def of_names(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    """Return how alike two names are; None: they tell nothing of each other.

    Args:
        one: The words of a name that count, as ``names.key`` gives them.
        other: Those of the other.
    """
    if not one or not other:
        return None
    if "".join(one) == "".join(other):
        return Likeness(0.55 if is_generic(" ".join(one)) else 0.7, "the same name")
    mine = [word for word in one if word not in _LINKS]
    theirs = [word for word in other if word not in _LINKS]
    only, also = _without(mine, theirs), _without(theirs, mine)
    if not only and not also:
        return Likeness(0.7, "the same words in another order")
    if not only or not also:
        return _longer(mine, theirs, only or also)
    if len(only) == len(also) == 1:
        return _otherwise(only[0], also[0], len(mine))
    return None


def _longer(mine: list[str], theirs: list[str], more: list[str]) -> Likeness | None:
    short = min(mine, theirs, key=len)
    added = " ".join(more)
    if len(more) > 2 or (len(short) == 1 and (short[0] in KINDS or len(short[0]) < _LONG)):
        return None
    if any(word.isdigit() or word in _MARKS for word in more):
        return Likeness(0.5, f"the same name without “{added}”")
    if is_generic(" ".join(short)):
        return Likeness(0.35, f"the same common name without “{added}”")
    return Likeness(0.6 if len(more) == 1 else 0.5, f"the same name without “{added}”")


def _otherwise(one: str, other: str, size: int) -> Likeness | None:
    """Return how alike names are that differ by one word alone."""
    one, other = sorted((one, other))
    if one.isdigit() or other.isdigit() or {one, other} & _MARKS:
        return None  # of another year, of another place
    if one in KINDS and other in KINDS:
        score = 0.35 if size < 3 else 0.4
        return Likeness(score, f"the same name, but “{one}” and “{other}”")
    if _are_near(one, other):
        return Likeness(0.55, f"the same name, but for the letters of “{one}” and “{other}”")
    return None


def _without(words: list[str], others: list[str]) -> list[str]:
    left = list(others)
    more = []
    for word in words:
        if word in left:
            left.remove(word)
        else:
            more.append(word)
    return more


def _are_near(one: str, other: str) -> bool:
    """Return whether two words are one, misspelled or with another ending."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG or len(long) > _MOST_LETTERS:
        return False
    if long.startswith(short) and len(long) - len(short) <= 3:
        return True
    return short[:2] == long[:2] and _distance(short, long) <= (1 if len(short) < 7 else _FEW)


def _distance(one: str, other: str) -> int:
    """Return how many letters have to change to make one word the other."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        last, row[0] = row[0], at
        for to, wanted in enumerate(other, start=1):
            last, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, last + (letter != wanted))
    return row[-1]
