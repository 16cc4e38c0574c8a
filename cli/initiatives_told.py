"""What was told of an initiative, put together: what is one thing, and what one sentence proves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]


@dataclass(slots=True)
class Told:
    """One thing that happened."""

    rows: list[Row]  # what is one happening: areas that one article names, for instance
    again: list[str] = field(default_factory=list)  # names of those who told it later


def once(rows: Sequence[Row]) -> list[Told]:
    """Return what happened, each thing once as it was told first, with who told it again.

    A step that is told before another step comes in between was told again; areas, bodies and
    reports that one document names are one thing.

    Args:
        rows: In the order of happening: kind, value, source, url, is_seeded.
    """
    told: list[Told] = []
    last_step: Told | None = None
    for row in rows:
        last = told[-1].rows[0] if told else None
        if row["kind"] == "step":
            if last_step and last_step.rows[0]["value"] == row["value"] and not row["is_seeded"]:
                if row["source"] and row["source"] not in last_step.again:
                    last_step.again.append(row["source"])
                continue
            last_step = Told([row])
            told.append(last_step)
        elif last and (last["kind"], last["url"]) == (row["kind"], row["url"]):
            told[-1].rows.append(row)
        else:
            told.append(Told([row]))
    return told


def proved_together(rows: Sequence[Row]) -> list[list[Row]]:
    """Return rows in groups that one sentence of one document proves."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["quote"], row["url"]), []).append(row)
    return list(groups.values())
