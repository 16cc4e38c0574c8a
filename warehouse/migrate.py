"""Tables change by numbered files only; a file that has run is never edited."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from duckdb import DuckDBPyConnection as Connection

from records import PlacewatchError
from warehouse import copying

FOLDER = Path(__file__).parent / "migrations"


class MigrationError(PlacewatchError):
    """A warehouse that this version of the code must not touch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One numbered step of the tables."""

    number: int
    name: str  # of its file
    sql: str
    digest: str  # of its text, whatever the line ends


@cache  # a release is read once a process; each opening read 26 files
def load(folder: Path = FOLDER) -> tuple[Migration, ...]:
    """Return the migrations of a folder in their order.

    Raises:
        MigrationError: if numbers are doubled or missing.
    """
    found = []
    for path in sorted(folder.glob("*.sql")):
        match = re.fullmatch(r"(\d{4})_[a-z_]+\.sql", path.name)
        if not match:
            raise MigrationError(f"{path.name}: a migration is named as 0007_what_changes.sql")
        sql = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        digest = hashlib.sha256(sql.encode()).hexdigest()
        found.append(Migration(number=int(match[1]), name=path.name, sql=sql, digest=digest))
    if [step.number for step in found] != list(range(1, len(found) + 1)):
        names = ", ".join(step.name for step in found)
        raise MigrationError(f"migrations must be numbered 0001, 0002 … without a gap: {names}")
    return tuple(found)


def migrate(con: Connection, path: Path, steps: Iterable[Migration] | None = None) -> list[str]:
    """Bring the tables up to this version; return the names of the files that ran.

    Each file is one transaction, so a kill leaves it done or not begun. A warehouse that
    holds something is copied first, to ``NAME.before-0007``.

    Raises:
        MigrationError: if the warehouse is newer, foreign, or ran a file that was edited since.
    """
    steps = load() if steps is None else tuple(steps)
    todo = _missing(con, path, steps)
    if not todo:
        return []
    con.execute("CREATE SCHEMA IF NOT EXISTS store")
    con.execute(
        "CREATE TABLE IF NOT EXISTS store.migrations (number INTEGER, name TEXT, digest TEXT)"
    )
    con.execute("CHECKPOINT")
    if len(todo) < len(steps):
        for old in path.parent.glob(f"{path.name}.before-*"):
            old.unlink()
        copying.copy(path, path.with_name(f"{path.name}.before-{todo[0].number:04d}"))
    for step in todo:
        con.begin()
        for statement in con.extract_statements(step.sql):
            con.execute(statement)
        con.execute(
            "INSERT INTO store.migrations VALUES ($number, $name, $digest)",
            {"number": step.number, "name": step.name, "digest": step.digest},
        )
        con.commit()
        con.execute("CHECKPOINT")  # some DDL cannot be replayed from the log
    return [step.name for step in todo]


def check(con: Connection, path: Path) -> None:
    """Do nothing if the tables are those that this version reads.

    Raises:
        MigrationError: if the warehouse is older, newer, foreign or edited.
    """
    if _missing(con, path, load()):
        raise MigrationError(
            f"{path} is from an older version: any command that writes brings it up to date"
        )


def _missing(con: Connection, path: Path, steps: tuple[Migration, ...]) -> list[Migration]:
    """Return the migrations that have not run; refuse a warehouse that we do not know."""
    tables = con.execute(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT temporary"
    ).fetchall()
    if ("store.migrations",) not in tables:
        if tables:
            raise MigrationError(
                f"{path} holds other tables and is no warehouse: name another PLACEWATCH_HOME"
            )
        return list(steps)
    known = {step.number: step for step in steps}
    ran = con.execute("SELECT number, name, digest FROM store.migrations ORDER BY number")
    done = set()
    for number, name, digest in ran.fetchall():
        if number not in known:
            raise MigrationError(
                f"{path} was written by a newer Placewatch ({name} has run): update this one"
            )
        if digest != known[number].digest:
            raise MigrationError(
                f"warehouse/migrations/{known[number].name} was edited after it ran in {path}: "
                "restore the file and put the change into a new number"
            )
        done.add(number)
    return [step for step in steps if step.number not in done]
