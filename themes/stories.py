"""One piece of news, one story: the same release in five papers must ring once."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from hashlib import blake2b

from rensa import RMinHash

from themes.text.words import tokens

# What sketch returns and the warehouse stores: unsigned 64-bit numbers. First the version
# and the number of shingles, then the MinHash, then digests of the numbers in the text.
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

# Sketches of another algorithm or of other constants are never compared.
_VERSION = 1_000 * int(getattr(RMinHash, "ALGORITHM_VERSION", 1)) + 1
_SHIFT = 32
_FIRST_NUMBER = HASHES + 1


def sketch(text: str) -> Sketch:
    """Return what is kept of a text in order to know it again; empty for a short text.

    The same words give the same sketch in every process and on every Python, whatever
    the quotation marks, capitals and line breaks.
    """
    words = tokens(text).words
    shingles = {
        " ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1)
    }
    if len(shingles) < MIN_SHINGLES:
        return ()
    hashes = RMinHash(num_perm=HASHES, seed=SEED)
    hashes.update(sorted(shingles))
    numbers = sorted({_digest(word) for word in words if _is_figure(word)})[:MAX_NUMBERS]
    return (_VERSION << _SHIFT | len(shingles), *hashes.digest(), *numbers)


def same(a: Sketch, b: Sketch) -> bool:
    """Return whether two texts tell one story: a duplicate, a cut or a light rewrite.

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
    index: dict[tuple[int, int], list[int]] = defaultdict(list)  # who has this hash here
    for rank, (_, older) in enumerate(known):
        _enter(index, rank, older)
    leads = {}
    for article, fresh in new.items():
        common = Counter(
            rank for place in enumerate(_hashes(fresh)) for rank in index.get(place, ())
        )
        alike = [rank for rank in common if _is_same(fresh, known[rank][1], common[rank])]
        best = max(alike, key=lambda rank: (common[rank], -rank), default=None)
        leads[article] = article if best is None else known[best][0]
        _enter(index, len(known), fresh)
        known.append((leads[article], fresh))
    return leads


def _enter(index: dict[tuple[int, int], list[int]], rank: int, known: Sketch) -> None:
    for place in enumerate(_hashes(known)):
        index[place].append(rank)


def _is_same(a: Sketch, b: Sketch, common: int) -> bool:
    """Return the verdict for two sketches with so many hashes in common."""
    if a[0] >> _SHIFT != b[0] >> _SHIFT or a[0] >> _SHIFT != _VERSION:
        return False
    likeness = common / HASHES
    if likeness < SAME_LIKENESS:
        return False
    sizes = (_size(a), _size(b))
    # |A ∩ B| from the likeness |A ∩ B| / |A ∪ B| and the two sizes.
    shared = likeness * sum(sizes) / (1 + likeness)
    return shared / min(sizes) >= SAME_SHARE and _agree(a[_FIRST_NUMBER:], b[_FIRST_NUMBER:])


def _agree(a: Sketch, b: Sketch) -> bool:
    """Return whether the numbers of two texts allow that they tell the same."""
    for numbers in (a, b):
        if len(numbers) == MAX_NUMBERS:  # there may be more above: compare only below
            a = tuple(number for number in a if number <= numbers[-1])
            b = tuple(number for number in b if number <= numbers[-1])
    fewer = min(len(a), len(b))
    return fewer < ENOUGH_NUMBERS or len(set(a) & set(b)) / fewer >= SAME_NUMBERS


def _hashes(known: Sketch) -> Sketch:
    return known[1:_FIRST_NUMBER]


def _size(known: Sketch) -> int:
    return known[0] & ((1 << _SHIFT) - 1)


def _is_figure(word: str) -> bool:
    """Return whether a word is a number that tells texts apart; years seldom do."""
    return word[0].isdigit() and len(word) > 1 and not (len(word) == 4 and word[:2] in {"19", "20"})


def _digest(word: str) -> int:
    return int.from_bytes(blake2b(word.encode("utf-8"), digest_size=8).digest(), "big")
