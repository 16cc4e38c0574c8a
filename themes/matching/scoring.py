"""Weighs what was found for each theme: the rules, the sentences they hit, the plain words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import log2

from records import ThemeScore
from themes.matching.chains import Span
from themes.matching.learned import ANY
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
LEAST_WORDS = -4.0  # points that a theme's words take at most
# How far all words tell that a text is about any theme, or about none, in units of what was
# learned: added to each theme, and once more to the best one, which must stay above its
# threshold, or the text is about nothing. Chosen by cross-validation of 1,973 texts.
ABOUT = 0.5  # points for each unit, to every theme
ABOUT_MOST = 3.0  # units, either way
ABOUT_EVEN = 0.3  # units at which they neither add nor take
ABOUT_ALL = 4.0  # points for each unit, to the best theme
# Units, less the points of other lives, from which a text is surely about a theme: the best one
# is given if it falls short of its threshold by no more points than these.
ABOUT_SURE, ABOUT_SHORT = 0.4, 4.0
# Units from which a text that the scope keeps out is about a theme all the same, if one reaches
# its threshold and no other country is spoken of: of 12 such texts in four sets that taught no
# theme (varied, manners, blind, unseen) 11 have one.
ABOUT_DOUBTFUL = 1.0
# Units below which a text is about none; then it takes sentences that rules hit which are, by
# themselves, by so many units at least: a page about a museum may have a paragraph about a scheme.
# Of the texts given a theme that this takes it from, 36 are about none and 22 about some, in
# 2,700 that taught no theme and 5,592 judged by what the other four fifths taught.
ABOUT_NONE, PROVED = -0.6, 0.0
OTHER = 0.25  # more that words alone must score, for each point of other lives; guess
ENOUGH_ABOUT = 100  # words; of a shorter text they tell less of what it is about
ENOUGH_WORDS = 50  # a shorter text's words count for less, by its length; guess: few are learned
# A long text touches many things in passing: each doubling beyond this raises what a theme
# must score by this share. Guess: no labelled text is so long.
LONG_WORDS = 600
STEEPER = 0.45

# Points by which the first themes of a text, the best first, must exceed their thresholds; the
# last counts for all further ones. In eleven labelled sets 94 in a hundred first themes were right,
# 73 second ones, 55 third ones and 30 further ones: people give a text two or three.
FURTHER = (0.0, 0.0, 1.0, 5.0)

Proofs = Sequence[tuple[Rule, Sequence[Span]]]  # rules that hit, and where


def share(size: int) -> float:
    """Return how much the words of a text of so many count, at most 1."""
    return min(size / ENOUGH_WORDS, 1.0)


def about(learned: Mapping[str, float], size: int) -> float:
    """Return how far the words of a text tell that it is about any theme; below 0: about none.

    Args:
        learned: As ``Learned.teach`` returned it; without ANY the answer is 0.
        size: How many words the text has.
    """
    part = min(size / ENOUGH_ABOUT, 1.0)
    return part * min(max(learned.get(ANY, 0.0), -ABOUT_MOST), ABOUT_MOST)


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
    general = ABOUT * (about(learned, size) - ABOUT_EVEN) if ANY in learned else 0.0
    for theme_id, lean in leaning.items():
        points[theme_id] = LEAN * min(max(lean, -LEAN_MOST), LEAN_MOST)
        if theme_id in learned:
            points[theme_id] += LEARNED * (learned[theme_id] - EVEN)
        points[theme_id] = max(points[theme_id] * share(size), LEAST_WORDS)
        if theme_id in learned:
            points[theme_id] += general
    return points


def may_give(learned: Mapping[str, float], ruleset: Ruleset, size: int) -> bool:
    """Return whether a text may be given a theme, whatever its rules should find.

    Args:
        learned: As ``Learned.teach`` returned it.
        ruleset: With the thresholds; of a theme that nothing was learned of nobody can tell.
        size: How many words the text has.
    """
    told = about(learned, size)
    if told >= 0 or not ruleset.is_taught:
        return True
    most = MOST_RULES + SENTENCES * log2(MOST_SENTENCES) + ABOUT_ALL * told
    words = by_words(dict.fromkeys(ruleset.themes, LEAN_MOST), learned, size)
    factor = _factor(size)
    return any(
        most + words[theme_id] >= theme.threshold * factor
        for theme_id, theme in ruleset.themes.items()
    )


def alone(
    themes: Iterable[str],
    words: Mapping[str, float],
    ruleset: Ruleset,
    size: int,
    *,
    short: float = 0.0,
) -> list[str]:
    """Return the themes that plain words give though no rule hits, best first.

    Args:
        themes: Ids of those without a hit.
        words: What ``by_words`` returned.
        ruleset: With the thresholds.
        size: How many words the text has.
        short: Points by which they may fall short of their threshold.
    """
    factor = _factor(size)
    beyond = {
        theme_id: words[theme_id] + ALONE - ruleset.themes[theme_id].threshold * factor
        for theme_id in themes
        if theme_id in ruleset.learned.weights
    }
    able = [theme_id for theme_id, points in beyond.items() if points >= -short]
    return sorted(able, key=lambda theme_id: (-beyond[theme_id], theme_id))


def scores(
    found: Mapping[str, Proofs],
    sentences: Mapping[str, int],
    by_words: Mapping[str, float],
    ruleset: Ruleset,
    *,
    words: int,
    is_in: bool,
    about: float = 0.0,
    is_surely_about: bool = False,
    is_proved: bool = True,
) -> list[ThemeScore]:
    """Return how each theme with a hit came out, best first.

    Args:
        found: Rules that hit, by theme.
        sentences: In how many sentences they do.
        by_words: What the function of this name returned.
        ruleset: With the thresholds.
        words: How many words the document has.
        is_in: The document is about UK public services; else no theme is given.
        about: What the function of this name returned.
        is_surely_about: The text is about some theme, even if none reaches its threshold.
        is_proved: The text, or what rules hit in it, is in the words of texts about a theme.
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
    made.sort(key=lambda one: (one.threshold - one.score, one.theme_id))
    made = [_among(rank, one) for rank, one in enumerate(made)]
    if is_in and made and is_surely_about and not any(one.is_given for one in made):
        is_given = made[0].score + ABOUT_SHORT >= made[0].threshold
        return [replace(made[0], is_given=is_given), *made[1:]]
    # Of a theme of somebody's own nothing was learned, so that it is not judged by this.
    taught = [one for one in made if one.theme_id in ruleset.learned.weights]
    if taught and (not is_proved or taught[0].score + ABOUT_ALL * about < taught[0].threshold):
        return [replace(one, is_given=one.is_given and one not in taught) for one in made]
    return made


def _among(rank: int, one: ThemeScore) -> ThemeScore:
    """Return a score with the threshold of one that has so many better ones beside it."""
    threshold = one.threshold + FURTHER[min(rank, len(FURTHER) - 1)]
    return replace(one, threshold=threshold, is_given=one.is_given and one.score >= threshold)


def _factor(size: int) -> float:
    """Return by how much a text of so many words raises the thresholds."""
    return 1 + STEEPER * log2(max(size, LONG_WORDS) / LONG_WORDS)


def _counted(proofs: Proofs) -> list[Rule]:
    """Return the rules that count, the heaviest first.

    Words prove a theme once: a rule adds nothing where heavier rules hit the same words.
    """
    # A byte of the stream for each: 1 where a rule that counts hit.
    taken = bytearray(max((end for _, spans in proofs for _, end in spans), default=0))
    counted = []
    for rule, spans in sorted(proofs, key=lambda proof: -proof[0].weight):
        for begin, end in spans:
            if taken.find(1, begin, end) < 0:
                break
        else:
            continue
        counted.append(rule)
        for begin, end in spans:
            taken[begin:end] = b"\1" * (end - begin)
    return counted
