"""What the words around a run of capitals say for its being the name of a scheme."""

from collections.abc import Callable

from themes.initiatives.looks import (
    NOTHING,
    Clue,
    bracketed,
    camel,
    dated,
    head_after,
    head_inside,
    head_size,
    plain,
    quoted,
    with_head,
)
from themes.initiatives.names import singular, word_set
from themes.initiatives.vocabulary import (
    ANAPHORS,
    ARTICLES,
    AUXILIARIES,
    BANNERS,
    CHOSEN,
    FUNCTION,
    HAPPENS,
    LAUNCHES,
    LEADS_BY,
    LEADS_TO,
    NAMING,
    NOT_BEFORE,
    NOUNS,
    NUMBERS,
    PAPERS,
    SCENES,
    SITES,
)
from themes.text.fields import Span

OTHERWISE = "called otherwise"
_CLAUSE = 14  # words of the clause before an apposition
_OPEN = frozenset({",", ":", "–", "—", "("})
_CLOSE = frozenset(",.;)–—:!?")
_BEFORE_NAME = ARTICLES | NUMBERS | {"out", "up", "for", "£", "of"}
_DONE = word_set("run paid backed led set piloted launched funded tested trialled introduced")
_VERBS = word_set("is was has had will would can lets gives may")
_ANYTHING = word_set("something anything what")  # whatever stands before is not what is called so
_KNOWN_AS = word_set("known called dubbed christened named")
_BETWEEN = ARTICLES | {"as", "it", "them", "this", "locally", "now", "officially"}


def naming(span: Span) -> Clue:
    """Find "a scheme called" before the name, or "known as"."""
    words = span.after(7)
    if words[:1] == ["as"] and _KNOWN_AS & set(words):
        return "known as", "known so"
    words = span.before(16)
    at = next((at for at in reversed(range(len(words))) if words[at] in NAMING), None)
    if at is None:
        return NOTHING
    between, subject = words[at + 1 :], words[:at]
    if not all(word in _BETWEEN or singular(word) in NOUNS for word in between):
        return NOTHING
    if words[at] == "known" and "as" not in between:
        return NOTHING
    if words[at] in {"calls", "call", "called"} and {"this", "it"} & set(between):
        return "called it", f"{words[at]} it so"
    for word in (*reversed(between), *reversed(subject)):
        if word in _ANYTHING:
            break
        if singular(word) in NOT_BEFORE and not _is_policy_paper(word, subject):
            return OTHERWISE, "named as something else"
        if singular(word) in NOUNS:
            return "noun called", f"a {singular(word)} that is {words[at]} so"
    if len(subject) < 4 and set(map(singular, span.sentence(-1))) & NOUNS:
        return "called, noun near", f"{words[at]} so"
    return "called", f"{words[at]} so"


def _is_policy_paper(word: str, words: list[str]) -> bool:
    return word == "paper" and not {"white", "green", "policy"}.isdisjoint(words)


def banner(span: Span) -> Clue:
    """Find "under the … banner" around the name."""
    following = span.after(1)
    if following and following[0] in BANNERS and {"under", "the"} & set(span.before(3)):
        return "banner", f"a {following[0]} for the work"
    words = span.before(5)
    if words[-1:] == ["of"] and BANNERS & set(words[:-1]) and "under" in words:
        return "banner", "a banner for the work"
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
            return "led to", f"{rest[-1]} {words[-1]} it"
    if words[-1] in {"under", "through", "via", "behind"}:
        return ("under" if words[-1] == "under" else "through"), f"{words[-1]} it"
    if CHOSEN & set(words[-3:]):
        return "chosen", "places join it or are chosen for it"
    return NOTHING


def launched(span: Span) -> Clue:
    """Find a verb of launching right before the name."""
    words = span.before(6)
    while words and (words[-1] in _BEFORE_NAME or words[-1][0].isdigit()):
        words.pop()
    if words and words[-1] in LAUNCHES:
        return "launched", f"{words[-1]} it"
    return NOTHING


def happens(span: Span) -> Clue:
    """Find what schemes do right after the name: begins, will be extended."""
    span = with_head(span)
    if span.gap_after not in {" ", ", "}:
        return NOTHING
    following = span.after(4)
    for word in following:
        if word in HAPPENS:
            return "happens", f"it {word}"
        if word not in AUXILIARIES:
            break
    return ("verb", f"it {following[0]}") if following[:1] and following[0] in _VERBS else NOTHING


def apposition(span: Span) -> Clue:
    """Find the noun that explains the name beside it: Open Door, a trial in which."""
    span = with_head(span)
    following = span.after(9)
    if span.gap_after.strip() in _OPEN and following:
        if following[0] in _DONE:
            return "done", f"{following[0]} …"
        nouns = [word for word in following if singular(word) in NOUNS]
        is_noun = following[0] in ARTICLES or singular(following[0]) in NOUNS
        if nouns and (is_noun or following[0] in {"which", "in", "under"}):
            return "noun after", f"explained as a {singular(nouns[0])}"
        if "which" in following[1:7] and not nouns:
            return "explained", "explained by what it does"
        if following[0] in {"which", "under"} and set(following[1:4]) & (HAPPENS | {"which"}):
            return "which", f"{' '.join(following[:2])} …"
    is_closed = span.gap_after.strip()[:1] in _CLOSE or not span.after(1)
    if span.gap_before.strip() in _OPEN and is_closed and not span.opens:
        clause = span.before(_CLAUSE)
        nouns = [word for word in clause if singular(word) in NOUNS]
        if nouns:  # "The framework, Open Door, was" says more than "a trial in Leeds, Open Door"
            sign = "noun before" if nouns[-1] == clause[-1] else "noun in clause"
            return sign, f"explained as a {singular(nouns[-1])}"
    return NOTHING


def papers(span: Span) -> Clue:
    """Find a name that takes up the paper of the sentence before: Work at Home suggests."""
    if not span.opens or len(span.words) < 2 or happens(span) == NOTHING:
        return NOTHING
    words = span.sentence(-1)
    if any(head_size(words, at) and singular(words[at]) in PAPERS for at in range(len(words))):
        return "takes up", "takes up the paper before"
    return NOTHING


def scene(span: Span) -> Clue:
    """Find words of trying, choosing and launching in the same sentence."""
    first, last = span.bounds()
    words = span.field.read.words
    for at in (*range(first, span.first), *range(span.last, last)):
        if words[at] in SCENES:
            return "scene", words[at]
    return NOTHING


def sited(span: Span) -> Clue:
    """Find a number of places in the same sentence."""
    words = [*span.before(12), *span.after(12)]
    for at, word in enumerate(words):
        if word.isdigit() or word in NUMBERS:
            sites = [near for near in words[at + 1 : at + 4] if singular(near) in SITES]
            if sites:
                return "sites", f"{word} {sites[0]}"
    following = span.after(2)
    if len(following) == 2 and following[0] in {"in", "across"} and span.field.caps[span.last + 1]:
        return "in a place", f"{following[0]} a place"
    return NOTHING


def equated(span: Span) -> Clue:
    """Find "the answer is" before the name, or "It is a programme" after it."""
    words = span.before(4)
    is_said = words[-2:-1] in (["that"], ["this"]) or any(singular(one) in NOUNS for one in words)
    if words[-1:] in (["is"], ["was"]) and is_said:
        return "is it", "said to be it"
    words = span.after(5)
    if words[:1] in (["is"], ["was"]) and "name" in words:
        return "is the name", "said to be the name"
    words = span.sentence(1)[:6]
    if words[:1] == ["it"] and words[1:2] in (["is"], ["was"]):
        nouns = [word for word in words[2:] if singular(word) in NOUNS]
        if nouns:
            return "it is a", f"said to be a {nouns[0]}"
    return NOTHING


def resumed(span: Span) -> Clue:
    """Find the next sentence taking the name up: "The scheme …"."""
    words = span.sentence(1)[:3]
    if words[:1] and words[0] in {"the", "this", "these", "its", "both"}:
        nouns = [word for word in words[1:] if word in ANAPHORS]
        if nouns:
            return "resumed", f"taken up as the {nouns[0]}"
    return NOTHING


Finder = Callable[[Span], Clue]
CLUES: tuple[Finder, ...] = (
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


def clues(span: Span) -> dict[str, str]:
    """Return all that speaks for a name: each sign with its reason in plain words."""
    found = dict(clue(span) for clue in CLUES)
    found.pop("", None)
    return found
