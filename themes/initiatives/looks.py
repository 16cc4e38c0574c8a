"""What a run of capitals, and a word right behind it, say for its being a scheme's name."""

from themes.initiatives.names import is_acronym, singular, word_set
from themes.initiatives.plain_words import PLAIN
from themes.initiatives.vocabulary import (
    BODIES,
    DEALS,
    FAINT,
    FUNCTION,
    GENERIC,
    KINDS_AFTER,
    LONE,
    OPENERS,
    OPENERS_AHEAD,
    OPENERS_BEFORE,
    PAIRS,
    SCHEMES,
)
from themes.text.fields import Span

Clue = tuple[str, str]  # a sign that is weighed, and the reason in plain words
NOTHING: Clue = ("", "")
_HEADS = (
    (SCHEMES, "scheme"),
    (DEALS, "deal"),
    (BODIES, "body"),
    (FAINT, "faint"),
    (KINDS_AFTER, "kind"),
)
_ALL_HEADS = SCHEMES | DEALS | BODIES | FAINT
_ANY_HEAD = _ALL_HEADS | KINDS_AFTER
_PAIR_FIRSTS = frozenset().union(*PAIRS.values())
_TAILS = word_set("plus extra two ii iii england wales scotland ireland northern uk")
# Heads that are verbs too, and the words that show it: Kent plans to merge.
_VERBS = word_set(
    "plan offer test trial pilot fund deal model network project bill contract record promise "
    "pledge challenge force team"
)
_OBJECTS = word_set("to a an the new its their more for on it them")


def head_inside(span: Span) -> Clue:
    """Find a head that ends or opens the name: Shared Outcomes Fund, Commission on Care."""
    words = span.words
    if words[0] in OPENERS and len(words) > 2 and words[1] in OPENERS_BEFORE:
        return "head opens", f"named as a {words[0]}"
    if words[0] in OPENERS_AHEAD and len(words) > 1:
        return "head ahead", f"named as a {words[0]}"
    while len(words) > 2 and (words[-1] in _TAILS or words[-1][0].isdigit()):
        words = words[:-1]  # Fair Funding Review 2.0
    size = head_size(words, len(words) - 1)
    word = singular(words[-1])
    if not size or word in KINDS_AFTER:
        return NOTHING
    if not has_content(words[:-size]):  # Public Service Reform Accelerators
        sort = "bare head" if len(words) - size < 2 else "generic head"
        return f"{sort}: {_sort(word)}", f"named as a {word}"
    long = ", long" if len(words) - size > 1 else ""
    return f"head: {_sort(word)}{long}", f"named as a {word}"


def _sort(word: str) -> str:
    return next(sort for heads, sort in _HEADS if word in heads)


def head_size(words: list[str], at: int) -> int:
    """Return how many words the head has that ends here: 0, 1, or 2 as in test beds."""
    word = singular(words[at])
    if word not in _ANY_HEAD:
        return 0
    if word not in PAIRS:
        return 1
    return 2 if at > 0 and words[at - 1] in PAIRS[word] else 0


def has_content(words: list[str]) -> bool:
    """Return whether the words before a head name anything at all."""
    return any(word not in GENERIC and word not in LONE and not word.isdigit() for word in words)


def head_after(span: Span) -> Clue:
    """Find a lower-case head right after the name: Open Door pilots."""
    size = head_after_size(span)
    is_chance = len(span.words) == 1 and span.opens and not span.is_quoted
    if not size or is_chance:
        return NOTHING
    word = singular(span.after(size)[-1])
    if size == 2:  # white papers, test beds
        return "head after: pair", f"followed by {word}"
    if word in OPENERS and with_head(span).after(1)[:1] in (["into"], ["of"], ["on"]):
        return "head after: opener", f"followed by {word}"
    rest = span.after(2)
    is_verb = word != rest[0] or singular(span.words[-1]) != span.words[-1]
    if is_verb and word in _VERBS and rest[1:] and rest[1] in _OBJECTS:
        return NOTHING
    return f"head after: {_sort(word)}", f"followed by {word}"


def head_after_size(span: Span) -> int:
    """Return how many words the head right after a name has; 0: there is none."""
    last, field = span.last, span.field
    if last >= len(field.caps) or field.caps[last] or span.gap_after not in {" ", "-"}:
        return 0
    words = span.after(2)
    if len(words) == 2 and words[0] in _PAIR_FIRSTS:
        return head_size(words, 1)
    return head_size(words, 0) if words else 0


def with_head(span: Span) -> Span:
    """Return the name with the lower-case head behind it, if there is one."""
    return Span(span.field, span.first, span.last + head_after_size(span))


def quoted(span: Span) -> Clue:
    """Find quotation marks around the name."""
    return ("quoted", "in quotation marks") if span.is_quoted else NOTHING


def bracketed(span: Span) -> Clue:
    """Find its own initials in brackets behind the name."""
    if span.gap_after != " (":
        return NOTHING
    short = span.field.slice(span.last, span.last + 1)
    capitals = [part[0] for part in span.written.replace("-", " ").split() if part[0].isupper()]
    if is_acronym(short) and "".join(capitals).startswith(short[:2]):
        return "short form", f"short form {short}"
    return NOTHING


def plain(span: Span) -> Clue:
    """Find ordinary words in capitals that no sentence called for: Warm Welcome."""
    words = [word for word in span.words if len(word) > 2 and word not in FUNCTION]
    read, caps = span.field.read, span.field.caps
    if sum(caps[at] and len(read.words[at]) > 2 for at in range(span.first, span.last)) < 2:
        return NOTHING
    ordinary = sum(map(_is_plain, words))
    own = [word for word in words if singular(word) not in _ALL_HEADS]
    if not has_content(own) or 2 * ordinary < len(words):
        return NOTHING
    return "plain" if ordinary == len(words) else "partly plain", "plain words in capitals"


def _is_plain(word: str) -> bool:
    one = singular(word)
    return word in PLAIN or one in PLAIN or one in _ALL_HEADS or word[0].isdigit()


def camel(span: Span) -> Clue:
    """Find one word with a capital inside: TechTrack."""
    written = span.written
    is_camel = len(span.words) == 1 and not written.isupper() and not written[1:].islower()
    return ("camel", "a made-up word") if is_camel and written[1:].isalpha() else NOTHING


def dated(span: Span) -> Clue:
    """Find a year or a number that ends the name: Transform 2030, Future Shape 2."""
    last = span.words[-1]
    is_number = len(span.words) > 1 and (last[0].isdigit() or last in {"ii", "iii"})
    return ("numbered", "numbered") if is_number else NOTHING
