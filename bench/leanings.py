"""Learns which words speak for each theme from labelled texts: python -m bench.leanings.

Logistic regression, one theme against all others, over the words of the texts in TEXTS; what
stands in ``HELD_OUT`` is never learned from. Needs scikit-learn: pip install '.[learn]'.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from math import log
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parents[1]
if str(HERE) not in sys.path:  # run as a script, the rooms stand one folder up
    sys.path.insert(0, str(HERE))

from bench import quality  # noqa: E402 - after the path is set
from bench.scoring import Row  # noqa: E402 - after the path is set
from themes.matching.learned import ANY, BIAS, FEW_WORDS  # noqa: E402 - after the path is set
from themes.text.words import tokens  # noqa: E402 - after the path is set

BENCH = Path(__file__).parent
TEXTS = (
    "labelled",
    "later",
    "outside",
    "rendered",
    "renditions",
    "named",
    "reported",
    "brands",
    "notices",
    "sideways",
    "officials",
    "assorted",
    "plain",
    "mixed",
    "varied",
    "pressroom",
    "townhall",
    "routine",
)
HELD_OUT = ("rendered", "even")  # the half of this set by which the product is measured
LEAST_TEXTS = 3  # that hold a word; rarer ones teach nothing
MOST_SHARE = 0.4  # of all texts; commoner words are everybody's
STRENGTH = 0.2  # C of scikit-learn: the smaller, the flatter the weights
STRENGTH_ANY = 1.0  # the same for whether a text is about any theme; by cross-validation
SMALL = 0.1  # weights closer to 0 are left out: they change nothing that can be seen


def texts(names: Sequence[str] = TEXTS) -> list[Row]:
    """Return the labelled texts of some sets that may be learned from."""
    found = []
    for name in names:
        rows = quality.read(BENCH / f"{name}.jsonl")
        if name == HELD_OUT[0]:
            held = {row["id"] for row in quality.half(rows, HELD_OUT[1])}
            rows = [row for row in rows if row["id"] not in held]
        found += rows
    return found


def digest(rows: Sequence[Row]) -> str:
    """Return what names these texts and labels: the same ones, the same digest."""
    told = [[row["id"], row["title"], row["text"], row["labels"]["themes"]] for row in rows]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def counted(row: Row) -> Counter[str]:
    """Return the words of a text and how often each stands there, title included."""
    return Counter(tokens(row["title"] or "").words + tokens(row["text"] or "").words)


def vocabulary(counts: Sequence[Counter[str]]) -> dict[str, float]:
    """Return the words worth learning, each with how rare it is."""
    texts_with = Counter(word for one in counts for word in one)
    places = _places()
    most = MOST_SHARE * len(counts)
    return {
        word: log((1 + len(counts)) / (1 + number)) + 1
        for word, number in sorted(texts_with.items())
        if LEAST_TEXTS <= number <= most and word.isalpha() and len(word) > 1 and word not in places
    }


def _places() -> set[str]:
    """Return the words of place names: where a pilot was says nothing of what the next is."""
    rows = yaml.safe_load((HERE / "seeds" / "areas.yaml").read_text(encoding="utf-8"))
    names = (name for row in rows for name in (row["name"], *row.get("aliases", ())))
    return {name.lower() for name in names if " " not in name}


def learn(rows: Sequence[Row], themes: Sequence[str]) -> tuple[dict[str, list[float]], list[float]]:
    """Return the weights of each word, one a theme, and what every text is given.

    Args:
        rows: Labelled texts.
        themes: Ids of the themes, in the order of the weights; ANY may be among them.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = [counted(row) for row in rows]
    rarity = vocabulary(counts)
    numbers = {word: number for number, word in enumerate(rarity)}
    values, columns, ends = [], [], [0]
    for one in counts:
        size = max(len(one), FEW_WORDS) ** 0.5
        for word in one.keys() & numbers.keys():
            columns.append(numbers[word])
            values.append((1 + log(one[word])) * rarity[word] / size)
        ends.append(len(columns))
    table: Any = csr_matrix((values, columns, ends), shape=(len(rows), len(rarity)))
    weights: dict[str, list[float]] = {word: [] for word in rarity}
    bias = []
    for theme in themes:
        wanted = [_is_about(row, theme) for row in rows]
        strength = STRENGTH_ANY if theme == ANY else STRENGTH
        model = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear")
        model.fit(table, wanted)
        bias.append(float(model.intercept_[0]))
        for (word, rare), weight in zip(rarity.items(), model.coef_[0], strict=True):
            weights[word].append(float(weight) * rare)
    return weights, bias


def _is_about(row: Row, theme: str) -> bool:
    themes = row["labels"]["themes"]
    return bool(themes) if theme == ANY else theme in themes


def written(
    name: str, themes: Sequence[str], weights: dict[str, list[float]], bias: list[float]
) -> str:
    """Return the file that the product reads; ``name``: digest of the texts."""
    lines = [f"# texts {name}", "\t".join(["word", *themes]), _line(BIAS, bias)]
    lines += [_line(word, row) for word, row in weights.items() if max(map(abs, row)) >= SMALL]
    return "".join(line + "\n" for line in lines)


def _line(word: str, row: Sequence[float]) -> str:
    cells = [f"{one:.2f}" if abs(one) >= SMALL or word == BIAS else "" for one in row]
    return "\t".join([word, *cells])


def main() -> int:
    """Learn and write; say what was learned from."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "seeds" / "leanings.tsv")
    parser.add_argument("--without", choices=TEXTS, help="learn nothing from this set, to test it")
    asked = parser.parse_args()
    rows = texts([name for name in TEXTS if name != asked.without])
    themes = sorted(path.stem for path in (HERE / "seeds" / "themes").glob("*.yaml"))
    themes.append(ANY)
    try:
        weights, bias = learn(rows, themes)
    except ImportError:
        print("Error: scikit-learn is not installed: pip install '.[learn]'", file=sys.stderr)
        return 1
    asked.out.write_text(written(digest(rows), themes, weights, bias), encoding="utf-8")
    print(f"{asked.out}: {len(weights)} words of {len(rows)} texts, held out: {HELD_OUT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
