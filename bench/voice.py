"""How well voices are heard: unions named or not, verdicts and left-out sentences."""

import json
from dataclasses import dataclass
from pathlib import Path

from records import Document, Voice
from themes.voices import voice

HERE = Path(__file__).parent
PASSAGES = HERE / "voice.jsonl"
HEARD = HERE / "heard.jsonl"  # with traps, of press releases, motions, board papers
OTHER = HERE / "heard_other.jsonl"  # another writer's, read after its first run
HELD = HERE / "heard_held.jsonl"  # the same writer's, never read
SIDES = HERE / "sides.jsonl"  # single sentences: who speaks, who was left out
UNIONS = HERE.parent / "seeds" / "unions.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A passage with its labels and what we found in it."""

    id: str
    text: str
    mentions_unions: bool
    verdict: str
    left_out: bool
    found: Voice


def judged(half: str, path: Path = PASSAGES) -> list[Judged]:
    """Return the passages of one half: odd (used for tuning) or even."""
    unions = voice.load(UNIONS)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    result = []
    for number, row in enumerate(rows, start=1):
        if number % 2 != (half == "odd"):
            continue
        document = _document(row["id"], row["text"], row["source_kind"])
        result.append(
            Judged(
                id=row["id"],
                text=row["text"],
                mentions_unions=row["mentions_unions"],
                verdict=row["verdict"],
                left_out=row["left_out"],
                found=voice.read(document, unions),
            )
        )
    return result


def figures(half: str, path: Path = PASSAGES) -> dict[str, float]:
    """Return F1 of unions named and of left out, and the share of right verdicts."""
    rows = judged(half, path)
    verdicts = sum(row.verdict == row.found.verdict for row in rows) / len(rows)
    return {
        "mentions_unions F1": _f1([(r.mentions_unions, r.found.union_words > 0) for r in rows]),
        "left out F1": _f1([(r.left_out, r.found.says_left_out is not None) for r in rows]),
        "verdict": verdicts,
    }


def sides() -> dict[str, float]:
    """Return the share of right verdicts and F1 of left out on single sentences."""
    unions = voice.load(UNIONS)
    verdicts, left = [], []
    for line in SIDES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = voice.read(_document(row["id"], row["text"], ""), unions)
        if "verdict" in row:
            verdicts.append(found.verdict == row["verdict"])
        else:
            left.append((row["left_out"], found.says_left_out is not None))
    return {"verdict": sum(verdicts) / len(verdicts), "left out F1": _f1(left)}


def main() -> None:
    """Print the figures of both halves, and what goes wrong on the odd one."""
    for path in (PASSAGES, HEARD, OTHER, HELD):
        for half in ("odd", "even"):
            said = "  ".join(f"{name} {value:.3f}" for name, value in figures(half, path).items())
            print(f"{path.stem:11} {half:5} {len(judged(half, path))} passages  {said}")
    print("sides       " + "  ".join(f"{name} {value:.3f}" for name, value in sides().items()))
    for row in judged("odd"):
        is_left_out = row.found.says_left_out is not None
        if row.verdict != row.found.verdict or row.left_out != is_left_out:
            print(
                f"  {row.id} {row.verdict} / {row.left_out} · {row.found.verdict} / {is_left_out}"
                f" {row.found.unions}: {row.text[:300]}"
            )


def _document(document_id: str, text: str, source_kind: str) -> Document:
    return Document(
        document_id=document_id,
        kind="article",
        title="",
        text=text,
        source_kind=source_kind,
        published_at=None,
    )


def _f1(pairs: list[tuple[bool, bool]]) -> float:
    """Return F1 of (true, found) pairs."""
    right = sum(true and found for true, found in pairs)
    wrong = sum(true != found for true, found in pairs)
    return 2 * right / max(2 * right + wrong, 1)


if __name__ == "__main__":
    main()
