"""What the seeds know beside the register: bodies, and where known schemes were and by whom."""

from collections.abc import Iterable, Mapping

from duckdb import DuckDBPyConnection as Connection

from warehouse import store

COLUMNS = {
    "organisations": ("name", "kind", "aliases"),
    "background": ("initiative_id", "what", "value", "evidence"),
}


def keep(
    con: Connection,
    *,
    organisations: Iterable[Mapping[str, object]],
    background: Iterable[Mapping[str, object]],
) -> bool:
    """Keep what the seeds say now in place of what they said; return whether it differs.

    Args:
        con: The warehouse.
        organisations: Rows of name, kind and aliases.
        background: Rows of initiative_id, what, value and evidence (None: nobody looked it up).
    """
    given = {"organisations": list(organisations), "background": list(background)}
    changed = [table for table, rows in given.items() if _differs(con, table, rows)]
    if changed:
        with store.transaction(con):
            for table in changed:
                con.execute(f"DELETE FROM store.{table}")  # noqa: S608 - one of the two above
                store.insert(con, table, given[table])
    return bool(changed)


def _differs(con: Connection, table: str, rows: Iterable[Mapping[str, object]]) -> bool:
    kept = con.execute(f"SELECT {', '.join(COLUMNS[table])} FROM store.{table}").fetchall()  # noqa: S608
    return sorted(map(_plain, kept)) != sorted(
        _plain(tuple(row[name] for name in COLUMNS[table])) for row in rows
    )


def _plain(row: tuple[object, ...]) -> tuple[object, ...]:
    """Return a row that can be compared and sorted: lists as tuples, None as nothing."""
    return tuple(tuple(cell) if isinstance(cell, list) else cell or "" for cell in row)
