"""What a rewrite and a translation keep of a text: its names and its figures."""

import re

from themes.text.words import Tokens


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Every date has one, and so has every other text; the Welsh ones too.
_DATES = _set(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday "
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENS = frozenset(".!?:;\n\r\f”“\"'‘(•")  # what stands before the first word of a sentence
_SHORTEST = 3  # letters; guess
# Words that nearly every text has, and hardly any in the other language.
_WELSH = _set("mae bydd gan wedi yn yr ym eu ac gyda hyn hon nid yw bod oedd cael dros")
_ENGLISH = _set("the and of to for with is was are has have that this by from will")


def names(text: str) -> frozenset[str]:
    """Return the words of names, in lower case: those with a capital that grammar did not ask for.

    The first word of a sentence counts only if another capital follows it.
    """
    found = set()
    words = list(_WORD.finditer(text))
    for word, after in zip(words, [*words[1:], None], strict=True):
        name = word[0].lower().replace("’", "'").removesuffix("'s")
        if len(name) < _SHORTEST or not word[0][0].isupper() or name in _DATES:
            continue
        before = text[max(0, word.start() - 3) : word.start()].rstrip(" \t\xa0")
        is_first = not before or before[-1] in _OPENS
        if not is_first or (after and after.start() == word.end() + 1 and after[0][0].isupper()):
            found.add(name)
    return frozenset(found)


def figures(tokens: Tokens) -> frozenset[str]:
    """Return the figures that tell one text from another: no years, no single digits."""
    return frozenset(word for word in tokens.words if _is_figure(word))


def is_firm(figure: str) -> bool:
    """Return whether a figure counts something, and is no part of a telephone number."""
    return not (figure.isdigit() and figure[0] == "0")


def is_welsh(tokens: Tokens) -> bool:
    """Return whether a text is in Welsh rather than in English."""
    welsh = sum(word in _WELSH for word in tokens.words)
    return welsh > sum(word in _ENGLISH for word in tokens.words)


def _is_figure(word: str) -> bool:
    is_year = len(word) == 4 and word[:2] in {"19", "20"}
    return word[0].isdigit() and len(word) > 1 and not is_year
