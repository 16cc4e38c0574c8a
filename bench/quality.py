"""Scores what the rooms say of labelled documents: python -m bench.quality FILE.jsonl …"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
if str(HERE) not in sys.path:  # run as a script, the rooms stand one folder up
    sys.path.insert(0, str(HERE))

from rich.console import Console  # noqa: E402 - after the path is set

from bench.scoring import FLAGS, ROUNDS, Row, score  # noqa: E402 - after the path is set
from cli import screen  # noqa: E402 - after the path is set
from records import Document, Mention, PlacewatchError  # noqa: E402 - after the path is set
from themes import reading  # noqa: E402 - after the path is set
from themes.initiatives import register  # noqa: E402 - after the path is set

Predict = Callable[[Row], Row]
OUR_OWN = {"schemes", "hint"}  # of an answer: read by scoring, and no part of a prediction


class BadLine(PlacewatchError):
    """A line of a labelled file that cannot be used."""


def read(*paths: Path) -> list[Row]:
    """Return the documents of JSONL files.

    Raises:
        BadLine: if a file or a line cannot be read, or an id is missing or doubled.
    """
    rows: list[Row] = []
    seen: set[str] = set()
    for path in paths:
        rows += _lines(path, seen)
    return rows


def _lines(path: Path, seen: set[str]) -> Iterator[Row]:
    """Yield the documents of one file; ``seen`` grows by their ids."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        raise BadLine(f"{path}: cannot be read: {exc}") from exc
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as exc:
            raise BadLine(f"{path}:{number}: is no JSON: {exc}") from exc
        if not isinstance(row, dict) or "id" not in row:
            raise BadLine(f"{path}:{number}: has no id: write an object with id, title, text")
        row["id"] = str(row["id"])
        if row["id"] in seen:
            raise BadLine(f"{path}:{number}: the id {row['id']} stands there already")
        seen.add(row["id"])
        yield row


def half(rows: Iterable[Row], which: str) -> list[Row]:
    """Return the rows whose number is odd, or those whose number is even."""
    rest = 1 if which == "odd" else 0
    return [row for row in rows if _number(row["id"]) % 2 == rest]


def _number(name: str) -> int:
    return int("".join(filter(str.isdecimal, name)) or 0)


def document(row: Row) -> Document:
    """Return a row of a labelled file as the rooms see it; what it lacks is empty."""
    return Document(
        document_id=row["id"],
        kind=row.get("kind") or "article",
        title=row.get("title") or "",
        text=row.get("text") or "",
        source_kind=row.get("source_kind") or "",
        published_at=_date(str(row.get("date") or "")),
    )


def _date(text: str) -> datetime | None:
    """Return a date such as 2009, 2009-07 or 2009-07-14; None: there is none."""
    year, month, day = [*text[:10].split("-"), "", ""][:3]
    try:
        return datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC)
    except ValueError:
        return None


def predictor(seeds: Path | reading.Knowledge) -> Predict:
    """Return what reads one document as the product does, by seeds or what they teach."""
    knowledge = reading.know(seeds) if isinstance(seeds, Path) else seeds
    known = register.Register(knowledge.seeded, knowledge.cautions)

    def predict(row: Row) -> Row:
        found = reading.read(document(row), knowledge, known)
        schemes = list(_schemes(found))
        return {
            "id": row["id"],
            "themes": list(found.verdict.themes),
            "relevant": found.verdict.is_relevant,
            "mentions_unions": found.mentions_unions,
            "initiatives": [scheme["name"] for scheme in schemes],
            "new_initiative": found.is_news,
            "hint": found.hint.name if found.hint else None,
            "schemes": schemes,
        }

    return predict


def as_written(document: Document, mention: Mention) -> str:
    """Return a scheme's name as the document has it, which need not be the register's."""
    text = f"{document.title}\n{document.text}".lower()
    if mention.name.lower() in text:
        return mention.name
    field = document.title if mention.field == "title" else document.text
    here = " ".join(field[mention.start : mention.stop].split())
    return max((here, *mention.values("alias")), key=lambda name: (name.lower() in text, len(name)))


def _schemes(found: reading.Reading) -> Iterator[Row]:
    """Yield what is said of each scheme, once a name."""
    seen = set()
    for mention in found.mentions:
        name = as_written(found.document, mention)
        if name in seen:
            continue
        seen.add(name)
        yield {
            "name": name,
            "stage": mention.stage,
            "areas": [*_words(mention, "area")],
            "sponsors": [*_words(mention, "sponsor")],
        }


def _words(mention: Mention, what: str) -> Iterator[str]:
    for claim in mention.claims:
        if claim.what == what:
            yield claim.value
            yield claim.quote


def show(figures: Row) -> str:
    """Return the figures as a table for people."""
    lines = [f"{'':28} precision  recall      F1  wanted"]
    intervals = figures.get("intervals", {})

    def line(name: str, row: Row, interval: Sequence[float] = ()) -> None:
        shares = "  ".join(f"{row[key]:7.3f}" for key in ("precision", "recall", "f1"))
        between = f"  {interval[0]:.3f} to {interval[1]:.3f}" if interval else ""
        lines.append(f"{name:28}   {shares}  {row['wanted']:6}{between}")

    for theme, row in figures["themes"].items():
        line(theme, row)
    if figures["themes"]:
        line("all themes (micro)", figures["micro"], intervals.get("micro_f1", ()))
    for flag in FLAGS:
        if flag in figures:
            line(flag, figures[flag], intervals.get(f"{flag}_f1", ()))
    if "initiatives" in figures:
        line("initiatives", figures["initiatives"])
    for name, share in figures.get("schemes", {}).items():
        between = intervals.get(name)
        behind = f"  {between[0]:.3f} to {between[1]:.3f}" if between else ""
        what = f"schemes: {name.replace('_', ' ')}"
        lines.append(f"{what:28}   {share:7.3f}{behind}")
    if "hints" in figures:
        hints = figures["hints"]
        lines.append(f"hints: {hints['documents']}, of these news {hints['in_the_news']}")
    macro = f"macro F1 {figures['macro_f1']:.3f}"
    if "macro_f1" in intervals:
        macro += " ({:.3f} to {:.3f})".format(*intervals["macro_f1"])
    lines.append(f"{macro}, documents {figures['documents']}")
    traps = figures["near_misses"]
    near = f"near misses called relevant: {traps['called_relevant']} of {traps['documents']}"
    if "near_misses_called_relevant" in intervals:
        near += " ({:.0%} to {:.0%})".format(*intervals["near_misses_called_relevant"])
    lines.append(near)
    if intervals:
        lines.append("behind F1: its 95 % interval, drawing the documents anew")
    return "\n".join(lines)


def main() -> int:
    """Read the command line, predict, score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="+", help="documents, one JSON object a line")
    parser.add_argument("--predictions", type=Path, help="write one prediction a line here")
    parser.add_argument("--seeds", type=Path, default=HERE / "seeds")
    parser.add_argument("--only", default="", help="only ids that begin so")
    parser.add_argument("--half", choices=["odd", "even"], help="only ids that end so")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of the intervals; 0: none")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    asked = parser.parse_args()
    try:
        rows = [row for row in read(*asked.file) if row["id"].startswith(asked.only)]
        if asked.half:
            rows = half(rows, asked.half)
        predict = predictor(asked.seeds)
    except PlacewatchError as exc:
        print(f"Error: {exc}", file=sys.stderr)
        return 1
    answers = []
    with screen.progress(Console(stderr=True), ["documents"]) as tell:
        for number, row in enumerate(rows, start=1):
            answers.append(predict(row))
            tell("documents", number, len(rows))
    if asked.predictions:
        told = ({key: answer[key] for key in answer if key not in OUR_OWN} for answer in answers)
        lines = (json.dumps(answer, ensure_ascii=False) for answer in told)
        text = "".join(line + "\n" for line in lines)
        asked.predictions.write_text(text, encoding="utf-8", errors="replace")
    if any("labels" in row for row in rows):
        by_id = {answer["id"]: answer for answer in answers}
        figures = score(rows, by_id, rounds=asked.rounds)
        print(json.dumps(figures, indent=2) if asked.json else show(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
