"""What is found wrong of schemes, text by text: python -m bench.initiatives FILE.jsonl …

The figures are those of ``bench.quality``. Texts in bench/initiatives.jsonl are our own words;
schemes, people and quotes in them are invented, as they are in bench/named.jsonl. ``--cost``
prints how much longer than the themes the schemes take, over several sets, and how that grows
when texts are 2, 4 and 8 times as long.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import process_time

from bench import quality
from bench.schemes import compare
from bench.scoring import Row
from themes import reading
from themes.initiatives import named, register
from themes.matching import match

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
TEXTS = HERE / "initiatives.jsonl"
COSTLY = ("rendered", "reported", "named", "initiatives")  # sets that show what time it takes


def faults(rows: Iterable[Row], predict: quality.Predict) -> Iterator[str]:
    """Yield a line for every scheme missed, made up, or told wrongly."""
    for row in rows:
        labels, answer = row["labels"], predict(row)
        found = compare(labels["initiatives"], answer["schemes"]).faults
        if answer["new_initiative"] != labels["new_initiative"]:
            found = [*found, f"said new: {answer['new_initiative']}"]
        yield from (f"{row['id']} {fault}" for fault in found)


def longer(rows: Sequence[Row], times: int) -> Iterator[Row]:
    """Yield documents with the text of so many, one after another: of other names, as reports."""
    for at in range(0, len(rows) - times + 1, times):
        some = rows[at : at + times]
        yield {**some[0], "text": "\n\n".join(row["text"] or "" for row in some)}


def cost(rows: Iterable[Row], knows: reading.Knowledge) -> float:
    """Print how long the themes take and how long the schemes; return the second by the first."""
    known = register.Register(knows.seeded, knows.cautions)
    spent = [0.0, 0.0]
    for row in rows:
        one = quality.document(row)
        start = process_time()
        verdict = match.match(one, knows.ruleset)
        between = process_time()
        named.find(one, known, knows.gazetteer, knows.bodies, knows.signs, knows.news, verdict)
        spent[0] += between - start
        spent[1] += process_time() - between
    print(f"themes {spent[0]:.2f} s, schemes {spent[1]:.2f} s: {spent[1] / spent[0]:.2f} times")
    return spent[1] / spent[0]


def main(arguments: list[str]) -> None:
    """Print the faults in the files named, or in our own; or what the schemes cost."""
    if "--cost" in arguments:
        rows = quality.read(*(HERE / f"{name}.jsonl" for name in COSTLY))
        knows = reading.know(SEEDS)
        for times in (1, 2, 4, 8):
            print(f"texts {times} times as long: ", end="")
            cost(list(longer(rows, times)), knows)
        return
    paths = [Path(name) for name in arguments] or [TEXTS]
    predict = quality.predictor(SEEDS)
    for line in faults([row for row in quality.read(*paths) if "labels" in row], predict):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
