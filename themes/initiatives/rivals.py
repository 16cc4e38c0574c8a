"""What the names that a text offers say of each other: a second look, once all were weighed."""

from collections.abc import Sequence
from math import sqrt

from themes.text.fields import Span

FIGURES = ("points", "overlapping", "apart", "known", "offers", "on a theme")
_LEAST, _MOST = -6.0, 6.0  # points that anybody can tell apart
_MOST_OFFERS = 40  # a long text has more, and they say no more
_MOST_ASKED = 6  # of the best names, until one stands apart
Spot = tuple[str, int]  # a field and a word


def figures(
    points: Sequence[float],
    places: Sequence[Sequence[Span]],
    count: int,
    has_known: bool,
    is_relevant: bool,
) -> list[tuple[float, ...]]:
    """Return for each name what is weighed the second time, in the order of FIGURES.

    Args:
        points: What the signs of each name say.
        places: Where each name stands.
        count: How many names the text offers, those without hope as well.
        has_known: Whether it names a scheme of the register.
        is_relevant: Whether it is on a theme.
    """
    sure = [max(_LEAST, min(_MOST, one)) for one in points]
    spots = [_spots(spans) for spans in places]
    over = _overlapping(sure, spots)
    best = sorted(range(len(sure)), key=lambda at: -sure[at])[:_MOST_ASKED]
    general = (float(has_known), sqrt(min(count, _MOST_OFFERS)), float(is_relevant))
    return [
        (
            sure[at],
            over[at],
            next((sure[one] for one in best if spots[at].isdisjoint(spots[one])), _LEAST),
            *general,
        )
        for at in range(len(sure))
    ]


def _spots(spans: Sequence[Span]) -> set[Spot]:
    return {(span.field.name, word) for span in spans for word in range(span.first, span.last)}


def _overlapping(sure: Sequence[float], spots: Sequence[set[Spot]]) -> list[float]:
    """Return the points of the best other name that stands on one of the same words."""
    firsts: dict[Spot, int] = {}
    seconds: dict[Spot, float] = {}
    for at in sorted(range(len(sure)), key=lambda at: -sure[at]):
        for spot in spots[at]:
            if firsts.setdefault(spot, at) != at:
                seconds.setdefault(spot, sure[at])
    return [
        max(
            (
                sure[firsts[spot]] if firsts[spot] != at else seconds.get(spot, _LEAST)
                for spot in spots[at]
            ),
            default=_LEAST,
        )
        for at in range(len(sure))
    ]
