"""How well articles are joined into stories: precision and recall on our own pairs."""

import json
from pathlib import Path
from typing import Any

from themes.stories import same, sketch

PAIRS = Path(__file__).parent / "pairs.jsonl"


def pairs(half: str, path: Path = PAIRS) -> list[dict[str, Any]]:
    """Return the labelled pairs of one half, each with ``found``: what we say.

    Args:
        half: odd (on which the thresholds were chosen) or even (never looked at).
        path: The set; lines with texts and lines with pairs of them.
    """
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    sketches = {row["text"]: sketch(row["words"]) for row in rows if "text" in row}
    return [
        row | {"found": same(sketches[row["a"]], sketches[row["b"]])}
        for row in rows
        if row.get("half") == half
    ]


def figures(half: str) -> tuple[float, float]:
    """Return precision and recall of "the same story" on one half."""
    judged = pairs(half)
    hits = sum(row["found"] and row["same"] for row in judged)
    found = sum(row["found"] for row in judged)
    return hits / max(found, 1), hits / max(sum(row["same"] for row in judged), 1)


def main() -> None:
    """Print the figures of both halves, and what goes wrong on the odd one."""
    for half in ("odd", "even"):
        precision, recall = figures(half)
        print(f"{half:5} {len(pairs(half))} pairs  precision {precision:.3f}  recall {recall:.3f}")
    for row in pairs("odd"):
        if row["found"] != row["same"]:
            print(f"  {row['id']} {row['a']} · {row['b']}: {row['why']}")


if __name__ == "__main__":
    main()
