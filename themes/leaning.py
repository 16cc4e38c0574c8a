"""Tells to which themes the plain words of a text lean, compared with the other themes."""

from math import sqrt
from statistics import fmean, pstdev

from themes.engine import Reading
from themes.rules import Ruleset


def lean(ruleset: Ruleset, reading: Reading) -> dict[str, float]:
    """Return how far above or below the other themes each one is, in standard deviations.

    A theme is as dense as many of its words the text holds, each counted once; a longer
    list finds more by chance, by about the square root of its length.
    """
    density = {
        theme_id: len(reading.said(theme.leans)) / sqrt(max(ruleset.book.size(theme.leans), 1))
        for theme_id, theme in ruleset.themes.items()
    }
    if len(density) < 2:
        return dict.fromkeys(density, 0.0)
    mean, spread = fmean(density.values()), pstdev(density.values())
    return {theme_id: (one - mean) / (spread or 1.0) for theme_id, one in density.items()}
