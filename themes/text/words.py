"""One reading of a text for the whole room: its words and its sentences, with offsets."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise, product, starmap
from string import ascii_lowercase, ascii_uppercase, digits

# A soft hyphen (or U+FFFE, which PDF readers put for it) joins what a line break parted.
_JOIN = r"(?:[\u00ad\ufffe](?:\r?\n)?)"
_WORD = re.compile(
    r"[a-zA-Z]+(?![\w'’ʼ\u00ad\ufffe]|\.\w)"  # most words; the rest of the pattern is slower
    r"|(?:[^\W\d_]\.){2,8}(?!\w)"  # U.K., e.g.
    r"|\d+(?:[.,]\d+)*[^\W\d_]*"  # 35,000, 1.5m, 21st
    rf"|[^\W_](?:[^\W_]|{_JOIN}(?=[^\W_])|['’ʼ](?=[^\W\d_]))*"
    r"|[£€%&]"
)
_JOINED = re.compile(_JOIN)
_QUOTES = str.maketrans({"’": "'", "ʼ": "'"})
_POSSESSIVE = "'s"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# After these a full stop ends no sentence, whatever follows.
_ABBREVIATIONS = _set(
    "mr mrs ms mx dr prof rev revd hon rt st sir supt insp sgt cllr col gen lt capt sec "
    "vs cf eg ie viz ca approx est dept govt para paras ch vol ed eds "
    "fig figs app pp ref tel ext jan feb mar apr jun jul aug sept sep oct nov dec"
)
# After these one ends no sentence if a figure follows: No. 10, p. 4, art. 3.
_BEFORE_FIGURES = _set("no nos p art s sch reg col")
# After dotted capitals (U.K.) a sentence ends only before a word that often opens one.
_OPENERS = _set(
    "a an the this that these those it its he she they we you i but and so in on at as if "
    "for from by with when while there their our his her what how why who yet"
)
_BREAKS = "\n\f\v\x85\u2028\u2029"
_END = re.compile(rf"""[.!?…{_BREAKS}][.!?…]*["'”’)\]»]{{0,4}}\s*""")
_NEXT = re.compile(r"""[\s"'“‘(\[«–—-]*""")
_LAST_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")  # read from its end
MOST_CHARACTERS = 1200  # guess: no sentence that people wrote is longer; lists and tables are
_LOOK_BACK = 24  # characters; longer than any abbreviation
# Signs that a text has often, and their like in ASCII; neither is part of a word, the
# apostrophes aside, which are read alike.
_STRAIGHT = (
    *(("’", "'"), ("‘", '"'), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("•", "-")),
    *(("\xa0", "\t"), ("…", "!")),
)
# The shape of a text has one byte for each character: l and U for letters, d for figures,
# n for a line break, ! for a question mark too, o for whatever else may end a sentence, x for
# signs that neither end nor close one, - for what has to be looked at, as are all characters
# beyond Latin-1: they become question marks when those of the text are none any more.
_SHAPES = {".": ".", "!": "!", " ": " ", "\n": "n", **dict.fromkeys("\f\v\x85", "o")}
_ENDING = (("?", "!"), ("\u2028", "\x85"), ("\u2029", "\x85"))
_SHAPES |= dict.fromkeys(ascii_lowercase, "l") | dict.fromkeys(ascii_uppercase, "U")
_SHAPES |= dict.fromkeys(digits, "d") | dict.fromkeys("#$%&*+,-/:;<=>@\\^_`{|}~£€", "x")
_SHAPE = bytes(ord(_SHAPES.get(char, "-")) for char in map(chr, range(256)))
_STOPS = bytes(ord("." if char in b".!no" else "x") for char in range(256))  # of a shape
# What a stop and the two characters after it say: how many of them are done with, and
# whether a sentence ends there; None: if a word stands before. Whatever is not listed has
# to be looked at.
_SURE: dict[bytes, tuple[int, bool | None]] = {
    **{
        b"%c%c%c" % (mark, *after): (1, False)
        for mark in b".!"
        for after in product(b"lUdx", b".!no lUdx-")
    },
    **{b"%c%cl" % (mark, blank): (2, False) for mark in b".!" for blank in b" n"},
    **{b"!%cU" % blank: (2, True) for blank in b" n"},
    **{b".%cU" % blank: (2, None) for blank in b" n"},
    **{b"n%c%c" % after: (1, after[0] != ord("l")) for after in product(b"lUdx", b".!no lUdx-")},
}
_LOOK = (0, False)
_LONG = b"l" * (max(map(len, _ABBREVIATIONS)) + 1)  # so many small letters abbreviate nothing


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, made alike, and where each stands in the text as written."""

    words: list[str]  # lower case, accents folded, no possessive, no hyphens
    starts: list[int]  # character offset of each word
    stops: list[int]  # just past each word; a possessive is not part of it

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.words)


def tokens(text: str) -> Tokens:
    """Return the words of a text with exact offsets, in one pass.

    "Multi‑Agency’s" reads as "multi", "agency"; "35,000" as "35000"; "U.K." as "uk";
    "&" as "and". A pound, euro or per cent sign is a word of its own. Whoever compares
    a phrase with a text reads the phrase through this function too.
    """
    spans = [found.span() for found in _WORD.finditer(text)]
    lowered = text.lower()
    if len(lowered) == len(text):
        words = [lowered[start:stop] for start, stop in spans]
    else:  # a letter such as İ has become two
        words = [text[start:stop].lower() for start, stop in spans]
    starts = [start for start, _ in spans]
    stops = [stop for _, stop in spans]
    if text.isascii():
        odd = [number for number, word in enumerate(words) if not word.isalpha()]
    else:
        odd = [at for at, word in enumerate(words) if not (word.isalpha() and word.isascii())]
    for number in odd:
        words[number], lost = _normal(words[number])
        stops[number] -= lost
    return Tokens(words, starts, stops)


def _normal(word: str) -> tuple[str, int]:
    """Return the word as rules know it, and how many characters a possessive took."""
    lost = 0
    if not word.isascii():
        word = _JOINED.sub("", word.translate(_QUOTES))
    if word.endswith(_POSSESSIVE) and len(word) > len(_POSSESSIVE):
        word = word[: -len(_POSSESSIVE)]
        lost = len(_POSSESSIVE)
    if not word.isascii():
        folded = unicodedata.normalize("NFKD", word.casefold())
        word = "".join(char for char in folded if not unicodedata.combining(char)) or word
    if word == "&":
        return "and", lost
    if word[0].isdigit():
        return word.replace(",", ""), lost
    return word.replace(".", "") or word, lost


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Return the sentences as (start, stop) character offsets, blanks trimmed.

    A line break ends a sentence unless the next line goes on in lower case, as lines of
    a PDF do. Abbreviations, initials and decimal points end none.
    """
    spans = pairwise((0, *stops(text)))
    trimmed = starmap(lambda first, last: trim(text, first, last), spans)
    return tuple((first, last) for first, last in trimmed if first < last)


def stops(text: str, straight: str | None = None) -> list[int]:
    """Return just past each sentence and the blanks after it, ascending; the last is the text's.

    Args:
        text: As written.
        straight: What ``straightened`` made of it; None: not asked yet.
    """
    plain = straightened(text) if straight is None else straight
    for sign, like in _ENDING:
        plain = plain.replace(sign, like)
    shape = plain.encode("latin-1", "replace").translate(_SHAPE)
    may_end = shape.translate(_STOPS)
    found = []
    at = may_end.find(b".")
    while at >= 0:
        done, is_end = _SURE.get(shape[at : at + 3], _LOOK)
        if is_end is None and shape[at - len(_LONG) : at] != _LONG and not _is_word(text, at):
            done = 0
        if not done:
            mark = _END.match(text, at)
            done = mark.end() - at if mark else 1
            is_end = mark is not None and _ends(text, mark)
        at += done
        if is_end is not False:
            found.append(at)
        at = may_end.find(b".", at)
    found.append(len(text))
    return found


def straightened(text: str) -> str:
    """Return a text of the same length, with straight quotation marks, dashes and blanks."""
    if not text.isascii():
        for crooked, straight in _STRAIGHT:
            text = text.replace(crooked, straight)
    return text


def _is_word(text: str, at: int) -> bool:
    """Return whether a word stands before a full stop that is surely no abbreviation."""
    begin = max(at - _LOOK_BACK, 0)
    word = text[text.rfind(" ", begin, at) + 1 or begin : at]
    return len(word) > 1 and word.isalpha() and word.lower() not in _ABBREVIATIONS


def sentence_at(spans: tuple[tuple[int, int], ...], offset: int) -> tuple[int, int]:
    """Return the sentence around an offset; between two sentences, the one before.

    Args:
        spans: What ``sentences`` returned; at least one.
        offset: Characters into the same text.
    """
    return spans[max(bisect_right(spans, offset, key=lambda span: span[0]) - 1, 0)]


def around(text: str, span: tuple[int, int], first: int, last: int) -> tuple[int, int]:
    """Return a sentence that holds a quote, cut around it if it is endless.

    Args:
        text: As written.
        span: The sentence.
        first: Where the quote begins.
        last: Just past it.
    """
    start, stop = span
    if stop - start <= MOST_CHARACTERS:
        return span
    start = max(start, first - MOST_CHARACTERS // 2)
    return trim(text, start, max(min(stop, start + MOST_CHARACTERS), last))


def trim(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return a piece of a text without the blanks around it; empty: blanks only."""
    piece = text[start:stop]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + max(len(piece.rstrip()), left)


def _ends(text: str, found: re.Match[str]) -> bool:
    """Return whether this stop or line break ends a sentence."""
    mark = found.group()
    stop = mark.rstrip()
    if not stop:
        next_line = text[found.end() : found.end() + 1]
        return "\f" in mark or mark.count("\n") > 1 or not next_line.islower()
    after = _NEXT.match(text, found.end())
    at = after.end() if after else found.end()
    opener = text[at : at + 1]
    if stop == mark or opener.islower():
        return False
    if not stop.startswith(".") or stop.startswith(".."):
        return True
    last = _LAST_WORD.match(text[max(found.start() - _LOOK_BACK, 0) : found.start()][::-1])
    if last is None:
        return True
    word = last.group()[::-1]
    if word.lower().replace(".", "") in _ABBREVIATIONS:
        return False
    if word.lower() in _BEFORE_FIGURES and opener.isdigit():
        return False
    if len(word) == 1 and word.isupper():
        return False  # an initial: J. Smith
    if "." in word and word.replace(".", "").isupper():
        return _opens(text, at)
    return True


def _opens(text: str, at: int) -> bool:
    found = _WORD.match(text, at)
    return found is not None and found.group().lower() in _OPENERS
