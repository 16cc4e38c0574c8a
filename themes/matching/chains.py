"""Joins places in a stream of words that follow one another, with gaps or without."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from themes.text.stream import MARK

Span = tuple[int, int]  # in bytes: the blank before the first word, the one behind the last
_FAR = 200  # bytes; what is farther is not read through, but word for word, as few as count
_MANY = 4  # times as many firsts as seconds, and it is cheaper to begin with these; guess


def joined(text: bytes, firsts: Sequence[Span], seconds: Sequence[Span], gap: int) -> list[Span]:
    """Return what begins as a first and ends as a second that follows it, ascending.

    Args:
        text: The bytes of a stream.
        firsts: Where the one stands, ascending.
        seconds: Where the other stands, ascending.
        gap: Words of the same sentence allowed between.
    """
    pairs = set()
    if len(firsts) <= _MANY * len(seconds):
        for start, end in firsts:
            for number in range(bisect_left(seconds, (end, 0)), len(seconds)):
                begin, stop = seconds[number]
                if not _is_near(text, end, begin, gap):
                    break
                pairs.add((start, stop))
    else:  # look for the few
        ends = sorted((end, start) for start, end in firsts)
        for begin, stop in seconds:
            for number in range(bisect_right(ends, (begin, begin)) - 1, -1, -1):
                end, start = ends[number]
                if not _is_near(text, end, begin, gap):
                    break
                pairs.add((start, stop))
    return sorted(pairs) if len(pairs) > 1 else list(pairs)


def _is_near(text: bytes, end: int, begin: int, gap: int) -> bool:
    """Return whether at most so many words, and no end of a sentence, lie between two blanks."""
    if end == begin:
        return True
    if begin - end > _FAR:
        return begin <= _onward(text, end, gap)
    return text.find(MARK, end, begin) < 0 and text.count(b" ", end, begin) <= gap


def _onward(text: bytes, at: int, many: int) -> int:
    """Return the last blank that has at most so many words of the sentence before it."""
    for _ in range(many):
        following = text.find(b" ", at + 1)
        if following < 0 or text.startswith(MARK, at + 1):
            break
        at = following
    return at
