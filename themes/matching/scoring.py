"""Weighs what was found for each theme: the rules, the sentences they hit, the plain words."""

from collections.abc import Iterable, Mapping, Sequence
from math import log2

from records import ThemeScore
from themes.matching.said import Span
from themes.rules.rules import ALONE, Rule, Ruleset

# The figures below were fitted by ``python -m bench.weighing`` on texts that the rules of the
# time had not seen, and rounded: a unit is a point of a rule's weight.
MOST_RULES = 8.0  # points that rules give at most
SENTENCES = 1.3  # for each doubling of the sentences in which they hit …
MOST_SENTENCES = 8  # … up to so many
LEAN = 3.0  # for each standard deviation by which the theme's own words stand out …
LEAN_MOST = 1.5  # … up to so many
LEARNED = 7.7  # for each unit by which all words speak for it, as labelled texts taught
EVEN = 0.0  # units at which they neither add nor take
LEAST_WORDS = -4.0  # points that words take at most: rules that add up to 6 hold against any words
ENOUGH_WORDS = 50  # a shorter text's words count for less, by its length; guess: few are learned
# A long text touches many things in passing: each doubling beyond this raises what a theme
# must score by this share. Guess: no labelled text is so long.
LONG_WORDS = 600
STEEPER = 0.45

Proofs = Sequence[tuple[Rule, Sequence[Span]]]  # rules that hit, and where


def share(size: int) -> float:
    """Return how much the words of a text of so many count, at most 1."""
    return min(size / ENOUGH_WORDS, 1.0)


def by_words(
    leaning: Mapping[str, float], learned: Mapping[str, float], size: int
) -> dict[str, float]:
    """Return the points that the plain words of a text add to themes, or take away.

    Args:
        leaning: How far each theme's own words stand out among the themes.
        learned: How far all words speak for it; a theme that nothing was learned of is missing.
        size: How many words the text has.
    """
    points = {}
    for theme_id, lean in leaning.items():
        points[theme_id] = LEAN * min(max(lean, -LEAN_MOST), LEAN_MOST)
        if theme_id in learned:
            points[theme_id] += LEARNED * (learned[theme_id] - EVEN)
        points[theme_id] = max(points[theme_id] * share(size), LEAST_WORDS)
    return points


def alone(
    themes: Iterable[str], words: Mapping[str, float], ruleset: Ruleset, size: int
) -> list[str]:
    """Return the themes that plain words give though no rule hits.

    Args:
        themes: Ids of those without a hit.
        words: What ``by_words`` returned.
        ruleset: With the thresholds.
        size: How many words the text has.
    """
    factor = _factor(size)
    return sorted(
        theme_id
        for theme_id in themes
        if theme_id in ruleset.learned.weights
        and words[theme_id] + ALONE >= ruleset.themes[theme_id].threshold * factor
    )


def scores(
    found: Mapping[str, Proofs],
    sentences: Mapping[str, int],
    by_words: Mapping[str, float],
    ruleset: Ruleset,
    *,
    words: int,
    is_in: bool,
) -> list[ThemeScore]:
    """Return how each theme with a hit came out, best first.

    Args:
        found: Rules that hit, by theme.
        sentences: In how many sentences they do.
        by_words: What the function of this name returned.
        ruleset: With the thresholds.
        words: How many words the document has.
        is_in: The document is about UK public services; else no theme is given.
    """
    made = []
    factor = _factor(words)
    for theme_id, proofs in found.items():
        counted = _counted(proofs)
        by_rules = min(sum(rule.weight for rule in counted), MOST_RULES)
        by_sentences = SENTENCES * log2(min(max(sentences[theme_id], 1), MOST_SENTENCES))
        score = by_rules + by_sentences + by_words[theme_id]
        threshold = ruleset.themes[theme_id].threshold * factor
        made.append(
            ThemeScore(
                theme_id=theme_id,
                score=score,
                by_rules=by_rules,
                by_sentences=by_sentences,
                by_words=by_words[theme_id],
                counted=tuple(rule.rule_id for rule in counted),
                threshold=threshold,
                is_given=is_in and score >= threshold,
            )
        )
    return sorted(made, key=lambda one: (one.threshold - one.score, one.theme_id))


def _factor(size: int) -> float:
    """Return by how much a text of so many words raises the thresholds."""
    return 1 + STEEPER * log2(max(size, LONG_WORDS) / LONG_WORDS)


def _counted(proofs: Proofs) -> list[Rule]:
    """Return the rules that count, the heaviest first.

    Words prove a theme once: a rule adds nothing where heavier rules hit the same words.
    """
    taken: set[int] = set()
    counted = []
    for rule, spans in sorted(proofs, key=lambda proof: -proof[0].weight):
        if any(taken.isdisjoint(range(*span)) for span in spans):
            counted.append(rule)
            taken.update(word for span in spans for word in range(*span))
    return counted
