"""How strongly a phrase marks a corpus: the statistics of keyness, and nothing else.

G2: P. Rayson and R. Garside, Comparing corpora using frequency profiling, 2000.
Log ratio: A. Hardie, 2014; that significance is no size: C. Gabrielatos, Keyness analysis, 2018.
Deviation of proportions: S. Gries, Dispersions and adjusted frequencies in corpora, 2008.
"""

from collections.abc import Sequence
from math import exp, log

LN2 = log(2)


def log_likelihood(count: int, size: int, chance: float, reference: int) -> float:
    """Return G2: how sure it is that a phrase is not as common here as in the reference.

    It follows chi-squared with one degree of freedom: 6.63 is p < 0.01, 15.13 p < 0.0001.
    Zero where the phrase is rarer here than there.

    Args:
        count: How often the corpus has the phrase; at least once.
        size: Words of the corpus.
        chance: Natural logarithm of the phrase's share of the reference's words.
        reference: Words of the reference.
    """
    there = exp(chance) * reference
    rate = (count + there) / (size + reference)
    if count <= size * rate:
        return 0.0
    both = count * log(count / (size * rate))
    return 2 * (both + (there * log(there / (reference * rate)) if there > 0 else 0.0))


def log_ratio(count: int, size: int, chance: float) -> float:
    """Return how often the phrase doubles from the reference to here: 10 is 1,024 times.

    Args:
        count: How often the corpus has the phrase; at least once.
        size: Words of the corpus.
        chance: As for ``log_likelihood``.
    """
    return (log(count / size) - chance) / LN2


def deviation(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Return Gries's DP: 0 where each text has its share of a phrase, near 1 where one has all.

    Args:
        counts: How often each text has the phrase.
        sizes: Words of each text, in the same order.
    """
    total, words = sum(counts), sum(sizes)
    if not total or not words:
        return 0.0
    pairs = zip(counts, sizes, strict=True)
    return sum(abs(count / total - size / words) for count, size in pairs) / 2
