"""What the seed file of schemes says of each: since when, where, by whom, with its evidence."""

from dataclasses import dataclass
from pathlib import Path

import seedfiles
from themes.initiatives.names import initiative_id


@dataclass(frozen=True, slots=True)
class Background:
    """One thing that the seeds know of a scheme, before any document said so."""

    initiative_id: str
    what: str  # year, area, sponsor
    value: str
    evidence: str | None  # address; None: nobody has looked it up yet


@seedfiles.remembered
def load(path: Path) -> tuple[Background, ...]:
    """Return what a seed file of schemes knows; rows that have faults are left out.

    ``catalogue.rows`` names their faults.
    """
    data, _ = seedfiles.read(path)
    rows = [row for row in data if isinstance(row, seedfiles.Row)] if isinstance(data, list) else []
    return tuple(one for row in rows for one in _of(row))


def _of(row: seedfiles.Row) -> list[Background]:
    name, evidence = row.get("name"), row.get("evidence")
    if not isinstance(name, str):
        return []
    said = [("year", [row["first_year"]] if "first_year" in row else [])]
    said += [(what, row.get(f"{what}s") or []) for what in ("area", "sponsor")]
    key = initiative_id(name)
    proof = evidence if isinstance(evidence, str) and not row.get("unverified") else None
    return [
        Background(key, what, str(value), proof)
        for what, values in said
        for value in dict.fromkeys(values)
    ]
