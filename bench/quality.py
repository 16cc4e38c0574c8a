"""Scores what the rooms say of labelled documents: python bench/quality.py FILE.jsonl."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
if str(HERE) not in sys.path:  # run as a script, the rooms stand one folder up
    sys.path.insert(0, str(HERE))

from records import Document  # noqa: E402 - after the path is set
from themes import reading, register  # noqa: E402 - after the path is set

Row = dict[str, Any]
Predict = Callable[[Row], Row]
FLAGS = ("relevant", "mentions_unions", "new_initiative")
WEAK_WORDS = frozenset(["the", "a", "an", "programme", "program", "scheme", "pilot", "pilots"])


@dataclass(slots=True)
class Count:
    """Right, wrong and missed answers to one question."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, wanted: bool, given: bool) -> None:
        """Count one answer."""
        self.right += wanted and given
        self.wrong += given and not wanted
        self.missed += wanted and not given

    def __add__(self, other: "Count") -> "Count":
        """Return both counts as one."""
        return Count(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of the given answers that are right; 1 where none was given."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the wanted answers that were given; 1 where none was wanted."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / both if both else 1.0


def read(path: Path) -> list[Row]:
    """Return the documents of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def half(rows: Iterable[Row], which: str) -> list[Row]:
    """Return the rows whose number is odd, or those whose number is even."""
    rest = 1 if which == "odd" else 0
    return [row for row in rows if int("".join(filter(str.isdigit, row["id"]))) % 2 == rest]


def document(row: Row) -> Document:
    """Return a row of a labelled file as the rooms see it."""
    return Document(
        document_id=row["id"],
        kind=row.get("kind", "article"),
        title=row.get("title", ""),
        text=row.get("text", ""),
        source_kind=row.get("source_kind", ""),
        published_at=_date(row.get("date", "")),
    )


def _date(text: str) -> datetime | None:
    """Return a date such as 2009, 2009-07 or 2009-07-14; None: there is none."""
    year, month, day = [*text[:10].split("-"), "", ""][:3]
    if not year.isdecimal():
        return None
    return datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)


def predictor(seeds: Path) -> Predict:
    """Return what reads one document as the product does."""
    knowledge = reading.know(seeds)
    known = register.Register(knowledge.seeded, knowledge.cautions)

    def predict(row: Row) -> Row:
        found = reading.read(document(row), knowledge, known)
        return {
            "id": row["id"],
            "themes": list(found.verdict.themes),
            "relevant": found.verdict.is_relevant,
            "mentions_unions": found.mentions_unions,
            "initiatives": list(dict.fromkeys(mention.name for mention in found.mentions)),
            "new_initiative": found.is_news,
        }

    return predict


def score(rows: Iterable[Row], answers: Mapping[str, Row]) -> Row:
    """Return the figures for documents that have labels; others are left out."""
    labelled = [row for row in rows if "labels" in row]
    themes: dict[str, Count] = {}
    flags = {flag: Count() for flag in FLAGS}
    names = Count()
    asked = {"initiatives": 0, **dict.fromkeys(FLAGS, 0)}
    traps = taken = 0
    for row in labelled:
        labels, answer = row["labels"], answers[row["id"]]
        wanted, given = set(labels["themes"]), set(answer["themes"])
        for theme in sorted(wanted | given):
            themes.setdefault(theme, Count()).add(theme in wanted, theme in given)
        for flag in FLAGS:
            if flag in answer and flag in labels:
                asked[flag] += 1
                flags[flag].add(bool(labels[flag]), bool(answer[flag]))
        if labels.get("hard_negative"):
            traps += 1
            taken += bool(answer["relevant"])
        if "initiatives" in answer and "initiatives" in labels:
            asked["initiatives"] += 1
            names = names + _names(labels["initiatives"], answer["initiatives"])
    result: Row = {
        "documents": len(labelled),
        "themes": {theme: _figures(themes[theme]) for theme in sorted(themes)},
        "micro": _figures(sum(themes.values(), Count())),
        "macro_f1": round(sum(c.f1 for c in themes.values()) / max(len(themes), 1), 4),
        "near_misses": {"documents": traps, "called_relevant": taken},
    }
    result |= {flag: _figures(flags[flag]) for flag in FLAGS if asked[flag]}
    if asked["initiatives"]:
        result["initiatives"] = _figures(names)
    return result


def _figures(count: Count) -> Row:
    return {
        "precision": round(count.precision, 4),
        "recall": round(count.recall, 4),
        "f1": round(count.f1, 4),
        "wanted": count.right + count.missed,
    }


def _names(wanted: Iterable[Row], given: Iterable[str]) -> Count:
    """Return how the names of schemes that were found compare with those that stand there."""
    count = Count()
    open_rows = [{_bare(name) for name in (row["name"], *row["aliases"])} for row in wanted]
    for name in given:
        found = next((row for row in open_rows if _bare(name) in row), None)
        if found is None:
            count.wrong += 1
        else:
            count.right += 1
            open_rows.remove(found)
    count.missed = len(open_rows)
    return count


def _bare(name: str) -> str:
    """Return a name without weak words, plurals and capitals."""
    words = [word for word in name.lower().split() if word not in WEAK_WORDS]
    return " ".join(word.rstrip("s") for word in words)


def show(figures: Row) -> str:
    """Return the figures as a table for people."""
    lines = [f"{'':28} precision  recall      F1  wanted"]

    def line(name: str, row: Row) -> None:
        shares = "  ".join(f"{row[key]:7.3f}" for key in ("precision", "recall", "f1"))
        lines.append(f"{name:28}   {shares}  {row['wanted']:6}")

    for theme, row in figures["themes"].items():
        line(theme, row)
    line("all themes (micro)", figures["micro"])
    for flag in (*FLAGS, "initiatives"):
        if flag in figures:
            line(flag, figures[flag])
    traps = figures["near_misses"]
    lines.append(f"macro F1 {figures['macro_f1']:.3f}, documents {figures['documents']}")
    lines.append(f"near misses called relevant: {traps['called_relevant']} of {traps['documents']}")
    return "\n".join(lines)


def main() -> None:
    """Read the command line, predict, score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="documents, one JSON object a line")
    parser.add_argument("--predictions", type=Path, help="write one prediction a line here")
    parser.add_argument("--seeds", type=Path, default=HERE / "seeds")
    parser.add_argument("--half", choices=["odd", "even"], help="only ids that end so")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    asked = parser.parse_args()
    rows = read(asked.file)
    if asked.half:
        rows = half(rows, asked.half)
    predict = predictor(asked.seeds)
    answers = {row["id"]: predict(row) for row in rows}
    if asked.predictions:
        lines = (json.dumps(answer, ensure_ascii=False) for answer in answers.values())
        asked.predictions.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    if any("labels" in row for row in rows):
        figures = score(rows, answers)
        print(json.dumps(figures, indent=2) if asked.json else show(figures))


if __name__ == "__main__":
    main()
