"""How much of an article is found, and how much of what stands around it: ours and others."""

import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from bench import sample
from bench.boilerplate import pages
from bench.boilerplate.pages import Invented
from bench.peers import READERS, Reader
from bench.sample import Piece

KINDS = ("human", "parser", "algo")
DEFAULT = "trafilatura default"
OURS = "Placewatch"
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How one reader does on the gold pages."""

    f1: dict[str, float]  # mean over the pages of each kind of gold
    must: float  # share of strings that must appear and do
    must_not: float  # share of strings that must not appear and do
    cpu_ms: float  # a page


def f1(found: str, gold: str) -> float:
    """Return F1 of the words of two texts, counted with their repetitions, order aside."""
    mine, its = _words(found), _words(gold)
    same = (mine & its).total()
    return 2 * same / max(mine.total() + its.total(), 1)


def scored(reader: Reader, gold: Sequence[Piece]) -> Score:
    """Return how a reader does on pages with gold of any kind."""
    before = time.process_time()
    texts = [reader(piece.body) for piece in gold]
    cpu_ms = (time.process_time() - before) * 1_000 / max(len(gold), 1)
    pairs = list(zip(gold, texts, strict=True))
    return Score(
        f1={
            kind: fmean([f1(text, piece.text) for piece, text in pairs if piece.gold == kind])
            for kind in KINDS
        },
        must=_share((one, text) for piece, text in pairs for one in piece.must),
        must_not=_share((one, text) for piece, text in pairs for one in piece.must_not),
        cpu_ms=cpu_ms,
    )


def leaks_and_losses(reader: Reader, invented: Iterable[Invented]) -> tuple[float, float]:
    """Return which share of the furniture's words leaks, and which of the article's is lost."""
    leaked: list[bool] = []
    lost: list[bool] = []
    for page in invented:
        text = reader(page.html)
        leaked += [word in text for word in page.leaks]
        lost += [word not in text for word in page.kept]
    return sum(leaked) / len(leaked), sum(lost) / len(lost)


def faults(ours: Score, default: Score) -> list[str]:
    """Return where we do worse than trafilatura's own default."""
    found = [
        f"F1 on gold of kind {kind}: {ours.f1[kind]:.4f} < {default.f1[kind]:.4f}"
        for kind in KINDS
        if ours.f1[kind] < default.f1[kind]
    ]
    if ours.must < default.must:
        found.append(f"must appear: {ours.must:.3f} < {default.must:.3f}")
    if ours.must_not > default.must_not:
        found.append(f"must not appear: {ours.must_not:.3f} > {default.must_not:.3f}")
    return found


def main() -> None:
    """Print one table of real and invented pages; exit 1 if ours is below the default."""
    pieces = sample.asked("bench.extraction", "Measure the extraction of text from pages.")
    gold = [piece for piece in pieces if piece.kind == "page" and piece.gold != "n"]
    halves = {name: pages.half(name) for name in ("tuning", "held-out")}
    print(f"{len(gold)} gold pages, {sum(map(len, halves.values()))} invented ones\n")
    print(f"{'':32}{'F1':^24}{'strings that':^18}{'invented: leak / loss':^24}{'CPU':>8}")
    heads = ("human", "parser", "algo", "must", "must not", "tuning", "held-out", "ms")
    print(f"{'':32}" + "".join(f"{head:>{w}}" for head, w in zip(heads, WIDTHS, strict=True)))
    scores = {}
    for name, reader in READERS.items():
        score = scores[name] = scored(reader, gold)
        rates = [leaks_and_losses(reader, half) for half in halves.values()]
        cells = (
            *(f"{score.f1[kind]:.4f}" for kind in KINDS),
            f"{score.must:.3f}",
            f"{score.must_not:.3f}",
            *(f"{leak:.3f}/{loss:.3f}" for leak, loss in rates),
            f"{score.cpu_ms:.0f}",
        )
        print(f"{name:32}" + "".join(f"{cell:>{w}}" for cell, w in zip(cells, WIDTHS, strict=True)))
    worse = faults(scores[OURS], scores[DEFAULT])
    print("\n" + ("\n".join(worse) or "Placewatch is nowhere below trafilatura's own default."))
    sys.exit(bool(worse))


WIDTHS = (8, 8, 8, 8, 10, 13, 13, 6)


def _words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold()))


def _share(pairs: Iterable[tuple[str, str]]) -> float:
    """Return the share of strings that stand in their texts, whatever the blanks."""
    found = [" ".join(one.split()) in " ".join(text.split()) for one, text in pairs]
    return sum(found) / max(len(found), 1)


if __name__ == "__main__":
    main()
