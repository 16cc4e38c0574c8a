"""A title and a text as one stream of words, made alike once; places are worked out when asked."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate, count, pairwise
from operator import add
from string import ascii_lowercase
from typing import NamedTuple

from themes.text import words
from themes.text.words import Tokens

MARK = b"|"  # stands in the stream where a sentence ends; no word has it
_MOST_KEPT = 50_000  # readings of odd words; about 10 MB
_LONGEST_KEPT = 40  # bytes; longer ones are hardly met twice
_LONG = 16  # bytes of a long word; in so many for each, words are counted where they lie
# A token of its own wherever it stands.
_APART = (("£", " £ "), ("%", " % "), ("&", " and "), ("€", " € "))
_KEPT = "'.,_|%"  # signs that have a meaning within a word or beside one
# Capitals become small; every sign that is never a part of a word becomes a blank.
_ALIKE = bytes(
    ord(char.lower() if char.isalnum() or char in _KEPT else " ") if char.isascii() else ord(char)
    for char in map(chr, range(256))
)
_ODD = bytes(
    ord(" " if char in ascii_lowercase or char in "| " else "x") for char in map(chr, range(256))
)
_BESIDE = frozenset(' \n\t-()/:;"?!“”–')  # surely no part of a word that they stand beside
_ENDS = frozenset(("", ".", ",", ". ", ", ", ".\n", ",\n"))  # what may stand behind one as well
_FULL_STOPS = (". ", ".\n")
_BLANKS = re.compile(b"  +")
_PARTED = re.compile("[\u00ad\ufffe]\r?\n")


class _Odd(dict[bytes, bytes]):
    """What pieces with signs in them read as: no, one or several words."""

    def __missing__(self, piece: bytes) -> bytes:
        read = encoded(" ".join(words.tokens(piece.decode("utf-8", "surrogatepass")).words))
        if len(piece) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[piece] = read
        return read


ODD = _Odd()


def encoded(word: str) -> bytes:
    """Return a word as the stream has it."""
    return word.encode("utf-8", "surrogatepass")


class Place(NamedTuple):
    """Where words of one sentence stand, in characters of their field."""

    is_title: bool
    start: int
    stop: int
    sentence: tuple[int, int]  # cut if it is endless


class Stream:
    """The words of a page with one blank between them, and a mark after each sentence.

    They are the words of ``words.tokens`` and the sentences of ``words.sentences``.
    """

    def __init__(self, title: str, text: str) -> None:
        self._fields = (title, text)
        straight = words.straightened(title), words.straightened(text)
        self._stops = tuple(map(words.stops, self._fields, straight))
        self._whole: tuple[Tokens, ...] | None = None  # None: places are read when asked for
        if _is_parted(title) or _is_parted(text):
            self._whole = words.tokens(title), words.tokens(text)
            self.bytes = b" %b " % b" ".join(self._from_whole(self._whole))
        else:
            self.bytes = _alike(self._marked(straight))
        self._sentences: dict[int, _Sentence] = {}  # those in which places were asked for
        self._tokens: dict[int, Tokens] = {}  # the same, where they had to be read word for word

    def __len__(self) -> int:
        """Return how many words there are."""
        return self.bytes.count(b" ") - 1 - sum(map(len, self._stops))

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word stands there, in the order in which they come first."""
        counts = Counter(self.bytes.decode("utf-8", "surrogatepass").split())
        del counts[MARK.decode()]
        return counts

    def _marked(self, straight: tuple[str, str]) -> str:
        """Return both fields as one text with a mark after each sentence."""
        parts: list[str] = []
        for field, stops in zip(straight, self._stops, strict=True):
            plain = field.replace("|", " ") if "|" in field else field
            for begin, end in pairwise((0, *stops)):
                stop = end
                # A full stop is part of a word in initials only.
                is_plain = (
                    plain[stop - 2 : stop] in _FULL_STOPS and plain[stop - 4 : stop - 2].isalpha()
                )
                parts.append(plain[begin : stop - 2] if is_plain else plain[begin:stop])
        parts.append("")
        return " | ".join(parts)

    def _from_whole(self, whole: tuple[Tokens, ...]) -> Iterator[bytes]:
        """Yield the words and marks of fields that were read word for word."""
        for read, stops in zip(whole, self._stops, strict=True):
            begin = 0
            for stop in stops:
                end = bisect_left(read.starts, stop, begin)
                yield from map(encoded, read.words[begin:end])
                yield MARK
                begin = end

    @cached_property
    def _marks(self) -> list[int]:
        """Where the marks stand in ``bytes``: one for each sentence, ascending."""
        marks = []
        at = self.bytes.find(MARK)
        while at >= 0:
            marks.append(at)
            at = self.bytes.find(MARK, at + 1)
        return marks

    @cached_property
    def marks(self) -> list[int]:
        """Where the marks of the sentences that have words stand in ``bytes``, ascending."""
        beside = len(MARK) + 1  # of a mark that follows another, with a blank between
        return [mark for last, mark in pairwise((-1, *self._marks)) if mark - last > beside]

    @cached_property
    def title_stop(self) -> int:
        """Where in ``bytes`` the title ends: its words have their blanks before that."""
        return self._marks[len(self._stops[0]) - 1]

    @cached_property
    def _blanks(self) -> list[int]:
        """Where in ``bytes`` the blank before each word stands, ascending."""
        pieces = self.bytes.split()
        # Before each piece stand those before it, each with its blank.
        offsets = map(add, accumulate(map(len, pieces), initial=0), count())
        return [at for piece, at in zip(pieces, offsets, strict=False) if piece != MARK]

    def said(self, begin: int, end: int) -> list[str]:
        """Return the words between two places in ``bytes``."""
        return self.bytes[begin:end].decode("utf-8", "surrogatepass").split()

    def is_within(self, end: int, begin: int, many: int) -> bool:
        """Return whether at most so many words stand between two blanks, ends of sentences aside.

        Args:
            end: The blank behind what comes first.
            begin: The blank before what comes next.
            many: How many words.
        """
        text = self.bytes
        far = end + _LONG * (many + 1)
        if far > begin:
            far = begin
        between = text.count(b" ", end, far)
        if between > many:
            between -= text.count(MARK, end, far + 1)
        if far == begin or between > many:
            return between <= many
        blanks = self._blanks  # few words in many bytes
        return bisect_left(blanks, begin) - bisect_left(blanks, end) <= many

    def place(self, begin: int, end: int) -> Place:
        """Return where words of one sentence are written.

        Args:
            begin: The blank before the first of them in ``bytes``.
            end: The blank behind the last.
        """
        home = bisect_right(self._marks, begin)
        sentence = self._sentences.get(home)
        if sentence is None:
            sentence = self._sentences[home] = self._sentence(home)
        opens = self._marks[home - 1] + 1 if home else 0
        said = self.bytes[begin : end + 1]
        found = None
        # Said once: what is found in the text as written is what is meant.
        if self.bytes.rfind(said, opens, self._marks[home] + 1) == self.bytes.find(said, opens):
            low = self._low[not sentence.is_title]
            plain = said[1:-1].decode("utf-8", "surrogatepass")
            found = _found(plain, low, sentence.start, sentence.stop)
        if found is None:
            first = self.bytes.count(b" ", opens, begin)
            last = first + self.bytes.count(b" ", begin, end) - 1
            found = self._read(home, sentence, first, last)
        start, stop = found
        is_title = sentence.is_title
        whole = words.around(self._fields[not is_title], sentence.whole, start, stop)
        return Place(is_title, start, stop, whole)

    @cached_property
    def _low(self) -> tuple[str, ...]:
        """The fields in small letters; empty where a letter such as İ would become two."""
        lows = (field.lower() for field in self._fields)
        return tuple(
            low if len(low) == len(field) else ""
            for low, field in zip(lows, self._fields, strict=True)
        )

    def _sentence(self, home: int) -> "_Sentence":
        """Return where a sentence is written."""
        titles = len(self._stops[0])
        is_title = home < titles
        number = home if is_title else home - titles
        stops = self._stops[not is_title]
        start, stop = stops[number - 1] if number else 0, stops[number]
        whole = words.trim(self._fields[not is_title], start, stop)
        return _Sentence(is_title, start, stop, whole)

    def _read(self, home: int, sentence: "_Sentence", first: int, last: int) -> tuple[int, int]:
        """Return where words of a sentence begin and end, read word for word."""
        if self._whole is not None:
            read = self._whole[not sentence.is_title]
            number = bisect_left(read.starts, sentence.start) + first
            return read.starts[number], read.stops[number + last - first]
        if home not in self._tokens:
            field = self._fields[not sentence.is_title]
            self._tokens[home] = words.tokens(field[sentence.start : sentence.stop])
        read = self._tokens[home]
        return sentence.start + read.starts[first], sentence.start + read.stops[last]


class _Sentence(NamedTuple):
    """Where a sentence is written, in characters of its field."""

    is_title: bool
    start: int
    stop: int  # just past it and the blanks after it
    whole: tuple[int, int]  # without blanks around it


def _found(said: str, low: str, start: int, stop: int) -> tuple[int, int] | None:
    """Return where words stand in a sentence, if plainly and once; None: they do not.

    Plainly: with one blank between two, and beside them what is surely no part of a word.

    Args:
        said: The words.
        low: The field in small letters.
        start: Where the sentence begins there.
        stop: Just past it.
    """
    at = low.find(said, start, stop)
    if at < 0 or low.find(said, at + 1, stop) >= 0:
        return None
    if at > start and low[at - 1] not in _BESIDE:
        return None
    last = at + len(said)
    after = low[last : min(last + 2, stop)]
    return (at, last) if after in _ENDS or after[0] in _BESIDE else None


def _is_parted(field: str) -> bool:
    """Return whether a soft hyphen parts a word in two lines, and so maybe two sentences."""
    return ("\u00ad" in field or "\ufffe" in field) and _PARTED.search(field) is not None


def _alike(marked: str) -> bytes:
    """Return the words and marks of a text, each with a blank before it and behind it."""
    for sign, apart in _APART:
        if sign in marked:
            marked = marked.replace(sign, apart)
    text = b" %b " % marked.encode("utf-8", "surrogatepass").translate(_ALIKE)
    text = text.replace(b", ", b"  ")  # a comma is part of a word in figures only
    odd = text.translate(_ODD)
    parts: list[bytes] = []
    last = 0
    at = odd.find(b"x")
    while at >= 0:
        begin, end = text.rfind(b" ", 0, at) + 1, text.find(b" ", at)
        parts += (text[last:begin], ODD[text[begin:end]])
        last = end
        at = odd.find(b"x", end)
    return _BLANKS.sub(b" ", b"".join((*parts, text[last:])))
