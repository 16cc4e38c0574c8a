"""How fast texts are matched, beside three simpler ways: python -m bench.speed.

MB/s are bytes of text by seconds of this process's own work on one core: the median of
rounds in which each way has its turn. Texts are pieced together from those in bench/;
"mixed" has nine texts out of scope to each one in scope. ``--texts FILE.jsonl`` reads texts as
they stand instead, such as real pages; their share of each kind is then theirs. Whatever is
had, the end is 0.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench import engines, quality
from bench.engines import Made
from records import Document
from themes.matching import match
from themes.rules import load
from themes.rules.rules import Ruleset
from themes.text import stream

HERE = Path(__file__).resolve().parents[1]
FILES = ("labelled", "later", "initiatives")
SIZES = (100, 1_000, 10_000)
# What is wanted; docs/decisions/0011-one-stream.md says what is had.
FAST_MB_S = 10.0
GROWTH = 2.2  # from 1,000 to 10,000 rules
# Guess: of ten texts that are read, nine are irrelevant.
IRRELEVANT = 9
ARTICLE = (4_000, 8_000)  # characters
SHORT = (300, 900)
WORK = {"product": 400_000, "engine alone": 400_000, "alternation": 12_000, "re loop": 6_000}


Read = Callable[[Document], set[tuple[str, int]]]


class Row(NamedTuple):
    """What was measured at some number of made-up rules."""

    speeds: dict[str, float]  # MB/s of each way
    hits: int  # in a MB
    load_s: float  # seconds of work to load them, once


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be timed: how many bytes it reads, and what it does."""

    name: str
    size: int
    run: Callable[[], object]


def texts(ruleset: Ruleset) -> dict[bool, list[str]]:
    """Return the texts that ship in bench/, by whether they are in scope."""
    found: dict[bool, list[str]] = {True: [], False: []}
    for name in FILES:
        for row in quality.read(HERE / "bench" / f"{name}.jsonl"):
            document = quality.document(row)
            verdict = match.match(document, ruleset)
            found[verdict.scope.startswith("in")].append(f"{document.title}.\n{document.text}")
    return found


def documents(pieces: Sequence[str], length: tuple[int, int], count: int) -> list[Document]:
    """Return documents of a length, put together from pieces at random, always the same."""
    rng = random.Random(17)
    made = []
    for number in range(count):
        wanted = rng.randint(*length)
        text = rng.choice(pieces)
        while len(text) < wanted:
            text += "\n" + rng.choice(pieces)
        made.append(document(f"d{number}", text[: max(length)]))
    return made


def document(name: str, text: str) -> Document:
    """Return a text as the rooms see it."""
    return Document(
        document_id=name,
        kind="article",
        title="",
        text=text,
        source_kind="union",
        published_at=None,
    )


def size(of: Iterable[Document]) -> int:
    """Return how many bytes of text documents have."""
    return sum(len((one.title + one.text).encode()) for one in of)


def medians(jobs: Sequence[Job], rounds: int) -> dict[str, float]:
    """Return the MB/s of each job: the median of rounds in which each has its turn."""
    taken: dict[str, list[float]] = {job.name: [] for job in jobs}
    for _ in range(rounds):
        for job in jobs:
            begun = time.process_time()
            job.run()
            taken[job.name].append(time.process_time() - begun)
    return {job.name: job.size / median(taken[job.name]) / 1e6 for job in jobs}


def shipped(rounds: int) -> dict[str, float]:
    """Return the MB/s at the rules that ship, by length of the texts and by scope."""
    ruleset = load.ruleset(HERE / "seeds")
    pieces = texts(ruleset)
    jobs = []
    for name, length, count in (("articles", ARTICLE, 40), ("short", SHORT, 200)):
        ins, outs = (documents(pieces[is_in], length, count) for is_in in (True, False))
        mixed = [*outs[: count * IRRELEVANT // 10], *ins[: count // 10]]
        for kind, group in (("in scope", ins), ("out of scope", outs), ("mixed", mixed)):
            jobs.append(Job(f"{name}, {kind}", size(group), _matching(group, ruleset)))
        jobs.append(
            Job(f"{name}, mixed, words new", size(mixed), _matching(mixed, ruleset, forget=True))
        )
    return medians(jobs, rounds)


def as_they_stand(paths: Sequence[Path], rounds: int) -> dict[str, float]:
    """Return the MB/s of texts that were not put together, by what the scope says of them."""
    ruleset = load.ruleset(HERE / "seeds")
    groups: dict[str, list[Document]] = {"all": []}
    for row in quality.read(*paths):
        one = quality.document(row)
        scope = match.match(one, ruleset).scope.partition(":")[0]
        groups["all"].append(one)
        groups.setdefault(f"{scope} of scope".replace("in of", "in"), []).append(one)
    names = {name: f"{len(group)} texts, {name}" for name, group in groups.items()}
    jobs = [
        Job(names[name], size(group), _matching(group, ruleset)) for name, group in groups.items()
    ]
    found = medians(jobs, rounds)
    return {"all": found.pop(names["all"]), **found}


def _matching(
    group: Sequence[Document], ruleset: Ruleset, forget: bool = False
) -> Callable[[], object]:
    def run() -> None:
        if forget:
            stream.ODD.clear()
        for one in group:
            match.match(one, ruleset)

    return run


def synthetic(
    sizes: Sequence[int], rounds: int, work: dict[str, int], share: float
) -> dict[int, Row]:
    """Return what is measured, by number of made-up rules.

    Args:
        sizes: Numbers of rules.
        rounds: How many.
        work: How many bytes each way reads at least, as long as there are texts.
        share: Of the phrases, how many stand in the texts.

    Raises:
        ValueError: if two ways do not find the same.
    """
    pieces = texts(load.ruleset(HERE / "seeds"))
    said = [engines.plain(piece) for group in pieces.values() for piece in group]
    plain = documents(said, ARTICLE, 80)
    jobs, hits, load_s = [], {}, {}
    for count in sizes:
        made = engines.made([one.text for one in plain], count, share)
        with tempfile.TemporaryDirectory() as folder:
            written = engines.written(Path(folder), made)
            begun = time.process_time()
            ruleset = load.ruleset(written)
            load_s[count] = time.process_time() - begun
        found_by = ways(made, ruleset)
        few = plain[: max(work["re loop"] // ARTICLE[0], 1)]
        agree(found_by, few)
        hits[count] = sum(len(found_by["product"](one)) for one in plain) * 1_000_000 // size(plain)
        for name, way in found_by.items():
            group = _some(plain, work[name])
            jobs.append(Job(f"{count} {name}", size(group), _reading(group, way)))
    found = medians(jobs, rounds)
    return {
        count: Row({name: found[f"{count} {name}"] for name in work}, hits[count], load_s[count])
        for count in sizes
    }


def ways(made: Sequence[Made], ruleset: Ruleset) -> dict[str, Read]:
    """Return what reads a document each way and gives the hits."""

    def product(one: Document) -> set[tuple[str, int]]:
        hits = match.match(one, ruleset).hits
        return {(hit.rule_id, hit.start) for hit in hits}

    def of(way: engines.Way) -> Read:
        return lambda one: set(way(one.text))

    return {
        "product": product,
        "engine alone": of(engines.alone(made)),
        "alternation": of(engines.alternation(made)),
        "re loop": of(engines.loop(made)),
    }


def _some(group: Sequence[Document], least: int) -> list[Document]:
    """Return the first documents that have so many bytes together."""
    taken: list[Document] = []
    while size(taken) < least and len(taken) < len(group):
        taken.append(group[len(taken)])
    return taken


def _reading(group: Sequence[Document], way: Read) -> Callable[[], object]:
    return lambda: [way(one) for one in group]


def agree(ways: dict[str, Read], group: Sequence[Document]) -> None:
    """Make sure that all ways find the same.

    Raises:
        ValueError: naming the way and the document, if not.
    """
    for one in group:
        found = {name: way(one) for name, way in ways.items()}
        for name, hits in found.items():
            if hits != found["product"]:
                example = sorted(map(str, hits ^ found["product"]))[:3]
                raise ValueError(f"{name} finds otherwise in {one.document_id}: {example}")


def aim(name: str, had: float, wanted: float, is_met: bool) -> str:
    """Return a line that says whether what is wanted is had."""
    return f"  {'met    ' if is_met else 'NOT met'} {name}: {had:.2f}, wanted {wanted:g}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables and which aims are met; return 0 when all was measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=("shipped", "synthetic"))
    parser.add_argument(
        "--density",
        choices=(*engines.DENSITIES, "both"),
        default="both",
        help="how many of the made-up phrases stand in the texts: 3 %% (sparse), 10 %% (dense)",
    )
    parser.add_argument("--texts", type=Path, nargs="+", metavar="FILE.jsonl", default=[])
    asked = parser.parse_args(argv)
    aims = []
    if asked.only != "synthetic":
        speeds = as_they_stand(asked.texts, asked.rounds) if asked.texts else shipped(asked.rounds)
        print("MB/s at the rules that ship, evidence included")
        for name, speed in speeds.items():
            print(f"  {name:34} {speed:6.2f}")
        what = "all" if asked.texts else "articles, mixed"
        had = speeds[what]
        aims.append(aim(f"{what}, MB/s at least", had, FAST_MB_S, had >= FAST_MB_S))
    for density, share in engines.DENSITIES.items():
        if not asked.texts and asked.only != "shipped" and asked.density in (density, "both"):
            growth = _show(synthetic(SIZES, asked.rounds, WORK, share), density, share)
            name = f"{density}, 1,000 to 10,000 rules, times the time at most"
            aims.append(aim(name, growth, GROWTH, growth <= GROWTH))
    print("aims", *aims, sep="\n")
    return 0


def _show(table: dict[int, Row], density: str, share: float) -> float:
    """Print a table of made-up rules; return how the time grows from 1,000 to 10,000."""
    print(f"MB/s at made-up rules, {density}: {share:.0%} of the phrases stand in the texts,")
    print("all in scope, evidence included; and seconds to load them, once")
    print(f"  {'rules':>6} {'hits/MB':>8} " + " ".join(f"{name:>13}" for name in WORK) + "    load")
    for count, row in table.items():
        speeds = " ".join(f"{row.speeds[name]:>13.4f}" for name in WORK)
        print(f"  {count:>6} {row.hits:>8} {speeds} {row.load_s:7.2f}")
    few, many = table[1_000], table[10_000]
    growth = few.speeds["product"] / many.speeds["product"]
    alone = few.speeds["engine alone"] / many.speeds["engine alone"]
    print(f"  1,000 to 10,000 rules: {growth:.2f} times the time; engine alone {alone:.2f};")
    print(f"  {many.hits / few.hits:.2f} times the hits")
    return growth


if __name__ == "__main__":
    sys.exit(main())
