"""Tells to which themes the plain words of a text lean, compared with the other themes."""

from math import sqrt
from statistics import fmean

from themes.matching.said import Reading
from themes.rules.rules import Ruleset

FEW_WORDS = 2  # fewer words of a theme than this speak for nothing; guess


def lean(ruleset: Ruleset, reading: Reading) -> dict[str, float]:
    """Return how far above or below the other themes each one is, in standard deviations.

    A theme is as dense as many of its words the text holds, each counted once; a longer
    list finds more by chance, by about the square root of its length. With few of its
    words a theme is at best like the others.
    """
    found = {theme_id: reading.count(theme.leans) for theme_id, theme in ruleset.themes.items()}
    density = {
        theme_id: count / sqrt(max(ruleset.book.size(ruleset.themes[theme_id].leans), 1))
        for theme_id, count in found.items()
    }
    if len(density) < 2:
        return dict.fromkeys(density, 0.0)
    mean = fmean(density.values())
    spread = sqrt(fmean([(one - mean) ** 2 for one in density.values()]))
    leans = {theme_id: (one - mean) / (spread or 1.0) for theme_id, one in density.items()}
    return {
        theme_id: one if found[theme_id] >= FEW_WORDS else min(one, 0.0)
        for theme_id, one in leans.items()
    }
