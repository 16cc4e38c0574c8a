"""Rows that a key tells apart: put in once, brought up to date, changed, numbered.

A lake knows no keys, no ON CONFLICT, no RETURNING and no sequences, so nothing here asks for
them: what is known is looked up first, and what is new is written then, in one transaction.
That nobody else writes between the two rests on the pen (``store.open_warehouse``): there is
one at a time, of a file and of a lake. In a file the primary key stands behind it as a second
guard; in a lake nothing does.

Of rows that are given with one and the same key the first counts: MERGE would put in both.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from duckdb import DuckDBPyConnection as Connection

from warehouse import store

Row = Mapping[str, object]
Key = tuple[str, ...]  # columns that are never NULL

GIVEN = "(SELECT unnest(from_json_strict($rows, $types), max_depth := 2))"


def add(con: Connection, table: str, key: Key, rows: Iterable[Row], **types: object) -> list[Row]:
    """Insert the rows whose key is not known; return them, in the given order.

    Args:
        con: The warehouse.
        table: In the schema store.
        key: Its columns that tell rows apart.
        rows: With the same names each.
        types: Of columns, as ``store.given`` takes them.
    """
    given = _first_of_each(key, rows)
    if not given:
        return []
    with store.transaction(con):
        names = ", ".join(key)
        asked = [{name: row[name] for name in key} for row in given.values()]
        known = con.execute(
            f"SELECT {names} FROM store.{table} SEMI JOIN {GIVEN} AS given USING ({names})",  # noqa: S608 - our own names
            store.given(asked, **{name: kind for name, kind in types.items() if name in key}),
        ).fetchall()
        for one in known:
            given.pop(one, None)
        new = list(given.values())
        if new:
            con.execute(
                f"INSERT INTO store.{table} BY NAME FROM {GIVEN}",
                store.given(new, **types),
            )
    return new


def add_found(con: Connection, table: str, name: str, sql: str, values: Row) -> list[Any]:
    """Insert what a query finds; return one column of it, in the order of the query.

    Args:
        con: The warehouse.
        table: In the schema store.
        name: Of the column that is returned.
        sql: The query; no key may come twice, nor be known.
        values: Of its parameters.
    """
    with store.transaction(con):
        con.execute(f"CREATE OR REPLACE TEMP TABLE given_new AS {sql}", values)
        con.execute(f"INSERT INTO store.{table} BY NAME FROM given_new")
        return store.words(con, f"SELECT {name} FROM given_new")  # noqa: S608 - our own names


def put(
    con: Connection,
    table: str,
    key: Key,
    rows: Iterable[Row],
    *,
    keep: Sequence[str] = (),
    sets: Mapping[str, str] | None = None,
    **types: object,
) -> None:
    """Insert the rows whose key is not known, and bring those up to date that are.

    Args:
        con: The warehouse.
        table: In the schema store.
        key: Its columns that tell rows apart.
        rows: With the same names each.
        keep: Columns that stay as they are in a known row.
        sets: What others become in a known row, as SQL on ``old`` and ``given``; those that are
            not named become what is given.
        types: Of columns, as ``store.given`` takes them.
    """
    given = list(_first_of_each(key, rows).values())
    if not given:
        return
    changed = {name: f"given.{name}" for name in given[0] if name not in {*key, *keep}}
    with store.transaction(con):
        con.execute(
            f"""
            MERGE INTO store.{table} AS old
            USING {GIVEN} AS given ON {_same(key)}
            WHEN MATCHED THEN UPDATE SET {_sets(changed | dict(sets or {}))}
            WHEN NOT MATCHED THEN INSERT BY NAME
            """,
            store.given(given, **types),
        )


def change(con: Connection, table: str, key: Key, rows: Iterable[Row], **types: object) -> None:
    """Give known rows other values; those that are not known are left out.

    Args:
        con: The warehouse.
        table: In the schema store.
        key: Its columns that tell rows apart.
        rows: The key and the new values, with the same names each.
        types: Of columns, as ``store.given`` takes them.
    """
    given = list(_first_of_each(key, rows).values())
    if not given:
        return
    changed = {name: f"given.{name}" for name in given[0] if name not in key}
    with store.transaction(con):
        con.execute(
            f"UPDATE store.{table} AS old SET {_sets(changed)} FROM {GIVEN} AS given "  # noqa: S608 - our own names
            f"WHERE {_same(key)}",
            store.given(given, **types),
        )


def numbered(
    con: Connection, table: str, column: str, rows: Iterable[Row]
) -> list[dict[str, object]]:
    """Return rows with the numbers that follow those of a table.

    Ask before anything is deleted in the same step, else a number is given twice.

    Args:
        con: The warehouse, inside the transaction in which the rows are inserted.
        table: In the schema store.
        column: Its column of numbers.
        rows: In the order of their numbers.
    """
    (last,) = con.execute(f"SELECT coalesce(max({column}), 0) FROM store.{table}").fetchall()[0]  # noqa: S608 - our own names
    return [{**row, column: number} for number, row in enumerate(rows, start=last + 1)]


def count(con: Connection, sql: str, values: Row | None = None) -> int:
    """Return how many rows an INSERT, an UPDATE or a DELETE wrote."""
    return int(con.execute(sql, values or {}).fetchall()[0][0])


def _first_of_each(key: Key, rows: Iterable[Row]) -> dict[tuple[object, ...], Row]:
    """Return the first row of each key, in the given order."""
    found: dict[tuple[object, ...], Row] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in key), row)
    return found


def _same(key: Key) -> str:
    return " AND ".join(f"old.{name} = given.{name}" for name in key)


def _sets(changed: Mapping[str, str]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in changed.items())
