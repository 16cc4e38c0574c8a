"""Tables change by numbered files only; a file that has run is never edited."""

import hashlib
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection as Connection

from records import Place, PlacewatchError
from warehouse import copying, lake_schema, lake_words

log = logging.getLogger("placewatch.warehouse")

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


def migrate(con: Connection, place: Place, steps: Iterable[Migration] | None = None) -> list[str]:
    """Bring the tables up to this version; return the names of the files that ran.

    Each file is one transaction, so a kill leaves it done or not begun. A file that holds
    something is copied first, to ``NAME.before-0007``. A lake keeps what it was as a
    snapshot: its log says which.

    Raises:
        MigrationError: if the warehouse is newer, foreign, or ran a file that was edited since.
    """
    steps = load() if steps is None else tuple(steps)
    todo = _missing(con, place, steps)
    if not todo:
        return []
    is_file = isinstance(place, Path)
    con.execute("CREATE SCHEMA IF NOT EXISTS store")
    con.execute(
        "CREATE TABLE IF NOT EXISTS store.migrations (number INTEGER, name TEXT, digest TEXT)"
    )
    if is_file:
        con.execute("CHECKPOINT")
    if len(todo) < len(steps):
        _keep_as_it_was(con, place, todo[0])
    for step in todo:
        con.begin()
        if is_file:
            for statement in con.extract_statements(step.sql):
                con.execute(statement)
        else:
            lake_schema.run(con, step.name, step.sql)
        con.execute(
            "INSERT INTO store.migrations VALUES ($number, $name, $digest)",
            {"number": step.number, "name": step.name, "digest": step.digest},
        )
        con.commit()
        if is_file:
            con.execute("CHECKPOINT")  # some DDL cannot be replayed from the log
    return [step.name for step in todo]


def check(con: Connection, place: Place) -> None:
    """Do nothing if the tables are those that this version reads.

    Raises:
        MigrationError: if the warehouse is older, newer, foreign or edited.
    """
    if _missing(con, place, load()):
        raise MigrationError(
            f"{named(place)} is from an older version: any command that writes brings it up to date"
        )


def named(place: Place) -> str:
    """Return the name of a place for people, without anything secret."""
    return str(place) if isinstance(place, Path) else lake_words.shown(place.catalogue)


def _keep_as_it_was(con: Connection, place: Place, step: Migration) -> None:
    """Keep a way back to the tables before a migration."""
    if isinstance(place, Path):
        for old in place.parent.glob(f"{place.name}.before-*"):
            old.unlink()
        copying.copy(place, place.with_name(f"{place.name}.before-{step.number:04d}"))
        return
    found = con.execute("SELECT id FROM current_snapshot()").fetchone()
    log.warning(
        "%s is brought up to date from %s; before it, the lake was at snapshot %s",
        named(place), step.name, found and found[0],
    )  # fmt: skip


def _missing(con: Connection, place: Place, steps: tuple[Migration, ...]) -> list[Migration]:
    """Return the migrations that have not run; refuse a warehouse that we do not know."""
    known = {step.number: step for step in steps}
    try:  # first, for to list the tables of a lake costs a fifth of a second
        ran = con.execute("SELECT number, name, digest FROM store.migrations ORDER BY number")
    except duckdb.CatalogException:
        return _none_ran(con, place, steps)
    done = set()
    name_of_place = named(place)
    for number, name, digest in ran.fetchall():
        if number not in known:
            raise MigrationError(
                f"{name_of_place} was written by a newer Placewatch ({name} has run): "
                "update this one"
            )
        if digest != known[number].digest:
            raise MigrationError(
                f"warehouse/migrations/{known[number].name} was edited after it ran in "
                f"{name_of_place}: restore the file and put the change into a new number"
            )
        done.add(number)
    return [step for step in steps if step.number not in done]


def _none_ran(con: Connection, place: Place, steps: tuple[Migration, ...]) -> list[Migration]:
    """Return all migrations for an empty database; refuse one with tables of somebody else."""
    tables = con.execute(
        "SELECT count(*) FROM duckdb_tables() "
        "WHERE NOT temporary AND database_name = current_database()"
    ).fetchone()
    if tables != (0,):
        remedy = "PLACEWATCH_HOME" if isinstance(place, Path) else "database"
        raise MigrationError(
            f"{named(place)} holds other tables and is no warehouse: name another {remedy}"
        )
    return list(steps)
