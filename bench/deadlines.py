"""How well closing dates are read: exact dates on our own sentences, and none invented.

Rules were tuned on all of dates.jsonl in the end; docs/deadlines.md has the figures at first
sight, before anything was tuned. Another writer's sentences: OTHER was read after its first run,
HELD never, so its errors are never printed.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from records import Document
from themes.days import dates, deadlines

HERE = Path(__file__).parent
SENTENCES = HERE / "dates.jsonl"
OTHER = HERE / "dates_other.jsonl"
HELD = HERE / "dates_held.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A sentence, what it says, and what we read in it."""

    id: str
    text: str
    closes: str | None  # London time, with the hour where the sentence gives one
    found: tuple[str, ...]
    kind: str | None
    found_kind: str | None

    @property
    def is_exact(self) -> bool:
        """Whether we read this date and hour and no other, or rightly nothing."""
        return self.found == ((self.closes,) if self.closes else ())

    @property
    def is_invented(self) -> bool:
        """Whether we read a date that the sentence does not say."""
        return any(found != self.closes for found in self.found)


def judged(half: str, path: Path = SENTENCES) -> list[Judged]:
    """Return the sentences of one half: odd or even."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    result = []
    for number, row in enumerate(rows, start=1):
        if number % 2 != (half == "odd"):
            continue
        published = row["published"]
        document = Document(
            document_id=row["id"],
            kind="article",
            title="",
            text=row["text"],
            source_kind="government",
            published_at=datetime.fromisoformat(published + "T09:00").replace(tzinfo=UTC)
            if published
            else None,
        )
        found = deadlines.find(document)
        result.append(
            Judged(
                id=row["id"],
                text=row["text"],
                closes=row["closes"],
                found=tuple(_local(deadline.closes_at, deadline.has_hour) for deadline in found),
                kind=row["kind"],
                found_kind=found[0].kind if found else None,
            )
        )
    return result


def figures(half: str, path: Path = SENTENCES) -> tuple[float, int, float]:
    """Return the share read exactly, how many were invented, and the share of right kinds."""
    rows = judged(half, path)
    dated = [row for row in rows if row.closes and row.found]
    kinds = sum(row.kind == row.found_kind for row in dated) / max(len(dated), 1)
    exact = sum(row.is_exact for row in rows) / len(rows)
    return exact, sum(row.is_invented for row in rows), kinds


def main() -> None:
    """Print the figures of both halves, and what goes wrong on the odd one."""
    for half in ("odd", "even"):
        for path in (SENTENCES, OTHER, HELD):
            exact, invented, kinds = figures(half, path)
            print(
                f"{path.stem:11} {half:5} {len(judged(half, path))} sentences  exact {exact:.3f}"
                f"  invented {invented}  right kind {kinds:.3f}"
            )
    for row in judged("odd"):
        if not row.is_exact or (row.closes and row.kind != row.found_kind):
            print(f"  {row.id} {row.closes} {row.kind} · {row.found} {row.found_kind}: {row.text}")


def _local(moment: datetime, has_hour: bool) -> str:
    local = moment.astimezone(dates.LONDON)
    return local.strftime("%Y-%m-%dT%H:%M" if has_hour else "%Y-%m-%d")


if __name__ == "__main__":
    main()
