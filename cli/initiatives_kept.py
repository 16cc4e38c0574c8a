"""Decisions as a file: kept in git, reviewed, and taken over by another installation."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click
import yaml

import seedfiles
from cli import initiatives_said
from settings import Settings
from warehouse import decided, decisions_brought, publish, queries, store
from warehouse.decided import Decision

LISTED = """
    SELECT decision_id AS number, what, initiative, coalesce(new_name, other) AS and_other,
           who, decided_at, stands, note
    FROM decisions
    ORDER BY decision_id DESC
"""
REQUIRED = ("what", "initiative", "id", "kind", "who", "at")
OPTIONAL = ("other", "other_id", "other_kind", "name", "note")
HEAD = """\
# What people decided about initiatives: merge (it is another name of the other), apart (they are
# two), rename, refuse (it is none), confirm (it is one). Take over with
# placewatch initiatives decisions --import FILE
"""


def decisions(settings: Settings, shape: str, *, out: Path | None, given: Path | None) -> None:
    """List decisions, write them to a file, or take over those of one.

    Raises:
        NothingFound: if there is no warehouse yet to export from.
        SeedError: if the file has faults; all of them.
        BadDecision: if one of its decisions contradicts what stands here.
    """
    if given is not None:
        said = read(given)
        with store.open_warehouse(settings.warehouse) as con:
            new = decisions_brought.take_in(con, said)
            publish.publish(con, settings.snapshot)
        click.echo(f"{given}: {new} of {len(said)} decisions are new here.")
    if out is not None:
        initiatives_said.require(settings)
        with store.open_warehouse(settings.warehouse, read_only=True) as con:
            standing = decided.standing(con)
        text = written(standing)
        if str(out) == "-":
            click.echo(text, nl=False)
        else:
            out.write_text(text, encoding="utf-8")
            click.echo(f"{out}: {len(standing)} decisions.")
    if out is None and given is None:
        click.echo(queries.render(queries.sql(settings.snapshot, LISTED), shape))


def written(standing: tuple[Decision, ...]) -> str:
    """Return decisions as YAML."""
    rows = [
        {
            "what": said.what,
            "initiative": said.initiative,
            "other": said.other,
            "name": said.name,
            "note": said.note,
            "who": said.who,
            "at": said.decided_at.isoformat(),
            "id": said.initiative_id,
            "kind": said.kind,
            "other_id": said.other_id,
            "other_kind": said.other_kind,
        }
        for said in standing
    ]
    filled = [{key: value for key, value in row.items() if value} for row in rows]
    body = (
        yaml.safe_dump(filled, allow_unicode=True, sort_keys=False, width=100) if filled else "[]\n"
    )
    return HEAD + body


def read(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file, in its order.

    Raises:
        SeedError: with every fault at once.
    """
    data, faults = seedfiles.read(path, str(path))
    if not isinstance(data, list):
        faults.add(1, "the file is no list", "begin each decision with '- what: …'")
        data = []
    found = []
    for number, row in enumerate(data, start=1):
        if not isinstance(row, seedfiles.Row):
            faults.add(1, f"{row!r} is no decision", "begin each with '- what: …'")
        elif _is_sound(row, faults):
            found.append(_decision(number, row))
    faults.stop()
    return tuple(found)


def _is_sound(row: seedfiles.Row, faults: seedfiles.Faults) -> bool:
    before = len(faults.lines)
    if not faults.keys(row, REQUIRED, OPTIONAL):
        return False
    for key, value in row.items():
        if not isinstance(value, str):
            faults.add(row.lines[key], f"{key!r} is {value!r}", "write words, in quotation marks")
    what = row["what"]
    if what not in decided.WHAT:
        choices = ", ".join(decided.WHAT)
        faults.add(row.lines["what"], f"'what' is {what!r}", f"choose one of {choices}")
    if what in (decided.MERGE, decided.APART):
        faults.keys(row, ("other", "other_id"), (*REQUIRED, *OPTIONAL))
    if what == decided.RENAME:
        faults.keys(row, ("name",), (*REQUIRED, *OPTIONAL))
    if isinstance(row["at"], str) and _moment(row["at"]) is None:
        faults.add(row.lines["at"], f"'at' is {row['at']!r}", "write 2026-01-31T09:00:00+00:00")
    return len(faults.lines) == before


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _decision(number: int, row: dict[str, Any]) -> Decision:
    at = _moment(row["at"])
    assert at is not None  # noqa: S101 - checked before
    return Decision(
        decision_id=number,
        what=row["what"],
        initiative_id=row["id"],
        initiative=row["initiative"],
        kind=row["kind"],
        other_id=row.get("other_id"),
        other=row.get("other"),
        other_kind=row.get("other_kind"),
        name=row.get("name", ""),
        who=row["who"],
        decided_at=at,
        note=row.get("note", ""),
    )
