"""Measures how many phrases of the rules `themes derive` finds: python bench/derived.py FOLDER."""

import argparse
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
if str(HERE) not in sys.path:  # run as a script, the rooms stand one folder up
    sys.path.insert(0, str(HERE))

import seedfiles  # noqa: E402 - after the path is set
from cli import themes_derive_texts  # noqa: E402 - after the path is set
from settings import Settings  # noqa: E402 - after the path is set
from themes.deriving import derive, derive_themes, reference  # noqa: E402 - as above
from themes.deriving.derive import Entry  # noqa: E402 - as above
from themes.deriving.derive_phrases import Phrase, Text  # noqa: E402 - as above
from themes.matching.engine import Book  # noqa: E402 - as above
from themes.rules import load, rules  # noqa: E402 - as above
from themes.rules.language import phrase  # noqa: E402 - as above
from themes.text.function_words import FUNCTION_WORDS  # noqa: E402 - as above

LENGTHS = (100, 200, 300, 400, 500)
SAMPLE = 50
_ENDINGS = re.compile(r"(?:ations?|ments?|ings?|ed|ers?|ies|es|s|ly|y|e)\Z")


@dataclass(frozen=True, slots=True)
class Shipped:
    """A phrase of the seeds that derives from the corpus."""

    theme: str  # empty: a card's own list
    text: str
    stands: frozenset[Phrase]  # as the texts have it, word for word; none: they do not

    @property
    def is_plain(self) -> bool:
        """Whether it is words only: no list, no gap, no alternatives."""
        return not any(mark in self.text for mark in "@…/")


def shipped(seeds: Path, texts: Sequence[Text]) -> list[Shipped]:
    """Return the phrases of rules that name a card, and of the cards' own lists, each once."""
    book = Book()
    lists: dict[str, int] = {}
    content, _ = seedfiles.read(seeds / "lists.yaml")
    for name, rows in content.items():
        lists[name] = book.choice([phrase(book, one, lists) for one in rows])
    found: dict[str, tuple[str, int]] = {}
    for path in sorted((seeds / "themes").glob("*.yaml")):
        content, _ = seedfiles.read(path)
        for rule in content["rules"]:
            for text in rule["any"] if "from" in rule else ():
                found.setdefault(text, (path.stem, phrase(book, text, lists)))
    for path in sorted((seeds / "corpus").glob("*.md")):
        listed = path.read_text(encoding="utf-8").partition("## Phrases")[2]
        for text in filter(None, map(str.strip, listed.split("·"))):
            found.setdefault(text, ("", phrase(book, text, lists)))
    book.seal()
    pages = [rules.lay_out(book, "", one.text) for one in texts]
    return [
        Shipped(
            theme,
            text,
            frozenset(
                tuple(page.stream.bytes[begin:end].decode().split())
                for page in pages
                for begin, end in page.reading.spans(node)
            ),
        )
        for text, (theme, node) in found.items()
    ]


def stems(row: Phrase) -> Phrase:
    """Return the words of matter without their endings."""
    return tuple(_ENDINGS.sub("", word) for word in row if word not in FUNCTION_WORDS)


def is_part(small: Phrase, large: Phrase) -> bool:
    """Return whether a row of words stands in another."""
    last = len(large) - len(small)
    return bool(small) and any(large[n : n + len(small)] == small for n in range(last + 1))


def yielded(wanted: Iterable[Shipped], entries: Sequence[Entry]) -> tuple[int, int, int, int]:
    """Return how many phrases are heads, in entries, there by their stems, there in part."""
    heads = {entry.head.words for entry in entries}
    inside = {one.words for entry in entries for one in (entry.head, *entry.variants)}
    by_stem = {stems(row) for row in inside}
    counts = [0, 0, 0, 0]
    for one in wanted:
        is_in = bool(one.stands & inside)
        is_by_stem = is_in or any(stems(row) in by_stem for row in one.stands)
        counts[0] += bool(one.stands & heads)
        counts[1] += is_in
        counts[2] += is_by_stem
        counts[3] += is_by_stem or any(
            is_part(row, other) or (len(other) > 1 and is_part(other, row))
            for row in one.stands
            for other in inside
        )
    return counts[0], counts[1], counts[2], counts[3]


def unused(entries: Sequence[Entry], wanted: Sequence[Shipped]) -> list[Entry]:
    """Return the entries that share no phrase with the seeds, not even in part."""
    phrases = {row for one in wanted for row in one.stands}
    return [
        entry
        for entry in entries
        if not any(
            is_part(row, one.words) or is_part(one.words, row)
            for one in (entry.head, *entry.variants)
            for row in phrases
        )
    ]


def main() -> None:
    """Read the command line, derive, compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the texts that the seeds were made from")
    parser.add_argument("--seeds", type=Path, default=HERE / "seeds")
    parser.add_argument("--sample", action="store_true", help="print 50 entries, for your eyes")
    wish = parser.parse_args()
    settings = Settings.from_env({})
    english = reference.load()
    found = themes_derive_texts.read(settings, wish.folder)
    corpus = derive.read(found.texts, english)
    candidates = derive.candidates(corpus, english)
    entries = derive.entries(candidates)
    every = shipped(wish.seeds, corpus.texts)
    print(f"{len(corpus.texts)} texts, {corpus.size:,} words: {len(entries)} entries")
    standing = [one for one in every if one.stands]
    print(
        f"phrases of the seeds that derive from a card: {len(every)}; in the texts: {len(standing)}"
    )
    for name, wanted in (
        ("plain phrases", [one for one in standing if one.is_plain]),
        ("patterns with @, … or /", [one for one in standing if not one.is_plain]),
        ("all", standing),
    ):
        print(
            f"\n{name}: {len(wanted)}\n{'entries':>8} {'heads':>12} {'listed':>12} "
            f"{'by stems':>12} {'in part':>12} {'unused':>8}"
        )
        for length in [n for n in LENGTHS if n < len(entries)] + [len(entries)]:
            counts = yielded(wanted, entries[:length])
            shares = " ".join(f"{n:>5} ({n / max(len(wanted), 1):4.0%})" for n in counts)
            print(f"{length:>8} {shares} {len(unused(entries[:length], wanted)):>8}")
    _placing(entries, corpus, wish.seeds, standing)
    if wish.sample:
        for entry in random.Random(4).sample(entries[: LENGTHS[-1]], SAMPLE):
            print(f"  {entry.head.shown}  ({', '.join(one.shown for one in entry.variants)})")


def _placing(
    entries: Sequence[Entry], corpus: derive.Corpus, seeds: Path, wanted: Sequence[Shipped]
) -> None:
    """Print how often an entry goes to the theme whose rule has the phrase."""
    themes: dict[Phrase, set[str]] = defaultdict(set)
    for one in wanted:
        for row in one.stands:
            themes[row].add(one.theme)
    known = [entry for entry in entries if themes.get(entry.head.words, set()) - {""}]
    ruleset, leans = load.ruleset(seeds), derive_themes.leans(seeds)
    placed = derive_themes.place(known, corpus, ruleset, leans)
    right = sum(one.theme in themes[one.entry.head.words] for one in placed)
    print(f"\nplaced in the theme whose rule has the phrase: {right} of {len(known)}")


if __name__ == "__main__":
    main()
