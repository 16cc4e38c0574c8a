"""What may be asked of a lake: it lies open to COPY and to functions that reach its Postgres."""

import re

from duckdb import DuckDBPyConnection as Connection
from duckdb import StatementType as Kind

from warehouse.named import QueryError

# CREATE: of temporary tables, and a step of PIVOT; the lake itself is attached for reading.
KINDS = (Kind.SELECT, Kind.EXPLAIN, Kind.CREATE)
EXPLAIN = re.compile(r"\s*explain\b\s*(analy[sz]e\b|\([^)]*\))?", re.IGNORECASE)
# Functions that write through an attachment that is for reading, and those that take SQL as
# text, which nobody could look through. Seen: DuckDB 1.5.5.
GAP = r'"?(\s|/\*.*?\*/|--[^\n]*\n)*\('
REACHING = re.compile(
    rf"\b((ducklake|postgres)_\w+|query|query_table){GAP}", re.IGNORECASE | re.DOTALL
)


def require_reading(con: Connection, text: str) -> None:
    """Do nothing if all that somebody asks of a lake is to read it.

    Raises:
        QueryError: for a statement that is no SELECT, and for a function that reaches further.
        duckdb.Error: for what is no SQL.
    """
    for one in con.extract_statements(text):
        asked = one.query
        kind = one.type
        if kind == Kind.EXPLAIN:  # with ANALYZE, it is done
            asked = EXPLAIN.sub("", asked, count=1)
            kinds = {each.type for each in con.extract_statements(asked)}
            kind = Kind.SELECT if kinds == {Kind.SELECT} else Kind.INVALID
        if kind not in KINDS:
            raise QueryError(
                "a lake takes SELECT, DESCRIBE, SHOW, EXPLAIN and CREATE TEMP TABLE, and nothing "
                "else: files are written by 'placewatch query' and 'placewatch sql' with --output"
            )
    found = REACHING.search(text)
    if found:
        raise QueryError(f"{found[1]} is not for a lake that is only read: ask its views")
