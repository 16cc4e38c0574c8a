"""How well voices are heard: unions named or not, verdicts and left-out sentences."""

import json
from dataclasses import dataclass
from pathlib import Path

from records import Document, Voice
from themes.voices import voice

PASSAGES = Path(__file__).parent / "voice.jsonl"
HEARD = (
    Path(__file__).parent / "heard.jsonl"
)  # with traps, of press releases, motions, board papers
UNIONS = Path(__file__).parent.parent / "seeds" / "unions.yaml"


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
        document = Document(
            document_id=row["id"],
            kind="article",
            title="",
            text=row["text"],
            source_kind=row["source_kind"],
            published_at=None,
        )
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


def main() -> None:
    """Print the figures of both halves, and what goes wrong on the odd one."""
    for half in ("odd", "even"):
        figures_ = "  ".join(f"{name} {value:.3f}" for name, value in figures(half).items())
        print(f"{half:5} {len(judged(half))} passages  {figures_}")
    for half in ("odd", "even"):
        figures_ = "  ".join(f"{name} {value:.3f}" for name, value in figures(half, HEARD).items())
        print(f"{half:5} {len(judged(half, HEARD))} with traps  {figures_}")
    for row in judged("odd"):
        is_left_out = row.found.says_left_out is not None
        if row.verdict != row.found.verdict or row.left_out != is_left_out:
            print(
                f"  {row.id} {row.verdict} / {row.left_out} · {row.found.verdict} / {is_left_out}"
                f" {row.found.unions}: {row.text[:300]}"
            )


def _f1(pairs: list[tuple[bool, bool]]) -> float:
    """Return F1 of (true, found) pairs."""
    right = sum(true and found for true, found in pairs)
    wrong = sum(true != found for true, found in pairs)
    return 2 * right / max(2 * right + wrong, 1)


if __name__ == "__main__":
    main()
