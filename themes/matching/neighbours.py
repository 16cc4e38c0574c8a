"""Tells whether something is said near a place in a text, by words or by sentences."""

from bisect import bisect_left
from collections.abc import Iterable, Set

from themes.matching.chains import Span
from themes.matching.said import Reading


def are_near(
    reading: Reading, nodes: Iterable[int], anchor: Span, many: int, least: int = 1
) -> bool:
    """Return whether so many nodes are said with few words between each and an anchor.

    Args:
        reading: What the text says.
        nodes: What is asked for.
        anchor: Where it stands; said as this very span a node does not count.
        many: How many words at most, ends of sentences aside.
        least: How many of the nodes.
    """
    for node in nodes:
        if _is_near(reading, node, anchor, many):
            least -= 1
            if not least:
                return True
    return False


def are_apart(reading: Reading, nodes: Iterable[int], anchor: int, many: int) -> bool:
    """Return whether literals surely lie too far apart to be near, looked at from their begins.

    What is in a text is mostly not near, and this is told in half the time of ``are_near``.

    Args:
        reading: What the text says.
        nodes: What is asked for.
        anchor: The node beside which it is.
        many: How many words may stand between them.
    """
    begins = reading.offsets(anchor)
    is_within = reading.stream.is_within
    for node in nodes:
        one = reading.nodes[node]
        if one.parts or not begins:
            return False
        others = reading.offsets(node)
        far = many + max(one.longest, reading.nodes[anchor].longest)
        for begin in begins:
            following = bisect_left(others, begin)
            if following < len(others) and is_within(begin, others[following], far):
                return False
            if following and is_within(others[following - 1], begin, far):
                return False
    return True


def are_beside(
    reading: Reading, nodes: Iterable[int], anchor: Span, reach: int, least: int = 1
) -> bool:
    """Return whether so many nodes are said that begin in the sentence of an anchor or beside it.

    Args:
        reading: What the text says.
        nodes: What is asked for.
        anchor: Where it stands; said as this very span a node does not count.
        reach: 1: in its sentence alone; 2: also in those next to it; and so on.
        least: How many of the nodes.
    """
    home = reading.sentence(anchor[0])
    around = reading.around(home, reach)
    for node in nodes:
        plain = reading.nodes[node].plain
        is_plain = not plain.isdisjoint(around)
        if (is_plain and _is_other(reading, plain & around, home, reach, anchor)) or _begins(
            reading, node, home, reach, anchor
        ):
            least -= 1
            if not least:
                return True
    return False


def is_with(reading: Reading, node: int, anchor: Span) -> bool:
    """Return whether a node is said that begins in the sentence of an anchor."""
    home = reading.sentence(anchor[0])
    if not reading.nodes[node].plain.isdisjoint(reading.around(home, 1)):
        return True
    return _begins(reading, node, home, 1, None)


def _is_near(reading: Reading, node: int, anchor: Span, many: int) -> bool:
    spans = reading.spans(node)
    begin, end = anchor
    is_within = reading.stream.is_within
    following = bisect_left(spans, (begin, 0))
    for number in range(following, len(spans)):
        span = spans[number]
        if span != anchor:
            if span[0] < end or is_within(end, span[0], many):
                return True
            break
    for number in range(following - 1, -1, -1):
        start, stop = spans[number]
        if stop > begin or is_within(stop, begin, many):
            return True
        # Of what is always of so many words, none that begins before this ends behind it.
        one = reading.nodes[node]
        if not one.parts or not is_within(start, begin, many + one.longest):
            break
    return False


def _is_other(reading: Reading, literals: Set[int], home: int, reach: int, anchor: Span) -> bool:
    """Return whether any of the literals there stands as another span."""
    if not literals <= reading.around(home, 1):
        return True
    since, last = reading.window(home, reach)
    spans = (span for literal in literals for span in reading.spans(literal))
    return any(since <= span[0] < last and span != anchor for span in spans)


def _begins(reading: Reading, node: int, home: int, reach: int, anchor: Span | None) -> bool:
    """Return whether a chain, or what of a choice is no literal, is said there."""
    one = reading.nodes[node]
    for part in one.mixed if one.gaps is None else (node,):
        if reading.nodes[part].may_stand(reading.around(home, reach)):
            since, last = reading.window(home, reach)
            spans = reading.spans(part)
            for number in range(bisect_left(spans, (since, 0)), len(spans)):
                if spans[number][0] >= last:
                    break
                if spans[number] != anchor:
                    return True
    return False
