"""What happened to the initiatives: remembered once each, so that it is told once at most."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime
from typing import NamedTuple

from duckdb import DuckDBPyConnection as Connection

from records import STEP_OF_STAGE, Happened, Initiative, happening_key
from warehouse import keyed, store
from warehouse.initiatives import AS_SAID

_COLUMNS = tuple(one.name for one in fields(Happened))


class Life(NamedTuple):
    """How an initiative stands, with all that is remembered of it."""

    stage: str  # the latest that is known
    is_old: bool  # it is never news any more that there is one
    life: tuple[Happened, ...]  # in the order in which it was written down
    is_refused: bool  # somebody decided that it is no initiative


def sync(con: Connection, seeded: Iterable[Initiative], now: datetime) -> None:
    """Know what the seeds say of initiatives: their step, areas and sponsors; never told.

    Call it after the register knows them.
    """
    known = [
        _seeded(one.initiative_id, kind, value, now)
        for one in seeded
        for kind, values in (
            ("new", ("",)),
            ("step", (STEP_OF_STAGE[one.stage],)),
            ("area", one.areas),
            ("sponsor", one.sponsors),
        )
        for value in values
    ]
    add(con, known, now)


def _row(one: Happened) -> dict[str, object]:
    """Return the columns of a happening; ``asdict`` copies them, which takes ten times as long."""
    return {name: getattr(one, name) for name in _COLUMNS}


def add(con: Connection, happened: Iterable[Happened], now: datetime) -> list[str]:
    """Remember happenings; return the keys that were not known. What is known stays as it is."""
    rows = [_row(one) | {"recorded_at": now} for one in happened]
    return [str(row["key"]) for row in keyed.add(con, "happenings", ("key",), rows)]


def standing(con: Connection, initiative_ids: Iterable[str]) -> dict[str, Life]:
    """Return how initiatives stand, by id; what was merged with them is part of their life.

    Args:
        con: The warehouse.
        initiative_ids: Which; those that are not in the register are left out.
    """
    given = {"ids": store.text(sorted(set(initiative_ids)))}
    lives: dict[str, list[Happened]] = {}
    for row in store.read(
        con,
        """
        SELECT asked.initiative_id AS asked_id, happenings.* EXCLUDE (recorded_at)
        FROM store.kept AS asked
        JOIN store.kept AS part ON part.kept_id = asked.kept_id
        JOIN store.happenings ON happenings.initiative_id = part.initiative_id
        WHERE asked.initiative_id IN (SELECT unnest($ids::JSON::TEXT[]))
        ORDER BY happenings.recorded_at, happenings.key
        """,
        given,
    ):
        lives.setdefault(row.pop("asked_id"), []).append(Happened(**row))
    found = con.execute(
        f"""
        WITH latest AS (
            SELECT kept.kept_id, last(stage ORDER BY {AS_SAID}) AS stage
            FROM store.stages
            JOIN store.kept USING (initiative_id)
            GROUP BY kept.kept_id
        )
        SELECT initiative_id, coalesce(latest.stage, 'announced'),
               initiative_id IN (FROM store.no_news), is_refused
        FROM store.kept
        LEFT JOIN latest USING (kept_id)
        WHERE initiative_id IN (SELECT unnest($ids::JSON::TEXT[]))
        """,  # noqa: S608 - a constant of ours
        given,
    ).fetchall()
    return {
        key: Life(stage, is_old, tuple(lives.get(key, ())), is_refused)
        for key, stage, is_old, is_refused in found
    }


def _seeded(initiative_id: str, kind: str, value: str, now: datetime) -> Happened:
    return Happened(
        key=happening_key(initiative_id, kind, value),
        initiative_id=initiative_id,
        kind=kind,
        value=value,
        article_id="",
        quote="",
        happened_at=now,
        told_in="",
    )
