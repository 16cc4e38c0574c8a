"""What is found wrong of schemes, text by text: python -m bench.initiatives FILE.jsonl …

The figures are those of ``bench.quality``. Texts in bench/initiatives.jsonl are our own words;
schemes, people and quotes in them are invented, as they are in bench/named.jsonl.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from bench import quality
from bench.schemes import compare
from bench.scoring import Row

HERE = Path(__file__).resolve().parent
TEXTS = HERE / "initiatives.jsonl"


def faults(rows: list[Row], predict: quality.Predict) -> Iterator[str]:
    """Yield a line for every scheme missed, made up, or told wrongly."""
    for row in rows:
        labels, answer = row["labels"], predict(row)
        found = compare(labels["initiatives"], answer["schemes"]).faults
        if answer["new_initiative"] != labels["new_initiative"]:
            found = [*found, f"said new: {answer['new_initiative']}"]
        yield from (f"{row['id']} {fault}" for fault in found)


def main(arguments: list[str]) -> None:
    """Print the faults in the files named, or in our own."""
    paths = [Path(name) for name in arguments] or [TEXTS]
    predict = quality.predictor(HERE.parent / "seeds")
    for line in faults([row for row in quality.read(*paths) if "labels" in row], predict):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
