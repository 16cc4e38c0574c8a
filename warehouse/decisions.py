"""What people decide about the register: kept for good, and undone by a later decision only."""

from dataclasses import dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection as Connection

from records import PlacewatchError
from warehouse import keyed, store
from warehouse.decided import APART, CONFIRM, MERGE, REFUSE, RENAME, UNDO, Decision, read, standing


class BadDecision(PlacewatchError):
    """A decision that is made already, or that another one forbids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who decides, when, and what else there is to say."""

    who: str
    at: datetime
    note: str = ""


def decide(con: Connection, what: str, one: str, other: str, by: By) -> Decision:
    """Keep a decision of any sort.

    Args:
        con: The warehouse.
        what: merge, apart, rename, refuse or confirm.
        one: The id of the initiative.
        other: The id of the other one; rename: the new name; else it does not count.
        by: Who decides.

    Raises:
        BadDecision: if it is decided already, or another decision forbids it.
    """
    with_other = {MERGE: merge, APART: apart, RENAME: rename}
    if what in with_other:
        return with_other[what](con, one, other, by)
    return (refuse if what == REFUSE else confirm)(con, one, by)


def merge(con: Connection, one: str, other: str, by: By) -> Decision:
    """Make one initiative another name of the other, which is kept; of a seeded one the seeds'.

    What kept the two apart counts no more, until this is taken back.

    Args:
        con: The warehouse.
        one: The id of the one that becomes a name.
        other: The id of the one that is kept.
        by: Who decides.

    Raises:
        BadDecision: if they are one already, or one of them is refused.
    """
    with store.transaction(con):
        first, second = _standing(con, one), _standing(con, other)
        if first.kept_id == second.kept_id:
            raise BadDecision(f"{first.own!r} and {second.own!r} are one already: {first.name!r}")
        if first.is_seeded and not second.is_seeded:
            first, second = second, first
        return _add(con, MERGE, first.kept_id, by, other_id=second.kept_id)


def apart(con: Connection, one: str, other: str, by: By) -> Decision:
    """Keep two initiatives apart for good; undo the merger that made them one, if any did.

    Raises:
        BadDecision: if that is decided already, if both ids are the same, or one is refused.
    """
    with store.transaction(con):
        first, second = _standing(con, one), _standing(con, other)
        if one == other:
            raise BadDecision(f"{first.own!r} cannot be kept apart from itself: name two of them")
        if first.kept_id == second.kept_id:
            _add(con, UNDO, one, by, undoes=_parting(con, one, other))
            first, second = _standing(con, one), _standing(con, other)
        elif said := _aparts(con, first.kept_id, second.kept_id):
            raise BadDecision(
                f"{first.name!r} and {second.name!r} are kept apart already, since decision "
                f"{said[0]}"
            )
        return _add(con, APART, first.kept_id, by, other_id=second.kept_id)


def rename(con: Connection, one: str, name: str, by: By) -> Decision:
    """Give an initiative a name of the reader's choice; its other names stay.

    Raises:
        BadDecision: if it has that name, if another one has it, if there is no name in it, or if
            the initiative is refused.
    """
    name = store.utf8(" ".join(name.split()))
    with store.transaction(con):
        first = _standing(con, one)
        if not any(char.isalpha() for char in name):
            raise BadDecision(f"{name!r} is no name: write the words that it shall have")
        if first.name == name:
            raise BadDecision(f"{name!r} is its name already")
        others = con.execute(
            """
            SELECT kept.name FROM store.kept_names AS names
            JOIN store.kept USING (initiative_id)
            WHERE lower(names.name) = lower($name) AND initiative_id <> $id
            """,
            {"name": name, "id": first.kept_id},
        ).fetchone()
        if others:
            raise BadDecision(f"{name!r} is a name of {others[0]!r}: merge them if they are one")
        return _add(con, RENAME, first.kept_id, by, name=name)


def refuse(con: Connection, one: str, by: By) -> Decision:
    """Say that a name is of no initiative: it is not found again, and never rings.

    Raises:
        BadDecision: if it is refused already.
    """
    with store.transaction(con):
        return _add(con, REFUSE, _standing(con, one).kept_id, by)


def confirm(con: Connection, one: str, by: By) -> Decision:
    """Say that a doubtful name is of an initiative.

    Raises:
        BadDecision: if that is said already, or it is refused.
    """
    with store.transaction(con):
        first = _standing(con, one)
        for said in standing(con):
            if (said.what, said.initiative_id) == (CONFIRM, first.kept_id):
                raise BadDecision(
                    f"{first.name!r} is an initiative already, since decision {said.decision_id}"
                )
        return _add(con, CONFIRM, first.kept_id, by)


def undo(con: Connection, number: int | None, by: By) -> Decision:
    """Take a decision back; return it. What was before it holds again.

    Args:
        con: The warehouse.
        number: Of the decision; None: the last one that stands.
        by: Who takes it back.

    Raises:
        BadDecision: if there is none, or it does not stand any more.
    """
    with store.transaction(con):
        found = standing(con)
        if not found and number is None:
            raise BadDecision("no decision stands: there is nothing to undo")
        if number is None:
            said = found[-1]
        else:
            given = [one for one in found if one.decision_id == number]
            if not given:
                raise BadDecision(
                    f"no decision {number} stands: 'placewatch initiatives decisions' lists them"
                )
            said = given[0]
        _add(con, UNDO, said.initiative_id, by, undoes=said.decision_id)
        if said.what == APART and (merged := _parted_by(con, said)):
            merge(con, merged.initiative_id, merged.other_id or "", by)
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """An initiative as decisions left it."""

    own: str  # the name that it was found under
    kept_id: str
    name: str
    is_seeded: bool  # itself, or what was merged into it


def _standing(con: Connection, initiative_id: str) -> _Standing:
    """Return how an initiative stands.

    Raises:
        BadDecision: if it is refused, or there is none.
    """
    found = store.read(
        con,
        """
        SELECT initiatives.name AS own, kept.kept_id, kept.name, kept.is_refused,
               (SELECT bool_or(is_seeded) FROM store.kept AS part
                JOIN store.initiatives USING (initiative_id)
                WHERE part.kept_id = kept.kept_id) AS is_seeded
        FROM store.kept
        JOIN store.initiatives USING (initiative_id)
        WHERE initiative_id = $id
        """,
        {"id": initiative_id},
    )
    if not found:
        raise BadDecision(f"no initiative has the id {initiative_id!r}")
    if found[0].pop("is_refused"):
        said = next(
            one.decision_id
            for one in standing(con)
            if (one.what, one.initiative_id) == (REFUSE, found[0]["kept_id"])
        )
        raise BadDecision(
            f"{found[0]['name']!r} is no initiative, since decision {said}: "
            f"'placewatch initiatives undo {said}' takes that back"
        )
    return _Standing(**found[0])


def _aparts(con: Connection, one: str, other: str) -> list[int]:
    """Return the decisions that keep two apart."""
    found = con.execute(
        """
        SELECT decision_id FROM store.standing_decisions AS said
        JOIN store.kept AS one ON one.initiative_id = said.initiative_id
        JOIN store.kept AS two ON two.initiative_id = said.other_id
        WHERE what = 'apart'
          AND list_sort([one.kept_id, two.kept_id]) = list_sort([$one, $other])
        ORDER BY decision_id
        """,
        {"one": one, "other": other},
    ).fetchall()
    return [row[0] for row in found]


def _parted_by(con: Connection, said: Decision) -> Decision | None:
    """Return the merger that was undone in order to keep two apart; None: there was none."""
    found = read(
        con,
        f"""decision_id IN (
            SELECT undoes FROM store.decisions
            WHERE decision_id = {said.decision_id - 1:d} AND what = 'undo'
              AND decided_at = (SELECT decided_at FROM store.decisions
                                WHERE decision_id = {said.decision_id:d})
        )""",  # noqa: S608 - a number of ours
    )
    return found[0] if found and found[0].what == MERGE else None


def _parting(con: Connection, one: str, other: str) -> int:
    """Return the merger by which the first, or else the second, belongs to what holds both."""
    merged = {
        said.initiative_id: (said.other_id, said.decision_id)
        for said in standing(con)
        if said.what == MERGE
    }
    above, at = {other}, other
    while (step := merged.get(at)) and step[0] and step[0] not in above:
        at = step[0]
        above.add(at)
    return merged[other if one in above else one][1]


def _add(
    con: Connection,
    what: str,
    initiative_id: str,
    by: By,
    *,
    other_id: str | None = None,
    name: str = "",
    undoes: int | None = None,
) -> Decision:
    row = {
        "what": what,
        "initiative_id": initiative_id,
        "other_id": other_id,
        "name": name,
        "undoes": undoes,
        "who": by.who,
        "decided_at": by.at,
        "note": by.note,
    }
    (numbered,) = keyed.numbered(con, "decisions", "decision_id", [row])
    store.insert(con, "decisions", [numbered])
    (made,) = read(con, f"decision_id = {numbered['decision_id']}")
    return made
