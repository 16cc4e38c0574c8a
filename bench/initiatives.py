"""How well names of schemes are found: python -m bench.initiatives.

Texts in bench/initiatives.jsonl are our own words; schemes, people and quotes in them are invented.
The numbered ones were written before the finder was. Its points were weighed on the odd numbers;
the even ones were measured often and looked at twice. Those that begin with "late" came last, in
two lots, and at first sight gave 20 of 26 and 11 of 16 names (precision 0.83 and 0.92): that is
what unseen texts should be expected to give, or a little less than the figures of today.
"""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from records import Document, Mention, Verdict
from themes.initiatives import named, organisations, places, register, weights
from themes.initiatives.names import key

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
TEXTS = HERE / "initiatives.jsonl"
Judge = Callable[[Document], Verdict | None]


@dataclass(slots=True)
class Figures:
    """What was counted over some texts."""

    texts: int = 0
    wanted: int = 0  # names that should be found
    hit: int = 0  # of those, found
    given: int = 0  # names found
    right: int = 0  # of those, wanted
    distractors: int = 0  # texts without any scheme
    fooled: int = 0  # of those, given a name
    staged: int = 0  # names found that have a stage
    stage_right: int = 0
    area_wanted: int = 0
    area_hit: int = 0
    area_given: int = 0
    sponsor_wanted: int = 0
    sponsor_hit: int = 0
    new_right: int = 0  # texts rightly said to report something new
    new_wrong: int = 0
    new_missed: int = 0
    faults: list[str] = field(default_factory=list)  # for people

    @property
    def recall(self) -> float:
        """Share of the wanted names that were found."""
        return self.hit / max(self.wanted, 1)

    @property
    def precision(self) -> float:
        """Share of the found names that were wanted."""
        return self.right / max(self.given, 1)

    @property
    def fooled_share(self) -> float:
        """Share of the texts without a scheme that were given a name."""
        return self.fooled / max(self.distractors, 1)

    @property
    def stage_share(self) -> float:
        """Share of the found names with the right stage."""
        return self.stage_right / max(self.staged, 1)

    @property
    def new_f1(self) -> float:
        """F1 of the mark that a text reports a scheme as news."""
        return 2 * self.new_right / max(2 * self.new_right + self.new_wrong + self.new_missed, 1)

    def line(self) -> str:
        """Return the figures in one line, for people."""
        return (
            f"{self.texts} texts: recall {self.recall:.3f} ({self.hit}/{self.wanted}), "
            f"precision {self.precision:.3f} ({self.right}/{self.given}), "
            f"distractors named {self.fooled_share:.3f} ({self.fooled}/{self.distractors}), "
            f"stage {self.stage_share:.3f} ({self.stage_right}/{self.staged}), "
            f"new F1 {self.new_f1:.3f}, areas {self.area_hit}/{self.area_wanted} "
            f"(given {self.area_given}), sponsors {self.sponsor_hit}/{self.sponsor_wanted}"
        )


def rows(path: Path = TEXTS) -> list[dict[str, Any]]:
    """Return the texts of a file of one JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines if line]
    return [{**row, **row.pop("labels", {})} for row in found]


def late(texts: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the texts that were written last."""
    return [row for row in texts if row["id"].startswith("late")]


def half(texts: Iterable[dict[str, Any]], is_odd: bool) -> list[dict[str, Any]]:
    """Return the texts whose number is odd, or those whose number is even, but no late ones."""
    texts = [row for row in texts if not row["id"].startswith("late")]
    return [
        row for row in texts if (int(row["id"].rpartition("-")[2].strip("n")) % 2 == 1) is is_odd
    ]


def document(row: dict[str, Any]) -> Document:
    """Return one text as the themes read it."""
    date = f"{row['date']}-01"[:10] if row.get("date") else ""
    return Document(
        document_id=row["id"],
        kind="article",
        title=row["title"],
        text=row["text"],
        source_kind="think_tank",
        published_at=datetime.fromisoformat(date).replace(tzinfo=UTC) if date else None,
    )


def nobody(_: Document) -> None:
    """Return no verdict, as where nobody asked the themes."""


def labelled(texts: Iterable[dict[str, Any]]) -> Judge:
    """Return a judge that knows the labels of these texts."""
    relevant = {row["id"] for row in texts if row["relevant"]}
    return lambda text: Verdict(
        document_id=text.document_id,
        ruleset="",
        is_relevant=text.document_id in relevant,
        scores=(),
        hits=(),
        scope="as labelled",
    )


def finder(judge: Judge) -> Callable[[Document], tuple[Mention, ...]]:
    """Return what finds the schemes of a document with the seeds of this house."""
    known = register.load(SEEDS / "initiatives.yaml")
    gazetteer = places.load(SEEDS / "areas.yaml")
    bodies = organisations.load(SEEDS / "organisations.yaml")
    signs = weights.load(SEEDS / "namings.tsv")
    return lambda text: named.find(text, known, gazetteer, bodies, signs, judge(text))


def measure(
    texts: Iterable[dict[str, Any]], find: Callable[[Document], tuple[Mention, ...]]
) -> Figures:
    """Return the figures of a finder over some texts."""
    figures = Figures()
    for row in texts:
        _count(figures, row, find(document(row)))
    return figures


def _count(figures: Figures, row: dict[str, Any], mentions: tuple[Mention, ...]) -> None:
    wanted = row["initiatives"]
    figures.texts += 1
    figures.wanted += len(wanted)
    figures.given += len(mentions)
    figures.distractors += not wanted
    figures.fooled += bool(mentions and not wanted)
    right = set()
    for scheme in wanted:
        keys = {key(name) for name in (scheme["name"], *scheme["aliases"])}
        mention = next((one for one in mentions if key(one.name) in keys), None)
        if mention is None:
            figures.faults.append(f"{row['id']} missed {scheme['name']}")
            continue
        figures.hit += 1
        right.add(mention.name)
        if scheme["stage"]:
            figures.staged += 1
            figures.stage_right += mention.stage == scheme["stage"]
            if mention.stage != scheme["stage"]:
                figures.faults.append(
                    f"{row['id']} {scheme['name']}: {mention.stage}, not {scheme['stage']}"
                )
        _count_claims(figures, scheme, mention)
    figures.right += sum(mention.name in right for mention in mentions)
    figures.faults += [
        f"{row['id']} named {mention.name} ({mention.why})"
        for mention in mentions
        if mention.name not in right
    ]
    is_new = any(mention.is_main and mention.is_live for mention in mentions)
    figures.new_right += is_new and row["new_initiative"]
    figures.new_wrong += is_new and not row["new_initiative"]
    figures.new_missed += row["new_initiative"] and not is_new
    if is_new != row["new_initiative"]:
        figures.faults.append(f"{row['id']} said new: {is_new}")


def _count_claims(figures: Figures, scheme: dict[str, Any], mention: Mention) -> None:
    areas = set(mention.values("area"))
    figures.area_wanted += len(scheme["areas"])
    figures.area_given += len(areas)
    figures.area_hit += len(areas & set(scheme["areas"]))
    sponsors = " ".join(claim.value + " " + claim.quote for claim in mention.claims if claim.role)
    figures.sponsor_wanted += len(scheme["sponsors"])
    figures.sponsor_hit += sum(body in sponsors for body in scheme["sponsors"])


def main(arguments: list[str]) -> None:
    """Print the figures of both halves, or of the files named; -v lists the faults.

    Each is measured twice: as if nobody had asked the themes, and with the texts' own labels
    as verdicts, which is as good as the themes can be.
    """
    files = [Path(name) for name in arguments if not name.startswith("-")]
    sets = {path.name: rows(path) for path in files} or {
        "odd": half(rows(), True),
        "even": half(rows(), False),
        "late": late(rows()),
    }
    for name, texts in sets.items():
        for how, judge in (("no verdict", nobody), ("labelled", labelled(texts))):
            figures = measure(texts, finder(judge))
            print(f"{name}, {how}: {figures.line()}")
            if "-v" in arguments:
                print("\n".join(f"  {fault}" for fault in figures.faults))


if __name__ == "__main__":
    main(sys.argv[1:])
