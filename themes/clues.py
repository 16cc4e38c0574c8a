"""What the words around a run of capitals say for its being the name of a scheme."""

from collections.abc import Callable

from themes.fields import Span
from themes.names import is_acronym, singular, word_set
from themes.plain_words import PLAIN
from themes.vocabulary import (
    ANAPHORS,
    ARTICLES,
    AUXILIARIES,
    BANNERS,
    BODIES,
    CHOSEN,
    DEALS,
    FAINT,
    FUNCTION,
    GENERIC,
    HAPPENS,
    KINDS_AFTER,
    LAUNCHES,
    LEADS_BY,
    LEADS_TO,
    LONE,
    NAMING,
    NOT_BEFORE,
    NOUNS,
    NUMBERS,
    OPENERS,
    OPENERS_AHEAD,
    OPENERS_BEFORE,
    PAIRS,
    PAPERS,
    SCENES,
    SCHEMES,
    SITES,
)

# Points: guesses, weighed on the odd half of bench/initiatives.jsonl; ENOUGH makes a name.
ENOUGH = 0.55
_HEADS = ((SCHEMES, 0.65), (DEALS, 0.5), (BODIES, 0.4), (FAINT, 0.2))
_HEADS_AFTER = ((SCHEMES, 0.6), (DEALS, 0.5), (BODIES, 0.4), (KINDS_AFTER, 0.4), (FAINT, 0.3))
_ALL_HEADS = frozenset().union(*(heads for heads, _ in _HEADS))
_LONG_NAME = 0.1  # more for a deal or fund of three words or more
_CLAUSE = 14  # words of the clause before an apposition
_OPEN = frozenset({",", ":", "–", "—", "("})
Clue = tuple[float, str]
NOTHING: Clue = (0.0, "")
_SKIPPED = word_set("out up for £ of")
_TAILS = word_set("plus extra two ii iii england wales scotland ireland northern uk")
_VERBS = word_set(
    "plan offer test trial pilot fund deal model network project bill contract record promise "
    "pledge challenge force team"
)
# These after a noun show that it was a verb: Kent plans to merge.
_BETWEEN = ARTICLES | {"as", "it", "them", "this", "locally", "now", "officially"}
_OBJECTS = word_set("to a an the new its their more for on it them")
_CLOSE = frozenset(",.;)–—:!?")


def head_inside(span: Span) -> Clue:
    """Find a head that ends or opens the name: Shared Outcomes Fund, Commission on Care."""
    words = span.words
    if words[0] in OPENERS and len(words) > 2 and words[1] in OPENERS_BEFORE:
        return 0.6, f"named as a {words[0]}"
    if words[0] in OPENERS_AHEAD and len(words) > 1:
        return 0.4, f"named as a {words[0]}"
    while len(words) > 2 and (words[-1] in _TAILS or words[-1][0].isdigit()):
        words = words[:-1]  # Fair Funding Review 2.0
    size = head_size(words, len(words) - 1)
    if not size or singular(words[-1]) in KINDS_AFTER or not has_content(words[:-size]):
        return NOTHING
    word = singular(words[-1])
    points = next(points for heads, points in _HEADS if word in heads)
    if word in DEALS and len(words) - size > 1:
        points += _LONG_NAME
    return points, f"named as a {word}"


def head_size(words: list[str], at: int) -> int:
    """Return how many words the head has that ends here: 0, 1, or 2 as in test beds."""
    word = singular(words[at])
    if not any(word in heads for heads, _ in _HEADS_AFTER):
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
        return 0.6, f"followed by {word}"
    if word in OPENERS and with_head(span).after(1)[:1] in (["into"], ["of"], ["on"]):
        return 0.6, f"followed by {word}"
    rest = span.after(2)
    is_verb = word != rest[0] or singular(span.words[-1]) != span.words[-1]
    if is_verb and word in _VERBS and rest[1:] and rest[1] in _OBJECTS:
        return NOTHING
    return next((points, f"followed by {word}") for heads, points in _HEADS_AFTER if word in heads)


def head_after_size(span: Span) -> int:
    """Return how many words the head right after a name has; 0: there is none."""
    words = span.after(2)
    if not words or span.gap_after not in {" ", "-"} or span.field.caps[span.last]:
        return 0
    is_pair = any(words[0] in firsts for firsts in PAIRS.values())
    if is_pair and len(words) == 2:
        return head_size(words, 1)
    return head_size(words, 0)


def with_head(span: Span) -> Span:
    """Return the name with the lower-case head behind it, if there is one."""
    return Span(span.field, span.first, span.last + head_after_size(span))


def naming(span: Span) -> Clue:
    """Find "a scheme called" before the name, or "known as"."""
    words = span.before(16)
    at = next((at for at in reversed(range(len(words))) if words[at] in NAMING), None)
    if at is None:
        return NOTHING
    between, subject = words[at + 1 :], words[:at]
    if not all(word in _BETWEEN or singular(word) in NOUNS for word in between):
        return NOTHING
    if words[at] == "known" and "as" not in between:
        return NOTHING
    for word in (*reversed(between), *reversed(subject)):
        if singular(word) in NOT_BEFORE and not _is_policy_paper(word, subject):
            return -1.0, "named as something else"
        if singular(word) in NOUNS:
            return 0.55, f"a {singular(word)} that is {words[at]} so"
    if len(subject) < 4 and set(map(singular, span.sentence(-1))) & NOUNS:
        return 0.5, f"{words[at]} so"
    return 0.45, f"{words[at]} so"


def _is_policy_paper(word: str, words: list[str]) -> bool:
    return word == "paper" and not {"white", "green", "policy"}.isdisjoint(words)


def banner(span: Span) -> Clue:
    """Find "under the … banner" around the name."""
    following = span.after(1)
    if following and following[0] in BANNERS and {"under", "the"} & set(span.before(3)):
        return 0.6, f"a {following[0]} for the work"
    words = span.before(5)
    if words[-1:] == ["of"] and BANNERS & set(words[:-1]) and "under" in words:
        return 0.6, "a banner for the work"
    return NOTHING


def led_to(span: Span) -> Clue:
    """Find what is said only of schemes before the name: wave two of, chosen for, under."""
    words = span.before(6)
    while words and words[-1] in ARTICLES:
        words.pop()
    if not words:
        return NOTHING
    if words[-1] in LEADS_BY:
        rest = [word for word in words[:-1] if word not in FUNCTION]
        if rest and rest[-1] in LEADS_TO:
            return 0.4, f"{rest[-1]} {words[-1]} it"
    if words[-1] in {"under", "through", "via", "behind"}:
        return (0.4, "under it") if words[-1] == "under" else (0.25, f"{words[-1]} it")
    if CHOSEN & set(words[-3:]):
        return 0.35, "places join it or are chosen for it"
    return NOTHING


def launched(span: Span) -> Clue:
    """Find a verb of launching right before the name."""
    words = span.before(6)
    while words and (words[-1] in ARTICLES or words[-1] in _SKIPPED or words[-1][0].isdigit()):
        words.pop()
    if words and words[-1] in LAUNCHES:
        return 0.3, f"{words[-1]} it"
    return NOTHING


def happens(span: Span) -> Clue:
    """Find what schemes do right after the name: begins, will be extended."""
    span = with_head(span)
    if span.gap_after not in {" ", ", "}:
        return NOTHING
    for word in span.after(4):
        if word in HAPPENS:
            return 0.25, f"it {word}"
        if word not in AUXILIARIES:
            break
    return NOTHING


def apposition(span: Span) -> Clue:
    """Find the noun that explains the name beside it: Open Door, a trial in which."""
    span = with_head(span)
    following = span.after(9)
    if span.gap_after.strip() in _OPEN and following:
        if following[0] in HAPPENS or following[0] in {"run", "paid", "backed", "led", "set"}:
            return 0.35, f"{following[0]} …"
        nouns = [word for word in following if singular(word) in NOUNS]
        if nouns and (following[0] in ARTICLES or following[0] in {"which", "in", "under"}):
            return 0.4, f"explained as a {singular(nouns[0])}"
        if following[0] in {"which", "under"} and set(following[1:4]) & (HAPPENS | {"which"}):
            return 0.3, f"{' '.join(following[:2])} …"
    is_closed = span.gap_after.strip()[:1] in _CLOSE or not span.after(1)
    if span.gap_before.strip() in _OPEN and is_closed and not span.opens:
        nouns = [word for word in span.before(_CLAUSE) if singular(word) in NOUNS]
        if nouns:
            return 0.4, f"explained as a {singular(nouns[-1])}"
    return NOTHING


def papers(span: Span) -> Clue:
    """Find a name that takes up the paper of the sentence before: Work at Home suggests."""
    if not span.opens or len(span.words) < 2 or happens(span) == NOTHING:
        return NOTHING
    words = span.sentence(-1)
    if any(head_size(words, at) and singular(words[at]) in PAPERS for at in range(len(words))):
        return 0.35, "takes up the paper before"
    return NOTHING


def quoted(span: Span) -> Clue:
    """Find quotation marks around the name."""
    return (0.2, "in quotation marks") if span.is_quoted else NOTHING


def bracketed(span: Span) -> Clue:
    """Find its own initials in brackets behind the name."""
    if span.gap_after != " (":
        return NOTHING
    short = span.field.slice(span.last, span.last + 1)
    capitals = [part[0] for part in span.written.replace("-", " ").split() if part[0].isupper()]
    if is_acronym(short) and "".join(capitals).startswith(short[:2]):
        return 0.15, f"short form {short}"
    return NOTHING


def scene(span: Span) -> Clue:
    """Find words of trying, choosing and launching in the same sentence."""
    first, last = span.bounds()
    words = span.field.read.words
    for at in (*range(first, span.first), *range(span.last, last)):
        if words[at] in SCENES:
            return 0.1, words[at]
    return NOTHING


def sited(span: Span) -> Clue:
    """Find a number of places in the same sentence."""
    words = [*span.before(12), *span.after(12)]
    for at, word in enumerate(words):
        if word.isdigit() or word in NUMBERS:
            sites = [near for near in words[at + 1 : at + 4] if singular(near) in SITES]
            if sites:
                return 0.1, f"{word} {sites[0]}"
    following = span.after(2)
    if len(following) == 2 and following[0] in {"in", "across"} and span.field.caps[span.last + 1]:
        return 0.1, f"{following[0]} a place"
    return NOTHING


def plain(span: Span) -> Clue:
    """Find ordinary words in capitals that no sentence called for: Warm Welcome."""
    words = [word for word in span.words if len(word) > 2 and word not in FUNCTION]
    if not words or not all(_is_plain(word) for word in words):
        return NOTHING
    has_capitals = sum(span.field.caps[at] for at in range(span.first, span.last)) > 1
    return (0.3, "plain words in capitals") if has_capitals else NOTHING


def _is_plain(word: str) -> bool:
    one = singular(word)
    return word in PLAIN or one in PLAIN or one in _ALL_HEADS or word[0].isdigit()


def camel(span: Span) -> Clue:
    """Find one word with a capital inside: TechTrack."""
    written = span.written
    is_camel = len(span.words) == 1 and not written.isupper() and not written[1:].islower()
    return (0.2, "a made-up word") if is_camel and written[1:].isalpha() else NOTHING


def dated(span: Span) -> Clue:
    """Find a year or a number that ends the name: Transform 2030, Future Shape 2."""
    last = span.words[-1]
    is_number = len(span.words) > 1 and (last[0].isdigit() or last in {"ii", "iii"})
    return (0.15, "numbered") if is_number else NOTHING


def equated(span: Span) -> Clue:
    """Find "the answer is" before the name, or "It is a programme" after it."""
    words = span.before(4)
    if words[-1:] in (["is"], ["was"]) and any(singular(word) in NOUNS for word in words):
        return 0.3, "said to be it"
    words = span.sentence(1)[:6]
    if words[:1] == ["it"] and words[1:2] in (["is"], ["was"]):
        nouns = [word for word in words[2:] if singular(word) in NOUNS]
        if nouns:
            return 0.35, f"said to be a {nouns[0]}"
    return NOTHING


def resumed(span: Span) -> Clue:
    """Find the next sentence taking the name up: "The scheme …"."""
    words = span.sentence(1)[:3]
    if words[:1] and words[0] in {"the", "this", "these", "its", "both"}:
        nouns = [word for word in words[1:] if word in ANAPHORS]
        if nouns:
            return 0.25, f"taken up as the {nouns[0]}"
    return NOTHING


CLUES: tuple[Callable[[Span], Clue], ...] = (
    head_inside,
    head_after,
    naming,
    banner,
    led_to,
    launched,
    happens,
    apposition,
    papers,
    quoted,
    bracketed,
    scene,
    sited,
    plain,
    camel,
    dated,
    equated,
    resumed,
)


def weigh(span: Span) -> tuple[float, list[str]]:
    """Return the points of a name and the reasons for them, best first."""
    found = sorted((clue(span) for clue in CLUES), key=lambda clue: -clue[0])
    return sum(points for points, _ in found), [why for points, why in found if points > 0]
