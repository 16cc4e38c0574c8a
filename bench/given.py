"""How well a scheme is told once its name is known: python -m bench.given [FILE ...] [-v].

The names that people labelled are given to the reader, so that names missed or made up hide
nothing: what is counted is the stage, whether the text is about it and reports it as news, its
areas and its sponsors. ``-v`` lists what went wrong. Without a file: the sets that are learned
from, whose stages are therefore too good.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
if str(HERE) not in sys.path:  # run as a script, the rooms stand one folder up
    sys.path.insert(0, str(HERE))

from bench import quality  # noqa: E402 - after the path is set
from bench.counting import Count  # noqa: E402 - after the path is set
from bench.schemes import Share  # noqa: E402 - after the path is set
from bench.scoring import Row  # noqa: E402 - after the path is set
from records import STAGES, Mention  # noqa: E402 - after the path is set
from themes.initiatives import news, organisations, places, register  # noqa: E402
from themes.initiatives.aboutness import Named  # noqa: E402 - after the path is set
from themes.initiatives.company import Company  # noqa: E402 - after the path is set
from themes.initiatives.evidence import Evidence, opening  # noqa: E402 - after the path is set
from themes.initiatives.register import Register  # noqa: E402 - after the path is set
from themes.initiatives.scenery import Scenery  # noqa: E402 - after the path is set
from themes.initiatives.telling import Teller  # noqa: E402 - after the path is set
from themes.matching import match  # noqa: E402 - after the path is set
from themes.rules import load  # noqa: E402 - after the path is set
from themes.rules.rules import Ruleset  # noqa: E402 - after the path is set
from themes.text.fields import Field, Span, fields  # noqa: E402 - after the path is set
from themes.text.lookup import Lookup  # noqa: E402 - after the path is set

BENCH = Path(__file__).parent
TEXTS = (
    *("initiatives", "named", "brands", "notices", "reported"),
    *("sideways", "officials", "assorted", "plain", "mixed"),
)
_BY_HAND = 0.9  # confidence in a scheme that only a person found


@dataclass(slots=True)
class Told:
    """A share of what is wanted, and of what was said."""

    found: Share = field(default_factory=Share)
    right: Share = field(default_factory=Share)

    def line(self) -> str:
        """Return recall at precision, for people."""
        return (
            f"{self.found.value:.3f} ({self.found.right}/{self.found.whole}) "
            f"at {self.right.value:.3f} ({self.right.right}/{self.right.whole})"
        )


@dataclass(slots=True)
class Figures:
    """What came out for some texts."""

    stages: Counter[tuple[str, str]] = field(default_factory=Counter)  # wanted, said
    about: Count = field(default_factory=Count)  # schemes that a text is about
    news: Count = field(default_factory=Count)  # texts with a scheme that report one as news
    areas: Told = field(default_factory=Told)
    sponsors: Told = field(default_factory=Told)
    faults: list[str] = field(default_factory=list)

    @property
    def stage_accuracy(self) -> float:
        """Share of the schemes whose stage is right; one told by no stage is wrong."""
        right = sum(many for (wanted, said), many in self.stages.items() if wanted == said)
        return right / max(self.stages.total(), 1)

    def lines(self) -> Iterator[str]:
        """Yield the figures for people."""
        yield (
            f"stage {self.stage_accuracy:.3f} of {self.stages.total()}; areas {self.areas.line()}; "
            f"sponsors {self.sponsors.line()}; about F1 {self.about.f1:.3f}; "
            f"news F1 {self.news.f1:.3f}"
        )
        said = (*STAGES, "none")
        for wanted in STAGES:
            row = " ".join(f"{self.stages[wanted, one]:4}" for one in said)
            yield f"    {wanted:13}{row}"


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads a document when the names of its schemes are given."""

    gazetteer: places.Gazetteer
    bodies: organisations.Organisations
    news: news.News
    known: Register
    ruleset: Ruleset

    @classmethod
    def of(cls, seeds: Path) -> "Reader":
        """Return what the seeds know."""
        return cls(
            gazetteer=places.load(seeds / "areas.yaml"),
            bodies=organisations.load(seeds / "organisations.yaml"),
            news=news.load(seeds / "news.tsv"),
            known=register.load(seeds / "initiatives.yaml"),
            ruleset=load.ruleset(seeds),
        )

    def tell(self, row: Row) -> list[tuple[Row, Mention | None]]:
        """Return each scheme of a label with what is said of it; None: it stands nowhere."""
        teller, found = self.given(row)
        schemes = [scheme for scheme in found if scheme]
        return [
            (label, teller.tell(scheme, schemes) if scheme else None)
            for label, scheme in zip(row["labels"]["initiatives"], found, strict=True)
        ]

    def given(self, row: Row) -> tuple[Teller, list[Named | None]]:
        """Return what tells the schemes of a text, and those that a person found there."""
        one = quality.document(row)
        read = fields(one)
        found = [labelled(label, read, self.known) for label in row["labels"]["initiatives"]]
        is_relevant = match.match(one, self.ruleset).is_relevant
        company = Company.of(Scenery.of(read, self.gazetteer, self.bodies))
        evidence = Evidence(one.published_at, is_relevant, opening(*read))
        teller = Teller(one.document_id, read[0], company, evidence, self.news, self.known)
        return teller, found


def labelled(label: Row, read: Iterable[Field], known: Register) -> Named | None:
    """Return a scheme that a person found, where its names stand; None: nowhere."""
    row = known.lookup(label["name"])
    one = Named(row.name if row else label["name"], row, _BY_HAND, ())
    lookup = Lookup((name, None) for name in (label["name"], *label["aliases"]))
    one.spans += [
        Span(where, hit.first, hit.last)
        for where in read
        for hit in lookup.find(where.text, where.read)
    ]
    return one if one.spans else None


def measure(rows: Iterable[Row], reader: Reader) -> Figures:
    """Return what came out for texts with labels."""
    figures = Figures()
    for row in rows:
        told = reader.tell(row)
        for label, one in told:
            if one:
                _count(figures, row["id"], label, one)
        if told:
            is_said = any(one and one.is_live for _, one in told)
            is_so = bool(row["labels"]["new_initiative"])
            figures.news.add(Count(is_said and is_so, is_said and not is_so, is_so and not is_said))
            if is_said != is_so:
                figures.faults.append(f"{row['id']} said new: {is_said}")
    return figures


def _count(figures: Figures, name: str, label: Row, one: Mention) -> None:
    faults = []
    if label.get("stage"):
        figures.stages[label["stage"], one.stage or "none"] += 1
        if label["stage"] != one.stage:
            faults.append(f"{one.stage}, not {label['stage']}")
    is_main = label.get("role") == "main"
    figures.about.add(
        Count(is_main and one.is_main, one.is_main and not is_main, is_main and not one.is_main)
    )
    for what, told in (("area", figures.areas), ("sponsor", figures.sponsors)):
        missed, extra = _compare(told, label.get(f"{what}s", []), one, what)
        faults += [f"no {what} {value}" for value in missed]
        faults += [f"{what} {value}" for value in extra]
    if faults:
        figures.faults.append(f"{name} {label['name']}: {'; '.join(faults)}")


def _compare(told: Told, wanted: list[str], one: Mention, what: str) -> tuple[list[str], list[str]]:
    """Count what was found and what was right; return what was missed and what was too much."""
    said = [claim for claim in one.claims if claim.what == what]
    whole = " | ".join(word for claim in said for word in (claim.value, claim.quote)).casefold()
    missed = [name for name in wanted if name.casefold() not in whole]
    told.found.add(Share(len(wanted) - len(missed), len(wanted)))
    by_value: dict[str, bool] = {}
    for claim in said:
        is_right = any(
            is_same(name, word) for name in wanted for word in (claim.value, claim.quote)
        )
        by_value[claim.value] = by_value.get(claim.value, False) or is_right
    told.right.add(Share(sum(by_value.values()), len(by_value)))
    return missed, [value for value, is_right in by_value.items() if not is_right]


def is_same(name: str, word: str) -> bool:
    """Return whether a label and what was said of a text mean the same body or place."""
    name, word = name.casefold(), word.casefold()
    return name in word or word in name


def main(arguments: list[str]) -> None:
    """Print the figures of the files named, or of the sets; -v lists the faults."""
    paths = [Path(name) for name in arguments if not name.startswith("-")]
    reader = Reader.of(HERE / "seeds")
    for path in paths or [BENCH / f"{name}.jsonl" for name in TEXTS]:
        rows = [row for row in quality.read(path) if "labels" in row]
        figures = measure(rows, reader)
        print(f"{path.stem}:", *figures.lines(), sep="\n  ")
        if "-v" in arguments:
            print("\n".join(f"  {fault}" for fault in figures.faults))


if __name__ == "__main__":
    main(sys.argv[1:])
