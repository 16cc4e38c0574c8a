"""A title and a text as one stream of words, made alike once; places are worked out when asked."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from themes import words
from themes.words import Tokens

MARK = b"|"  # stands in the stream where a sentence ends; no word has it
_MOST_KEPT = 50_000  # readings of odd words; about 10 MB
_LONGEST_KEPT = 40  # bytes; longer ones are hardly met twice
# A token of its own wherever it stands.
_APART = (("£", " £ "), ("%", " % "), ("&", " and "), ("€", " € "))
_KEPT = "'.,_|%"  # signs that have a meaning within a word or beside one
# Capitals become small; every sign that is never a part of a word becomes a blank.
_ALIKE = bytes(
    ord(char.lower() if char.isalnum() or char in _KEPT else " ") if char.isascii() else ord(char)
    for char in map(chr, range(256))
)
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


_odd = _Odd()


def encoded(word: str) -> bytes:
    """Return a word as the stream has it."""
    return word.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Place:
    """Where words of one sentence stand, in characters of their field."""

    is_title: bool
    start: int
    stop: int
    sentence: tuple[int, int]


class Stream:
    """The words of a page with one blank between them, and a mark after each sentence.

    They are the words of ``words.tokens`` and the sentences of ``words.sentences``.
    """

    def __init__(self, title: str, text: str) -> None:
        self._fields = (title, text)
        straight = words.straightened(title), words.straightened(text)
        self._stops = tuple(map(words.stops, self._fields, straight))
        self.marks = len(self._stops[0]) + len(self._stops[1])
        if _is_parted(title) or _is_parted(text):
            self._whole = words.tokens(title), words.tokens(text)
            self._pieces = list(self._from_whole(*self._whole))
            self.known = frozenset(self._pieces) - {MARK}
        else:
            self._whole = None
            self._pieces, self.known = _read(self._marked(straight))
        self.bytes = b" %b " % b" ".join(self._pieces)
        self._sentences: dict[tuple[bool, int], Tokens] = {}  # read for their places

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self._pieces) - self.marks

    def _marked(self, straight: tuple[str, str]) -> str:
        """Return both fields as one text with a mark after each sentence."""
        parts: list[str] = []
        for field, stops in zip(straight, self._stops, strict=True):
            plain = field.replace("|", " ") if "|" in field else field
            parts += [plain[begin:stop] for begin, stop in pairwise((0, *stops))]
        parts.append("")
        return " | ".join(parts)

    def _from_whole(self, *whole: Tokens) -> Iterator[bytes]:
        """Yield the words and marks of fields that were read word for word."""
        for read, stops in zip(whole, self._stops, strict=True):
            begin = 0
            for stop in stops:
                end = bisect_left(read.starts, stop, begin)
                yield from map(encoded, read.words[begin:end])
                yield MARK
                begin = end

    @cached_property
    def _ends(self) -> list[int]:
        """Just past which word each sentence ends, those without words too."""
        ends = []
        at = -1
        for before in range(self.marks):
            at = self._pieces.index(MARK, at + 1)
            ends.append(at - before)
        return ends

    @cached_property
    def ends(self) -> list[int]:
        """Just past which word each sentence that has words ends, ascending."""
        return [end for end in dict.fromkeys(self._ends) if end]

    @cached_property
    def title_words(self) -> int:
        """How many of the words are the title's."""
        return self._ends[len(self._stops[0]) - 1]

    @cached_property
    def numbers(self) -> Mapping[bytes, list[int]]:
        """Where each word stands, counted in words, ascending."""
        found: dict[bytes, list[int]] = {word: [] for word in self.known}
        for number, word in enumerate(filter(MARK.__ne__, self._pieces)):
            found[word].append(number)
        return found

    def counted(self, offsets: Iterable[int]) -> list[int]:
        """Return the number of the word behind the blank at each offset into ``bytes``.

        Args:
            offsets: Ascending.
        """
        found = []
        last = number = 0
        for offset in offsets:
            number += self.bytes.count(b" ", last, offset) - self.bytes.count(MARK, last, offset)
            found.append(number)
            last = offset
        return found

    def place(self, first: int, last: int) -> Place:
        """Return where the words first to last - 1, of one sentence, are written."""
        home = bisect_right(self._ends, first)
        is_title = home < len(self._stops[0])
        number = home if is_title else home - len(self._stops[0])
        stops = self._stops[not is_title]
        begin, stop = (stops[number - 1] if number else 0), stops[number]
        if self._whole is not None:
            read, before, offset = self._whole[not is_title], 0, 0
            before = 0 if is_title else self.title_words
        else:
            read, before, offset = self._sentence(is_title, begin, stop), 0, begin
            before = self._ends[home - 1] if home else 0
        field = self._fields[not is_title]
        return Place(
            is_title,
            offset + read.starts[first - before],
            offset + read.stops[last - 1 - before],
            words.trim(field, begin, stop),
        )

    def _sentence(self, is_title: bool, begin: int, stop: int) -> Tokens:
        """Return the words of a sentence, read for their places; each only once."""
        key = (is_title, begin)
        if key not in self._sentences:
            self._sentences[key] = words.tokens(self._fields[not is_title][begin:stop])
        return self._sentences[key]


def _is_parted(field: str) -> bool:
    """Return whether a soft hyphen parts a word in two lines, and so maybe two sentences."""
    return ("\u00ad" in field or "\ufffe" in field) and _PARTED.search(field) is not None


def _read(marked: str) -> tuple[list[bytes], Set[bytes]]:
    """Return the words and marks of a text, and the different words in it."""
    for sign, apart in _APART:
        if sign in marked:
            marked = marked.replace(sign, apart)
    pieces = marked.encode("utf-8", "surrogatepass").translate(_ALIKE).split()
    known = set(pieces)
    known.discard(MARK)
    strange = [piece for piece in known if not piece.isalpha()]
    if strange:
        read = dict(zip(strange, map(_odd.__getitem__, strange), strict=True))
        pieces = list(map(read.get, pieces, pieces))
        known.difference_update(strange)
        odd = b" ".join(read.values())
        if b"" in read.values() or odd.count(b" ") >= len(read):
            pieces = b" ".join(pieces).split()
        known.update(odd.split())
    return pieces, known
