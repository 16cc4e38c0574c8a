"""The decisions that stand: what people said of the register and nobody took back."""

from dataclasses import dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from warehouse import store

MERGE, APART, RENAME, REFUSE, CONFIRM = "merge", "apart", "rename", "refuse", "confirm"
WHAT = (MERGE, APART, RENAME, REFUSE, CONFIRM)
UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision, with the names that its initiatives were found under."""

    decision_id: int
    what: str  # one of WHAT
    initiative_id: str
    initiative: str
    kind: str
    other_id: str | None  # None: neither merge nor apart
    other: str | None
    other_kind: str | None
    name: str  # rename: the new one; else empty
    who: str
    decided_at: datetime
    note: str


def standing(con: Connection) -> tuple[Decision, ...]:
    """Return the decisions that stand, in the order of deciding."""
    return read(con, "decision_id IN (SELECT decision_id FROM store.standing_decisions)")


def read(con: Connection, which: str) -> tuple[Decision, ...]:
    """Return decisions, in the order of deciding.

    Args:
        con: The warehouse.
        which: A condition on store.decisions; never anything that a person wrote.
    """
    found = store.read(
        con,
        f"""
        SELECT decision_id, what, said.initiative_id, one.name AS initiative, one.kind,
               other_id, two.name AS other, two.kind AS other_kind, said.name, who, decided_at,
               note
        FROM store.decisions AS said
        JOIN store.initiatives AS one USING (initiative_id)
        LEFT JOIN store.initiatives AS two ON two.initiative_id = said.other_id
        WHERE {which}
        ORDER BY decision_id
        """,  # noqa: S608 - see which
    )
    return tuple(Decision(**row) for row in found)
