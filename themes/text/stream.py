"""A title and a text as one stream of words, made alike once; places are worked out when asked."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, count, pairwise
from operator import add
from string import ascii_lowercase

from themes.text import words
from themes.text.words import Tokens

MARK = b"|"  # stands in the stream where a sentence ends; no word has it
_MOST_KEPT = 50_000  # readings of odd words; about 10 MB
_LONGEST_KEPT = 40  # bytes; longer ones are hardly met twice
_FAR = 600  # bytes; in these, words are counted where they lie
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
# With one byte for each character, nothing is known of those beyond ASCII; beyond Latin-1
# they are question marks.
_FLAT = bytes(one if byte < 128 and byte != ord("?") else 0 for byte, one in enumerate(_ALIKE))
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


@dataclass(frozen=True, slots=True)
class Place:
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
        self._sentences: dict[int, Sentence] = {}  # those in which places were asked for

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

    def is_within(self, end: int, begin: int, many: int) -> bool:
        """Return whether at most so many words stand between two blanks, ends of sentences aside.

        Args:
            end: The blank behind what comes first.
            begin: The blank before what comes next.
            many: How many words.
        """
        near = min(begin, end + _FAR)
        marks = self.bytes.count(MARK, end, near + 1)
        between = self.bytes.count(b" ", end, near) - marks
        if near == begin or between > many:
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
        opens = self._marks[home - 1] + 1 if home else 0
        first = self.bytes.count(b" ", opens, begin)
        last = first + self.bytes.count(b" ", begin, end) - 1
        titles = len(self._stops[0])
        is_title = home < titles
        number = home if is_title else home - titles
        field, stops = self._fields[not is_title], self._stops[not is_title]
        start, stop = (stops[number - 1] if number else 0), stops[number]
        whole = words.trim(field, start, stop)
        if self._whole is not None:
            read = self._whole[not is_title]
            before = bisect_left(read.starts, start)
            start, stop = read.starts[before + first], read.stops[before + last]
        else:
            if home not in self._sentences:
                known = self.bytes[opens : self._marks[home]].split()
                self._sentences[home] = Sentence(field[start:stop], known)
            begin, end = self._sentences[home].bounds(first, last)
            start, stop = start + begin, start + end
        return Place(is_title, start, stop, words.around(field, whole, start, stop))


class Sentence:
    """A sentence as written, in which single words are looked for."""

    def __init__(self, text: str, known: Sequence[bytes]) -> None:
        """Take a sentence.

        Args:
            text: As written.
            known: Its words, as the stream has them.
        """
        self._text = text
        self._known = known

    @cached_property
    def _flat(self) -> bytes:
        """The sentence with a byte for each character, and blanks for what parts words."""
        straight = words.straightened(self._text).replace("?", " ").encode("latin-1", "replace")
        return b" %b " % straight.translate(_FLAT).replace(b", ", b"  ").replace(b". ", b"  ")

    @cached_property
    def _read(self) -> Tokens:
        """The sentence read word for word."""
        return words.tokens(self._text)

    def bounds(self, first: int, last: int) -> tuple[int, int]:
        """Return the first character of a word, and just past the last of it or a later one."""
        start = self._find(first)
        if start is not None:
            said = b" ".join(self._known[first : last + 1])
            stop = start + len(said)
            is_plain = self._flat.startswith(b" %b " % said, start)
            if is_plain and "&" not in self._text[start:stop]:  # of which the stream makes a word
                return start, stop
        ends = self._find(last)
        return (
            self._read.starts[first] if start is None else start,
            self._read.stops[last] if ends is None else ends + len(self._known[last]),
        )

    def _find(self, number: int) -> int | None:
        """Return where a word stands; None: it is not written plainly each time.

        What stands between two blanks is a word, so that nothing is found that is none.
        If as many are found as the sentence has, the wanted one is among them.
        """
        word = self._known[number]
        if not word.isalpha():
            return None
        found = []
        wanted = b" %b " % word
        at = self._flat.find(wanted)
        while at >= 0:
            found.append(at)
            at = self._flat.find(wanted, at + 1)
        if len(found) != self._known.count(word):
            return None
        return found[self._known[:number].count(word)]


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
