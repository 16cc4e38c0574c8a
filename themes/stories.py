"""One piece of news, one story: the same release in five papers must ring once."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from hashlib import blake2b

from rensa import RMinHash

from themes.text import particulars
from themes.text.words import tokens

# What sketch returns and the warehouse stores: unsigned 64-bit numbers. First the version
# and the number of shingles, then the MinHash, then digests of the particulars of the text:
# even ones of its figures (by 4 without a rest: they count something), odd ones of its names.
Sketch = tuple[int, ...]

# bench/pairs.jsonl, odd half: pairs of words part cut and rewritten releases from other
# news better than three or four words do.
SHINGLE_WORDS = 2
MIN_SHINGLES = 12  # a shorter text says too little to be compared; guess
HASHES = 256  # standard error of a likeness of 0.2: 0.025
SEED = 1848  # any number; another one makes stored sketches useless

# Share of the shorter text that stands in the longer one: chosen on the odd half of
# bench/pairs.jsonl: precision 1 from 0.42 on, recall falls from 0.44 on.
SAME_SHARE = 0.43
# Words in common over all words. Long texts share phrases by chance: pages of a dozen
# newspapers reached 0.09 (2026-11), and the share of a short text is guesswork below it.
SAME_LIKENESS = 0.10
# Monthly figures come in last month's words. Two texts with numbers enough are the same
# only if this share of the fewer numbers is common to both.
SAME_NUMBERS = 0.35
ENOUGH_NUMBERS = 3
MAX_NUMBERS = 32  # the smallest digests stand for all

# A newspaper tells a release in its own words, and a public body in Wales tells it twice; both
# keep figures and names. News of the same body keeps the names alone, and whoever quotes a
# paragraph keeps a figure or two. Chosen on the odd and the fresh pairs of bench/pairs.jsonl:
# rewrites share all figures but one, quotations half of them at most.
COMMON_FIGURES = 3
SAME_FIGURES = 0.66  # of the text with fewer of them
MOST_OTHER_FIGURES = 0.4  # of the text with more: who sums up a year has others besides
COMMON_NAMES = 3
MOST_OTHER_NAMES = 0.4  # of the text with more: a digest has those of other news besides
SAME_NAMES = 0.2  # of the text with fewer, across languages: places are named otherwise in Welsh
REWRITTEN_SHARE = 0.3  # as SAME_SHARE: quotations have 0.29 at most, rewrites 0.35 at least

_Index = defaultdict[tuple[int, int], list[int]]  # who has this hash here; -1: this figure

# Sketches of another algorithm or of other constants are never compared.
_VERSION = 1_000 * int(getattr(RMinHash, "ALGORITHM_VERSION", 1)) + 2
_SHIFT = 32
_WELSH = 1 << 31  # beside the number of shingles
_FIRST_NUMBER = HASHES + 1


def sketch(text: str) -> Sketch:
    """Return what is kept of a text in order to know it again; empty for a short text.

    The same words give the same sketch in every process and on every Python, whatever
    the quotation marks, capitals and line breaks.
    """
    read = tokens(text)
    words = read.words
    shingles = {
        " ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1)
    }
    if len(shingles) < MIN_SHINGLES:
        return ()
    hashes = RMinHash(num_perm=HASHES, seed=SEED)
    hashes.update(sorted(shingles))
    figures = sorted(_figure(word) for word in particulars.figures(read))[:MAX_NUMBERS]
    names = sorted(_digest(word) | 1 for word in particulars.names(text))[:MAX_NUMBERS]
    language = _WELSH if particulars.is_welsh(read) else 0
    head = _VERSION << _SHIFT | language | min(len(shingles), _WELSH - 1)
    return (head, *hashes.digest(), *figures, *names)


def same(a: Sketch, b: Sketch) -> bool:
    """Return whether two texts tell one story: a duplicate, a cut, a rewrite, a translation.

    News that quotes a paragraph of the other is another story, and so is a digest.
    """
    if not a or not b:
        return False
    common = sum(x == y for x, y in zip(_hashes(a), _hashes(b), strict=False))
    return _is_same(a, b, common)


def join(new: Mapping[str, Sketch], recent: Mapping[str, tuple[str, Sketch]]) -> dict[str, str]:
    """Return the lead article of the story that each new article belongs to.

    An article that tells no known story leads its own. Where several known articles are
    the same, the most alike one decides, and of equals the one that came first.

    Args:
        new: Sketches by article, in the order in which the articles came.
        recent: By article, its lead and its sketch, oldest first.
    """
    known = [pair for article, pair in recent.items() if article not in new]
    index: _Index = defaultdict(list)
    for rank, (_, older) in enumerate(known):
        _enter(index, rank, older)
    leads = {}
    for article, fresh in new.items():
        common = Counter(
            rank for place in enumerate(_hashes(fresh)) for rank in index.get(place, ())
        )
        told = Counter(rank for figure in _figures(fresh) for rank in index.get((-1, figure), ()))
        near = common.keys() | {rank for rank, many in told.items() if many >= COMMON_FIGURES}
        alike = [rank for rank in near if _is_same(fresh, known[rank][1], common[rank])]
        best = max(alike, key=lambda rank: (common[rank], told[rank], -rank), default=None)
        leads[article] = article if best is None else known[best][0]
        _enter(index, len(known), fresh)
        known.append((leads[article], fresh))
    return leads


def _enter(index: _Index, rank: int, known: Sketch) -> None:
    for place in enumerate(_hashes(known)):
        index[place].append(rank)
    for figure in _figures(known):
        index[-1, figure].append(rank)


def _is_same(a: Sketch, b: Sketch, common: int) -> bool:
    """Return the verdict for two sketches with so many hashes in common."""
    if a[0] >> _SHIFT != b[0] >> _SHIFT or a[0] >> _SHIFT != _VERSION:
        return False
    likeness = common / HASHES
    is_translation = bool((a[0] ^ b[0]) & _WELSH)
    if likeness < SAME_LIKENESS and not is_translation:
        return False
    sizes = (_size(a), _size(b))
    # |A ∩ B| from the likeness |A ∩ B| / |A ∪ B| and the two sizes.
    shared = likeness * sum(sizes) / (1 + likeness)
    share = shared / min(sizes)
    if share >= SAME_SHARE and _agree(_figures(a), _figures(b)):
        return True
    return (is_translation or share >= REWRITTEN_SHARE) and _tell_the_same(
        a, b, is_translation=is_translation
    )


def _tell_the_same(a: Sketch, b: Sketch, *, is_translation: bool) -> bool:
    """Return whether two texts have the same figures and names, so that words count for less."""
    firm = (tuple(one for one in both if not one & 2) for both in _both(_figures(a), _figures(b)))
    fewer, more, common = _shared(*firm)
    if common < max(COMMON_FIGURES, SAME_FIGURES * fewer, MOST_OTHER_FIGURES * more):
        return False
    fewer, more, common = _shared(*_both(_names(a), _names(b)))
    share = SAME_NAMES * fewer if is_translation else MOST_OTHER_NAMES * more
    return common >= max(COMMON_NAMES, share)


def _agree(a: Sketch, b: Sketch) -> bool:
    """Return whether the figures of two texts allow that they tell the same."""
    fewer, _, common = _shared(*_both(a, b))
    return fewer < ENOUGH_NUMBERS or common / fewer >= SAME_NUMBERS


def _both(a: Sketch, b: Sketch) -> tuple[Sketch, Sketch]:
    """Return two lists of digests as far as both are complete: of many the smallest are kept."""
    for given in (a, b):
        if len(given) == MAX_NUMBERS:  # there may be more above: compare only below
            a = tuple(digest for digest in a if digest <= given[-1])
            b = tuple(digest for digest in b if digest <= given[-1])
    return a, b


def _shared(a: Sketch, b: Sketch) -> tuple[int, int, int]:
    """Return how many the shorter list has, the longer one, and both."""
    return min(len(a), len(b)), max(len(a), len(b)), len(set(a) & set(b))


def _figures(known: Sketch) -> Sketch:
    return tuple(digest for digest in known[_FIRST_NUMBER:] if not digest & 1)


def _names(known: Sketch) -> Sketch:
    return tuple(digest for digest in known[_FIRST_NUMBER:] if digest & 1)


def _hashes(known: Sketch) -> Sketch:
    return known[1:_FIRST_NUMBER]


def _size(known: Sketch) -> int:
    return known[0] & (_WELSH - 1)


def _figure(word: str) -> int:
    return _digest(word) & ~3 | (0 if particulars.is_firm(word) else 2)


def _digest(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8"), digest_size=8).digest(), "big")
