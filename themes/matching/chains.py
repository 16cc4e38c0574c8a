"""Whether words that follow one another with gaps stand in a text, without counting its words."""

from bisect import bisect_right
from collections.abc import Sequence

from themes.text.stream import MARK

Begins = Sequence[int]  # where in the stream the blank before something stands, ascending


def stands(text: bytes, parts: Sequence[tuple[Begins, Begins]], gaps: Sequence[int]) -> bool:
    """Return whether the parts follow one another within a sentence.

    Args:
        text: The bytes of a stream.
        parts: Of each, where it begins and where what was found of it ends, both ascending.
        gaps: Words allowed before each part but the first.
    """
    ends = parts[0][1]
    for (begins, stops), gap in zip(parts[1:], gaps, strict=True):
        # What stands beyond the last blank that is near enough follows nothing. The nearest
        # end before a beginning has the fewest words and marks between: it decides.
        froms = sorted({text.find(b" ", end) for end in ends})
        limits: dict[int, int] = {}
        following = []
        for begin, stop in zip(begins, stops, strict=True):
            number = bisect_right(froms, begin)
            if number:
                end = froms[number - 1]
                if end not in limits:
                    limits[end] = _limit(text, end, gap)
                if begin <= limits[end]:
                    following.append(stop)
        if not following:
            return False
        ends = following
    return bool(ends)


def _limit(text: bytes, end: int, gap: int) -> int:
    """Return the last blank that has at most so many words of the sentence before it."""
    at = end
    for _ in range(gap):
        following = text.find(b" ", at + 1)
        if following < 0 or text.startswith(MARK, at + 1):
            break
        at = following
    return at
