"""How well it is found who is behind a scheme, and where: python -m bench.behind.

Texts in bench/behind.jsonl are our own words; schemes, firms, people and places in them are
invented or stand where nobody put them. All were written before the finder was taught to read
them. It was tuned on the odd numbers; the even ones say what to expect.
Other files of texts with labels can be named; they say areas and sponsors, but no roles. Labels
that were taken from another telling of the same news, and whose words a text lacks, do not count.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import quality
from records import Document, Initiative, Mention, Verdict
from themes.initiatives import named, news, organisations, places, weights
from themes.initiatives.names import initiative_id, key, kind_of
from themes.initiatives.register import Register
from themes.text import fields

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
TEXTS = HERE / "behind.jsonl"


@dataclass(slots=True)
class Count:
    """What was counted of one kind of thing."""

    wanted: int = 0
    hit: int = 0  # of those, found
    given: int = 0
    right: int = 0  # of those, wanted

    @property
    def recall(self) -> float:
        """Share of what is wanted that was found; 1.0 where nothing is wanted."""
        return self.hit / self.wanted if self.wanted else 1.0

    @property
    def precision(self) -> float:
        """Share of what was found that is wanted; 1.0 where nothing was found."""
        return self.right / self.given if self.given else 1.0

    def line(self, what: str) -> str:
        """Return the count in a few words, for people."""
        return (
            f"{what} {self.recall:.3f} ({self.hit}/{self.wanted}) "
            f"at {self.precision:.3f} ({self.right}/{self.given})"
        )


@dataclass(slots=True)
class Figures:
    """What was counted over some texts, for schemes that were found."""

    areas: Count = field(default_factory=Count)
    sponsors: Count = field(default_factory=Count)
    people: Count = field(default_factory=Count)
    sites: Count = field(default_factory=Count)
    money: Count = field(default_factory=Count)
    roles: int = 0  # sponsors found that have a label for their role
    roles_right: int = 0
    unnamed: int = 0  # schemes that were not found at all
    faults: list[str] = field(default_factory=list)  # for people

    @property
    def role_share(self) -> float:
        """Share of the sponsors found that have the right role."""
        return self.roles_right / max(self.roles, 1)

    def line(self) -> str:
        """Return recall at precision of each kind, for people."""
        parts = [self.areas.line("areas"), self.sponsors.line("sponsors")]
        if self.roles:
            parts.append(f"roles {self.role_share:.3f} ({self.roles_right}/{self.roles})")
        for what in ("people", "sites", "money"):
            count: Count = getattr(self, what)
            if count.wanted:
                parts.append(count.line(what))
        return "; ".join([*parts, f"schemes not found {self.unnamed}"])


class Judge:
    """What compares labels with claims, however either writes a name."""

    def __init__(self) -> None:
        self.gazetteer = places.load(SEEDS / "areas.yaml")
        self.bodies = organisations.load(SEEDS / "organisations.yaml")
        self.signs = weights.load(SEEDS / "namings.tsv")
        self.news = news.load(SEEDS / "news.tsv")

    def find(self, document: Document, known: Register) -> tuple[Mention, ...]:
        """Return the schemes of a document that is about public services."""
        verdict = Verdict(
            document_id=document.document_id,
            ruleset="",
            is_relevant=True,
            scores=(),
            hits=(),
            scope="as labelled",
        )
        return named.find(
            document, known, self.gazetteer, self.bodies, self.signs, self.news, verdict
        ).mentions

    def area(self, name: str) -> str:
        """Return the name that the seeds have for a place, or the name itself."""
        found = self.gazetteer.find(fields.field("text", f"in {name}"))
        return found[0].area.name if len(found) == 1 else name

    def is_same(self, label: str, value: str, quote: str) -> bool:
        """Return whether a label and a claim mean one body."""
        known = self.bodies.find(fields.field("text", f"by {label}"))
        names = {label, *(body.name for body in known)}
        return bool(names & {value, quote}) or label in quote or quote in label

    def count(
        self, figures: Figures, row: dict[str, Any], scheme: dict[str, Any], one: Mention
    ) -> None:
        """Add what one mention says of a scheme to the figures."""
        missed: list[str] = []
        extra: list[str] = []
        text = f"{row['title']}\n{row['text']}"
        given = {self.area(name) for name in one.values("area")}
        wanted = {
            area for name in scheme["areas"] if (area := self.area(name)) in given or name in text
        }
        _count(figures.areas, wanted, given, missed, extra)
        claims = [claim for claim in one.claims if claim.what == "sponsor"]
        labels = [
            label if isinstance(label, dict) else {"name": label} for label in scheme["sponsors"]
        ]
        figures.sponsors.given += len({claim.value for claim in claims})
        right: set[str] = set()
        for label in labels:
            same = [
                claim for claim in claims if self.is_same(label["name"], claim.value, claim.quote)
            ]
            if not same and label["name"] not in text:
                continue
            figures.sponsors.wanted += 1
            figures.sponsors.hit += bool(same)
            right.update(claim.value for claim in same)
            if not same:
                missed.append(label["name"])
            elif "role" in label:
                figures.roles += 1
                is_right = label["role"] in {claim.role for claim in same}
                figures.roles_right += is_right
                if not is_right:
                    missed.append(f"{label['name']} {label['role']}, not {same[0].role}")
        figures.sponsors.right += len(right)
        extra += [f"{claim.value} {claim.role}" for claim in claims if claim.value not in right]
        if "people" in scheme:
            people = {person["name"] for person in scheme["people"]}
            _count(figures.people, people, set(one.values("person")), missed, extra)
            sites = {scheme["sites"]} - {""}
            _count(figures.sites, sites, set(one.values("sites")), missed, extra)
            _count(figures.money, set(scheme["money"]), set(one.values("money")), missed, extra)
        if missed or extra:
            figures.faults.append(
                f"{row['id']} {scheme['name']}: missed {'; '.join(missed) or 'nothing'}, "
                f"too much {'; '.join(extra) or 'nothing'}"
            )


def _count(
    count: Count, wanted: set[str], given: set[str], missed: list[str], extra: list[str]
) -> None:
    count.wanted += len(wanted)
    count.given += len(given)
    count.hit += len(wanted & given)
    count.right += len(wanted & given)
    missed += sorted(wanted - given)
    extra += sorted(given - wanted)


def rows(path: Path = TEXTS) -> list[dict[str, Any]]:
    """Return the texts of a file, each with the schemes that it is about."""
    found = [{**row, **row.get("labels", {})} for row in quality.read(path)]
    return [
        row if "initiatives" in row else {**row, "initiatives": [{**row, "aliases": []}]}
        for row in found
    ]


def half(texts: Iterable[dict[str, Any]], is_odd: bool) -> list[dict[str, Any]]:
    """Return the texts whose number is odd, or those whose number is even."""
    return [row for row in texts if (int(row["id"].rpartition("-")[2]) % 2 == 1) is is_odd]


def measure(texts: Iterable[dict[str, Any]], judge: Judge) -> Figures:
    """Return what is found of schemes whose names are known, as the register knows them."""
    figures = Figures()
    for row in texts:
        known = Register([initiative(scheme) for scheme in row["initiatives"]])
        found = judge.find(quality.document({**row, "date": ""}), known)
        for scheme in row["initiatives"]:
            keys = {key(name) for name in (scheme["name"], *scheme["aliases"])}
            one = next((mention for mention in found if key(mention.name) in keys), None)
            if one is None:
                figures.unnamed += 1
            else:
                judge.count(figures, row, scheme, one)
    return figures


def initiative(scheme: dict[str, Any]) -> Initiative:
    """Return a scheme of a label as the register knows schemes."""
    return Initiative(
        initiative_id=initiative_id(scheme["name"]),
        name=scheme["name"],
        aliases=tuple(scheme["aliases"]),
        kind=kind_of(scheme["name"]),
        is_seeded=True,
        stage="announced",
    )


def main(arguments: list[str]) -> None:
    """Print the figures of both halves, or of the files named; -v lists the faults."""
    files = [Path(name) for name in arguments if not name.startswith("-")]
    sets = {path.name: rows(path) for path in files} or {
        "odd": half(rows(), True),
        "even": half(rows(), False),
    }
    judge = Judge()
    for name, texts in sets.items():
        figures = measure(texts, judge)
        print(f"{name}: {figures.line()}")
        if "-v" in arguments:
            print("\n".join(f"  {fault}" for fault in figures.faults))


if __name__ == "__main__":
    main(sys.argv[1:])
