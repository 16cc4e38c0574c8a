"""The same migrations on a lake, which knows no keys, no checks and no sequences.

What a lake refuses is taken out in this one place; what is not known here is refused.
"""

import json
import re
from collections.abc import Iterator

import duckdb
from duckdb import DuckDBPyConnection as Connection
from duckdb import StatementType

from warehouse.faults import WarehouseUnusable

# What a migration may do: CREATE and ALTER are read closer below.
KNOWN = {
    StatementType.CREATE,
    StatementType.ALTER,
    StatementType.DROP,
    StatementType.INSERT,
    StatementType.UPDATE,
    StatementType.DELETE,
}
QUOTED = re.compile(r"'(?:''|[^'])*'|--[^\n]*|/\*.*?\*/", re.DOTALL)
# Words that promise what a lake does not keep; none may be left.
LEFT = re.compile(
    r"\b(PRIMARY\s+KEY|UNIQUE|CHECK|REFERENCES|FOREIGN\s+KEY|nextval|currval|COLLATE|"
    r"GENERATED|USING\s+COMPRESSION|ON\s+CONFLICT|RETURNING)\b",
    re.IGNORECASE,
)
COMMENT = re.compile(
    r"COMMENT\s+ON\s+COLUMN\s+(?:(\w+)\.)?(\w+)\.(\w+)\s+IS\s+'((?:''|[^'])*)'", re.IGNORECASE
)
COMMENTS = """
    CREATE TABLE IF NOT EXISTS store.view_comments
        (schema_name TEXT NOT NULL, view_name TEXT NOT NULL, column_name TEXT NOT NULL,
         comment TEXT NOT NULL)
"""


def run(con: Connection, name: str, sql: str) -> None:
    """Run the statements of a migration on a lake, inside the caller's transaction.

    Args:
        con: The lake, open for writing.
        name: Of the migration, for people.
        sql: Its text, as it runs on a file.

    Raises:
        WarehouseUnusable: if a statement cannot be put into the lake's words.
    """
    comments: dict[tuple[str, str, str], str] = {}
    for statement in con.extract_statements(sql):
        words = statement.query.strip()
        found = _comment_of_view(con, words)
        if found:
            comments[found[:3]] = found[3]
            continue
        for plain in translated(name, words, statement.type):
            try:
                con.execute(plain)
            except (duckdb.NotImplementedException, duckdb.BinderException) as exc:
                raise _refused(name, plain, str(exc).split("\n", 1)[0]) from exc
    if comments:
        _keep(con, comments)


def translated(name: str, words: str, kind: StatementType) -> Iterator[str]:
    """Return what a lake runs instead of a statement: the same, less, or nothing.

    Raises:
        WarehouseUnusable: if it says something that we do not know how to leave out.
    """
    bare = QUOTED.sub("", words).strip()
    if re.match(r"COMMENT\s+ON\b", bare, re.IGNORECASE):
        yield words
        return
    if kind not in KNOWN:
        raise _refused(name, words, f"{kind.name} is not known on a lake")
    if re.match(r"(CREATE|DROP)\s+SEQUENCE\b", bare, re.IGNORECASE):
        return  # numbers are given by whoever holds the pen
    if re.match(r"CREATE\s+TABLE\b", bare, re.IGNORECASE):
        words = _without_keys(words)
    elif not re.match(
        r"(CREATE\s+(OR\s+REPLACE\s+)?(VIEW|MACRO)|ALTER\s+TABLE|DROP\s+(VIEW|TABLE)|WITH|INSERT|UPDATE"
        r"|DELETE|CREATE\s+SCHEMA)\b",
        bare,
        re.IGNORECASE,
    ):
        raise _refused(name, words, "this kind of statement is not known on a lake")
    left = LEFT.search(QUOTED.sub("", words))
    if left:
        raise _refused(name, words, f"{left[0]} is not known on a lake")
    yield words


def _comment_of_view(con: Connection, words: str) -> tuple[str, str, str, str] | None:
    """Return schema, view, column and words of a comment for which a lake has no place."""
    found = COMMENT.fullmatch(QUOTED.sub(_without_remarks, words).strip().rstrip(";").strip())
    if not found:
        return None
    schema = found[1] or "main"
    is_view = con.execute(
        "SELECT count(*) FROM duckdb_views() WHERE database_name = current_database() "
        "AND schema_name = $schema AND view_name = $view",
        {"schema": schema, "view": found[2]},
    ).fetchone()
    if is_view == (0,):
        return None
    return schema, found[2], found[3], found[4].replace("''", "'")


def _keep(con: Connection, comments: dict[tuple[str, str, str], str]) -> None:
    """Keep comments as rows, each in place of an older one."""
    con.execute(COMMENTS)
    rows = [
        {"schema_name": schema, "view_name": view, "column_name": column, "comment": text}
        for (schema, view, column), text in comments.items()
    ]
    con.execute(
        """
        DELETE FROM store.view_comments
        WHERE (schema_name, view_name, column_name) IN (
            SELECT (row.schema_name, row.view_name, row.column_name)
            FROM (SELECT unnest($rows::JSON::STRUCT(
                schema_name TEXT, view_name TEXT, column_name TEXT, comment TEXT)[]) AS row)
        )
        """,
        {"rows": json.dumps(rows)},
    )
    con.execute(
        """
        INSERT INTO store.view_comments BY NAME
        SELECT unnest(
            $rows::JSON::STRUCT(
                schema_name TEXT, view_name TEXT, column_name TEXT, comment TEXT)[],
            max_depth := 2
        )
        """,
        {"rows": json.dumps(rows)},
    )


def _without_keys(words: str) -> str:
    """Return CREATE TABLE without keys, checks and numbers that count themselves."""
    parts, place, depth = [], 0, 0
    columns = []
    start = words.index("(") + 1
    spans = [(found.start(), found.end()) for found in QUOTED.finditer(words)]
    place = start
    begin = start
    while place < len(words):
        inside = next((end for first, end in spans if first <= place < end), None)
        if inside:
            place = inside
            continue
        char = words[place]
        if char == "(":
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        elif char == ")":
            columns.append(words[begin:place])
            break
        elif char == "," and not depth:
            columns.append(words[begin:place])
            begin = place + 1
        place += 1
    parts = [_column(column) for column in columns]
    return words[:start] + ",".join(part for part in parts if part) + words[place:]


def _column(words: str) -> str:
    """Return a column without what a lake refuses; empty: it was a key of the table."""
    bare = QUOTED.sub(_without_remarks, words)
    if re.match(r"\s*(PRIMARY\s+KEY|UNIQUE|CHECK)\b", bare, re.IGNORECASE):
        return ""
    bare = re.sub(r"\s+PRIMARY\s+KEY\b|\s+UNIQUE\b", "", bare, flags=re.IGNORECASE)
    bare = re.sub(r"\s+DEFAULT\s+nextval\('[\w.]+'\)", "", bare, flags=re.IGNORECASE)
    check = re.search(r"\s+CHECK\s*\(", bare, re.IGNORECASE)
    if check:
        place, depth = check.end(), 1
        while depth:
            depth += {"(": 1, ")": -1}.get(bare[place], 0)
            place += 1
        bare = bare[: check.start()] + bare[place:]
    return bare


def _without_remarks(found: "re.Match[str]") -> str:
    return found[0] if found[0].startswith("'") else ""


def _refused(name: str, words: str, reason: str) -> WarehouseUnusable:
    line = " ".join(words.split())[:80]
    return WarehouseUnusable(
        f"{name}: {reason} ({line} …): put it into words that a lake knows, "
        "or teach warehouse/lake_schema.py to leave it out"
    )
