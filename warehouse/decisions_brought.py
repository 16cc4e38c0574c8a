"""Decisions of another warehouse, taken over: what people said once need not be said again."""

from collections.abc import Iterable

from duckdb import DuckDBPyConnection as Connection

from warehouse import decisions, keyed, store
from warehouse.decided import APART, RENAME, Decision, standing
from warehouse.decisions import By


def take_in(con: Connection, given: Iterable[Decision]) -> int:
    """Keep decisions of another warehouse; return how many were not made here already.

    Initiatives that this one does not know yet are put into its register.

    Args:
        con: The warehouse.
        given: In the order of deciding; their numbers do not count.

    Raises:
        BadDecision: with what forbids one of them; nothing is kept then.
    """
    new = 0
    with store.transaction(con):
        for said in given:
            known = {_sense(one) for one in standing(con)}
            if _sense(said) in known:
                continue
            _make_known(con, said)
            by = By(who=said.who, at=said.decided_at, note=said.note)
            other = said.name if said.what == RENAME else said.other_id or ""
            decisions.decide(con, said.what, said.initiative_id, other, by)
            new += 1
    return new


def _sense(said: Decision) -> tuple[object, ...]:
    """Return what makes two decisions the same one."""
    ids = (said.initiative_id, said.other_id)
    return said.what, frozenset(ids) if said.what == APART else ids, said.name


def _make_known(con: Connection, said: Decision) -> None:
    """Put the initiatives of a decision into the register, if they are not there."""
    rows = [(said.initiative_id, said.initiative, said.kind)]
    if said.other_id:
        rows.append((said.other_id, said.other or "", said.other_kind or said.kind))
    for initiative_id, name, kind in rows:
        given = {"id": initiative_id, "name": store.utf8(name), "at": said.decided_at}
        row = {
            "initiative_id": initiative_id,
            "name": name,
            "kind": kind,
            "is_seeded": False,
            "first_seen_at": said.decided_at,
        }
        keyed.add(con, "initiatives", ("initiative_id",), [row])
        con.execute(
            """
            INSERT INTO store.initiative_names BY NAME
            SELECT $id AS initiative_id, $name AS name, $at AS first_seen_at
            WHERE $id NOT IN (SELECT initiative_id FROM store.initiative_names)
            """,
            given,
        )
