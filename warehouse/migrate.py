"""Tables change by numbered files only; a file that has run is never edited."""

import hashlib
import logging
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
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

    Each file is one transaction and then a CHECKPOINT, so a kill leaves it done or not begun:
    were the log not replayable, it would hold nothing but this one file. A new warehouse
    gets all files in one. One that holds something is copied first, to ``NAME.before-0007``;
    the copy stays until the next change of tables has gone well. A lake keeps what it was as
    a snapshot instead, and the log says which.

    Raises:
        MigrationError: if the warehouse is newer, foreign, or ran a file that was edited since,
            or if a file fails; then with the way back.
    """
    steps = load() if steps is None else tuple(steps)
    todo = _missing(con, place, steps)
    if not todo:
        return []
    if isinstance(place, Path):
        _on_file(con, place, todo, is_new=len(todo) == len(steps))
    else:
        _on_lake(con, named(place), todo, is_new=len(todo) == len(steps))
    return [step.name for step in todo]


def _on_file(con: Connection, path: Path, todo: list[Migration], *, is_new: bool) -> None:
    """Run what is missing on a file; copy it first, if it holds something.

    After each file a CHECKPOINT: the log cannot replay all DDL.
    """
    if is_new:
        con.execute("SET threads = 1")  # a tenth less: these are 1,100 tiny statements
        _run(con, todo, _plain)
        con.execute("RESET threads")
        con.execute("CHECKPOINT")
        return
    con.execute("CHECKPOINT")
    copy = path.with_name(f"{path.name}.before-{todo[0].number:04d}")
    copying.copy(path, copy)
    for step in todo:
        try:
            _run(con, [step], _plain)
        except duckdb.Error as exc:
            raise MigrationError(_way_back(path, copy, step, exc)) from exc
        con.execute("CHECKPOINT")
    for old in path.parent.glob(f"{path.name}.before-*"):
        if old != copy:
            old.unlink()


def _on_lake(con: Connection, name: str, todo: list[Migration], *, is_new: bool) -> None:
    """Run what is missing on a lake; its snapshots are the way back."""
    if is_new:
        _run(con, todo, lake_schema.run)
        return
    found = con.execute("SELECT id FROM current_snapshot()").fetchone()
    before = found[0] if found else 0
    log.warning("%s gets the tables of a new version; before it was snapshot %s", name, before)
    for step in todo:
        try:
            _run(con, [step], lake_schema.run)
        except duckdb.Error as exc:
            reason = str(exc).split("\n", 1)[0]
            raise MigrationError(
                f"{name} could not be brought up to date: {step.name} failed ({reason}); nothing "
                "of it was kept, and it is tried again at the next start. The version before "
                f"finds its tables as they were; snapshot {before} is what it held"
            ) from exc


def _plain(con: Connection, name: str, text: str) -> None:  # noqa: ARG001 - as on a lake
    for statement in con.extract_statements(text):
        con.execute(statement)


def _run(
    con: Connection,
    steps: Iterable[Migration],
    run: Callable[[Connection, str, str], None],
) -> None:
    """Run files in one transaction."""
    con.begin()
    try:
        con.execute("CREATE SCHEMA IF NOT EXISTS store")
        con.execute(
            "CREATE TABLE IF NOT EXISTS store.migrations (number INTEGER, name TEXT, digest TEXT)"
        )
        for step in steps:
            run(con, step.name, step.sql)
            con.execute(
                "INSERT INTO store.migrations VALUES ($number, $name, $digest)",
                {"number": step.number, "name": step.name, "digest": step.digest},
            )
    except (duckdb.Error, PlacewatchError):
        with suppress(duckdb.Error):  # after a fatal error there is nothing to roll back
            con.rollback()
        raise
    con.commit()


def _way_back(path: Path, copy: Path, step: Migration, exc: duckdb.Error) -> str:
    """Return what to tell of a file that failed."""
    reason = str(exc).split("\n", 1)[0]
    return (
        f"{path} could not be brought up to date: {step.name} failed ({reason}); nothing of it "
        "was kept, and it is tried again at the next start. To go back to the version before: "
        f"rm -f '{path}.wal' && cp '{copy}' '{path}'"
    )


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
